"""Text whose bytes were read in a wrong encoding, as tables saved by older programs are."""

import re
from functools import lru_cache

from anyascii import anyascii

from persona_check.expressions import Expression

__all__ = ["lost_letters", "read_again"]

MOST_CHARACTERS = 200
MOST_WORDS = 8
_NOT_ASCII = Expression(r"[^\x00-\x7f]+")
_LOST = Expression(r"\ufffd+|(?<=[^\W\d_])\?+(?=[^\W\d_])")


def read_again(text: str) -> str:
    """The text with UTF-8 that was read as Windows-1252 read as UTF-8: "JÃ¼rgen" is Jürgen.

    Letters that are no UTF-8 stay, so that João and JOÃO are left alone.
    """
    return text if text.isascii() else _NOT_ASCII.sub(_as_utf8, text)


def _as_utf8(match: re.Match[str]) -> str:
    found = match[0]
    try:
        return b"".join(map(_byte, found)).decode("utf-8")
    except UnicodeError:
        return found


def _byte(letter: str) -> bytes:
    try:
        return letter.encode("cp1252")
    except UnicodeError:
        # five bytes have no sign in Windows-1252, and are often left as they are
        return letter.encode("latin-1")


@lru_cache(maxsize=65_536)
def lost_letters(text: str) -> tuple[re.Pattern[str], ...]:
    """What the words may have been, in plain small letters; () where "?" stands for no letter."""
    if not _LOST.search(text):
        return ()
    words = text[:MOST_CHARACTERS].replace(",", " ").split()
    return tuple(_pattern(word) for word in words[:MOST_WORDS])


def _pattern(word: str) -> re.Pattern[str]:
    parts = [re.sub(r"[^a-z]", "", anyascii(part).casefold()) for part in _LOST.split(word)]
    initial = len("".join(parts)) == 1
    return re.compile("[a-z]{0,4}".join(parts) + "[a-z]*" * initial)
