"""Weighs observations into an assessment: one posterior, two axes, every witness once."""

import math
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from persona_check.model.claim import Claim
from persona_check.model.finding import (
    AssertionState,
    Finding,
    Level,
    Observation,
    Outcome,
    Severity,
    Skipped,
    SkipReason,
)
from persona_check.model.report import (
    Assessment,
    Assurance,
    Flawless,
    Hypotheses,
    Prior,
    Verdict,
)
from persona_check.weighing.flawless import flawless_among
from persona_check.weighing.table import Calibration, Weight

__all__ = [
    "SHOWN_LIMITS",
    "combine",
    "flawless_among",
    "interval",
    "posterior",
    "verdict_of",
    "weigh",
]

SHOWN_LIMITS = (0.01, 0.99)
# Standard deviations of a 90 % interval.
Z_90 = 1.645


@dataclass(frozen=True, slots=True)
class _Weighed:
    observation: Observation
    level: Level
    weight: Weight | None


def combine(
    claim: Claim,
    observations: Iterable[Observation],
    skipped: Sequence[Skipped],
    levels: Mapping[tuple[str, str], Level],
    *,
    calibration: Calibration,
    prior: Prior,
    withheld: Set[Observation] = frozenset(),
) -> Assessment:
    """The assessment; the order of observations does not matter.

    ``withheld`` are shown and not counted, see ``weigh``. ``levels`` maps (check, level) to its
    declaration. Arithmetic (docs/method.md): three hypotheses; naive Bayes over witnesses that are
    not each other's copies; borrowers are a mixture of flawless ones, whose copied record looks
    genuine, and of ones that make mistakes.
    """
    findings = weigh(observations, levels, calibration, withheld)
    flawless = flawless_among(findings, calibration)
    hypotheses = posterior(findings, flawless, prior.hypotheses)
    states = _states(claim, findings, skipped)
    coverage = _coverage(states)
    conflict = _conflict(findings)
    confidence = _shown(hypotheses.genuine)
    judgement_share, synthetic_share = _foundations(findings, calibration)
    return Assessment(
        verdict=verdict_of(findings, hypotheses, calibration),
        confidence=confidence,
        interval=interval(hypotheses, findings, calibration, coverage),
        hypotheses=hypotheses,
        prior=prior,
        conflict=conflict,
        assurance=_assurance(findings, conflict),
        coverage=coverage,
        findings=findings,
        skipped=tuple(skipped),
        states=tuple(states.items()),
        calibration_id=calibration.id,
        judgement_share=judgement_share,
        synthetic_share=synthetic_share,
        flawless=flawless,
    )


def weigh(
    observations: Iterable[Observation],
    levels: Mapping[tuple[str, str], Level],
    calibration: Calibration,
    withheld: Set[Observation] = frozenset(),
) -> tuple[Finding, ...]:
    """Findings, weightiest conflicts first; of one witness only the weightiest finding counts.

    ``withheld`` are those whose witness a reviewer set aside: that must not make others count.
    """
    weighed = [
        _Weighed(o, levels[o.check, o.level], calibration.weight(o.check, o.level))
        for o in set(observations)
    ]
    weighed.sort(key=_order)
    counted_upstream: dict[Outcome, dict[str, str]] = {}
    counted_groups: dict[tuple[str, str], str] = {}
    findings = []
    seen: dict[str, int] = {}
    for item in weighed:
        observation, level, weight = item.observation, item.level, item.weight
        name = f"{observation.check}/{observation.level}"
        seen[name] = seen.get(name, 0) + 1
        reason = None
        upstream = counted_upstream.setdefault(level.outcome, {})
        group = (observation.check, observation.group)
        if not level.weighed:
            reason = f"one item; {observation.check} weighs all such items together"
        elif weight is None:
            reason = "it has no weight of its own"
        elif level.outcome is Outcome.INCONCLUSIVE:
            reason = "it says nothing either way"
        elif observation.group and group in counted_groups:
            reason = f"the same thing is already counted in {counted_groups[group]}"
        elif observation.upstream and all(key in upstream for key in observation.upstream):
            reason = f"the same witness is already counted in {upstream[observation.upstream[0]]}"
        elif observation in withheld:
            reason = "its witness is among what was set aside"
        if reason is None and weight is not None:
            counted_groups[group] = name
            for key in observation.upstream:
                upstream.setdefault(key, name)
        findings.append(
            Finding(
                observation=observation,
                level=level,
                log10_lr_fabricated=weight.log10_lr("fabricated") if weight else 0.0,
                log10_lr_borrowed=weight.log10_lr("borrowed") if weight else 0.0,
                counted=reason is None,
                basis=weight.basis if weight else "none",
                not_counted_because=reason,
                id=name if seen[name] == 1 else f"{name}#{seen[name]}",
            )
        )
    return tuple(findings)


