"""A CV as lines becomes a reading: who, posts, degrees, works; what is doubtful is left aside."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from persona_check.intake.cv.career import posts_in
from persona_check.intake.cv.degrees import degrees_in, tells_of_degree
from persona_check.intake.cv.entries import entries_of
from persona_check.intake.cv.head import contacts_of, name_of
from persona_check.intake.cv.headings import Section, SectionKind, sections_of
from persona_check.intake.cv.lines import Line
from persona_check.intake.cv.linkedin import (
    HEADING_SIZE,
    is_linkedin,
    linkedin_degrees,
    linkedin_posts,
)
from persona_check.intake.cv.works import works_in
from persona_check.intake.reading import (
    Given,
    Item,
    LeftAside,
    ReadClaim,
    distinct,
    read_and_left,
)
from persona_check.intake.word_files import any_words_of

__all__ = ["career_of", "cv_of"]

MOST_BIO_CHARS = 6_000
LEAST_BIO_CHARS = 60
MOST_ASIDE = 40
NAME_TIMES_USUAL = 1.35
_WITHOUT_NAME = frozenset(
    (
        SectionKind.EXPERIENCE,
        SectionKind.EDUCATION,
        SectionKind.WORKS,
        SectionKind.AWARDS,
        SectionKind.TEACHING,
        SectionKind.SERVICE,
        SectionKind.TALKS,
        SectionKind.REFEREES,
        SectionKind.SKILLS,
        SectionKind.TRAINING,
        SectionKind.PROJECTS,
    )
)


def cv_of(lines: Sequence[Line], given: Given, form: str) -> ReadClaim:
    """What the lines of a CV state."""
    profile = is_linkedin(lines)
    sections = sections_of(lines, least_size=HEADING_SIZE if profile else 0.0)
    found: list[Item] = []
    aside: list[LeftAside] = []
    name = name_of(_lines_of_name(lines, sections), given.known_as)
    if name is not None:
        found.append(name)
    else:
        aside.append(LeftAside(what="the name", why="no name recognised on top of the document"))
    found += contacts_of(sections)
    career = _of_linkedin(sections) if profile else career_of(sections)
    posts_and_degrees, doubtful = read_and_left(career)
    found += posts_and_degrees
    aside += doubtful
    for section in sections:
        if section.kind is SectionKind.WORKS:
            found += works_in(section)
    found += _bio(sections)
    return ReadClaim(form=form, items=distinct(found), left_aside=tuple(aside[:MOST_ASIDE]))


def _lines_of_name(lines: Sequence[Line], sections: Sequence[Section]) -> list[Line]:
    """The lines on which the name may stand: towns and schools within sections are none.

    A column at the side may be read before the name, which is then larger than what is around it.
    """
    within = {
        id(line)
        for section in sections
        if section.kind in _WITHOUT_NAME
        for smallest in [min((line.size for line in section.lines), default=0.0)]
        for line in section.lines
        if line.size < NAME_TIMES_USUAL * smallest
    }
    headings = {section.heading for section in sections[1:]}
    sizes = Counter(line.size for line in lines if line.text in headings)
    return [
        line
        for line in lines
        if id(line) not in within and not (line.text in headings and sizes[line.size] > 1)
    ]


def _of_linkedin(sections: Sequence[Section]) -> Iterator[Item | LeftAside]:
    for section in sections:
        if section.kind is SectionKind.EXPERIENCE:
            yield from linkedin_posts(section.lines)
        elif section.kind is SectionKind.EDUCATION:
            yield from linkedin_degrees(section.lines)


def career_of(sections: Sequence[Section]) -> Iterator[Item | LeftAside]:
    """Posts and degrees of the sections on these, and what of them was left aside."""
    for section in sections:
        if section.kind not in {SectionKind.EXPERIENCE, SectionKind.EDUCATION}:
            continue
        entries = entries_of(section.lines)
        if any_words_of("headings", "current").search(section.heading):
            entries = tuple(replace(one, current=one.date is None) for one in entries)
        if section.mixed:
            degrees = tuple(one for one in entries if tells_of_degree(one))
            yield from posts_in(tuple(one for one in entries if one not in degrees))
            yield from degrees_in(degrees)
        elif section.kind is SectionKind.EXPERIENCE:
            yield from posts_in(entries)
        else:
            yield from degrees_in(entries)


def _bio(sections: Sequence[Section]) -> Iterator[Item]:
    """The summary in sentences, if there is one."""
    for section in sections:
        if section.kind is not SectionKind.SUMMARY or not section.lines:
            continue
        text = " ".join(line.text for line in section.lines)
        if len(text) >= LEAST_BIO_CHARS and re.search(r"[.!?](?:\s|$)", text):
            yield Item(key="bio", value=text[:MOST_BIO_CHARS], place=section.lines[0].place)
            return
