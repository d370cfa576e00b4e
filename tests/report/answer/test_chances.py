from itertools import pairwise

import pytest

from persona_check.report.answer.chances import chance_words, short_chance


@pytest.mark.parametrize(
    ("share", "words", "short"),
    [
        (0.0, "under 1 in 100", "<1 in 100"),
        (0.01, "under 1 in 100", "<1 in 100"),
        (0.02, "about 1 in 50", "1 in 50"),
        (0.05, "about 1 in 20", "1 in 20"),
        (0.25, "about 1 in 4", "1 in 4"),
        (0.5, "about even", "even"),
        (0.79, "about 4 in 5", "4 in 5"),
        (0.9, "about 9 in 10", "9 in 10"),
        (0.99, "more than 9 in 10", ">9 in 10"),
        (1.0, "more than 9 in 10", ">9 in 10"),
    ],
)
def test_a_share_is_told_as_people_say_it(share: float, words: str, short: str) -> None:
    assert (chance_words(share), short_chance(share)) == (words, short)


def test_no_wording_has_decimals_and_a_larger_share_never_sounds_smaller() -> None:
    told = [chance_words(number / 1000) for number in range(1001)]
    assert not any("." in words or "%" in words for words in told)
    changes = [words for words, after in pairwise([*told, ""]) if words != after]
    assert len(changes) == len(set(changes)) == 13


@pytest.mark.parametrize("share", [0.02, 0.05, 0.1, 0.2, 0.25, 1 / 3, 2 / 3, 0.75, 0.8, 0.9])
def test_a_round_share_is_told_as_itself(share: float) -> None:
    some, of = (int(word) for word in chance_words(share).split() if word.isdigit())
    assert some / of == pytest.approx(share)
