"""Answers for parsers, and a client that gives them by address."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from persona_check.model.lookup import Query
from persona_check.model.provenance import Provenance, Via
from persona_check.model.record import Record
from persona_check.sources.base import Source
from persona_check.web.base import Answer, Asker, Request
from persona_check.web.envelope import public_url

__all__ = ["NOW", "Given", "given", "look_up"]

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


def given(body: object, *, status: int = 200, url: str = "https://given.example/") -> Answer:
    """An answer whose body is these bytes, this text, or this value as JSON."""
    if isinstance(body, str):
        body = body.encode()
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Answer(
        status=status,
        headers={"content-type": "application/json"},
        body=content,
        provenance=Provenance(
            source="given", url=url, retrieved_at=NOW, sha256="0" * 64, via=Via.NETWORK
        ),
    )


class Given:
    """Answers by canonical address; any other request fails the test. ``asked`` lists them."""

    def __init__(self, answers: Mapping[str, object]) -> None:
        self._answers = {public_url(url): body for url, body in answers.items()}
        self.asked: list[str] = []
        self.secrets: list[Mapping[str, str]] = []

    async def get(self, asker: Asker, request: Request) -> Answer:
        address = public_url(request.url, request.params)
        self.asked.append(address)
        self.secrets.append({**request.secret_params, **request.secret_headers})
        assert address in self._answers, address
        body = self._answers[address]
        if isinstance(body, int):
            absent = body in (404, 410) and request.absent is not None
            assert absent or body in request.accept, f"status {body} is not accepted"
            return given(b"", status=body, url=address)
        return given(body, url=address)

    async def produce(
        self, asker: Asker, url: str, make: Callable[[], Awaitable[bytes]], **more: Any
    ) -> Answer:
        raise AssertionError(url)


def look_up(source: Source, query: Query, http: Given) -> tuple[Record, ...]:
    """What a source answers."""
    return tuple(asyncio.run(source.lookup(query, http)))
