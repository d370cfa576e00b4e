"""Spans of time as CVs write them, in several languages and orders."""

import re
from dataclasses import dataclass
from functools import cache

__all__ = ["SPAN_EDGE", "DateSpan", "dates_in"]

SPAN_EDGE = "\u2003"  # a blank of one sign where words in another font or cell begin

MOST_CHARS = 800  # dates of an entry stand at its edges; more is prose
_MONTHS = (
    "jan(?:uary|uar|vier|uari|eiro|\\.)?|gennaio|genn?|enero|ene|jänner|jän",
    "feb(?:ruary|ruar|ruari|brero|braio|r)?|fév(?:rier|r)?|fevr?(?:ier)?|fevereiro",
    "mar(?:ch|s|zo|ço)?|märz|mär|mrz|maart|mrt",
    "apr(?:il|ile)?|avr(?:il)?|abr(?:il)?",
    "may|mai(?:o)?|mayo|maggio|mag|mei",
    "june?|juni|juin|junio|junho|giugno|giu",
    "july?|juli|juil(?:let)?|julio|julho|luglio|lug",
    "aug(?:ust|ustus)?|août|aout|ago(?:sto)?",
    "sept?(?:ember|embre|iembre|bre)?|set(?:embro|tembre)?",
    "oct(?:ober|obre|ubre)?|okt(?:ober)?|out(?:ubro)?|ott(?:obre)?",
    "nov(?:ember|embre|iembre|embro)?",
    "dec(?:ember)?|déc(?:embre)?|dez(?:ember|embro)?|dic(?:embre|iembre)?",
)
_SEASONS = {
    "spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 1, "frühjahr": 3, "sommer": 6,
    "herbst": 9, "printemps": 3, "été": 6, "automne": 9, "hiver": 1, "primavera": 3, "verano": 6,
    "otoño": 9, "estate": 6, "autunno": 9,
}  # fmt: skip
_YEAR = r"(?:19[3-9]\d|20[0-6]\d|[’'‘]\d{2}|(?<=[A-Za-z.]\s)\d{2}(?![\d:/]|,?\s*\d{4}))"
_NOW = (
    r"present|presently|current(?:ly)?|now|today|ongoing|on-going|to date|date|heute|aktuell|jetzt|"
    r"laufend|présent|aujourd['’]hui|auj\.?|actuel(?:lement)?|en cours|ce jour|à ce jour|presente|"
    r"actualidad|actual(?:mente)?|la fecha|hoy|atual(?:mente)?|o momento|momento|oggi|ora|attuale|"
    r"attualmente|in (?:corso|essere)|heden|nu|teraz|obecnie|nå|nuvarande|halen|至今|现在|現在|今"
)
_TO = (
    r"\s*(?:[-‐‑‒–—―−~→]+|/(?=\s*\d{4})|>+)\s*|"
    r"\s+(?:to|until|till|til|through|thru|bis(?: zum?)?|à|au|jusqu['’](?:à|en)|a|al|hasta|"
    r"até(?: o)?|tot(?: en met)?|t/m)\s+"
)
_SINCE = (
    r"since|from|as of|starting|seit|ab|depuis|dès|desde|dal|da|a partir de|à partir de|sinds|vanaf"
)
# "10/15-08/18": months and years of two figures, told from days by standing in a span
_SHORT_MONTHS = re.compile(
    r"(?<![\w/.])(?P<am>0?[1-9]|1[0-2])[/.](?P<ay>\d\d)\s*[-–—]\s*"
    rf"(?:(?P<bm>0?[1-9]|1[0-2])[/.](?P<by>\d\d)|(?P<now>{_NOW}))(?![\w/%]|[.,]\d)",
    re.IGNORECASE,
)
_UNTIL = r"until|till|up to|bis|jusqu['’](?:à|en)|hasta|até|fino al?|tot"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSpan:
    """A time and where it stands (``at`` to ``to``); dates are "YYYY" or "YYYY-MM".

    Of a single date ``start`` and ``end`` are the same and ``single`` is set. ``expected`` where
    the words around say that it is still to come.
    """

    start: str | None
    end: str | None
    current: bool
    at: int
    to: int
    single: bool = False
    expected: bool = False

    @property
    def first_year(self) -> int | None:
        """The year in which it begins."""
        return int(self.start[:4]) if self.start else None

    @property
    def last_year(self) -> int | None:
        """The year in which it ends; None where it goes on."""
        return int(self.end[:4]) if self.end else None


def dates_in(text: str) -> tuple[DateSpan, ...]:
    """The spans and single dates in order, none within another."""
    if not any(letter.isdigit() for letter in text):
        return ()
    found: list[DateSpan] = []
    for match in _pattern().finditer(text, 0, MOST_CHARS):
        span = _span(match, text)
        if span is not None:
            found.append(span)
    for match in _SHORT_MONTHS.finditer(text, 0, MOST_CHARS):
        first, last = (_full(match[f"{which}m"], match[f"{which}y"]) for which in "ab")
        clear = all(one.to <= match.start() or one.at >= match.end() for one in found)
        if clear and first and (match["now"] or (last and first <= last)):
            found.append(
                DateSpan(
                    start=first, end=None if match["now"] else last, current=bool(match["now"]),
                    at=match.start(), to=match.end(),
                )
            )  # fmt: skip
    return tuple(sorted(found, key=lambda one: one.at))


def _full(month: str | None, year: str | None) -> str | None:
    """A month and two figures of a year in full."""
    if month is None or year is None:
        return None
    return f"{20 if int(year) < 60 else 19}{year}-{int(month):02}"


