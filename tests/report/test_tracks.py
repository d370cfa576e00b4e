"""Marks and bars stay on their track, and say what the plot says."""

from dataclasses import replace

import pytest

from persona_check.report.html.tracks import fall, share_at, share_mark, span_bar, year_bars
from persona_check.report.timeline import Row, scale
from persona_check.report.waterfall import waterfall
from tests.report.builders import report


@pytest.mark.parametrize("share", [0.0, 0.01, 0.2, 0.5, 0.99, 1.0])
def test_the_mark_of_a_share_is_whole_within_the_track(share: float) -> None:
    assert 0 <= share_mark(share) <= 994
    assert 0 <= share_at(share) <= 1000


def test_even_odds_stand_in_the_middle() -> None:
    assert share_at(0.5) == 500
    assert share_at(0.1) == pytest.approx(1000 - share_at(0.9))


def test_a_step_is_seen_however_little_it_moves() -> None:
    (step, *_) = waterfall(report())
    still = replace(step, after=step.before, alone=step.before)
    assert fall(still).width == 6
    for shown in (fall(replace(step, before=0.0, after=1.0)), fall(replace(step, before=1.0))):
        assert shown.x + shown.width <= 1000


def test_a_span_reaches_to_the_end_of_its_last_year() -> None:
    plot = scale(2015, 2024)
    assert span_bar(plot, 2015, 2024) == (0.0, 1000.0)
    assert span_bar(plot, 2020, 2020) == (500.0, 100.0)


def test_what_is_claimed_is_an_outline_around_what_is_on_record() -> None:
    row = Row(
        label="Papers", stated=True, claimed_counts=((2020, 4),), recorded_counts=((2020, 2),)
    )
    record, claim = year_bars(row, scale(2015, 2024))
    assert (record.kind, claim.kind) == ("cool", "hollow")
    assert claim.x < record.x
    assert claim.x + claim.width > record.x + record.width
    assert claim.height == pytest.approx(2 * record.height)
