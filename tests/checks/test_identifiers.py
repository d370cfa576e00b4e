from dataclasses import replace
from datetime import date

from persona_check.checks.identifiers import Identifiers
from persona_check.model.claim import Claim, IdentifierScheme
from persona_check.model.finding import Observation, Skipped, SkipReason
from persona_check.model.lookup import Lookup, PersonById, WorkByTitle
from persona_check.model.provenance import AssertedBy
from tests.builders import (
    NAME,
    author,
    claim,
    dossier,
    found,
    identifier,
    not_found,
    person,
    unavailable,
    work,
    work_claim,
)

ORCID = "0000-0008-0000-0421"
ASKED = PersonById(scheme=IdentifierScheme.ORCID, identifier=ORCID, about=("i1",))


def levels(about: Claim, *lookups: Lookup) -> list[str]:
    items = Identifiers().run(about, dossier(about, *lookups))
    return [item.level for item in items if isinstance(item, Observation)]


def test_an_orcid_on_a_work_under_the_claimed_name_is_confirmed() -> None:
    printed = work("Tidal pumping", author("M. Oduya-Lindqvist", 1, orcid=ORCID))
    lookups = (
        found(ASKED, person(orcid=ORCID), source="orcid"),
        found(WorkByTitle(title="Tidal pumping"), printed),
    )
    assert levels(claim(identifier(ORCID)), *lookups) == ["identifier_confirmed"]


def test_a_bare_record_of_that_name_supports_less() -> None:
    lookups = (found(ASKED, person(orcid=ORCID), source="orcid"),)
    assert levels(claim(identifier(ORCID)), *lookups) == ["identifier_of_that_name"]


def test_somebody_elses_orcid_conflicts() -> None:
    lookups = (found(ASKED, person("Casimir Tamberlane", orcid=ORCID), source="orcid"),)
    assert levels(claim(identifier(ORCID)), *lookups) == ["identifier_of_another"]


def test_an_iD_that_only_strangers_print_conflicts() -> None:  # noqa: N802 - it is written so
    printed = work("Tidal pumping", author("Casimir Tamberlane", 1, orcid=ORCID))
    lookups = (found(WorkByTitle(title="Tidal pumping"), printed),)
    assert levels(claim(identifier(ORCID)), *lookups) == ["identifier_of_another"]


def test_a_wrong_check_digit_is_nobodys() -> None:
    assert levels(claim(identifier("0000-0008-0000-0422"))) == ["identifier_impossible"]


def test_the_issuers_no_is_explainable_and_another_indexes_no_is_nothing() -> None:
    assert levels(claim(identifier(ORCID)), not_found(ASKED, "orcid")) == ["identifier_unknown"]
    assert levels(claim(identifier(ORCID)), not_found(ASKED, "openalex")) == [
        "identifier_not_indexed"
    ]


def test_an_outage_of_the_issuer_is_no_answer() -> None:
    about = claim(identifier(ORCID))
    items = list(Identifiers().run(about, dossier(about, unavailable(ASKED, "orcid"))))
    assert items == [
        Skipped(
            check="identifiers",
            reason=SkipReason.COULD_NOT_CHECK,
            detail="ORCID did not answer",
            assertions=("i1",),
        )
    ]


def test_nothing_claimed_is_neutral() -> None:
    about = claim(name=NAME)
    assert list(Identifiers().run(about, dossier(about))) == [
        Skipped(check="identifiers", reason=SkipReason.NOTHING_CLAIMED)
    ]


def test_a_profile_that_an_index_prints_beside_a_coauthor_only_may_have_slipped() -> None:
    asked = PersonById(scheme=IdentifierScheme.SCHOLAR, identifier="AbCdEfGhIjKl", about=("i1",))
    slipped = replace(author("Casimir Tamberlane", 2), scholar_id="AbCdEfGhIjKl")
    printed = found(WorkByTitle(title="Tidal pumping"), work("Tidal pumping", NAME, slipped))
    one = claim(identifier("AbCdEfGhIjKl", scheme=IdentifierScheme.SCHOLAR))
    summed_up = person("Casimir Tamberlane", source="crossref", works_count=1)
    assert levels(one, printed, found(asked, summed_up)) == ["identifier_of_a_coauthor"]
    for other in (
        replace(summed_up, works_count=2),
        replace(summed_up, works_count=None),
        replace(summed_up, created_on=date(2014, 3, 1)),
        person("Casimir Tamberlane", source="openalex", works_count=1),
    ):
        assert levels(one, printed, found(asked, other)) == ["identifier_of_another"]


def test_an_identifier_on_the_persons_own_deposits_alone_confirms_no_identity() -> None:
    orcid = "0000-0002-1825-0097"
    about = claim(identifier(orcid), work_claim("Tidal pumping"))
    byline = author(NAME, 1, orcid=orcid)
    record = found(
        PersonById(scheme=IdentifierScheme.ORCID, identifier=orcid, about=("i1",)),
        person(orcid=orcid),
    )

    def said(by: AssertedBy) -> list[str]:
        one = work("Tidal pumping", byline, source="datacite", asserted_by=by)
        lookup = found(WorkByTitle(title="Tidal pumping", about=("w1",)), one)
        items = Identifiers().run(about, dossier(about, record, lookup))
        return [item.level for item in items if isinstance(item, Observation)]

    assert said(AssertedBy.UNKNOWN) == ["identifier_of_that_name"]
    assert said(AssertedBy.THIRD_PARTY) == ["identifier_confirmed"]


def test_a_profile_beside_two_strangers_is_anothers_and_beside_one_may_have_slipped() -> None:
    profile = "AbCdEfGhIjKl"
    stranger = replace(author("Casimir Tamberlane", 1), scholar_id=profile)
    works = [work(f"Tidal pumping {n}", stranger) for n in range(2)]
    one = claim(identifier(profile, scheme=IdentifierScheme.SCHOLAR))
    asked = WorkByTitle(title="Tidal pumping")
    assert levels(one, found(asked, *works)) == ["identifier_of_another"]
    assert levels(one, found(asked, *works[:1])) == ["identifier_not_indexed"]


def test_its_issuer_alone_gives_an_identifier_to_another_while_somebody_is_silent() -> None:
    one = claim(identifier(ORCID))
    stranger = person("Casimir Tamberlane", orcid=ORCID)
    silent = unavailable(WorkByTitle(title="Tidal pumping"))
    by_issuer, by_index = (
        found(ASKED, stranger, source=source) for source in ("orcid", "openalex")
    )
    assert levels(one, by_issuer, silent) == ["identifier_of_another"]
    assert levels(one, by_index) == ["identifier_of_another"]
    for lost in (silent, unavailable(ASKED, "orcid")):
        assert levels(one, by_index, lost) == []
