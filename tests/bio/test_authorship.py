import pytest

from persona_check.bio.authorship import places_claimed
from persona_check.bio.sentences import sentences

TITLE = "Peat in late water"


@pytest.mark.parametrize(
    "sentence",
    [
        "First author of “Peat in late water”.",
        "First and corresponding author of “Peat in late water”.",
        "As lead author of “Peat in late water”, she shaped the field.",
        "Her paper “Peat in late water”, written as first author, is widely read.",
        "She led and first-authored “Peat in late water”.",
        "She was the principal author of the widely read paper 'Peat in late water'.",
        "She wrote “Peat in late water” as its sole author.",
        "“Peat in late water”, of which he is the lead author, won a prize.",
        "Erstautorin von „Peat in late water“.",
        "Première autrice de « Peat in late water ».",
        "Primera autora de «Peat in late water».",
        "Prima autrice di «Peat in late water».",
    ],
)
def test_the_first_place_is_read_however_it_is_said(sentence: str) -> None:
    (work,) = places_claimed(sentence, "bio")
    assert (work.title, work.position, work.origin) == (TITLE, "first", "bio")


@pytest.mark.parametrize(
    "sentence",
    [
        "Co-first author of “Peat in late water”.",
        "Joint first author of “Peat in late water”.",
        "She is not the first author of “Peat in late water”.",
        "One of the first authors of “Peat in late water”.",
        "She wrote “Peat in late water” with lead author Solveig Vantressel.",
        "She was the first author to write on “reed beds of the north”.",
        "She wrote “Peat in late water”.",
        "“On being the first author of a paper” is an essay that she likes.",
        "“Peat in late water” is well known; she is the first author of several papers.",
        "She is the first author of many papers on lakes, on rivers, on fens and on all the reeds "
        "between them, and likes “Peat in late water”.",
    ],
)
def test_a_shared_denied_or_other_persons_place_is_not_claimed(sentence: str) -> None:
    assert list(places_claimed(sentence, "bio")) == []


def test_titles_listed_together_share_the_place_and_each_keeps_its_venue_and_year() -> None:
    sentence = (
        "First author of “Peat in late water” (Fens, 2011) and “Reeds in early water” (Lakes "
        "2012), and reader of “Silt in no water”."
    )
    works = list(places_claimed(sentence, "bio"))
    assert [(work.title, work.venue, work.year) for work in works] == [
        (TITLE, "Fens", 2011),
        ("Reeds in early water", "Lakes", 2012),
    ]


def test_a_year_before_the_title_is_the_papers() -> None:
    (work,) = places_claimed("The first author of the 2010 paper “Peat in late water”.", "bio")
    assert work.year == 2010


def test_the_last_place_is_read() -> None:
    (work,) = places_claimed("Senior author of “Peat in late water” (Fens).", "bio")
    assert (work.position, work.venue) == ("last", "Fens")


def test_a_question_in_a_title_ends_no_sentence() -> None:
    bio = (
        "As lead author of “What holds the peat? Early evidence from a fen”, she shaped the field. "
        "“Is it water?” She thinks so."
    )
    assert len(sentences(bio)) == 3
    (work,) = places_claimed(sentences(bio)[0], "bio")
    assert work.title == "What holds the peat? Early evidence from a fen"
    unclosed = "She wrote “What holds the peat? " + "It is a long story. " * 30
    assert len(sentences(unclosed)) > 10
