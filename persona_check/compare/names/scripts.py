"""The script in which a name is written, and its spelling in Latin letters where one is known."""

import unicodedata
from collections import Counter
from enum import StrEnum
from functools import lru_cache

from anyascii import anyascii

__all__ = ["READ_AS_WRITTEN", "Script", "script_of", "spelled_out"]


class Script(StrEnum):
    """What a name's letters belong to; a name with any kana is Japanese."""

    LATIN = "Latin"
    CYRILLIC = "Cyrillic"
    GREEK = "Greek"
    HANGUL = "Hangul"
    HAN = "Chinese characters"
    KANA = "Japanese"
    ARABIC = "Arabic"
    HEBREW = "Hebrew"
    OTHER = "other"


# Letter by letter these say how a name is read; the others leave out vowels, or have several
# readings (Chinese characters are read in Chinese, Japanese and Korean).
READ_AS_WRITTEN = frozenset({Script.LATIN, Script.CYRILLIC, Script.GREEK})
_NAMES = {
    "LATIN": Script.LATIN,
    "CYRILLIC": Script.CYRILLIC,
    "GREEK": Script.GREEK,
    "HANGUL": Script.HANGUL,
    "CJK": Script.HAN,
    "IDEOGRAPHIC": Script.HAN,
    "HIRAGANA": Script.KANA,
    "KATAKANA": Script.KANA,
    "ARABIC": Script.ARABIC,
    "HEBREW": Script.HEBREW,
}
_FAMILIES_OF_TWO = frozenset(
    "欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 夏侯 皇甫 尉迟 尉遲 公孙 公孫 慕容 司徒 令狐 东方 東方 "
    "独孤 남궁 황보 선우 제갈 독고 사공 서문".split()
)
_HARD = {"g": "k", "d": "t", "b": "p"}
# Ukrainian letters differ from Russian ones: g is h.
_UKRAINIAN = frozenset("іїєґ")


@lru_cache(maxsize=4_096)
def script_of(text: str) -> Script:
    """The script of most letters; Latin where there is no letter."""
    if text.isascii():
        return Script.LATIN
    counts: Counter[Script] = Counter()
    for letter in text:
        if letter.isalpha():
            first = unicodedata.name(letter, "OTHER").split()[0]
            counts[_NAMES.get(first, Script.OTHER)] += 1
    if counts[Script.KANA]:
        return Script.KANA
    # "Θorn": a look-alike letter in a Latin name does not make it Greek
    return counts.most_common(1)[0][0] if counts else Script.LATIN


def spelled_out(text: str, script: Script) -> str:
    """The text in Latin letters, given names first, as far as letters tell."""
    if script in (Script.HAN, Script.HANGUL):
        return _by_character(text)
    if script is Script.CYRILLIC and _UKRAINIAN & set(text.casefold()):
        return anyascii(text.replace("г", "h").replace("Г", "H").replace("и", "y"))
    if script is Script.GREEK:
        text = text.replace("ου", "ou").replace("ού", "ou").replace("Ου", "Ou")
    return anyascii(text)


def _by_character(text: str) -> str:
    parts = text.replace("·", " ").split()
    if len(parts) == 1 and 1 < len(parts[0]) <= 5 and parts[0].isalpha():
        length = 2 if parts[0][:2] in _FAMILIES_OF_TWO and len(parts[0]) > 2 else 1
        parts = [parts[0][:length], parts[0][length:]]
    family, *given = ["".join(map(_syllable, part)).title() for part in parts]
    return " ".join([*given, family]) if given else family


def _syllable(character: str) -> str:
    """One character's reading; Korean stops are hard at the end of a syllable."""
    plain = anyascii(character).casefold()
    if "\uac00" <= character <= "\ud7a3" and plain[-1] in _HARD and plain[-2:] != "ng":
        return plain[:-1] + _HARD[plain[-1]]
    return plain
