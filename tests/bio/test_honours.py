import pytest

from persona_check.bio.honours import honours_claimed


@pytest.mark.parametrize(
    ("sentence", "award", "year"),
    [
        ("Honours: the 2014 ACM Turing Award.", "ACM Turing Award", 2014),
        ("She received the Norrvik Prize for Water in 2019.", "Norrvik Prize for Water", 2019),
        ("He was awarded the Quorra Medal (2003) for dune lenses.", "Quorra Medal", 2003),
        ("Winner of the Tidal Society Best Paper Award.", "Tidal Society Best Paper Award", None),
        ("She is a laureate of the Quorra Medal.", "Quorra Medal", None),
        ("She was a 2013 Turing Award recipient.", "Turing Award recipient", 2013),
        ("Maren Oduya is a Fields medallist (2014).", "Fields medallist", 2014),
        ("In 2013 she was awarded the Turing prize.", "Turing prize", 2013),
        ("She holds the Quorra Medal (2003).", "Quorra Medal", 2003),
        ("He was honoured with the Quorra Medal in 2003.", "Quorra Medal", 2003),
        ("The 2012 Turing Award went to her.", "Turing Award", 2012),
        ("She received the TIDE 2018 best paper award.", "TIDE 2018 best paper award", 2018),
        ("Co-recipient of the 2012 Quorra Prize.", "Quorra Prize", 2012),
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
        "She studied with Turing Award laureate Bram Stelling.",
        "Her mother is a Turing Award laureate.",
        "Her adviser was named a Fellow of the QTX in 2009.",
        "The Turing Award went to Bram Stelling in 2013.",
        "She is a research fellow at the Norrvik Academy.",
        "She is a Fellow of Norrvik College.",
        "She was a Tamberlane PhD Fellow in 2012.",
    ],
)
def test_what_was_not_received_is_no_award(sentence: str) -> None:
    assert list(honours_claimed(sentence, "x")) == []


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("Maren Oduya is a Fellow of the QTX (elected 2012).", 2012),
        ("In 2012 Maren Oduya was named a QTX Fellow.", 2012),
        ("Maren Oduya was named a QTX Fellow in 2012.", 2012),
        ("She is a QTX fellow (class of 2012).", 2012),
        ("She is a fellow of the QTX, class of 2012.", 2012),
        ("She became a QTX Fellow in 2012 and moved to Quorra in 2014.", 2012),
        ("She was inducted as a Fellow of the QTX in 2012.", 2012),
        ("He has been a QTX Fellow since 2012.", 2012),
        ("He is a QTX Fellow.", None),
    ],
)
def test_a_fellow_of_a_learned_body_is_read_in_other_words(sentence: str, year: int | None) -> None:
    (found,) = honours_claimed(sentence, "x")
    assert (found.award, found.organization, found.year) == ("Fellow of the QTX", "QTX", year)


def test_a_society_is_read_to_the_end_of_its_name() -> None:
    (found,) = honours_claimed("He was elected Fellow of the Royal Society of Tidal Arts.", "x")
    assert found.award == "Fellow of the Royal Society of Tidal Arts"
