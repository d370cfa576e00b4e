import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_check.calibration.reliability import reliability_svg
from persona_check.calibration.scoring import Forecast, brier, calibration_error, cllr, reliability
from persona_check.statistics import wilson


def said(probability: float, *outcomes: bool, prior: float = 0.5) -> list[Forecast]:
    return [Forecast(probability=probability, prior=prior, outcome=one) for one in outcomes]


def test_wilson_intervals_are_those_of_the_tables() -> None:
    # Newcombe 1998, Statistics in Medicine 17:857, table I: 81/263, 15/148, 0/20, 1/29
    for hits, of, low, high in ((81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605)):
        assert wilson(hits, of) == pytest.approx((low, high), abs=2e-4)
    assert wilson(0, 20) == pytest.approx((0, 0.1611), abs=2e-4)
    assert wilson(1, 29) == pytest.approx((0.0061, 0.1718), abs=2e-4)
    assert wilson(0, 0) == (0.0, 1.0)


def test_a_forecast_that_comes_true_as_often_as_said_has_no_calibration_error() -> None:
    fair = said(0.25, True, False, False, False)
    assert calibration_error(fair) == pytest.approx(0)
    assert brier(fair) == pytest.approx(0.1875)
    assert calibration_error(said(0.9, False, False)) == pytest.approx(0.9)


def test_nothing_forecast_costs_nothing() -> None:
    assert (brier([]), calibration_error([]), cllr([])) == (0, 0, None)


def test_cllr_is_one_for_evidence_that_says_nothing_whatever_the_prior() -> None:
    assert cllr(said(0.2, True, False, prior=0.2)) == pytest.approx(1)
    better = [*said(0.99, True, prior=0.2), *said(0.01, False, prior=0.2)]
    assert cllr(better) == pytest.approx(0.0272, abs=0.01)
    worse = [*said(0.01, True), *said(0.99, False)]
    assert (cllr(worse) or 0) > 6
    assert cllr(said(0.9, True)) is None


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60))
def test_bins_hold_every_forecast_once(rows: list[tuple[float, bool]]) -> None:
    forecasts = [Forecast(probability=p, prior=0.5, outcome=o) for p, o in rows]
    bins = reliability(forecasts)
    assert sum(one.count for one in bins) == len(rows)
    assert sum(one.came_true for one in bins) == sum(o for _, o in rows)
    assert 0 <= calibration_error(forecasts) <= 1 + 1e-9


def test_the_plot_draws_each_bin_inside_the_axes() -> None:
    drawn = reliability_svg(reliability(said(0.95, True, True) + said(0.05, False)), "Plot")
    assert drawn.count("<circle") == 2
    assert 'cx="352.0" cy="48.0"' in drawn
    assert 'cx="64.0" cy="368.0"' in drawn
    assert "0.95 predicted, 1.00 correct, 2 forecasts" in drawn