def posterior(findings: Iterable[Finding], flawless: Flawless, prior: Hypotheses) -> Hypotheses:
    """Posterior of the three hypotheses after all counted findings; sums to 1.

    ``flawless`` as ``flawless_among`` gives it.
    """
    fabricated = erring = control = 0.0
    for finding in findings:
        if finding.counted:
            fabricated -= finding.log10_lr_fabricated
            if finding.level.control:
                control -= finding.log10_lr_borrowed
            else:
                erring -= finding.log10_lr_borrowed
    # log10 of P(evidence | hypothesis) relative to genuine
    logs = {
        "genuine": math.log10(prior.genuine),
        "fabricated": math.log10(prior.fabricated) + _mixed(flawless.fabricated, fabricated),
        "borrowed": math.log10(prior.borrowed) + control + _mixed(flawless.borrowed, erring),
    }
    top = max(logs.values())
    masses = {name: 10 ** (value - top) for name, value in logs.items()}
    total = sum(masses.values())
    return Hypotheses(**{name: mass / total for name, mass in masses.items()})


def _mixed(flawless_share: float, slipping: float) -> float:
    """log10 of P(evidence) of a mixture, relative to genuine; ``slipping`` that of the others."""
    if flawless_share in (0, 1):
        return 0.0 if flawless_share else slipping
    flawless, others = math.log10(flawless_share), math.log10(1 - flawless_share) + slipping
    top = max(flawless, others)
    return top + math.log10(10 ** (flawless - top) + 10 ** (others - top))


def _order(item: _Weighed) -> tuple[object, ...]:
    outcomes = (Outcome.CONTRADICTS, Outcome.CORROBORATES, Outcome.INCONCLUSIVE)
    weight = item.weight
    size = 0.0
    if weight is not None and item.level.weighed:
        size = abs(weight.log10_lr("fabricated")) + abs(weight.log10_lr("borrowed"))
    return (
        outcomes.index(item.level.outcome),
        -item.level.severity.rank,
        not item.level.weighed,
        -round(size, 9),
        item.observation.check,
        item.observation.level,
        item.observation.assertions,
        item.observation.summary,
        item.observation.group,
        item.observation.upstream,
        repr(item.observation),
    )


def _shown(share: float) -> float:
    low, high = SHOWN_LIMITS
    return round(min(high, max(low, share)), 4)


def interval(
    hypotheses: Hypotheses,
    findings: Sequence[Finding],
    calibration: Calibration,
    coverage: float,
) -> tuple[float, float]:
    """90 % interval of confidence from the weights' uncertainty and from what was not checked.

    Where nothing counts, nothing of the claim was checked in a way that says anything.
    """
    unchecked = 1 - coverage if any(finding.counted for finding in findings) else 1.0
    variance = calibration.unchecked_variance.value * unchecked
    slipping = 1 - flawless_among(findings, calibration).borrowed
    rest = hypotheses.fabricated + hypotheses.borrowed
    for finding in findings:
        weight = calibration.weight(finding.observation.check, finding.observation.level)
        if finding.counted and weight is not None and rest > 0:
            # each rival's share of the odds against genuine scales its term's part of the error
            fabricated, borrowed = hypotheses.fabricated / rest, hypotheses.borrowed / rest
            variance += fabricated**2 * weight.variance("fabricated")
            variance += (borrowed * slipping) ** 2 * weight.variance("borrowed")
    genuine = min(1 - 1e-12, max(1e-12, hypotheses.genuine))
    centre = math.log10(genuine / (1 - genuine))
    half = Z_90 * math.sqrt(variance)
    low, high = (1 / (1 + 10 ** -(centre + sign * half)) for sign in (-1, 1))
    return _shown(low), _shown(high)


