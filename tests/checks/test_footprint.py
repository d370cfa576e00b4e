from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from persona_check.checks.footprint import Footprint
from persona_check.model.claim import Claim
from persona_check.model.finding import Observation, Skipped, SkipReason
from persona_check.model.lookup import ArchiveOfPage, Lookup, PageAt, PersonByName, WorkByTitle
from persona_check.model.provenance import AssertedBy
from persona_check.model.record import CaptureRecord, PageRecord
from tests.builders import (
    NAME,
    NOW,
    author,
    claim,
    dossier,
    found,
    post,
    provenance,
    unavailable,
    work,
    work_claim,
)


def said(about: Claim, *lookups: Lookup) -> dict[str, Observation]:
    items = Footprint().run(about, dossier(about, *lookups))
    return {item.level: item for item in items if isinstance(item, Observation)}


def works(
    *deposits: date | None, year: int = 2020, by: AssertedBy = AssertedBy.THIRD_PARTY
) -> Lookup:
    records = [
        replace(
            work(f"Tidal pumping, part {number}", NAME, year=year, asserted_by=by),
            created_on=deposited,
        )
        for number, deposited in enumerate(deposits)
    ]
    return found(PersonByName(name=NAME), *records)


ABOUT = claim(work_claim("Tidal pumping, part 0"))


def test_three_deposits_of_years_ago_are_depth_in_time() -> None:
    level = said(ABOUT, works(date(2013, 5, 1), date(2014, 5, 1), date(2020, 5, 1)))
    assert (
        level["known_for_years"].summary == "known to independent parties since 2013 (3 witnesses)"
    )


def test_a_printed_year_counts_from_its_last_day() -> None:
    level = said(ABOUT, works(None, None, None, year=2019))
    assert dict(level["known_for_years"].measurements)["first_seen_year"] == 2019
    assert "known_lately" in said(ABOUT, works(None, None, None, year=2024))


def test_what_the_authors_alone_deposited_dates_nothing() -> None:
    about = ABOUT
    lookup = works(date(2013, 5, 1), by=AssertedBy.SUBJECT)
    assert list(Footprint().run(about, dossier(about, lookup))) == [
        Skipped(
            check="footprint",
            reason=SkipReason.COULD_NOT_CHECK,
            detail="no third party gave a date for any trace",
        )
    ]


def test_a_long_career_without_an_old_trace_is_told_and_a_short_one_is_not() -> None:
    fresh = works(date(2026, 7, 1), date(2026, 8, 1), year=2026)
    veteran = claim(work_claim("Tidal pumping, part 0"), post("Norrvik University", start=2012))
    assert "every_trace_young" in said(veteran, fresh)
    beginner = claim(work_claim("Tidal pumping, part 0", year=2026))
    assert "known_lately" in said(beginner, fresh)


def test_deposits_long_after_the_printed_year_stand_out() -> None:
    late = works(*[date(2026, 7, day) for day in (1, 2, 3)], year=2010)
    assert "deposits_back_dated" in said(ABOUT, late)
    in_time = works(*[date(2011, 7, day) for day in (1, 2, 3)], year=2010)
    assert "deposits_back_dated" not in said(ABOUT, in_time)


def test_an_old_capture_of_the_institutions_page_is_a_witness() -> None:
    url = "https://www.norrvik.example/m"
    page = PageRecord(
        url=url,
        title="M",
        provenance=provenance("pages"),
        names_seen=(NAME,),
        institution_domain=True,
    )
    capture = CaptureRecord(
        url=url,
        first_captured_at=datetime(2015, 3, 1, tzinfo=UTC),
        last_captured_at=datetime(2026, 3, 1, tzinfo=UTC),
        captures=4,
        provenance=provenance("wayback"),
    )
    level = said(
        ABOUT, found(PageAt(url=url), page), found(ArchiveOfPage(url=url), capture),
        works(date(2016, 5, 1), date(2017, 5, 1)),
    )  # fmt: skip
    assert level["known_for_years"].measurements[0] == ("first_seen_year", 2015)


def test_five_years_of_days_are_depth_and_a_day_less_is_lately() -> None:
    def levels(days: int) -> set[str]:
        first = (NOW - timedelta(days=days)).date()
        return set(said(ABOUT, works(first, date(2026, 7, 1), date(2026, 8, 1))))

    assert "known_for_years" in levels(5 * 365)
    assert "known_lately" in levels(5 * 365 - 1)


def test_three_witnesses_are_depth_and_two_are_lately() -> None:
    assert "known_for_years" in said(ABOUT, works(*[date(2014, 5, day) for day in (1, 2, 3)]))
    assert "known_lately" in said(ABOUT, works(*[date(2014, 5, day) for day in (1, 2)]))


def test_four_years_of_a_career_leave_older_traces_and_three_need_not() -> None:
    fresh = works(date(2026, 7, 1), date(2026, 8, 1), year=2026)

    def levels(start: int) -> set[str]:
        about = claim(work_claim("Tidal pumping, part 0", year=2026), post("Quorra", start=start))
        return set(said(about, fresh))

    assert "every_trace_young" in levels(2022)
    assert "known_lately" in levels(2023)


def test_deposits_four_years_late_stand_out_and_three_years_late_do_not() -> None:
    days = [date(2026, 7, day) for day in (1, 2, 3)]
    late = works(*days, year=2022)
    assert "deposits_back_dated" in said(ABOUT, late)
    assert "deposits_back_dated" not in said(ABOUT, works(*days, year=2023))
    silent = unavailable(PersonByName(name=NAME), "dblp")
    assert "deposits_back_dated" not in said(ABOUT, late, silent)


def test_an_older_claimed_work_of_the_name_is_a_trace_though_it_may_be_a_namesakes() -> None:
    fresh = works(date(2026, 7, 1), date(2026, 8, 1), year=2026)
    veteran = claim(
        work_claim("Tidal pumping, part 0"),
        work_claim("Salt in the marsh", "w2", year=2013),
        post("Norrvik University", start=2012),
    )
    assert "every_trace_young" in said(veteran, fresh)
    old = work("Salt in the marsh", author(NAME, 1, orcid="0000-0008-0000-0771"), year=2013)
    asked = WorkByTitle(title="Salt in the marsh", about=("w2",))
    assert "every_trace_young" not in said(veteran, fresh, found(asked, old))
