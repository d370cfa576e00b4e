import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_check.bio.model import Decision, model, packed, unpacked
from persona_check.bio.reader import read_bio

WEIGHTS = st.lists(
    st.lists(st.integers(-2_000, 2_000), min_size=8, max_size=8), min_size=1, max_size=100
)


@given(WEIGHTS)
def test_packed_weights_add_up_as_the_weights_do(rows: list[list[int]]) -> None:
    assert unpacked(sum(map(packed, rows)), 8) == [sum(one) for one in zip(*rows, strict=True)]


def test_a_feature_counts_once_and_one_that_is_not_known_not_at_all() -> None:
    decision = Decision(labels=("no", "yes"), weights={"a": packed([0, 150])})
    assert decision.sums(["a", "a", "b"]) == [0, 150]
    assert decision.of(["b"]) == [0.5, 0.5]
    no, yes = decision.of(["a"])
    assert yes > 0.8
    assert no + yes == pytest.approx(1)


def test_no_feature_of_the_model_is_a_capitalised_word() -> None:
    """Such a word may be somebody's name."""
    learned = model()
    for decision in (learned.head, learned.kind, learned.organization, learned.dating):
        for feature in decision.weights:
            for part in feature.split("&"):
                name, equals, word = part.partition("w=")
                if equals and name in {"", "h", "n", "-2", "-1", "1"}:
                    assert word[:1].islower() or word.startswith("Xx") or not word[:1].isalpha()


def test_the_title_of_a_book_is_told_whole() -> None:
    (event,) = read_bio("Her book The Long Road to Norrvik (Oak Press, 2003) was filmed.")
    assert (event.role, event.organization, event.start) == (
        "The Long Road to Norrvik",
        "Oak Press",
        2003,
    )
