"""What a fit found, as lines for a terminal."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from persona_check.calibration.counts import Tally
from persona_check.calibration.evaluation import Evaluation
from persona_check.calibration.fitting import Judgement
from persona_check.calibration.scoring import brier, calibration_error, cllr
from persona_check.calibration.validation import LeftOut, apart, population
from persona_check.weighing.table import HYPOTHESES, Calibration

__all__ = ["by_form", "compared", "moved"]


def moved(
    judgement: Judgement, calibration: Calibration, tallies: Mapping[str, Tally]
) -> Iterator[str]:
    """Each fitted level: seen of cases by hypothesis, log10 likelihood ratios before and after."""
    yield "levels changed by the claims: seen/cases genuine, fabricated, borrowed; log10 ratios"
    kept = 0
    for key, weight in calibration.weights.items():
        if weight.basis == "judgement" or key not in judgement.open:
            kept += 1
            continue
        tally, before = judgement.fitted_tally(key, tallies), judgement.calibration.weights[key]
        counts = " ".join(
            f"{seen:>5.4g}/{cases:<3g}" for seen, cases in zip(tally.seen, tally.cases, strict=True)
        )
        ratios = " ".join(
            f"{rival} {before.log10_lr(rival):+.2f} → {weight.log10_lr(rival):+.2f}"
            f" ± {weight.variance(rival) ** 0.5:.2f} "
            for rival in HYPOTHESES[1:]
        )
        yield f"  {key:42} {counts}  {ratios}"
    yield f"  {kept} levels keep their judgement or another measurement"


def by_form(found: LeftOut, flawless_share: float) -> Iterator[str]:
    """The figures of each set alone, of claims left out of a fit to all sets."""
    for form in sorted({case.form for case in found.cases}):
        kept = [n for n, case in enumerate(found.cases) if case.form == form]
        told = population(
            replace(
                found,
                cases=tuple(found.cases[n] for n in kept),
                outcomes=tuple(found.outcomes[n] for n in kept),
                verdicts=tuple(found.verdicts[n] for n in kept),
            ),
            flawless_share,
        )
        yield f"  {form or 'all':20} " + _figures(told)


def _figures(told: Evaluation) -> str:
    return " ".join(
        f"{what} ECE {calibration_error(some):.3f} Brier {brier(some):.4f} "
        f"Cllr {cllr(some) or 0:.3f} "
        for what, some in (("record", told.record), ("confidence", told.confidence))
    )


def compared(found: Mapping[str, LeftOut], flawless_share: float) -> Iterator[str]:
    """Each rule's figures on claims left out, beside the first one's."""
    first = next(iter(found.values()))
    for name, one in found.items():
        told = population(one, flawless_share)
        more, error = apart(one, first, flawless_share)
        figures = _figures(told)
        chosen = Counter((learned.trials, learned.exponent) for learned in one.chosen)
        choices = ", ".join(
            f"{trials:g}^{exponent:g}: {times}"
            for (trials, exponent), times in sorted(chosen.items())
        )
        yield f"  {name:38} log loss {more:+.4f} ± {error:.4f}  {figures} chosen {choices}"
