"""To which line of an entry its date belongs, and the entry's lines without their dates."""

import re
from collections.abc import Sequence
from dataclasses import replace

from persona_check.intake.cv.dates import SPAN_EDGE, DateSpan, dates_in
from persona_check.intake.cv.lines import Line

__all__ = ["anchor_of", "dated_head"]

MOST_ENTRY_CHARS = 500
_DURATION = re.compile(
    r"[(·,]?\s*(?:\d+\s*(?:yrs?|years?|mos?|months?|ans?|mois|jahre?n?|monate?n?|años?|mes(?:es)?|"
    r"anos?|anni|mesi|jaar|maanden|hours?|horas?|heures?|stunden?|ore|uren)\b\.?\s*){1,2}[)]?",
    re.IGNORECASE,
)
_SINCE_ALONE = re.compile(r"^\s*(?:from|de|du|von|dal|da|desde|van)\s*$", re.IGNORECASE)
_REMARK = re.compile(
    r"[(\[]?\s*(?:expected|anticipated|exp\.?|voraussichtlich|prévue?|previst[oa]|attesa)\s*[)\]]?"
    r"|^\s*\((?!\d)[^()]{2,40}\)\s*$",
    re.IGNORECASE,
)
# what stands before a year without a word of its own: "A.Y. 2014-2018", "WS 2012"
_BEFORE_YEAR = re.compile(
    r"(?:a\.?[ya]\.?|s\.?y\.?|ws|ss|anno|año|ano|année|year|jahr|class of|graduat(?:ed|ing))\W*$",
    re.IGNORECASE,
)


def anchor_of(line: Line) -> DateSpan | None:
    """The date of a line that stands at one of its edges or in a cell of its own."""
    text = _joined(line)
    dates = dates_in(text) if len(text) <= MOST_ENTRY_CHARS else ()
    if not dates:
        return None
    for date in dates:
        before, behind = text[: date.at].strip(" \t([" + SPAN_EDGE), text[date.to :]
        before = _BEFORE_YEAR.sub("", before).strip()
        behind = _REMARK.sub("", _DURATION.sub("", behind)).strip(" \t)].,;:")
        if not before or not behind:
            return date
        if re.fullmatch(r"[\W_]*", before) or re.fullmatch(r"[\W_]*", behind):
            return date
    cells = _cells(line)
    for date in dates:
        for start, end in cells:
            if start <= date.at and date.to <= end and len(cells) > 1:
                before, behind = text[start : date.at], _DURATION.sub("", text[date.to : end])
                behind = _REMARK.sub("", behind)
                if not re.sub(r"[\W_]", "", before) or not re.sub(r"[\W_]", "", behind):
                    return date
    bracketed = [
        date for date in dates if text[: date.at].endswith("(") and text[date.to :].startswith(")")
    ]
    if len(dates) == len(bracketed) == 1 and len(text) < 130:
        return bracketed[0]
    short = len(text) < 110 and not text.rstrip().endswith(".")
    return dates[0] if len(dates) == 1 and short and not dates[0].single else None


def _joined(line: Line) -> str:
    """The line's words with one sign between spans, so that places in it can be told."""
    return SPAN_EDGE.join(span.text for span in line.spans)


def _cells(line: Line) -> list[tuple[int, int]]:
    """Where the parts between wide gaps begin and end in the line's text."""
    found: list[tuple[int, int]] = []
    at = 0
    for span in line.spans:
        end = at + len(span.text)
        if span.joined and found:
            found[-1] = (found[-1][0], end)
        else:
            found.append((at, end))
        at = end + 1
    return found


def dated_head(
    head: Sequence[Line], anchor: int
) -> tuple[DateSpan | None, tuple[DateSpan, ...], list[Line]]:
    """The date of the entry, further dates of its first lines, and the lines without them."""
    date: DateSpan | None = None
    more: list[DateSpan] = []
    cleaned: list[Line] = []
    for at, line in enumerate(head):
        dates = dates_in(_joined(line))
        if at == anchor and dates:
            date = anchor_of(line) or dates[0]
            more += [one for one in dates if one != date]
        else:
            more += dates
        cut = [one for one in dates if at == anchor or not one.single]
        spans = [
            replace(span, text=text)
            for span, text in zip(line.spans, _without(line, cut), strict=True)
            if text
        ]
        if spans:
            cleaned.append(line.with_spans(replace(spans[0], joined=False), *spans[1:]))
    return date, tuple(more), cleaned


def _without(line: Line, dates: Sequence[DateSpan]) -> list[str]:
    """The text of each span of a line without these dates, which may go across spans."""
    texts, start = [], 0
    followers = [*line.spans[1:], None]
    for span, follower in zip(line.spans, followers, strict=True):
        text, end = span.text, start + len(span.text)
        for one in reversed(dates):
            at, to = max(one.at - start, 0), min(one.to - start, len(span.text))
            if at < to and one.at < end:
                front = _SINCE_ALONE.sub("", text[:at])
                text = f"{front.rstrip()} | {text[to:].lstrip()}"
        if dates:
            text = _DURATION.sub(" ", text)
        text = re.sub(r"[(\[][\s|,]*[)\]]", " ", text)
        text = re.sub(r"^[\s,;:|·•\-–—]+|[\s|·•\-–—]+$", "", text)
        goes_on = follower is not None and follower.joined and text == span.text.strip()
        texts.append(text if goes_on else text.rstrip(" ,;:|"))
        start = end + 1
    return texts
