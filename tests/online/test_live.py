"""Asks each live service one known and one unknown question, and makes one whole check.

Off by default; with a connection, ``python -m pytest -m online tests/online`` tells what still
works. Keys and base addresses are read from the environment as by the program. What a person
should see is in docs/first-run.md.
"""

import asyncio
import os

import pytest

from persona_check.asking.self_check import Health, self_check
from persona_check.claimfile import ClaimFlags, claim_from_flags
from persona_check.cli.configuration import Configuration, source_settings
from persona_check.model.finding import AssertionState
from persona_check.model.lookup import Unavailable
from persona_check.model.report import Report
from persona_check.session import check
from persona_check.settings import Settings
from persona_check.sources.base import Source
from persona_check.sources.registry import ALL_SOURCES, TRAITS

pytestmark = pytest.mark.online


@pytest.mark.parametrize("source", ALL_SOURCES, ids=lambda source: source.id)
def test_a_live_service_tells_the_known_from_the_unknown(source: type[Source]) -> None:
    ids = [known.id for known in ALL_SOURCES]
    settings = Settings(sources=source_settings(ids, Configuration()))
    (checkup,) = asyncio.run(self_check([source(settings.source(source.id))], settings)).checkups
    if checkup.health in (Health.NOT_TESTED, Health.UNAVAILABLE):
        pytest.skip(f"{checkup.health}: {checkup.detail}")
    assert checkup.health is Health.WORKS, checkup.detail


# the fictitious researcher whom ORCID and Crossref keep as their example
NAME, ORCID = "Josiah Carberry", "0000-0002-1825-0097"
LEAST_ANSWERS = 4


def checked(doi: str) -> Report:
    settings = Settings(
        sources=source_settings([known.id for known in ALL_SOURCES], Configuration()),
        contact_email=os.environ.get("PERSONA_CHECK_CONTACT_EMAIL"),
    )
    return check(claim_from_flags(ClaimFlags(name=NAME, orcid=ORCID, doi=(doi,))), settings)


def test_a_whole_check_is_answered_by_most_and_says_of_the_others_why() -> None:
    report = checked("10.5555/12345678")
    lost = [one for one in report.lookups if isinstance(one, Unavailable)]
    answered = {one.source for one in report.lookups if not isinstance(one, Unavailable)}
    assert len(answered) >= LEAST_ANSWERS, [f"{one.source}: {one.reason}" for one in lost]
    assert all(one.reason for one in lost)
    assert answered <= TRAITS.keys()


def test_a_doi_that_nobody_registered_is_not_found_or_open_and_never_contradicted() -> None:
    report = checked("10.5555/persona-check-no-such-paper")
    works = [one.id for one in report.claim.assertions if one.kind == "work"]
    assert {dict(report.assessment.states)[work] for work in works} <= {
        AssertionState.NOT_FOUND,
        AssertionState.COULD_NOT_CHECK,
    }
