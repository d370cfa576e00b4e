"""Invented sentences with their events marked, from which the reader of bios learns as well.

``{p1 Lecturer} at {o1 Norrvik University} since {y1 2015}``: a letter for the kind (p post,
d degree, a award, f founded, m member, b book, x another fact, which hangs on its year; o an
organisation, y a year), the numbers of the items that it belongs to, of a single year whether it is
the start (s), the end (e) or both (b), and the words.
"""

import re
from collections.abc import Iterator
from importlib import resources
from typing import Any

from persona_check.bio.lexicon import LANGUAGES, lexicon
from persona_check.bio.passage import Passage, passage_of
from persona_check.bio.years import Dating
from persona_check.calibration.bio_gold import Lesson

__all__ = ["examples", "lesson_of_example", "variants"]

_KINDS = {
    "p": "post",
    "d": "degree",
    "a": "award",
    "f": "founded",
    "m": "member",
    "b": "book",
    "x": "other",
}
_MARK = re.compile(r"\{([pdafmbxoy])(\d+)([seby]?) ([^{}]*)\}")
# so many lines stand for one repository, of which a feature has to be seen in several
LINES_OF_ONE = 8

_Mark = tuple[str, str, str, int, int]


# of whom a sentence speaks makes no difference
_SUBJECT = re.compile(r"^(?:She|He|Sie|Er|Elle|Il|Zij|Hij|Hon|Han) (?!(?:a|s’|s')\b)")
_SUBJECTS = ("Ada Lane ", "Dr. Moreau ", "Kai ", "Prof. Zellhoffer ", "Ms. Rao ", "Bo van Dyke ")


def variants() -> Iterator[Lesson]:
    """The lessons of the examples, each about somebody else as well."""
    for number, (language, line, lesson) in enumerate(examples()):
        yield lesson
        if _SUBJECT.match(line):
            other = _SUBJECT.sub(_SUBJECTS[number % len(_SUBJECTS)], line)
            yield lesson_of_example(other, language, lesson.repository)


def examples() -> Iterator[tuple[str, str, Lesson]]:
    """Language, line and lesson of each example."""
    folder = resources.files("persona_check.calibration").joinpath("bio_examples")
    for language in LANGUAGES:
        lines = folder.joinpath(f"{language}.txt").read_text("utf-8").splitlines()
        for number, line in enumerate(lines):
            if line.strip():
                source = f"examples {language} {number // LINES_OF_ONE}"
                yield language, line, lesson_of_example(line, language, source)


def lesson_of_example(line: str, language: str, source: str) -> Lesson:
    """The lesson of one marked sentence; a mark that fits nothing is an error."""
    text, marks = _without_marks(line)
    passage = passage_of(text, lexicon(language))
    heads: dict[int, list[dict[str, Any]]] = {}
    for item in sorted({number for _, numbers, *_ in marks for number in numbers}):
        mine = [mark for mark in marks if item in mark[1]]
        for head in [mark for mark in mine if mark[0] not in "oy"]:
            word, events = _item(passage, head, mine, line)
            heads.setdefault(word, []).extend(events)
    told = [event for events in heads.values() for event in events]
    return Lesson(source, (passage,), {0: heads}, told)


def _without_marks(line: str) -> tuple[str, list[_Mark]]:
    text, at, marks = "", 0, []
    for match in _MARK.finditer(line):
        text += line[at : match.start()]
        marks.append((match[1], match[2], match[3], len(text), len(text) + len(match[4])))
        text += match[4]
        at = match.end()
    text += line[at:]
    if "{" in text or "}" in text:
        raise ValueError(f"a mark that is not understood: {line}")
    return text, marks


def _item(
    passage: Passage, head: _Mark, marks: list[_Mark], line: str
) -> tuple[int, list[dict[str, Any]]]:
    kind, _, _, start, end = head
    names = [passage.text[mark[3] : mark[4]] for mark in marks if mark[0] == "o"]
    dates = [head] if kind == "x" else [mark for mark in marks if mark[0] == "y"]
    spans = [_span(passage, "b" if kind == "x" else mark[2], mark, line) for mark in dates]
    if kind == "x":
        year = next(n for n, one in enumerate(passage.years) if one.at < end and start < one.to)
        word = passage.year_at.index(year)
    else:
        words = [n for n, one in enumerate(passage.tokens) if one.at < end and start < one.to]
        word = words[0] if kind == "b" else words[-1]
    if names and len(names) == len(spans):
        pairs: list[tuple[str | None, tuple[int | None, int | None]]] = [
            *zip(names, spans, strict=True)
        ]
    elif len(spans) > 1:
        pairs = [(names[0] if names else None, span) for span in spans]
    else:
        places: list[str | None] = [*names] or [None]
        pairs = [(name, spans[0] if spans else (None, None)) for name in places]
    return word, [
        {
            "kind": _KINDS[kind],
            "role": passage.text[start:end],
            "organization": name,
            "start": span[0],
            "end": span[1],
            "current": None,
            "text": passage.text,
        }
        for name, span in pairs
    ]


def _span(passage: Passage, how: str, mark: _Mark, line: str) -> tuple[int | None, int | None]:
    found = [year for year in passage.years if year.at < mark[4] and mark[3] < year.to]
    if len(found) != 1:
        raise ValueError(f"not one year: {line}")
    year = found[0]
    if year.dating is not Dating.POINT:
        return year.start, year.end
    return (year.start if how != "e" else None, year.start if how != "s" else None)
