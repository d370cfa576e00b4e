"""How the given names of two bylines agree, word by word and in order."""

from dataclasses import dataclass
from functools import lru_cache

from persona_check.compare.names.romanisation import (
    given_sounds,
    is_syllable,
    korean_sounds,
    pinyin_spellings,
)
from persona_check.compare.names.words import Fit, given_fit, one_letter_apart

__all__ = ["GivenAgreement", "agreement"]

_NO_WAY = 1_000
# A word left out costs more than any agreement, so that words are matched where they can be.
_COST = {Fit.SAME: 0, Fit.SOUND: 1, Fit.FORM: 2, Fit.INITIAL: 3, Fit.NEAR: 30}
_SKIPPED = 12
# An initial joined to the word before it: "Beom H." is "Beomhee".
LEAST_BEFORE_INITIAL = 3
# A given name this long, in common, leaves open what the others are.
LEAST_SHARED = 4


_Steps = tuple[tuple[int, int, Fit], ...]
_Left = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class GivenAgreement:
    """How given names agree.

    ``fit`` is that of the first names, or NEAR where any word's is. ``dropped`` says that the
    first given name of one is missing in the other, ``syllables`` that the agreement rests on a
    Chinese reading of both. ``left_over`` are words of each without a match.
    """

    fit: Fit
    reason: str = ""
    dropped: bool = False
    left_over: _Left = ((), ())
    syllables: bool = False

    @property
    def whole(self) -> bool:
        """Whether no word is left over."""
        return self.left_over == ((), ())


@lru_cache(maxsize=131_072)
def agreement(a: tuple[str, ...], b: tuple[str, ...]) -> GivenAgreement | None:
    """How they agree; None where both spell out something that the other lacks."""
    if not a or not b:
        return None
    if "".join(a) == "".join(b) and max(map(len, (*a, *b))) > 1:
        return GivenAgreement(Fit.SAME)
    chinese = _chinese(a, b)
    if chinese is not None:
        return chinese
    found = min(_aligned(a, b, 0, 0, True), _aligned(a, b, 0, 0, False))
    judged = _judged(a, b, found[1]) if found[0] < _NO_WAY and found[1] else None
    if judged is None or judged.fit is Fit.NEAR:
        judged = _in_another_order(a, b) or judged
    if judged is None and a[0] != b[0]:
        both = {word for word in a if len(word) >= LEAST_SHARED and not is_syllable(word)} & set(b)
        # shared next to the family name, beside other first names, it is a family name of two words
        if both and a[-1] != b[-1]:
            return GivenAgreement(Fit.NEAR, "one given name in common", left_over=(a, b))
    written_out = min(map(len, (*a, *b))) > 1
    if judged is None and written_out and one_letter_apart("".join(a), "".join(b)):
        return GivenAgreement(Fit.NEAR, _REASONS[Fit.NEAR])
    return judged


def _judged(a: tuple[str, ...], b: tuple[str, ...], steps: _Steps) -> GivenAgreement | None:
    first_a, first_b, fit = steps[0]
    near = any(one is Fit.NEAR for *_, one in steps)
    left = _left_over(a, b, steps)
    if not (first_a or first_b):
        worst = Fit.NEAR if near else fit
        reason = _REASONS.get(worst, "")
        if len(steps) == 1 and any(left) and fit < Fit.INITIAL:
            longer = a if left[0] else b
            if len(min(a, b, key=len)) == 1 and all(map(is_syllable, longer)):
                return GivenAgreement(Fit.NEAR, _A_SYLLABLE, left_over=left)
        if fit is Fit.INITIAL and _rather_called_otherwise(a, b):
            return GivenAgreement(Fit.NEAR, "perhaps known by a later given name", left_over=left)
        return GivenAgreement(worst, reason, left_over=left)
    full, skipped = (a[first_a], a[0]) if first_a else (b[first_b], b[0])
    if fit is Fit.INITIAL or near:
        # "Robert J." is not called J.
        return None
    if len(skipped) > 1 and len(steps) == 1 and is_syllable(full) and is_syllable(skipped):
        return GivenAgreement(Fit.NEAR, _A_SYLLABLE, dropped=True, left_over=left)
    return GivenAgreement(fit, "known by a later given name", dropped=True, left_over=left)


