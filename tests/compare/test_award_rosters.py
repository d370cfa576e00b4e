import pytest

from persona_check.compare.award_rosters import ROSTERS, roster_of


@pytest.mark.parametrize(
    ("award", "meant"),
    [
        ("ACM Turing Award", "ACM A.M. Turing Award"),
        ("the 2014 ACM Turing Award", "ACM A.M. Turing Award"),
        ("A. M. Turing Award of the Association for Computing Machinery", "ACM A.M. Turing Award"),
        ("Turing Award laureate", "ACM A.M. Turing Award"),
        ("Fields Medal", "Fields Medal"),
        ("winner of the Abel Prize", "Abel Prize"),
        ("Nobel Prize in Economics 2001", "Sveriges Riksbank Prize in Economic Sciences in Memory "
         "of Alfred Nobel"),
        ("co-recipient of the 2014 Turing Award", "ACM A.M. Turing Award"),
        ("Turing laureate", "ACM A.M. Turing Award"),
        ("a Fields medallist", "Fields Medal"),
        ("Nobel Prize (Economics)", "Sveriges Riksbank Prize in Economic Sciences in Memory "
         "of Alfred Nobel"),
        ("nominee for the Turing Award", None),
        ("Norrvik Student Turing Award", None),
        ("Turing Fellowship", None),
        ("Ig Nobel Prize in Economics", None),
        ("Niels Henrik Abel Prize for Schools", None),
        ("", None),
    ],
)  # fmt: skip
def test_only_the_award_itself_is_meant(award: str, meant: str | None) -> None:
    roster = roster_of(award)
    assert (roster.award if roster else None) == meant


@pytest.mark.parametrize(("at", "people", "first"), [(0, 80, 1966), (1, 64, 1936), (2, 27, 2003)])
def test_a_list_holds_everybody_once_a_year(at: int, people: int, first: int) -> None:
    laureates = ROSTERS[at].laureates
    assert (len(laureates), laureates[0].year) == (people, first)
    assert len({(one.name, one.year) for one in laureates}) == people
    years = [one.year for one in laureates]
    assert years == sorted(years)
    assert years[-1] == ROSTERS[at].until_year
