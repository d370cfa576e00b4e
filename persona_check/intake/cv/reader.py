"""A CV as lines becomes a reading: who, posts, degrees, works; what is doubtful is left aside."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from persona_check.intake.cv.career import degrees_in, posts_in
from persona_check.intake.cv.entries import entries_of
from persona_check.intake.cv.head import contacts_of, name_of
from persona_check.intake.cv.headings import Section, SectionKind, sections_of
from persona_check.intake.cv.lines import Line
from persona_check.intake.cv.works import works_in
from persona_check.intake.reading import Given, Item, LeftAside, ReadClaim

__all__ = ["cv_of"]

MOST_BIO_CHARS = 6_000
LEAST_BIO_CHARS = 60
MOST_ASIDE = 40


def cv_of(lines: Sequence[Line], given: Given, form: str) -> ReadClaim:
    """What the lines of a CV state."""
    sections = sections_of(lines)
    found: list[Item] = []
    aside: list[LeftAside] = []
    name = name_of(lines, given.known_as)
    if name is not None:
        found.append(name)
    else:
        aside.append(LeftAside(what="the name", why="no name recognised on top of the document"))
    found += contacts_of(sections)
    for one in _career(sections):
        (found if isinstance(one, Item) else aside).append(one)  # type: ignore[arg-type]
    for section in sections:
        if section.kind is SectionKind.WORKS:
            found += works_in(section)
    found += _bio(sections)
    return ReadClaim(form=form, items=tuple(_once(found)), left_aside=tuple(aside[:MOST_ASIDE]))


def _career(sections: Sequence[Section]) -> Iterator[Item | LeftAside]:
    for section in sections:
        if section.kind is SectionKind.EXPERIENCE:
            yield from posts_in(entries_of(section.lines))
        elif section.kind is SectionKind.EDUCATION:
            yield from degrees_in(entries_of(section.lines))


def _bio(sections: Sequence[Section]) -> Iterator[Item]:
    """The summary in sentences, if there is one."""
    for section in sections:
        if section.kind is not SectionKind.SUMMARY or not section.lines:
            continue
        text = " ".join(line.text for line in section.lines)
        if len(text) >= LEAST_BIO_CHARS and re.search(r"[.!?](?:\s|$)", text):
            yield Item(key="bio", value=text[:MOST_BIO_CHARS], place=section.lines[0].place)
            return


def _once(items: Sequence[Item]) -> Iterator[Item]:
    seen: list[tuple[str, object]] = []
    for item in items:
        value = tuple(sorted((k, str(v)) for k, v in item.value.items())) if isinstance(
            item.value, dict) else item.value  # fmt: skip
        if (item.key, value) in seen:
            continue
        seen.append((item.key, value))
        yield replace(item)
