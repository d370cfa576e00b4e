"""The best agreement between any readings of two names' words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from persona_check.compare.names.alignment import GivenAgreement, agreement
from persona_check.compare.names.readings import Reading, readings
from persona_check.compare.names.romanisation import (
    is_pinyin,
    is_syllable,
    korean_families,
    korean_sounds,
    wade_giles_families,
)
from persona_check.compare.names.words import Fit, family_fit, given_fit, one_letter_apart

__all__ = ["Agreement", "Found", "of_words"]

# A shorter word is too common to say that one name stands within another.
LEAST_SHARED = 3
# Two whole names run together, of which one letter differs.
LEAST_RUN_TOGETHER = 9
# Of this many words in any order, all agree, some as initials.
LEAST_WORDS_OF_INITIALS = 3


_ALIKE = (Fit.SAME, Fit.SOUND, Fit.INITIAL)


class Agreement(IntEnum):
    """What comparing words comes to, best first."""

    FITS = 0
    ONE_LETTER = 1
    LEFT_OUT = 2
    ONE_WORD = 3
    DIFFERS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An outcome, how well the given names fit, and why."""

    outcome: Agreement
    fit: Fit = Fit.NONE
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Family:
    fit: Fit
    reason: str = ""
    # agrees only if the given names agree in full: Lee and Yi, Chang and Zhang
    asks_for_given: bool = False
    asks_for_syllables: bool = False
    # the side (1 or 2) that has one half of a double family name
    half: int = 0


def of_words(a: tuple[str, ...], b: tuple[str, ...]) -> Found:
    """How two names agree that are not the same words."""
    if min(len(a), len(b)) == 1:
        return _one_word(a, b)
    best = Found(outcome=Agreement.DIFFERS)
    for x in readings(a):
        for y in readings(b):
            if x.reordered and y.reordered:
                continue
            for found in _of_readings(x, y):
                if _rank(found) < _rank(best):
                    best = found
                    if best.outcome is Agreement.FITS and best.fit <= Fit.SOUND:
                        return best
    if best.outcome is Agreement.FITS:
        return best
    return min(best, _in_any_order(a, b), key=_rank)


def _rank(found: Found) -> tuple[int, int]:
    return (found.outcome, min(max(found.fit, Fit.FORM), Fit.INITIAL))


def _one_word(a: Sequence[str], b: Sequence[str]) -> Found:
    one, many = (a[0], b) if len(a) == 1 else (b[0], a)
    if any(one == other or family_fit(one, other) is Fit.SOUND for other in many):
        return Found(outcome=Agreement.ONE_WORD)
    if len(many) == 1 and one_letter_apart(one, many[0]):
        return Found(outcome=Agreement.ONE_LETTER)
    if one_letter_apart(one, "".join(many)) and len(one) >= LEAST_RUN_TOGETHER:
        return Found(outcome=Agreement.ONE_LETTER)
    return Found(outcome=Agreement.DIFFERS)


def _of_readings(x: Reading, y: Reading) -> Iterator[Found]:
    families = list(_families(x, y))
    if not families:
        return
    given = agreement(x.given, y.given)
    if given is None:
        return
    for family in families:
        found = _judged(x, y, family, given)
        if found is not None:
            yield found


def _judged(x: Reading, y: Reading, family: _Family, given: GivenAgreement) -> Found | None:
    strict = x.reordered or y.reordered
    full = given.fit <= Fit.FORM and not given.dropped
    reasons = tuple(filter(None, (family.reason, given.reason, "family name first" * strict)))
    if family.half and any(len(word) > 1 for word in given.left_over[family.half - 1]):
        # each has a word that the other lacks
        return None
    if family.half and family.asks_for_given:
        # "Juan M. Quill", "Juan Oduya Quill": M. may be left out in the other, or stand for Oduya
        initial = given.fit >= Fit.INITIAL or given.dropped
        return None if initial or strict else Found(outcome=Agreement.LEFT_OUT, reasons=reasons)
    if family.fit is Fit.NEAR or given.fit is Fit.NEAR:
        if strict or family.half or (family.fit is Fit.NEAR and given.fit >= Fit.INITIAL):
            return None
        left_out = given.dropped or (given.fit is Fit.NEAR and not given.whole)
        outcome = Agreement.LEFT_OUT if left_out else Agreement.ONE_LETTER
        return Found(outcome=outcome, reasons=reasons)
    if family.asks_for_syllables and not given.syllables:
        return None
    if family.asks_for_given and not full:
        return Found(outcome=Agreement.LEFT_OUT, reasons=reasons)
    if strict and given.fit is Fit.INITIAL:
        enough = given.whole and len(x.given) >= LEAST_WORDS_OF_INITIALS - 1
        outcome = Agreement.FITS if enough else Agreement.LEFT_OUT
        return Found(outcome=outcome, fit=Fit.INITIAL, reasons=reasons)
    if given.dropped and (strict or family.half):
        return Found(outcome=Agreement.LEFT_OUT, reasons=reasons)
    return Found(outcome=Agreement.FITS, fit=given.fit, reasons=reasons)


