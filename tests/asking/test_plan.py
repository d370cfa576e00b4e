from dataclasses import replace

import pytest

from persona_check.asking.plan import (
    MOST_COAUTHORS_ASKED,
    MOST_COAUTHORS_NARROWED,
    MOST_IDENTIFIERS_FOLLOWED,
    MOST_PICTURES_ASKED,
    MOST_PLACES_NARROWED,
    MOST_WORKS_ASKED,
    MOST_YEARS_ASKED,
    deciding_round,
    first_round,
    narrowing_round,
    second_round,
)
from persona_check.model.claim import (
    EmailAssertion,
    IdentifierScheme,
    LinkAssertion,
    PhotoAssertion,
    WorkCountAssertion,
)
from persona_check.model.lookup import (
    AccountRegistration,
    ArchiveOfPage,
    DomainRegistration,
    Found,
    JointWorks,
    NamesakesAt,
    NamesakesWith,
    OrganizationByName,
    PageAt,
    PersonById,
    PersonByName,
    PictureAt,
    Sought,
    VenueCoverage,
    WorkByDoi,
    WorkByTitle,
    WorksOfPerson,
)
from persona_check.model.record import OrganizationRecord, PageRecord
from persona_check.model.report import Candidate
from tests.builders import (
    NAME,
    author,
    claim,
    coauthor,
    found,
    identifier,
    person,
    post,
    provenance,
    work,
    work_claim,
)

ORCID = "0000-0008-0000-0421"


def test_each_kind_of_assertion_asks_its_own_questions() -> None:
    about = claim(
        work_claim("Tidal pumping", "w1"),
        work_claim("Managed recharge", "w2", doi="10.5555/x", venue=None),
        post("Norrvik University", "p1"),
        coauthor("Solveig Vantressel", "c1"),
        LinkAssertion(id="l1", origin="--homepage", url="https://www.norrvik.example/m"),
        EmailAssertion(id="e1", origin="--email", domain="norrvik.example"),
    )
    assert first_round(about) == (
        OrganizationByName(name="Norrvik University"),
        PageAt(url="https://www.norrvik.example/m", names=(NAME,)),
        ArchiveOfPage(url="https://www.norrvik.example/m"),
        DomainRegistration(domain="www.norrvik.example"),
        DomainRegistration(domain="norrvik.example"),
        WorkByTitle(title="Tidal pumping", author=NAME, year=2020),
        VenueCoverage(venue="Groundwater Letters", year=2020),
        WorkByDoi(doi="10.5555/x"),
        JointWorks(name=NAME, other="Solveig Vantressel"),
        PersonByName(name=NAME, affiliation="Norrvik University"),
    )


def test_identifiers_are_asked_first_and_say_whom_they_are_about() -> None:
    asked = first_round(claim(identifier(ORCID)))
    assert asked[0] == PersonById(scheme=IdentifierScheme.ORCID, identifier=ORCID)
    assert asked[0].about == asked[1].about == ("i1",)
    assert asked[1] == WorksOfPerson(scheme=IdentifierScheme.ORCID, identifier=ORCID)


def test_a_code_host_account_is_asked_for_its_registration() -> None:
    about = claim(identifier("maren-ol", scheme=IdentifierScheme.GITHUB))
    assert first_round(about)[0] == AccountRegistration(login="maren-ol")


def test_equal_questions_are_asked_once_for_all_they_are_about() -> None:
    about = claim(work_claim("Tidal pumping", "w1"), work_claim("Tidal pumping", "w2"))
    titles = [query for query in first_round(about) if isinstance(query, WorkByTitle)]
    assert [query.about for query in titles] == [("w1", "w2")]


def test_a_list_of_hundreds_is_sampled_evenly() -> None:
    about = claim(*(work_claim(f"Work number {n}", f"w{n}", venue=None) for n in range(300)))
    titles = [query.title for query in first_round(about) if isinstance(query, WorkByTitle)]
    assert len(titles) == MOST_WORKS_ASKED
    assert titles[:2] == ["Work number 0", "Work number 5"]


def test_the_second_round_follows_the_chosen_candidate_only_and_repeats_nothing() -> None:
    record = person(orcid=ORCID)
    first = first_round(claim())
    chosen = Candidate(id="c1", name=NAME, records=(record,), chosen=True)
    asked = second_round(claim(), [chosen], first)
    assert asked == (
        PersonById(scheme=IdentifierScheme.ORCID, identifier=ORCID),
        WorksOfPerson(scheme=IdentifierScheme.ORCID, identifier=ORCID),
    )
    assert second_round(claim(), [chosen], (*first, *asked)) == ()
    assert second_round(claim(), [Candidate(id="c1", name=NAME)], first) == ()


