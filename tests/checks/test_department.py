from dataclasses import replace
from itertools import product

import pytest

from persona_check.checks.department import Department
from persona_check.model.claim import Claim, IdentifierScheme, LinkAssertion
from persona_check.model.finding import Observation, Skipped, SkipReason
from persona_check.model.lookup import (
    Lookup,
    OrganizationByName,
    PageAt,
    PersonById,
    PersonByName,
    Query,
    UnavailableReason,
    UnitsOfOrganization,
    VenueCoverage,
    WorkByTitle,
)
from persona_check.model.record import (
    Coverage,
    CoverageRecord,
    PageRecord,
    PrintedUnit,
    PrintedUnitsRecord,
)
from tests.builders import (
    NAME,
    author,
    claim,
    dossier,
    found,
    not_found,
    post,
    provenance,
    unavailable,
    work,
    work_claim,
)

UNIT = "Institute of Noematics"
UNIVERSITY = "Norrvik University"
TITLES = ("Tidal pumping", "Dune lenses")
POST = post(f"{UNIT}, {UNIVERSITY}")
QUERY = UnitsOfOrganization(organization=UNIVERSITY, unit=UNIT, about=("p1",))
UNKNOWN = PrintedUnitsRecord(
    organization=UNIVERSITY,
    unit=UNIT,
    works=340,
    units=41,
    all_units=9_000,
    comparable=True,
    provenance=provenance("corpus"),
)
BARE = claim(POST)
FIELD = claim(POST, work_claim(TITLES[0], "w0"))
WITH_WORKS = claim(POST, *(work_claim(title, f"w{n}") for n, title in enumerate(TITLES)))


def printed(record: PrintedUnitsRecord = UNKNOWN) -> Lookup:
    return found(QUERY, record, source="corpus")


def absent(coverage: Coverage = Coverage.HELD) -> list[Lookup]:
    """Answers of a complete index that holds neither of the claimed works."""
    held = CoverageRecord(
        venue="Groundwater Letters", year=2020, coverage=coverage, works=90,
        provenance=provenance("corpus"),
    )  # fmt: skip
    about = tuple(f"w{n}" for n in range(len(TITLES)))
    return [
        *(
            not_found(WorkByTitle(title=t, about=(f"w{n}",)), "corpus")
            for n, t in enumerate(TITLES)
        ),
        found(VenueCoverage(venue="Groundwater Letters", year=2020, about=about), held),
    ]


def levels(about: Claim, *lookups: Lookup) -> list[str]:
    items = Department().run(about, dossier(about, *lookups))
    return [item.level for item in items if isinstance(item, Observation)]


def test_a_unit_that_papers_print_at_the_organization_is_reported() -> None:
    here = PrintedUnit(unit=UNIT, share=1.0, works=4, first_year=2015, last_year=2024)
    assert levels(BARE, printed(replace(UNKNOWN, here=here))) == ["unit_printed"]


def test_a_well_known_organization_without_anything_like_it_is_an_explainable_conflict() -> None:
    assert levels(FIELD, printed(), *absent()) == ["unit_not_among_printed"]


def test_an_index_of_other_fields_than_the_claimed_works_knows_nothing_of_the_unit() -> None:
    assert levels(WITH_WORKS, printed(), *absent(Coverage.NOT_HELD)) == ["unit_not_comparable"]
    assert levels(BARE, printed(), *absent()) == ["unit_not_comparable"]


@pytest.mark.parametrize(
    "known",
    [
        replace(UNKNOWN, works=20),
        replace(UNKNOWN, units=4),
        replace(UNKNOWN, all_units=300),
        replace(UNKNOWN, comparable=False),
        replace(UNKNOWN, here=PrintedUnit(unit="School of Mind", share=0.5, works=2)),
        replace(UNKNOWN, anywhere=PrintedUnit(unit="Centre for Noematics", share=1.0)),
    ],
)
def test_what_is_little_known_or_like_something_is_not_compared(known: PrintedUnitsRecord) -> None:
    assert levels(FIELD, printed(known), *absent()) == ["unit_not_comparable"]


