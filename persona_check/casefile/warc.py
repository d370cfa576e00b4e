"""The answers of a bundle as WARC records (ISO 28500:2017), for the tools of web archives."""

import io
import json
import uuid
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from persona_check import __version__
from persona_check.casefile.bundle import Bundle
from persona_check.errors import UsageError
from persona_check.web.envelope import Envelope, Failure, kept_headers

if TYPE_CHECKING:
    from warcio.warcwriter import WARCWriter

__all__ = ["as_warc"]

_VERSION = "1.1"
_VISIBLE = "".join(chr(code) for code in range(0x20, 0x7F))
_NOTE = (
    "Rebuilt from an evidence bundle: bodies are as received after content decoding, only the "
    "response headers that matter were kept, and requests have no keys or headers."
)


def as_warc(bundle: Bundle) -> bytes:
    """A gzipped WARC file; equal bundles give equal bytes.

    Each answer is a ``response`` with its ``request``, under the body's SHA-256; a question that
    ended without an answer is a ``metadata`` record that says why. Keys are in neither, since no
    bundle holds them; nor are claim, exhibits and report. Raises ``UsageError`` where the extra is
    not installed.
    """
    if find_spec("warcio") is None:
        raise UsageError(
            "WARC files need the extra warc, which is not installed",
            "run python3 -m pip install 'persona-check[warc]'",
        )
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version=_VERSION)
    for record in _records(writer, bundle):
        writer.write_record(record)
    return out.getvalue()


def _records(writer: "WARCWriter", bundle: Bundle) -> Iterator[Any]:
    yield _record(
        writer,
        "warcinfo",
        bundle.as_of,
        "application/warc-fields",
        {
            "software": f"persona-check/{__version__}",
            "format": f"WARC File Format {_VERSION}",
            "made-by": f"persona-check/{bundle.tool_version or 'unknown'}",
            "bundle-manifest-sha256": bundle.manifest_sha256,
            "description": _NOTE,
        },
        about=bundle.manifest_sha256,
    )
    for _, envelope in sorted(bundle.envelopes.items()):
        url = _one_line(envelope.url)
        if envelope.status is not None:
            yield from _exchange(writer, envelope, url, envelope.status)
        elif envelope.failure is not None:
            yield _unanswered(
                writer, envelope.retrieved_at, envelope.source, envelope.failure, url=url
            )
    for (source, query), failure in sorted(bundle.outcomes.items(), key=lambda item: item[0]):
        yield _unanswered(writer, bundle.as_of, source, failure, query=query)


def _exchange(writer: "WARCWriter", envelope: Envelope, url: str, status: int) -> Iterator[Any]:
    from warcio.statusandheaders import StatusAndHeaders

    headers = [
        # those alone that a run keeps: a length or coding of a stranger's would misread the body
        *((name, _one_line(value)) for name, value in kept_headers(dict(envelope.headers))),
        ("content-length", str(len(envelope.body))),
    ]
    response = _id("response", envelope.key)
    yield writer.create_warc_record(
        url,
        "response",
        payload=io.BytesIO(envelope.body),
        length=len(envelope.body),
        http_headers=StatusAndHeaders(_status_line(status), headers, protocol="HTTP/1.1"),
        warc_headers_dict={
            "WARC-Record-ID": response,
            "WARC-Date": _instant(envelope.retrieved_at),
            "WARC-Payload-Digest": f"sha256:{envelope.sha256}",
        },
    )
    parts = urlsplit(url)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    yield writer.create_warc_record(
        url,
        "request",
        payload=io.BytesIO(),
        length=0,
        http_headers=StatusAndHeaders(
            f"{_one_line(envelope.method)} {target} HTTP/1.1",
            [("host", parts.netloc)],
            is_http_request=True,
        ),
        warc_headers_dict={
            "WARC-Record-ID": _id("request", envelope.key),
            "WARC-Date": _instant(envelope.retrieved_at),
            "WARC-Concurrent-To": response,
        },
    )
    if envelope.redirected_to is not None:
        yield _record(
            writer,
            "metadata",
            envelope.retrieved_at,
            "application/warc-fields",
            {"source": envelope.source, "redirected-to": envelope.redirected_to},
            about=envelope.key,
            url=url,
            concurrent_to=response,
        )


def _unanswered(
    writer: "WARCWriter",
    at: datetime,
    source: str,
    failure: Failure,
    *,
    url: str | None = None,
    query: str | None = None,
) -> Any:
    """Why a question ended without an answer; ``query`` is what it was put in words as."""
    said = {
        "source": source,
        "query": query,
        "unavailable": failure.reason.value,
        "detail": failure.detail,
    }
    about = json.dumps([source, url, query], ensure_ascii=True)
    return _record(writer, "metadata", at, "application/warc-fields", said, about=about, url=url)


def _record(
    writer: "WARCWriter",
    kind: str,
    at: datetime,
    content_type: str,
    fields: Mapping[str, str | None],
    *,
    about: str,
    url: str | None = None,
    concurrent_to: str | None = None,
) -> Any:
    lines = (f"{name}: {_one_line(value)}\r\n" for name, value in fields.items() if value)
    content = "".join(lines).encode()
    headers = {"WARC-Record-ID": _id(kind, about), "WARC-Date": _instant(at)}
    if concurrent_to is not None:
        headers["WARC-Concurrent-To"] = concurrent_to
    return writer.create_warc_record(
        url,
        kind,
        payload=io.BytesIO(content),
        length=len(content),
        warc_content_type=content_type,
        warc_headers_dict=headers,
    )


def _status_line(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:  # a status that no standard names
        return f"{status} Unknown"


def _one_line(value: str) -> str:
    """Text on one line, in visible ASCII: what a server sent must not open a header or a record.

    Anything else is percent-encoded, as a URI would have it.
    """
    return quote(" ".join(value.split()), safe=_VISIBLE, errors="replace")


def _id(kind: str, about: str) -> str:
    """A record's identifier by what it holds, so that equal bundles have equal records."""
    name = f"persona-check {kind} {about}"
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}>"


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
