"""Fetches the page behind an address that somebody gave, by the guarded door."""

import asyncio
from dataclasses import replace

from persona_check.errors import ClaimError
from persona_check.intake.reading import Given
from persona_check.model.traits import Rate
from persona_check.progress import SilentProgress
from persona_check.settings import Settings
from persona_check.sources.pages import Homepage
from persona_check.web.base import Request, SourceUnavailableError

__all__ = ["fetched"]

MOST_PAGE_BYTES = 10_000_000
_ACCEPT = {"Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.5"}


class _Reader:
    """Who asks for a page that is to be read."""

    id = "intake"
    traits = replace(
        Homepage.traits, name="the page itself", rate=Rate(requests=1, period_s=1.0, at_once=2)
    )


def fetched(address: str, settings: Settings) -> Given:
    """The page or document at an address; public hosts only.

    Raises ``ClaimError`` with the reason where there is none.
    """
    from persona_check.web.client import Client
    from persona_check.web.http import open_network

    async def once() -> bytes:
        network = open_network(settings)
        try:
            http = Client(network, progress=SilentProgress())
            request = Request(
                url=address, headers=_ACCEPT, untrusted=True, max_bytes=MOST_PAGE_BYTES
            )
            return (await http.get(_Reader(), request)).body
        finally:
            await network.aclose()

    try:
        return Given(name=address, content=asyncio.run(once()))
    except SourceUnavailableError as error:
        raise ClaimError(
            f"cannot be fetched: {error.detail or error.reason}",
            "open it in a browser, save it as HTML or PDF, and give that file",
            file=address,
        ) from error
