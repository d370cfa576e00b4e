"""The ways to tell given from family names in a name's words."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from persona_check.compare.names.table_files import word_set

__all__ = ["Reading", "readings"]

MOST_TOKENS_REORDERED = 5


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a name: given names in order, and the family name's parts.

    ``family`` lacks particles; ``whole`` is the family name with them, in one word.
    """

    given: tuple[str, ...]
    family: tuple[str, ...]
    whole: str
    reordered: bool = False


@lru_cache(maxsize=65_536)
def readings(words: tuple[str, ...]) -> tuple[Reading, ...]:
    """The readings of a name's words, likeliest first."""
    return tuple(dict.fromkeys(_readings(words)))


def _readings(words: tuple[str, ...]) -> Iterator[Reading]:
    if len(words) < 2:
        yield Reading((), words, "".join(words))
        return
    yield _split(words, len(words) - 1)
    last_is_suffix = len(words) > 2 and words[-1] in _portuguese()
    if last_is_suffix:
        yield _split(words[:-1], len(words) - 2)
    for parts in (2, 3):
        # an initial opens no family name
        if len(words) > parts and len(words[-parts]) > 1:
            yield _split(words, len(words) - parts)
    if len(words) <= MOST_TOKENS_REORDERED:
        yield from _reordered(words)


def _split(words: tuple[str, ...], at: int) -> Reading:
    while at > 1 and words[at - 1] in _particles():
        at -= 1
    return Reading(_given(words[:at]), _core(words[at:]), "".join(words[at:]))


def _reordered(words: tuple[str, ...]) -> Iterator[Reading]:
    """Family name first: one word, or its particles and one, or two before further ones."""
    end = 1
    while end < len(words) - 1 and words[end - 1] in _particles() and len(words[end]) > 1:
        end += 1
    ends = {1, end} | ({2} if len(words) > 3 else set())
    for at in sorted(ends):
        if all(len(word) > 1 for word in words[:at]):
            family = words[:at]
            yield Reading(_given(words[at:]), _core(family), "".join(family), reordered=True)


def _core(family: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in family if word not in _particles()) or family


def _given(words: tuple[str, ...]) -> tuple[str, ...]:
    """An Arabic article joined to the word before or behind it: Abd al-Rahman, el-Amin."""
    joined: list[str] = []
    for place, word in enumerate(words):
        opened = bool(joined) and joined[-1] in _openers() and word in _articles()
        if opened or (place > 1 and joined[-1] in _articles() and len(word) > 1):
            joined[-1] += word
        else:
            joined.append(word)
    return tuple(joined)


@cache
def _particles() -> frozenset[str]:
    return word_set("affixes.toml", "particles")


@cache
def _portuguese() -> frozenset[str]:
    return word_set("affixes.toml", "portuguese")


@cache
def _openers() -> frozenset[str]:
    return word_set("affixes.toml", "arabic_openers")


@cache
def _articles() -> frozenset[str]:
    return word_set("affixes.toml", "arabic_articles")
