"""The Crossref public data file: one work a line (since 2024), or ``{"items": […]}`` a file."""

from collections.abc import Iterator
from typing import BinaryIO

from persona_check.corpus.importers.base import Importer, Refused, lines_of
from persona_check.corpus.importers.from_records import answer_of, stored
from persona_check.corpus.schema import StoredWork
from persona_check.sources.reading.crossref import parse_deposits
from persona_check.web.base import SourceUnavailableError

__all__ = ["CROSSREF_WORKS"]

# A file of the older form holds 5,000 works; what is larger than this is none.
MOST_FILE_BYTES = 256 * 1024 * 1024


def _recognises(head: bytes) -> bool:
    start = head.lstrip()[:65_536]
    if not start.startswith(b"{"):
        return False
    return start[:200].replace(b" ", b"").replace(b"\n", b"").startswith(b'{"items":[') or (
        b'"DOI"' in start and (b'"prefix"' in start or b'"member"' in start or b'"issued"' in start)
    )


def _read(stream: BinaryIO) -> Iterator[StoredWork | Refused]:
    start = stream.peek(200)[:200] if hasattr(stream, "peek") else b""
    if start.replace(b" ", b"").replace(b"\n", b"").startswith(b'{"items":['):
        body = stream.read(MOST_FILE_BYTES + 1)
        if len(body) > MOST_FILE_BYTES:
            yield Refused(reason="file too large for a part of the Crossref public data file")
        else:
            yield from _works(body)
        return
    for line in lines_of(stream):
        if line is None:
            yield Refused(reason="line too long")
        else:
            yield from _works(b'{"items":[' + line + b"]}")


def _works(body: bytes) -> Iterator[StoredWork | Refused]:
    try:
        works = parse_deposits(answer_of("crossref", body))
    except (SourceUnavailableError, ValueError) as error:
        yield Refused(reason=f"not a valid Crossref record ({type(error).__name__})")
        return
    if not works:
        yield Refused(reason="record without a DOI")
    for work in works:
        yield stored(work, "crossref")


CROSSREF_WORKS = Importer(
    id="crossref", title="Crossref public data file", recognises=_recognises, read=_read
)
