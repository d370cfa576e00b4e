"""One name spelled out in Latin letters by several systems: which spellings are one sound.

Sources: ISO 9, BGN/PCGN and the scientific transliteration of Cyrillic; ISO 843 and common Greek
usage; Hepburn and Kunrei (ISO 3602) for Japanese; pinyin (ISO 7098) and Wade-Giles for Chinese;
Revised Romanization and McCune-Reischauer for Korean.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import product

from persona_check.compare.names.table_files import lines, table

__all__ = [
    "family_sounds",
    "given_sounds",
    "is_pinyin",
    "is_romaji",
    "is_syllable",
    "korean_families",
    "korean_sounds",
    "pinyin_spellings",
    "plain",
    "spellings_of_family",
    "spellings_of_given",
    "wade_giles_families",
]

# Shorter words are others when one letter is folded: Yue is not Yu, Low is not Lo.
LEAST_FOLDED = 4
MOST_READINGS = 16
_UMLAUTS = (("ae", "a"), ("oe", "o"), ("ue", "u"))

_SLAVIC = re.compile(r"(?:[oe]v|[oe]va|enko|[uaiy]k|sk[iy]{1,2}|ska[yi]?a|ina?|ich|nyi|nii?)$")
_GREEK = re.compile(r"(?:[oaie]s|[oa]ou|poulou|idou|aki|il|oglou|tos|pulos)$")
_EVERYWHERE = (
    ("shch", "sch"),
    ("tch", "ch"),
    ("tsch", "ch"),
    ("dzh", "dj"),
    ("dj", "d"),
    ("zh", "j"),
    ("kh", "h"),
    ("gh", "g"),
    ("ph", "f"),
    ("th", "t"),
    ("dh", "d"),
    ("bh", "b"),
    ("rh", "r"),
    ("ck", "k"),
    ("x", "ks"),
    ("tz", "ts"),
    ("w", "v"),
    ("q", "k"),
    ("ij", "i"),
    ("yj", "i"),
    ("y", "i"),
    ("ja", "ia"),
    ("ju", "iu"),
)
_VOWELS = (("iou", "iu"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("aa", "a"), ("uu", "u"))

_ROMAJI = re.compile(
    r"(?:(?:[kstnhmrgzjdbpf]?y|sh|shy|ch|ts|dz|j|f|w|[kstnhmrgzdbp])?[aeiou]"
    r"(?:h(?![aeiouy]))?|n(?![aeiou])|m(?=[bpm])|(?:k(?=k)|s(?=s)|t(?=t|ch)|p(?=p)|c(?=ch)))+"
)
_HEPBURN = (
    (r"o(?:u|o|h(?![aeiouy]))", "o"),
    (r"uu", "u"),
    (r"ii", "i"),
    (r"aa", "a"),
    (r"shy", "sh"),
    (r"sy(?=[auo])", "sh"),
    (r"si", "shi"),
    (r"[tc]y(?=[auo])", "ch"),
    (r"ti", "chi"),
    (r"tu", "tsu"),
    (r"hu", "fu"),
    (r"zi", "ji"),
    (r"[zj]y(?=[auo])", "j"),
    (r"(?:n|m)(?=[bpm])", "n"),
    (r"cch", "tch"),
    (r"wo", "o"),
)


def plain(word: str) -> str:
    """German and Nordic two-letter spellings folded to one."""
    for two, one in _UMLAUTS:
        word = word.replace(two, one)
    return word


@lru_cache(maxsize=65_536)
def family_sounds(word: str) -> frozenset[str]:
    """The sounds that a family name (plain letters, in one word) may stand for.

    Two spellings of one name share one; a family name of Chinese syllables stands for itself.
    """
    if len(word) < LEAST_FOLDED or is_pinyin(word):
        found = {word if is_pinyin(word) else plain(word)}
    else:
        found = {_general(word, doubled=False)}
    japanese = _hepburn(word)
    return frozenset(found | ({japanese} if japanese else set()))


@lru_cache(maxsize=65_536)
def given_sounds(word: str) -> frozenset[str]:
    """As ``family_sounds`` for a given name, where a doubled letter counts as one."""
    if len(word) < LEAST_FOLDED or is_pinyin(word):
        found = {word}
    else:
        found = {_general(word, doubled=True)}
    japanese = _hepburn(word)
    return frozenset(found | ({japanese} if japanese else set()))


def is_romaji(word: str) -> bool:
    """Whether a word can be a Japanese one of two syllables or more in Latin letters."""
    return bool(_hepburn(word))


def _general(word: str, *, doubled: bool) -> str:
    """Slavic, Greek, Arabic and Indian spellings folded to one, whatever the name's language."""
    slavic, greek = _SLAVIC.search(word), _GREEK.search(word)
    folded = _arabic(word)
    if greek:
        folded = re.sub(r"ch", "kh", folded)
        folded = re.sub(r"^mp", "b", re.sub(r"^nt", "d", folded.replace("gk", "g")))
        folded = re.sub(r"(?<=[^aeiou])(?:ei|oi)(?=[^aeiou])", "i", folded)
    for old, new in _EVERYWHERE:
        folded = folded.replace(old, new)
    if slavic:
        folded = re.sub(r"i[oe]?[oe]v(a?)$", r"ev\1", folded)
        folded = re.sub(r"(?<=[^aeiou])ie(?=[a-z])", "e", folded)
        folded = re.sub(r"yi|iy", "i", folded)
    for old, new in _VOWELS:
        folded = folded.replace(old, new)
    folded = plain(folded)
    folded = re.sub(r"i+", "i", folded)
    folded = re.sub(r"(?<=[aeiou])h$", "", folded)
    folded = re.sub(r"c(?![eih])", "k", folded)
    if doubled:
        folded = re.sub(r"(.)\1", r"\1", folded)
    return folded


