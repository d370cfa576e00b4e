"""Whether two written titles name one work."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from anyascii import anyascii

__all__ = ["TitleLikeness", "TitleMatch", "key", "same"]

MOST_CHARACTERS = 600
# Below this many words a title is too common for a near match to mean anything.
LEAST_WORDS_FOR_NEAR = 4
# Share of equal letters, after normalising, from which on a difference is a slip of the pen.
NEAR_AT_LEAST = 0.92


class TitleLikeness(StrEnum):
    """How two titles relate."""

    EXACT = "exact"
    NEAR = "near"
    SUBTITLE = "subtitle"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleMatch:
    """How two titles relate, and their similarity in [0, 1]."""

    likeness: TitleLikeness
    similarity: float

    @property
    def same(self) -> bool:
        """Whether both may name one work."""
        return self.likeness is not TitleLikeness.DIFFERENT


@lru_cache(maxsize=65_536)
def key(title: str) -> str:
    """The title's words in plain lower-case Latin letters; equal keys are equal titles."""
    text = re.sub(r"<[^>]{0,40}>|\$|\\[a-z]+", " ", title[:MOST_CHARACTERS])
    return " ".join(re.findall(r"[a-z0-9]+", anyascii(text).casefold()))


@lru_cache(maxsize=65_536)
def same(a: str, b: str) -> TitleMatch:
    """Case, accents, punctuation, small typos and a dropped subtitle are forgiven."""
    from rapidfuzz.fuzz import ratio

    left, right = key(a), key(b)
    if not left or not right:
        return TitleMatch(likeness=TitleLikeness.DIFFERENT, similarity=0.0)
    if left == right or left.replace(" ", "") == right.replace(" ", ""):
        return TitleMatch(likeness=TitleLikeness.EXACT, similarity=1.0)
    similarity = ratio(left, right) / 100
    if _numbers(left) == _numbers(right) and similarity >= NEAR_AT_LEAST and _long(left, right):
        return TitleMatch(likeness=TitleLikeness.NEAR, similarity=similarity)
    short, long = sorted((a, b), key=lambda text: len(key(text)))
    if _drops_subtitle(key(short), long):
        return TitleMatch(likeness=TitleLikeness.SUBTITLE, similarity=similarity)
    return TitleMatch(likeness=TitleLikeness.DIFFERENT, similarity=similarity)


def _numbers(words: str) -> list[str]:
    return [word for word in words.split() if word.isdigit()]


def _long(*titles: str) -> bool:
    return min(len(title.split()) for title in titles) >= LEAST_WORDS_FOR_NEAR


def _drops_subtitle(short: str, long: str) -> bool:
    from rapidfuzz.fuzz import ratio

    heads = [long[: match.start()] for match in re.finditer(r":|\?|\s[-–—]+\s|\.\s|\(", long)]
    return any(
        len(key(head).split()) >= 3
        and (key(head) == short or (_long(key(head), short) and ratio(key(head), short) >= 95))
        for head in heads
    )
