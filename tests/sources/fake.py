"""An HttpClient that answers from a list of replies, with the reasons of the real one."""

import hashlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from persona_check.model.provenance import Provenance, Via
from persona_check.web.acceptance import no_answer
from persona_check.web.base import Answer, Asker, Request

__all__ = ["NOW", "Asked", "Replies", "Reply", "answer", "fixture"]

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
FIXTURES = Path(__file__).parent / "fixtures"


def fixture(name: str) -> bytes:
    return (FIXTURES / name).read_bytes()


def answer(
    source: str,
    body: bytes,
    *,
    url: str = "https://source.example/",
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    return Answer(
        status=status,
        headers=headers or {},
        body=body,
        provenance=Provenance(
            source=source,
            url=url,
            retrieved_at=NOW,
            sha256=hashlib.sha256(body).hexdigest(),
            via=Via.NETWORK,
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The answer to requests whose address ends so and that have these parameters among theirs."""

    ending: str
    body: bytes = b""
    status: int = 200
    params: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request as the adapter made it."""

    path: str
    params: Mapping[str, str]
    headers: Mapping[str, str]
    secret_params: Mapping[str, str]
    secret_headers: Mapping[str, str]
    untrusted: bool


class Replies:
    def __init__(self, *replies: Reply) -> None:
        self._replies = replies
        self.asked: list[Asked] = []

    async def get(self, asker: Asker, request: Request) -> Answer:
        self.asked.append(
            Asked(
                path=urlsplit(request.url).path,
                params=dict(request.params),
                headers=dict(request.headers),
                secret_params=dict(request.secret_params),
                secret_headers=dict(request.secret_headers),
                untrusted=request.untrusted,
            )
        )
        for reply in self._replies:
            wanted = reply.params.items() <= dict(request.params).items()
            if request.url.endswith(reply.ending) and wanted:
                came = answer(
                    asker.id,
                    reply.body,
                    url=request.url,
                    status=reply.status,
                    headers=reply.headers,
                )
                refused = no_answer(came, asker.traits, asked=request.url, request=request)
                if refused is not None:
                    raise refused.error
                return came
        raise AssertionError(f"the test has no reply to {request.url} {request.params}")

    async def produce(
        self,
        asker: Asker,
        url: str,
        make: Callable[[], Awaitable[bytes]],
        *,
        content_type: str = "application/json",
    ) -> Answer:
        return answer(asker.id, await make(), url=url, headers={"content-type": content_type})
