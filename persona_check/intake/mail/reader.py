"""A mail becomes a claim: the person who pitches, or the one who is pitched by somebody else."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from persona_check.errors import ClaimError
from persona_check.exhibits.address_lines import addresses_in
from persona_check.intake.contact import Said, contact_items
from persona_check.intake.html_lines import lines_of_html, soup_of
from persona_check.intake.mail.attached import attached_in, merged
from persona_check.intake.mail.body import Body, Numbered, body_of
from persona_check.intake.mail.listed import listed_in
from persona_check.intake.mail.offered import offered_title
from persona_check.intake.mail.parts import Mail, Part, message_of
from persona_check.intake.mail.signature import posts_of_signature
from persona_check.intake.mail.subject import Subject, subject_of
from persona_check.intake.prose import Passage, items_of_prose, works_in_prose
from persona_check.intake.reading import (
    Attached,
    AttachedKind,
    Given,
    Item,
    LeftAside,
    ReadClaim,
    Sender,
    distinct,
)
from persona_check.intake.texts import within_bounds
from persona_check.intake.word_files import one_of

__all__ = ["read_mail", "read_outlook"]

MOST_LINE_CHARS = 4_000
_MY_NAME = re.compile(
    r"\b(?:my name is|mein name ist|je m['’]appelle|me llamo|mi chiamo|meu nome é)\s+"
    r"(?P<one>[^\W\d_][^.,;()\n]{3,60}?)\s*\((?P<other>[^\W\d_][^()\n]{3,60})\)",
    re.IGNORECASE,
)
_FORWARDS = re.compile(r"^\s*(?:fwd?|wg|tr|rv|enc|i|doorst)\s*:", re.IGNORECASE)
_REPLIES = re.compile(r"^\s*(?:(?:re|aw|antw|sv|fwd?|wg|tr|rv|enc|r|i)\s*:\s*)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Letter:
    """A text with its sender and subject, and the links behind its words."""

    name: str | None
    address: str | None
    subject: str
    body: Body
    links: dict[str, tuple[str, ...]]
    place: str


def read_outlook(given: Given) -> ReadClaim:
    """Refuses Outlook's own format, and old Office files, with what to do instead."""
    name = given.name
    if given.suffix == ".doc":
        raise ClaimError("is a Word file of before 2007", "save it as .docx or PDF", file=name)
    if given.suffix in {".xls", ".xlt"}:
        raise ClaimError("is an Excel file of before 2007", "save it as .xlsx or CSV", file=name)
    raise ClaimError(
        "is in Outlook’s own format",
        "open it in Outlook, choose “Save as” or drag it into a webmail, and give the .eml file; "
        "in Outlook on the web: “Download”",
        file=name,
    )


def read_mail(given: Given) -> ReadClaim:
    """What a message states about the person it is about."""
    within_bounds(given)
    mail = message_of(given)
    forwarder: Sender | None = None
    inner = _inner(mail)
    if inner is not None:
        forwarder, mail = Sender(name=mail.name, email=mail.address), inner
    letter = _letter(mail)
    if letter.body.passed_on is not None:
        forwarder = Sender(name=letter.name, email=letter.address)
        letter = _passed_on(letter)
    subject = subject_of(letter.name, letter.address, letter.body, given.known_as)
    read = _read(letter, subject)
    if forwarder is not None and read.submitted_by is None:
        read = replace(read, submitted_by=forwarder)
    read = replace(read, message=read.submitted_by is None)
    return _with_attached(read, mail, given)


def _inner(mail: Mail) -> Mail | None:
    """The message that is passed on as a whole, where the one around it says little."""
    if not mail.inner:
        return None
    own = sum(len(part.text) for part in mail.parts if part.kind == "text/plain")
    return mail.inner[0] if own < 1_500 or _FORWARDS.match(mail.subject) else None


