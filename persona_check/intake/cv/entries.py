"""The entries of a section: which lines belong together, and to which of them a date belongs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from persona_check.expressions import Expression
from persona_check.intake.cv.dates import DateSpan, dates_in
from persona_check.intake.cv.lines import Line

__all__ = ["Entry", "entries_of"]

MOST_HEAD_LINES = 4
MOST_ENTRY_CHARS = 500
NEW_PARAGRAPH = 0.22  # of a line's pitch: the least blank above that parts paragraphs
_DURATION = Expression(
    r"[(·,]?\s*(?:\d+\s*(?:yrs?|years?|mos?|months?|ans?|mois|jahre?n?|monate?n?|años?|mes(?:es)?|"
    r"anos?|anni|mesi|jaar|maanden)\b\.?\s*){1,2}[)]?",
    re.IGNORECASE,
)
_REMARK = Expression(
    r"[(\[]?\s*(?:expected|anticipated|exp\.?|voraussichtlich|prévue?|previst[oa]|attesa)\s*[)\]]?",
    re.IGNORECASE,
)
_NOW_ALONE = Expression(
    r"(?:present|now|current|today|ongoing|heute|aktuell|aujourd['’]hui|présent|presente|"
    r"actualidad|actual|atual|oggi|heden)\W*",
    re.IGNORECASE,
)
_ENDS_OPEN = Expression(r"(?:[-–—−]|\bto|\bbis|\bà|\ba)\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Lines that speak of one post or degree.

    ``head`` are the lines with the facts, dates taken out, ``body`` what is told of it below.
    ``inherited`` is the first line of the entry before, where this one goes on under it (several
    posts at one employer).
    """

    head: tuple[Line, ...]
    date: DateSpan | None
    more_dates: tuple[DateSpan, ...] = ()
    body: tuple[Line, ...] = ()
    inherited: Line | None = None

    @property
    def place(self) -> str:
        """Where it begins."""
        return self.head[0].place if self.head else ""

    @property
    def text(self) -> str:
        """All words of its head."""
        return " ".join(line.text for line in self.head)


def entries_of(lines: Sequence[Line]) -> tuple[Entry, ...]:
    """The entries in order."""
    lines = [line for line in _with_whole_labels(lines) if not _is_page_mark(line)]
    anchored = [_anchor(line) for line in lines]
    plain_anchors = any(
        date and not line.listed for date, line in zip(anchored, lines, strict=True)
    )
    body = [_is_body(line, date, plain_anchors) for line, date in zip(lines, anchored, strict=True)]
    body = _with_continued_bodies(lines, body, anchored)
    anchors = _level([at for at, date in enumerate(anchored) if date and not body[at]], lines)
    body = [told or (date is not None and at not in anchors)
            for at, (told, date) in enumerate(zip(body, anchored, strict=True))]  # fmt: skip
    if not anchors:
        return _undated(lines, body)
    body = _with_details(lines, body, anchors)
    starts = _starts(lines, body, anchors)
    found: list[Entry] = []
    group: Line | None = None
    for number, (start, anchor) in enumerate(zip(starts, anchors, strict=True)):
        end = starts[number + 1] if number + 1 < len(starts) else len(lines)
        own = range(start, end)
        head = [at for at in own if not body[at]]
        before = [at for at in head if at <= anchor]
        after = [at for at in head if at > anchor]
        if after and (first_body := next((at for at in own if body[at] and at > anchor), None)):
            after = [at for at in after if at < first_body]
        after = after[: max(1, MOST_HEAD_LINES - len(before))]
        kept = [*before[-MOST_HEAD_LINES:], *after]
        date, more, cleaned = _dated([lines[at] for at in kept], kept.index(anchor))
        inherited = group if start == anchor and number else None
        if start < anchor:
            group = lines[start]
        elif number == 0 or lines[start].space >= NEW_PARAGRAPH:
            group = None if start == anchor and number == 0 else group
        found.append(
            Entry(
                head=tuple(cleaned),
                date=date,
                more_dates=more,
                body=tuple(lines[at] for at in own if at not in kept),
                inherited=inherited,
            )
        )
    return tuple(found)


