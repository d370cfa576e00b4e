"""Of whom a mail speaks: of its sender, or of somebody whom the sender pitches."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from persona_check.expressions import Expression
from persona_check.intake.mail.body import Body, Numbered
from persona_check.intake.people_names import bare_name, looks_like_name
from persona_check.intake.word_files import any_words_of, one_of

__all__ = ["Subject", "subject_of", "third_person"]

Lines = tuple[Numbered, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Who is meant; ``about`` are the paragraphs about them, ``bio`` those that are a bio."""

    name: str | None
    is_sender: bool
    about: tuple[Lines, ...]
    bio: tuple[Lines, ...]
    place: str = ""


_TITLED = (
    r"(?:(?:[Pp]rof(?:essor|\.)?|[Dd]r\.?|[Mm]rs?\.?|[Mm]s\.?|[Ss]ir|[Dd]ame|[Ll]ord)\s+){0,3}"
)
_NAME = (
    r"(?P<name>[^\W\d_a-z][\w'’.\-]*(?:\s+(?:(?:de|da|di|van|von|der|den|el|al|la|le|del|bin|y|e)\s+)*"
    r"[^\W\d_a-z][\w'’.\-]*){0,4})"
)
_VERB = (
    r"(?:,[^,]{2,80},)?\s+(?:is|was|has|holds|works|teaches|leads|heads|runs|directs|writes|serves|"
    r"joined|studied|received|earned|specialis\w+|specializ\w+|ist|war|arbeitet|lehrt|leitet|forscht|"
    r"studierte|est|dirige|enseigne|travaille|a été|es|fue|trabaja|dirige|enseña|estudió|é|foi|"
    r"trabalha|leciona|è|lavora|insegna|is een|werkt|doceert)\b"
)
_THIRD = Expression(rf"^[\W_]*{_TITLED}{_NAME}{_VERB}")
_PRONOUN = Expression(
    r"^\W*(?:she|he|they|sie|er|elle|il|ella|él|ela|ele|lei|lui|zij|hij)\b", re.IGNORECASE
)
_I_AM = r"I am|I’m|I'm|I was|ich bin|je suis|soy|sou|sono|ik ben"
_FIRST = Expression(
    rf"\b(?:{_I_AM}|I have been|I work|I teach|I lead|I hold|I study|I studied|I serve|"
    r"my (?:research|work|book|phd|doctorate|\d{4} paper)|as an? [a-z]+ (?:at|in) |ich arbeite|"
    r"ich leite|ich lehre|je travaille|j['’]enseigne|trabajo|trabalho|lavoro|ik werk)\b"
)
_FIRST_POST = Expression(
    rf"\b(?:{_I_AM}|I work as)\s+(?:currently |now |an? |the |une? |eine? |una? |uma? |een |"
    r"professor|associate|assistant|senior|head|director)",
    re.IGNORECASE,
)
_LABELLED_NAME = Expression(
    r"^\s*(?:speaker|name|author|presenter|referent(?:in)?|autor(?:in|a)?|auteure?|ponente|relatore|"
    r"expert|candidate|nom|nombre|nome|naam)\s*:\s*(?P<name>[^,;|(<]{3,60})",
    re.IGNORECASE,
)


def subject_of(
    sender: str | None, address: str | None, body: Body, known_as: Sequence[str] = ()
) -> Subject:
    """Whom the mail is about, told by who is spoken of in the third person, and how."""
    own_name = _own_name(sender, address, body)
    labelled = _labelled(body)
    third = list(third_person(body.paragraphs))
    others = [
        (name, paragraph)
        for name, paragraph in third
        if not _is_same(name, own_name) and len(name.split()) >= 2
    ]
    first_person = any(_FIRST_POST.search(_text(one)) for one in body.paragraphs)
    pitched = _pitched(body)
    named = labelled[0] if labelled else None
    if named is not None and own_name is not None and not _is_same(named, own_name):
        others.insert(0, (named, labelled[1])) if labelled else None
    known = next((one for one in known_as if own_name is None or not _is_same(one, own_name)), None)
    if (
        known is None
        and others
        and not first_person
        and (pitched is not None or named or _weighs(others[0][1]))
    ):
        name = _full(others[0][0], pitched)
        return _about_other(name, body, third)
    if (
        known is None
        and pitched is not None
        and not first_person
        and not _is_same(pitched, own_name)
    ):
        return _about_other(pitched, body, third)
    if known is not None and any(_is_same(name, known) for name, _ in third):
        return _about_other(known, body, third)
    about, bio = _about_sender(own_name, body, third)
    is_own = named is not None and _is_same(named, own_name)
    return Subject(name=named if is_own else own_name, is_sender=True, about=about, bio=bio)


def _weighs(paragraph: Lines) -> bool:
    return len(_text(paragraph)) > 120


def _own_name(sender: str | None, address: str | None, body: Body) -> str | None:
    """The sender's name: of the From line, else of the signature's first line."""
    if sender and "@" not in sender and (looks_like_name(sender) or len(sender.split()) >= 2):
        return bare_name(sender)
    for line in body.signature[:3]:
        if looks_like_name(line.text):
            return bare_name(line.text)
    if sender and "@" not in sender:
        local = re.sub(r"[^a-z]", "", (address or "").partition("@")[0].casefold())
        for line in body.signature:
            if sender.casefold() in line.text.casefold() and looks_like_name(line.text):
                return bare_name(line.text)
        return bare_name(sender) if local else None
    return None


