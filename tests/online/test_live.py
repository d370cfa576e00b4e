"""Asks each live service one known and one unknown question.

Off by default; with a connection, ``python -m pytest -m online tests/online`` tells what still
works. Keys and base addresses are read from the environment as by the program.
"""

import asyncio

import pytest

from persona_check.asking.self_check import Health, self_check
from persona_check.cli.configuration import Configuration, source_settings
from persona_check.settings import Settings
from persona_check.sources.base import Source
from persona_check.sources.registry import ALL_SOURCES

pytestmark = pytest.mark.online


@pytest.mark.parametrize("source", ALL_SOURCES, ids=lambda source: source.id)
def test_a_live_service_tells_the_known_from_the_unknown(source: type[Source]) -> None:
    ids = [known.id for known in ALL_SOURCES]
    settings = Settings(sources=source_settings(ids, Configuration()))
    (checkup,) = asyncio.run(self_check([source(settings.source(source.id))], settings)).checkups
    if checkup.health in (Health.NOT_TESTED, Health.UNAVAILABLE):
        pytest.skip(f"{checkup.health}: {checkup.detail}")
    assert checkup.health is Health.WORKS, checkup.detail
