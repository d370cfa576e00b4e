"""Whether two words of names are one: letter by letter, by sound, as a form, as an initial."""

from enum import IntEnum
from functools import lru_cache

from persona_check.compare.names.given_forms import doubtful_given, given_forms, same_given
from persona_check.compare.names.romanisation import (
    family_sounds,
    given_sounds,
    is_pinyin,
    is_romaji,
    is_syllable,
    korean_sounds,
)

__all__ = ["DOUBLE_INITIALS", "Fit", "family_fit", "given_fit", "one_letter_apart"]

# Two letters that stand for one sound and so for one initial: Ch. Borst, Th. Mann.
DOUBLE_INITIALS = frozenset({"ch", "ph", "th", "kh", "zh", "cs"})
# A word this long that differs in one letter may be a slip of the pen.
LEAST_MISTYPED = 5
# In one longer than this two letters may be.
LEAST_TWICE_MISTYPED = 7
LEAST_LIKENESS = 0.92
# Shorter ones that differ so are two names, but where a vowel stands for another (Ryan, Ryen).
LEAST_RESPELLED = 4
# A given name cut to this many letters, with this many or more left out, is a short form.
LEAST_SHORT_FORM = 3
LEAST_CUT = 2
LEAST_REST = 4
_MUTE_AT_THE_END = "ueh"
_VOWELS = frozenset("aeiouy")
# What makes another given name of one: Paul and Paulina, Martin and Martinho, Robert and Robertson.
_OTHER_NAMES = frozenset(
    "ina ine in ia ita iana ella elle etta ette inho inha son sen ius us is ie ko ka mi na no "
    "isha ah ova eva ica ice eline elina een le".split()
)
# Igbo, Yoruba and Urhobo given names that begin with God, a crown or a father go by the rest.
_BEGINNINGS = ("chukwu", "oluwa", "oghene", "olu", "ade", "ayo", "baba")


class Fit(IntEnum):
    """How well two words agree, best first."""

    SAME = 0
    SOUND = 1
    FORM = 2
    INITIAL = 3
    NEAR = 4
    NONE = 9


@lru_cache(maxsize=131_072)
def given_fit(a: str, b: str) -> Fit:
    """How two words among given names (plain lower case) agree."""
    if a == b:
        return Fit.SAME if len(a) > 1 else Fit.INITIAL
    short, long = sorted((a, b), key=len)
    if short in DOUBLE_INITIALS and long.startswith(short):
        return Fit.INITIAL
    if len(short) == 1:
        if short == long[0]:
            return Fit.INITIAL
        # printed "A. Stockman", called Tony: the initial of a name that this is a form of
        return Fit.NEAR if any(form[0] == short for form in given_forms(long)) else Fit.NONE
    if given_sounds(a) & given_sounds(b) or korean_sounds(a) & korean_sounds(b):
        return Fit.SOUND
    if same_given(a, b) or _is_rest(short, long):
        return Fit.FORM
    if len(short) >= LEAST_SHORT_FORM and long.startswith(short):
        cut = long[len(short) :]
        east_asian = is_syllable(short) or (is_pinyin(short) and is_pinyin(long))
        if len(cut) >= LEAST_CUT and not east_asian:
            doubtful = cut in _OTHER_NAMES or is_romaji(long) or bool(korean_sounds(short))
            return Fit.NEAR if doubtful else Fit.FORM
    if _is_abbreviation(short, long):
        return Fit.INITIAL
    return Fit.NEAR if one_letter_apart(a, b) or _much_alike(short, long) else Fit.NONE


def _is_rest(short: str, long: str) -> bool:
    """Whether the short one is what a given name of two parts is called by: Emeka, Seun, Wale."""
    return len(short) >= LEAST_REST and any(long == start + short for start in _BEGINNINGS)


def _is_abbreviation(short: str, long: str) -> bool:
    """Consonants that stand for a name: Wm. for William, Pd. for Prasad."""
    if not 2 <= len(short) <= 3 or len(long) <= 4 or _VOWELS & set(short):
        return False
    letters = iter(long)
    return short[0] == long[0] and all(letter in letters for letter in short)


def _much_alike(short: str, long: str) -> bool:
    """Whether two long given names may be forms of one; a syllable more is another East Asian."""
    if doubtful_given(short, long):
        return True
    if len(short) < LEAST_MISTYPED or short[0] != long[0]:
        return False
    if any(is_pinyin(one) or is_romaji(one) or korean_sounds(one) for one in (short, long)):
        return False
    from rapidfuzz.distance import OSA, JaroWinkler

    if short[-1] in "aeo" and long[-1] in "aeo" and short[:-1] == long[:-1]:
        return True
    most = 2 if len(short) > LEAST_TWICE_MISTYPED else 1
    return (
        OSA.distance(short, long, score_cutoff=most) <= most
        or JaroWinkler.similarity(short, long) >= LEAST_LIKENESS
    )


@lru_cache(maxsize=131_072)
def family_fit(a: str, b: str) -> Fit:
    """How two family names, each in one word, agree."""
    if a == b:
        return Fit.SAME
    if family_sounds(a) & family_sounds(b):
        return Fit.SOUND
    alike = one_letter_apart(a, b) or _twice_mistyped(a, b) or _differs_in_mute_letters(a, b)
    return Fit.NEAR if alike else Fit.NONE


def _differs_in_mute_letters(a: str, b: str) -> bool:
    """Whether only letters that are not heard at the end differ: Shafiq, Shafique."""
    heard = a.rstrip(_MUTE_AT_THE_END)
    return len(heard) >= LEAST_MISTYPED and heard == b.rstrip(_MUTE_AT_THE_END)


def _twice_mistyped(a: str, b: str) -> bool:
    from rapidfuzz.distance import OSA

    long_enough = min(len(a), len(b)) > LEAST_TWICE_MISTYPED and a[0] == b[0]
    return long_enough and OSA.distance(a, b, score_cutoff=2) <= 2


def one_letter_apart(a: str, b: str) -> bool:
    """Whether in two long words one letter is another, more or less, or two have changed places."""
    from rapidfuzz.distance import OSA

    shorter, longer = sorted((a, b), key=len)
    if len(shorter) < LEAST_RESPELLED or OSA.distance(a, b, score_cutoff=1) > 1:
        return False
    return len(shorter) >= LEAST_MISTYPED or _another_vowel(shorter, longer)


def _another_vowel(a: str, b: str) -> bool:
    """Whether one vowel inside the word stands for another: what transcription does to a name."""
    apart = [(x, y) for x, y in zip(a[1:-1], b[1:-1], strict=False) if x != y]
    return len(a) == len(b) and a[-1] == b[-1] and all({x, y} <= _VOWELS for x, y in apart)
