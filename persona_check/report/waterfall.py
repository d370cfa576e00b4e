"""The way from the prior to the confidence, one step a finding."""

import math
from dataclasses import dataclass, replace

from persona_check.model.finding import Finding
from persona_check.model.report import Report
from persona_check.weighing.combine import posterior

__all__ = ["Step", "bar_words", "log10_odds", "waterfall"]

# Shares are shown within 0.01 and 0.99; the scale ends where those end.
SCALE_END = math.log10(99)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One finding's part: the share of genuine before and after it, equal where not counted.

    ``real_`` are the same for "the record is real", all but fabricated. ``alone`` is the share
    that a finding which is not counted would have led to, had its witness been a new one.
    """

    finding: Finding
    before: float
    after: float
    real_before: float
    real_after: float
    alone: float


def waterfall(report: Report) -> tuple[Step, ...]:
    """Steps in the report's order, weighed findings only; the last ``after`` is the posterior.

    The arithmetic is that of the assessment, so the steps of counted findings lead from the
    prior's share of genuine to the posterior's.
    """
    assessment = report.assessment
    counted: list[Finding] = []
    before = assessment.prior.hypotheses.genuine
    real = 1 - assessment.prior.hypotheses.fabricated
    steps = []
    for finding in assessment.findings:
        if not finding.counted and not _same_witness(finding):
            continue
        after, real_after = before, real
        weighed = (*counted, replace(finding, counted=True))
        shares = posterior(weighed, assessment.flawless, assessment.prior.hypotheses)
        alone, real_alone = shares.genuine, 1 - shares.fabricated
        if finding.counted:
            counted.append(finding)
            after, real_after = alone, real_alone
        steps.append(
            Step(
                finding=finding,
                before=before,
                after=after,
                real_before=real,
                real_after=real_after,
                alone=alone,
            )
        )
        before, real = after, real_after
    return tuple(steps)


def log10_odds(share: float) -> float:
    """Log10 odds of a share, kept within what the report shows (0.01 to 0.99)."""
    kept = min(0.99, max(0.01, share))
    return math.log10(kept / (1 - kept))


def bar_words(step: Step, cells: int = 21) -> str:
    """The step as a line of characters on a scale from 0.01 to 0.99; "·" where not counted."""

    def cell(share: float) -> int:
        return round((log10_odds(share) + SCALE_END) / (2 * SCALE_END) * (cells - 1))

    first, last = sorted((cell(step.before), cell(step.after)))
    mark = ("+" if step.after >= step.before else "-") if step.finding.counted else "·"
    return "".join(mark if first <= place <= last else " " for place in range(cells))


def _same_witness(finding: Finding) -> bool:
    return finding.level.weighed and bool(finding.log10_lr_fabricated or finding.log10_lr_borrowed)
