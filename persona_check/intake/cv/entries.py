"""The entries of a section: which lines belong together, and to which of them a date belongs."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from persona_check.intake.cv.anchors import anchor_of, dated_head
from persona_check.intake.cv.chunks import Chunk, ChunkKind, chunks_of
from persona_check.intake.cv.dates import DateSpan, dates_in
from persona_check.intake.cv.entry import Entry, worth
from persona_check.intake.cv.kinds import is_degree
from persona_check.intake.cv.labels import is_date_alone, with_whole_labels
from persona_check.intake.cv.lines import Line

__all__ = ["Entry", "entries_of"]

MOST_HEAD_LINES = 4
MOST_TITLE_CHARS = 110
SET_IN = 4.0  # points by which what belongs to a line stands deeper
NEW_PARAGRAPH = 0.22  # of a line's pitch: the least blank above that parts paragraphs


def entries_of(lines: Sequence[Line]) -> tuple[Entry, ...]:
    """The entries in order."""
    lines = [line for line in with_whole_labels(lines) if not _is_page_mark(line)]
    anchored = [anchor_of(line) for line in lines]
    if entries := _by_bullets(lines, anchored) or _by_degrees(lines, anchored):
        return entries
    plain_anchors = any(
        date and not line.listed for date, line in zip(anchored, lines, strict=True)
    )
    body = [_is_body(line, date, plain_anchors) for line, date in zip(lines, anchored, strict=True)]
    body = _with_continued_bodies(lines, body, anchored)
    anchors = _level([at for at, date in enumerate(anchored) if date and not body[at]], lines)
    body = [told or (date is not None and at not in anchors)
            for at, (told, date) in enumerate(zip(body, anchored, strict=True))]  # fmt: skip
    if not anchors:
        found = _undated(lines, body)
        bold = [at for at, line in enumerate(lines) if line.bold and not body[at]]
        if bold[:1] != [0] or len(bold) == len(lines) or worth(found) >= len(found):
            return found
        return max((found, _from(lines, bold)), key=worth)
    found = _assembled(lines, _with_details(lines, body, anchors), anchors)
    if worth(found) >= len(found):
        return found  # each has a post or degree and where it was
    told = [_names_organization(line) and not listed for line, listed in
            zip(lines, body, strict=True)]  # fmt: skip
    others = [
        _assembled(lines, body, kept, starts)
        for kept in _other_anchors(lines, anchors)
        for starts in _other_starts(lines, body, kept, told)
    ]
    listed = [one and not _may_tell(line) for one, line in zip(body, lines, strict=True)]
    if listed != body:  # posts as bullets below their employer
        dated = [at for at, date in enumerate(anchored) if date and not listed[at]]
        others += [_assembled(lines, listed, dated), _assembled(lines, listed, dated, dated)]
    return max((found, *others), key=worth)


def _may_tell(line: Line) -> bool:
    """Whether an entry of a list names a post or an employer, and tells nothing of it."""
    if not line.listed or len(line.text) > MOST_TITLE_CHARS or line.text.rstrip().endswith("."):
        return False
    first = next(iter(chunks_of((line,))), None)
    return first is not None and (
        first.kind in {ChunkKind.ROLE, ChunkKind.ORGANIZATION, ChunkKind.UNIT}
        and first.text[:1].isupper()
    )


def _other_anchors(lines: Sequence[Line], anchors: Sequence[int]) -> Iterator[Sequence[int]]:
    """The dated lines, and those alone whose date stands first."""
    yield anchors
    first = [at for at in anchors if is_date_alone(lines[at].spans[0].text)]
    if 2 <= len(first) < len(anchors):
        yield first


def _other_starts(
    lines: Sequence[Line], body: Sequence[bool], anchors: Sequence[int], employers: Sequence[bool]
) -> Iterator[list[int]]:
    """Other ways to tell where entries begin: at the date, so many lines above, at an employer."""
    for above in (0, 1, 2):
        yield [
            _up(at, above, body, before)
            for before, at in zip((-1, *anchors), anchors, strict=False)
        ]
    begins = [
        next((one for one in range(at, before, -1) if employers[one] and not body[one]), at)
        for before, at in zip((-1, *anchors), anchors, strict=False)
    ]
    if begins != list(anchors):
        yield begins
    bold = [
        next((one for one in range(at, before, -1) if lines[one].bold and not body[one]), at)
        for before, at in zip((-1, *anchors), anchors, strict=False)
    ]
    if bold != list(anchors):
        yield bold


def _up(at: int, lines: int, body: Sequence[bool], before: int) -> int:
    """So many lines above, as far as they are no body and below the date before."""
    while lines and at - 1 > before and not body[at - 1]:
        at, lines = at - 1, lines - 1
    return at


def _assembled(
    lines: Sequence[Line],
    body: Sequence[bool],
    anchors: Sequence[int],
    starts: Sequence[int] | None = None,
) -> tuple[Entry, ...]:
    """An entry for each dated line, from where it begins to where the next one does."""
    starts = _starts(lines, body, anchors) if starts is None else starts
    found: list[Entry] = []
    group: Line | None = None
    owner: Line | None = None  # a dated line that names an employer alone, its posts set in below
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
        date, more, cleaned = dated_head([lines[at] for at in kept], kept.index(anchor))
        inherited = group if start == anchor and number else None
        if owner is not None and lines[anchor].left > owner.left + SET_IN:
            inherited = owner
        else:
            alone = start == anchor and cleaned and not any(_says_what(line) for line in cleaned)
            owner = cleaned[0] if alone and _names_organization(cleaned[0]) else None
        if start < anchor and group is not None and lines[start].left > group.left + SET_IN:
            inherited = inherited or group  # its first line is set in below the employer
        elif start < anchor:
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
    first_lines = {at + 1 for at in anchors if not _says_what(lines[at])}
    return [
        told
        or (
            at > anchors[0]
            and at not in anchors
            and at not in first_lines
            and line.left > edge + 8
            and not line.bold
        )
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
    spans = [span for span in line.spans if not is_date_alone(span.text)]
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
        outdented = [
            at
            for at in free
            if lines[at].left < lines[anchor].left - 8 and lines[at].left <= lines[first].left + 3
        ]
        if outdented and anchor - outdented[-1] < MOST_HEAD_LINES:
            starts.append(outdented[-1])  # the next employer, its posts set in below
        elif above == 0 and not told:
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


def _is_body(line: Line, date: DateSpan | None, plain_anchors: bool) -> bool:
    if line.listed:
        return plain_anchors
    text = line.text
    if date is not None:
        return False
    sentence = len(text) > 70 and text.rstrip().endswith(".")
    return len(text) > 130 or (sentence and not _names_organization(line))


def _says_what(line: Line) -> bool:
    """Whether it names a post or a degree."""
    return any(
        one.kind in {ChunkKind.ROLE, ChunkKind.DEGREE}
        or (one.kind is not ChunkKind.PLACE and is_degree(one.text))
        for one in chunks_of((line,))
    )


def _names_organization(line: Line) -> bool:
    """Whether it names an organisation, with its parts and its place, and nothing else."""
    chunks = chunks_of((line,))
    kinds = {one.kind for one in chunks}
    return bool(kinds & {ChunkKind.ORGANIZATION, ChunkKind.UNIT}) and all(
        one.kind in {ChunkKind.ORGANIZATION, ChunkKind.UNIT, ChunkKind.PLACE}
        or (one.kind is ChunkKind.OTHER and _in_capitals(one))
        for one in chunks
    )


def _in_capitals(chunk: Chunk) -> bool:
    long = [word for word in re.findall(r"[^\W\d_]+", chunk.text) if len(word) > 3]
    return all(word[0].isupper() for word in long)


def _by_bullets(lines: Sequence[Line], anchored: Sequence[DateSpan | None]) -> tuple[Entry, ...]:
    """The entries where each is one of a list's, and most have a date; else none."""
    edge = _least_left(lines) + 3
    begins = [line.left <= edge for line in lines]
    if sum(begins) < 2 or not all(line.listed for line in lines if line.left <= edge):
        return ()
    firsts = [at for at, begin in enumerate(begins) if begin]
    if not begins[0] or sum(anchored[at] is not None for at in firsts) < 0.6 * len(firsts):
        return ()
    return _from(lines, firsts)


