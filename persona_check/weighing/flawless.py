"""How many rivals are supposed to look as a genuine person would, after what was seen."""

from collections.abc import Iterable, Sequence

from persona_check.model.finding import AssertionState, Finding, Outcome
from persona_check.model.report import Flawless
from persona_check.weighing.table import Calibration

__all__ = ["flawless_among", "points_got_right", "witness_years"]

DAYS_A_YEAR = 365.25
_LOOKED_AT = frozenset(AssertionState) - {
    AssertionState.COULD_NOT_CHECK,
    AssertionState.NOT_APPLICABLE,
}


def flawless_among(findings: Iterable[Finding], calibration: Calibration) -> Flawless:
    """The shares of flawless rivals that these findings leave open.

    Works can be deposited for an invented person, and a copied record looks real. Nobody invents
    a mailbox, which closes the first, or having been known for years, which makes it rarer with
    every witness and year. Nobody slips on what was not claimed: the stated share of borrowers is
    of those who had a whole claim to get right, and the less was confirmed, the more are flawless
    still. Where what was seen speaks for that rival all the same, the stated share holds: a long
    record with a lie in it is no likelier genuine than a short one.
    """
    findings = tuple(findings)
    return Flawless(
        borrowed=_borrowed(findings, calibration), fabricated=_fabricated(findings, calibration)
    )


def _borrowed(findings: Sequence[Finding], calibration: Calibration) -> float:
    share, halving = calibration.flawless_share, calibration.halving_points
    against = -sum(f.log10_lr_borrowed for f in findings if f.counted and not f.level.control)
    if halving is None or against > 0:
        return share
    return share + (1 - share) * halving / (halving + points_got_right(findings))


def _fabricated(findings: Sequence[Finding], calibration: Calibration) -> float:
    share = calibration.flawless_fabricated.value
    shown = [f.level for f in findings if f.level.outcome is Outcome.CORROBORATES]
    if any(level.control for level in shown):
        return 0.0
    if calibration.halving_witness_years is None:
        return 0.0 if any(level.depth for level in shown) else share
    if sum(f.log10_lr_fabricated for f in findings if f.counted) < 0:
        return share
    return share / (1 + witness_years(findings) / calibration.halving_witness_years)


def points_got_right(findings: Iterable[Finding]) -> float:
    """How much of the claim is confirmed, over checks of different things.

    Each check adds less than one point: with k of n items confirmed, k / n times k / (k + 1). So
    one list copied from one page is worth less than the same number of items of several kinds,
    an item that is not confirmed takes from its kind, and none takes from another.
    """
    confirmed: dict[str, set[str]] = {}
    refuted: dict[str, set[str]] = {}
    looked_at: dict[str, set[str]] = {}
    for finding in findings:
        level, about = finding.level, finding.observation.assertions
        check = finding.observation.check
        if level.control:
            continue
        if level.state in _LOOKED_AT:
            looked_at.setdefault(check, set()).update(about)
        # a list part of which is others' supports the identity, not the items
        if level.outcome is Outcome.CORROBORATES and finding.log10_lr_borrowed >= 0:
            confirmed.setdefault(check, set()).update(about)
        elif level.outcome is Outcome.CONTRADICTS:
            refuted.setdefault(check, set()).update(about)
    points = 0.0
    for check, items in confirmed.items():
        right = len(items - refuted.get(check, set()))
        asked = len(items | refuted.get(check, set()) | looked_at.get(check, set()))
        if right:
            points += right / asked * right / (right + 1)
    return points


def witness_years(findings: Iterable[Finding]) -> float:
    """Years since third parties first saw the person, times the number of these parties."""
    spans = [0.0]
    for finding in findings:
        measured = dict(finding.observation.measurements)
        days, witnesses = measured.get("age_days"), measured.get("witnesses")
        if isinstance(days, int | float) and isinstance(witnesses, int | float):
            spans.append(max(0.0, days / DAYS_A_YEAR) * witnesses)
    return max(spans)