def _span(match: re.Match[str], text: str) -> DateSpan | None:
    before = text[max(0, match.start() - 24) : match.start()]
    expected = bool(
        re.search(
            r"(?:expected|anticipated|graduating|exp\.?|voraussichtlich|prévue?|previst[oa]|attesa)\W*"
            r"(?:in|completion|graduation|date|for|:|\W)*$",
            before,
            re.IGNORECASE,
        )
        or re.match(r"\W{0,3}(?:expected|anticipated|\(?exp\b)", text[match.end() :], re.IGNORECASE)
    )
    first = _point(match, "a")
    if first is None:
        return None
    bare = len(match["ayear"] or "") == 2 or len(match["byear"] or "") == 2
    if bare and not (match["now"] or match["byear"]):
        return None  # "May 12" is a day, "Jan 16 – Mar 18" a span
    at, to = match.start(), match.end()
    if match["now"]:
        return DateSpan(start=first, end=None, current=True, at=at, to=to, expected=expected)
    if short := match["short"] or match["slashed"]:
        whole = 100 if len(short) == 2 else 10
        end = int(first[:4]) // whole * whole + int(short)
        if end < int(first[:4]):
            to = match.start("short" if match["short"] else "slashed") - 1
            return DateSpan(
                start=first, end=first, current=False, at=at, to=to, single=True,
                expected=expected,
            )  # fmt: skip
        return DateSpan(start=first, end=str(end), current=False, at=at, to=to, expected=expected)
    second = _point(match, "b")
    if second is not None:
        if int(second[:4]) < int(first[:4]):
            return DateSpan(
                start=first, end=first, current=False, at=at, to=to, single=True, expected=expected
            )
        return DateSpan(start=first, end=second, current=False, at=at, to=to, expected=expected)
    dashed = match["dashed"] and not text[: match.start()].strip()  # "2019- Reader"
    if match["open"] or dashed or match["since"]:
        return DateSpan(start=first, end=None, current=True, at=at, to=to, expected=expected)
    if match["until"]:
        return DateSpan(start=None, end=first, current=False, at=at, to=to, expected=expected)
    return DateSpan(
        start=first, end=first, current=False, at=at, to=to, single=True, expected=expected
    )


def _point(match: re.Match[str], which: str) -> str | None:
    year = match[f"{which}year"]
    if which == "b" and year is None:
        return None
    month = match[f"{which}num"] or match[f"{which}num2"]
    number = int(month) if month else 0
    if word := match[f"{which}month"]:
        number = _month_number(word)
    elif season := match[f"{which}season"]:
        number = _SEASONS.get(season.casefold(), 0) or _SEASONS.get(season.casefold()[:-1], 0)
    elif which == "a" and (lone := match["lone"]):
        # "May – August 2021": the year stands once, behind the second month
        number = _month_number(lone)
    if year is None:
        year = match["byear"]
    if year is None:
        return None
    if len(year) != 4:
        year = f"{'20' if int(year[-2:]) < 60 else '19'}{year[-2:]}"
    return f"{year}-{number:02}" if 1 <= number <= 12 else year


@cache
def _month_number(word: str) -> int:
    bare = word.strip(".").casefold()
    for number, forms in enumerate(_MONTHS, start=1):
        if re.fullmatch(rf"(?:{forms})", bare, re.IGNORECASE):
            return number
    return 0


@cache
def _pattern() -> re.Pattern[str]:
    month = rf"(?:{'|'.join(_MONTHS)})"
    season = rf"(?:(?:{'|'.join(_SEASONS)})s?)"

    def point(name: str) -> str:
        return (
            rf"(?:(?:(?:\d{{1,2}}(?:st|nd|rd|th|er|\.)?\s+)?(?P<{name}month>{month})\.?,?"
            rf"(?:\s+\d{{1,2}}(?:st|nd|rd|th)?,)?(?:\s*[/’']?\s*|\s+(?:de|of|del)\s+)"
            rf"|(?P<{name}season>{season})\s+(?:semester\s+)?"
            rf"|(?:\d{{1,2}}[./])?(?P<{name}num>0?[1-9]|1[0-2])\s?[./-]\s?)?"
            rf"(?P<{name}year>{_YEAR})(?![\d])"
            rf"(?:[-/.](?P<{name}num2>0[1-9]|1[0-2])(?:[-/.]\d{{2}})?(?!\d|\s?[/.]\s?\d{{4}}))?"
            r")"
        )

    return re.compile(
        rf"(?<![\w/.@-])(?:(?P<since>{_SINCE})\s+|(?P<until>{_UNTIL})\s+)?"
        rf"(?:{point('a')}|(?P<lone>{month})\.?(?=(?:{_TO}){month}))"
        rf"(?:(?:{_TO})(?:(?P<now>{_NOW})(?!\w)|{point('b')}"
        rf"|(?P<short>\d{{2}}|(?<=\d[-–])\d(?=\s|$))(?![\d./-]))"
        rf"|/(?P<slashed>1[3-9]|[2-9]\d)(?![\d./-])"
        rf"|(?P<open>[ \t]*[-–—−]+[ \t]*(?=$|[)\],;|{SPAN_EDGE}]|\.(?:\s|$)|\s{{2,}}))"
        rf"|(?P<dashed>(?<=\d)[-–—−]+)(?=[ \t]+[^\W\d_]))?"
        rf"(?:(?![\w%]|[.,]\d)|(?<=\d{{4}})(?-i:(?=[A-Z][A-Za-z]{{2}})))",
        re.IGNORECASE,
    )
