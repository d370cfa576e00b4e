"""Spans of years, also in words."""

from collections.abc import Iterable

__all__ = ["FIRST_YEAR", "LAST_YEAR", "Span", "runs", "span", "span_words"]

FIRST_YEAR, LAST_YEAR = 1900, 2100  # of a career; years outside are typing errors
Span = tuple[int, int]  # first and last year, inclusive


def runs(years: Iterable[int]) -> tuple[Span, ...]:
    """Years that follow each other as spans, the earliest first; typing errors are left out."""
    found: list[Span] = []
    for year in sorted({year for year in years if FIRST_YEAR <= year <= LAST_YEAR}):
        if found and year == found[-1][1] + 1:
            found[-1] = (found[-1][0], year)
        else:
            found.append((year, year))
    return tuple(found)


def span_words(first: int, last: int) -> str:
    """“2014–2018”, or “2014” where both ends are one year."""
    return str(first) if first == last else f"{first}–{last}"


def span(start: int | None, end: int | None, *, current: bool) -> str:
    """A span of years in brackets after a blank, " (2015–today)"; nothing where none is known."""
    if start is None and end is None:
        return ""
    if start == end:
        return f" ({start})"
    last = "today" if current and end is None else (end if end is not None else "")
    return f" ({start if start is not None else ''}–{last})"
