"""The only way to the network, as a source sees it: a request goes in, an answer comes out."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Protocol

from persona_check.model.lookup import UnavailableReason
from persona_check.model.provenance import Provenance
from persona_check.model.traits import Traits
from persona_check.web.envelope import Envelope, public_url
from persona_check.web.unanswered import Journal

__all__ = [
    "MOST_BYTES",
    "Answer",
    "Asker",
    "HttpClient",
    "Request",
    "RunClient",
    "SourceUnavailableError",
]

MOST_BYTES = 16 * 1024 * 1024


class SourceUnavailableError(Exception):
    """No usable answer, and why; never means that the source holds nothing."""

    def __init__(
        self, reason: UnavailableReason, detail: str = "", *, hint: str | None = None
    ) -> None:
        super().__init__(f"{reason}: {detail}" if detail else str(reason))
        self.reason = reason
        self.detail = detail
        self.hint = hint


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request: a GET, or a POST of ``content`` where there is one; a POST follows no redirect.

    ``params`` may hold secrets: those whose names are in ``secret_params``, and the headers in
    ``secret_headers``, reach neither store, log, nor provenance. ``accept`` are statuses besides
    200 whose answer the asker reads itself. ``absent`` says of an answer with 404 or 410 whether
    it is the source's own word for "no such record"; any other is no answer. ``untrusted`` marks
    an address from a claim or a page: public hosts only, checked after DNS and on every redirect.
    ``formerly`` are public addresses under which earlier versions asked the same, by which their
    bundles keep the answer.
    """

    url: str
    params: Mapping[str, str] = field(default_factory=dict)
    content: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    secret_params: Mapping[str, str] = field(default_factory=dict, repr=False)
    secret_headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    accept: Sequence[int] = ()
    absent: "Callable[[Answer], bool] | None" = field(default=None, repr=False)
    untrusted: bool = False
    max_bytes: int = MOST_BYTES
    formerly: Sequence[str] = ()

    @property
    def public_url(self) -> str:
        """The address without secrets, by which an answer is kept; ValueError where unreadable."""
        return public_url(self.url, self.params, secrets=frozenset(self.secret_params))


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One HTTP answer as received: status, lower-case headers, whole body, and provenance."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    provenance: Provenance


class Asker(Protocol):
    """Who asks: the id under which answers are kept, and how fast it may ask."""

    @property
    def id(self) -> str:
        """The source's id."""
        ...

    @property
    def traits(self) -> Traits:
        """The source's traits."""
        ...


class HttpClient(Protocol):
    """The only way to the network, cache, replay and fixtures.

    ``get`` returns answers of status 200 in the source's own form, of statuses that the request
    accepts, and of 404 and 410 where they are its own words; everything else raises
    ``SourceUnavailableError`` with the right reason.
    """

    async def get(self, asker: Asker, request: Request) -> Answer:
        """The answer to one GET, from the store where it is fresh, else from the network."""
        ...

    async def produce(
        self,
        asker: Asker,
        url: str,
        make: Callable[[], Awaitable[bytes]],
        *,
        content_type: str = "application/json",
    ) -> Answer:
        """An answer that takes more than one GET (a library in a subprocess), kept like any other.

        ``url`` names what is asked, without secrets; ``make`` gives the body, and is called only
        where no kept answer serves. Raises ``SourceUnavailableError``.
        """
        ...


class RunClient(HttpClient, Protocol):
    """The client of one run: answers, the lookups without one, and the sources left out."""

    @property
    def journal(self) -> Journal:
        """Lookups without an answer, of this run and of the one that is replayed."""
        ...

    @property
    def reaches_network(self) -> bool:
        """Whether the network may be used."""
        ...

    @property
    def broken(self) -> Mapping[str, str]:
        """Sources that failed their last self-check, and how."""
        ...

    @property
    def sent(self) -> Set[str]:
        """The keys of the requests that went out."""
        ...

    def keep(self, keys: Iterable[str]) -> None:
        """Keeps answers for later runs, once they were read."""
        ...

    @property
    def envelopes(self) -> Sequence[Envelope]:
        """All answers and failures of this run, or of the one that is replayed."""
        ...

    def forget(self, hashes: Iterable[str]) -> None:
        """Removes kept answers (by SHA-256) that cannot be trusted after all."""
        ...
