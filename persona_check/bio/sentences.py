"""A bio taken apart into sentences, so that an origin can name one."""

import re

__all__ = ["sentences"]

_ENDS = re.compile(r"(?<=[.!?…])[”\"’')\]]*\s+(?=[“\"‘'(]?[^\W\d_a-z])|\n\s*\n|\n\s*[-•*]\s+")
# after these a full stop ends a word, not a sentence
_ABBREVIATED = re.compile(
    r"(?:\b(?:Dr|Prof|Mr|Mrs|Ms|St|Univ|Inst|Dept|Assoc|Asst|Ph|M|B|D|Sc|Jr|Sr|vs|etc|e\.g|i\.e|"
    r"No|Vol|ca|approx|Trans|Proc|Lett|Int|Intl|Conf|Symp|Acad|Natl|Dipl|Ing|rer|nat|med|habil|Eng|"
    r"Hons|Rev|Hon)|\b[A-Z])\.$|\bYahoo!$"
)
LONGEST_ABBREVIATION_CHARACTERS = 12


def sentences(text: str) -> tuple[str, ...]:
    """The sentences in order, white space collapsed; blank ones left out."""
    found: list[str] = []
    held = ""
    for part in _ENDS.split(text):
        whole = f"{held} {part}" if held else part
        if _ABBREVIATED.search(whole.rstrip()[-LONGEST_ABBREVIATION_CHARACTERS:]):
            held = whole
            continue
        held = ""
        found.append(" ".join(whole.split()))
    if held:
        found.append(" ".join(held.split()))
    return tuple(sentence for sentence in found if sentence)