def verdict_of(
    findings: Sequence[Finding], hypotheses: Hypotheses, calibration: Calibration
) -> Verdict:
    """By the two axes; never corroborated where the record may well be invented."""
    conflict = _conflict(findings)
    supported = any(
        f.level.identity and f.level.outcome is Outcome.CORROBORATES and f.level.weighed
        for f in findings
    )
    if conflict.rank >= Severity.MATERIAL.rank:
        return Verdict.MIXED if supported else Verdict.CONTRADICTED
    if supported and 1 - hypotheses.fabricated >= calibration.record_real_at_least.value:
        return Verdict.CORROBORATED
    return Verdict.INSUFFICIENT


def _conflict(findings: Iterable[Finding]) -> Severity:
    return max(
        (f.level.severity for f in findings if f.level.outcome is Outcome.CONTRADICTS),
        key=lambda severity: severity.rank,
        default=Severity.NONE,
    )


def _assurance(findings: Sequence[Finding], conflict: Severity) -> Assurance:
    if not any(f.level.outcome is not Outcome.INCONCLUSIVE for f in findings):
        return Assurance.A0
    supporting = [f.level for f in findings if f.level.outcome is Outcome.CORROBORATES]
    record = any(level.identity for level in supporting)
    if not record or conflict.rank >= Severity.MATERIAL.rank:
        return Assurance.A1
    if not any(level.depth for level in supporting):
        return Assurance.A2
    return Assurance.A4 if any(level.control for level in supporting) else Assurance.A3


# Later wins: what was found outranks what was not, and a conflict outranks all.
_PRECEDENCE = (
    AssertionState.NOT_APPLICABLE,
    AssertionState.COULD_NOT_CHECK,
    AssertionState.NOT_FOUND,
    AssertionState.AMBIGUOUS,
    AssertionState.SUPPORTED,
    AssertionState.PARTLY,
    AssertionState.CONFLICT,
)


def _states(
    claim: Claim, findings: Iterable[Finding], skipped: Iterable[Skipped]
) -> dict[str, AssertionState]:
    states = {assertion.id: AssertionState.NOT_APPLICABLE for assertion in claim.assertions}

    def take(assertion: str, state: AssertionState) -> None:
        held = states.get(assertion)
        if held is not None and _PRECEDENCE.index(state) > _PRECEDENCE.index(held):
            states[assertion] = state

    for finding in findings:
        if finding.level.state is not None:
            for assertion in finding.observation.assertions:
                take(assertion, finding.level.state)
    by_reason = {
        SkipReason.COULD_NOT_CHECK: AssertionState.COULD_NOT_CHECK,
        SkipReason.FAILED: AssertionState.COULD_NOT_CHECK,
        SkipReason.AMBIGUOUS: AssertionState.AMBIGUOUS,
    }
    for skip in skipped:
        for assertion in skip.assertions:
            take(assertion, by_reason.get(skip.reason, AssertionState.NOT_APPLICABLE))
    return states


def _coverage(states: Mapping[str, AssertionState]) -> float:
    applicable = [s for s in states.values() if s is not AssertionState.NOT_APPLICABLE]
    if not applicable:
        return 0.0
    done = sum(state is not AssertionState.COULD_NOT_CHECK for state in applicable)
    return round(done / len(applicable), 4)


def _foundations(findings: Iterable[Finding], calibration: Calibration) -> tuple[float, float]:
    """The shares of the counted weight that rest on judgement, and on made-up claims."""
    total = judged = synthetic = 0.0
    for finding in findings:
        weight = calibration.weight(finding.observation.check, finding.observation.level)
        if not finding.counted or weight is None:
            continue
        for rival, log10_lr in (
            ("fabricated", finding.log10_lr_fabricated),
            ("borrowed", finding.log10_lr_borrowed),
        ):
            total += abs(log10_lr)
            judged += abs(log10_lr) * weight.judged(rival)
            if weight.synthetic:
                synthetic += abs(log10_lr) * (1 - weight.judged(rival))
    if total == 0:
        return 1.0, 0.0
    return round(judged / total, 4), round(synthetic / total, 4)
