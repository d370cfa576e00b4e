"""What all checks say of one claim, and what is left of it when a reviewer sets some aside."""

import logging
from collections.abc import Iterable, Sequence

from persona_check.checks.base import Check
from persona_check.checks.registry import CONSISTENCY, all_levels
from persona_check.dossier.index import Dossier
from persona_check.model.claim import Claim
from persona_check.model.finding import Observation, Outcome, Skipped, SkipReason
from persona_check.model.report import Assessment, SetAside

__all__ = ["left_of", "observe"]

log = logging.getLogger(__name__)


def observe(
    claim: Claim, dossier: Dossier, checks: Iterable[Check]
) -> tuple[tuple[Observation, ...], tuple[Skipped, ...]]:
    """What the checks say; a check that fails is skipped with its reason, and the rest run."""
    observations: list[Observation] = []
    skipped: list[Skipped] = []
    for one in checks:
        try:
            said = list(one.run(claim, dossier))
        except Exception as error:
            log.warning("%s: the check failed", one.id, exc_info=error)
            detail = f"the check itself failed ({type(error).__name__})"
            said = [Skipped(check=one.id, reason=SkipReason.FAILED, detail=detail)]
        observations += [item for item in said if isinstance(item, Observation)]
        skipped += [item for item in said if isinstance(item, Skipped)]
    observations += CONSISTENCY.over(observations, all_levels())
    return tuple(observations), tuple(skipped)


def left_of(
    whole: Assessment, aside: Sequence[SetAside], observations: Sequence[Observation]
) -> tuple[tuple[Observation, ...], frozenset[Observation]]:
    """What remains to be weighed, and which of it is shown but not counted.

    Support that repeats a counted witness still does not count: setting a finding aside must never
    add support. The finding on consistency is made again, if there was one before.
    """
    gone = {one.finding.observation for one in aside}
    copies = {
        finding.observation
        for finding in whole.findings
        if not finding.counted and finding.level.outcome is Outcome.CORROBORATES
    }
    left = [one for one in observations if one not in gone]
    rest = [one for one in left if one.check != CONSISTENCY.id]
    if rest != left:
        left = [*rest, *CONSISTENCY.over(rest, all_levels())]
    return tuple(left), frozenset(copies)
