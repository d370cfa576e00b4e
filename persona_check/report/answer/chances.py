"""Probabilities as people say them: "under 1 in 100", "about 4 in 5"."""

from bisect import bisect_right

__all__ = ["chance_words", "short_chance"]

# Each wording holds from its share on. Both ends are as far as a report goes (0.01 and 0.99).
_FROM = (0.0, 0.0101, 0.03, 0.075, 0.15, 0.225, 0.29, 0.4, 0.6, 0.7, 0.775, 0.85, 0.925)
_WORDS = (
    "under 1 in 100", "about 1 in 50", "about 1 in 20", "about 1 in 10", "about 1 in 5",
    "about 1 in 4", "about 1 in 3", "about even", "about 2 in 3", "about 3 in 4", "about 4 in 5",
    "about 9 in 10", "more than 9 in 10",
)  # fmt: skip


def chance_words(share: float) -> str:
    """The share in [0, 1] in words, without decimals; it never says more than the share."""
    return _WORDS[bisect_right(_FROM, share) - 1]


def short_chance(share: float) -> str:
    """The same for a line of output that programs read: "<1 in 100", "4 in 5", ">9 in 10"."""
    words = chance_words(share)
    for long, short in (("under ", "<"), ("more than ", ">"), ("about ", "")):
        words = words.replace(long, short)
    return words