def _letter(mail: Mail) -> _Letter:
    part = _text_part(mail.parts)
    links: dict[str, tuple[str, ...]] = {}
    html = next((one for one in mail.parts if one.kind == "text/html" and not one.attached), None)
    if html is not None:
        shown = lines_of_html(soup_of(html.content), without_quotes=False)
        for line in shown:
            for span in line.spans:
                if span.links:
                    links[_folded(span.text)] = span.links
        if part is None:
            numbered: list[Numbered] = []
            for number, line in enumerate(shown, start=1):
                if line.space >= 0.5:
                    numbered.append(Numbered(number, ""))
                numbered.append(Numbered(number, line.text))
            body = body_of(numbered, forwards=bool(_FORWARDS.match(mail.subject)))
            return _Letter(
                name=mail.name, address=mail.address, subject=mail.subject, body=body,
                links=links, place=f"part {html.number}",
            )  # fmt: skip
    text = ""
    if part is not None:
        text = re.sub(r"\r\n?", "\n", part.text).replace("\0", "")
        if part.flowed:
            # soft line ends may stay, as paragraphs are joined later; some programs make all so
            text = re.sub(r"^ ", "", text, flags=re.MULTILINE)
    lines = [
        Numbered(number, line[:MOST_LINE_CHARS])
        for number, line in enumerate(text.split("\n"), start=1)
    ]
    body = body_of(lines, forwards=bool(_FORWARDS.match(mail.subject)))
    number = part.number if part is not None else 1
    return _Letter(
        name=mail.name, address=mail.address, subject=mail.subject, body=body, links=links,
        place=f"part {number}",
    )  # fmt: skip


def _text_part(parts: Sequence[Part]) -> Part | None:
    plain = [one for one in parts if one.kind == "text/plain" and not one.attached]
    html = any(one.kind == "text/html" for one in parts)
    for one in plain:
        words = one.text.split()
        if len(words) > 5 or (words and not html):
            return one
    return None


def _passed_on(letter: _Letter) -> _Letter:
    passed = letter.body.passed_on
    if passed is None:
        return letter
    pairs = addresses_in([passed.sender])
    name, mail = pairs[0] if pairs else (passed.sender.strip(), "")
    if found := re.search(r"\[mailto:([^\]]+)\]", passed.sender):
        name, mail = passed.sender[: found.start()].strip(), found[1]
    return replace(
        letter,
        name=name.strip(" '\"") or None,
        address=mail or None,
        subject=passed.subject or letter.subject,
        body=body_of(passed.lines, forwards=False),
    )


def _read(letter: _Letter, subject: Subject) -> ReadClaim:
    at = letter.place
    items: list[Item] = []
    aside: list[LeftAside] = []
    submitted_by: Sender | None = None
    if subject.name is not None:
        items.append(Item(key="name", value=subject.name, place=subject.place or "From"))
    if subject.is_sender:
        if letter.address:
            items.append(Item(key="email", value=letter.address, place="From"))
    else:
        submitted_by = Sender(name=letter.name, email=letter.address)
        aside.append(
            LeftAside(
                what=letter.name or letter.address or "the sender",
                why="writes about somebody else",
                place="From",
            )
        )
    said = list(_said(letter, subject))
    items += _contacts(letter, subject, said)
    passages = [
        Passage(text=_joined(one), place=f"{at}, line {one[0].number}") for one in subject.about
    ]
    for passage in passages:
        items += items_of_prose(passage, subject.name or "")
    if subject.is_sender and letter.body.signature:
        items += posts_of_signature(letter.body.signature, subject.name or "", at)
    for passage in passages:
        items += works_in_prose(passage)
    if subject.is_sender:
        items += listed_in(letter.body.paragraphs, at)
        items += _other_names(letter.body.paragraphs, subject.name or "", at)
    if subject.bio:
        text = "\n\n".join(_joined(one) for one in subject.bio)
        place = f"{at}, line {subject.bio[0][0].number}"
        items.append(Item(key="bio", value=text, place=place))
    attached: tuple[Attached, ...] = ()
    subject_line = _REPLIES.sub("", letter.subject)
    if title := offered_title(letter.body, subject_line):
        attached = (Attached(name="", kind=AttachedKind.ARTICLE, title=title, place="text"),)
    if letter.body.quoted_lines:
        lines = letter.body.quoted_lines
        aside.append(LeftAside(what=f"{lines} quoted lines", why="somebody else’s words"))
    return ReadClaim(
        form="email",
        items=distinct(_merged_posts(items)),
        left_aside=tuple(aside),
        attached=attached,
        submitted_by=submitted_by,
    )


