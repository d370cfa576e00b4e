"""Whether two written names can be one person's, and why."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from persona_check.compare.misread import lost_letters
from persona_check.compare.names import blocking
from persona_check.compare.names.agreement import Agreement, of_words
from persona_check.compare.names.refusal import plainly_different
from persona_check.compare.names.romanisation import korean_families
from persona_check.compare.names.scripts import READ_AS_WRITTEN, Script, script_of
from persona_check.compare.names.words import Fit
from persona_check.compare.names.written import Written, plain_words, variants, written

__all__ = [
    "NameComparison",
    "NameDoubt",
    "NameStrength",
    "NameVerdict",
    "best",
    "compare",
    "compatible",
    "keys",
    "keys_asked",
    "normal",
    "plain_words",
    "plainly_different",
]


class NameVerdict(StrEnum):
    """Whether two names can be one person's."""

    COMPATIBLE = "compatible"
    INCOMPATIBLE = "incompatible"
    UNDECIDED = "undecided"


class NameStrength(StrEnum):
    """How much alike two compatible names are, strongest first."""

    IDENTICAL = "identical"
    VARIANT = "variant"
    INITIALS = "initials"
    NONE = "none"


class NameDoubt(StrEnum):
    """Why two names are undecided; NONE where they are not."""

    NONE = "none"
    NO_NAME = "no name"
    ONE_WORD = "one word only"
    ONE_LETTER = "one letter differs"
    WORD_LEFT_OUT = "a word left out, or names in another order"
    OTHER_SCRIPT = "scripts whose readings are not known"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameComparison:
    """The verdict on two names, how much alike they are, and the reasons in words.

    Undecided is no difference: nothing may be held against a person for it.
    """

    verdict: NameVerdict
    strength: NameStrength
    reasons: tuple[str, ...] = ()
    doubt: NameDoubt = NameDoubt.NONE


keys = blocking.keys
keys_asked = blocking.keys_asked

_STRENGTHS = {
    Fit.SAME: NameStrength.VARIANT,
    Fit.SOUND: NameStrength.VARIANT,
    Fit.FORM: NameStrength.VARIANT,
    Fit.INITIAL: NameStrength.INITIALS,
}
# Best first, for the best of several names.
_VERDICTS = (NameVerdict.COMPATIBLE, NameVerdict.UNDECIDED, NameVerdict.INCOMPATIBLE)


def compatible(a: str, b: str) -> bool:
    """Whether the two can be one person's; a shared family name and fitting initials suffice."""
    return compare(a, b).verdict is NameVerdict.COMPATIBLE


def best(names: Iterable[str], alternatives: Iterable[str]) -> NameComparison:
    """The best fit between any of somebody's names and any alternative of one byline.

    Compatible before undecided before incompatible, the stronger first; undecided where there is
    nothing to compare.
    """
    others = tuple(alternatives)
    found = [compare(name, other) for name in names for other in others]
    return min(found, key=_rank, default=_UNNAMED)


@lru_cache(maxsize=131_072)
def compare(a: str, b: str) -> NameComparison:
    """How two written names relate.

    Variants, and so compatible: diacritics, case, hyphens, particles, titles and degrees, marks
    of footnotes, initials, dropped given names, family-first order, one half of a double surname,
    common forms of given names, and known spellings of one name in Latin letters. Two different
    given names are incompatible. Undecided are one word beside more, one letter that differs, and
    scripts whose readings are not known.
    """
    left, right = variants(a), variants(b)
    if not left or not right:
        return _UNNAMED
    found = min((_compared(x, y) for x in left for y in right), key=_rank)
    if found.strength is NameStrength.NONE and _run_together(a) == _run_together(b) != "":
        # where a name in Chinese characters is cut changes how its halves are read
        return _fits(NameStrength.VARIANT, "the same letters, other spaces or hyphens")
    if found.verdict is NameVerdict.INCOMPATIBLE and (_may_have_lost(a, b) or _may_have_lost(b, a)):
        return _undecided(NameDoubt.ONE_LETTER, "letters were lost on the way")
    return found


def _may_have_lost(name: str, whole: str) -> bool:
    """Whether the words in which "?" stands for letters may be words of the whole name."""
    lost = lost_letters(name)
    words = {*written(whole).words}
    return bool(lost) and all(any(map(one.fullmatch, words)) for one in lost)


