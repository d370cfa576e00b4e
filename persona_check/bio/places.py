"""Knows the names of places, which are no organisations though they stand where one would."""

import re
from functools import cache

from persona_check.bio.word_files import word_set, words
from persona_check.compare.countries import country_in

__all__ = ["is_place"]


@cache
def _hyphenated() -> frozenset[str]:
    names = words("places", "cities", "parts_of_the_world", "states", "countries", "halves")
    return frozenset("-".join(name.split()) for name in names)


def is_place(name: str) -> bool:
    """Whether the name is that of a large city, a part of the world or a country."""
    if name in word_set("places", "abbreviations"):
        return True
    parts = re.split(r"\s+(?:and|et|und|y)\s+(?:the\s+)?", name)
    return all(
        "-".join(part.lower().split()) in _hyphenated() or country_in(part) is not None
        for part in parts
    )
