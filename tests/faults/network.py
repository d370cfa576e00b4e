"""The invented world behind httpx's own transport, and a network that answers in its place.

Nothing of the client is replaced but the socket, the names of hosts and the pace of asking: the
client sends to the true host names, follows redirects, guards addresses, decodes and gives up
itself.
"""

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from unittest import mock

import httpx  # noqa: TID251 - the wire itself is replaced here

from fixtures.world.answers import Reply, answer
from persona_check.model.traits import Rate, Traits
from persona_check.settings import Settings
from persona_check.web.http import open_network
from persona_check.web.network import Network
from tests.faults.modes import WORLD_PAGES, Instead
from tests.world_wire import NOW

__all__ = ["FaultyNetwork", "Sent", "everything", "network", "only"]

# What stands in the place of the answer to a request; None: the world's own answer.
Fault = Callable[[str], Instead | None]

_PUBLIC = "8.8.8.8"  # an address the guard lets pass; nothing is ever sent there


@cache
def _answer(url: str) -> Reply:
    return answer(url)


def everything(instead: Instead) -> Fault:
    """One answer to every request."""
    return lambda url: instead


def only(instead: Instead, *some: str) -> Fault:
    """One answer to every request of these hosts."""
    return lambda url: instead if httpx.URL(url).host in some else None


@dataclass(frozen=True, slots=True)
class Sent:
    """A request as it left; ``limit_s`` is how long its answer would be waited for."""

    url: str
    host: str
    limit_s: float
    instead: Instead | None


@dataclass
class FaultyNetwork:
    """A network with a fault; ``sent`` are the requests in their order."""

    fault: Fault = lambda url: None
    sent: list[Sent] = field(default_factory=list)

    def hosts(self) -> set[str]:
        """Who was asked."""
        return {one.host for one in self.sent}

    def met(self) -> list[Sent]:
        """The requests that something else than the service answered."""
        return [one for one in self.sent if one.instead is not None]

    @contextmanager
    def in_place(self) -> Iterator["FaultyNetwork"]:
        """All requests of this process go through this network until the block ends."""

        async def handle(transport: Any, request: httpx.Request) -> httpx.Response:
            del transport
            return await self._handle(request)

        with ExitStack() as stack:
            replaced = mock.patch.object
            stack.enter_context(replaced(httpx.AsyncHTTPTransport, "handle_async_request", handle))
            stack.enter_context(replaced(socket, "getaddrinfo", _getaddrinfo))
            stack.enter_context(mock.patch("persona_check.web.network.rate_of", _at_once))
            yield self

    async def _handle(self, request: httpx.Request) -> httpx.Response:
        # a checked address is the IP itself, and the name stands in the header
        host = request.headers["host"]
        url = str(request.url.copy_with(netloc=host.encode()))
        instead = WORLD_PAGES.get(host) or self.fault(url)
        limit_s = request.extensions["timeout"]["read"]
        self.sent.append(Sent(url, host, limit_s, instead))
        if instead is None:
            reply = _answer(url)
            headers = {"content-type": reply.content_type}
            return _response(reply.status, headers, reply.body)
        if instead.hangs:
            await asyncio.sleep(3600)
        return _response(instead.status, dict(instead.headers), instead.body_for(url))


def _response(status: int, headers: dict[str, str], body: bytes) -> httpx.Response:
    return httpx.Response(status, headers=headers, stream=httpx.ByteStream(body))


def network(settings: Settings) -> Network:
    """What a session is to open, so that it does not pause before it tries again."""
    return open_network(settings, clock=lambda: NOW, retry_wait_s=0.0)


def _at_once(traits: Traits, **_: object) -> Rate:
    """As many requests at once as a service allows, but without pauses between them."""
    return Rate(requests=100_000, at_once=traits.rate.at_once)


def _getaddrinfo(host: Any, port: Any, *_: object, **__: object) -> list[Any]:
    name = host.decode() if isinstance(host, bytes) else str(host)
    address = name if name.replace(".", "").isdecimal() else _PUBLIC
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]
