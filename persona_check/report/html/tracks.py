"""Where marks and bars stand on a track, the picture of a row: 1000 units wide and 20 high."""

from collections.abc import Iterator
from dataclasses import dataclass

from persona_check.report.timeline import Row, Timeline
from persona_check.report.waterfall import SCALE_END, Step, log10_odds

__all__ = ["Bar", "Fall", "fall", "share_at", "share_mark", "span_bar", "year_bars", "year_marks"]

WIDTH = 1000
TALLEST = 17  # of a bar for the papers of a year
MARK = 6  # width of a share's mark, and of the narrowest bar: a thinner one is not seen

Mark = tuple[str, float]  # its words, and where it stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar, ``hollow`` (claimed) or ``cool`` (on record)."""

    kind: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Fall:
    """A step of the waterfall: a bar from ``x``, joined at ``start`` and ``end`` to its rows."""

    start: float
    end: float
    x: float
    width: float


def year_marks(plot: Timeline | None) -> tuple[Mark, ...]:
    """The round years of a plot."""
    if plot is None:
        return ()
    return tuple((str(year), _at(plot, year)) for year in plot.ticks)


def span_bar(plot: Timeline, first: int, last: int) -> tuple[float, float]:
    """Where the bar of these years starts, and how wide it is."""
    return _at(plot, first), round((plot.share(last + 1) - plot.share(first)) * WIDTH, 1)


def year_bars(row: Row, plot: Timeline) -> Iterator[Bar]:
    """The bars of a row, the record first: the outline of what is claimed lies over it."""
    for span in row.recorded:
        x, width = span_bar(plot, *span)
        yield Bar(kind="cool", x=x, y=7, width=width, height=6)
    for first, last in row.claimed:
        x = round(plot.share(first) * WIDTH + 1, 1)
        width = round((plot.share(last + 1) - plot.share(first)) * WIDTH - 2, 1)
        yield Bar(kind="hollow", x=x, y=2, width=width, height=16)
    most = max((count for _, count in (*row.claimed_counts, *row.recorded_counts)), default=1)
    for kind, counts, gap in (
        ("cool", row.recorded_counts, 0.15),
        ("hollow", row.claimed_counts, 0.04),
    ):
        for year, count in counts:
            yield Bar(
                kind=kind,
                x=_at(plot, year + gap),
                y=round(19 - TALLEST * count / most, 1),
                width=round((plot.share(year + 1 - gap) - plot.share(year + gap)) * WIDTH, 1),
                height=round(TALLEST * count / most, 1),
            )


def share_at(share: float) -> float:
    """Where a share stands: from 0.01 to 0.99, even in log odds."""
    return round((log10_odds(share) + SCALE_END) / (2 * SCALE_END) * WIDTH, 1)


def share_mark(share: float) -> float:
    """Where the mark of a share starts, whole within the track."""
    return _within(share_at(share) - MARK / 2)


def fall(step: Step) -> Fall:
    """The bar of a step; of one that is not counted, how far it would have gone alone."""
    start = share_at(step.before)
    end = share_at(step.after if step.finding.counted else step.alone)
    x = _within(min(start, end))
    return Fall(
        start=min(max(start, 1), WIDTH - 1),
        end=min(max(end, 1), WIDTH - 1),
        x=x,
        width=min(max(round(abs(end - start), 1), MARK), WIDTH - x),
    )


def _at(plot: Timeline, year: float) -> float:
    return round(plot.share(year) * WIDTH, 1)


def _within(x: float) -> float:
    return max(min(x, WIDTH - MARK), 0)
