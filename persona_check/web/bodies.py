"""The body of an answer, unpacked piece by piece, so that no small answer grows unseen."""

import zlib
from collections.abc import AsyncIterator, Mapping
from typing import Protocol

from persona_check.model.lookup import UnavailableReason
from persona_check.web.base import SourceUnavailableError

__all__ = ["Compressed", "bounded"]

_CHUNK_BYTES = 256 * 1024


class Compressed(Protocol):
    """An answer whose body is still to be read, as it came over the wire."""

    @property
    def headers(self) -> Mapping[str, str]:
        """Header values by name."""
        ...

    def aiter_raw(self, chunk_size: int | None = None) -> AsyncIterator[bytes]:
        """The body in pieces, not unpacked."""
        ...


async def bounded(response: Compressed, max_bytes: int) -> bytes:
    """The decoded body; raises TOO_LARGE before more than ``max_bytes`` are held."""
    stated = response.headers.get("content-length", "")
    if stated.isdecimal() and int(stated) > max_bytes:
        raise _too_large(max_bytes)
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise SourceUnavailableError(
            UnavailableReason.MALFORMED, "the answer uses a content encoding that was not requested"
        )
    plain = encoding in ("", "identity")
    unpack = None if plain else zlib.decompressobj(wbits=47 if "gzip" in encoding else 15)
    body = bytearray()
    try:
        async for chunk in response.aiter_raw(_CHUNK_BYTES):
            rest = chunk
            while rest:
                if unpack is None:
                    body += rest
                    break
                body += unpack.decompress(rest, _CHUNK_BYTES)
                rest = unpack.unconsumed_tail
                if len(body) > max_bytes:
                    break
            if len(body) > max_bytes:
                raise _too_large(max_bytes)
    except zlib.error as error:
        raise SourceUnavailableError(
            UnavailableReason.MALFORMED, "the compressed answer is damaged"
        ) from error
    if unpack is not None and body and not unpack.eof:
        raise SourceUnavailableError(
            UnavailableReason.MALFORMED, "the compressed answer is incomplete"
        )
    return bytes(body)


def _too_large(max_bytes: int) -> SourceUnavailableError:
    return SourceUnavailableError(
        UnavailableReason.TOO_LARGE, f"the answer is larger than {max_bytes // 1024} KiB"
    )
