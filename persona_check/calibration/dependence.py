"""Ways to take findings that depend on each other, to be held against the present one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from persona_check.calibration.cases import Case
from persona_check.model.finding import Finding, Level, Observation, Outcome
from persona_check.model.report import Hypotheses
from persona_check.weighing.combine import posterior, weigh
from persona_check.weighing.flawless import flawless_among
from persona_check.weighing.table import Calibration

__all__ = ["PRESENT", "RULES", "Levels", "Rule", "reweighed"]

# Powers to which a tempered rule may raise all likelihood ratios; 1 leaves them.
EXPONENTS = (0.5, 0.75, 1.0)
Levels = Mapping[tuple[str, str], Level]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One way: how observations are seen before the present rule weighs them.

    ``exponents`` are those to choose from.
    """

    name: str
    seen: Callable[[Observation], Observation]
    exponents: tuple[float, ...] = (1.0,)


def _as_it_is(observation: Observation) -> Observation:
    return observation


def _alone(observation: Observation) -> Observation:
    return replace(observation, group="", upstream=())


def _of_its_check(observation: Observation) -> Observation:
    return replace(observation, group="the check", upstream=())


PRESENT = Rule(name="one per witness and group", seen=_as_it_is)
RULES = (
    PRESENT,
    Rule(name="every finding", seen=_alone),
    Rule(name="one per check", seen=_of_its_check),
    Rule(name="one per witness and group, tempered", seen=_as_it_is, exponents=EXPONENTS),
    Rule(name="every finding, tempered", seen=_alone, exponents=EXPONENTS),
)


def reweighed(
    case: Case, calibration: Calibration, levels: Levels, *, rule: Rule, exponent: float
) -> tuple[tuple[Finding, ...], Hypotheses]:
    """Findings and posterior of a claim under another calibration or rule, nothing asked anew.

    Findings without a word on any item or span of time are left away where no rule counts them,
    but for the verdict's sake none that contradicts.
    """
    said = [one for one in case.observations if _matters(one, levels[one.check, one.level])]
    weighed = weigh(map(rule.seen, said), levels, calibration)
    findings = tuple(_tempered(one, exponent) for one in weighed)
    return findings, posterior(findings, flawless_among(findings, calibration), case.prior)


def _matters(observation: Observation, level: Level) -> bool:
    return (
        level.outcome is Outcome.CONTRADICTS
        or (level.weighed and level.outcome is not Outcome.INCONCLUSIVE)
        or bool(observation.assertions)
        or any(name == "witnesses" for name, _ in observation.measurements)
    )


def _tempered(finding: Finding, exponent: float) -> Finding:
    if exponent == 1:
        return finding
    return replace(
        finding,
        log10_lr_fabricated=exponent * finding.log10_lr_fabricated,
        log10_lr_borrowed=exponent * finding.log10_lr_borrowed,
    )
