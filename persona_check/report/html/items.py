"""The claim item by item: how each ended, and what was found of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from persona_check.model.claim import Assertion
from persona_check.model.finding import AssertionState, Finding
from persona_check.model.report import Report
from persona_check.report.answer.items import ItemAnswer, ItemWord, answered_items

__all__ = ["Item", "claimed_items", "tally"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One claimed item with its state, and with its word and reason in ``answer``.

    ``findings`` are about this item alone; ``sources`` are those behind its state.
    """

    assertion: Assertion
    state: AssertionState
    answer: ItemAnswer
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
            answer=answer,
            findings=tuple(alone.get(one.id, ())),
            sources=tuple(sources.get(one.id, ())),
        )
        for one, answer in zip(report.claim.assertions, answered_items(report), strict=True)
    )


def tally(items: Sequence[Item]) -> tuple[tuple[ItemWord, int], ...]:
    """How many items ended with each word, without those with which none did."""
    counted = Counter(item.answer.word for item in items)
    return tuple((word, counted[word]) for word in ItemWord if counted[word])
