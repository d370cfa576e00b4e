"""What one check asks of the world: few requests, little money, and nothing twice."""

import asyncio
import re
from pathlib import Path

import pytest

from fixtures.world.people import world
from persona_check.claimfile import ClaimFlags, claim_from_flags
from persona_check.model.claim import Claim
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


def asked_about(claim: Claim, mail: str | None = "desk@paper.example") -> tuple[Client, list[str]]:
    """A check with a contact address and without keys; the addresses that were asked."""
    wire = WorldWire()

    async def main() -> Client:
        settings = world_settings(contact_email=mail)
        client = client_over(wire, settings)
        await gather(claim, build(settings), client, settings=settings, progress=SilentProgress())
        return client

    return asyncio.run(main()), wire.asked


@pytest.mark.parametrize("who", ["researcher", "professor", "newcomer", "newcomer_known"])
def test_a_typical_person_takes_few_requests_and_few_of_any_one_service(who: str) -> None:
    client, urls = asked_about(claim_of(who))
    assert client.requests_sent <= 25
    assert sum("www.wikidata.org" in url for url in urls) <= 4
    by_doi = [url for url in urls if "openalex" in url and "doi" in url.partition("?")[0]]
    listed = [url for url in urls if "openalex" in url and "filter=doi" in url]
    assert len(by_doi) + len(listed) <= 2


def test_twelve_works_by_doi_are_one_request_to_each_wide_index() -> None:
    dois = sorted(world().dois)[:12]
    author = world().people[world().dois[dois[0]].authors[0]]
    flags = ClaimFlags(name=author.name, doi=tuple(dois), orcid=author.orcid)
    client, urls = asked_about(claim_from_flags(flags))
    for host in ("api.openalex.org", "api.crossref.org"):
        works = [
            url for url in urls if host in url and re.search(r"filter=doi|/works/(doi:|10)", url)
        ]
        registered = [world().dois[doi] for doi in dois if world().dois[doi].registry == "crossref"]
        alone = len(dois) - len(registered) if "crossref" in host else 0
        assert len(works) == 1 + alone
    assert client.requests_sent <= 25


def test_twelve_titles_without_a_key_leave_the_search_for_the_person() -> None:
    titles = tuple(work.title for work in world().works[:12])
    flags = ClaimFlags(name="Maren Oduya-Lindqvist", work=titles)
    _, urls = asked_about(claim_from_flags(flags), mail=None)
    searches = [url for url in urls if "openalex" in url and "search" in url]
    # the first search of all is for the person, whatever an allowance leaves for titles
    assert "/authors?" in searches[0]
    assert sum("title.search" in url for url in searches) == 12


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
