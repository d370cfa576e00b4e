import pytest

from persona_check.checks.coauthors import Coauthors
from persona_check.model.claim import Claim, IdentifierScheme
from persona_check.model.finding import Observation, Skipped, SkipReason
from persona_check.model.lookup import JointWorks, Lookup, PersonByName, WorkByTitle, WorksOfPerson
from persona_check.model.provenance import AssertedBy
from tests.builders import (
    NAME,
    author,
    claim,
    coauthor,
    dossier,
    found,
    not_found,
    person,
    unavailable,
    work,
    work_claim,
)

SOLVEIG, TOBIAH = "Solveig Vantressel", "Tobiah Okwuosa-Lind"


# A claimed work that stands in an index under the claimed name: the index knows the person.
OWN = work_claim("Quiet shores under late ice", "w9")
OWN_FOUND = found(
    WorkByTitle(title="Quiet shores under late ice", about=("w9",)),
    work("Quiet shores under late ice", NAME),
)


def joint(other: str, about: str = "c1") -> JointWorks:
    return JointWorks(name=NAME, other=other, about=(about,))


def said(about: Claim, *lookups: Lookup) -> dict[str, Observation]:
    items = Coauthors().run(about, dossier(about, *lookups))
    return {item.level: item for item in items if isinstance(item, Observation)}


def test_a_common_work_supports_the_coauthor_and_the_circle() -> None:
    both = work("Tidal pumping in sands", NAME, "S. Vantressel")
    levels = said(claim(coauthor(SOLVEIG)), found(joint(SOLVEIG), both))
    assert set(levels) == {"coauthor_shares_work", "circle_confirmed"}
    assert levels["circle_confirmed"].upstream == ("doi:10.5555/tidal-pumping-in-sands",)


def test_a_common_deposit_of_their_own_is_no_support() -> None:
    both = work("Moral telemetry of sands", NAME, SOLVEIG, asserted_by=AssertedBy.SUBJECT)
    assert set(said(claim(coauthor(SOLVEIG)), found(joint(SOLVEIG), both))) == {
        "coauthor_in_own_deposits"
    }


def test_coauthors_with_records_of_their_own_and_no_common_work_conflict() -> None:
    circle = coauthor(SOLVEIG), coauthor(TOBIAH, "c2")
    records = (
        found(joint(SOLVEIG), person(SOLVEIG, works_count=40)),
        found(joint(TOBIAH, "c2"), person(TOBIAH, works_count=12)),
    )
    levels = said(claim(OWN, *circle), OWN_FOUND, *records)
    assert levels["circle_unshared"].measurements == (
        ("claimed_coauthors", 2),
        ("with_own_record", 2),
    )
    for unknown in (claim(*circle), claim(OWN, *circle)):
        assert set(said(unknown, *records)) == {"coauthor_not_seen"}, "an index without this person"


def test_a_thinly_indexed_coauthor_is_not_held_against_anybody() -> None:
    levels = said(claim(coauthor(SOLVEIG)), found(joint(SOLVEIG), person(SOLVEIG, works_count=2)))
    assert set(levels) == {"coauthor_not_seen"}


def test_one_shared_coauthor_keeps_the_circle_from_being_called_unshared() -> None:
    about = claim(coauthor(SOLVEIG), coauthor(TOBIAH, "c2"))
    levels = said(
        about,
        found(joint(SOLVEIG), work("Tidal pumping in sands", NAME, SOLVEIG)),
        found(joint(TOBIAH, "c2"), person(TOBIAH, works_count=12)),
    )
    assert "circle_confirmed" in levels
    assert "circle_unshared" not in levels


def test_an_outage_leaves_the_coauthor_unchecked() -> None:
    about = claim(coauthor(SOLVEIG))
    items = list(Coauthors().run(about, dossier(about, unavailable(joint(SOLVEIG)))))
    assert items[0] == Skipped(
        check="coauthors",
        reason=SkipReason.COULD_NOT_CHECK,
        detail="no source answered about joint papers",
        assertions=("c1",),
    )


def test_an_answer_without_the_pair_is_only_not_seen() -> None:
    assert set(said(claim(coauthor(SOLVEIG)), not_found(joint(SOLVEIG)))) == {"coauthor_not_seen"}


def circle(years: tuple[int, ...], teams: tuple[tuple[str, ...], ...]) -> Lookup:
    works = [
        work(f"Work {index} of a long record", author(NAME, 1, at=(f"College {index}",)), *team,
             year=year)
        for index, (year, team) in enumerate(zip(years, teams, strict=True))
    ]  # fmt: skip
    return found(WorkByTitle(title=works[0].title, about=("w1",)), *works)


def test_a_career_with_many_teams_is_an_open_circle_with_its_measurements() -> None:
    teams = (("A Pike", "B Rao"), ("A Pike", "B Rao", "C Sy"), ("A Pike", "C Sy", "D Vale"),
             ("A Pike", "B Rao", "E Mbekwe"))  # fmt: skip
    about = claim(work_claim("Work 0 of a long record"))
    levels = said(about, circle((2012, 2015, 2019, 2024), teams))
    measured = dict(levels["open_circle"].measurements)
    assert (measured["works"], measured["coauthors"], measured["years_spanned"]) == (4, 5, 13)