def test_with_works_that_are_nobodys_and_no_other_tie_it_is_material_at_any_organization() -> None:
    assert levels(WITH_WORKS, printed(), *absent()) == ["unit_and_person_unprinted"]
    small = replace(UNKNOWN, works=3, units=1)
    assert levels(WITH_WORKS, printed(small), *absent()) == ["unit_and_person_unprinted"]


def test_works_by_other_people_count_like_works_that_are_not_there() -> None:
    theirs = [
        found(WorkByTitle(title=t, about=(f"w{n}",)), work(t, "Ivo Tamberlane"))
        for n, t in enumerate(TITLES)
    ]
    assert levels(WITH_WORKS, printed(), *theirs) == ["unit_and_person_unprinted"]


def test_an_index_with_gaps_or_an_outage_never_makes_it_material() -> None:
    assert levels(WITH_WORKS, printed(), *absent(Coverage.PARTLY)) == ["unit_not_among_printed"]
    silent = [unavailable(WorkByTitle(title=t, about=(f"w{n}",))) for n, t in enumerate(TITLES)]
    assert levels(WITH_WORKS, printed(), *absent(), *silent) == ["unit_not_comparable"]


def test_a_work_of_the_persons_own_or_an_institutions_page_keeps_it_explainable() -> None:
    own = work(TITLES[0], author(NAME, 1, at=(UNIVERSITY,)))
    one = found(WorkByTitle(title=TITLES[0], about=("w0",)), own)
    assert levels(WITH_WORKS, printed(), one, *absent()[1:]) == ["unit_not_among_printed"]
    url = "https://norrvik.example/people/oduya"
    page = PageRecord(
        url=url, title="Staff", provenance=provenance("homepage"), names_seen=(NAME,),
        institution_domain=True,
    )  # fmt: skip
    about = replace(
        WITH_WORKS,
        assertions=(*WITH_WORKS.assertions, LinkAssertion(id="l1", origin="t", url=url)),
    )
    shown = found(PageAt(url=url, about=("l1",)), page, source="homepage")
    assert levels(about, printed(), shown, *absent()) == ["unit_not_among_printed"]


@pytest.mark.parametrize(
    "query",
    [
        PageAt(url="https://norrvik.example/people/oduya"),
        PersonByName(name=NAME),
        PersonById(scheme=IdentifierScheme.ORCID, identifier="0000-0002-1825-0097"),
        OrganizationByName(name=UNIVERSITY),
    ],
    ids=lambda query: type(query).__name__,
)
def test_where_what_may_tie_the_person_to_the_organization_is_missing_nothing_is_material(
    query: Query,
) -> None:
    lookups = (printed(), *absent())
    assert levels(WITH_WORKS, *lookups, unavailable(query)) == ["unit_not_among_printed"]
    offline = unavailable(query, reason=UnavailableReason.OFFLINE)
    assert levels(WITH_WORKS, *lookups, offline) == ["unit_and_person_unprinted"]


def test_an_outage_of_works_leaves_open_whether_one_prints_the_unit() -> None:
    theirs = author("Ivo Tamberlane", 1, at=(f"{UNIT}, {UNIVERSITY}",))
    query = WorkByTitle(title=TITLES[0], about=("w0",))
    healthy = (printed(), *absent()[1:], found(query, work(TITLES[0], theirs)))
    assert levels(FIELD, *healthy) == ["unit_printed"]
    assert levels(FIELD, *healthy[:-1], unavailable(query)) == ["unit_not_comparable"]


def reasons(about: Claim, *lookups: Lookup) -> list[SkipReason]:
    items = Department().run(about, dossier(about, *lookups))
    return [item.reason for item in items if isinstance(item, Skipped)]


def test_without_an_index_of_affiliations_it_could_not_be_checked() -> None:
    assert reasons(BARE) == reasons(BARE, unavailable(QUERY)) == [SkipReason.COULD_NOT_CHECK]
    assert levels(BARE) == levels(BARE, unavailable(QUERY)) == []


