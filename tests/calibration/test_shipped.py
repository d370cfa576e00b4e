"""What the shipped calibration must hold, whatever it was fitted to."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_check.calibration.fitting import identified
from persona_check.checks.registry import all_levels
from persona_check.model.finding import Observation, Outcome
from persona_check.model.report import Assessment, Hypotheses, Prior
from persona_check.weighing.combine import combine
from persona_check.weighing.priors import prior_named
from persona_check.weighing.table import load, shipped
from tests.builders import claim, work_claim

LEVELS = all_levels()
RECORD = sorted(key for key, level in LEVELS.items() if not level.control)
METHOD = (Path(__file__).parents[2] / "docs" / "method.md").read_text("utf-8")


def seen(check: str, level: str, number: int) -> Observation:
    """As the checks say it: about two items, or with the years and witnesses that they measured."""
    return Observation(
        check=check,
        level=level,
        summary="s",
        assertions=() if check in {"consistency", "footprint"} else ("w1", "w2"),
        group=f"{number}",
        measurements=(("age_days", 3_000), ("witnesses", 5)) if check == "footprint" else (),
    )


def assessed(*keys: tuple[str, str], prior: Prior | None = None) -> Assessment:
    return combine(
        claim(work_claim("A", "w1")),
        [seen(*key, number) for number, key in enumerate(keys)],
        (),
        LEVELS,
        calibration=load(),
        prior=prior or prior_named("default"),
    )


@given(st.lists(st.sampled_from(RECORD), max_size=40))
def test_no_record_without_proof_of_control_goes_beyond_point_eight(
    keys: list[tuple[str, str]],
) -> None:
    # half of the borrowers make no mistake: 0.5 / (0.5 + 0.25 / 2)
    assert assessed(*keys).confidence <= 0.8


@given(
    st.lists(st.sampled_from(RECORD), max_size=20),
    st.floats(0.02, 0.96),
    st.floats(0.02, 0.98),
)
def test_under_any_prior_a_record_leaves_the_flawless_borrowers(
    keys: list[tuple[str, str]], genuine: float, split: float
) -> None:
    shares = Hypotheses(
        genuine=genuine, fabricated=(1 - genuine) * split, borrowed=(1 - genuine) * (1 - split)
    )
    bound = genuine / (genuine + shares.borrowed * load().flawless_share)
    found = assessed(*keys, prior=Prior(name="p", hypotheses=shares, basis="b")).hypotheses
    assert found.genuine <= bound + 1e-9


def test_a_flawless_record_ends_near_point_eight_and_control_beyond_point_ninety_five() -> None:
    record = (
        ("publications", "record_confirmed"),
        ("footprint", "known_for_years"),
        ("consistency", "nothing_conflicts"),
    )
    assert 0.75 <= assessed(*record).confidence <= 0.8
    assert assessed(*record, ("control", "signed_from_printed_address")).confidence > 0.95
    assert assessed(*record, ("control", "signed_by_known_domain")).confidence <= 0.8


# Part of a list confirmed and part of it others': it supports the identity, not the claim.
TWO_SIDED = {("publications", "record_mixed")}


def test_a_level_weighs_the_way_it_points() -> None:
    calibration = load()
    for key, level in LEVELS.items():
        weight = calibration.weight(*key)
        if weight is None or level.outcome is Outcome.INCONCLUSIVE or key in TWO_SIDED:
            continue
        for rival in ("fabricated", "borrowed"):
            ratio = weight.log10_lr(rival)
            signed = ratio if level.outcome is Outcome.CORROBORATES else -ratio
            assert signed >= -1e-9, (*key, rival)


def test_a_record_that_anybody_can_copy_tells_nothing_of_borrowers() -> None:
    copied = ("publications/record_confirmed", "publications/record_thin",
              "footprint/known_for_years", "identifiers/identifier_confirmed")  # fmt: skip
    for key in copied:
        assert load().weights[key].log10_lr("borrowed") == pytest.approx(0), key


@pytest.mark.parametrize("key", ["publications/record_confirmed", "consistency/nothing_conflicts"])
def test_the_worked_example_of_the_method_is_of_this_calibration(key: str) -> None:
    genuine, fabricated, borrowed = load().weights[key].shares
    assert f"`{key}` ({genuine:.2f}, {fabricated:.4f}, {borrowed:.2f})" in " ".join(METHOD.split())


def test_the_worked_example_of_the_method_ends_where_the_program_ends() -> None:
    found = assessed(("publications", "record_confirmed"), ("consistency", "nothing_conflicts"))
    assert f"| posterior | **{found.hypotheses.genuine:.2f}** |" in METHOD
    assert f"| {found.hypotheses.borrowed:.2f} |\n" in METHOD


def test_the_id_of_the_table_is_of_its_day_and_figures() -> None:
    document = json.loads(shipped())
    day, _, _ = document["id"].rpartition("-")
    assert identified(document, day) == document
    changed = document | {"genuine_people_able": {"basis": "judgement", "shares": {}}}
    assert identified(changed, day)["id"] != document["id"]
