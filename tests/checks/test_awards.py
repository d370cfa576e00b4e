from dataclasses import replace

import pytest

from persona_check.checks.awards import Awards
from persona_check.model.claim import AwardAssertion, Claim
from persona_check.model.finding import Observation, Skipped, SkipReason
from persona_check.model.lookup import Lookup, PersonByName
from persona_check.model.provenance import AssertedBy, Via
from persona_check.model.record import PersonRecord
from tests.builders import NAME, claim, dossier, found, identifier, person, provenance

ORCID = "0000-0002-1825-0097"


def honoured(award: str, year: int | None = None, *, name: str = NAME) -> Claim:
    asserted = AwardAssertion(id="h1", origin="bio, sentence 4", award=award, year=year)
    return claim(asserted, identifier(ORCID), name=name)


def said(one: Claim, *lookups: Lookup) -> Observation:
    (observation,) = Awards().run(one, dossier(one, *lookups))
    assert isinstance(observation, Observation)
    return observation


def recorded(award: str, by: AssertedBy = AssertedBy.THIRD_PARTY) -> tuple[PersonRecord, Lookup]:
    record = replace(
        person(orcid=ORCID),
        awards=(award,),
        provenance=replace(provenance("wikidata"), asserted_by=by),
    )
    return record, found(PersonByName(name=NAME), record, source="wikidata")


def test_a_complete_list_that_does_not_hold_the_name_denies_the_award() -> None:
    observation = said(honoured("ACM Turing Award", 2014))
    assert observation.level == "not_on_the_givers_list"
    assert observation.summary == (
        "ACM A.M. Turing Award: this name is not on the complete list (to 2024)"
    )
    (evidence,) = observation.evidence
    assert evidence.provenance.url == "https://amturing.acm.org/byyear.cfm"
    assert evidence.provenance.via is Via.PACKAGED


@pytest.mark.parametrize(
    ("name", "award", "year", "level"),
    [
        ("Barbara Liskov", "Turing Award", 2008, "on_the_givers_list"),
        ("Barbara Liskov", "Turing Award", None, "on_the_givers_list"),
        ("D. Knuth", "the Turing Award", 1974, "on_the_givers_list"),
        ("John Milnor", "Abel Prize", 2011, "on_the_givers_list"),
        ("Barbara Liskov", "Turing Award", 2009, "another_year"),
    ],
)
def test_a_name_on_the_list_is_found_in_its_forms(
    name: str, award: str, year: int | None, level: str
) -> None:
    assert said(honoured(award, year, name=name)).level == level


@pytest.mark.parametrize(
    ("award", "year"),
    [("ACM Turing Award", 2025), ("ACM Turing Award", None), ("ACM Fellow", 2012)],
)
def test_what_the_lists_at_hand_cannot_tell_is_not_denied(award: str, year: int | None) -> None:
    observation = said(honoured(award, year))
    assert (observation.level, observation.evidence) == ("no_list_at_hand", ())


def test_a_third_partys_record_supports_an_award_and_ones_own_does_not() -> None:
    one = honoured("The Tidal Medal", 2020)
    _, lookup = recorded("Tidal Medal")
    assert said(one, lookup).level == "recorded_by_others"
    _, own = recorded("Tidal Medal", AssertedBy.SUBJECT)
    assert said(one, own).level == "no_list_at_hand"


def test_no_award_is_neutral() -> None:
    one = claim()
    assert list(Awards().run(one, dossier(one))) == [
        Skipped(check="awards", reason=SkipReason.NOTHING_CLAIMED)
    ]


@pytest.mark.parametrize(
    ("claimed", "listed", "one"),
    [
        ("Fellow of the QTX", "QTX Fellow", True),
        ("Fellow of the QTX", "Fellow of the Quorra Tidal Xylarium", True),
        ("Fellow of the QTX", "Fellow of the Quorra Society", False),
        ("Tidal Medal", "Tidal Medal for Students", False),
    ],
)
def test_an_award_on_a_record_may_be_said_in_other_words(
    claimed: str, listed: str, one: bool
) -> None:
    _, lookup = recorded(listed)
    level = said(honoured(claimed, 2020), lookup).level
    assert level == ("recorded_by_others" if one else "no_list_at_hand")
