"""Services that hang or refuse cost a check little, and take nothing from the others."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from fixtures.world.people import world
from persona_check.claimfile import ClaimFlags, claim_from_flags
from persona_check.errors import NotAssessedError
from persona_check.model.claim import Claim
from persona_check.model.lookup import Lookup, Unavailable, UnavailableReason
from persona_check.session import Session
from persona_check.settings import Settings
from tests.faults.modes import REFUSALS, Instead
from tests.faults.network import Fault, FaultyNetwork, network, only
from tests.faults.runs import QUICK, with_cache

LIMIT_S = QUICK.request_timeout_s
CROSSREF, OPENALEX, ORCID = "api.crossref.org", "api.openalex.org", "pub.orcid.org"
DATACITE, DBLP, WIKIDATA = "api.datacite.org", "dblp.org", "www.wikidata.org"
SCHOLAR = "api.semanticscholar.org"
HANGING = REFUSALS["hanging"]


def works_by_doi(number: int) -> Claim:
    dois = sorted(world().dois)[:number]
    author = world().people[world().dois[dois[0]].authors[0]]
    return claim_from_flags(ClaimFlags(name=author.name, orcid=author.orcid, doi=tuple(dois)))


async def looked_up(claim: Claim, settings: Settings) -> tuple[Lookup, ...]:
    async with Session(settings, network=network) as session:
        try:
            return (await session.check(claim)).lookups
        except NotAssessedError:
            return ()


def run(
    claim: Claim, fault: Fault = lambda url: None, settings: Settings = QUICK
) -> tuple[tuple[Lookup, ...], FaultyNetwork, float]:
    """The lookups of a check, its requests, and how long it took."""

    async def main() -> tuple[tuple[Lookup, ...], float]:
        loop = asyncio.get_running_loop()
        started = loop.time()
        return await looked_up(claim, settings), loop.time() - started

    with FaultyNetwork(fault).in_place() as faulty:
        lookups, took_s = asyncio.run(main())
    return lookups, faulty, took_s


def test_crossref_hanging_costs_one_time_limit_and_keeps_nobody_from_being_asked() -> None:
    claim = works_by_doi(5)
    _, sound, _ = run(claim)
    lookups, faulty, _ = run(claim, only(HANGING, CROSSREF))
    assert sound.hosts() - faulty.hosts() == set()
    # one after another, all that was waited for Crossref
    assert sum(one.limit_s for one in faulty.met()) <= 1.3 * LIMIT_S
    lost = [one for one in lookups if isinstance(one, Unavailable)]
    assert {one.source for one in lost} == {"crossref"}
    assert {one.reason for one in lost} == {UnavailableReason.TIMED_OUT}


@pytest.mark.parametrize(
    "three",
    [
        (CROSSREF, OPENALEX, ORCID),
        (SCHOLAR, DBLP, DATACITE),
        (OPENALEX, WIKIDATA, CROSSREF),
    ],
)
def test_with_three_services_hanging_everybody_else_is_asked_within_the_limit(
    three: tuple[str, ...],
) -> None:
    claim = works_by_doi(5)
    _, sound, _ = run(claim)
    settings = replace(QUICK, timeout_s=10 * LIMIT_S)
    lookups, faulty, took_s = run(claim, only(HANGING, *three), settings)
    assert sound.hosts() - faulty.hosts() == set()
    answered = {one.source for one in lookups if not isinstance(one, Unavailable)}
    assert answered
    lost = {one.source for one in lookups if isinstance(one, Unavailable)}
    assert len(lost) == 3
    for host in three:
        # those under way together hang together, and two strikes are out
        assert sum(one.limit_s == LIMIT_S for one in faulty.met() if one.host == host) <= 3
    assert took_s < settings.timeout_s + 3


@pytest.mark.parametrize(
    "two", [(SCHOLAR, DBLP), (OPENALEX, CROSSREF), (DATACITE, ORCID)], ids=" and ".join
)
@pytest.mark.parametrize(
    ("mode", "most"), [("429", 4), ("500", 12), ("429 for an hour", 1), ("429 page for an hour", 1)]
)
def test_ten_works_with_two_services_refusing_leave_no_question_unasked(
    two: tuple[str, str], mode: str, most: int
) -> None:
    claim = works_by_doi(10)
    _, sound, _ = run(claim)
    lookups, faulty, _ = run(claim, only(REFUSALS[mode], *two), replace(QUICK, max_requests=25))
    assert sound.hosts() - faulty.hosts() == set()
    lost = [one for one in lookups if isinstance(one, Unavailable)]
    assert UnavailableReason.BUDGET_SPENT not in {one.reason for one in lost}
    assert len({one.source for one in lost}) <= 2
    for host in two:
        assert sum(one.host == host for one in faulty.met()) <= most


def test_one_refusal_that_passes_loses_nothing() -> None:
    refused: set[str] = set()

    def first_of_each_host(url: str) -> Instead | None:
        host = url.split("/")[2]
        if host in refused:
            return None
        refused.add(host)
        return REFUSALS["429"]

    sound, _, _ = run(works_by_doi(5))
    lookups, faulty, _ = run(works_by_doi(5), first_of_each_host)
    assert len(faulty.met()) == len(refused) >= 6
    assert not any(isinstance(one, Unavailable) for one in lookups)
    assert len(lookups) == len(sound)


# --- Retry-After ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mode", "again"), [("429 for an hour", False), ("429 page for an hour", True)]
)
def test_what_a_service_asks_for_holds_for_the_next_session_and_what_a_page_asks_does_not(
    mode: str, again: bool, tmp_path: Path
) -> None:
    claim, settings = works_by_doi(2), with_cache(tmp_path)
    _, first, _ = run(claim, only(REFUSALS[mode], CROSSREF), settings)
    lookups, second, _ = run(claim, settings=settings)
    assert len(first.met()) == 1
    assert (CROSSREF in second.hosts()) is again
    lost = [one for one in lookups if isinstance(one, Unavailable)]
    assert {one.source for one in lost} == (set() if again else {"crossref"})
    for one in lost:
        assert (one.reason, one.hint) == (UnavailableReason.RATE_LIMITED, "try again in 60 minutes")
    # another folder knows nothing of it
    _, elsewhere, _ = run(claim, settings=with_cache(tmp_path / "another"))
    assert CROSSREF in elsewhere.hosts()
