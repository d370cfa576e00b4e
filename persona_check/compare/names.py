"""Whether two written names can be one person's, and why."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from anyascii import anyascii

from persona_check.compare.nicknames import same_given, short_forms

__all__ = [
    "NameComparison",
    "NameStrength",
    "NameVerdict",
    "compare",
    "compatible",
    "keys",
    "keys_asked",
    "normal",
    "plainly_different",
]

# Longer texts are no names; cutting them bounds the work that a hostile claim can cause.
MOST_CHARACTERS = 200
MOST_TOKENS = 8

# Titles before and letters after a name; none of them is anybody's family name (Ma and Ba are).
_BEFORE = frozenset(
    "dr prof professor mr mrs ms mx sir dame rev phd ing dipl habil herr frau dott drs".split()
)
_AFTER = frozenset("phd md dphil msc mba esq jr sr ii iii iv".split())
_PARTICLES = frozenset(
    "van von der den de del della di da do dos das du la le les ter ten te zu zum zur el al bin "
    "ibn ben bat abu af av y e san santa st mac o d l t".split()
)
_UMLAUTS = (("ae", "a"), ("oe", "o"), ("ue", "u"))
# Shorter given names are others when folded: Yue is not Yu.
LEAST_FOLDED_GIVEN = 4
# Two letters that stand for one sound and so for one initial: Ch. Borst, Th. Mann.
_DOUBLE_INITIALS = frozenset({"ch", "ph", "th"})
# A given name this long that differs in one letter may be a slip of the pen.
LEAST_MISTYPED = 5
# Shorter ones that differ so are two names, but where a vowel stands for another (Ryan, Ryen).
LEAST_RESPELLED = 4
_VOWELS = frozenset("aeiouy")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class NameComparison:
    """The verdict on two names, how much alike they are, and the reasons in words."""

    verdict: NameVerdict
    strength: NameStrength
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read a name: given names in order, and the family name's parts."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    reordered: bool = False


def compatible(a: str, b: str) -> bool:
    """Whether the two can be one person's; a shared family name and fitting initials suffice."""
    return compare(a, b).verdict is NameVerdict.COMPATIBLE


@lru_cache(maxsize=65_536)
def compare(a: str, b: str) -> NameComparison:
    """How two written names relate.

    Diacritics, case, hyphens, particles, titles, initials, dropped middle names, family-first
    order, one half of a double surname and common nicknames are variants; different full given
    names are not. A single word is undecided against anything longer, and so are names that
    differ by one letter.
    """
    left, right = _tokens(a), _tokens(b)
    if not left or not right:
        return NameComparison(verdict=NameVerdict.UNDECIDED, strength=NameStrength.NONE)
    if left == right:
        return _fits(NameStrength.IDENTICAL, "the same letters")
    if sorted(left) == sorted(right):
        return _fits(NameStrength.VARIANT, "the same words in another order")
    if "".join(left) == "".join(right):
        return _fits(NameStrength.VARIANT, "the same letters, other spaces or hyphens")
    if min(len(left), len(right)) == 1:
        shared = set(left) & set(right)
        verdict = NameVerdict.UNDECIDED if shared else NameVerdict.INCOMPATIBLE
        return NameComparison(verdict=verdict, strength=NameStrength.NONE)
    best: NameComparison | None = None
    for x in _readings(a):
        for y in _readings(b):
            if x.reordered and y.reordered:
                continue
            found = _compare_readings(x, y)
            if found is not None and (best is None or _rank(found) < _rank(best)):
                best = found
    if best is not None:
        return best
    if _one_letter_apart(left, right):
        return NameComparison(
            verdict=NameVerdict.UNDECIDED,
            strength=NameStrength.NONE,
            reasons=("one letter differs: a slip of the pen, or somebody else",),
        )
    return NameComparison(
        verdict=NameVerdict.INCOMPATIBLE,
        strength=NameStrength.NONE,
        reasons=("no reading of the two agrees in family and given name",),
    )


def differently_spelled(a: str, b: str) -> bool:
    """Whether one letter keeps the two apart: a slip, another spelling, or somebody else."""
    found = compare(a, b)
    return found.verdict is NameVerdict.UNDECIDED and bool(found.reasons)


def plainly_different(a: str, b: str) -> bool:
    """Whether a plain name of two words meets another of its family and not its given name.

    A quick refusal for look-ups: True only where ``compare`` would not say compatible.
    """
    if not (a.isascii() and b.isascii()):
        return False
    words, others = _plain_words(a), _plain_words(b)
    if words is None or others is None or len(words) != 2 or words[0] == words[1]:
        return False
    shared = [word for word in words if word in others]
    if len(shared) != 1 or others.count(shared[0]) != 1:
        return False
    (given,) = (word for word in words if word != shared[0])
    rest = [word for word in others if word != shared[0]]
    return len(given) > 1 and not any(_may_be(given, other) for other in rest)


