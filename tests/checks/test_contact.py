from dataclasses import replace
from datetime import date, timedelta

import pytest

from persona_check.checks.contact import Contact
from persona_check.model.claim import Claim, EmailAssertion, LinkAssertion
from persona_check.model.finding import Observation, Outcome, Severity, Skipped, SkipReason
from persona_check.model.lookup import (
    ArchiveOfPage,
    DomainRegistration,
    Lookup,
    OrganizationByName,
    PageAt,
    PersonByName,
    WorkByTitle,
)
from persona_check.model.record import Authorship, DomainRecord, OrganizationRecord, PageRecord
from tests.builders import (
    NAME,
    NOW,
    author,
    claim,
    dossier,
    found,
    identifier,
    person,
    post,
    provenance,
    unavailable,
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


@pytest.mark.parametrize("domain", ["mailinator.com", "desk.Yopmail.com."])
def test_a_throw_away_address_is_told_and_explained(domain: str) -> None:
    found = levels(about(domain), REGISTERED)
    assert list(found) == ["disposable_mail"]
    assert "throwaway" in found["disposable_mail"].summary


def test_another_domain_is_explainable_and_an_unknown_one_is_not_compared() -> None:
    assert set(levels(about("quorra.example"), REGISTERED)) == {"another_institutions_domain"}
    assert set(levels(about("quorra.example"))) == {"domain_not_comparable"}


def test_nobody_need_keep_a_mailbox_where_a_post_has_ended() -> None:
    former = replace(about("oduya.example"), assertions=(
        post("Norrvik University", start=2009, end=2012), mail("oduya.example"),
    ))  # fmt: skip
    assert "another_institutions_domain" in levels(about("oduya.example"), REGISTERED)
    assert "another_institutions_domain" not in levels(former, REGISTERED)
    assert former.present_posts == ()


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


def test_two_copies_of_one_paper_print_a_domain_once() -> None:
    byline = Authorship(
        name=NAME, position=1, orcid="0000-0008-0000-0421", email_domain="norrvik.example"
    )
    first = work("Tidal pumping", byline)
    copy = replace(first, key="other:1", doi="10.5555/other", year=2021)
    query = PersonByName(name=NAME)
    said = levels(about("norrvik.example"), found(query, first), found(query, copy, source="dblp"))
    assert set(said) == {"domain_not_comparable"}


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


def moved(*links: str, at: str = "Quorra College", times: int = 3) -> tuple[Claim, Lookup]:
    homes = [
        LinkAssertion(id=f"l{n}", origin="--homepage", url=url) for n, url in enumerate(links, 1)
    ]
    one = claim(
        post("University of Sydney"), mail("gmail.com"), *homes, work_claim("Tidal pumping")
    )
    byline = author(NAME, 1, orcid="0000-0008-0000-0421", at=(at,))
    works = [work(f"Tidal pumping {n or ''}".strip(), byline) for n in range(times)]
    return one, found(PersonByName(name=NAME), *works)


def test_bylines_from_elsewhere_and_a_mailbox_open_to_anybody_together_tie_nobody_to_the_post() -> (
    None
):
    one, lookup = moved()
    assert levels(one, lookup)["nothing_ties_to_post"].measurements == (("works_elsewhere", 3),)


def test_works_accounted_for_by_an_identifier_or_a_former_post_may_be_from_before() -> None:
    one, lookup = moved()
    for more in (identifier("0000-0008-0000-0421"), post("Quorra College", "p2", end=2021)):
        told = replace(one, assertions=(*one.assertions, more))
        said = levels(told, lookup)
        assert "nothing_ties_to_post" not in said
        assert said["tied_by_identifier_alone"].measurements == (("works_elsewhere", 3),)
    strange = replace(one, assertions=(*one.assertions, identifier("0000-0002-1825-0097")))
    assert "nothing_ties_to_post" in levels(strange, lookup)


def test_a_post_that_is_newer_than_the_papers_explains_them() -> None:
    one, lookup = moved()
    (told,) = one.present_posts
    for start, level in ((2020, "tied_by_identifier_alone"), (2019, "nothing_ties_to_post")):
        newer = replace(told, start_year=start)
        rest = tuple(a for a in one.assertions if a is not told)
        assert level in levels(replace(one, assertions=(newer, *rest)), lookup)


def test_it_weighs_as_much_as_an_absence_may() -> None:
    of = {one.id: one for one in Contact.levels}
    assert of["nothing_ties_to_post"].severity is Severity.EXPLAINABLE
    assert of["tied_by_identifier_alone"].outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize(
    ("claimed", "printed"),
    [
        ("Tidal Sensing Group, Quorra Research", "Tidal Sensing Group, Quorra Research"),
        ("Quorra Research", "Quorra AI Lab"),
        ("Coastal Laboratory, Department of Physics, Quorra", "Quorra College"),
        ("Research Group", "Quorra College"),
    ],
)
def test_a_place_that_may_be_the_claimed_one_leaves_it_open(claimed: str, printed: str) -> None:
    one, lookup = moved(at=printed)
    about = replace(one, assertions=(post(claimed), *one.assertions[1:]))
    assert set(levels(about, lookup)) == {"free_mail_for_a_post"}


def test_a_byline_from_there_a_page_there_or_a_single_work_leaves_the_post_open() -> None:
    for one, lookup in (
        moved(at="School of Physics, University of Sydney"),
        moved("https://www.sydney.edu.au/people/oduya"),
        moved("https://www.ox.ac.uk/people/oduya"),
        moved(times=2),
    ):
        assert "nothing_ties_to_post" not in levels(one, lookup)


def test_a_homepage_that_the_institution_links_ties_its_domain() -> None:
    one = claim(
        post("Norrvik University"),
        mail("oduya.example"),
        LinkAssertion(id="l1", origin="--homepage", url="https://oduya.example/"),
    )
    page = PageRecord(
        url="https://www.norrvik.example/people/oduya",
        title="M",
        provenance=provenance("pages"),
        names_seen=(NAME,),
        links=("https://www.oduya.example/",),
        institution_domain=True,
    )
    assert set(levels(one, found(PageAt(url=page.url), page))) == {"institutions_domain"}


def test_a_public_mail_service_is_never_the_persons_domain_whoever_prints_it() -> None:
    assert set(levels(about("gmail.com"), printed("gmail.com", 3))) == {"free_mail_for_a_post"}


def test_a_listed_look_alike_and_an_own_domain_beside_silent_sources_are_told_apart() -> None:
    silent = unavailable(ArchiveOfPage(url="https://www.norrvik.example/m"))
    assert set(levels(about("quorra.example"), REGISTERED, silent)) == {
        "another_institutions_domain"
    }
    # a page, a record of the name or a work may print or verify the domain
    for query in (
        PageAt(url="https://www.norrvik.example/m"),
        PersonByName(name=NAME),
        WorkByTitle(title="Tidal pumping", about=("w1",)),
    ):
        said = levels(about("quorra.example"), REGISTERED, unavailable(query))
        assert set(said) == {"domain_not_comparable"}
        # what is known is named, though nothing is made of it
        assert said["domain_not_comparable"].summary == (
            "quorra.example is not among the domains known for this person (norrvik.example); "
            "a source that may know it gave no answer"
        )


def test_a_domain_of_269_days_is_young_and_of_270_is_not() -> None:
    def young(days: int) -> bool:
        record = DomainRecord(
            domain="quorra.example",
            provenance=provenance("rdap"),
            registered_on=(NOW - timedelta(days=days)).date(),
        )
        asked = DomainRegistration(domain="quorra.example", about=("e1",))
        return "young_domain" in levels(about("quorra.example"), found(asked, record))

    assert young(0)
    assert young(269)
    assert not young(270)
    assert not young(-1)


def test_what_imitates_a_domain_known_of_the_person_alone_waits_for_who_else_may_be_meant() -> None:
    theirs = replace(person(), verified_email_domains=("norrvik.example",))
    byline = Authorship(name=NAME, position=1, orcid="0000-0008-0000-0421")
    record = replace(theirs, identifiers=person(orcid=byline.orcid).identifiers)
    known = found(PersonByName(name=NAME), record, work("Tidal pumping", byline))
    one = claim(mail("norrvik-university.example"), work_claim("Tidal pumping"))
    silent = unavailable(PersonByName(name=NAME), "dblp")
    assert set(levels(one, known)) == {"look_alike_domain"}
    assert set(levels(one, known, silent)) == {"domain_not_comparable"}
    assert set(levels(about("norrvik-university.example"), REGISTERED, silent)) == {
        "look_alike_domain"
    }


def test_an_outage_leaves_open_what_ties_somebody_to_the_post() -> None:
    one, lookup = moved()
    assert "nothing_ties_to_post" in levels(one, lookup)
    silent = unavailable(PersonByName(name=NAME), "orcid")
    assert "nothing_ties_to_post" not in levels(one, lookup, silent)
