from dataclasses import replace

import pytest

from persona_check.dossier.institution_pages import (
    of_claimed_organization,
    pages_of_claimed_organizations,
)
from persona_check.dossier.known_domains import known_domains
from persona_check.model.claim import Claim
from persona_check.model.lookup import Lookup, OrganizationByName, PageAt
from persona_check.model.provenance import AssertedBy
from persona_check.model.record import OrganizationRecord, PageRecord
from tests.builders import NAME, claim, dossier, found, post, provenance

ABOUT = claim(post("Norrvik Museum of Tides"))
REGISTERED = found(
    OrganizationByName(name="Norrvik Museum of Tides", about=("p1",)),
    OrganizationRecord(
        key="ror:1", name="Norrvik Museum of Tides", provenance=provenance("ror"),
        domains=("tides.example", "github.com"), chosen=True,
    ),
    source="ror",
)  # fmt: skip


def page(url: str, *, answered: str = "", institution: bool = False) -> PageRecord:
    domain = answered or url.split("/")[2].removeprefix("www.")
    return PageRecord(
        url=url,
        title="Staff",
        provenance=replace(provenance("homepage", upstream=(f"domain:{domain}",)), url=url),
        names_seen=(NAME,),
        email_addresses=("oduya@mail-of-hers.example",),
        institution_domain=institution,
    )


def told(about: Claim, one: PageRecord, *more: Lookup) -> bool:
    return of_claimed_organization(
        about, dossier(about, found(PageAt(url=one.url), one, source="homepage"), *more), one
    )


def test_a_page_on_a_domain_of_the_claimed_organization_is_its_page() -> None:
    assert told(ABOUT, page("https://www.tides.example/people/oduya"), REGISTERED)
    assert not told(ABOUT, page("https://www.tides.example/people/oduya"))


@pytest.mark.parametrize(
    "one",
    [
        page("https://www.tides.example/~oduya"),
        page("https://www.tides.example/users/oduya"),
        page("https://github.com/oduya"),
        page("https://www.tides.example/go", answered="oduya.example"),
        page("https://oduya.example/"),
    ],
)
def test_personal_space_open_hosts_and_what_leads_elsewhere_are_nobodys_word(
    one: PageRecord,
) -> None:
    assert not told(ABOUT, one, REGISTERED)


def test_an_address_on_personal_space_or_elsewhere_makes_no_domain_known() -> None:
    own = page("https://www.quorra.example/~oduya", institution=True)
    own = replace(own, provenance=replace(own.provenance, asserted_by=AssertedBy.UNKNOWN))
    shown = found(PageAt(url=own.url), own, source="homepage")
    assert known_domains(ABOUT, dossier(ABOUT, shown)) == {}
    staff = page("https://www.tides.example/people/oduya")
    written = dossier(ABOUT, REGISTERED, found(PageAt(url=staff.url), staff, source="homepage"))
    assert "mail-of-hers.example" in known_domains(ABOUT, written)


def test_a_page_that_names_somebody_else_is_not_about_the_person() -> None:
    other = replace(page("https://www.tides.example/people/x"), names_seen=("Ivo Tamberlane",))
    seen = dossier(ABOUT, REGISTERED, found(PageAt(url=other.url), other, source="homepage"))
    assert list(pages_of_claimed_organizations(ABOUT, seen)) == []


def test_a_host_where_anybody_can_open_a_page_is_no_institution_whatever_list_it_is_on() -> None:
    bare = claim()
    assert told(bare, page("https://www.quorra.example/people/oduya", institution=True))
    assert not told(bare, page("https://github.com/oduya", institution=True))