def _with_details(
    lines: Sequence[Line], body: Sequence[bool], anchors: Sequence[int]
) -> list[bool]:
    """What is set in deeper than every dated line, below the first of them, tells of an entry."""
    beside = sum(not dates_in(lines[at].spans[0].text) for at in anchors)
    if beside < 0.6 * len(anchors):
        return list(body)  # dates stand in a column of labels, and the facts beside them
    edge = min(_text_left(lines[at]) for at in anchors)
    return [
        told or (at > anchors[0] and at not in anchors and line.left > edge + 8 and not line.bold)
        for at, (told, line) in enumerate(zip(body, lines, strict=True))
    ]


def _level(anchors: Sequence[int], lines: Sequence[Line]) -> list[int]:
    """The dated lines that begin where most do; one set in belongs to the entry above it."""
    if len(anchors) < 3:
        return list(anchors)
    texts = {at: _text_left(lines[at]) for at in anchors}
    edges = {at: lines[at].left for at in anchors}
    least, edge = min(texts.values()), min(edges.values())
    level = [at for at in anchors if texts[at] < least + 12 or edges[at] < edge + 12]
    return level if len(level) >= 0.6 * len(anchors) else list(anchors)


def _text_left(line: Line) -> float:
    """Where its first words begin that are no date."""
    spans = [span for span in line.spans if not _is_date_alone(span.text)]
    return (spans or list(line.spans))[0].left


def _undated(lines: Sequence[Line], body: Sequence[bool]) -> tuple[Entry, ...]:
    """Without a single date: an entry a paragraph, or a list's item."""
    found: list[list[Line]] = []
    for line, told in zip(lines, body, strict=True):
        if told:
            continue
        if not found or line.listed or line.space >= NEW_PARAGRAPH:
            found.append([line])
        else:
            found[-1].append(line)
    return tuple(Entry(head=tuple(one[:MOST_HEAD_LINES]), date=None) for one in found)


def _starts(lines: Sequence[Line], body: Sequence[bool], anchors: Sequence[int]) -> list[int]:
    """Where the entry of each date begins."""
    first = next((at for at in range(len(lines)) if not body[at]), anchors[0])
    above = min(anchors[0] - first, MOST_HEAD_LINES - 1)
    starts = [max(first, anchors[0] - above)]
    for before, anchor in pairwise(anchors):
        between = range(before + 1, anchor)
        told = [at for at in between if body[at]]
        free = range((told[-1] if told else before) + 1, anchor)
        if above == 0 and not told:
            # dates stand first: what is between belongs to the date above it, unless a blank
            # and a bold line show that the next one has begun
            begun = [
                at
                for at in free
                if lines[at].space >= NEW_PARAGRAPH > lines[anchor].space
                and (lines[at].bold or not lines[anchor].bold)
                and lines[at].left <= lines[anchor].left + 3
            ]
            starts.append(begun[-1] if begun and anchor - begun[-1] <= 2 else anchor)
        elif told:
            starts.append(max(free.start, anchor - 3) if len(free) else anchor)
        else:
            gaps = [at for at in [*free, anchor] if lines[at].space >= NEW_PARAGRAPH]
            near = [at for at in gaps if anchor - at <= MOST_HEAD_LINES - 1]
            if near:
                starts.append(near[0])
            else:
                starts.append(max(anchor - above, before + 1))
    return starts


def _anchor(line: Line) -> DateSpan | None:
    """The date of a line that stands at one of its edges or in a cell of its own."""
    text = _joined(line)
    dates = dates_in(text) if len(text) <= MOST_ENTRY_CHARS else ()
    if not dates:
        return None
    for date in dates:
        before, behind = text[: date.at].strip(" \t(["), text[date.to :]
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
    short = len(text) < 110 and not text.rstrip().endswith(".")
    return dates[0] if len(dates) == 1 and short and not dates[0].single else None


def _joined(line: Line) -> str:
    """The line's words with one blank between spans, so that places in it can be told."""
    return " ".join(span.text for span in line.spans)


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


