"""Accents that a page prints as signs of their own, over letters: put on their letters.

LaTeX's older fonts draw "é" as "e" and "´" at one place. The library gives the sign wherever the
page draws it, so that "Département" comes as "D", "´" and "epartement".
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from persona_check.intake.pdf import Word

__all__ = ["with_accents"]

_SIGNS = {
    "´": "\u0301", "`": "\u0300", "ˆ": "\u0302", "¨": "\u0308", "˜": "\u0303", "ˇ": "\u030c",
    "˚": "\u030a", "¸": "\u0327", "˝": "\u030b", "¯": "\u0304", "˘": "\u0306", "˙": "\u0307",
}  # fmt: skip
_TAKE_SIGNS = frozenset("aeiouyıcnsz")
_TAKE_CARONS = _TAKE_SIGNS | frozenset("rdtl")
LEVEL_SIZES = 0.35  # of a letter's size: how far a sign's line lies from its letter's
SIGN_SIZES = 0.28  # of a letter's size: a sign's width
TOUCH_SIZES = 0.1  # of a letter's size: the gap below which two words are one


def with_accents(words: Sequence[Word]) -> list[Word]:
    """The words, each lonely sign on the letter that it stands over."""
    signs = [word for word in words if word.text[-1:] in _SIGNS]
    if not signs:
        return [_dotless(word) for word in words]
    found = [_dotless(_bare(word)) for word in words if word.text not in _SIGNS]
    marked: set[int] = set()  # words whose first letter has got its accent
    for sign in signs:
        alone = sign.text in _SIGNS
        width = sign.right - sign.left if alone else SIGN_SIZES * sign.size
        middle = sign.right - width / 2  # behind a word it stands over the next one's letter
        for at, word in enumerate(found):
            level = abs(word.base - sign.base) < LEVEL_SIZES * max(word.size, 1.0)
            if level and word.left - 1 <= middle <= word.right + 1:
                letter, text = _accented(word, middle, _SIGNS[sign.text[-1]])
                if letter < 0:
                    continue
                found[at] = replace(word, text=text)
                if letter == 0:
                    marked.add(at)
                elif letter == len(text) - 1:
                    marked.add(at + 1)
                break
    whole: list[Word] = []
    for at, word in enumerate(found):
        last = whole[-1] if whole else None
        if (
            last is not None
            and word.base == last.base
            and abs(word.left - last.right) < TOUCH_SIZES * max(word.size, 1.0)
            and (at in marked or _ends_in_sign(last.text))
        ):
            whole[-1] = replace(last, text=last.text + word.text, right=word.right)
        else:
            whole.append(word)
    return whole


def _bare(word: Word) -> Word:
    """The word without a sign that the library has put at its end."""
    if word.text[-1:] not in _SIGNS:
        return word
    return replace(word, text=word.text[:-1], right=word.right - SIGN_SIZES * word.size)


def _dotless(word: Word) -> Word:
    """The word with "î" for the dotless letter below an accent."""
    if "ı" not in word.text:
        return word
    text = re.sub("ı(?=[\u0300-\u036f])", "i", word.text)
    return replace(word, text=unicodedata.normalize("NFC", text))


def _accented(word: Word, middle: float, sign: str) -> tuple[int, str]:
    """The letter's place and the word with the sign on it; -1 where no letter takes it."""
    width = max(word.right - word.left, 0.1)
    letters = _TAKE_CARONS if sign == _SIGNS["ˇ"] else _TAKE_SIGNS
    near = int((middle - word.left) / width * len(word.text))
    for at in (near, near - 1, near + 1):
        if 0 <= at < len(word.text) and word.text[at].casefold() in letters:
            letter = unicodedata.normalize("NFC", word.text[at].replace("ı", "i") + sign)
            if len(letter) == 1:
                return at, word.text[:at] + letter + word.text[at + 1 :]
    return -1, word.text


def _ends_in_sign(text: str) -> bool:
    return len(unicodedata.normalize("NFD", text[-1:])) > 1
