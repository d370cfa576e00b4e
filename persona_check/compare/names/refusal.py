"""A quick refusal for look-ups, before names are compared in full."""

from functools import lru_cache

from persona_check.compare.names.romanisation import (
    is_pinyin,
    is_syllable,
    korean_sounds,
    spellings_of_family,
)
from persona_check.compare.names.words import Fit, family_fit, given_fit

__all__ = ["plainly_different"]


def plainly_different(a: str, b: str) -> bool:
    """Whether a plain name of two words meets another of its family and not its given name.

    True only where ``compare`` would not say compatible.
    """
    if not (a.isascii() and b.isascii()):
        return False
    words, others = _plain_words(a), _plain_words(b)
    if words is None or others is None or len(words) != 2 or words[0] == words[1]:
        return False
    shared = [word for word in words if word in others]
    if len(shared) != 1 or others.count(shared[0]) != 1:
        return False
    (given,) = (word for word in words if word != shared[0])
    rest = [word for word in others if word != shared[0]]
    if len(given) == 1 or (len(rest) > 1 and _may_be_joined(given, rest)):
        return False
    return not any(_may_be(given, other) for other in rest)


@lru_cache(maxsize=131_072)
def _may_be(given: str, other: str) -> bool:
    """Whether a word of another name can be this given name, its first part, or a form of it."""
    return (
        given.startswith(other)
        or given_fit(given, other) <= Fit.INITIAL
        or family_fit(given, other) <= Fit.SOUND
        or other in spellings_of_family(given)
    )


def _may_be_joined(given: str, rest: list[str]) -> bool:
    """Whether it may be syllables of a Chinese or Korean name that the other name writes apart."""
    if not (is_pinyin(given) or korean_sounds(given)):
        return False
    several = not is_syllable(given)
    return any(
        len(one) > 1 and is_syllable(one) and (several or not is_pinyin(one)) for one in rest
    )


@lru_cache(maxsize=65_536)
def _plain_words(name: str) -> tuple[str, ...] | None:
    """The words in lower case; None where something else than letters makes reading them work."""
    spaced = name.replace("-", " ").replace(".", " ").split()
    if any(not word.isalpha() or (1 < len(word) <= 3 and word.isupper()) for word in spaced):
        return None
    return tuple(word.lower() for word in spaced)
