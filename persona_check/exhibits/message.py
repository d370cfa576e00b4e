"""A submitted email: which signatures are valid, what they cover, and who signed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.utils import parsedate_to_datetime

from persona_check.compare.domains import ascii_domain, registrable
from persona_check.exhibits.address_lines import addresses_in
from persona_check.exhibits.signature import (
    MOST_SIGNATURE_BYTES,
    MessageOutcome,
    RefusedError,
    ResolveTxt,
    held_to_standard,
    signed_names,
    tags_of,
    verified,
)

__all__ = ["MessageExamination", "SignatureExamination", "examine"]

# A longer header block has no honest use and makes the verifier's regular expressions slow.
MOST_HEADER_BYTES = 256 * 1024
MOST_SIGNATURES = 8
# Without these signed, what the reader sees may be another's words: who is answered, when it was
# written, and how the signed text is shown.
HEADERS_THAT_MATTER = (
    "From",
    "Sender",
    "Subject",
    "Date",
    "To",
    "Cc",
    "Reply-To",
    "Content-Type",
    "Content-Transfer-Encoding",
)
# What servers, editors and mailboxes put in front of a saved message is a few lines at most.
MOST_LINES_IN_FRONT = 20
_FIELD = re.compile(rb"([!-9;-~]+):")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureExamination:
    """One DKIM signature; ``aligned`` says that its domain is that of the From address.

    ``signed_headers`` has each name once, ``signed_lines`` as often as ``h=`` has it.
    """

    outcome: MessageOutcome
    reason: str
    domain: str | None = None
    selector: str | None = None
    aligned: bool = False
    signed_headers: tuple[str, ...] = ()
    signed_lines: tuple[str, ...] = ()


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
        content, in_front = _bare(content)
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
        notes=(*_notes(best, signatures, headers, arc), *in_front),
    )


def _bare(content: bytes) -> tuple[bytes, tuple[str, ...]]:
    """The message as it was sent, without what was put before its headers, and a note on that.

    A byte order mark, blank lines and banners come from servers, editors and mailbox files. What
    stands there and holds a header of the mail itself is left where it is.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", ""), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            content = content.removeprefix(mark) if not encoding else _recoded(content, encoding)
            break
    head = content[:MOST_HEADER_BYTES]
    start, banner = 0, False
    for _ in range(MOST_LINES_IN_FRONT):
        end = head.find(b"\n", start) + 1
        line = head[start : end or len(head)]
        field = _FIELD.match(line)
        if field is not None and (_opens_headers(head[start:]) or _is_mails_own(field[1])):
            break
        if not end:
            return content, ()
        banner = banner or (bool(line.strip()) and not line.startswith(b"From "))
        start = end
    else:
        return content, ()
    if not banner:
        return content[start:], ()
    return content[start:], ("lines before the headers were left out",)


def _recoded(content: bytes, encoding: str) -> bytes:
    try:
        return content.decode(encoding).encode("utf-8")
    except UnicodeError:
        return content


def _opens_headers(text: bytes) -> bool:
    """Whether a block of headers with a From line begins here."""
    block = re.split(rb"\r?\n\r?\n", text, maxsplit=1)[0]
    lines = re.split(rb"\r?\n(?![ \t])", block)
    return all(_FIELD.match(line) for line in lines if line) and any(
        line[:5].lower() == b"from:" for line in lines
    )


def _is_mails_own(name: bytes) -> bool:
    known = {header.lower().encode("ascii") for header in HEADERS_THAT_MATTER}
    return name.lower() in known | {b"dkim-signature", b"message-id", b"received", b"mime-version"}


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
    addresses = addresses_in([_text(lines[0])])
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
        signed_lines=tuple(signed_names(tags)),
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
        loose = list(_unsigned(best, headers))
        if loose:
            yield f"not covered by the signature: {', '.join(loose)}"
        yield from _repeated(best, headers)
    for other in signatures:
        if other is not best:
            yield f"another signature, by {other.domain}: {other.reason}"
    if arc:
        yield (
            f"forwarded: ARC seals of {', '.join(arc)}, which were not verified and do not count"
        )


def _unsigned(best: SignatureExamination, headers: Headers) -> Iterator[str]:
    """The lines that stand in the message more often than in h=, which names from the last on."""
    for name in HEADERS_THAT_MATTER:
        there, signed = len(_values(headers, name.lower().encode())), _signed(best, name)
        if there and not signed:
            yield name if there == 1 else f"all {there} {name} lines"
        elif there > signed:
            first = "the first" if there - signed == 1 else f"the first {there - signed}"
            yield f"{first} of {there} {name} lines, which readers may be shown"


def _repeated(best: SignatureExamination, headers: Headers) -> Iterator[str]:
    """What stands twice and is signed: programs differ in the line that they show."""
    for name in HEADERS_THAT_MATTER:
        there = len(_values(headers, name.lower().encode()))
        if 1 < there <= _signed(best, name):
            yield f"the email has several {name} lines ({there}), all of them signed"


def _signed(best: SignatureExamination, name: str) -> int:
    return best.signed_lines.count(name.lower())
