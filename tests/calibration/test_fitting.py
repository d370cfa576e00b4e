import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_check.calibration.counts import Occasions, Tally, tallied
from persona_check.calibration.fitting import document_of, fitted, judgement_of
from persona_check.weighing.table import Calibration, Weight, parse
from tests.calibration.made_up import SHARES, document, drawn

JUDGED = {
    "record/confirmed": (0.5, 0.2, 0.5),
    "record/absent": (0.1, 0.4, 0.2),
    "dates/impossible": (0.01, 0.1, 0.02),
    "mail/look_alike": (0.05, 0.1, 0.1),
    "mail/never_seen": (0.3, 0.03, 0.03),
}


def fit(number: int, trials: float = 20) -> Calibration:
    cases = drawn(number)
    judgement = judgement_of(document(JUDGED))
    occasions = Occasions(cases)
    tallies = tallied(cases, {one.id: occasions.of(one, judgement.open) for one in cases})
    return fitted(judgement, tallies, trials=trials, basis="drawn", synthetic=False)


def weight(calibration: Calibration, key: str) -> Weight:
    return calibration.weights[key]


def counted(**tally: tuple[int, int]) -> dict[str, Tally]:
    seen, cases = zip(*(tally[one] for one in ("genuine", "fabricated", "borrowed")), strict=True)
    return {"mail/look_alike": Tally(seen=seen, cases=cases)}


def fit_one(judged: tuple[float, float, float], tallies: dict[str, Tally], **row: Any) -> Weight:
    table: Any = document({"mail/look_alike": judged})
    table["levels"]["mail/look_alike"] |= row
    calibration = fitted(judgement_of(table), tallies, trials=10, basis="drawn", synthetic=False)
    return calibration.weights["mail/look_alike"]


def test_known_probabilities_are_recovered_from_enough_claims() -> None:
    calibration = fit(4000)
    for key, shares in SHARES.items():
        found = weight(calibration, key)
        # four standard errors of 4000 draws, and the rest of the judgement
        assert found.shares == pytest.approx(shares, abs=0.035), key
        assert (found.basis, found.cases) == ("drawn", (4000, 4000, 4000))


