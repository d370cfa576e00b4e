"""Takes a bio apart into sentences, so that an origin can name one."""

import re
from functools import cache

from persona_check.bio.cv_lines import parted
from persona_check.bio.word_files import one_of
from persona_check.expressions import Expression

__all__ = ["sentences"]

_ENDS = Expression(r"(?<=[.!?…])([”\"’')\]]*)\s+(?=[“\"‘'(]?[^\W\d_a-z])|\n\s*\n|\n\s*[-•*·▪◦‣]\s+")
_BULLET = Expression(r"^\s*[-•*·▪◦‣]\s+")
LONGEST_ABBREVIATION_CHARACTERS = 12
# A quoted title may hold a whole question; a mark that is never closed holds no more than this.
LONGEST_QUOTATION_CHARACTERS = 300
_OPENED = Expression(r"[“«](?=\s?\w)[^”»]*$|„[^“”]*$")


@cache
def _abbreviated() -> re.Pattern[str]:
    return re.compile(rf"(?:\b(?:{one_of('abbreviations')})|\b[A-Z])\.$|\bYahoo!$")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences in order, white space collapsed; blank ones left out."""
    found: list[str] = []
    held = ""
    pieces = _ENDS.split(parted(text))
    for part, closing in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        whole = (f"{held} {part}" if held else _BULLET.sub("", part)) + (closing or "")
        abbreviated = _abbreviated().search(whole.rstrip()[-LONGEST_ABBREVIATION_CHARACTERS:])
        if abbreviated or _in_quotation(whole):
            held = whole
            continue
        held = ""
        found.append(" ".join(whole.split()))
    if held:
        found.append(" ".join(held.split()))
    return tuple(sentence for sentence in found if sentence)


def _in_quotation(text: str) -> bool:
    """Whether a quotation is open at its end."""
    opened = _OPENED.search(text)
    return opened is not None and len(text) - opened.start() <= LONGEST_QUOTATION_CHARACTERS
