"""What a report holds against a claim, and what it does so more than another report."""

from collections.abc import Iterator, Mapping

from persona_check.model.claim import AssertionKind
from persona_check.model.finding import AssertionState, Outcome, Severity
from persona_check.model.report import Report, Verdict

__all__ = ["ADVERSE", "added", "against", "harsher"]

ADVERSE = {Verdict.MIXED, Verdict.CONTRADICTED}
Against = Mapping[tuple[str, str], dict[str, Severity]]


def against(report: Report) -> Against:
    """What each check holds against each item: levels and how heavy they are."""
    held: dict[tuple[str, str], dict[str, Severity]] = {}
    for finding in report.assessment.findings:
        if finding.level.outcome is Outcome.CONTRADICTS:
            seen = finding.observation
            for assertion in seen.assertions or ("",):
                held.setdefault((seen.check, assertion), {})[seen.level] = finding.level.severity
    return held


def added(before: Report, after: Report) -> Iterator[tuple[str, str, str]]:
    """What is new against an item, and no lighter word of a check in place of a heavier one."""
    known = against(before)
    for about, levels in against(after).items():
        heaviest = max((s.rank for s in known.get(about, {}).values()), default=0)
        lost_heavier = heaviest > max(severity.rank for severity in levels.values())
        for level in levels.keys() - known.get(about, {}).keys():
            if not lost_heavier:
                yield (*about, level)


def harsher(before: Report, after: Report) -> list[object]:
    """In what the second report is harsher: new contradictions, a verdict, what is "not found"."""
    kinds = {assertion.id: assertion.kind for assertion in before.claim.assertions}
    states = dict(before.assessment.states)
    missed = {
        assertion
        for assertion in _told_missing(after) - _told_missing(before)
        # what was contradicted may be merely missing now; a work must not be even that
        if kinds[assertion] is AssertionKind.WORK
        or states[assertion] is not AssertionState.CONFLICT
    }
    found: list[object] = [*added(before, after), *sorted(missed)]
    if after.assessment.conflict.rank > before.assessment.conflict.rank:
        found.append(after.assessment.conflict)
    if after.assessment.verdict in ADVERSE and before.assessment.verdict not in ADVERSE:
        found.append(after.assessment.verdict)
    return found


def _told_missing(report: Report) -> set[str]:
    return {
        assertion
        for finding in report.assessment.findings
        if finding.level.state is AssertionState.NOT_FOUND
        for assertion in finding.observation.assertions
    }
