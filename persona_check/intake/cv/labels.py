"""Dates in a narrow column at the side, which may wrap: "De 02/2015" above "à 09/2022"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from persona_check.intake.cv.dates import dates_in
from persona_check.intake.cv.lines import Line, Span

__all__ = ["is_date_alone", "with_whole_labels"]

_NOW_ALONE = re.compile(
    r"(?:present|now|current|today|ongoing|heute|aktuell|aujourd['’]hui|présent|presente|"
    r"actualidad|actual|atual|oggi|heden)\W*",
    re.IGNORECASE,
)
_ENDS_OPEN = re.compile(r"(?:[-–—−]|\bto|\bbis|\bà|\ba)\s*$")
_OPENS = r"(?:from|since|seit|von|ab|depuis|de|du|dès|desde|dal|da|sinds|vanaf|van)"
_OPENS_ALONE = re.compile(rf"{_OPENS}\s*", re.IGNORECASE)
_OPENS_DATE = re.compile(rf"{_OPENS}\s+", re.IGNORECASE)
_CLOSES_DATE = re.compile(
    r"(?:[-–—−]\s*|(?:to|until|till|bis|à|au|a|al|hasta|até|tot)\s+)", re.IGNORECASE
)
NEAR_POINTS = 45


def with_whole_labels(lines: Sequence[Line]) -> list[Line]:
    """The lines, a date that wraps within a narrow column at their side in one piece.

    "Feb 2024 -" beside a line's first words and "Present" beside the next are one date.
    """
    found = list(lines)
    for at in range(len(found) - 1):
        upper, lower = found[at], found[at + 1]
        if not upper.spans or not lower.spans or (upper.listed and lower.listed):
            continue
        for place in {0, len(upper.spans) - 1}:
            label = upper.spans[place]
            if place == 0 and (downwards := _downwards(upper, lower)):
                upper = found[at] = upper.with_spans(
                    replace(label, text=downwards), *upper.spans[1:]
                )
                lower = found[at + 1] = lower.with_spans(*lower.spans[1:])
                break
            for below in {0, len(lower.spans) - 1}:
                rest = lower.spans[below]
                near = (
                    abs(rest.left - label.left) < NEAR_POINTS
                    or abs(rest.right - label.right) < NEAR_POINTS
                )
                if near and (whole := _whole(label, rest)):
                    joined = replace(label, text=whole)
                    spans = (*upper.spans[:place], joined, *upper.spans[place + 1 :])
                    found[at] = upper.with_spans(*spans)
                    left = (*lower.spans[:below], *lower.spans[below + 1 :])
                    listed = lower.listed and below > 0
                    found[at + 1] = replace(lower, spans=left, listed=listed)
                    break
            else:
                continue
            break
    return [line for line in found if line.spans]


def _downwards(upper: Line, lower: Line) -> str:
    """The time whose end stands above its beginning, at the side of a title and its detail."""
    if len(upper.spans) < 2 or len(lower.spans) < 2:
        return ""
    last, first = upper.spans[0], lower.spans[0]
    near = abs(last.right - first.right) < NEAR_POINTS
    set_in = lower.spans[1].left > upper.spans[1].left + 3
    if not (near and set_in and is_date_alone(last.text) and is_date_alone(first.text)):
        return ""
    begin, end = dates_in(first.text), dates_in(last.text)
    if not begin or not begin[0].single or (end and not end[0].single):
        return ""
    if end and (end[0].start or "") < (begin[0].start or ""):
        return ""
    return f"{first.text} – {last.text}"


def _whole(label: Span, rest: Span) -> str:
    """The date of which they are halves; empty where they are not."""
    if (begun := dates_in(label.text)) and _ENDS_OPEN.search(label.text):
        ends = is_date_alone(rest.text) and not any(
            one.current or (one.start or "") < (begun[0].start or "") for one in dates_in(rest.text)
        )
        return f"{label.text} {rest.text}" if ends else ""
    if _OPENS_ALONE.fullmatch(label.text):
        return f"{label.text} {rest.text}" if is_date_alone(rest.text) else ""
    if len(label.text) < 18 and is_date_alone(rest.text) and not is_date_alone(label.text):
        whole = (
            f"{label.text} {rest.text}"  # "May-" above "October 2024", "Set 2020–Lug" above "2024"
        )
        dates = dates_in(whole)
        covers = len(dates) == 1 and (dates[0].at, dates[0].to) == (0, len(whole))
        return whole if covers and not dates[0].single else ""
    opened = _OPENS_DATE.match(label.text)
    closed = _CLOSES_DATE.match(rest.text)
    if opened and closed:
        first, last = label.text[opened.end() :], rest.text[closed.end() :]
        if is_date_alone(first) and is_date_alone(last):
            return f"{first} – {last}"
    return ""


def is_date_alone(text: str) -> bool:
    """Whether it is a date, or the word for now, and nothing else."""
    if _NOW_ALONE.fullmatch(text.strip()):
        return True
    dates = dates_in(text)
    return len(dates) == 1 and not re.sub(r"[\W_]", "", text[: dates[0].at] + text[dates[0].to :])