def test_a_ring_of_one_summer_is_a_closed_circle() -> None:
    ring = ("Anke Roos", "Bela Roos", "Cora Roos")
    about = claim(work_claim("Work 0 of a long record"))
    works = [work(f"Work {index} of a long record", NAME, *ring, year=2026) for index in range(4)]
    levels = said(about, found(WorkByTitle(title=works[0].title, about=("w1",)), *works))
    assert dict(levels["closed_circle"].measurements)["density"] == 1.0


def test_a_junior_record_has_no_shape_and_no_suspicion() -> None:
    about = claim(work_claim("Work 0 of a long record"))
    items = list(Coauthors().run(about, dossier(about, circle((2024,), (("A Pike",),)))))
    assert [item for item in items if isinstance(item, Observation)] == []
    assert {item.reason for item in items if isinstance(item, Skipped)} == {
        SkipReason.NOTHING_CLAIMED,
        SkipReason.NOT_APPLICABLE,
    }


def test_five_works_of_their_own_are_a_record_to_miss_one_in_and_four_are_not() -> None:
    def levels(count: int) -> set[str]:
        known = found(joint(SOLVEIG), person(SOLVEIG, works_count=count))
        return set(said(claim(OWN, coauthor(SOLVEIG)), OWN_FOUND, known))

    assert levels(5) == {"coauthor_without_common_work", "circle_unshared"}
    assert levels(4) == {"coauthor_not_seen"}


def test_beside_a_shared_circle_ten_works_of_their_own_are_a_stranger_and_nine_are_not() -> None:
    about = claim(OWN, coauthor(SOLVEIG), coauthor(TOBIAH, "c2"))

    def levels(count: int) -> set[str]:
        return set(
            said(
                about,
                OWN_FOUND,
                found(joint(SOLVEIG), work("Tidal pumping in sands", NAME, SOLVEIG)),
                found(joint(TOBIAH, "c2"), person(TOBIAH, works_count=count)),
            )
        )

    assert "coauthor_unshared" in levels(10)
    assert "coauthor_unshared" not in levels(9)


@pytest.mark.parametrize(
    "silent",
    [
        joint(SOLVEIG),
        WorkByTitle(title="Tidal pumping in sands", about=("w1",)),
        WorksOfPerson(scheme=IdentifierScheme.ORCID, identifier="0000-0008-0000-0421"),
    ],
    ids=lambda query: type(query).__name__,
)
def test_who_gave_no_answer_may_hold_the_common_work(
    silent: JointWorks | WorkByTitle | WorksOfPerson,
) -> None:
    known = found(joint(SOLVEIG), person(SOLVEIG, works_count=40))
    about = claim(OWN, coauthor(SOLVEIG))
    assert "circle_unshared" in said(about, OWN_FOUND, known)
    gathered = dossier(about, OWN_FOUND, known, unavailable(silent, "dblp"))
    (skipped, *_) = [one for one in Coauthors().run(about, gathered) if isinstance(one, Skipped)]
    assert skipped.detail == "none of the papers found carries both names; DBLP did not answer"
    assert said(about, OWN_FOUND, known, unavailable(silent, "dblp")) == {}


def test_that_indexes_of_some_fields_lack_a_common_work_is_no_absence() -> None:
    about = claim(coauthor(SOLVEIG))
    asked = [not_found(joint(SOLVEIG), source) for source in ("dblp", "europepmc")]
    (first, *_) = Coauthors().run(about, dossier(about, *asked))
    assert isinstance(first, Skipped)
    assert first.detail.endswith("; DBLP and Europe PMC cover only some fields")
    assert set(said(about, *asked, not_found(joint(SOLVEIG), "openalex"))) == {"coauthor_not_seen"}


def ring(*teams: tuple[str, ...], years: tuple[int, ...]) -> list[Lookup]:
    works = [
        work(f"Work {index} of a long record", NAME, *team, year=year)
        for index, (team, year) in enumerate(zip(teams, years, strict=True))
    ]
    return [found(WorkByTitle(title=works[0].title, about=("w1",)), *works)]


OF_A_RING = claim(work_claim("Work 0 of a long record"))
THREE = ("Anke Roos", "Bela Roos", "Cora Roos")


def test_a_circle_of_three_years_is_closed_and_of_four_is_open() -> None:
    closed = ring(*[THREE] * 4, years=(2024, 2025, 2026, 2026))
    assert "closed_circle" in said(OF_A_RING, *closed)
    assert "open_circle" in said(OF_A_RING, *ring(*[THREE] * 4, years=(2023, 2024, 2025, 2026)))
    silent = unavailable(PersonByName(name=NAME))
    assert "closed_circle" not in said(OF_A_RING, *closed, silent)


def test_a_circle_in_which_two_of_four_never_met_is_not_closed() -> None:
    one, other = (*THREE[:2], "Cora Roos"), (*THREE[:2], "Dov Roos")
    apart = ring(one, other, one, other, years=(2026,) * 4)
    assert dict(said(OF_A_RING, *apart)["open_circle"].measurements)["density"] == 0.8333
    together = ring((*one, "Dov Roos"), other, one, other, years=(2026,) * 4)
    assert "closed_circle" in said(OF_A_RING, *together)