def _other_names(paragraphs: Sequence[tuple[Numbered, ...]], name: str, at: str) -> Iterator[Item]:
    """The name in another script: "my name is Ганна Одуя (Hanna Oduya)"."""
    for paragraph in paragraphs[:6]:
        found = _MY_NAME.search(" ".join(line.text.strip() for line in paragraph))
        for other in (found["one"], found["other"]) if found and found["other"] else ():
            if other.casefold() != name.casefold() and len(other.split()) >= 2:
                place = f"{at}, line {paragraph[0].number}"
                yield Item(key="also_known_as", value=other.strip(), place=place)


def _said(letter: _Letter, subject: Subject) -> Iterator[Said]:
    """The lines in which the person's own addresses may stand."""
    lines: list[Numbered] = []
    if subject.is_sender:
        lines += letter.body.signature
        lines += [line for one in letter.body.paragraphs for line in one if _is_labelled(line.text)]
    lines += [line for one in subject.about for line in one]
    if not subject.is_sender:
        lines += [line for one in letter.body.paragraphs for line in one]
    for line in lines:
        yield Said(
            text=line.text,
            place=f"{letter.place}, line {line.number}",
            links=tuple(_links_behind(line.text, letter.links)),
        )


def _is_labelled(text: str) -> bool:
    return re.match(r"\s*[A-Za-zÀ-ÿ .\-]{2,24}\s*:\s*\S", text) is not None


def _links_behind(text: str, links: dict[str, tuple[str, ...]]) -> Iterator[str]:
    folded = _folded(text)
    for words, behind in links.items():
        if len(words) > 2 and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", folded):
            yield from behind


def _contacts(letter: _Letter, subject: Subject, said: Sequence[Said]) -> Iterator[Item]:
    own = (letter.address or "").casefold()
    words = set(re.findall(r"[^\W\d_]{3,}", (subject.name or "").casefold()))
    for item in contact_items(said):
        if item.key == "email":
            mail = str(item.value).casefold()
            if mail == own:
                continue
            fits = any(_ascii(word) in _ascii(mail.partition("@")[0]) for word in words)
            if not fits or (not subject.is_sender and own and mail == own):
                continue
        elif not subject.is_sender and item.key in {"homepage", "links", "github"}:
            near = _folded(str(item.value))
            if not any(_ascii(word) in _ascii(near) for word in words):
                continue
        yield item


def _ascii(text: str) -> str:
    from anyascii import anyascii

    return re.sub(r"[^a-z]", "", anyascii(text).casefold())


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _joined(lines: Sequence[Numbered]) -> str:
    return _label().sub("", " ".join(line.text.strip() for line in lines)).strip()


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"^\s*(?:{one_of('mail', 'bio_labels')})\s*[:–—-]\s*", re.IGNORECASE)


def _merged_posts(items: Sequence[Item]) -> Iterator[Item]:
    """The items, a post in the signature that a sentence states too only once."""
    posts: list[dict[str, object]] = []
    for item in items:
        if item.key == "affiliations" and isinstance(item.value, dict):
            organization = _folded(str(item.value.get("organization", "")))
            undated = not item.value.get("start") and not item.value.get("end")
            same = [one for one in posts if _folded(str(one["organization"])) == organization]
            if undated and any(_share(one, item.value) or one.get("current") for one in same):
                continue
            posts.append(item.value)
        yield item


def _share(one: dict[str, object], other: dict[str, object]) -> bool:
    if not one.get("role") or not other.get("role"):
        return True
    words = {*_folded(str(one["role"])).split()} & {*_folded(str(other["role"])).split()}
    return bool({word for word in words if len(word) > 3})


def _with_attached(read: ReadClaim, mail: Mail, given: Given) -> ReadClaim:
    found = list(attached_in(mail.parts, read.name, given.known_as))
    more = [one.attached for one in found]
    if any(one.kind is AttachedKind.ARTICLE and one.title for one in more):
        kept = [one for one in read.attached if one.kind is not AttachedKind.ARTICLE]
    else:
        kept = list(read.attached)
    read = replace(read, attached=(*kept, *more))
    for one in found:
        if one.read is not None and one.attached.kind is AttachedKind.CV:
            read = merged(read, one.read, one.attached.name)
        if one.problem is not None:
            aside = LeftAside(what=one.attached.name, why=one.problem)
            read = replace(read, left_aside=(*read.left_aside, aside))
    if mail.left_out:
        aside = LeftAside(what=f"{mail.left_out} parts", why="more than are read")
        read = replace(read, left_aside=(*read.left_aside, aside))
    return read