def _is_body(line: Line, date: DateSpan | None, plain_anchors: bool) -> bool:
    if line.listed:
        return plain_anchors
    text = line.text
    return date is None and (len(text) > 130 or (len(text) > 70 and text.rstrip().endswith(".")))


def _with_continued_bodies(
    lines: Sequence[Line], body: Sequence[bool], anchored: Sequence[DateSpan | None]
) -> list[bool]:
    """What follows a told line closely, and not further left, goes on with it."""
    found = list(body)
    for at in range(1, len(lines)):
        line, above = lines[at], lines[at - 1]
        if found[at] or not found[at - 1]:
            continue
        if line.space >= NEW_PARAGRAPH and line.left < above.left - 3:
            continue
        indented = line.left > _least_left(lines) + 4
        small = line.text[:1].islower()
        wraps = not above.text.rstrip().endswith((".", ":", ";"))
        date = anchored[at]
        edge = date is not None and (len(line.spans) > 1 or not date.single)
        if (
            not edge
            and line.space < NEW_PARAGRAPH
            and (
                small
                or (indented and not line.bold and line.left >= above.left - 3)
                or (wraps and above.listed and line.left > above.left - 3 and not line.bold)
            )
        ):
            found[at] = True
    return found


def _least_left(lines: Sequence[Line]) -> float:
    return min((line.left for line in lines), default=0.0)


def _dated(
    head: Sequence[Line], anchor: int
) -> tuple[DateSpan | None, tuple[DateSpan, ...], list[Line]]:
    """The date of the entry, further dates of its first lines, and the lines without them."""
    date: DateSpan | None = None
    more: list[DateSpan] = []
    cleaned: list[Line] = []
    for at, line in enumerate(head):
        dates = dates_in(_joined(line))
        if at == anchor and dates:
            date = _anchor(line) or dates[0]
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
    for span in line.spans:
        text, end = span.text, start + len(span.text)
        for one in reversed(dates):
            at, to = max(one.at - start, 0), min(one.to - start, len(span.text))
            if at < to and one.at < end:
                text = f"{text[:at].rstrip()} | {text[to:].lstrip()}"
        if dates:
            text = _DURATION.sub(" ", text)
        text = re.sub(r"[(\[][\s|,]*[)\]]", " ", text)
        texts.append(re.sub(r"^[\s,;:|·•\-–—]+|[\s,;:|·•\-–—]+$", "", text))
        start = end + 1
    return texts


def _with_whole_labels(lines: Sequence[Line]) -> list[Line]:
    """The lines, a date that wraps within a narrow column at their side in one piece.

    "Feb 2024 -" beside a line's first words and "Present" beside the next are one date.
    """
    found = list(lines)
    for at in range(len(found) - 1):
        upper, lower = found[at], found[at + 1]
        if not upper.spans or not lower.spans:
            continue
        for place in {0, len(upper.spans) - 1}:
            label = upper.spans[place]
            if not dates_in(label.text) or not _ENDS_OPEN.search(label.text):
                continue
            for below in {0, len(lower.spans) - 1}:
                rest = lower.spans[below]
                near = abs(rest.left - label.left) < 45 or abs(rest.right - label.right) < 45
                if near and _is_date_alone(rest.text):
                    joined = replace(label, text=f"{label.text} {rest.text}")
                    spans = (*upper.spans[:place], joined, *upper.spans[place + 1 :])
                    found[at] = upper.with_spans(*spans)
                    left = (*lower.spans[:below], *lower.spans[below + 1 :])
                    found[at + 1] = lower.with_spans(*left)
                    break
            else:
                continue
            break
    return [line for line in found if line.spans]


def _is_date_alone(text: str) -> bool:
    if _NOW_ALONE.fullmatch(text.strip()):
        return True
    dates = dates_in(text)
    return len(dates) == 1 and not re.sub(r"[\W_]", "", text[: dates[0].at] + text[dates[0].to :])


def _is_page_mark(line: Line) -> bool:
    text = line.text.strip()
    return bool(
        re.fullmatch(r"(?:page|seite|página|pagina|pág\.)?\s*\d{1,3}(?:\s*(?:/|of|von|de|di|van)\s*\d{1,3})?",
                     text, re.IGNORECASE)
    )  # fmt: skip
