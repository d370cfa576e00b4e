"""A submitted email: which signatures are valid, what they cover, and who signed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.utils import getaddresses, parsedate_to_datetime

from persona_check.compare.domains import registrable
from persona_check.exhibits.signature import (
    MOST_SIGNATURE_BYTES,
    MessageOutcome,
    RefusedError,
    ResolveTxt,
    ascii_domain,
    held_to_standard,
    signed_names,
    tags_of,
    verified,
)

__all__ = ["MessageExamination", "SignatureExamination", "examine"]

# A longer header block has no honest use and makes the verifier's regular expressions slow.
MOST_HEADER_BYTES = 256 * 1024
MOST_SIGNATURES = 8
# Without these signed, what the reader sees may be another's words.
HEADERS_THAT_MATTER = ("subject", "date", "to")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureExamination:
    """One DKIM signature; ``aligned`` says that its domain is that of the From address."""

    outcome: MessageOutcome
    reason: str
    domain: str | None = None
    selector: str | None = None
    aligned: bool = False
    signed_headers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageExamination:
    """What the message's best signature is worth, and all signatures in the order of the file.

    Best is an aligned pass, then any pass, then the outcome highest in ``MessageOutcome``.
    ``from_name`` is the display name; ``arc_domains`` sealed the message on its way, unverified.
    """

    outcome: MessageOutcome
    reason: str
    from_address: str | None = None
    from_name: str | None = None
    from_domain: str | None = None
    signing_domain: str | None = None
    aligned: bool = False
    signed_headers: tuple[str, ...] = ()
    sent_at: datetime | None = None
    arc_domains: tuple[str, ...] = ()
    signatures: tuple[SignatureExamination, ...] = ()
    notes: tuple[str, ...] = ()


Headers = Sequence[tuple[bytes, bytes]]


def examine(content: bytes, *, resolve_txt: ResolveTxt, now: datetime) -> MessageExamination:
    """What the DKIM signatures of a message show (RFC 6376, 8301, 8463); never raises.

    ``resolve_txt`` gives the text of a TXT record and may raise ``DnsSilentError``. ``now`` is the
    clock by which signatures expire.
    """
    try:
        headers, body = _parsed(content)
        address, name = _sender(headers)
    except RefusedError as refused:
        return MessageExamination(outcome=refused.outcome, reason=refused.reason)
    from_domain = ascii_domain(address.rpartition("@")[2])
    signatures = tuple(
        _examined(content, body, value, from_domain, resolve_txt, now)
        for value in _values(headers, b"dkim-signature")[:MOST_SIGNATURES]
    )
    arc = tuple(dict.fromkeys(_arc_domains(headers)))
    best = min(signatures, key=_rank) if signatures else None
    if best is None:
        best = SignatureExamination(
            outcome=MessageOutcome.UNSIGNED, reason="the email has no DKIM signature"
        )
    return MessageExamination(
        outcome=best.outcome,
        reason=best.reason,
        from_address=address,
        from_name=name,
        from_domain=from_domain,
        signing_domain=best.domain,
        aligned=best.aligned,
        signed_headers=best.signed_headers,
        sent_at=_sent_at(headers),
        arc_domains=arc,
        signatures=signatures,
        notes=tuple(_notes(best, signatures, headers, arc)),
    )


def _parsed(content: bytes) -> tuple[Headers, bytes]:
    import dkim

    if b"\0" in content[:MOST_HEADER_BYTES]:
        raise RefusedError(MessageOutcome.MALFORMED, "the file is not an email")
    end = re.search(rb"\r?\n\r?\n", content[: MOST_HEADER_BYTES + 4])
    if end is None and len(content) > MOST_HEADER_BYTES:
        raise RefusedError(MessageOutcome.MALFORMED, "the headers are too long")
    try:
        headers, body = dkim.rfc822_parse(content)
    except (dkim.MessageFormatError, IndexError):
        raise RefusedError(MessageOutcome.MALFORMED, "the headers cannot be read") from None
    return [(bytes(name), bytes(value)) for name, value in headers], bytes(body)


def _values(headers: Headers, name: bytes) -> list[bytes]:
    return [value for key, value in headers if key.lower() == name]


def _sender(headers: Headers) -> tuple[str, str | None]:
    """Address and display name; one line with one address, or nobody can say who is meant."""
    lines = _values(headers, b"from")
    if len(lines) != 1:
        how_many = "no" if not lines else f"{len(lines)}"
        raise RefusedError(MessageOutcome.MALFORMED, f"the email has {how_many} From lines")
    addresses = [pair for pair in getaddresses([_text(lines[0])]) if "@" in pair[1]]
    if len(addresses) != 1 or not ascii_domain(addresses[0][1].rpartition("@")[2]):
        raise RefusedError(
            MessageOutcome.MALFORMED, "the From line does not contain exactly one address"
        )
    name, address = addresses[0]
    return address.strip(), _decoded(name) or None


def _text(raw: bytes) -> str:
    return " ".join(raw.decode("utf-8", "replace").split())


def _decoded(text: str) -> str:
    try:
        return str(make_header(decode_header(text)))
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        return text


def _sent_at(headers: Headers) -> datetime | None:
    lines = _values(headers, b"date")
    if len(lines) != 1:
        return None
    try:
        at = parsedate_to_datetime(_text(lines[0]))
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def _arc_domains(headers: Headers) -> Iterator[str]:
    for value in _values(headers, b"arc-seal"):
        if found := re.search(rb"(?:^|;)\s*d=\s*([\w.-]{1,253})", value[:MOST_SIGNATURE_BYTES]):
            yield found.group(1).decode("ascii", "replace").lower()


def _examined(
    content: bytes,
    body: bytes,
    value: bytes,
    from_domain: str,
    resolve_txt: ResolveTxt,
    now: datetime,
) -> SignatureExamination:
    tags: dict[bytes, bytes] = {}
    try:
        tags = tags_of(value)
        held_to_standard(tags, now)
        verified(content, body, value, tags, resolve_txt)
        outcome, reason = MessageOutcome.PASS, "the signature is valid"
    except RefusedError as refused:
        outcome, reason = refused.outcome, refused.reason
    domain = ascii_domain(tags.get(b"d", b"").decode("utf-8", "replace")) or None
    return SignatureExamination(
        outcome=outcome,
        reason=reason,
        domain=domain,
        selector=tags.get(b"s", b"").decode("ascii", "replace") or None,
        aligned=domain is not None and _aligned(domain, from_domain),
        signed_headers=tuple(dict.fromkeys(signed_names(tags))),
    )


def _aligned(domain: str, from_domain: str) -> bool:
    """DMARC's relaxed alignment (RFC 7489 3.1.1): one organisational domain."""
    own = registrable(domain)
    return "." in own and own == registrable(from_domain)


def _rank(signature: SignatureExamination) -> tuple[int, bool]:
    outcomes = list(MessageOutcome)
    return outcomes.index(signature.outcome), not signature.aligned


def _notes(
    best: SignatureExamination,
    signatures: Sequence[SignatureExamination],
    headers: Headers,
    arc: Sequence[str],
) -> Iterator[str]:
    if best.outcome is MessageOutcome.PASS:
        there = {name.decode("ascii", "replace").lower() for name, _ in headers}
        loose = [
            name
            for name in HEADERS_THAT_MATTER
            if name in there and name not in best.signed_headers
        ]
        if loose:
            yield f"not covered by the signature: {', '.join(loose)}"
    for other in signatures:
        if other is not best:
            yield f"another signature, by {other.domain}: {other.reason}"
    if arc:
        yield (
            f"forwarded: ARC seals of {', '.join(arc)}, which were not verified and do not count"
        )
