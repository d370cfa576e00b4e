"""What a source is: something that answers some queries with records, or says why it cannot."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

from persona_check.model.lookup import Query, UnavailableReason
from persona_check.model.record import Provenance, Record
from persona_check.settings import SourceSettings

__all__ = ["Answer", "Availability", "HttpClient", "Source", "SourceUnavailableError"]


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
class Availability:
    """Whether a source can be asked now; where not, why, and how to mend it."""

    usable: bool
    reason: UnavailableReason | None = None
    hint: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One HTTP answer as received: status, lower-case headers, whole body, and provenance."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    provenance: Provenance


class HttpClient(Protocol):
    """The one door to the network, cache, replay and fixtures.

    ``get`` returns answers of status 2xx, and of those 4xx statuses in ``accept`` (say 404 where
    it means "holds nothing", or 409 where the adapter reads the body); everything else raises
    ``SourceUnavailableError`` with the right reason. ``params`` may hold secrets: those whose
    names are in ``secret_params``, and the headers in ``secret_headers``, reach neither store,
    log, nor provenance. ``untrusted`` marks an address from a claim or a page: public hosts only,
    checked after DNS and on every redirect.
    """

    async def get(
        self,
        source: str,
        url: str,
        *,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        secret_params: Mapping[str, str] | None = None,
        secret_headers: Mapping[str, str] | None = None,
        accept: Sequence[int] = (),
        untrusted: bool = False,
        max_bytes: int | None = None,
    ) -> Answer:
        """The answer to one GET, from the store where it is fresh, else from the network."""
        ...

    async def produce(
        self,
        source: str,
        url: str,
        make: Callable[[], Awaitable[bytes]],
        *,
        content_type: str = "application/json",
    ) -> Answer:
        """An answer that is not had by one GET (a library in a subprocess), kept like any other.

        ``url`` names what is asked, without secrets; ``make`` gives the body, and is called only
        where no kept answer serves.
        """
        ...


class Source(Protocol):
    """A witness.

    ``known`` is a query that it must answer with a record, ``unknown`` one that it must answer
    with nothing: by them ``sources --self-check`` and the online tests tell whether it still
    works. None where a source has no such thing (a page is whatever its owner makes it).

    ``lookup`` returns ``()`` where the source was asked and holds nothing, and raises
    ``SourceUnavailableError`` where no usable answer could be had. A query of a type that it
    answers but cannot serve (an identifier of another scheme) is declined by ``serves``.
    """

    id: ClassVar[str]
    title: ClassVar[str]
    answers: ClassVar[frozenset[type[Query]]]
    known: ClassVar[Query | None]
    unknown: ClassVar[Query | None]

    def __init__(self, settings: SourceSettings) -> None: ...

    def availability(self) -> Availability:
        """Whether it can be asked now."""
        ...

    def serves(self, query: Query) -> bool:
        """Whether this very query is one for this source."""
        ...

    async def lookup(self, query: Query, http: HttpClient) -> Sequence[Record]:
        """The records that answer the query; () where there are none."""
        ...
