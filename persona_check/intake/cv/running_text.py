"""A document of paragraphs rather than entries: a bio of somebody, or an article."""

import re
from collections.abc import Sequence

from persona_check.intake.contact import Said, contact_items
from persona_check.intake.cv.headings import SectionKind, sections_of
from persona_check.intake.cv.lines import Line
from persona_check.intake.mail.body import Numbered
from persona_check.intake.mail.subject import third_person
from persona_check.intake.people_names import bare_name, looks_like_name
from persona_check.intake.prose import Passage, items_of_prose
from persona_check.intake.reading import (
    Attached,
    AttachedKind,
    Given,
    Item,
    LeftAside,
    ReadClaim,
    distinct,
)

__all__ = ["is_running_text", "read_running_text"]

MOST_BIO_CHARS = 4_000
_FACTS = {SectionKind.EXPERIENCE, SectionKind.EDUCATION, SectionKind.WORKS}


def is_running_text(lines: Sequence[Line]) -> bool:
    """Whether most of it are sentences, and no heading is that of a CV."""
    letters = sum(len(line.text) for line in lines)
    text = " ".join(line.text for line in lines)
    sentences = len(re.findall(r"[\w)”\"]{2}[.!?](?:\s+[A-ZÀ-Þ“\"]|$)", text))
    if letters <= 80 or sentences < 2 or letters / sentences >= 350:
        return False
    # asked last: the sections of a CV are found again by its own reader
    return not any(section.kind in _FACTS for section in sections_of(lines))


def read_running_text(lines: Sequence[Line], given: Given, form: str) -> ReadClaim:
    """A bio's statements; of an article its title, and the note on its author."""
    paragraphs = _paragraphs(lines)
    about = list(third_person(paragraphs))
    if given.known_as:
        own = [(name, part) for name, part in about if _of(name, given.known_as)]
        about = own or about
    items: list[Item] = []
    text = " ".join(line.text for line in lines)
    is_bio = bool(about) and len(text) <= MOST_BIO_CHARS and about[0][1][0].number <= 12
    if about and (is_bio or _closes(about[-1][1], lines)):
        name, first = about[0] if is_bio else about[-1]
        parts = [part for found, part in about if _of(found, (name,))]
        if is_bio:
            start = first[0].number
            parts = (
                [one for one in paragraphs if one[0].number >= start] if len(parts) < 2 else parts
            )
        full = next((one for one in given.known_as if _of(one, (name,))), name)
        items.append(Item(key="name", value=full, place=f"line {first[0].number}"))
        bio = "\n\n".join(_text(part) for part in parts)
        for part in parts:
            passage = Passage(text=_text(part), place=f"line {part[0].number}")
            items += items_of_prose(passage, full)
        said = [Said(text=line.text, place=line.place, links=line.links) for line in lines]
        items += contact_items(said, own_links=is_bio)
        items.append(Item(key="bio", value=bio, place=f"line {first[0].number}"))
        if is_bio:
            return ReadClaim(form=f"bio ({form})", items=distinct(items))
    title = _title(lines)
    attached = (Attached(name="", kind=AttachedKind.ARTICLE, title=title, place=lines[0].place),)
    byline = _byline(lines)
    if byline is not None and not any(item.key == "name" for item in items):
        items.insert(0, byline)
    aside = LeftAside(what="the text itself", why="an article; only its title and author are read")
    return ReadClaim(
        form=f"article ({form})", items=distinct(items), attached=attached, left_aside=(aside,)
    )


def _paragraphs(lines: Sequence[Line]) -> list[tuple[Numbered, ...]]:
    found: list[list[Numbered]] = []
    for number, line in enumerate(lines, start=1):
        if not found or line.space >= 0.3 or line.heading:
            found.append([])
        found[-1].append(Numbered(number, line.text))
    return [tuple(one) for one in found]


def _closes(part: Sequence[Numbered], lines: Sequence[Line]) -> bool:
    """Whether it stands at the end, as a note on the author does."""
    return part[0].number >= len(lines) - 12


def _title(lines: Sequence[Line]) -> str:
    top = [line for line in lines[:8] if line.text.strip()]
    largest = max(top, key=lambda line: (line.heading, line.size))
    chosen = largest if largest.size > top[0].size + 0.4 or largest.heading else top[0]
    return chosen.text[:250]


def _byline(lines: Sequence[Line]) -> Item | None:
    for line in lines[:6]:
        found = re.match(r"^\s*(?:by|von|par|por|di|door)\s+(?P<name>[^,|]{4,60})", line.text, re.I)
        if found and looks_like_name(found["name"]):
            return Item(key="name", value=bare_name(found["name"]), place=line.place)
    return None


def _of(name: str, others: Sequence[str]) -> bool:
    words = {*re.findall(r"[^\W\d_]{2,}", name.casefold())}
    return any(words & {*re.findall(r"[^\W\d_]{2,}", one.casefold())} for one in others)


def _text(part: Sequence[Numbered]) -> str:
    return " ".join(line.text.strip() for line in part)