def test_a_post_without_a_unit_claims_nothing_here() -> None:
    assert reasons(claim(post(UNIVERSITY))) == [SkipReason.NOTHING_CLAIMED]


def test_the_line_names_what_is_nearest_and_measures_how_near() -> None:
    near = replace(UNKNOWN, anywhere=PrintedUnit(unit="Unit of Noise", share=0.4))
    (item,) = Department().run(BARE, dossier(BARE, printed(near)))
    assert isinstance(item, Observation)
    assert (
        item.evidence[0].says == "Norrvik University: 340 papers, 41 units; closest: Unit of Noise"
    )
    assert ("share_alike_anywhere", 0.4) in item.measurements


def test_a_work_in_hand_that_prints_the_unit_is_enough_without_any_index() -> None:
    theirs = author("Ivo Tamberlane", 1, at=("Inst. of Noematics, Norrvik Univ., Sweden",))
    lookup = found(WorkByTitle(title=TITLES[0], about=("w0",)), work(TITLES[0], theirs))
    assert levels(FIELD, lookup) == ["unit_printed"]
    assert levels(FIELD, printed(), lookup) == ["unit_printed"]
    elsewhere = author("Ivo Tamberlane", 1, at=("Institute of Noematics, Quorra College",))
    other = found(WorkByTitle(title=TITLES[0], about=("w0",)), work(TITLES[0], elsewhere))
    assert levels(FIELD, other) == []


def test_where_other_evidence_agrees_less_must_be_unlike() -> None:
    half_like = replace(UNKNOWN, anywhere=PrintedUnit(unit="Unit of Noematic Music", share=0.7))
    assert levels(FIELD, printed(half_like), *absent()) == ["unit_not_comparable"]
    assert levels(WITH_WORKS, printed(half_like), *absent()) == ["unit_and_person_unprinted"]
    like = replace(UNKNOWN, anywhere=PrintedUnit(unit="Unit of Noematics", share=0.8))
    assert levels(WITH_WORKS, printed(like), *absent()) == ["unit_not_comparable"]


STAFF = PageRecord(
    url="https://norrvik.example/people/oduya",
    title="Staff",
    provenance=provenance("homepage"),
    names_seen=(NAME,),
    institution_domain=True,
)
ONLINE = replace(
    WITH_WORKS,
    assertions=(*WITH_WORKS.assertions, LinkAssertion(id="l1", origin="t", url=STAFF.url)),
)
PAGE = PageAt(url=STAFF.url, about=("l1",))
SEARCHED = PersonByName(name=NAME)
FIRST = WorkByTitle(title=TITLES[0], about=("w0",))
OWN = work(TITLES[0], author(NAME, 1, at=(UNIVERSITY,)))
OTHERS = work(TITLES[0], author("Ivo Tamberlane", 1, at=(f"{UNIT}, {UNIVERSITY}",)))


@pytest.mark.parametrize(
    "healthy",
    [
        (*absent(), not_found(PAGE, "homepage"), not_found(SEARCHED)),
        (*absent(), found(PAGE, STAFF, source="homepage"), not_found(SEARCHED)),
        (*absent(), found(FIRST, OWN), not_found(PAGE, "homepage")),
        (*absent(), found(FIRST, OTHERS), not_found(SEARCHED)),
    ],
    ids=["nothing", "page", "own work", "others' work"],
)
def test_whatever_fails_a_conflict_is_never_added_or_made_heavier(
    healthy: tuple[Lookup, ...],
) -> None:
    severities = {level.id: level.severity.rank for level in Department.levels}

    def heaviest(lookups: tuple[Lookup, ...]) -> int:
        return max((severities[one] for one in levels(ONLINE, printed(), *lookups)), default=0)

    for failing in product((False, True), repeat=len(healthy)):
        hit = tuple(
            unavailable(lookup.query, lookup.source) if fails else lookup
            for lookup, fails in zip(healthy, failing, strict=True)
        )
        assert heaviest(hit) <= heaviest(healthy), failing
