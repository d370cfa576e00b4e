"""The claim item by item: how each ended, and what was found of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from persona_check.model.claim import Assertion
from persona_check.model.finding import AssertionState, Finding, Outcome
from persona_check.model.report import Report

__all__ = ["Item", "claimed_items", "in_the_table", "tally"]

# from what is confirmed to what was not compared
ORDER = (
    AssertionState.SUPPORTED,
    AssertionState.PARTLY,
    AssertionState.CONFLICT,
    AssertionState.NOT_FOUND,
    AssertionState.AMBIGUOUS,
    AssertionState.COULD_NOT_CHECK,
    AssertionState.NOT_APPLICABLE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One claimed item with its state.

    ``findings`` are about this item alone; ``sources`` are those behind its state.
    """

    assertion: Assertion
    state: AssertionState
    findings: tuple[Finding, ...]
    sources: tuple[str, ...]


def claimed_items(report: Report) -> tuple[Item, ...]:
    """All items in the claim's order."""
    states = dict(report.assessment.states)
    alone: dict[str, list[Finding]] = {}
    sources: dict[str, dict[str, None]] = {}
    for finding in report.assessment.findings:
        about = finding.observation.assertions
        if len(about) == 1:
            alone.setdefault(about[0], []).append(finding)
        if finding.level.state is not None:
            for assertion in about:
                held = sources.setdefault(assertion, {})
                held |= dict.fromkeys(e.provenance.source for e in finding.observation.evidence)
    return tuple(
        Item(
            assertion=one,
            state=states.get(one.id, AssertionState.NOT_APPLICABLE),
            findings=tuple(alone.get(one.id, ())),
            sources=tuple(sources.get(one.id, ())),
        )
        for one in report.claim.assertions
    )


def in_the_table(finding: Finding, items: Sequence[Item]) -> bool:
    """Whether the table of items says it already, and no list need repeat it.

    Conflicts and whatever is counted stand in their lists all the same.
    """
    if finding.counted or finding.level.outcome is Outcome.CONTRADICTS:
        return False
    return any(finding in item.findings for item in items)


def tally(items: Sequence[Item]) -> tuple[tuple[AssertionState, int], ...]:
    """How many items ended in each state, without those in which none did."""
    counted = Counter(item.state for item in items)
    return tuple((state, counted[state]) for state in ORDER if counted[state])
