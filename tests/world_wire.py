"""The invented world behind the client, without a socket, and the ways in which it can fail."""

import asyncio
import random
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from fixtures.world.answers import Reply, answer
from persona_check.claimfile import ClaimFlags, claim_from_flags
from persona_check.model.claim import Claim
from persona_check.model.lookup import UnavailableReason
from persona_check.progress import SilentProgress
from persona_check.settings import Settings, SourceSettings
from persona_check.web.base import Request, SourceUnavailableError
from persona_check.web.client import Client
from persona_check.web.network import Network
from persona_check.web.wire import Received

__all__ = [
    "FAULTS",
    "HOSTS",
    "NOW",
    "WorldWire",
    "claim_of",
    "client_over",
    "network_over",
    "world_settings",
]

NOW = datetime(2026, 11, 20, tzinfo=UTC)
CLAIMS = Path(__file__).parent.parent / "fixtures" / "claims"

# where each source asks; reached through addresses of this machine, which need no manners
HOSTS: Mapping[str, str] = {
    "openalex": "api.openalex.org",
    "crossref": "api.crossref.org",
    "orcid": "pub.orcid.org",
    "ror": "api.ror.org",
    "semanticscholar": "api.semanticscholar.org",
    "dblp": "dblp.org",
    "arxiv": "export.arxiv.org",
    "datacite": "api.datacite.org",
    "europepmc": "www.ebi.ac.uk",
    "pubmed": "eutils.ncbi.nlm.nih.gov",
    "wikidata": "www.wikidata.org",
    "github": "api.github.com",
    "wayback": "web.archive.org",
    "rdap": "rdap.registry.example",
}


def world_settings(base: str = "http://127.0.0.1:9", **more: object) -> Settings:
    """Settings by which every source asks the invented world."""
    sources = {source: SourceSettings(base_url=f"{base}/{source}") for source in HOSTS}
    return Settings(sources=sources, **more)  # type: ignore[arg-type]  # named fields of Settings


def claim_of(who: str) -> Claim:
    """One of the claims of the fixtures."""
    return claim_from_flags(ClaimFlags(), claim_file=CLAIMS / f"{who}.toml")


Fault = Callable[[random.Random, Received], Received | SourceUnavailableError | None]


def _status(status: int, **headers: str) -> Fault:
    return lambda rng, good: Received(status=status, headers=headers, body=b"")


def _body(change: Callable[[random.Random, bytes], bytes]) -> Fault:
    def fault(rng: random.Random, good: Received) -> Received:
        return Received(status=200, headers=good.headers, body=change(rng, good.body))

    return fault


def _lost(reason: UnavailableReason) -> Fault:
    return lambda rng, good: SourceUnavailableError(reason, "as the test will have it")


# what a service may do instead of answering; None: it never answers
FAULTS: Mapping[str, Fault] = {
    "401": _status(401),
    "403": _status(403),
    "429": _status(429),
    "429 for an hour": _status(429, **{"retry-after": "3600"}),
    "500": _status(500),
    "503": _status(503),
    "truncated": _body(lambda rng, body: body[: rng.randrange(1, max(2, len(body)))]),
    "empty": _body(lambda rng, body: b""),
    "captcha": _body(lambda rng, body: b"<html><body>Are you a robot?</body></html>"),
    "noise": _body(lambda rng, body: rng.randbytes(200)),
    "another form": _body(lambda rng, body: b'{"message": "ok", "data": null, "items": 3}'),
    "time-out": _lost(UnavailableReason.TIMED_OUT),
    "too large": _lost(UnavailableReason.TOO_LARGE),
    "no connection": _lost(UnavailableReason.NETWORK_ERROR),
    "silence": lambda rng, good: None,
}


@cache
def _answer(url: str) -> Reply:
    return answer(url)


class WorldWire:
    """Carries requests into the invented world.

    ``faults`` names by source how its service fails, and with what probability a request.
    ``delay_s`` is how long each answer takes. ``asked`` lists the addresses.
    """

    def __init__(
        self,
        faults: Mapping[str, tuple[str, float]] | None = None,
        *,
        seed: int = 0,
        delay_s: float = 0.0,
    ) -> None:
        self._faults = faults or {}
        self._seed = seed
        self._delay_s = delay_s
        self.asked: list[str] = []

    async def fetch(self, request: Request, *, timeout_s: float) -> Received:
        parts = urlsplit(request.url)
        source, url = "homepage", request.url
        if parts.hostname == "127.0.0.1":
            source, _, path = parts.path.lstrip("/").partition("/")
            url = f"https://{HOSTS[source]}/{path}" + (f"?{parts.query}" if parts.query else "")
        self.asked.append(url)
        if self._delay_s:
            await asyncio.sleep(self._delay_s)
        reply = _answer(url)
        good = Received(
            status=reply.status, headers={"content-type": reply.content_type}, body=reply.body
        )
        fault, share = self._faults.get(source, ("", 0.0))
        # the same request fails in the same way, in whatever order requests are made
        rng = random.Random(f"{self._seed} {url}")  # noqa: S311 - reproducible faults, no secret
        if rng.random() >= share:
            return good
        bad = FAULTS[fault](rng, good)
        if bad is None:
            await asyncio.sleep(3600)
            raise AssertionError("nobody waits for an hour")
        if isinstance(bad, SourceUnavailableError):
            raise bad
        return bad

    async def aclose(self) -> None: ...


def client_over(wire: WorldWire, settings: Settings) -> Client:
    """A client whose network is the invented world; to be made within an event loop."""
    return Client(network_over(wire, settings), progress=SilentProgress())


def network_over(wire: WorldWire, settings: Settings) -> Network:
    """A network whose wire leads into the invented world."""
    return Network(settings, clock=lambda: NOW, open_wire=lambda: wire, retry_wait_s=0.0)