def normal(name: str) -> str:
    """The name in plain lower-case Latin letters, titles dropped, given names first."""
    return " ".join(written(name).words)


def _rank(comparison: NameComparison) -> tuple[int, int]:
    return (
        _VERDICTS.index(comparison.verdict),
        list(NameStrength).index(comparison.strength),
    )


def _fits(strength: NameStrength, *reasons: str) -> NameComparison:
    said = tuple(reason for reason in reasons if reason)
    return NameComparison(verdict=NameVerdict.COMPATIBLE, strength=strength, reasons=said)


def _undecided(doubt: NameDoubt, *reasons: str) -> NameComparison:
    return NameComparison(
        verdict=NameVerdict.UNDECIDED,
        strength=NameStrength.NONE,
        reasons=reasons or (doubt.value,),
        doubt=doubt,
    )


def _different(reason: str) -> NameComparison:
    return NameComparison(
        verdict=NameVerdict.INCOMPATIBLE, strength=NameStrength.NONE, reasons=(reason,)
    )


_UNNAMED = NameComparison(
    verdict=NameVerdict.UNDECIDED, strength=NameStrength.NONE, doubt=NameDoubt.NO_NAME
)


def _compared(left: Written, right: Written) -> NameComparison:
    if left.generation and right.generation and left.generation != right.generation:
        one, other = sorted((left.generation, right.generation))
        return _different(f"{one} is not {other}")
    a, b = left.words, right.words
    scripts = {left.script, right.script}
    if a == b and len(scripts) == 1:
        return _fits(NameStrength.IDENTICAL, "the same letters")
    found = _by_words(a, b)
    if len(scripts) > 1 and found.verdict is NameVerdict.INCOMPATIBLE:
        return _across_scripts(left, right, found)
    return found


def _across_scripts(left: Written, right: Written, found: NameComparison) -> NameComparison:
    """What to say where the spelling in Latin letters does not agree: often that nobody knows."""
    if {left.script, right.script} <= READ_AS_WRITTEN:
        a, b = left.words, right.words
        if not any(_much_alike(x, y) for x in a for y in b):
            return found
    elif {left.script, right.script} == {Script.HANGUL, Script.LATIN}:
        korean, latin = sorted((left, right), key=lambda one: one.script is Script.LATIN)
        family = korean_families(korean.words[-1])
        if family and not any(family & korean_families(word) for word in latin.words):
            return found
    names = sorted({left.script.value, right.script.value})
    return _undecided(NameDoubt.OTHER_SCRIPT, f"{' and '.join(names)} letters")


@lru_cache(maxsize=65_536)
def _run_together(name: str) -> str:
    """A name in Chinese characters, kana or Hangul without its spaces; "" for any other."""
    text = unicodedata.normalize("NFKC", name)
    if script_of(text) not in (Script.HAN, Script.KANA, Script.HANGUL):
        return ""
    return re.sub(r"[\s·・•]+", "", text)


def _much_alike(a: str, b: str) -> bool:
    from rapidfuzz.fuzz import ratio

    return min(len(a), len(b)) > 2 and ratio(a, b) >= 60


def _by_words(a: tuple[str, ...], b: tuple[str, ...]) -> NameComparison:
    if a == b:
        return _fits(NameStrength.IDENTICAL, "the same letters")
    if len({*a, *b}) == 1:
        # forms that ask for two names make "Suhartono Suhartono" of a single one
        return _fits(NameStrength.VARIANT, "one name, written twice")
    if sorted(a) == sorted(b):
        return _fits(NameStrength.VARIANT, "the same words in another order")
    if "".join(a) == "".join(b):
        return _fits(NameStrength.VARIANT, "the same letters, other spaces or hyphens")
    found = of_words(a, b)
    match found.outcome:
        case Agreement.FITS:
            return _fits(_STRENGTHS[found.fit], *found.reasons)
        case Agreement.ONE_LETTER:
            words = "one letter or ending differs: a slip of the pen, or somebody else"
            return _undecided(NameDoubt.ONE_LETTER, words)
        case Agreement.ONE_WORD:
            return _undecided(NameDoubt.ONE_WORD)
        case Agreement.LEFT_OUT:
            return _undecided(NameDoubt.WORD_LEFT_OUT, *found.reasons)
        case Agreement.DIFFERS:
            return _different("no reading of the two agrees in family and given name")