def _labelled(body: Body) -> tuple[str, Lines] | None:
    for paragraph in body.paragraphs:
        for line in paragraph:
            found = _LABELLED_NAME.match(line.text)
            if found and looks_like_name(found["name"]):
                return bare_name(found["name"]), paragraph
    return None


def third_person(paragraphs: Sequence[Lines]) -> Iterator[tuple[str, Lines]]:
    """Paragraphs, or their parts behind a label, that begin with somebody's name and a verb."""
    for paragraph in paragraphs:
        for at, line in enumerate(paragraph):
            labelled = _bio_label().match(line.text)
            if at and not labelled:
                continue
            part = paragraph[at:]
            text = _text(part)
            if labelled:
                text = _bio_label().sub("", text, count=1)
            found = _THIRD.match(text)
            if found and not re.match(
                r"(?:this|that|it|there|here|the|my|our|your|what|who|hope|please|dear|if|as|with|a|an|"
                r"this|these|she|he|they|i|we|you|one|sie|er|es|elle|il|ella|lei|das|die|der|le|la|el)\b",
                found["name"],
                re.IGNORECASE,
            ):
                yield bare_name(found["name"]), part


def _pitched(body: Body) -> str | None:
    """Somebody whom the sender offers: "Professor X is available for comment"."""
    for paragraph in body.paragraphs:
        text = _text(paragraph)
        if not any_words_of("mail", "pitches").search(text):
            continue
        found = re.search(
            r"(?:[Pp]rof(?:essor|\.)?|[Dd]r\.?|[Mm]rs?\.?|[Mm]s\.?)\s+(?:[Dd]r\.?\s+)?" + _NAME,
            text,
        )
        if found and len(found["name"].split()) >= 2:
            return bare_name(re.sub(r"['’]s$", "", found["name"]))
        for found in re.finditer(_NAME + r"(?=\s+(?:is|as|to|who)\b|,)", text):
            if looks_like_name(found["name"]) and len(found["name"].split()) >= 2:
                return bare_name(found["name"])
    return None


def _full(name: str, pitched: str | None) -> str:
    """The fullest form in which the mail gives this name."""
    if pitched is not None and _is_same(pitched, name) and len(pitched) > len(name):
        return pitched
    return name


def _about_other(name: str, body: Body, third: Sequence[tuple[str, Lines]]) -> Subject:
    about = [paragraph for found, paragraph in third if _is_same(found, name)]
    for paragraph in body.paragraphs:
        if _PRONOUN.match(_text(paragraph)) and paragraph not in about:
            about.append(paragraph)
    return Subject(
        name=name,
        is_sender=False,
        about=tuple(about),
        bio=tuple(about),
        place=f"line {about[0][0].number}" if about else "text",
    )


def _about_sender(
    own_name: str | None, body: Body, third: Sequence[tuple[str, Lines]]
) -> tuple[tuple[Lines, ...], tuple[Lines, ...]]:
    bio = [paragraph for name, paragraph in third if own_name is None or _is_same(name, own_name)]
    labelled = [one for one in _behind_labels(body.paragraphs) if one not in bio]
    first = [
        one
        for one in body.paragraphs
        if _FIRST_POST.search(_text(one)) or (_FIRST.search(_text(one)) and len(_text(one)) > 80)
    ]
    bios = [*bio, *labelled]
    about = list(dict.fromkeys((*bios, *first)))
    telling = [one for one in first if _FIRST_POST.search(_text(one))]
    return tuple(about), tuple(dict.fromkeys((*bios, *telling)))


def _behind_labels(paragraphs: Sequence[Lines]) -> Iterator[Lines]:
    """What stands behind or below "Bio:" or "About the author"."""
    for number, paragraph in enumerate(paragraphs):
        for at, line in enumerate(paragraph):
            if not (found := _bio_label().match(line.text)):
                continue
            rest = line.text[found.end() :].strip()
            below = paragraph[at + 1 :]
            if rest or below:
                part = paragraph[at:] if rest else below
                ends = next(
                    (
                        n
                        for n, one in enumerate(part[1:], 1)
                        if re.match(r"\s*[A-Z][A-Z ]{2,20}:", one.text)
                    ),
                    len(part),
                )
                yield part[:ends]
            elif number + 1 < len(paragraphs):
                yield paragraphs[number + 1]
            break


def _is_same(name: str, other: str | None) -> bool:
    """Whether both may name one person: a given or family name in common."""
    if not other:
        return False
    x, y = (set(re.findall(r"[^\W\d_]{2,}", one.casefold())) for one in (name, other))
    return bool(x & y)


def _text(paragraph: Lines) -> str:
    return " ".join(line.text.strip() for line in paragraph)


@cache
def _bio_label() -> re.Pattern[str]:
    return re.compile(
        rf"^[\s*_#]*(?:.{{0,40}}?\b)?(?:{one_of('mail', 'bio_labels')})"
        r"[\s*_]*(?::|–|—|-\s|$)[\s*_]*",
        re.IGNORECASE,
    )