def _arabic(word: str) -> str:
    """Abd al-Rahman, Abdurrahman, Abdelrahman; Zein el-Din, Zeineddine: the article left out."""
    if word.startswith("abd") and len(word) > 6:
        word = "abd" + re.sub(r"^[aeiou]+(?:l|([dnrstz])(?=\1))?", "", word[3:])
    if len(word) > 5:
        word = re.sub(r"^(?:el|ul)(?=[^aeiouly])", "al", word)
    return re.sub(r"[aeiou]?[ld]d[ie]{1,2}ne?$", "adin", word)


def _hepburn(word: str) -> str:
    """A Japanese word as Hepburn writes it without marks; "" where it can be no Japanese word."""
    if not _ROMAJI.fullmatch(word):
        return ""
    folded = word
    for old, new in _HEPBURN:
        folded = re.sub(old, new, folded)
    syllables = len(re.findall(r"[aeiou]", folded))
    return folded if syllables > 1 and len(folded) > 2 else ""


@cache
def _wade_giles() -> dict[str, tuple[str, ...]]:
    table_lines = (line.split() for line in lines("chinese_syllables.txt"))
    return {syllable: tuple(readings) for syllable, *readings in table_lines}


@cache
def _pinyin_pattern() -> re.Pattern[str]:
    syllables = {one for readings in _wade_giles().values() for one in readings}
    longest = sorted(syllables, key=lambda one: (-len(one), one))
    return re.compile("(?:" + "|".join(longest) + ")+")


@lru_cache(maxsize=65_536)
def is_pinyin(word: str) -> bool:
    """Whether a word can be one or more syllables of pinyin."""
    return _pinyin_pattern().fullmatch(word) is not None


@cache
def _syllables() -> frozenset[str]:
    chinese = {*_wade_giles(), *(one for readings in _wade_giles().values() for one in readings)}
    return frozenset(chinese | set(_korean("syllables")))


def is_syllable(word: str) -> bool:
    """Whether a word is one syllable of a Chinese or Korean name."""
    return word in _syllables()


def wade_giles_families(family: str) -> frozenset[str]:
    """The pinyin that a family name of one syllable in Wade-Giles may be, itself left out."""
    return frozenset(_wade_giles().get(family, ())) - {family}


@lru_cache(maxsize=16_384)
def pinyin_spellings(words: Sequence[str]) -> frozenset[str]:
    """The pinyin, in one word, that these syllables in Wade-Giles may stand for.

    Empty where one is no syllable, and where all are pinyin as they stand.
    """
    if not words or len(words) > 3 or all(map(is_pinyin, words)):
        return frozenset()
    readings = [_wade_giles().get(word, ()) for word in words]
    found = ("".join(one) for one in product(*readings))
    return frozenset(one for one, _ in zip(found, range(64), strict=False))


@cache
def _korean(entry: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in table("korean.toml")[entry].split("\n"):
        spellings = line.split()
        for spelling in spellings:
            found.setdefault(spelling, set()).add(spellings[0])
    return {spelling: frozenset(first) for spelling, first in found.items()}


def korean_families(family: str) -> frozenset[str]:
    """The Korean family names (first spelling of the table) that a spelling may stand for."""
    return _korean("families").get(family, frozenset())


@lru_cache(maxsize=16_384)
def korean_sounds(given: str) -> frozenset[str]:
    """The readings of a given name in one word as Korean syllables; empty where it is none."""
    if not 1 < len(given) <= 14:
        return frozenset()
    return frozenset(
        one for one, _ in zip(_korean_readings(given, 2), range(MOST_READINGS), strict=False)
    )


def _korean_readings(rest: str, most: int) -> Iterator[str]:
    if not rest:
        yield ""
        return
    if most == 0:
        return
    for end in range(min(len(rest), 6), 0, -1):
        for first in sorted(_korean("syllables").get(rest[:end], ())):
            yield from (f"{first}-{other}" for other in _korean_readings(rest[end:], most - 1))


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    """Pinyin syllables with their Wade-Giles."""
    found: dict[str, list[str]] = {}
    for spelled, readings in _wade_giles().items():
        for reading in readings:
            found.setdefault(reading, []).append(spelled)
    return {reading: tuple(spelled) for reading, spelled in found.items()}


@cache
def _korean_spellings(entry: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for spelling, firsts in _korean(entry).items():
        for first in firsts:
            found.setdefault(first, []).append(spelling)
    return {first: tuple(spellings) for first, spellings in found.items()}


def spellings_of_family(family: str) -> frozenset[str]:
    """Other spellings of a Korean or Chinese family name of one syllable."""
    found = {
        one for first in korean_families(family) for one in _korean_spellings("families")[first]
    }
    return frozenset(found | wade_giles_families(family) | set(_spellings().get(family, ())))


@lru_cache(maxsize=4_096)
def spellings_of_given(words: Sequence[str]) -> frozenset[str]:
    """Spellings of the first syllable of a Korean or Chinese given name."""
    given = "".join(words)
    found = {
        spelling
        for reading in korean_sounds(given)
        for spelling in _korean_spellings("syllables")[reading.split("-")[0]]
    }
    if is_pinyin(given):
        for end in range(1, 7):
            found.update(_spellings().get(given[:end], ()))
    return frozenset(found)
