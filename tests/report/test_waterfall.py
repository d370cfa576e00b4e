from dataclasses import replace
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


def test_a_repeated_witness_moves_nothing_and_shows_what_it_would_have_moved_alone() -> None:
    shown = report(conflicts=False, rows=2)
    first, second = shown.assessment.findings[:2]
    copy = replace(second, counted=False, not_counted_because="same witness")
    steps = waterfall(replace(shown, assessment=replace(shown.assessment, findings=(first, copy))))
    assert [step.finding for step in steps] == [first, copy]
    assert steps[1].before == steps[1].after == steps[0].after
    assert steps[1].alone > steps[1].after
    assert steps[0].alone == steps[0].after