def test_more_claims_move_further_from_the_judgement_and_are_surer() -> None:
    fits = [
        fit_one(
            (0.1, 0.4, 0.2),
            counted(genuine=(n // 10, n), fabricated=(8 * n // 10, n), borrowed=(n // 5, n)),
        )
        for n in (10, 100, 1000)
    ]
    assert [one.fabricated for one in fits] == pytest.approx([0.6, 0.764, 0.796], abs=1e-3)
    variances = [one.variance("fabricated") for one in fits]
    assert variances == sorted(variances, reverse=True)
    assert [one.judged("fabricated") for one in fits] == pytest.approx([1 / 2, 1 / 11, 1 / 101])


def test_a_judgement_worth_more_is_moved_less() -> None:
    light, heavy = (weight(fit(50, trials), "record/absent") for trials in (5, 500))
    assert light.fabricated > heavy.fabricated > JUDGED["record/absent"][1]


def test_a_level_that_no_claim_showed_keeps_its_judgement() -> None:
    found = weight(fit(200), "mail/never_seen")
    assert found.shares == JUDGED["mail/never_seen"]
    assert (found.basis, found.cases, found.judged("borrowed")) == ("judgement", (0, 0, 0), 1)


def test_none_of_many_does_not_make_a_rare_thing_impossible() -> None:
    tallies = counted(genuine=(0, 150), fabricated=(3, 100), borrowed=(0, 30))
    found = fit_one((0.006, 0.2, 0.05), tallies)
    # worth half of a case: 0.5 of 150 + 83, not 0.06 of 160
    assert found.genuine == pytest.approx(0.5 / (150 + 0.5 / 0.006))


def test_claims_shrink_a_judged_ratio_and_never_turn_it_round() -> None:
    tallies = counted(genuine=(30, 100), fabricated=(1, 100), borrowed=(90, 100))
    found = fit_one((0.05, 0.1, 0.2), tallies)
    assert found.log10_lr("fabricated") == 0
    assert found.log10_lr("borrowed") < 0


def test_what_anybody_can_copy_goes_on_telling_nothing_of_borrowers() -> None:
    tallies = counted(genuine=(30, 100), fabricated=(1, 100), borrowed=(90, 100))
    found = fit_one((0.4, 0.1, 0.4), tallies)
    assert found.log10_lr("borrowed") == 0
    assert found.log10_lr("fabricated") > 0


def test_a_share_that_the_claims_settle_by_their_making_is_kept() -> None:
    tallies = counted(genuine=(30, 100), fabricated=(0, 100), borrowed=(5, 100))
    found = fit_one((0.4, 0.1, 0.2), tallies, kept={"fabricated": "made without"})
    assert (found.fabricated, found.cases) == (0.1, (100, 0, 100))


def test_a_row_of_another_measurement_is_left_alone() -> None:
    table: Any = document(JUDGED)
    table["data_sets"]["elsewhere"] = {
        "size": {}, "split": "s", "fitted_on": "2026-01-01", "sha256": "0" * 64
    }  # fmt: skip
    table["levels"]["mail/look_alike"]["basis"] = "elsewhere"
    judgement = judgement_of(table)
    assert "mail/look_alike" not in judgement.open
    tallies = counted(genuine=(30, 100), fabricated=(1, 100), borrowed=(90, 100))
    calibration = fitted(judgement, tallies, trials=10, basis="drawn", synthetic=False)
    assert weight(calibration, "mail/look_alike").shares == JUDGED["mail/look_alike"]


def written(table: dict[str, Any]) -> dict[str, Any]:
    cases = drawn(60)
    judgement = judgement_of(table)
    occasions = Occasions(cases)
    tallies = tallied(cases, {one.id: occasions.of(one, judgement.open) for one in cases})
    calibration = fitted(judgement, tallies, trials=40, basis="drawn", synthetic=True)
    entry = {
        "size": {"genuine": 60, "fabricated": 60, "borrowed": 60}, "split": "s",
        "fitted_on": "2026-11-27", "sha256": "1" * 64, "synthetic": ["borrowed"],
    }  # fmt: skip
    return document_of(
        table,
        calibration,
        tallies,
        name="drawn",
        data_set=entry,
        trials_basis="t",
        unchecked_variance=0.91234,
    )


def test_a_written_table_holds_judgement_and_counts_and_fits_again_to_itself() -> None:
    table: Any = document(JUDGED)
    table["levels"]["mail/look_alike"]["kept"] = {"genuine": "why"}
    once = written(table)
    row = once["levels"]["mail/look_alike"]
    assert row["judgement"] == {"genuine": 0.05, "fabricated": 0.1, "borrowed": 0.1}
    assert (row["kept"], row["cases"]["genuine"]) == ({"genuine": "why"}, 0)
    assert once["levels"]["mail/never_seen"] == table["levels"]["mail/never_seen"]
    assert once["unchecked_variance"]["value"] == 0.912
    assert parse(once).weights["mail/look_alike"].cases == (0, 60, 60)
    assert parse(once).weights["mail/never_seen"].trials == 40
    assert json.dumps(written(once)) == json.dumps(once)
    assert once["id"].startswith("2026-11-27-")


def test_the_id_is_that_of_the_figures() -> None:
    other: Any = document(JUDGED | {"mail/never_seen": (0.3, 0.03, 0.04)})
    assert written(document(JUDGED))["id"] != written(other)["id"]


@given(
    judged=st.tuples(*[st.floats(0.001, 0.999)] * 3),
    counts=st.tuples(*[st.integers(0, 50)] * 6),
)
def test_a_fitted_share_lies_between_judgement_and_frequency(
    judged: tuple[float, float, float], counts: tuple[int, ...]
) -> None:
    seen = tuple(min(counts[n], counts[n + 3]) for n in range(3))
    cases = counts[3:]
    tally = Tally(seen=(seen[0], seen[1], seen[2]), cases=(cases[0], cases[1], cases[2]))
    found = fit_one(judged, {"mail/look_alike": tally})
    ends = sorted((judged[0], seen[0] / cases[0] if cases[0] else judged[0]))
    assert ends[0] - 1e-9 <= found.genuine <= ends[1] + 1e-9
    assert all(0 < share < 1 for share in found.shares)
