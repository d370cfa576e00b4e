import pytest

from persona_check.bio.givers import giver_in


@pytest.mark.parametrize(
    ("award", "giver"),
    [
        ("NTS CAREER Award", "NTS"),
        ("Northmere Water Association Ada Example Award", "Northmere Water Association"),
        ("NTS TIDECOMM Young Researcher Award", "NTS TIDECOMM"),
        ("TideWorks Faculty Research Award", "TideWorks"),
        ("Tidalia Faculty Innovation Awards", "Tidalia"),
        ("Tidal Society dissertation award", "Tidal Society"),
        ("Zell University Outstanding Teaching Award", "Zell University"),
        ("Norr Vik Faculty award", "Norr Vik"),
    ],
)
def test_an_award_named_after_its_giver_tells_it(award: str, giver: str) -> None:
    assert giver_in(award) == giver


@pytest.mark.parametrize(
    "award",
    [
        "Ada Example Prize",
        "Best Paper Award",
        "Early Career Award",
        "Presidential Early Career Award for Scientists",
        "Quorra Medal",
        "Global Water Prize",
        "award",
    ],
)
def test_a_person_or_what_it_is_for_gives_no_award(award: str) -> None:
    assert giver_in(award) is None
