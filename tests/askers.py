"""Who asks in tests of the network: the sources by id, or an invented one with plain manners."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from persona_check.casefile.bundle import read_bundle, write_members
from persona_check.casefile.replay import as_recorded, recorded_in
from persona_check.casefile.save import members_of
from persona_check.model.traits import Rate, Scope, Traits
from persona_check.settings import Settings
from persona_check.sources.registry import TRAITS
from persona_check.web.base import Answer, Request
from persona_check.web.client import Client
from persona_check.web.envelope import request_key
from persona_check.web.http import open_client

__all__ = ["PLAIN", "Somebody", "ask", "asker", "client_of", "save_run"]

PLAIN = Traits(
    name="a source",
    rate=Rate(requests=1000, at_once=16),
    rate_with_mail=None,
    rate_with_key=None,
    throttle_statuses=frozenset(),
    locked_status=None,
    allowance=None,
    asked_late=frozenset(),
    taken_in_by=None,
    knows_all_of=frozenset(),
    works_of=Scope.NO_WORKS,
    worth=frozenset(),
    answers_in_pages=False,
)


@dataclass(frozen=True)
class Somebody:
    """An asker of this id."""

    id: str
    traits: Traits = PLAIN


def asker(source: str) -> Somebody:
    """A source as it asks, without its adapter."""
    return Somebody(source, TRAITS.get(source, PLAIN))


async def ask(client: Client, source: str, url: str, **more: Any) -> Answer:
    """The answer to one request of a source, read and so kept."""
    request = Request(url=url, **more)
    answer = await client.get(asker(source), request)
    client.keep([request_key("GET", request.public_url)])
    return answer


def save_run(client: Client, path: Path, files: Mapping[str, bytes] | None = None) -> None:
    """Keeps a run in a bundle, without circumstances."""
    write_members(path, members_of(client, files))


@asynccontextmanager
async def client_of(settings: Settings, **more: Any) -> AsyncIterator[Client]:
    """A client by settings, those of a replay among them."""
    recorded = None
    if settings.replay is not None:
        bundle = read_bundle(settings.replay)
        settings, recorded = as_recorded(settings, bundle), recorded_in(bundle)
    async with open_client(settings, recorded=recorded, **more) as client:
        yield client
