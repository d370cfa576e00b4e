"""When a claimed work that nobody shows would have to be there, and when it may be elsewhere."""

from dataclasses import replace

import pytest

from persona_check.dossier.claimed_works import (
    WorkMatch,
    absent_where_held,
    is_by_others,
    match_work,
)
from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import (
    JointWorks,
    Lookup,
    UnavailableReason,
    VenueCoverage,
    WorkByTitle,
    WorksOfPerson,
)
from persona_check.model.record import Coverage, CoverageRecord
from tests.builders import (
    NAME,
    claim,
    dossier,
    found,
    not_found,
    provenance,
    unavailable,
    work,
    work_claim,
)

TITLE = "Tidal pumping along microtidal coasts"
ASKED = WorkByTitle(title=TITLE, about=("w1",))
COVERAGE = VenueCoverage(venue="Groundwater Letters", year=2020, about=("w1",))
WIDE = ("crossref", "openalex", "semanticscholar")
EMPTY = [not_found(ASKED, source) for source in WIDE]
LISTS = (
    WorksOfPerson(scheme=IdentifierScheme.ORCID, identifier="0000-0008-0000-0421"),
    JointWorks(name=NAME, other="Solveig Vantressel"),
)


def match(*lookups: Lookup, venue: str | None = "Groundwater Letters") -> WorkMatch:
    about = claim(work_claim(TITLE, venue=venue))
    return match_work(about, work_claim(TITLE, venue=venue), dossier(about, *lookups))


def held(kind: Coverage = Coverage.HELD) -> Lookup:
    record = CoverageRecord(
        venue="Groundwater Letters", year=2020, coverage=kind, works=9, provenance=provenance()
    )
    return found(COVERAGE, record)


def test_a_work_missing_from_a_venue_that_is_held_whole_is_absent_and_elsewhere_is_not() -> None:
    assert absent_where_held(match(not_found(ASKED), held()))
    assert not absent_where_held(match(not_found(ASKED), held(Coverage.PARTLY)))


@pytest.mark.parametrize("silent", [ASKED, *LISTS], ids=lambda query: type(query).__name__)
def test_where_the_venue_is_held_an_outage_is_no_absence_and_what_the_user_left_out_no_outage(
    silent: WorkByTitle | WorksOfPerson | JointWorks,
) -> None:
    outage = unavailable(silent, "dblp")
    assert not absent_where_held(match(not_found(ASKED), held(), outage))
    for own_choice in (UnavailableReason.OFFLINE, UnavailableReason.LEFT_OUT):
        left_out = replace(outage, reason=own_choice)
        assert absent_where_held(match(not_found(ASKED), held(), left_out))


@pytest.mark.parametrize("reason", UnavailableReason)
def test_where_no_venue_is_known_whoever_is_silent_for_whatever_reason_forbids_an_absence(
    reason: UnavailableReason,
) -> None:
    assert absent_where_held(match(*EMPTY))
    assert not absent_where_held(match(*EMPTY, unavailable(ASKED, "dblp", reason)))


def test_all_wide_indexes_must_have_looked_in_vain_for_a_work_of_a_named_venue() -> None:
    assert not absent_where_held(match(*EMPTY[:2]))
    assert not absent_where_held(match(*EMPTY, venue=None))


def test_a_venue_of_which_nobody_could_say_how_far_it_is_held_is_not_held() -> None:
    assert not absent_where_held(match(*EMPTY, unavailable(COVERAGE, "dblp")))
    assert not absent_where_held(match(*EMPTY, held(Coverage.NOT_HELD)))


def test_a_work_that_is_there_is_not_absent_and_by_others_only_with_its_whole_list() -> None:
    others = work(TITLE, "Casimir Tamberlane")
    assert not absent_where_held(match(found(ASKED, others), held()))
    assert is_by_others(match(found(ASKED, others)))
    assert not is_by_others(match(found(ASKED, replace(others, authors_complete=False))))
