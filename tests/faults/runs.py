"""Whole checks over a faulty network, and what a report holds against the person."""

import asyncio
import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from persona_check.errors import NotAssessedError
from persona_check.model.finding import AssertionState, Severity
from persona_check.model.report import Report
from persona_check.session import Session
from persona_check.settings import Settings
from tests.faults.modes import MODES, REFUSALS, Instead
from tests.faults.network import Fault, FaultyNetwork, network
from tests.world_wire import claim_of

__all__ = [
    "LIVES",
    "PEOPLE",
    "QUICK",
    "Against",
    "Ended",
    "against",
    "checked",
    "healthy",
    "mixed",
    "with_cache",
]

PEOPLE = ("researcher", "professor", "newcomer", "newcomer_known", "ethicist")
LIVES = tuple(
    f"lives/{life}"
    for life in (
        "career_change",
        "early_career",
        "parental_leave",
        "practitioner",
        "pseudonym",
        "refugee_scholar",
        "self_published",
    )
)
# short enough that what hangs costs a test little, long enough for a machine under load
QUICK = Settings(timeout_s=20.0, request_timeout_s=0.3, contact_email="desk@paper.example")
_EVERY: Mapping[str, Instead] = {**MODES, **REFUSALS}
_SLOW = ("hanging", "429 for a second")
Against = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How one check ended: a report, or why there is none."""

    report: Report | None
    refused: str
    network: FaultyNetwork
    took_s: float


def checked(who: str, fault: Fault = lambda url: None, settings: Settings = QUICK) -> Ended:
    """One check by a session of its own."""
    faulty = FaultyNetwork(fault)

    async def main() -> tuple[Report | None, str, float]:
        loop = asyncio.get_running_loop()
        started = loop.time()
        report, refused = None, ""
        async with Session(settings, network=network) as session:
            try:
                report = await session.check(claim_of(who))
            except NotAssessedError as error:
                refused = str(error)
        return report, refused, loop.time() - started

    with faulty.in_place():
        report, refused, took_s = asyncio.run(main())
    return Ended(report=report, refused=refused, network=faulty, took_s=took_s)


def against(report: Report | None) -> Against:
    """Whatever conflicts or was not found, item by item; nothing without a report."""
    if report is None:
        return frozenset()
    held = {
        (finding.observation.level, assertion)
        for finding in report.assessment.findings
        if finding.level.severity is not Severity.NONE
        or finding.level.state in (AssertionState.CONFLICT, AssertionState.NOT_FOUND)
        for assertion in finding.observation.assertions or ("",)
    }
    states = {
        (state.value, item)
        for item, state in report.assessment.states
        if state in (AssertionState.CONFLICT, AssertionState.NOT_FOUND)
    }
    return frozenset(held | states)


@cache
def healthy(who: str) -> Against:
    """What a network without faults brings up against the person."""
    return against(checked(who).report)


def mixed(seed: int) -> tuple[str, Fault]:
    """Somebody to check, and a network that answers some requests in a mode drawn for each.

    The same request meets the same fate, in whatever order requests are made. In one run in four
    a single mode is all there is; what costs time is drawn in one run in ten.
    """
    rng = random.Random(seed)  # noqa: S311 - reproducible faults, no secret
    who = rng.choice((*PEOPLE, *LIVES))
    share = rng.choice((0.1, 0.3, 0.5, 0.8, 0.95))
    kinds = [kind for kind in _EVERY if kind not in _SLOW or rng.random() < 0.1]
    if rng.random() < 0.25:
        kinds = [rng.choice(kinds)]

    def fault(url: str) -> Instead | None:
        own = random.Random(f"{seed} {url}")  # noqa: S311 - as above
        return _EVERY[own.choice(kinds)] if own.random() < share else None

    return who, fault


def with_cache(folder: Path) -> Settings:
    """The same settings with a cache."""
    return replace(QUICK, cache_dir=folder)
