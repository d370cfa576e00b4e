"""One entry of a section, and how much of entries is read where lines are parted so."""

from collections.abc import Sequence
from dataclasses import dataclass

from persona_check.intake.cv.chunks import Chunk, ChunkKind, chunks_of
from persona_check.intake.cv.dates import DateSpan
from persona_check.intake.cv.kinds import is_degree, is_surely_organization
from persona_check.intake.cv.lines import Line

__all__ = ["Entry", "worth"]

CROWDED = 0.6
HALF = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Lines that speak of one post or degree.

    ``head`` are the lines with the facts, dates taken out, ``body`` what is told of it below.
    ``inherited`` is the first line of the entry before, where this one goes on under it (several
    posts at one employer). ``current`` where the heading above says that it goes on.
    """

    head: tuple[Line, ...]
    date: DateSpan | None
    more_dates: tuple[DateSpan, ...] = ()
    body: tuple[Line, ...] = ()
    inherited: Line | None = None
    current: bool = False

    @property
    def place(self) -> str:
        """Where it begins."""
        return self.head[0].place if self.head else ""

    @property
    def text(self) -> str:
        """All words of its head."""
        return " ".join(line.text for line in self.head)


def worth(entries: Sequence[Entry]) -> float:
    """How many entries are whole; less for those that hold two posts, or half of one.

    Lines can be parted into entries in several ways, and nothing but the parts tells which one
    the author meant: the one that leaves the fewest posts without their employer.
    """
    return sum(_worth(one) for one in entries)


def _worth(entry: Entry) -> float:
    chunks = chunks_of(entry.head)
    what = [one for one in chunks if one.kind is ChunkKind.ROLE or _is_degree(one)]
    where = [one for one in chunks if one.kind in {ChunkKind.ORGANIZATION, ChunkKind.UNIT}]
    sure = {one.line for one in where if is_surely_organization(one.text)}
    begun = {one.line for one in what if one.before == "line"}
    crowded = CROWDED * (max(0, len(begun) - 1) + max(0, len(sure) - 1))
    whole = bool(what) and bool(where or entry.inherited is not None or _beside(chunks))
    return (1.0 if whole else -HALF) - crowded


def _is_degree(chunk: Chunk) -> bool:
    return chunk.kind is ChunkKind.DEGREE or (
        chunk.kind is not ChunkKind.PLACE and is_degree(chunk.text[:45])
    )


def _beside(chunks: Sequence[Chunk]) -> bool:
    """Whether a name of no known kind stands where an employer would."""
    return any(one.kind is ChunkKind.OTHER and one.before != "(" for one in chunks)
