"""Degrees and publications that a mail lists line by line, as a short CV in its text."""

import re
from collections.abc import Iterator, Sequence

from persona_check.intake.cv.dates import dates_in
from persona_check.intake.cv.degrees import degrees_in
from persona_check.intake.cv.entries import entries_of
from persona_check.intake.cv.headings import Section, SectionKind, kind_of
from persona_check.intake.cv.kinds import is_degree
from persona_check.intake.cv.lines import Line, Span
from persona_check.intake.cv.works import works_in
from persona_check.intake.mail.body import Numbered
from persona_check.intake.reading import Item

__all__ = ["listed_in"]

MOST_LINE_CHARS = 140
_SENTENCE = re.compile(r"\b(?:I|she|he|they|we|my|her|his|is|was|am|holds?|received)\b")


def listed_in(paragraphs: Sequence[tuple[Numbered, ...]], at: str) -> Iterator[Item]:
    """Lines with a degree, a university and a year; entries below "Publications:"."""
    for number, paragraph in enumerate(paragraphs):
        head, *rest = paragraph
        if kind_of(head.text.strip(" :*_")) is SectionKind.WORKS and len(head.text) < 60:
            below = rest or (paragraphs[number + 1] if number + 1 < len(paragraphs) else ())
            lines = tuple(_line(one, at) for one in below)
            yield from works_in(Section(kind=SectionKind.WORKS, heading=head.text, lines=lines))
            continue
        for one in paragraph:
            text = one.text.strip()
            short = len(text) <= MOST_LINE_CHARS and not _SENTENCE.search(text)
            if short and is_degree(text) and dates_in(text):
                for found in degrees_in(entries_of((_line(one, at),))):
                    value = found.value if isinstance(found, Item) else None
                    if isinstance(value, dict) and value.get("organization"):
                        yield Item(key="degrees", value=value, place=found.place)


def _line(line: Numbered, at: str) -> Line:
    text = line.text.strip()
    left = 6.0 * (len(line.text) - len(line.text.lstrip()))
    return Line(spans=(Span(text=text, left=left),), place=f"{at}, line {line.number}")
