"""Takes a bio apart into sentences, so that an origin can name one."""

import re
from functools import cache

from persona_check.bio.cv_lines import parted
from persona_check.bio.word_files import one_of

__all__ = ["sentences"]

_ENDS = re.compile(r"(?<=[.!?…])[”\"’')\]]*\s+(?=[“\"‘'(]?[^\W\d_a-z])|\n\s*\n|\n\s*[-•*·▪◦‣]\s+")
_BULLET = re.compile(r"^\s*[-•*·▪◦‣]\s+")
LONGEST_ABBREVIATION_CHARACTERS = 12


@cache
def _abbreviated() -> re.Pattern[str]:
    return re.compile(rf"(?:\b(?:{one_of('abbreviations')})|\b[A-Z])\.$|\bYahoo!$")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences in order, white space collapsed; blank ones left out."""
    found: list[str] = []
    held = ""
    for part in _ENDS.split(parted(text)):
        whole = f"{held} {part}" if held else _BULLET.sub("", part)
        if _abbreviated().search(whole.rstrip()[-LONGEST_ABBREVIATION_CHARACTERS:]):
            held = whole
            continue
        held = ""
        found.append(" ".join(whole.split()))
    if held:
        found.append(" ".join(held.split()))
    return tuple(sentence for sentence in found if sentence)
