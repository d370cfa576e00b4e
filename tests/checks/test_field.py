from dataclasses import replace

from persona_check.checks.field import Field
from persona_check.model.claim import Assertion, Claim, EmailAssertion, FieldAssertion
from persona_check.model.finding import Observation, Skipped, SkipReason
from persona_check.model.lookup import Lookup, PersonByName
from tests.builders import (
    NAME,
    author,
    claim,
    dossier,
    found,
    identifier,
    post,
    unavailable,
    work,
    work_claim,
)

TITLES = ("Sparse views", "Robots on dunes", "Parsing tides", "Points in clouds", "Seeing sand")
ORCID = "0000-0002-1825-0097"


def adviser(*more: Assertion) -> Claim:
    works = (work_claim(title, identity=f"w{n}") for n, title in enumerate(TITLES))
    role = replace(post("Quorra Bureau"), role="property expert", current=True)
    return claim(role, *works, *more)


def record(venue: str = "CVPR", affiliation: str | None = None) -> Lookup:
    by = author(NAME, at=(affiliation,) if affiliation else ())
    works = (work(title, by, venue=venue) for title in TITLES)
    return found(PersonByName(name=NAME), *works)


def said(one: Claim, *lookups: Lookup) -> list[Observation | Skipped]:
    return list(Field().run(one, dossier(one, *lookups)))


def levels(one: Claim, *lookups: Lookup) -> list[str]:
    return [item.level for item in said(one, *lookups) if isinstance(item, Observation)]


def test_works_far_from_the_profession_of_somebody_whom_nothing_ties_to_them() -> None:
    (observation,) = said(adviser(), record())
    assert isinstance(observation, Observation)
    assert observation.level == "another_field_and_no_tie"
    assert observation.summary.startswith("5 of 5 papers are in computing; the claim says ")
    assert observation.measurements == (("works", 5), ("works_far_from_profession", 5))
    assert observation.evidence


def test_a_tie_leaves_a_second_career() -> None:
    mail = EmailAssertion(id="e1", origin="--email", domain="mit.edu")
    assert levels(adviser(identifier(ORCID)), record()) == ["another_field"]
    assert levels(adviser(mail), record()) == ["another_field"]
    assert levels(adviser(), record(affiliation="Quorra Bureau")) == ["another_field"]
    former = post("Norrvik University", identity="p2")
    assert levels(adviser(former), record(affiliation="Norrvik University")) == ["another_field"]


def test_works_of_no_plain_field_say_nothing() -> None:
    assert said(adviser(), record(venue="Tidal Systems Letters")) == []


def test_a_field_counts_as_a_profession_does() -> None:
    works = (work_claim(title, identity=f"w{n}") for n, title in enumerate(TITLES))
    trade = FieldAssertion(id="f1", origin="title", field="nutrition therapist")
    assert levels(claim(trade, *works), record()) == ["another_field_and_no_tie"]


def test_researchers_and_thin_records_are_not_compared() -> None:
    plain = claim(post("Norrvik University"), work_claim("Tidal pumping"))
    assert said(plain) == [Skipped(check="field", reason=SkipReason.NOTHING_CLAIMED)]
    one = claim(FieldAssertion(id="f1", origin="x", field="lawyer"))
    assert said(one) == [Skipped(check="field", reason=SkipReason.NOT_APPLICABLE)]


def mixed(far: int, near: int) -> Lookup:
    venues = ["CVPR"] * far + ["Tidal Systems Letters"] * near
    works = [work(title, NAME, venue=venue) for title, venue in zip(TITLES, venues, strict=False)]
    return found(PersonByName(name=NAME), *works)


def test_four_works_have_a_field_and_three_have_none() -> None:
    assert levels(adviser(), mixed(4, 0)) == ["another_field_and_no_tie"]
    assert levels(adviser(), mixed(3, 0)) == []


def test_four_of_five_works_are_nearly_all_and_three_of_four_are_not() -> None:
    assert levels(adviser(), mixed(4, 1)) == ["another_field_and_no_tie"]
    assert levels(adviser(), mixed(3, 1)) == []


def test_an_outage_leaves_open_in_which_field_the_other_works_are() -> None:
    silent = unavailable(PersonByName(name=NAME), "dblp")
    assert levels(adviser(), mixed(5, 0), silent) == []


def test_the_named_field_is_counted_apart_from_what_is_merely_far() -> None:
    venues = ["CVPR"] * 3 + ["NBER Working Papers"] * 2
    works = [work(title, NAME, venue=venue) for title, venue in zip(TITLES, venues, strict=False)]
    field = FieldAssertion(id="f1", origin="x", field="yoga teacher")
    about = claim(field, work_claim("Sparse views"))
    (observation,) = said(about, found(PersonByName(name=NAME), *works))
    assert isinstance(observation, Observation)
    measured = dict(observation.measurements)
    assert measured["works"] == len(works)
    assert observation.summary.startswith(f"3 of {len(works)} papers are in computing")