def _may_be(given: str, other: str) -> bool:
    """Whether a word of another name can be this given name, its initial, or its first part."""
    return (
        given.startswith(other)
        or _plain(given).startswith(_plain(other))
        or (given in _DOUBLE_INITIALS and other.startswith(given))
        or same_given(given, other)
    )


def _plain_words(name: str) -> list[str] | None:
    """The words in lower case; None where something else than letters makes reading them work."""
    spaced = name.replace("-", " ").replace(".", " ").split()
    if any(not word.isalpha() or (len(word) == 2 and word.isupper()) for word in spaced):
        return None
    return [word.lower() for word in spaced]


def normal(name: str) -> str:
    """The name in plain lower-case Latin letters, titles dropped, words in written order."""
    return " ".join(_tokens(name))


def keys(name: str) -> frozenset[str]:
    """Blocking keys: family name and the first two letters of the given name, of every reading.

    An initial gives its one letter. ``keys_asked`` of every compatible name shares one.
    """
    return frozenset(
        f"{family} {_plain(word)[:2]}".strip()
        for family, called in _called(name)
        for word in called or ("",)
    )


def keys_asked(name: str) -> frozenset[str]:
    """The ``keys`` under which names compatible with this one stand.

    Those of its own letters, of its initial and of its short forms; an initial may stand for any.
    """
    return frozenset(
        f"{family} {start}".strip()
        for family, called in _called(name)
        for word in called or ("",)
        for start in _starts(word)
    )


