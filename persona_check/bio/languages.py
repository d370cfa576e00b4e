"""Tells a sentence in a language that is not read."""

import re
import unicodedata

from persona_check.bio.word_files import word_set

__all__ = ["is_read"]

# Letters of the languages that are not read, in a word with a small first letter: no name.
_FOREIGN = re.compile(r"\b[a-zà-ÿœåæøğışțșćčďđęěłńňőřśšťůűźżžþð][\w’'-]*")
_LETTERS = frozenset("åæøğıșțşţąćčďđęěľłńňőřśšťůűźżžþðħķļņūīēāė")
_LEAST_WORDS = 2
_MOST_OTHER_SCRIPT = 0.3


def is_read(sentence: str) -> bool:
    """Whether its language may be one that is read.

    What a lone year dates hangs on the small words beside it: in another language it may be the
    beginning, the end or the time of what was understood.
    """
    small = [*_FOREIGN.findall(sentence), *sentence.casefold().split(maxsplit=1)[:1]]
    if any(not _LETTERS.isdisjoint(word) for word in small):
        return False
    known = word_set("unread_languages", "scandinavian", "slavic", "others")
    if len({word for word in small if word in known}) >= _LEAST_WORDS:
        return False
    letters = [letter for letter in sentence if letter.isalpha()]
    other = sum(not unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    return other <= _MOST_OTHER_SCRIPT * len(letters)
