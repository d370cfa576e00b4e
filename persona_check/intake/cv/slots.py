"""Where in its entries a section puts the title and the employer, learnt from those that are sure.

People write all entries of a section alike. Where the words of one say nothing ("Flumes, 2019"),
it is read as its sisters are; where the sisters differ, or there are too few, it is left aside.
"""

from collections import Counter
from collections.abc import Sequence

from persona_check.compare.countries import country_in
from persona_check.intake.cv.chunks import Chunk, ChunkKind
from persona_check.intake.cv.employers import may_employ
from persona_check.intake.cv.kinds import INITIALS_OF_STATE

__all__ = ["Slot", "at_slot", "slot_of", "usual_slots"]

LEAST_SISTERS = 2
LEAST_SHARE = 0.6
Slot = tuple[int, int]  # the line within the head, and the part within the line


def slot_of(chunk: Chunk, chunks: Sequence[Chunk]) -> Slot:
    """Where it stands."""
    line = [one for one in chunks if one.line == chunk.line and one.kind is not ChunkKind.PROSE]
    return chunk.line, next(at for at, one in enumerate(line) if one is chunk)


def usual_slots(sure: Sequence[tuple[Slot, Slot]]) -> tuple[Slot, Slot] | None:
    """Where titles and employers stand in most entries; None where no order is usual."""
    if not sure:
        return None
    slots, times = Counter(sure).most_common(1)[0]
    return slots if times >= LEAST_SISTERS and times >= LEAST_SHARE * len(sure) else None


def at_slot(slot: Slot, chunks: Sequence[Chunk], *, title: bool) -> Chunk | None:
    """What stands there, if it may be a title, or an employer."""
    line = [one for one in chunks if one.line == slot[0] and one.kind is not ChunkKind.PROSE]
    if slot[1] >= len(line):
        return None
    chunk = line[slot[1]]
    if title:
        fits = chunk.kind in {ChunkKind.OTHER, ChunkKind.ROLE} and chunk.text[:1].isupper()
        return chunk if fits and len(chunk.text.split()) <= 8 else None
    if chunk.kind is ChunkKind.PLACE and not (
        INITIALS_OF_STATE.fullmatch(chunk.text) or country_in(chunk.text)
    ):
        # taken for a town for what stands behind it: "Flumes, TS, Tessaly"
        behind = line[slot[1] + 1 :]
        return chunk if any(one.kind is ChunkKind.PLACE for one in behind) else None
    return chunk if may_employ(chunk) else None
