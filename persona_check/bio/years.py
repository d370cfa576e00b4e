"""Finds years and spans of years as people write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from persona_check.bio.word_files import one_of

__all__ = ["Dating", "YearMention", "is_part_of_a_date", "years_in"]

_YEAR = r"(?<![Cc]lass of )(?:1[89]|20)\d\d(?!['’]s)"
# in a form, the words of words/dates.toml that may stand before the year
_MONTH = "<month>"
# "Jan '15", which is a year only beside a month or another year
_SHORT = r"(?<!\w)['’‘]\d\d(?![\w'’])"
_SPANNED = rf"(?:{_YEAR}|{_SHORT})"
# the month of "2012-09" behind its year; "2009-12" alone is a span
_MONTH_BEHIND = r"(?:[-/.](?:0[1-9]|1[0-2])(?![\d/.-]\d|\d))?"
# "over the period 2014–2018", "for the term 2025–2026"
_ACADEMIC = r"(?:AY|(?:academic|school)\s+years?|session|année\s+universitaire)\s+"
_PERIOD = (
    r"(?:the\s+)?(?:(?:period|term|AY|(?:academic\s+)?years?|période|années?)\s+"
    r"(?:of\s+|from\s+)?)?"
)
# LaTeX writes two hyphens for a dash; word processors have six signs that look like one
_LINE = r"(?:[-‐‑‒–—―−~]{1,3}|→|\.{2,3}|…)"
_DASH = rf"\s*(?:{_LINE}|/)\s*"
_TO = r"(?:to|until|till|til|through|thru|up\s+to|à|bis|a|hasta|al|até|tot|do)"
_SINCE = (
    r"(?:since|depuis|seit|sinds|sedert|desde|dal|siden|sedan|från|fra|vuodesta|ab|od|din|от|с|з)"
)
_NOW = (
    r"(?:the\s+)?(?:present(?:\s+(?:day|time))?|now|nowadays|today|date|current(?:ly)?|ongoing|"
    r"this\s+day|"
    r"aujourd['’]hui|présent|ce\s+jour|heute|jetzt|laufend|(?:la\s+)?actualidad|presente|hoy|oggi|"
    r"(?:o\s+)?presente|hoje|heden|nu|nå)\b"
)
_FORMS = (
    ("range", rf"\b(?:from\s+)?(?:the\s+)?(?:{_ACADEMIC})?(?P<start>{_YEAR}){_DASH}\d\d\s+"
     rf"(?:to|through|until|till|{_LINE})\s+(?:the\s+)?(?:{_ACADEMIC})?"
     rf"{_YEAR}{_DASH}(?P<end>\d\d)(?!\w)"),
    # of "since AY 2021-22" the first half is when it began
    ("open", rf"\b(?:ever\s+)?{_SINCE}\s+(?:the\s+|l['’])?(?:{_ACADEMIC})?{_MONTH}"
     rf"(?P<start>{_YEAR}){_DASH}(?:{_YEAR}|\d\d)\b(?!\d)(?:\s+(?:onwards?|on)\b)?"),
    ("open", rf"\b(?:from|starting(?:\s+(?:in|with))?)\s+(?:the\s+)?(?:{_ACADEMIC})?"
     rf"(?P<start>{_YEAR}){_DASH}(?:{_YEAR}|\d\d)\s+(?:onwards?|on)\b"),
    ("range", rf"(?:\b(?:from|between|in|during|over|for|de|von|vom|desde|dal|"
        rf"entre|sur)\s+{_PERIOD})?(?<!\w){_MONTH}(?P<start>{_SPANNED}){_MONTH_BEHIND}"
     rf"{_DASH}{_MONTH}(?P<end>{_SPANNED}|\d\d)(?!\w){_MONTH_BEHIND}"),
    ("range", r"\b(?:from|between|de|von|zwischen|desde|dal|tra|fra|entre|van|tussen|från|mellan)"
     rf"\s+{_MONTH}(?P<start>{_SPANNED}){_MONTH_BEHIND}\s+"
     rf"(?:to|until|till|through|and|à|bis|und|a|hasta|al|et|y|e|tot|en|och|do)\s+{_MONTH}"
     rf"(?P<end>{_SPANNED})\b"
     rf"{_MONTH_BEHIND}"),
    ("range", rf"(?<!\w){_MONTH}(?P<start>{_SPANNED}){_MONTH_BEHIND}\s+"
     rf"(?:to|through|thru|until|till|à|bis|tot|al|até|do)\s+{_MONTH}(?P<end>{_SPANNED})\b"
     rf"{_MONTH_BEHIND}"),
    ("range", rf"\b(?:from\s+)?{_MONTH}(?P<start>{_YEAR})\s+(?:to|until)\s+(?:his|her|their)\s+"
     rf"retirement\s+in\s+{_MONTH}(?P<end>{_YEAR})\b"),
    ("until", rf"\buntil\s+(?:his|her|their)\s+retirement\s+in\s+{_MONTH}(?P<end>{_YEAR})\b"),
    ("open", rf"\b{_MONTH}(?P<start>{_YEAR})\s*{_LINE}(?=\s*(?:[);:|,.]|$))"),
    ("open", rf"^{_MONTH}(?P<start>{_YEAR}){_LINE}(?=\s+[^\W\d])(?!\s+{_NOW})"),
    ("open", rf"(?:\b(?:from|since|de|depuis)\s+)?(?<!\w){_MONTH}(?P<start>{_SPANNED})"
     rf"{_MONTH_BEHIND}\s*(?:{_LINE}\s*(?:{_TO}\s+)?|{_TO}\s*){_NOW}"),
    ("open", rf"\b(?:ever\s+)?(?:{_SINCE}|from)\s+"
     rf"(?:in\s+|l'année\s+|(?:the\s+)?year\s+|roku?\s+|år\s+)?{_MONTH}(?P<start>{_SPANNED})\b"
     r"(?!\s*(?:to|until)\b)(?:\s+(?:onwards?|on)\b)?"),
    ("open", rf"\b(?:ever\s+)?since\s+(?:[\w.’'-]+\s+){{1,8}}?in\s+{_MONTH}(?P<start>{_YEAR})\b"),
    ("until", r"\b(?:until|till|up to|jusqu'en|bis|hasta|tot|t/m|fino\s+al|até|do)\s+"
     rf"{_MONTH}(?P<end>{_SPANNED})\b"),
    ("point", rf"\((?:[^()\d]{{0,40}}?[\s,])?(?P<start>{_YEAR})\)"),
    ("point", rf"\b(?:in|en|im|during|for|of|by|nel|on|au|em|år|w)\s+(?:the\s+)?"
     r"(?:academic\s+year\s+|year\s+)?"
     rf"{_MONTH}(?P<start>{_YEAR})\b"),
    ("point", rf"\b(?P<start>{_YEAR})\b"),
    ("point", rf"(?<=(?-i:[A-Z]{{2}}))(?P<start>{_YEAR})(?![\w-])"),
    # "TIDES-18"; what else is written so is a disease
    ("point", r"(?<=(?-i:[A-Z]{3}))(?<!COVID)-(?P<start>[012]\d|9\d)\b(?![-–'’\w])"),
    ("point", r"(?<=(?-i:[A-Z]{2}))\s?['’](?P<start>\d\d)\b(?!['’\w])"),
    # "Sept. '14"
    ("point", rf"\b(?:in\s+)?<one month>\s+(?P<start>{_SHORT})"),
)  # fmt: skip
_DIGIT = re.compile(r"\d")
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
    words = one_of("dates")
    # "09/2012", "1.9.2012"
    figures = r"(?:\d{1,2}[./-](?:\d{1,2}[./-])?)?"
    month = rf"(?:(?:{words}|de|\d{{1,2}}(?:st|nd|rd|th)?)[.,]?[\s-]+){{0,5}}{figures}"
    return tuple(
        (
            Dating(name),
            re.compile(
                form.replace(_MONTH, month).replace("<one month>", rf"(?:{words})[.,]?"),
                re.IGNORECASE,
            ),
        )
        for name, form in _FORMS
    )


def years_in(sentence: str) -> tuple[YearMention, ...]:
    """All mentions in order of place; the longer form wins where forms overlap."""
    if not _DIGIT.search(sentence):
        return ()
    found: list[YearMention] = []
    for dating, form in _forms():
        for match in form.finditer(sentence):
            if any(match.start() < one.to and one.at < match.end() for one in found):
                continue
            found += _mention(dating, match)
    return tuple(sorted(found, key=lambda one: one.at))


def is_part_of_a_date(name: str) -> bool:
    """Whether it is a month or season and no name: "Mar", "Fall", "AY"."""
    return bool(_date_words().fullmatch(name))


@cache
def _date_words() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{one_of('dates')}|AY)[.,]?\s*)+", re.IGNORECASE)


def _figures(written: str | None) -> int | None:
    return int(written.lstrip("'’‘")) if written else None


def _mention(dating: Dating, match: re.Match[str]) -> Iterator[YearMention]:
    groups = match.groupdict()
    start, end = _figures(groups.get("start")), _figures(groups.get("end"))
    if start is not None and start < CENTURY:
        start += 2000 if start < LATEST_SHORT_YEAR else 1900
    if start is not None and end is not None:
        if end < CENTURY:
            end += start - start % CENTURY
            # "'98 – '04"; "1998-04" is a month
            end += CENTURY * (end < start and not groups["end"].isdecimal())
        if end < start:
            return
    # of "(PhD, Zell University, 2004)" only the year, of "(in 2004)" the bracket
    bracket = dating is Dating.POINT and match.group().startswith("(")
    named = bracket and "," in match.group()
    at = match.start("start") if named else match.start()
    yield YearMention(dating=dating, at=at, to=match.end(), start=start, end=end)