def page(url: str, *images: str, named: bool = True) -> PageRecord:
    return PageRecord(
        url=url,
        title="",
        provenance=provenance("homepage"),
        names_seen=(NAME,) if named else (),
        image_urls=images,
    )


def test_pictures_on_pages_that_print_the_name_are_asked_for_where_a_photo_came_along() -> None:
    pages = [
        page(
            "https://a.example/",
            "https://a.example/1",
            "https://a.example/2",
            "https://a.example/3",
        ),
        page("https://b.example/", "https://b.example/1", named=False),
    ]
    photo = PhotoAssertion(id="f1", origin="--photo", exhibit="x1", file_name="f.jpg")
    asked = second_round(claim(photo), (), (), pages)
    assert asked == (
        PictureAt(url="https://a.example/1", page_url="https://a.example/"),
        PictureAt(url="https://a.example/2", page_url="https://a.example/"),
    )
    assert {query.about for query in asked} == {("f1",)}
    assert second_round(claim(), (), (), pages) == ()


def test_no_more_than_a_few_pictures_are_asked_for() -> None:
    photo = PhotoAssertion(id="f1", origin="--photo", exhibit="x1", file_name="f.jpg")
    pages = [page(f"https://{n}.example/", f"https://{n}.example/1") for n in range(40)]
    assert len(second_round(claim(photo), (), (), pages)) == MOST_PICTURES_ASKED


def test_six_identifiers_of_the_chosen_person_are_followed_and_the_seventh_is_not() -> None:
    orcids = [f"0000-0008-0000-000{n}" for n in range(8)]
    records = tuple(person(f"{NAME} {n}", orcid=orcid) for n, orcid in enumerate(orcids))
    chosen = Candidate(id="c1", name=NAME, records=records, chosen=True)
    asked = second_round(claim(), [chosen], ())
    followed = [query.identifier for query in asked if isinstance(query, PersonById)]
    assert followed == orcids[:6]
    assert len(followed) == MOST_IDENTIFIERS_FOLLOWED
    works = [query.identifier for query in asked if isinstance(query, WorksOfPerson)]
    assert works == followed


def test_twenty_five_coauthors_are_asked_about_and_forty_years_of_a_venue() -> None:
    many = [coauthor(f"Coauthor {chr(65 + n)}", f"c{n}") for n in range(26)]
    joint = [query for query in first_round(claim(*many)) if isinstance(query, JointWorks)]
    assert len(joint) == MOST_COAUTHORS_ASKED == 25
    count = WorkCountAssertion(id="n1", origin="row", count=90, venue="Groundwater Letters")
    first, last = (work_claim(f"Work of {y}", f"w{y}", year=y, venue=None) for y in (1980, 2025))
    held = [q for q in first_round(claim(first, last, count)) if isinstance(q, VenueCoverage)]
    assert [query.year for query in held] == list(range(1986, 2026))
    assert len(held) == MOST_YEARS_ASKED


def test_the_records_of_a_namesake_who_is_not_chosen_are_not_followed() -> None:
    namesake = Candidate(id="c1", name=NAME, records=(person(orcid=ORCID),))
    assert second_round(claim(), [namesake], ()) == ()


def registered(name: str, ror: str, about: str) -> Found:
    record = OrganizationRecord(key=f"ror:{ror}", name=name, provenance=provenance("ror"))
    return found(OrganizationByName(name=name, about=(about,)), record, source="ror")


CROWD = replace(found(PersonByName(name=NAME), person(), source="openalex"), total=5321)
AT_NORRVIK = NamesakesAt(name=NAME, organization="Norrvik University", ror="0norrv142")


def test_a_common_name_is_asked_again_at_the_claimed_organisations_present_posts_first() -> None:
    about = claim(
        post("Quorra College", "p1", start=2001, end=2004), post("Norrvik University", "p2")
    )
    lookups = (
        CROWD,
        registered("Quorra College", "0quorra42", "p1"),
        registered("Norrvik University", "0norrv142", "p2"),
    )
    assert narrowing_round(about, lookups) == (
        AT_NORRVIK,
        NamesakesAt(name=NAME, organization="Quorra College", ror="0quorra42"),
    )


def test_a_name_that_a_source_lists_whole_is_not_asked_again() -> None:
    about, place = claim(post("Norrvik University", "p1")), registered("Norrvik", "0norrv142", "p1")
    whole = replace(CROWD, total=1)
    assert narrowing_round(about, (whole, place)) == ()
    assert narrowing_round(about, (replace(CROWD, total=None), place)) == ()
    assert narrowing_round(about, (CROWD,)) == ()


