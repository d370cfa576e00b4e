"""A perceptual hash by which the same portrait is found again: resized, recompressed, mirrored."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["SAME_PORTRAIT_BITS", "PortraitIndex", "apart", "fingerprints"]

SIDE = 32
KEPT = 8
# Of 64 bits. Recompressed, resized, mirrored copies of 232 headshots differ by at most 2 bits, the
# 26,796 pairs of them, as they are or mirrored, by at least 10 (benchmarks/photo.py, part hashes).
SAME_PORTRAIT_BITS = 6


def fingerprints(image: "Image.Image") -> tuple[str, str]:
    """64 bits in hex, of the picture and of its mirror image.

    They say which low frequencies lie above their median. The first is bit for bit the pHash of
    ImageHash 4.3, whose import of scipy alone takes most of a second.
    """
    import numpy as np
    from PIL import Image

    grey = image.convert("L").resize((SIDE, SIDE), Image.Resampling.LANCZOS)
    pixels = np.asarray(grey, dtype=float)
    steps = np.arange(SIDE)
    cosines = 2 * np.cos(np.pi * np.outer(steps[:KEPT], 2 * steps + 1) / (2 * SIDE))
    low = cosines @ pixels @ cosines.T
    # turned left to right, waves that are odd across change their sign
    turned = low * np.where(np.arange(KEPT) % 2, -1, 1)
    own, mirrored = ((waves > np.median(waves)).ravel() for waves in (low, turned))
    return _hex(own.tolist()), _hex(mirrored.tolist())


def apart(one: str, other: str) -> int:
    """In how many of 64 bits two fingerprints differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


class PortraitIndex:
    """Gives pictures of the same portrait the same key: the hash of the first one seen."""

    def __init__(self) -> None:
        self._first: list[str] = []

    def key(self, perceptual_hash: str, mirrored_hash: str | None = None) -> str:
        """The key of the first earlier portrait like this one or its mirror image, else its own."""
        for earlier in self._first:
            for own in filter(None, (perceptual_hash, mirrored_hash)):
                if apart(own, earlier) <= SAME_PORTRAIT_BITS:
                    return earlier
        self._first.append(perceptual_hash)
        return perceptual_hash


def _hex(bits: list[bool]) -> str:
    return f"{int(''.join('01'[bit] for bit in bits), 2):016x}"
