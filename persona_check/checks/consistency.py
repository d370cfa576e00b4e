"""Does all that could be compared fit together? The one question asked of the other checks."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from persona_check.model.claim import AssertionKind
from persona_check.model.finding import Level, Observation, Outcome, Severity

__all__ = ["Consistency"]

# With fewer independent comparisons than this there was no occasion for a mistake to show.
LEAST_CHECKS = 2
OF_NAMESAKES = ("publications", "record_of_namesakes")
_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()


class Consistency:
    """Whether anything conflicts, once enough was compared for a mistake to have shown."""

    id: ClassVar[str] = "consistency"
    question: ClassVar[str] = "Does everything that could be compared fit together?"
    if_wrong: ClassVar[str] = "nothing needs to be corrected; this finding is in your favour."
    reads: ClassVar[frozenset[AssertionKind]] = frozenset(AssertionKind)
    levels: ClassVar[tuple[Level, ...]] = (
        Level(
            id="nothing_conflicts",
            outcome=Outcome.CORROBORATES,
            meaning="Several kinds of statements could be compared with independent records, and "
            "no serious contradiction was found. People who pass off somebody else's record as "
            "their own often slip on one of them.",
        ),
    )

    def over(
        self, observations: Sequence[Observation], levels: Mapping[tuple[str, str], Level]
    ) -> tuple[Observation, ...]:
        """One observation where nothing material conflicts and one person was compared, else none.

        What fits a mixture of namesakes fits nobody.
        """
        seen = [(o, levels[o.check, o.level]) for o in observations]
        if any(level.severity.rank >= Severity.MATERIAL.rank for _, level in seen):
            return ()
        if any((o.check, o.level) == OF_NAMESAKES for o in observations):
            return ()
        supporting = sorted({o.check for o, lv in seen if lv.outcome is Outcome.CORROBORATES})
        if len(supporting) < LEAST_CHECKS:
            return ()
        return (
            Observation(
                check=self.id,
                level="nothing_conflicts",
                summary=_summary(seen),
                group="consistency",
                measurements=(("checks_supporting", len(supporting)),),
            ),
        )


def _summary(seen: Sequence[tuple[Observation, Level]]) -> str:
    minor = any(level.outcome is Outcome.CONTRADICTS for _, level in seen)
    # what contradicts a little was compared too
    points = len({o.check for o, level in seen if level.outcome is not Outcome.INCONCLUSIVE})
    what = "serious contradiction" if minor else "contradiction"
    number = _NUMBERS[points] if points < len(_NUMBERS) else str(points)
    return f"we found no {what} among the {number} points that could be compared"
