import copy
import json
import math
from typing import Any

import pytest

from persona_check.weighing.table import Calibration, Weight, load, parse, shipped

SHIPPED = json.loads(shipped())


def measured(**cases: int) -> Weight:
    return Weight(
        genuine=0.6,
        fabricated=0.02,
        borrowed=0.3,
        trials=10,
        basis="set",
        cases=(cases["genuine"], cases["fabricated"], cases["borrowed"]),
    )


def test_a_weight_is_judged_as_far_as_its_less_founded_side() -> None:
    weight = measured(genuine=90, fabricated=75, borrowed=0)
    assert weight.worth == pytest.approx((10, 25, 10))
    assert weight.judged("fabricated") == pytest.approx(25 / 100)
    assert weight.judged("borrowed") == 1


def test_a_judgement_of_something_rare_is_worth_the_cases_that_would_show_half_of_one() -> None:
    rare = Weight(genuine=0.001, fabricated=0.05, borrowed=0.999, trials=20, basis="judgement")
    assert rare.worth == pytest.approx((500, 20, 500))
    # known within a factor of some four, either way
    assert rare.variance("borrowed") == pytest.approx(2 / math.log(10) ** 2, rel=0.01)


def test_more_cases_of_either_side_make_a_weight_surer() -> None:
    few = measured(genuine=10, fabricated=10, borrowed=10).variance("fabricated")
    more = measured(genuine=10, fabricated=90, borrowed=10).variance("fabricated")
    most = measured(genuine=90, fabricated=90, borrowed=10).variance("fabricated")
    assert few > more > most


def test_every_number_of_the_shipped_table_names_what_it_rests_on() -> None:
    calibration = load()
    bases = {weight.basis for weight in calibration.weights.values()}
    assert bases <= {"judgement", *calibration.data_sets}
    for number in (calibration.record_real_at_least, calibration.unchecked_variance):
        assert number.basis
    for data_set in calibration.data_sets.values():
        assert len(data_set.sha256) == 64
        assert sum(data_set.size.values()) > 0


def with_row(**row: Any) -> dict[str, Any]:
    document: dict[str, Any] = copy.deepcopy(SHIPPED)
    document["levels"]["a/b"] = {
        "genuine": 0.5, "fabricated": 0.1, "borrowed": 0.5, "trials": 20, "basis": "judgement"
    } | row  # fmt: skip
    return document


def test_a_row_of_data_holds_the_cases_behind_it() -> None:
    document = with_row(basis="set", cases={"genuine": 5, "fabricated": 3})
    document["data_sets"]["set"] = {
        "size": {"genuine": 5, "fabricated": 3}, "split": "all", "fitted_on": "2026-11-27",
        "sha256": "0" * 64, "synthetic": ["fabricated"],
    }  # fmt: skip
    weight = parse(document).weight("a", "b")
    assert weight is not None
    assert (weight.cases, weight.synthetic) == ((5, 3, 0), True)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"genuine": 0.0}, "within"),
        ({"fabricated": 1.0}, "within"),
        ({"trials": 0}, "within"),
        ({"basis": "hearsay"}, "no data set is called 'hearsay'"),
    ],
)
def test_a_row_that_cannot_be_used_is_an_error(row: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        parse(with_row(**row))


def test_the_shipped_table_reads_back() -> None:
    assert isinstance(parse(SHIPPED), Calibration)