def _called(name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Family name and the given names by which somebody may be called, of every reading."""
    for reading in _readings(name) if _tokens(name) else ():
        # somebody with a leading initial may be called by the next name
        called = reading.given[: 2 if reading.given and len(reading.given[0]) == 1 else 1]
        for family in {reading.family[0], reading.family[-1], "".join(reading.family)}:
            yield _plain(family), called


def _starts(word: str) -> Iterator[str]:
    if len(word) == 1:
        yield from (word, *(f"{word}{letter}" for letter in "abcdefghijklmnopqrstuvwxyz0123456789"))
        return
    for form in (_plain(word), *map(_plain, short_forms(word))):
        yield from (form[:1], form[:2])


def _fits(strength: NameStrength, *reasons: str) -> NameComparison:
    return NameComparison(verdict=NameVerdict.COMPATIBLE, strength=strength, reasons=reasons)


def _rank(comparison: NameComparison) -> int:
    return list(NameStrength).index(comparison.strength)


@lru_cache(maxsize=65_536)
def _tokens(name: str) -> tuple[str, ...]:
    """Words in plain letters, given names first; "Family, Given" is turned round."""
    text = name[:MOST_CHARACTERS]
    head, comma, tail = text.partition(",")
    after = set(_words(tail))
    if comma and after:
        text = head if after <= _AFTER else f"{tail} {head}"
    text = re.sub(r"\s\d{4}$", "", text.strip())  # DBLP's number of a namesake
    # initials written together: "JP", "J.P." and "J.-P." before a family name
    text = re.sub(r"\b([A-Z])\.?-?([A-Z])\.?(?=\s)", r"\1 \2 ", text)
    return tuple(_words(text)[:MOST_TOKENS])


def _words(text: str) -> list[str]:
    plain = anyascii(text).casefold().replace("'", "").replace("`", "")
    words = [word for word in re.split(r"[^a-z0-9]+", plain) if word]
    while len(words) > 2 and words[0] in _BEFORE:
        del words[0]
    while len(words) > 2 and words[-1] in _AFTER:
        del words[-1]
    return words


def _joined(tokens: Sequence[str]) -> str:
    return _plain("".join(tokens))


def _plain(word: str) -> str:
    """German and Nordic two-letter spellings folded to one."""
    for two, one in _UMLAUTS:
        word = word.replace(two, one)
    return word


@lru_cache(maxsize=65_536)
def _readings(name: str) -> tuple[_Reading, ...]:
    tokens = _tokens(name)
    return tuple(dict.fromkeys(_readings_of(tokens)))


def _readings_of(tokens: tuple[str, ...]) -> Iterator[_Reading]:
    if len(tokens) == 1:
        yield _Reading((), tokens)
        return
    yield _split(tokens, len(tokens) - 1)
    for parts in (2, 3):
        # an initial opens no family name
        if len(tokens) > parts and len(tokens[-parts]) > 1:
            yield _split(tokens, len(tokens) - parts)
    if len(tokens) <= 3 and len(tokens[0]) > 1:
        yield _Reading(tokens[1:], tokens[:1], reordered=True)


def _split(tokens: tuple[str, ...], at: int) -> _Reading:
    while at > 1 and tokens[at - 1] in _PARTICLES:
        at -= 1
    family = tuple(token for token in tokens[at:] if token not in _PARTICLES) or tokens[at:]
    return _Reading(tokens[:at], family)


def _compare_readings(x: _Reading, y: _Reading) -> NameComparison | None:
    family = _family_reason(x.family, y.family)
    if family is None:
        return None
    strict = x.reordered or y.reordered
    given = _given_reason(x.given, y.given)
    if given is None:
        return None
    strength, words = given
    if strict and strength is NameStrength.INITIALS:
        return None
    reasons = tuple(word for word in (family, words, "family name first" if strict else "") if word)
    return _fits(strength, *reasons)


def _family_reason(a: tuple[str, ...], b: tuple[str, ...]) -> str | None:
    """Why two family names agree; "" where they are the same, None where they do not agree."""
    x, y = tuple(map(_plain, a)), tuple(map(_plain, b))
    if x == y or "".join(x) == "".join(y):
        return ""
    short, long = sorted((x, y), key=len)
    if len(short) == 1 and len(long) > 1 and len(short[0]) > 2 and short[0] in (long[0], long[-1]):
        return "one half of a double family name"
    return None


def _given_reason(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[NameStrength, str] | None:
    """How given names agree, None where they do not; missing later ones are no contradiction."""
    if not a or not b:
        return None
    if "".join(a) == "".join(b):
        return NameStrength.VARIANT, ""
    found = _aligned(a, b)
    if found is not None:
        return found
    # "J. Michael" is called Michael; "Robert J." is not called J.
    for full, short in ((a, b), (b, a)):
        if len(full) > len(short) and len(full[0]) == 1 and len(short[0]) > 1:
            found = _aligned(full[1:], short)
            if found is not None:
                return found[0], "known by a later given name"
    return None


def _aligned(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[NameStrength, str] | None:
    first = _same_word(a[0], b[0])
    if first is None:
        # "Xiao Ming" is "Xiaoming" is "X. M."
        if len(a) > 1 and _joined(a[:2]) == _plain(b[0]):
            return NameStrength.VARIANT, "given name in one word or two"
        if len(b) > 1 and _joined(b[:2]) == _plain(a[0]):
            return NameStrength.VARIANT, "given name in one word or two"
        return None
    strength, words = first
    short, long = sorted((a[1:], b[1:]), key=len)
    place = 0
    for token in short:
        while place < len(long):
            match = _same_word(token, long[place])
            place += 1
            if match is not None:
                break
        else:
            # both spell out a middle name, and the two differ
            return None
    return strength, words


def _one_letter_apart(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether all words agree but one long one, in which one letter is another, more or less."""
    from rapidfuzz.distance import Levenshtein

    if len(a) != len(b):
        return False
    other = [(x, y) for x, y in zip(a, b, strict=True) if _plain(x) != _plain(y)]
    if len(other) != 1 or Levenshtein.distance(*other[0], score_cutoff=1) > 1:
        return False
    shorter, longer = sorted(other[0], key=len)
    return len(shorter) >= LEAST_MISTYPED or (
        len(shorter) >= LEAST_RESPELLED and _another_vowel(shorter, longer)
    )


def _another_vowel(a: str, b: str) -> bool:
    """Whether one vowel inside the word stands for another: what transcription does to a name."""
    apart = [(x, y) for x, y in zip(a[1:-1], b[1:-1], strict=False) if x != y]
    return len(a) == len(b) and a[-1] == b[-1] and all({x, y} <= _VOWELS for x, y in apart)


def _same_word(a: str, b: str) -> tuple[NameStrength, str] | None:
    folded = _plain(a)
    if a == b or (len(folded) >= LEAST_FOLDED_GIVEN and folded == _plain(b)):
        strength = NameStrength.VARIANT if len(a) > 1 else NameStrength.INITIALS
        return strength, ""
    for short, long in ((a, b), (b, a)):
        if short in _DOUBLE_INITIALS and long.startswith(short):
            return NameStrength.INITIALS, "an initial"
    if min(len(a), len(b)) == 1:
        return (NameStrength.INITIALS, "an initial") if a[0] == b[0] else None
    if same_given(a, b):
        return NameStrength.VARIANT, "a short form of the given name"
    return None
