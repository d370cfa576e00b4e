import pytest

from persona_check.checks import counts


@pytest.mark.parametrize(
    ("some", "count", "whole", "words"),
    [
        (1, 1, "paper", "the paper"),
        (1, 2, "2 papers", "1 of the 2 papers"),
        (2, 2, "2 papers", "both papers"),
        (2, 2, "2 papers that could be checked", "both papers that could be checked"),
        (4, 4, "4 papers", "all 4 papers"),
        (3, 4, "4 papers", "3 of the 4 papers"),
    ],
)
def test_how_many_of_a_number_of_things(some: int, count: int, whole: str, words: str) -> None:
    assert counts.some_of(some, count, whole) == words


def test_verbs_and_nouns_agree_with_their_number() -> None:
    assert [counts.papers(n, "list") for n in (1, 2)] == ["1 paper lists", "2 papers list"]
    assert [counts.witnesses(n) for n in (1, 22)] == ["1 witness", "22 witnesses"]
