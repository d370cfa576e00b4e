"""The interval in which a share lies, as far as so many cases can tell."""

import math

__all__ = ["wilson"]


def wilson(hits: float, of: float) -> tuple[float, float]:
    """95 % score interval of a share (Wilson 1927, JASA 22:209), (0, 1) of nothing."""
    if of == 0:
        return 0.0, 1.0
    z, share = 1.96, hits / of
    centre = share + z * z / (2 * of)
    half = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    scale = 1 + z * z / of
    return max(0.0, (centre - half) / scale), min(1.0, (centre + half) / scale)
