"""Where invented people of many kinds of life end, from gathered answers to the assessment."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from persona_check.exhibits.dns_keys import KeyRecords
from persona_check.exhibits.records import examined
from persona_check.model.claim import (
    Assertion,
    Claim,
    DegreeAssertion,
    EmailAssertion,
    FieldAssertion,
    LinkAssertion,
    MessageAssertion,
    PostAssertion,
)
from persona_check.model.exhibit import Exhibit, ExhibitKind
from persona_check.model.finding import Severity
from persona_check.model.lookup import (
    ArchiveOfPage,
    Lookup,
    OrganizationByName,
    PageAt,
    PersonByName,
    WorkByTitle,
)
from persona_check.model.record import CaptureRecord, OrganizationRecord, PageRecord, Record
from persona_check.model.report import Assurance, Report, Verdict
from persona_check.session import assess
from persona_check.settings import Settings
from tests.builders import (
    NAME,
    NOW,
    author,
    claim,
    found,
    not_found,
    post,
    provenance,
    work,
    work_claim,
)
from tests.exhibits.mail import keys, letter, signed

ORCID = "0000-0008-0000-0421"
UNIVERSITY = "Norrvik University"
STAFF = "https://www.norrvik.example/people/oduya"
TITLES = ("Tidal pumping", "Salt in the marsh", "Groundwater clocks", "A year of wells")


def report(one: Claim, lookups: Sequence[Lookup], exhibits: Sequence[Record] = ()) -> Report:
    return assess(one, lookups, exhibits, as_of=NOW, settings=Settings())


def young_record(created: date) -> list[Lookup]:
    lookups: list[Lookup] = []
    for number, title in enumerate(TITLES, 1):
        printed = work(
            title,
            author(NAME, 1, orcid=ORCID, at=(UNIVERSITY,)),
            author(f"Solveig Vantressel {'ABCD'[number - 1]}.", 2, at=("Quorra College",)),
            year=2026,
        )
        record = replace(printed, created_on=created)
        lookups.append(found(WorkByTitle(title=title, about=(f"w{number}",)), record))
    return lookups


def young_claim(*more: Assertion) -> Claim:
    works = [work_claim(title, f"w{n}", year=2026) for n, title in enumerate(TITLES, 1)]
    return claim(*works, post(UNIVERSITY), *more)


def test_a_flawless_but_young_record_leaves_open_who_owns_it() -> None:
    whole = report(young_claim(), young_record(date(2026, 9, 1)))
    result = whole.assessment
    assert result.verdict in (Verdict.CORROBORATED, Verdict.INSUFFICIENT)
    assert result.assurance in (Assurance.A0, Assurance.A1, Assurance.A2)
    assert result.hypotheses.borrowed + result.hypotheses.fabricated > 0.1
    assert any("--eml" in step.action for step in whole.next_steps)


def test_the_same_person_with_a_signed_mail_and_a_page_known_for_years_rises_to_the_top() -> None:
    message = Exhibit(
        id="e1",
        kind=ExhibitKind.MESSAGE,
        file_name="letter.eml",
        content=signed(letter()),
        origin="--eml",
    )
    one = young_claim(
        LinkAssertion(id="l1", origin="--homepage", url=STAFF),
        MessageAssertion(id="m1", origin="--eml", exhibit="e1", file_name="letter.eml"),
    )
    one = replace(one, exhibits=(message,))
    page = PageRecord(
        url=STAFF,
        title="Staff",
        provenance=provenance("homepage"),
        names_seen=(NAME,),
        email_addresses=("m.oduya@norrvik.example",),
        institution_domain=True,
    )
    registered = OrganizationRecord(
        key="ror:n",
        name=UNIVERSITY,
        provenance=provenance("ror"),
        domains=("norrvik.example",),
        chosen=True,
    )
    captures = CaptureRecord(
        url=STAFF,
        first_captured_at=datetime(2017, 5, 2, tzinfo=UTC),
        last_captured_at=datetime(2026, 6, 1, tzinfo=UTC),
        captures=14,
        provenance=provenance("wayback"),
    )
    lookups = [
        *young_record(date(2026, 9, 1)),
        found(OrganizationByName(name=UNIVERSITY, about=("p1",)), registered, source="ror"),
        found(PageAt(url=STAFF, about=("l1",)), page, source="homepage"),
        found(ArchiveOfPage(url=STAFF, about=("l1",)), captures, source="wayback"),
    ]
    exhibits = examined(one, as_of=NOW, resolve_txt=KeyRecords(keys("norrvik.example")))
    result = report(one, lookups, exhibits).assessment
    assert (result.verdict, result.assurance) == (Verdict.CORROBORATED, Assurance.A4)
    assert result.confidence > 0.95
    # the same mail with a text that was changed proves nothing, and accuses nobody
    spoilt = replace(message, content=message.content.replace(b"Friday", b"Monday"))
    other = replace(one, exhibits=(spoilt,))
    exhibits = examined(other, as_of=NOW, resolve_txt=KeyRecords(keys("norrvik.example")))
    again = report(other, lookups, exhibits).assessment
    assert (again.assurance, again.conflict) == (Assurance.A3, Severity.NONE)


def nobody(one: Claim) -> list[Lookup]:
    lookups: list[Lookup] = [not_found(PersonByName(name=one.name))]
    lookups += [
        not_found(OrganizationByName(name=a.organization, about=(a.id,)), "ror")
        for a in one.assertions
        if isinstance(a, PostAssertion | DegreeAssertion) and a.organization
    ]
    return lookups


def degree(name: str, end: int, identity: str = "d1") -> DegreeAssertion:
    return DegreeAssertion(
        id=identity, origin="t", degree=name, organization=UNIVERSITY, end_year=end
    )


def mail(domain: str) -> EmailAssertion:
    return EmailAssertion(id="m1", origin="t", domain=domain)


EARLY = claim(
    replace(post(UNIVERSITY, "p1", start=2025), role="doctoral researcher", current=True),
    degree("MSc", 2025),
    work_claim("Tidal pumping", year=2026),
    mail("gmail.com"),
)
CAREER_CHANGE = claim(
    post("Quorra Shipping Company", "p1", start=1998, end=2016),
    degree("PhD in Hydrology", 2021),
    degree("BA in English", 2023, "d2"),
    replace(post(UNIVERSITY, "p2", start=2022), current=True),
    work_claim("Tidal pumping", year=2022),
)
LEAVE = claim(
    degree("PhD", 2008),
    post(UNIVERSITY, "p1", start=2008, end=2012),
    replace(post(UNIVERSITY, "p2", start=2018), current=True),
    work_claim("Tidal pumping", year=2010),
)
REFUGEE = claim(
    replace(post("University of Khel Darra", "p1", start=2003, end=2015), full_time=True),
    replace(post(UNIVERSITY, "p2", start=2016), current=True),
    degree("PhD", 2002),
    work_claim("Tidal pumping", year=2018),
    mail("proton.me"),
)
PSEUDONYM = claim(FieldAssertion(id="f1", origin="t", field="war correspondent"), mail("proton.me"))
EXPERT = claim(
    FieldAssertion(id="f1", origin="t", field="harbour pilot"),
    post("Port of Quorra", "p1", start=1995),
    LinkAssertion(id="l1", origin="t", url="https://quorra-pilots.example/"),
)
TOWARDS = {"early": EARLY, "career change": CAREER_CHANGE, "leave": LEAVE, "refugee": REFUGEE}


@pytest.mark.parametrize("one", TOWARDS.values(), ids=TOWARDS)
def test_an_uncommon_life_with_a_thin_record_ends_without_an_adverse_verdict(one: Claim) -> None:
    (item,) = (a for a in one.assertions if a.kind == "work")
    printed = work(
        "Tidal pumping",
        author(NAME, 1, orcid=ORCID, at=(UNIVERSITY,)),
        year=getattr(item, "year", None),
    )
    lookups = [*nobody(one), found(WorkByTitle(title="Tidal pumping", about=("w1",)), printed)]
    result = report(one, lookups).assessment
    assert result.conflict in (Severity.NONE, Severity.EXPLAINABLE)
    assert result.verdict in (Verdict.CORROBORATED, Verdict.INSUFFICIENT)


@pytest.mark.parametrize("one", [PSEUDONYM, EXPERT], ids=["pseudonym", "expert"])
def test_somebody_whom_no_index_holds_and_who_claims_no_work_is_not_accused(one: Claim) -> None:
    whole = report(one, nobody(one))
    result = whole.assessment
    assert (result.verdict, result.conflict) == (Verdict.INSUFFICIENT, Severity.NONE)
    assert whole.next_steps
