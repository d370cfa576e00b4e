"""The words of PDF pages as lines in reading order: rows, gaps, columns, labels at the side."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from persona_check.intake.cv.accents import with_accents
from persona_check.intake.cv.dates import dates_in
from persona_check.intake.cv.headings import kind_of
from persona_check.intake.cv.lines import Line, Span
from persona_check.intake.cv.running_heads import without_running_heads
from persona_check.intake.pdf import Link, Page, Word

__all__ = ["lines_of"]

# A justified line spreads its words to about two thirds of their size, a tab goes further.
GAP_SIZES = 1.2
BOLD_WEIGHT = 600
LEAST_COLUMN_RUNS = 6
LEAST_SIDE_HEADINGS = 2
SIDE_SIZES = 0.75  # of a letter: how far a heading at the side stands from the line it heads
LEAST_HEADINGS = 4  # of two columns side by side
_BULLET = re.compile(r"[{»›¤∠∘⇨⇒➔➜⊳▹▷⁍⦿★☆•·∙●○◦▪▫■□◆◇►▶▸➢➤✓✔⁃‣∗*\uf0b7\uf0a7\uf0d8\u2043\uf02d–—-]")
MOST_ALIGNED = 0.55  # of a column's lines level with lines of the other: above, it is a table


@dataclass(slots=True)
class _Run:
    """Words without a wide gap between them; ``listed`` where a bullet stands before them."""

    words: list[Word]
    listed: bool = False

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return self.words[-1].right

    @property
    def base(self) -> float:
        return self.words[0].base

    @property
    def size(self) -> float:
        return max(self.words[0].size, 1.0)

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


def lines_of(pages: Sequence[Page]) -> tuple[Line, ...]:
    """All lines, page by page, columns one after the other."""
    found: list[Line] = []
    bold = _bold_weight(pages)
    for number, page in enumerate(pages, start=1):
        found += _page_lines(page, number, bold)
    return without_running_heads(found)


def _bold_weight(pages: Sequence[Page]) -> float:
    """From which weight on words are bold: where most are heavy, only those that are heavier."""
    weights = sorted(word.weight for page in pages for word in page.words)
    usual = weights[len(weights) // 2] if weights else 0
    return BOLD_WEIGHT if usual < BOLD_WEIGHT else 1.3 * usual


def _page_lines(page: Page, number: int, bold: float) -> Iterator[Line]:
    runs = _without_bullets(list(_runs(with_accents(page.words))))
    if not runs:
        return
    line_number = 0
    for block in _in_reading_order(runs, page.width):
        rows = _rows(_level_with_text(block))
        steps = [lower[0].base - upper[0].base for upper, lower in pairwise(rows)]
        usual = max(median(steps) if steps else 12.0, 4.0)
        for row, step in zip(rows, [None, *steps], strict=False):
            line_number += 1
            yield Line(
                spans=tuple(span for run in row for span in _spans(run, page.links, bold)),
                place=f"page {number}, line {line_number}",
                page=number,
                space=1.0 if step is None else round(max(0.0, step / usual - 1.0), 2),
                listed=row[0].listed
                or (len(row) > 1 and row[1].listed and kind_of(row[0].text) is not None),
            )


def _runs(words: Iterable[Word]) -> Iterator[_Run]:
    run: _Run | None = None
    for word in words:
        if run is not None:
            last = run.words[-1]
            size = max(min(word.size, last.size), 1.0)
            gap = word.left - last.right
            # a raised figure or letter is still part of its word
            level = abs(word.base - run.base) < (0.5 if gap < 0.2 * size else 0.2) * size
            if level and -0.5 * size < gap < GAP_SIZES * max(last.size, word.size, 1.0):
                run.words.append(word)
                continue
            yield run
        run = _Run([word])
    if run is not None:
        yield run


def _without_bullets(runs: list[_Run]) -> list[_Run]:
    """The runs, each that a bullet stands before marked as a list's, the bullets gone."""
    kept: list[_Run] = []
    bullets: list[_Run] = []
    for run in runs:
        if _BULLET.fullmatch(run.words[0].text):
            if len(run.words) == 1:
                bullets.append(run)
                continue
            run = _Run(run.words[1:], listed=True)
        kept.append(run)
    for bullet in bullets:
        near = [
            run
            for run in kept
            if abs(run.base - bullet.base) < 0.6 * run.size and 0 < run.left - bullet.left < 40
        ]
        if near:
            min(near, key=lambda run: run.left).listed = True
    return kept


def _level_with_text(runs: list[_Run]) -> list[_Run]:
    """The runs, headings in a narrow column at the side level with the text that they head.

    Set in another size, they stand some points higher or lower than the first line beside them.
    """
    edges = Counter(round(run.left / 3) for run in runs)
    edge = 3.0 * edges.most_common(1)[0][0]
    side = [run for run in runs if run.right < edge - 3 and kind_of(run.text) is not None]
    if len(side) < LEAST_SIDE_HEADINGS:
        return runs
    text = [run for run in runs if run.left >= edge - 3]
    for run in side:
        near = min(text, key=lambda one: abs(one.base - run.base), default=None)
        if near is not None and abs(near.base - run.base) < SIDE_SIZES * run.size:
            run.words = [replace(word, base=near.base) for word in run.words]
    return runs


def _rows(runs: Sequence[_Run]) -> list[list[_Run]]:
    """Runs that stand level, left to right; rows from top to bottom."""
    rows: list[list[_Run]] = []
    for run in sorted(runs, key=lambda one: (one.base, one.left)):
        for row in rows[-4:]:
            first = row[0]
            free = all(run.right <= one.left + 1 or one.right - 1 <= run.left for one in row)
            if free and abs(run.base - first.base) < max(1.5, 0.2 * min(run.size, first.size)):
                row.append(run)
                break
        else:
            rows.append([run])
    for row in rows:
        row.sort(key=lambda one: one.left)
    return sorted(rows, key=lambda row: row[0].base)


