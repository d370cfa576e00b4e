"""The envelope in which every answer is kept, and the one key under which it is found again."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, quote, quote_plus, unquote, urlsplit, urlunsplit

from persona_check.model.lookup import UnavailableReason
from persona_check.model.provenance import Via

__all__ = [
    "Envelope",
    "EnvelopeError",
    "Failure",
    "body_suffix",
    "from_json",
    "kept_headers",
    "public_url",
    "request_key",
    "slug",
    "to_json",
]

# parameters by which services take keys and contact addresses, dropped wherever they stand
_SECRET_NAMES = frozenset({"access_token", "api-key", "api_key", "apikey", "mailto"})
_KEPT = frozenset(
    {
        "cf-mitigated",
        "content-type",
        "date",
        "last-modified",
        "link",
        "location",
        "memento-datetime",
        "retry-after",
        "x-amzn-waf-action",
    }
)
_KEPT_PREFIXES = ("x-ratelimit-", "x-rate-limit-", "x-concurrency-")
_AS_IS = "surrogateescape"  # bytes that are no UTF-8 stay the bytes that they are
_UNREADABLE = (
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    OSError,
    OverflowError,  # a date at the end of time, in another zone
    RecursionError,
)
_DEFAULT_PORTS = {"http": 80, "https": 443}


class EnvelopeError(Exception):
    """An envelope that cannot be trusted: unreadable, or its body does not fit its hash."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why there was no usable answer, kept so that a replay ends in the same way."""

    reason: UnavailableReason
    detail: str = ""
    hint: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """One request without its secrets, and what came back.

    ``status`` is None where nothing came back; then ``failure`` says why. ``redirected_to`` is the
    last address where a redirect was followed. ``retrieved_at`` is UTC. ``via`` is how it reached
    the run that saved it in a bundle, so that a replay says the same.
    """

    source: str
    url: str
    status: int | None
    retrieved_at: datetime
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    redirected_to: str | None = None
    failure: Failure | None = None
    via: Via | None = None

    @property
    def key(self) -> str:
        """The key of its request."""
        return request_key(self.method, self.url)

    @property
    def sha256(self) -> str:
        """The hash of the body as received (after content decoding), in hex."""
        return hashlib.sha256(self.body).hexdigest()


def public_url(
    url: str, params: Mapping[str, str] | None = None, *, secrets: frozenset[str] = frozenset()
) -> str:
    """An address in its one canonical spelling, without secrets.

    Scheme and host in lower case, no default port, no user, no fragment, the query sorted and
    encoded in one way; parameters that carry keys or contact addresses are dropped, as are those
    named in ``secrets``.
    """
    parts = urlsplit(url)
    scheme, host = parts.scheme.lower(), (parts.hostname or "").lower()
    if ":" in host:
        host = f"[{host}]"
    if parts.port is not None and parts.port != _DEFAULT_PORTS.get(scheme):
        host = f"{host}:{parts.port}"
    given = parse_qsl(parts.query, keep_blank_values=True, errors=_AS_IS)
    pairs = [*given, *(params or {}).items()]
    hidden = _SECRET_NAMES | {name.lower() for name in secrets}
    query = "&".join(
        f"{quote_plus(name, errors=_AS_IS)}={quote_plus(value, errors=_AS_IS)}"
        for name, value in sorted(pairs)
        if name.lower() not in hidden
    )
    # one spelling of a path: what may stand bare stands bare, the rest is encoded; an encoded
    # slash stays encoded, since servers tell it from a real one
    path = "%2F".join(
        quote(unquote(part, errors=_AS_IS), safe="/:@!$&'()*+,;=~-._", errors=_AS_IS)
        for part in re.split("%2[fF]", parts.path or "/")
    )
    return urlunsplit((scheme, host, path, query, ""))


def request_key(method: str, url: str, params: Mapping[str, str] | None = None) -> str:
    """The key of a request in every store: SHA-256 of method and canonical address, in hex."""
    return hashlib.sha256(f"{method.upper()} {public_url(url, params)}".encode()).hexdigest()


def kept_headers(headers: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Those response headers that matter, by name in lower case; never cookies."""
    return tuple(
        sorted(
            (name.lower(), public_url(value) if name.lower() == "location" else value)
            for name, value in headers.items()
            if name.lower() in _KEPT or name.lower().startswith(_KEPT_PREFIXES)
        )
    )


def to_json(envelope: Envelope, *, body_file: str) -> bytes:
    """The metadata of an envelope as a text that people and diffs can read."""
    fields: dict[str, Any] = {
        "envelope": 1,
        "source": envelope.source,
        "method": envelope.method,
        "url": envelope.url,
        "status": envelope.status,
        "headers": dict(envelope.headers),
        "retrieved_at": _instant(envelope.retrieved_at),
        "sha256": envelope.sha256,
        "body": body_file if envelope.body else None,
    }
    if envelope.redirected_to is not None:
        fields["redirected_to"] = envelope.redirected_to
    if envelope.via is not None:
        fields["via"] = envelope.via.value
    if envelope.failure is not None:
        fields["unavailable"] = {
            "reason": envelope.failure.reason.value,
            "detail": envelope.failure.detail,
            "hint": envelope.failure.hint,
        }
    return (json.dumps(fields, ensure_ascii=False, indent=2) + "\n").encode()


def from_json(metadata: bytes, read_body: Callable[[str], bytes]) -> Envelope:
    """The envelope from its metadata; ``read_body`` gives a body by its plain file name.

    Fixtures written by hand may leave out ``sha256``, ``method`` and ``headers``. Raises
    ``EnvelopeError``.
    """
    try:
        fields = json.loads(metadata)
        if fields["envelope"] != 1:
            raise EnvelopeError("it uses another version of the format")
        body_file = fields.get("body")
        if body_file is not None and ("/" in body_file or "\\" in body_file):
            raise EnvelopeError("its body is outside its folder")
        body = read_body(body_file) if body_file is not None else b""
        failure = fields.get("unavailable")
        envelope = Envelope(
            source=str(fields["source"]),
            method=str(fields.get("method", "GET")),
            url=str(fields["url"]),
            status=None if fields["status"] is None else int(fields["status"]),
            headers=tuple(
                sorted((str(name), str(value)) for name, value in fields.get("headers", {}).items())
            ),
            body=body,
            retrieved_at=datetime.fromisoformat(fields["retrieved_at"]).astimezone(UTC),
            redirected_to=_text(fields.get("redirected_to")),
            via=Via(fields["via"]) if "via" in fields else None,
            failure=Failure(
                reason=UnavailableReason(failure["reason"]),
                detail=str(failure.get("detail", "")),
                hint=_text(failure.get("hint")),
            )
            if failure
            else None,
        )
        request_key(envelope.method, envelope.url)  # an address that is none shows here
        expected = fields.get("sha256")
    except _UNREADABLE as error:
        raise EnvelopeError(f"it cannot be read ({type(error).__name__})") from error
    if expected is not None and expected != envelope.sha256:
        raise EnvelopeError("its body does not match its hash")
    if envelope.status is None and envelope.failure is None:
        raise EnvelopeError("it contains neither an answer nor a reason")
    return envelope


def body_suffix(headers: Mapping[str, str]) -> str:
    """The suffix of a body's file, by its content type, so that editors and diffs know it."""
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    for part in ("json", "html", "xml"):
        if part in kind:
            return part
    return "txt" if kind.startswith("text/") else "bin"


def slug(url: str) -> str:
    """A short plain name for a request, for people who look into a folder or bundle."""
    parts = urlsplit(url)
    words = unquote(f"{parts.path} {parts.query}")
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:48].strip("-") or "root"


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
