from dataclasses import replace
from datetime import date

from persona_check.checks.contact import Contact
from persona_check.model.claim import Claim, EmailAssertion
from persona_check.model.finding import Observation, Skipped, SkipReason
from persona_check.model.lookup import (
    DomainRegistration,
    Lookup,
    OrganizationByName,
    PageAt,
    PersonByName,
)
from persona_check.model.record import Authorship, DomainRecord, OrganizationRecord, PageRecord
from tests.builders import (
    NAME,
    claim,
    dossier,
    found,
    person,
    post,
    provenance,
    work,
    work_claim,
)


def mail(domain: str) -> EmailAssertion:
    return EmailAssertion(id="e1", origin="--email", domain=domain, address=f"m@{domain}")


def about(domain: str) -> Claim:
    return claim(post("Norrvik University"), mail(domain), work_claim("Tidal pumping"))


def levels(one: Claim, *lookups: Lookup) -> dict[str, Observation]:
    items = Contact().run(one, dossier(one, *lookups))
    return {item.level: item for item in items if isinstance(item, Observation)}


REGISTERED = found(
    OrganizationByName(name="Norrvik University", about=("p1",)),
    OrganizationRecord(
        key="ror:n",
        name="Norrvik University",
        provenance=provenance("ror"),
        domains=("norrvik.example",),
        chosen=True,
    ),
    source="ror",
)


def test_the_institutions_own_domain_supports_the_address() -> None:
    said = levels(about("physics.norrvik.example"), REGISTERED)
    assert said["institutions_domain"].evidence[0].provenance.source == "ror"


def test_a_look_alike_conflicts_and_names_what_it_imitates() -> None:
    said = levels(about("norrvik-university.example"), REGISTERED)
    assert "imitates norrvik.example" in said["look_alike_domain"].summary


def test_a_public_mail_service_says_little() -> None:
    assert set(levels(about("gmail.com"), REGISTERED)) == {"free_mail_for_a_post"}


def test_another_domain_is_explainable_and_an_unknown_one_is_not_compared() -> None:
    assert set(levels(about("quorra.example"), REGISTERED)) == {"another_institutions_domain"}
    assert set(levels(about("quorra.example"))) == {"domain_not_comparable"}


def printed(domain: str, times: int) -> Lookup:
    byline = Authorship(name=NAME, position=1, orcid="0000-0008-0000-0421", email_domain=domain)
    works = [work(f"Tidal pumping {n or ''}".strip(), byline) for n in range(times)]
    return found(PersonByName(name=NAME), *works)


def test_a_domain_printed_on_two_works_is_the_persons_and_on_one_may_be_a_slip() -> None:
    assert set(levels(about("norrvik.example"), printed("cs.norrvik.example", 2))) == {
        "institutions_domain"
    }
    assert set(levels(about("norrvik.example"), printed("cs.norrvik.example", 1))) == {
        "domain_not_comparable"
    }


def test_the_public_list_of_academic_domains_is_asked_too() -> None:
    one = claim(post("University of Sydney"), mail("sydney.edu.au"))
    assert set(levels(one)) == {"institutions_domain"}
    other = claim(post("University of Sydney"), mail("sydney-university.net"))
    assert set(levels(other)) == {"look_alike_domain"}


def test_what_a_source_verified_or_an_institutions_page_prints_is_known() -> None:
    record = replace(
        person(orcid="0000-0008-0000-0421"), verified_email_domains=("norrvik.example",)
    )
    byline = Authorship(name=NAME, position=1, orcid="0000-0008-0000-0421")
    lookup = found(PersonByName(name=NAME), record, work("Tidal pumping", byline))
    assert set(levels(about("norrvik.example"), lookup)) == {"institutions_domain"}
    page = PageRecord(
        url="https://www.norrvik.example/m",
        title="M",
        provenance=provenance("pages"),
        names_seen=(NAME,),
        email_addresses=("m@norrvik.example",),
        institution_domain=True,
    )
    lookup = found(PageAt(url="https://www.norrvik.example/m"), page)
    assert set(levels(about("norrvik.example"), lookup)) == {"institutions_domain"}


def test_a_domain_of_a_few_months_is_told_with_its_age() -> None:
    record = DomainRecord(
        domain="norrvik-press.example",
        provenance=provenance("rdap"),
        registered_on=date(2026, 8, 19),
    )
    lookup = found(DomainRegistration(domain="norrvik-press.example", about=("e1",)), record)
    said = levels(about("norrvik-press.example"), lookup)
    assert said["young_domain"].measurements == (("age_days", 93),)
    old = replace(record, registered_on=date(1999, 8, 19))
    lookup = found(DomainRegistration(domain="norrvik-press.example", about=("e1",)), old)
    assert "young_domain" not in levels(about("norrvik-press.example"), lookup)


def test_no_address_is_neutral() -> None:
    one = claim()
    assert list(Contact().run(one, dossier(one))) == [
        Skipped(check="contact", reason=SkipReason.NOTHING_CLAIMED)
    ]
