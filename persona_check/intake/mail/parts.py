"""The parts of a message, bounded: texts, pictures, documents, messages within."""

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import HeaderParseError, MessageError
from email.header import decode_header, make_header
from email.message import Message

from persona_check.errors import ClaimError
from persona_check.exhibits.address_lines import addresses_in
from persona_check.intake.reading import Given

__all__ = ["Mail", "Part", "message_of"]

MOST_PARTS = 400
MOST_DEPTH = 12
MOST_BOUNDARIES = 4_000
MOST_HEADER_BYTES = 512 * 1024
_VIA = re.compile(r"\s+(?:via|über|par)\s+.+$", re.IGNORECASE)
_FROM_LINE = re.compile(rb"^From \S+.*\d{4}.*\n", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One leaf: its kind ("text/plain"), file name, and content, decoded from the transfer form."""

    kind: str
    name: str | None
    content: bytes
    number: int
    charset: str | None = None
    flowed: bool = False
    content_id: str | None = None
    attached: bool = False

    @property
    def text(self) -> str:
        """The content as text of the stated encoding, or of the likeliest."""
        for codec in (self.charset, "utf-8", "cp1252"):
            if codec is None:
                continue
            try:
                return self.content.decode(codec)
            except (LookupError, UnicodeDecodeError, ValueError):
                continue
        return self.content.decode("latin-1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A message: who sent it, its subject, its parts and the messages within it."""

    name: str | None
    address: str | None
    subject: str
    parts: tuple[Part, ...]
    inner: tuple["Mail", ...] = ()
    lists: bool = False
    left_out: int = 0


def message_of(given: Given) -> Mail:
    """The message; raises ``ClaimError`` where there are several, or too much of anything."""
    content = given.content
    if content.startswith(b"\xef\xbb\xbf"):
        content = content[3:]
    content = content.lstrip(b"\r\n")
    if content.startswith(b"From "):
        if len(_FROM_LINE.findall(content)) > 1 and _is_mailbox(content):
            raise ClaimError(
                "is a mailbox with several messages",
                "save the one message as .eml (in Gmail: “Download message”)",
                file=given.name,
            )
        content = content.partition(b"\n")[2]
    head = re.split(rb"\r?\n\r?\n", content[: MOST_HEADER_BYTES + 4], maxsplit=1)[0]
    if len(head) > MOST_HEADER_BYTES:
        raise ClaimError("has endless headers", "save the message again", file=given.name)
    if content.count(b"\n--") > MOST_BOUNDARIES and content.lower().count(b"content-type:") > (
        MOST_PARTS * 4
    ):
        raise ClaimError(
            f"has more than {MOST_PARTS} parts, which no honest message needs",
            "save the text of the message as .txt",
            file=given.name,
        )
    try:
        message = email.message_from_bytes(content)
        return _mail(message, 0)
    except (RecursionError, MessageError, ValueError, LookupError, AttributeError) as error:
        raise ClaimError(
            "is damaged, or nested too deeply", "save the message again", file=given.name
        ) from error


def _is_mailbox(content: bytes) -> bool:
    """Whether a second "From " line is followed by headers, and is not a line of the text."""
    for found in list(_FROM_LINE.finditer(content))[1:50]:
        after = content[found.end() : found.end() + 400].split(b"\n", 1)[0]
        if re.match(rb"[!-9;-~]+:", after):
            return True
    return False


def _mail(message: Message, depth: int) -> Mail:
    parts: list[Part] = []
    inner: list[Mail] = []
    left_out = 0
    for number, leaf in enumerate(_leaves(message, depth)):
        if number >= MOST_PARTS:
            left_out += 1
            continue
        if leaf.get_content_type() == "message/rfc822":
            held = leaf.get_payload()
            if depth < 3 and isinstance(held, list) and held and isinstance(held[0], Message):
                inner.append(_mail(held[0], depth + 1))
            else:
                left_out += 1
            continue
        parts.append(_part(leaf, len(parts) + 1))
    name, address = _sender(message)
    if name is not None and (via := _VIA.search(name)):
        # lists put themselves in the place of the sender, who stands under Reply-To
        name = name[: via.start()].strip(" '\"")
        replies = [one for one in _addresses(message, "Reply-To") if one[0]]
        if len(replies) == 1:
            name, address = replies[0]
    return Mail(
        name=name,
        address=address,
        subject=_decoded(str(message.get("Subject") or "")),
        parts=tuple(parts),
        inner=tuple(inner),
        lists=any(message.get(key) for key in ("List-Id", "List-Post", "X-Mailman-Version")),
        left_out=left_out,
    )


def _leaves(message: Message, depth: int) -> Iterator[Message]:
    stack: list[tuple[Message, int]] = [(message, depth)]
    while stack:
        one, deep = stack.pop()
        if deep > MOST_DEPTH:
            continue
        if one.get_content_type() == "message/rfc822" and one is not message:
            yield one
        elif one.is_multipart():
            held = one.get_payload()
            if isinstance(held, list):
                inner = [child for child in held if isinstance(child, Message)]
                stack += [(child, deep + 1) for child in reversed(inner)]
        else:
            yield one


def _part(leaf: Message, number: int) -> Part:
    content = leaf.get_payload(decode=True)
    if not isinstance(content, bytes):
        content = str(leaf.get_payload() or "").encode("utf-8", "replace")
    disposition = str(leaf.get("Content-Disposition") or "").strip().casefold()
    charset = leaf.get_content_charset()
    parameters = dict(leaf.get_params(failobj=[], unquote=True) or [])
    return Part(
        kind=leaf.get_content_type().casefold(),
        name=_file_name(leaf),
        content=content,
        number=number,
        charset=charset,
        flowed=str(parameters.get("format", "")).casefold() == "flowed",
        content_id=str(leaf.get("Content-ID") or "").strip("<> ") or None,
        attached=disposition.startswith("attachment"),
    )


def _file_name(leaf: Message) -> str | None:
    try:
        name = leaf.get_filename()
    except (ValueError, LookupError, TypeError, HeaderParseError):
        return None
    if not name:
        return None
    # a path in it is nobody's business
    return re.split(r"[/\\]", _decoded(str(name)))[-1].strip() or None


def _sender(message: Message) -> tuple[str | None, str | None]:
    return next(iter(_addresses(message, "From")), (None, None))


def _addresses(message: Message, header: str) -> list[tuple[str | None, str | None]]:
    lines = message.get_all(header) or []
    return [
        ((_decoded(name).strip(" '\"") or None), address.strip())
        for name, address in addresses_in(_decoded(str(line)) for line in lines[:3])
    ]


def _decoded(text: str) -> str:
    try:
        return " ".join(str(make_header(decode_header(text))).split())
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        return " ".join(text.split())
