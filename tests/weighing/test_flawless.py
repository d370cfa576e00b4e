"""Confidence moves with what was confirmed, and only the way that it should."""

import json
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_check.checks.registry import all_levels
from persona_check.model.finding import AssertionState, Observation, Outcome
from persona_check.model.report import Assessment, Flawless
from persona_check.weighing.combine import combine, weigh
from persona_check.weighing.flawless import flawless_among, points_got_right, witness_years
from persona_check.weighing.priors import prior_named
from persona_check.weighing.table import Calibration, load, parse, shipped
from tests.builders import claim, work_claim

LEVELS = all_levels()
CONFLICTS = sorted(key for key, one in LEVELS.items() if one.outcome is Outcome.CONTRADICTS)
NOT_FOUND = sorted(key for key, one in LEVELS.items() if one.state is AssertionState.NOT_FOUND)
# Part of a list confirmed and part of it others': it supports the identity, not the claim.
TWO_SIDED = {("publications", "record_mixed")}
SUPPORT = sorted(
    key
    for key, one in LEVELS.items()
    if one.outcome is Outcome.CORROBORATES and not one.control and key not in TWO_SIDED
)


def said(
    key: tuple[str, str], *about: str, group: str = "", **measured: float | int | str
) -> Observation:
    return Observation(
        check=key[0],
        level=key[1],
        summary="s",
        assertions=about,
        group=group,
        measurements=tuple(measured.items()),
    )


def assessed(
    observations: Sequence[Observation], calibration: Calibration | None = None
) -> Assessment:
    return combine(
        claim(work_claim("A", "w1")),
        observations,
        (),
        LEVELS,
        calibration=calibration or load(),
        prior=prior_named("default"),
    )


def record(works: int, *, years: float = 8, witnesses: int = 4) -> tuple[Observation, ...]:
    return (
        said(("publications", "record_confirmed"), *(f"w{n}" for n in range(works)), group="r"),
        said(
            ("footprint", "known_for_years"),
            group="depth",
            age_days=int(365.25 * years),
            witnesses=witnesses,
        ),
        said(("consistency", "nothing_conflicts"), group="c"),
    )


POST = said(("affiliation", "post_printed"), "p1", group="post:p1")
CIRCLE = said(("coauthors", "circle_confirmed"), "c1", "c2", group="circle")
whatever = st.lists(
    st.builds(
        lambda key, about, n: said(key, *about, group=f"g{n}"),
        st.sampled_from(sorted(LEVELS)),
        st.lists(st.sampled_from(["a1", "a2", "a3"]), max_size=3, unique=True),
        st.integers(0, 8),
    ),
    max_size=8,
)


def test_each_dimension_of_support_is_visible_in_confidence() -> None:
    few = assessed(record(1)).confidence
    assert few < assessed(record(6)).confidence
    assert few < assessed((*record(1), POST)).confidence
    assert few < assessed(record(1, years=20)).confidence
    assert few < assessed(record(1, witnesses=12)).confidence
    absent = said(("publications", "work_not_found"), "w9", group="work:w9")
    assert assessed((*record(6), absent)).confidence < assessed(record(6)).confidence


def test_several_kinds_of_items_say_more_than_as_many_of_one_list() -> None:
    kinds = weigh((*record(3), POST, CIRCLE), LEVELS, load())
    one_list = weigh(record(6), LEVELS, load())
    assert points_got_right(kinds) > points_got_right(one_list)


@given(whatever, st.sampled_from(CONFLICTS))
def test_a_conflict_never_raises_confidence(
    items: list[Observation], conflict: tuple[str, str]
) -> None:
    lie = said(conflict, "lie", group="a lie")
    assert assessed([*items, lie]).confidence <= assessed(items).confidence


@given(whatever, st.sampled_from(NOT_FOUND))
def test_an_item_that_nobody_knows_never_raises_confidence(
    items: list[Observation], unknown: tuple[str, str]
) -> None:
    invented = said(unknown, "invented", group="invented")
    assert assessed([*items, invented]).confidence <= assessed(items).confidence


