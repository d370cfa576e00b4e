from itertools import pairwise

import pytest

from persona_check.report.waterfall import bar_words, waterfall
from tests.report.builders import report


@pytest.mark.parametrize("conflicts", [True, False])
@pytest.mark.parametrize("rows", [1, 3])
def test_the_steps_lead_from_the_prior_to_the_posterior(conflicts: bool, rows: int) -> None:
    shown = report(conflicts=conflicts, rows=rows)
    steps = waterfall(shown)
    assert steps[0].before == shown.assessment.prior.hypotheses.genuine
    for one, other in pairwise(steps):
        assert (one.after, one.real_after) == (other.before, other.real_before)
    assert steps[-1].after == pytest.approx(shown.assessment.hypotheses.genuine)
    assert steps[-1].real_after == pytest.approx(1 - shown.assessment.hypotheses.fabricated)


def test_a_bar_points_the_way_of_its_finding() -> None:
    against, *support = waterfall(report())
    assert set(bar_words(against).strip()) == {"-"}
    assert set(bar_words(support[0]).strip()) == {"+"}
