from persona_check.checks.work_counts import WorkCounts
from persona_check.model.claim import Claim, WorkCountAssertion
from persona_check.model.finding import Observation, Skipped, SkipReason
from persona_check.model.lookup import Lookup, PersonByName, VenueCoverage, WorkByTitle
from persona_check.model.record import Coverage, CoverageRecord
from tests.builders import (
    NAME,
    claim,
    dossier,
    found,
    provenance,
    unavailable,
    work,
    work_claim,
)

VENUE = "Groundwater Letters"


def counted(count: int, venue: str | None = VENUE) -> Claim:
    return claim(
        WorkCountAssertion(id="n1", origin="--claims", count=count, venue=venue),
        work_claim("Tidal pumping 0"),
    )


def years(held: int, of: int) -> list[Lookup]:
    """What an index says of so many years of the venue."""
    return [
        found(
            VenueCoverage(venue=VENUE, year=year, about=("n1",)),
            CoverageRecord(
                venue=VENUE,
                year=year,
                coverage=Coverage.HELD if year - 2010 < held else Coverage.NOT_HELD,
                works=90,
                provenance=provenance("dblp"),
            ),
        )
        for year in range(2010, 2010 + of)
    ]


def papers(count: int) -> Lookup:
    works = [work(f"Tidal pumping {n}", NAME) for n in range(count)]
    return found(WorkByTitle(title="Tidal pumping 0", about=("w1",)), *works)


def level(about: Claim, *lookups: Lookup) -> str:
    (said,) = WorkCounts().run(about, dossier(about, *lookups))
    assert isinstance(said, Observation)
    return said.level


def test_three_times_as_many_as_are_held_fits_and_one_more_is_inflated() -> None:
    assert level(counted(12), papers(4), *years(9, 10)) == "count_fits"
    assert level(counted(13), papers(4), *years(9, 10)) == "count_inflated"


def test_an_index_of_three_years_in_ten_can_count_and_of_two_cannot() -> None:
    assert level(counted(30), papers(4), *years(3, 10)) == "count_inflated"
    assert level(counted(30), papers(4), *years(2, 10)) == "count_not_comparable"
    assert level(counted(30), papers(4)) == "count_not_comparable"


def test_ten_works_are_worth_counting_and_nine_are_not() -> None:
    assert level(counted(10), papers(1), *years(9, 10)) == "count_inflated"
    assert level(counted(9), papers(1), *years(9, 10)) == "count_not_comparable"


def test_without_a_venue_or_a_person_nothing_is_counted() -> None:
    assert level(counted(30, venue=None), papers(4), *years(9, 10)) == "count_not_comparable"
    assert level(counted(30), *years(9, 10)) == "count_not_comparable"


def test_an_outage_of_works_or_of_the_venue_leaves_the_count_open() -> None:
    for query in (
        PersonByName(name=NAME),
        WorkByTitle(title="Tidal pumping 1"),
        VenueCoverage(venue=VENUE, year=2010, about=("n1",)),
    ):
        said = level(counted(30), papers(4), *years(9, 10), unavailable(query))
        assert said == "count_not_comparable"


def test_no_count_is_neutral() -> None:
    about = claim()
    assert list(WorkCounts().run(about, dossier(about))) == [
        Skipped(check="work_counts", reason=SkipReason.NOTHING_CLAIMED)
    ]
