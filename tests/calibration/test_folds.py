from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from persona_check.calibration.folds import by_kind, families, folds
from tests.calibration.made_up import case, drawn

LABELS = st.sampled_from(["genuine", "fabricated", "borrowed"])


@given(
    st.lists(
        st.tuples(LABELS, st.lists(st.sampled_from("abcdefgh"), max_size=2)),
        min_size=1,
        max_size=30,
    ),
    st.integers(2, 6),
)
def test_claims_that_share_a_subject_or_network_are_never_on_both_sides(
    rows: list[tuple[str, list[str]]], number: int
) -> None:
    cases = [case(f"c{n}", label, ties=ties) for n, (label, ties) in enumerate(rows)]
    dealt = folds(cases, number)
    assert sorted(one.id for fold in dealt for one in fold) == sorted(one.id for one in cases)
    for fold in dealt:
        inside = {tie for one in fold for tie in one.ties}
        outside = {tie for other in dealt if other is not fold for one in other for tie in one.ties}
        assert not inside & outside


def test_ties_reach_through_other_claims() -> None:
    cases = [
        case("a", "genuine", ties=["x"]),
        case("b", "genuine", ties=["y"]),
        case("c", "borrowed", ties=["x", "y"]),
        case("d", "genuine"),
    ]
    assert [[one.id for one in family] for family in families(cases)] == [["a", "b", "c"], ["d"]]


def test_labels_and_groups_are_spread_evenly_and_always_alike() -> None:
    cases = drawn(40)
    dealt = folds(cases, 5)
    again = folds(tuple(reversed(cases)), 5)
    assert [{one.id for one in fold} for fold in dealt] == [
        {one.id for one in fold} for fold in again
    ]
    for fold in dealt:
        counts = Counter((one.label, one.group) for one in fold)
        assert set(counts.values()) == {2}
        assert len(counts) == 12


def test_a_kind_left_out_is_left_out_whole_and_genuine_claims_are_spread() -> None:
    cases = by_kind(drawn(40))
    dealt = folds(cases, 8)
    for fold in dealt:
        kinds = {(one.label, one.group) for one in fold if one.label != "genuine"}
        assert len(kinds) == 1
        assert sum(one.label != "genuine" for one in fold) == 10
        assert sum(one.label == "genuine" for one in fold) == 5