def _left_over(a: tuple[str, ...], b: tuple[str, ...], steps: _Steps) -> _Left:
    """Words of each that no step matches; a joined pair counts as both of its words."""
    letters_a, letters_b = list(a), list(b)
    for i, j, _ in steps:
        letters_a[i] = letters_b[j] = ""
        for side, other, at in ((letters_a, b[j], i), (letters_b, a[i], j)):
            whole = a[i] if side is letters_a else b[j]
            if at + 1 < len(side) and side[at + 1] and other.startswith(whole + side[at + 1]):
                side[at + 1] = ""
    return tuple(filter(None, letters_a)), tuple(filter(None, letters_b))


def _rather_called_otherwise(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Of "J. Christina", called Christina, Jenny is the J. written out, or somebody else."""
    for called, other in ((a, b), (b, a)):
        if len(called) == 2 and len(called[0]) == 1 < len(called[1]):
            return len(other) == 1 and len(other[0]) > 1
    return False


def _in_another_order(a: tuple[str, ...], b: tuple[str, ...]) -> GivenAgreement | None:
    """As "Vahab S." is "Seyed Vahab": all words match, one of them written out in both."""
    if len(a) != len(b) or len(a) < 2:
        return None
    rest = list(b)
    full = False
    for word in sorted(a, key=len, reverse=True):
        fits = sorted((given_fit(word, other), other) for other in rest)
        if fits[0][0] > Fit.INITIAL:
            return None
        full = full or fits[0][0] <= Fit.SOUND
        rest.remove(fits[0][1])
    return GivenAgreement(Fit.FORM, "given names in another order") if full else None


_A_SYLLABLE = "a syllable of the given name more or less"
_REASONS = {
    Fit.FORM: "a short or foreign form of the given name",
    Fit.SOUND: "another spelling of the given name",
    Fit.INITIAL: "an initial",
    Fit.NEAR: "one letter of the given name differs",
}


def _aligned(
    a: tuple[str, ...], b: tuple[str, ...], i: int, j: int, skip_a: bool
) -> tuple[int, _Steps]:
    """The cheapest way to match the rest, words of one side alone being skipped."""
    if i == len(a) and j == len(b):
        return 0, ()
    best: tuple[int, _Steps] = (_NO_WAY, ())
    if i < len(a) and j < len(b):
        fit = given_fit(a[i], b[j])
        if fit is not Fit.NONE:
            best = _with(_COST[fit], (i, j, fit), _aligned(a, b, i + 1, j + 1, skip_a))
        joined = _joined_fit(a[i : i + 2], b[j])
        if joined is not None:
            rest = _aligned(a, b, i + 2, j + 1, skip_a)
            best = min(best, _with(_COST[joined], (i, j, joined), rest))
        joined = _joined_fit(b[j : j + 2], a[i])
        if joined is not None:
            rest = _aligned(a, b, i + 1, j + 2, skip_a)
            best = min(best, _with(_COST[joined], (i, j, joined), rest))
    if skip_a and i < len(a):
        cost, steps = _aligned(a, b, i + 1, j, skip_a)
        best = min(best, (cost + _SKIPPED, steps))
    if not skip_a and j < len(b):
        cost, steps = _aligned(a, b, i, j + 1, skip_a)
        best = min(best, (cost + _SKIPPED, steps))
    return best


def _with(cost: int, step: tuple[int, int, Fit], rest: tuple[int, _Steps]) -> tuple[int, _Steps]:
    return cost + rest[0], (step, *rest[1])


def _joined_fit(two: tuple[str, ...], one: str) -> Fit | None:
    """As "Xiao Ming" is "Xiaoming", "Beom H." is "Beomhee"."""
    if len(two) < 2 or len(two[0]) == 1:
        return None
    joined = "".join(two)
    if joined == one:
        return Fit.SAME
    if given_sounds(joined) & given_sounds(one) or korean_sounds(joined) & korean_sounds(one):
        return Fit.SOUND
    if len(two[0]) >= LEAST_BEFORE_INITIAL and len(two[1]) == 1 and one.startswith(joined):
        return Fit.FORM if len(one) > len(joined) else Fit.SAME
    if len(two[1]) > 1 and given_fit(joined, one) is Fit.NEAR and abs(len(joined) - len(one)) < 2:
        return Fit.NEAR
    return None


def _chinese(a: tuple[str, ...], b: tuple[str, ...]) -> GivenAgreement | None:
    """As "Chih-Yu" in Wade-Giles is "Zhiyu" in pinyin."""
    for one, other in ((a, b), (b, a)):
        spelled = pinyin_spellings(one)
        if spelled and "".join(other) in spelled:
            reason = "one Chinese given name in Wade-Giles and in pinyin"
            return GivenAgreement(Fit.SOUND, reason, syllables=True)
    return None
