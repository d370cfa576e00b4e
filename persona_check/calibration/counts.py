"""How often each level was seen among labelled claims that gave occasion for it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from persona_check.calibration.cases import Case
from persona_check.model.finding import Observation
from persona_check.weighing.table import HYPOTHESES

__all__ = ["Occasions", "Tally", "tallied"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Claims in which a level was seen, and those that gave occasion, by hypothesis.

    Of a claim in several forms, that share of them.
    """

    seen: tuple[float, float, float]
    cases: tuple[float, float, float]


class Occasions:
    """Which claims gave occasion for which level.

    A check with nothing to look at is no evidence. Levels that answer one question about one
    thing share a dependence group (``circle``, ``post:a3``): the claims in which any of them was
    seen gave occasion for each. A level whose group has its own name is a flag; every claim in
    which its check said anything gave occasion. So did one in which the check looked at all it
    reads and found nothing to say.
    """

    def __init__(self, cases: Iterable[Case]) -> None:
        self._stems: dict[str, set[str]] = {}
        for case in cases:
            for one in case.observations:
                stem = one.group.partition(":")[0]
                own = "" if stem == one.level else stem
                self._stems.setdefault(_key(one), set()).add(own)

    def of(self, case: Case, levels: Iterable[str]) -> frozenset[str]:
        """Those of the levels (``check/level``) for which this claim gave occasion."""
        checks = {one.check for one in case.observations}
        questions = {(one.check, one.group.partition(":")[0]) for one in case.observations}
        asked = set()
        for key in levels:
            check = key.partition("/")[0]
            stems = self._stems.get(key, {""})
            if check not in checks:
                occasion = check not in case.skipped
            else:
                occasion = "" in stems or any((check, stem) in questions for stem in stems)
            if occasion:
                asked.add(key)
        return frozenset(asked)


def tallied(cases: Iterable[Case], occasions: Mapping[str, Collection[str]]) -> Mapping[str, Tally]:
    """Tallies by ``check/level``; ``occasions`` are those of each claim's id.

    Embellished claims are genuine with a false line: they are left out, for their conflicts say
    nothing of the three hypotheses. A claim that comes in several forms is one case of a level,
    seen in so much of those that gave occasion.
    """
    forms: dict[str, dict[tuple[str, int], list[bool]]] = {}
    for case in cases:
        if case.label not in HYPOTHESES:
            continue
        column = HYPOTHESES.index(case.label)
        observed = {_key(one) for one in case.observations}
        for key in occasions[case.id]:
            of_level = forms.setdefault(key, {})
            of_level.setdefault((case.person or case.id, column), []).append(key in observed)
    return {key: _tally(of_level) for key, of_level in forms.items()}


def _tally(forms: Mapping[tuple[str, int], Collection[bool]]) -> Tally:
    seen, cases = [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]
    for (_, column), found in forms.items():
        seen[column] += sum(found) / len(found)
        cases[column] += 1
    return Tally(
        seen=(round(seen[0], 6), round(seen[1], 6), round(seen[2], 6)),
        cases=(cases[0], cases[1], cases[2]),
    )


def _key(observation: Observation) -> str:
    return f"{observation.check}/{observation.level}"
