"""How long a whole check takes where every answer takes 300 ms, and how many requests it sends.

Run by hand: ``python -m benchmarks.collect``. Times are given as multiples of the longest chain of
requests that wait for each other, so that they mean the same on every machine.
"""

import asyncio
import time

from persona_check.progress import SilentProgress
from persona_check.session import gather
from persona_check.settings import Settings
from persona_check.sources.registry import build
from persona_check.web.client import Client, Received, Request
from tests.world_wire import WorldWire, claim_of, client_over, world_settings

DELAY_S = 0.3


class Timed(WorldWire):
    """Notes when each request was sent and answered."""

    def __init__(self) -> None:
        super().__init__(delay_s=DELAY_S)
        self.spans: list[tuple[float, float]] = []

    async def fetch(self, request: Request, *, timeout_s: float) -> Received:
        started = time.perf_counter()
        received = await super().fetch(request, timeout_s=timeout_s)
        self.spans.append((started, time.perf_counter()))
        return received


def longest_chain(spans: list[tuple[float, float]]) -> int:
    """The most requests of which each was sent after the one before was answered."""
    chain = 0
    last_end = float("-inf")
    for started, ended in sorted(spans, key=lambda span: span[1]):
        if started >= last_end:
            chain += 1
            last_end = ended
    return chain


async def once(who: str, wire: Timed, settings: Settings) -> tuple[Client, float]:
    client = client_over(wire, settings)
    claim, sources = claim_of(who), build(settings)
    started = time.perf_counter()
    await gather(claim, sources, client, settings=settings, progress=SilentProgress())
    return client, time.perf_counter() - started


def main() -> None:
    settings = world_settings()
    for who in ("researcher", "professor", "ethicist"):
        asyncio.run(once(who, Timed(), settings))  # imports and caches
        wire = Timed()
        client, took_s = asyncio.run(once(who, wire, settings))
        chain, one_by_one = longest_chain(wire.spans), len(wire.spans)
        usd = client.spent_usd.get("openalex", 0.0)
        print(
            f"{who:11} {one_by_one:3} requests, ${usd:.4f}; longest chain {chain}; "
            f"took {took_s / (chain * DELAY_S):.2f} times the chain, "
            f"{took_s / (one_by_one * DELAY_S):.2f} times one by one"
        )


if __name__ == "__main__":
    main()