def test_whoever_was_found_under_an_identifier_is_not_looked_for_among_namesakes() -> None:
    about, place = claim(post("Norrvik University", "p1")), registered("Norrvik", "0norrv142", "p1")
    known = found(PersonById(scheme=IdentifierScheme.ORCID, identifier=ORCID), person())
    assert narrowing_round(about, (CROWD, place, known)) == ()


def test_no_more_than_three_organisations_are_asked() -> None:
    posts = [post(f"College {n}", f"p{n}") for n in range(6)]
    places = [registered(f"College {n}", f"0colle{n}42", f"p{n}") for n in range(6)]
    asked = narrowing_round(claim(*posts), (CROWD, *places))
    assert len(asked) == MOST_PLACES_NARROWED


WITH_QUILL = NamesakesWith(names=(NAME,), others=("Jo Quill",))
TWO = [Candidate(id="c1", name=NAME), Candidate(id="c2", name=NAME)]


def test_among_undecided_people_one_question_names_all_claimed_coauthors() -> None:
    about = claim(coauthor("Jo Quill", "c1"), coauthor("Ada Vexmoor", "c2"))
    both = replace(WITH_QUILL, others=("Jo Quill", "Ada Vexmoor"))
    assert deciding_round(about, (), TWO) == (both,)
    assert deciding_round(about, (CROWD,), ()) == (both,)
    names = ("Another Name", "A Third One")
    assert deciding_round(replace(about, also_known_as=names), (), TWO) == (
        replace(both, names=(NAME, "Another Name")),
    )


def test_where_coauthors_can_decide_nothing_they_are_not_asked_for() -> None:
    about = claim(coauthor("Jo Quill"))
    known = found(PersonById(scheme=IdentifierScheme.ORCID, identifier=ORCID), person())
    chosen = [replace(TWO[0], chosen=True), TWO[1]]
    assert deciding_round(claim(), (CROWD,), TWO) == ()
    assert deciding_round(about, (CROWD,), chosen) == ()
    assert deciding_round(about, (CROWD, known), TWO) == ()
    assert deciding_round(about, (replace(CROWD, total=1),), TWO[:1]) == ()


def test_no_more_than_ten_coauthors_are_named() -> None:
    about = claim(*(coauthor(f"Jo {letter}quill", f"c{letter}") for letter in "ABCDEFGHIJKLM"))
    (query,) = deciding_round(about, (), TWO)
    assert isinstance(query, NamesakesWith)
    assert len(query.others) == MOST_COAUTHORS_NARROWED


def test_who_was_chosen_by_coauthors_is_followed_by_what_the_bylines_print() -> None:
    printed = replace(author(NAME, orcid=ORCID), author_key="openalex:A7001")
    other = replace(author("Jo Quill", 2), author_key="openalex:A7002")
    paper = work("Tidal pumping", printed, other)
    chosen = Candidate(id="c1", name=NAME, works=(paper,), chosen=True)
    assert second_round(claim(), [chosen], ()) == ()
    asked = second_round(claim(), [chosen], (WITH_QUILL,))
    assert {(one.scheme, one.identifier) for one in asked if isinstance(one, WorksOfPerson)} == {
        (IdentifierScheme.ORCID, ORCID),
        (IdentifierScheme.OPENALEX, "A7001"),
    }


def test_a_claimed_list_is_read_for_what_the_claim_says_of_it() -> None:
    about = claim(identifier(ORCID), work_claim("Tidal pumping"), coauthor("Jo Quill"))
    (listed,) = [one for one in first_round(about) if isinstance(one, WorksOfPerson)]
    assert listed.sought == Sought(works=((None, "Tidal pumping"),), coauthors=("Jo Quill",))
    chosen = Candidate(id="c1", name=NAME, records=(person(orcid=ORCID),), chosen=True)
    later = second_round(claim(), [chosen], ())
    assert [one.sought for one in later if isinstance(one, WorksOfPerson)] == [Sought()]


@pytest.mark.parametrize(
    ("domain", "asked"), [("norrvik.example", 1), ("gmail.com", 0), ("proton.me", 0)]
)
def test_the_age_of_a_mail_service_is_not_asked_for(domain: str, asked: int) -> None:
    address = EmailAssertion(id="e1", origin="--email", domain=domain)
    queries = [one for one in first_round(claim(address)) if isinstance(one, DomainRegistration)]
    assert len(queries) == asked