def _in_reading_order(runs: list[_Run], width: float) -> Iterator[list[_Run]]:
    """Blocks to be read one after the other: what spans the page, then column by column."""
    gutter = _gutter(runs, width)
    if gutter is None:
        yield runs
        return
    across = sorted((run for run in runs if run.left < gutter < run.right), key=lambda r: r.base)
    edges = [float("-inf"), *(run.base for run in across), float("inf")]
    for above, below in pairwise(edges):
        band = [run for run in runs if run not in across and above < run.base <= below]
        left = [run for run in band if run.right <= gutter]
        right = [run for run in band if run.right > gutter]
        yield from (part for part in (left, right) if part)
        spanning = [run for run in across if run.base == below]
        if spanning:
            yield spanning


def _gutter(runs: Sequence[_Run], width: float) -> float | None:
    """Where two columns that are read apart meet; None where lines go across the page."""
    best: tuple[float, float] | None = None
    edges = sorted({round(run.left) for run in runs})
    for edge in edges:
        x = edge - 2.0
        if not 0.18 * width < x < 0.82 * width:
            continue
        left = [run for run in runs if run.right <= x]
        right = [run for run in runs if run.left >= x]
        across = len(runs) - len(left) - len(right)
        if min(len(left), len(right)) < LEAST_COLUMN_RUNS or across > 0.12 * len(runs):
            continue
        if _is_table(left, right) and not _both_headed(left, right):
            continue
        aligned = [run for run in right if abs(run.left - edge) < 3]
        top = min((run.base for run in aligned), default=0.0)
        # what goes across the page above both columns is the document's head
        within = sum(run.left < x < run.right and run.base > top for run in runs)
        score = len(aligned) - 2 * within
        if best is None or score > best[0]:
            best = (score, x)
    return best[1] if best and best[0] >= LEAST_COLUMN_RUNS else None


def _both_headed(left: Sequence[_Run], right: Sequence[_Run]) -> bool:
    """Whether sections begin on both sides: two columns, though their lines stand level."""
    sides = [sum(_may_head(run) for run in side) for side in (left, right)]
    return min(sides) >= 1 and sum(sides) >= LEAST_HEADINGS


def _may_head(run: _Run) -> bool:
    styled = run.words[0].weight >= BOLD_WEIGHT or run.text.isupper() or run.size > 12.5
    few = len(run.words) <= 4 and not any(letter.isdigit() for letter in run.text)
    return styled and few and kind_of(run.text) is not None


def _is_table(left: Sequence[_Run], right: Sequence[_Run]) -> bool:
    """Whether one side labels the other: level with it, or made of dates."""
    for side, other in ((left, right), (right, left)):
        dated = sum(bool(dates_in(run.text)) and len(run.text) < 40 for run in side)
        if dated > 0.5 * len(side):
            return True
        bases = [run.base for run in other]
        if len(side) < 0.45 * len(other) and _labels(side, bases):
            return True
        level = sum(
            any(abs(run.base - base) < max(1.0, 0.1 * run.size) for base in bases) for run in side
        )
        if level > MOST_ALIGNED * len(side) and len(side) <= 1.3 * len(other):
            return True
    return False


def _labels(side: Sequence[_Run], bases: Sequence[float]) -> bool:
    """Whether most words at the side begin level with what they are beside; they may wrap."""
    capitals = sum(run.text.isupper() and len(run.text) < 30 for run in side)
    if capitals > 0.8 * len(side):
        return True  # headings at the side of their sections
    heads = [
        run
        for run in side
        if not any(
            0 < run.base - above.base < 1.6 * run.size and abs(above.left - run.left) < 30
            for above in side
        )
    ]
    level = sum(any(abs(run.base - base) < 3.0 for base in bases) for run in heads)
    return level >= 0.7 * len(heads)


def _unspaced(words: Sequence[Word]) -> list[Word]:
    """The words, letters that were set apart for looks put together again."""
    if len(words) < 4 or sum(len(word.text) == 1 for word in words) < 0.7 * len(words):
        return list(words)
    gaps = [after.left - before.right for before, after in pairwise(words)]
    usual = max(median(gaps), 0.1)
    found = [words[0]]
    for word, gap in zip(words[1:], gaps, strict=True):
        if gap < 1.7 * usual:
            found[-1] = replace(found[-1], text=found[-1].text + word.text, right=word.right)
        else:
            found.append(word)
    return found


def _spans(run: _Run, links: Sequence[Link], bold: float) -> Iterator[Span]:
    parts: list[list[Word]] = []
    for word in _unspaced(run.words):
        last = parts[-1][-1] if parts else None
        if last is not None and (last.font, last.weight >= bold) == (
            word.font,
            word.weight >= bold,
        ):
            parts[-1].append(word)
        else:
            parts.append([word])
    for number, part in enumerate(parts):
        top, bottom = part[0].top, part[0].bottom
        behind = (
            link.address
            for link in links
            if link.top - 20 <= bottom  # of another line: not asked word by word
            and top <= link.bottom + 20
            and any(
                link.left - 1 <= (word.left + word.right) / 2 <= link.right + 1
                and link.top - 1 <= (word.top + word.bottom) / 2 <= link.bottom + 1
                for word in part
            )
        )
        yield Span(
            text=" ".join(word.text for word in part),
            left=part[0].left,
            right=part[-1].right,
            bold=part[0].weight >= bold,
            size=max(word.size for word in part),
            links=tuple(dict.fromkeys(behind)),
            joined=number > 0,
        )
