import pytest

from persona_check.bio.counts import works_claimed
from persona_check.model.claim import (
    Assertion,
    CoauthorAssertion,
    LifeEvent,
    LifeEventAssertion,
    WorkAssertion,
    WorkCountAssertion,
)


def read(sentence: str) -> tuple[Assertion, ...]:
    return works_claimed(sentence, "bio, sentence 1")


def count(number: int, venue: str | None = None) -> WorkCountAssertion:
    return WorkCountAssertion(id="", origin="bio, sentence 1", count=number, venue=venue)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Author of more than 106 papers at RIVERCONF.", count(106, "RIVERCONF")),
        ("She published over 1,200 articles in Journal of Water.", count(1200, "Journal of Water")),
        ("He has authored 45 peer-reviewed journal articles.", count(45)),
        ("They co-authored 30+ scientific publications and three books.", count(30)),
        ("Her list of 60 publications (most on rivers) is long.", count(60)),
    ],
)  # fmt: skip
def test_a_number_of_works_written_is_read_with_its_venue(
    sentence: str, expected: WorkCountAssertion
) -> None:
    assert read(sentence) == (expected,)


@pytest.mark.parametrize(
    "sentence",
    [
        "She has reviewed over 200 papers for journals.",
        "His work was cited in 300 articles.",
        "Published in 2019 papers on rivers changed the field.",
        "There are 40 papers on rivers.",
        "He has authored several papers.",
        "She published books; 200 papers exist on the matter.",
    ],
)
def test_papers_that_others_wrote_are_no_claim(sentence: str) -> None:
    assert read(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "First and corresponding author of \"On Rivers: A Survey (Reprint)\" (RIVERCONF 2019).",
            WorkAssertion(
                id="",
                origin="bio, sentence 1",
                title="On Rivers: A Survey (Reprint)",
                year=2019,
                venue="RIVERCONF",
                position="first",
            ),
        ),
        (
            "She is the senior author of the paper “Lakes  and seas”.",
            WorkAssertion(
                id="", origin="bio, sentence 1", title="Lakes and seas", position="last"
            ),
        ),
        (
            "Lead author on «Rivers at night» (2020)",
            WorkAssertion(
                id="",
                origin="bio, sentence 1",
                title="Rivers at night",
                year=2020,
                position="first",
            ),
        ),
    ],
)  # fmt: skip
def test_the_place_among_the_authors_is_read_with_the_work(
    sentence: str, expected: WorkAssertion
) -> None:
    assert read(sentence) == (expected,)


@pytest.mark.parametrize(
    "sentence",
    [
        "First paper listed here: 2014.",
        "Her first scientific article appeared in 2014.",
        "Earliest publication 2014",
    ],
)
def test_the_year_of_the_first_work_is_read(sentence: str) -> None:
    assert read(sentence) == (
        LifeEventAssertion(id="", origin="bio, sentence 1", event=LifeEvent.FIRST_WORK, year=2014),
    )


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Long-time coauthor of Bo Sample.", ["Bo Sample"]),
        (
            "Coauthors include Bo Sample, J. van der Berg and Ñuria Íñiguez-Ó.",
            ["Bo Sample", "J. van der Berg", "Ñuria Íñiguez-Ó"],
        ),
        ("Has written with Cy Q. Third, who teaches in Rome.", ["Cy Q. Third"]),
        ("She has co-authored with colleagues and students.", []),
        ("Coauthor of Rivers.", []),
    ],
)
def test_named_coauthors_are_read(sentence: str, names: list[str]) -> None:
    assert read(sentence) == tuple(
        CoauthorAssertion(id="", origin="bio, sentence 1", name=name) for name in names
    )


def test_a_sentence_of_other_things_says_nothing() -> None:
    assert read("The first author of the law was a king.") == ()
    assert read("x" * 5000 + " 12 " * 500) == ()
