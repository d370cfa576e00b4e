"""Fits a calibration to some of the claims, strength of judgement chosen on those alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from persona_check.calibration.cases import Case
from persona_check.calibration.counts import Occasions, Tally, tallied
from persona_check.calibration.dependence import PRESENT, Levels, Rule, reweighed
from persona_check.calibration.fitting import Judgement, fitted
from persona_check.calibration.folds import by_kind, folds
from persona_check.calibration.population import Outcome, log_loss, mixed
from persona_check.weighing.table import HYPOTHESES, Calibration

__all__ = ["TRIALS", "Learned", "Learner", "held_out"]

# What a judgement may be worth, in cases.
TRIALS = (10.0, 20.0, 40.0, 80.0, 160.0)
INNER_FOLDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """A calibration, and what was chosen on the claims it was fitted to."""

    calibration: Calibration
    trials: float
    exponent: float
    rule: Rule

    def outcome(self, case: Case, levels: Levels) -> Outcome:
        """What it holds of a claim, beside what the claim was."""
        _, found = reweighed(case, self.calibration, levels, rule=self.rule, exponent=self.exponent)
        return Outcome(hypotheses=found, prior=case.prior, was=case.label, weight=case.weight)


@dataclass(frozen=True, slots=True, kw_only=True)
class Learner:
    """All that a fit needs but the claims to fit to.

    ``occasions`` are those of every claim, by id. ``basis`` is the data set's name.
    """

    judgement: Judgement
    levels: Levels
    occasions: Mapping[str, frozenset[str]]
    basis: str
    synthetic: bool

    @classmethod
    def over(
        cls,
        cases: Sequence[Case],
        judgement: Judgement,
        levels: Levels,
        *,
        basis: str,
        synthetic: bool,
    ) -> "Learner":
        """A learner for splits of these claims."""
        occasions = Occasions(cases)
        return cls(
            judgement=judgement,
            levels=levels,
            occasions={case.id: occasions.of(case, judgement.open) for case in cases},
            basis=basis,
            synthetic=synthetic,
        )

    def tallied(self, cases: Iterable[Case]) -> Mapping[str, Tally]:
        """How often these claims showed each level."""
        return tallied(cases, self.occasions)

    def fit(self, cases: Iterable[Case], trials: float) -> Calibration:
        """The weights after these claims, every judgement worth ``trials``."""
        return fitted(
            self.judgement,
            self.tallied(cases),
            trials=trials,
            basis=self.basis,
            synthetic=self.synthetic,
        )

    def learn(self, cases: Sequence[Case], rule: Rule = PRESENT) -> Learned:
        """The fit to these claims, at the choice with the least loss on kinds left out of it.

        On claims of kinds that the fit has seen, the less judgement the better: it learns what
        one maker of claims does. Others will do otherwise.
        """
        losses = self.losses(cases, rule)
        trials, exponent = min(losses, key=lambda choice: losses[choice])
        return Learned(
            calibration=self.fit(cases, trials), trials=trials, exponent=exponent, rule=rule
        )

    def losses(self, cases: Sequence[Case], rule: Rule) -> dict[tuple[float, float], float]:
        """Log loss on kinds left out, by what a judgement is worth and by exponent."""
        flawless = self.judgement.calibration.flawless_share
        splits = held_out(by_kind(cases), INNER_FOLDS)
        losses = {}
        for trials, exponent in product(TRIALS, rule.exponents):
            outcomes: list[Outcome] = []
            for rest, fold in splits:
                learned = Learned(
                    calibration=self.fit(rest, trials), trials=trials, exponent=exponent, rule=rule
                )
                outcomes += (learned.outcome(case, self.levels) for case in fold)
            losses[trials, exponent] = log_loss(mixed(outcomes, flawless))
        return losses


def held_out(
    cases: Sequence[Case], number: int
) -> tuple[tuple[tuple[Case, ...], tuple[Case, ...]], ...]:
    """All but one fold, and that fold, of the claims that are of one hypothesis."""
    dealt = folds([case for case in cases if case.label in HYPOTHESES], number)
    return tuple(
        (tuple(case for other in dealt if other is not fold for case in other), fold)
        for fold in dealt
    )
