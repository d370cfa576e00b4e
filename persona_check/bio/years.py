"""Finds years and spans of years as people write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from persona_check.bio.word_files import one_of

__all__ = ["Dating", "YearMention", "years_in"]

_YEAR = r"(?<![Cc]lass of )(?:1[89]|20)\d\d(?!['’]s)"
# in a form, the words of words/dates.toml that may stand before the year
_MONTH = "<month>"
# "over the period 2014–2018", "for the term 2025–2026"
_PERIOD = (
    r"(?:the\s+)?(?:(?:period|term|(?:academic\s+)?years?|période|années?)\s+(?:of\s+|from\s+)?)?"
)
_DASH = r"\s*(?:[-–—]|/)\s*"
_FORMS = (
    ("range", rf"\b(?:(?:from|between|in|during|over|for|de|von|vom|desde|dal|"
        rf"entre|sur)\s+{_PERIOD})?\b{_MONTH}(?P<start>{_YEAR}){_DASH}"
     rf"{_MONTH}(?P<end>{_YEAR}|\d\d)\b(?!\d)"),
    ("range", rf"\b(?:from|between|de|von|desde|dal|entre)\s+{_MONTH}(?P<start>{_YEAR})\s+"
     rf"(?:to|until|till|through|and|à|bis|a|hasta|al|et|y)\s+{_MONTH}(?P<end>{_YEAR})\b"),
    ("range", rf"\b{_MONTH}(?P<start>{_YEAR})\s+(?:to|through|until|à|bis)\s+"
     rf"{_MONTH}(?P<end>{_YEAR})\b"),
    ("range", rf"\b(?:from\s+)?{_MONTH}(?P<start>{_YEAR})\s+(?:to|until)\s+(?:his|her|their)\s+"
     rf"retirement\s+in\s+{_MONTH}(?P<end>{_YEAR})\b"),
    ("until", rf"\buntil\s+(?:his|her|their)\s+retirement\s+in\s+{_MONTH}(?P<end>{_YEAR})\b"),
    ("open", rf"\b(?P<start>{_YEAR})\s*[-–—](?=\s*[);])"),
    ("open", rf"\b(?:(?:from|since|de|depuis)\s+)?{_MONTH}(?P<start>{_YEAR})\s*"
        rf"(?:[-–—]|to|until)\s*(?:the\s+)?(?:present|now|today|date|"
        rf"aujourd'hui|heute)\b"),
    ("open", rf"\b(?:ever\s+)?(?:since|depuis|seit|sinds|sedert|desde|dal|from)\s+"
     rf"(?:in\s+|l'année\s+|(?:the\s+)?year\s+)?{_MONTH}(?P<start>{_YEAR})\b(?!\s*(?:to|until)\b)(?:\s+(?:onwards?|on)\b)?"),
    ("open", rf"\b(?:ever\s+)?since\s+(?:[\w.’'-]+\s+){{1,8}}?in\s+{_MONTH}(?P<start>{_YEAR})\b"),
    ("until", rf"\b(?:until|till|up to|jusqu'en|bis|hasta)\s+{_MONTH}(?P<end>{_YEAR})\b"),
    ("point", rf"\((?:[^()\d]{{0,40}}?[\s,])?(?P<start>{_YEAR})\)"),
    ("point", rf"\b(?:in|en|im|during|for|of|by|nel|on|au|em)\s+(?:the\s+)?(?:academic\s+year\s+|"
        rf"year\s+)?"
     rf"{_MONTH}(?P<start>{_YEAR})\b"),
    ("point", rf"\b(?P<start>{_YEAR})\b"),
    ("point", rf"(?<=(?-i:[A-Z]{{2}}))(?P<start>{_YEAR})(?![\w-])"),
    # "TIDES-18"; what else is written so is a disease
    ("point", r"(?<=(?-i:[A-Z]{3}))(?<!COVID)-(?P<start>[012]\d|9\d)\b(?![-–'’\w])"),
    ("point", r"(?<=(?-i:[A-Z]{2}))\s?['’](?P<start>\d\d)\b(?!['’\w])"),
)  # fmt: skip
CENTURY = 100
# "ICTIDE'09" is of this century, "ICTIDE'97" of the last
LATEST_SHORT_YEAR = 40


class Dating(StrEnum):
    """How a mention dates what it stands beside."""

    RANGE = "range"
    OPEN = "open"
    UNTIL = "until"
    POINT = "point"


@dataclass(frozen=True, slots=True, kw_only=True)
class YearMention:
    """A year or span, where it stands in the sentence (``at`` to ``to``, in characters)."""

    dating: Dating
    at: int
    to: int
    start: int | None
    end: int | None


@cache
def _forms() -> tuple[tuple[Dating, re.Pattern[str]], ...]:
    month = rf"(?:(?:{one_of('dates')}|de|\d{{1,2}}(?:st|nd|rd|th)?)[.,]?[\s-]+){{0,5}}"
    return tuple(
        (Dating(name), re.compile(form.replace(_MONTH, month), re.IGNORECASE))
        for name, form in _FORMS
    )


def years_in(sentence: str) -> tuple[YearMention, ...]:
    """All mentions in order of place; the longer form wins where forms overlap."""
    found: list[YearMention] = []
    for dating, form in _forms():
        for match in form.finditer(sentence):
            if any(match.start() < one.to and one.at < match.end() for one in found):
                continue
            found += _mention(dating, match)
    return tuple(sorted(found, key=lambda one: one.at))


def _mention(dating: Dating, match: re.Match[str]) -> Iterator[YearMention]:
    groups = match.groupdict()
    start = int(groups["start"]) if groups.get("start") else None
    written = groups.get("end")
    end = int(written) if written else None
    if start is not None and start < CENTURY:
        start += 2000 if start < LATEST_SHORT_YEAR else 1900
    if start is not None and end is not None:
        if end < CENTURY:
            end += start - start % CENTURY
        if end < start:
            return
    # of "(PhD, Zell University, 2004)" only the year, of "(in 2004)" the bracket
    bracket = dating is Dating.POINT and match.group().startswith("(")
    named = bracket and "," in match.group()
    at = match.start("start") if named else match.start()
    yield YearMention(dating=dating, at=at, to=match.end(), start=start, end=end)
