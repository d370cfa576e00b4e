"""A whole check while services fail in every way, at random: outages cost coverage, no more."""

import asyncio
import random
from functools import cache

import pytest

from persona_check.errors import NotAssessedError
from persona_check.model.finding import AssertionState, Severity
from persona_check.model.lookup import Found, Lookup, Unavailable, UnavailableReason
from persona_check.model.report import Report
from persona_check.progress import SilentProgress
from persona_check.session import assess, gather
from persona_check.sources.registry import ALL_SOURCES, build
from tests.quick import first_python
from tests.world_wire import FAULTS, HOSTS, NOW, WorldWire, claim_of, client_over, world_settings

PEOPLE = ("researcher", "ethicist", "professor")
RUNS = 500
TIME_S = 2.0
Conflicts = frozenset[tuple[str, str, str]]


def checked(who: str, wire: WorldWire) -> tuple[tuple[Lookup, ...], Report | None, float]:
    """A check of one person; the report is None where nobody answered."""

    async def main() -> tuple[tuple[Lookup, ...], float]:
        settings = world_settings(timeout_s=TIME_S, request_timeout_s=TIME_S)
        client = client_over(wire, settings)
        started = asyncio.get_running_loop().time()
        lookups = await gather(
            claim_of(who), build(settings), client, settings=settings, progress=SilentProgress()
        )
        return lookups, asyncio.get_running_loop().time() - started

    lookups, took_s = asyncio.run(main())
    try:
        report = assess(claim_of(who), lookups, (), as_of=NOW, settings=world_settings())
    except NotAssessedError:
        return lookups, None, took_s
    return lookups, report, took_s


def conflicts(report: Report | None) -> Conflicts:
    """What conflicts, item by item: an outage may leave an item out of a conflict over several."""
    if report is None:
        return frozenset()
    return frozenset(
        (finding.observation.check, finding.observation.level, assertion)
        for finding in report.assessment.findings
        if finding.level.severity is not Severity.NONE
        for assertion in finding.observation.assertions or ("",)
    )


def denied(report: Report | None) -> frozenset[str]:
    states = report.assessment.states if report else ()
    return frozenset(item for item, state in states if state is AssertionState.CONFLICT)


@cache
def healthy(who: str) -> tuple[Conflicts, frozenset[str]]:
    _, report, _ = checked(who, WorldWire())
    return conflicts(report), denied(report)


@first_python
@pytest.mark.no_cover  # the same lines hundreds of times over
@pytest.mark.parametrize("batch", range(10))
def test_an_outage_never_adds_a_conflict_crashes_hangs_or_loses_what_was_gathered(
    batch: int,
) -> None:
    for seed in range(batch * RUNS // 10, (batch + 1) * RUNS // 10):
        rng = random.Random(seed)  # noqa: S311 - reproducible faults, no secret
        who = rng.choice(PEOPLE)
        # silence costs the whole time of a check, so it is drawn only now and then
        kinds = [kind for kind in FAULTS if kind != "silence" or seed % 50 == 0]
        faults = {
            source: (rng.choice(kinds), rng.choice((0.3, 0.7, 1.0)))
            for source in (*HOSTS, "homepage")
            if rng.random() < rng.choice((0.2, 0.5, 0.9))
        }
        lookups, report, took_s = checked(who, WorldWire(faults, seed=seed))
        known_conflicts, known_denials = healthy(who)
        assert took_s < TIME_S + 3, (seed, took_s)
        assert conflicts(report) <= known_conflicts, (seed, faults)
        assert denied(report) <= known_denials, (seed, faults)
        broken = [
            lookup
            for lookup in lookups
            if isinstance(lookup, Unavailable) and lookup.reason is UnavailableReason.BROKEN
        ]
        assert not broken, (seed, broken)
        if report is None:
            assert not any(isinstance(lookup, Found) for lookup in lookups)
        else:
            assert report.lookups == lookups


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("fault", [kind for kind in FAULTS if kind != "silence"])
def test_with_every_source_failing_alike_nothing_is_assessed_or_found(who: str, fault: str) -> None:
    everything = dict.fromkeys((*HOSTS, "homepage"), (fault, 1.0))
    lookups, report, _ = checked(who, WorldWire(everything))
    assert not any(isinstance(lookup, Found) for lookup in lookups)
    assert not conflicts(report)


@first_python
@pytest.mark.parametrize("who", PEOPLE)
def test_turning_off_any_one_source_adds_no_conflict(who: str) -> None:
    known_conflicts, known_denials = healthy(who)
    for source in (*(source.id for source in ALL_SOURCES), "homepage"):
        _, report, _ = checked(who, WorldWire({source: ("500", 1.0)}))
        assert conflicts(report) <= known_conflicts, source
        assert denied(report) <= known_denials, source