def _families(x: Reading, y: Reading) -> Iterator[_Family]:
    """The ways in which two family names agree, best first; nothing where they do not."""
    forms_x = {"".join(x.family), x.whole}
    forms_y = {"".join(y.family), y.whole}
    fit = min(family_fit(one, other) for one in forms_x for other in forms_y)
    if fit <= Fit.SOUND:
        yield _Family(fit, "another spelling of the family name" if fit else "")
        return
    short, long = sorted((x.family, y.family), key=len)
    # "Yi-Ling Chen", "Yi-Pei Chen": where the last words agree, the others are given names
    if len(short) == 1 < len(long) and _is_half(short[0], long):
        half = 1 if short is x.family else 2
        last = short[0] == long[-1]
        # "Zhang-Wei Hong" is no "Wei Zhang": syllables make given names, not halves of a family's
        if not any(map(is_syllable, long)) or not (last or x.reordered or y.reordered):
            reason = "one half of a double family name"
            yield _Family(Fit.SAME, reason, half=half, asks_for_given=last)
        return
    if len(short) == len(long) == 1:
        yield from _asian(x, y)
    if fit is Fit.NEAR:
        yield _Family(Fit.NEAR)


def _is_half(word: str, double: Sequence[str]) -> bool:
    return len(word) > 2 and min(family_fit(word, double[i]) for i in (0, -1)) <= Fit.SOUND


def _asian(x: Reading, y: Reading) -> Iterator[_Family]:
    a, b = x.family[0], y.family[0]
    if korean_families(a) & korean_families(b):
        korean = any(korean_sounds("".join(one.given)) for one in (x, y))
        if korean:
            yield _Family(Fit.SOUND, "one Korean family name", asks_for_given=True)
        elif not (is_pinyin(a) and is_pinyin(b)):
            yield _Family(Fit.SOUND, "perhaps one Korean family name", asks_for_given=True)
    if b in wade_giles_families(a) or a in wade_giles_families(b):
        # "Hsu" is no pinyin, "Chang" is both
        both = is_pinyin(a) and is_pinyin(b)
        yield _Family(
            Fit.SOUND,
            "one Chinese family name in Wade-Giles and in pinyin",
            asks_for_given=True,
            asks_for_syllables=both,
        )


def _in_any_order(a: Sequence[str], b: Sequence[str]) -> Found:
    """Names whose words agree in another order, or all stand in the longer one."""
    short, long = sorted((list(a), list(b)), key=len)
    rest = list(long)
    shared = 0
    for word in sorted(short, key=len, reverse=True):
        if len(word) >= LEAST_SHARED and word in rest:
            shared += 1
            rest.remove(word)
            continue
        fitting = [one for one in rest if given_fit(word, one) in _ALIKE]
        if not fitting:
            break
        rest.remove(fitting[0])
    else:
        if shared > 1 and len(short) == len(long):
            return Found(outcome=Agreement.FITS, fit=Fit.INITIAL, reasons=("in another order",))
        if shared:
            words = "all words of one stand in the other"
            return Found(outcome=Agreement.LEFT_OUT, reasons=(words,))
    joined_a, joined_b = "".join(a), "".join(b)
    long_enough = min(len(joined_a), len(joined_b)) >= LEAST_RUN_TOGETHER
    comparable = long_enough and len(a) != len(b) and _full(a) and _full(b)
    # "Al Zahid", "Alzahid", and a letter more
    if comparable and one_letter_apart(joined_a, joined_b):
        return Found(outcome=Agreement.ONE_LETTER)
    # "A. Sundarkumar" is called Sundarkumar; forms that ask for two names make "Sundar Kumar"
    whole_a, whole_b = (list(filter(_is_written_out, words)) for words in (a, b))
    if len(whole_a) != len(whole_b) and "".join(whole_a) == "".join(whole_b):
        return Found(outcome=Agreement.LEFT_OUT, reasons=("one name, in one word or two",))
    return Found(outcome=Agreement.DIFFERS)


def _is_written_out(word: str) -> bool:
    return len(word) > 1


def _full(words: Sequence[str]) -> bool:
    return sum(len(word) > 2 for word in words) > 1
