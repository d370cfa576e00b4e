"""What one check asks of the world: few requests, little money, and nothing twice."""

import asyncio
from pathlib import Path

import pytest

from persona_check.model.lookup import Lookup
from persona_check.progress import SilentProgress
from persona_check.session import gather
from persona_check.sources.registry import build
from persona_check.web.client import Client
from tests.world_wire import WorldWire, claim_of, client_over, world_settings


def asked(who: str, cache_dir: Path | None = None) -> tuple[Client, tuple[Lookup, ...]]:
    async def main() -> tuple[Client, tuple[Lookup, ...]]:
        settings = world_settings(cache_dir=cache_dir)
        client = client_over(WorldWire(), settings)
        lookups = await gather(
            claim_of(who), build(settings), client, settings=settings, progress=SilentProgress()
        )
        return client, lookups

    return asyncio.run(main())


@pytest.mark.parametrize("who", ["researcher", "professor"])
def test_a_person_with_an_orcid_id_and_five_works_takes_few_requests_and_little_money(
    who: str,
) -> None:
    client, _ = asked(who)
    assert client.requests_sent <= 25
    assert client.spent_usd["openalex"] <= 0.01


@pytest.mark.parametrize("who", ["researcher", "ethicist", "professor"])
def test_a_second_run_of_the_same_check_sends_nothing_and_finds_the_same(
    who: str, tmp_path: Path
) -> None:
    first, before = asked(who, tmp_path)
    second, after = asked(who, tmp_path)
    assert first.requests_sent > 0
    assert (second.requests_sent, second.spent_usd) == (0, {})
    assert [(lookup.source, lookup.query, type(lookup)) for lookup in after] == [
        (lookup.source, lookup.query, type(lookup)) for lookup in before
    ]
