from dataclasses import replace
from datetime import date

from persona_check.checks.contact import Contact
from persona_check.checks.pages import Pages
from persona_check.checks.registry import all_levels
from persona_check.model.claim import EmailAssertion, LinkAssertion, LinkRole
from persona_check.model.finding import Observation, Skipped, SkipReason
from persona_check.model.lookup import DomainRegistration, Lookup, PageAt
from persona_check.model.provenance import AssertedBy
from persona_check.model.record import DomainRecord, PageRecord
from persona_check.weighing.combine import weigh
from persona_check.weighing.table import load
from tests.builders import NAME, claim, dossier, found, not_found, post, provenance, unavailable

STAFF = "https://www.norrvik.example/people/oduya"
HOME = "https://oduya.example/"


def link(url: str, identity: str, role: LinkRole = LinkRole.HOMEPAGE) -> LinkAssertion:
    return LinkAssertion(id=identity, origin="--homepage", url=url, role=role)


ABOUT = claim(post("Norrvik University"), link(STAFF, "l1"), link(HOME, "l2"))
STAFF_PAGE = PageRecord(
    url=STAFF,
    title="Staff",
    provenance=provenance("homepage"),
    names_seen=(NAME,),
    institution_domain=True,
)
HOME_PAGE = PageRecord(
    url=HOME,
    title="Home",
    provenance=provenance("homepage", asserted_by=AssertedBy.UNKNOWN),
    names_seen=(NAME,),
)


def at(page: PageRecord, identity: str) -> Lookup:
    return found(PageAt(url=page.url, about=(identity,)), page, source="homepage")


def said(*lookups: Lookup) -> dict[str, str]:
    items = list(Pages().run(ABOUT, dossier(ABOUT, *lookups)))
    return {
        item.assertions[0]: item.level if isinstance(item, Observation) else item.reason.value
        for item in items
    }


def test_a_page_that_the_institution_writes_supports_and_ones_own_says_little() -> None:
    assert said(at(STAFF_PAGE, "l1"), at(HOME_PAGE, "l2")) == {
        "l1": "institution_names_person",
        "l2": "own_page",
    }


def test_a_page_in_a_persons_own_space_at_the_institution_is_their_own() -> None:
    own = replace(STAFF_PAGE, provenance=HOME_PAGE.provenance)
    assert said(at(own, "l1"))["l1"] == "own_page"


def test_a_page_of_another_institution_than_the_claimed_ones_is_no_support() -> None:
    url = "https://www.sydney.edu.au/people/oduya"
    one = claim(post("Norrvik University"), link(url, "l1"))
    page = replace(STAFF_PAGE, url=url)
    (item,) = Pages().run(one, dossier(one, at(page, "l1")))
    assert isinstance(item, Observation)
    assert item.level == "own_page"


def test_pages_that_link_each_other_say_so_once_for_the_institutions_page() -> None:
    staff = replace(STAFF_PAGE, links=("https://oduya.example",))
    home = replace(HOME_PAGE, same_as=("https://norrvik.example/people/oduya/",))
    items = Pages().run(ABOUT, dossier(ABOUT, at(staff, "l1"), at(home, "l2")))
    levels = [item.level for item in items if isinstance(item, Observation)]
    assert levels == ["institution_names_person", "pages_link_each_other", "own_page"]
    one_way = said(at(staff, "l1"), at(HOME_PAGE, "l2"))
    assert "pages_link_each_other" not in one_way.values()


def test_a_page_without_the_name_a_missing_and_an_unread_page_are_told_apart() -> None:
    nameless = replace(STAFF_PAGE, names_seen=())
    assert said(at(nameless, "l1"), not_found(PageAt(url=HOME, about=("l2",)), "homepage")) == {
        "l1": "page_does_not_name_person",
        "l2": "page_not_there",
    }
    silent = said(unavailable(PageAt(url=HOME, about=("l2",)), "homepage"))
    assert silent == {"l1": "could_not_check", "l2": "could_not_check"}


def test_no_page_is_neutral() -> None:
    one = claim()
    assert list(Pages().run(one, dossier(one))) == [
        Skipped(check="pages", reason=SkipReason.NOTHING_CLAIMED)
    ]


def registered(day: date | None, identity: str = "l2") -> Lookup:
    record = DomainRecord(domain="oduya.example", provenance=provenance("rdap"), registered_on=day)
    query = DomainRegistration(domain="oduya.example", about=(identity,))
    return found(query, record, source="rdap")


def test_a_page_on_a_domain_of_a_few_months_is_explainable_and_an_older_one_is_not() -> None:
    def levels(*lookups: Lookup) -> list[str]:
        items = Pages().run(ABOUT, dossier(ABOUT, at(HOME_PAGE, "l2"), *lookups))
        return [item.level for item in items if isinstance(item, Observation)]

    assert levels(registered(date(2026, 9, 1))) == ["young_page_domain", "own_page"]
    assert levels(registered(date(2024, 9, 1))) == ["own_page"]
    assert levels(registered(None)) == ["own_page"]


def test_the_registration_of_one_domain_is_one_witness_of_page_and_mail() -> None:
    record = DomainRecord(
        domain="oduya.example", provenance=provenance("rdap"), registered_on=date(2026, 9, 1)
    )
    www = replace(record, domain="www.oduya.example")
    about = claim(
        link(HOME, "l1"),
        link("https://www.oduya.example/", "l2"),
        EmailAssertion(
            id="m1", origin="--email", address="me@oduya.example", domain="oduya.example"
        ),
    )
    answers = dossier(
        about,
        found(DomainRegistration(domain="oduya.example", about=("l1", "m1")), record),
        found(DomainRegistration(domain="www.oduya.example", about=("l2",)), www),
    )
    observations = [
        item
        for check in (Pages(), Contact())
        for item in check.run(about, answers)
        if isinstance(item, Observation) and item.level.startswith("young")
    ]
    assert len(observations) == 3
    findings = weigh(observations, all_levels(), load())
    assert [f.observation.check for f in findings if f.counted] == ["contact"]
