from dataclasses import replace
from datetime import date

from persona_check.checks.trust_markers import TrustMarkers
from persona_check.model.claim import Claim, IdentifierScheme
from persona_check.model.finding import Observation, Skipped, SkipReason
from persona_check.model.lookup import Lookup, PersonById, WorkByTitle, WorksOfPerson
from persona_check.model.provenance import AssertedBy
from persona_check.model.record import AffiliationFact, AffiliationKind, PersonRecord
from tests.builders import NAME, author, claim, dossier, found, identifier, person, work, work_claim

ORCID = "0000-0008-0000-0421"
ABOUT = claim(identifier(ORCID), work_claim("Tidal pumping"))
SELF, OTHERS = AssertedBy.SUBJECT, AssertedBy.THIRD_PARTY


def record(*facts: tuple[AffiliationKind, AssertedBy]) -> PersonRecord:
    return replace(
        person(NAME, source="orcid", orcid=ORCID, works_count=2),
        key=f"orcid:{ORCID}",
        affiliations=tuple(
            AffiliationFact(organization="Norrvik University", kind=kind, asserted_by=by)
            for kind, by in facts
        ),
        created_on=date(2016, 2, 14),
        creation_method="direct",
        email_verified=False,
    )


def said(one: PersonRecord, *more: Lookup, about: Claim = ABOUT) -> Observation:
    query = PersonById(scheme=IdentifierScheme.ORCID, identifier=ORCID, about=("i1",))
    (item,) = TrustMarkers().run(about, dossier(about, found(query, one, source="orcid"), *more))
    assert isinstance(item, Observation)
    return item


def test_a_record_that_the_person_typed_is_told_item_by_item_and_says_nothing() -> None:
    item = said(record((AffiliationKind.EMPLOYMENT, SELF), (AffiliationKind.EDUCATION, SELF)))
    assert item.level == "typed_in_only"
    assert item.summary == (
        f"ORCID record {ORCID}: others confirm 0 of 1 posts and 0 of 1 degrees; "
        "no verified email address; opened on 2016-02-14"
    )


def test_an_employers_post_and_a_universitys_degree_are_others_words() -> None:
    for kind in (AffiliationKind.EMPLOYMENT, AffiliationKind.EDUCATION):
        assert said(record((kind, OTHERS))).level == "stated_by_others"
    assert said(record((AffiliationKind.MEMBERSHIP, OTHERS))).level == "typed_in_only"


def test_works_that_came_by_themselves_are_counted_and_alone_prove_nothing() -> None:
    listed = [
        replace(work(title, NAME, source="orcid", asserted_by=by), key=f"orcid:{ORCID}/{title}")
        for title, by in (("Tidal pumping", OTHERS), ("Dune lenses", SELF))
    ]
    query = WorksOfPerson(scheme=IdentifierScheme.ORCID, identifier=ORCID)
    item = said(record(), found(query, *listed, source="orcid"))
    assert item.level == "typed_in_only"
    assert "others confirm 1 of 2 papers" in item.summary


def test_a_deposit_for_which_the_author_signed_in_counts_and_anothers_does_not() -> None:
    def deposit(orcid: str, name: str = NAME) -> Lookup:
        byline = replace(author(name, 1, orcid=orcid), orcid_authenticated=True)
        return found(
            WorkByTitle(title="Tidal pumping", about=("w1",)), work("Tidal pumping", byline)
        )

    item = said(record(), deposit(ORCID))
    assert item.level == "stated_by_others"
    assert "the author signed in with it for 1 paper" in item.summary
    assert said(record(), deposit(ORCID, "Ivo Tamberlane")).level == "typed_in_only"


def test_verified_mail_domains_are_named() -> None:
    item = said(replace(record(), verified_email_domains=("norrvik.example",)))
    assert "verified email domains: norrvik.example" in item.summary


def test_without_an_orcid_record_nothing_is_said() -> None:
    lookup = found(WorkByTitle(title="Tidal pumping", about=("w1",)), work("Tidal pumping", NAME))
    (item,) = TrustMarkers().run(ABOUT, dossier(ABOUT, lookup))
    assert isinstance(item, Skipped)
    assert item.reason is SkipReason.NOT_APPLICABLE
