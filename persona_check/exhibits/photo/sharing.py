"""Which pictures show the same portrait, and which stand in the same generator's frame."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from persona_check.exhibits.photo.examination import PhotoExamination, PhotoLevel

__all__ = ["SAME_PORTRAIT_BITS", "PortraitIndex", "Shared", "SharedKind", "shared_among"]

# Of 64 bits of pHash. Recompressed, resized copies of 232 headshots differ by at most 2 bits, the
# 26,796 pairs of them by at least 10 (benchmarks/photo.py, part hashes).
SAME_PORTRAIT_BITS = 6


class SharedKind(StrEnum):
    """What several pictures have in common."""

    PORTRAIT = "same_portrait"
    FRAME = "same_generator_frame"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """Pictures, by name and in the order given, that share one thing."""

    kind: SharedKind
    key: str
    names: tuple[str, ...]


class PortraitIndex:
    """Gives pictures of the same portrait the same key: the hash of the first one seen."""

    def __init__(self) -> None:
        self._first: list[int] = []

    def key(self, perceptual_hash: str) -> str:
        """The key of the first earlier portrait within SAME_PORTRAIT_BITS, else its own."""
        own = int(perceptual_hash, 16)
        for earlier in self._first:
            if (own ^ earlier).bit_count() <= SAME_PORTRAIT_BITS:
                return f"{earlier:016x}"
        self._first.append(own)
        return f"{own:016x}"


def shared_among(examinations: Mapping[str, PhotoExamination]) -> tuple[Shared, ...]:
    """Groups of two and more, portraits first.

    Only pictures that hold a face are compared as portraits: blank placeholders are all alike.
    """
    index = PortraitIndex()
    portraits: dict[str, list[str]] = {}
    framed: list[str] = []
    for name, found in examinations.items():
        if found.perceptual_hash is not None and found.face is not None:
            portraits.setdefault(index.key(found.perceptual_hash), []).append(name)
        if found.level is PhotoLevel.HIT:
            framed.append(name)
    groups = [
        Shared(kind=SharedKind.PORTRAIT, key=key, names=tuple(names))
        for key, names in portraits.items()
        if len(names) > 1
    ]
    if len(framed) > 1:
        groups.append(Shared(kind=SharedKind.FRAME, key="stylegan", names=tuple(framed)))
    return tuple(groups)
