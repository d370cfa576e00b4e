"""Keys under which names are kept, so that all compatible ones are found."""

from collections.abc import Iterator
from functools import cache, lru_cache

from persona_check.compare.names.given_forms import given_forms
from persona_check.compare.names.readings import Reading, readings
from persona_check.compare.names.romanisation import (
    family_sounds,
    given_sounds,
    pinyin_spellings,
    spellings_of_family,
    spellings_of_given,
)
from persona_check.compare.names.written import variants

__all__ = ["keys", "keys_asked"]

_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


def keys(name: str) -> frozenset[str]:
    """Blocking keys: family name and the first two letters of a given name, of every reading.

    An initial gives its one letter. ``keys_asked`` of every compatible name shares one.
    """
    return frozenset(
        f"{family} {start}".strip()
        for reading in _all_readings(name)
        for family in _families(reading)
        for word in _called(reading)
        for start in _beginnings(word)
    )


@lru_cache(maxsize=4_096)
def keys_asked(name: str) -> frozenset[str]:
    """The ``keys`` under which names compatible with this one stand.

    Those of its own letters, of its initials and of its forms; an initial may stand for any.
    """
    return frozenset(
        f"{family} {start}".strip()
        for reading in _all_readings(name)
        for family in _families_asked(reading)
        for start in _starts(reading)
    )


def _all_readings(name: str) -> Iterator[Reading]:
    for one in variants(name):
        yield from readings(one.words)


def _families(reading: Reading) -> frozenset[str]:
    words = {reading.family[0], reading.family[-1], "".join(reading.family), reading.whole}
    return frozenset(sound for word in words for sound in family_sounds(word))


def _families_asked(reading: Reading) -> frozenset[str]:
    other = spellings_of_family(reading.whole)
    return _families(reading) | {sound for word in other for sound in family_sounds(word)}


def _called(reading: Reading) -> tuple[str, ...]:
    """The given names by which somebody may be called: the first, and any written out."""
    called = [word for place, word in enumerate(reading.given) if place == 0 or len(word) > 1]
    return tuple(dict.fromkeys(called)) or ("",)


def _beginnings(word: str) -> set[str]:
    return {word[:2], *(sound[:2] for sound in given_sounds(word))}


def _starts(reading: Reading) -> frozenset[str]:
    found: set[str] = set()
    for word in _called(reading):
        found |= _starts_of(word)
    for spelled in (*pinyin_spellings(reading.given), *spellings_of_given(reading.given)):
        found |= _beginnings(spelled)
    return frozenset(found)


@cache
def _any_word(letter: str) -> frozenset[str]:
    return frozenset({letter, *(f"{letter}{other}" for other in _LETTERS)})


@lru_cache(maxsize=16_384)
def _starts_of(word: str) -> frozenset[str]:
    if len(word) == 1:
        return _any_word(word)
    found: set[str] = set()
    for form in (word, *given_forms(word)):
        found |= _beginnings(form)
    return frozenset(found | {start[:1] for start in found})