@given(whatever, st.sampled_from(SUPPORT))
def test_one_more_confirmed_item_never_lowers_confidence(
    items: list[Observation], support: tuple[str, str]
) -> None:
    more = said(support, "one more", group="one more")
    assert assessed([*items, more]).confidence >= assessed(items).confidence - 1e-9


@given(whatever, st.integers(0, 40), st.integers(0, 40), st.integers(0, 20), st.integers(0, 20))
def test_more_years_and_more_witnesses_never_lower_confidence(
    items: list[Observation], years: int, more_years: int, witnesses: int, more: int
) -> None:
    def known(since: int, by: int) -> float:
        depth = said(
            ("footprint", "known_lately"), group="depth", age_days=365 * since, witnesses=by
        )
        return assessed([*items, depth]).confidence

    assert known(years + more_years, witnesses + more) >= known(years, witnesses) - 1e-9


@given(st.integers(1, 60), st.integers(1, 60), st.integers(0, 60), st.integers(0, 90))
def test_only_control_lifts_a_record_above_point_eight(
    works: int, coauthors: int, years: int, witnesses: int
) -> None:
    items = [
        *record(works, years=years, witnesses=witnesses),
        POST,
        said(("coauthors", "circle_confirmed"), *(f"c{n}" for n in range(coauthors)), group="q"),
        said(("identifiers", "identifier_confirmed"), "i1", group="i"),
        said(("contact", "institutions_domain"), "m1", group="m"),
    ]
    # half of the borrowers make no mistake, however long the record: 0.5 / (0.5 + 0.25 / 2)
    assert assessed(items).confidence <= 0.8
    signed = said(("control", "signed_from_printed_address"), "m1", group="s")
    assert assessed([*items, signed]).confidence > 0.95


def test_a_long_record_with_a_lie_in_it_is_as_suspect_as_a_short_one() -> None:
    lie = said(("contact", "look_alike_domain"), "m1", group="m")
    short, long = (assessed((*record(works), lie)) for works in (1, 12))
    assert long.hypotheses.borrowed == pytest.approx(short.hypotheses.borrowed)


def test_an_item_both_confirmed_and_refuted_is_not_right() -> None:
    refuted = said(("publications", "record_by_others"), "w0", group="x")
    assert points_got_right(weigh(record(1), LEVELS, load())) == 0.5
    assert points_got_right(weigh((*record(1), refuted), LEVELS, load())) == 0


def test_witness_years_are_those_of_the_longest_sighting() -> None:
    assert witness_years(weigh(record(1, years=8, witnesses=4), LEVELS, load())) == pytest.approx(
        32
    )
    assert witness_years(weigh((POST,), LEVELS, load())) == 0


def older_table() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(shipped())
    document["flawless_borrowers"].pop("halving_points")
    document["flawless_fabricated"].pop("halving_witness_years")
    return document


def test_a_table_without_these_figures_keeps_its_arithmetic() -> None:
    older = parse(older_table())
    known = weigh((*record(6), POST), LEVELS, older)
    young = weigh((record(6)[0], POST), LEVELS, older)
    assert flawless_among(known, older) == Flawless(borrowed=0.5, fabricated=0.0)
    assert flawless_among(young, older) == Flawless(borrowed=0.5, fabricated=0.1)


@pytest.mark.parametrize(
    ("where", "field", "value"),
    [
        ("flawless_borrowers", "halving_points", -0.1),
        ("flawless_fabricated", "halving_witness_years", 0),
    ],
)
def test_a_table_in_which_support_would_do_harm_is_refused(
    where: str, field: str, value: float
) -> None:
    document = older_table()
    document[where][field] = value
    with pytest.raises(ValueError, match="cannot grow with what is confirmed"):
        parse(document)
