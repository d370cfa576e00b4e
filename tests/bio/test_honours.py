import pytest

from persona_check.bio.honours import honours_claimed


@pytest.mark.parametrize(
    ("sentence", "award", "year"),
    [
        ("Honours: the 2014 ACM Turing Award.", "ACM Turing Award", 2014),
        ("She received the Norrvik Prize for Water in 2019.", "Norrvik Prize for Water", 2019),
        ("He was awarded the Quorra Medal (2003) for dune lenses.", "Quorra Medal", 2003),
        ("Winner of the Tidal Society Best Paper Award.", "Tidal Society Best Paper Award", None),
    ],
)  # fmt: skip
def test_an_award_that_was_received_is_read_with_its_year(
    sentence: str, award: str, year: int | None
) -> None:
    (found,) = honours_claimed(sentence, "bio, sentence 2")
    assert (found.award, found.year, found.origin) == (award, year, "bio, sentence 2")


@pytest.mark.parametrize(
    "sentence",
    [
        "She was nominated for the Norrvik Prize in 2019.",
        "He served on the jury of the Turing Award.",
        "She works with Turing Award winners.",
        "He received a grant in 2014.",
    ],
)
def test_what_was_not_received_is_no_award(sentence: str) -> None:
    assert list(honours_claimed(sentence, "x")) == []
