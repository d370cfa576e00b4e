"""Reads which place among the authors of a quoted title a sentence claims."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from persona_check.expressions import Expression
from persona_check.model.claim import WorkAssertion

__all__ = ["places_claimed"]

_QUOTED = Expression(
    r"[“\"«„‚‘»]\s?(?P<title>(?=\S)[^“”\"«»„‟‘]{8,300}?)\s?[”\"»“«’‘](?!\w)"
    r"(?:\s*\((?P<inside>[^()]{1,120})\))?|"
    r"(?<!\w)'(?P<single>(?=\S)[^“”\"«»']{8,300}?)'(?!\w)(?:\s*\((?P<within>[^()]{1,120})\))?"
)
_FIRST = (
    r"(?:first|lead|leading|principal|main|primary|sole|single)(?:\s+and\s+corresponding)?"
    r"[\s-]+author(?:s|ed|ing|ship)?|(?:wrote|written|published|authored)\s+alone|"
    r"(?:Erst|Haupt|Allein)autor(?:in|schaft)?|premi(?:er|ère)\s+aut(?:eur|rice)e?|"
    r"prim(?:er|era)\s+autora?|prim[oa]\s+aut(?:ore|rice)|primeir[oa]\s+autora?|"
    r"eerste\s+auteur"
)
_LAST = (
    r"(?:last|senior)[\s-]+author(?:s|ed|ship)?|(?:Letzt|Senior)autor(?:in|schaft)?|"
    r"derni(?:er|ère)\s+aut(?:eur|rice)e?|últim[oa]\s+autora?|ultim[oa]\s+aut(?:ore|rice)"
)
_PLACE = Expression(rf"\b(?:(?P<first>{_FIRST})|(?P<last>{_LAST}))\b", re.IGNORECASE)
# shared, denied, somebody else's, or the first person to write a thing
_SHARED = Expression(
    r"(?:\bco|\bjoint|\bshared|\bequal|\bnot(?:\s+as)?(?:\s+the|\s+a)?|\bnever(?:\s+the|\s+a)?|"
    r"\bone\s+of\s+(?:the|its|his|her))[\s-]*$",
    re.IGNORECASE,
)
_OTHERS = Expression(r"\s+(?:to\s+\w|who\b|(?:[A-ZÀ-Þ][\w.’'-]*\s+){1,3}[A-ZÀ-Þ][\w’'-]+)")
_YEAR = Expression(r"\b((?:19|20)\d{2})\b")
# Words between a place and the title that it is a place of.
MOST_CHARACTERS_BETWEEN = 60
_NEXT_OF_A_LIST = Expression(r"\s*(?:,|;|,?\s*(?:and|und|et|y|e|en)\b|&)\s*$")


@dataclass(frozen=True, slots=True)
class _Title:
    text: str
    inside: str
    start: int
    end: int


def places_claimed(sentence: str, origin: str) -> Iterator[WorkAssertion]:
    """Each quoted title of which the sentence says who stands first, or last, on it.

    The title next behind the place, with those listed after it, or else the one before.
    """
    titles = [_title(found) for found in _QUOTED.finditer(sentence)]
    told: set[int] = set()
    for found in _PLACE.finditer(sentence):
        if any(title.start < found.start() < title.end for title in titles):
            continue
        if _SHARED.search(sentence[: found.start()]) or _OTHERS.match(sentence[found.end() :]):
            continue
        place = "first" if found["first"] else "last"
        for title in _meant(sentence, titles, found.start(), found.end()):
            if title.start not in told:
                told.add(title.start)
                yield _work(title, sentence, origin, place)


def _title(found: re.Match[str]) -> _Title:
    text = found["title"] or found["single"]
    inside = found["inside"] or found["within"] or ""
    return _Title(" ".join(text.split()).rstrip(","), inside, found.start(), found.end())


def _meant(sentence: str, titles: list[_Title], start: int, end: int) -> list[_Title]:
    behind = [title for title in titles if title.start >= end]
    if behind and _near(sentence[end : behind[0].start]):
        listed = behind[:1]
        for title in behind[1:]:
            if not _NEXT_OF_A_LIST.match(sentence[listed[-1].end : title.start]):
                break
            listed.append(title)
        return listed
    before = [title for title in titles if title.end <= start]
    if before and _near(sentence[before[-1].end : start]):
        return before[-1:]
    return []


def _near(between: str) -> bool:
    return len(between) <= MOST_CHARACTERS_BETWEEN and ";" not in between


def _work(title: _Title, sentence: str, origin: str, place: str) -> WorkAssertion:
    inside = _YEAR.search(title.inside)
    before = _YEAR.findall(sentence[max(0, title.start - 25) : title.start])
    year = inside[1] if inside else before[-1] if before else None
    venue = (title.inside[: inside.start()] if inside else title.inside).strip(" ,;")
    return WorkAssertion(
        id="",
        origin=origin,
        title=title.text,
        year=int(year) if year else None,
        venue=venue or None,
        position=place,
    )