def _by_degrees(lines: Sequence[Line], anchored: Sequence[DateSpan | None]) -> tuple[Entry, ...]:
    """The entries where a degree begins each, a school may follow it, and few have a date."""
    firsts = [at for at, line in enumerate(lines) if _begins_with_degree(line)]
    if len(firsts) < 2 or firsts[0] != 0 or any(anchored[at] is not None for at in firsts):
        return ()
    schools = sum(at + 1 < len(lines) and _names_organization(lines[at + 1]) for at in firsts)
    dated = sum(date is not None for date in anchored)
    return _from(lines, firsts) if schools and dated < len(firsts) else ()


def _begins_with_degree(line: Line) -> bool:
    chunks = chunks_of((line,))
    return bool(chunks) and is_degree(chunks[0].text[:45]) and chunks[0].kind is not ChunkKind.PLACE


def _from(lines: Sequence[Line], firsts: Sequence[int]) -> tuple[Entry, ...]:
    """An entry from each of these lines to the next of them; its date is the first one in it."""
    found: list[Entry] = []
    for start, end in pairwise([*firsts, len(lines)]):
        head = [line for line in lines[start:end] if len(line.text) <= 130]
        head = head[:MOST_HEAD_LINES] or [lines[start]]
        anchor = next((at for at, line in enumerate(head) if anchor_of(line)), 0)
        date, more, cleaned = dated_head(head, anchor)
        found.append(
            Entry(
                head=tuple(cleaned), date=date, more_dates=more, body=tuple(lines[start + 1 : end])
            )
        )
    return tuple(found)


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


def _is_page_mark(line: Line) -> bool:
    text = line.text.strip()
    return bool(
        re.fullmatch(r"(?:page|seite|página|pagina|pág\.)?\s*\d{1,3}(?:\s*(?:/|of|von|de|di|van)\s*\d{1,3})?",
                     text, re.IGNORECASE)
    )  # fmt: skip
