"""Crossref: what publishers deposited about a work, when, and what became of it."""

import re
from collections.abc import Mapping, Sequence
from typing import ClassVar

from persona_check.model.lookup import Query, WorkByDoi, WorkByTitle
from persona_check.model.record import Record
from persona_check.model.traits import Rate, Scope, Trait, Traits
from persona_check.settings import SourceSettings
from persona_check.sources.base import Availability
from persona_check.sources.reading.absence import in_text
from persona_check.sources.reading.crossref import parse_work, parse_works
from persona_check.sources.reading.decoding import (
    url_part,
)
from persona_check.web.base import HttpClient, Request

__all__ = ["Crossref"]

_BASE = "https://api.crossref.org"


_ROWS = 5
_UNKNOWN = in_text("Resource not found.")
_MOST_DOIS = 50
# a comma parts filters, an asterisk stands for a whole prefix
_LISTABLE = re.compile(r"10\.[^\s,*\"]+")


class Crossref:
    """Answers by DOI and by title, whoever the author is, so that a stolen title shows."""

    id: ClassVar[str] = "crossref"
    title: ClassVar[str] = "Crossref"
    answers: ClassVar[frozenset[type[Query]]] = frozenset({WorkByDoi, WorkByTitle})
    # with a mail address Crossref grants its polite pool (since 2025-12-01)
    traits: ClassVar[Traits] = Traits(
        name="Crossref",
        rate=Rate(requests=5, at_once=1),
        rate_with_mail=Rate(requests=10, at_once=3),
        rate_with_key=None,
        throttle_statuses=frozenset(),
        locked_status=None,
        allowance=None,
        asked_late=frozenset(),
        taken_in_by=None,
        knows_all_of=frozenset(),
        works_of=Scope.EVERY_FIELD,
        worth=frozenset({Trait.WIDE_INDEX, Trait.DOI_REGISTRY, Trait.SETTLES_DOIS}),
        answers_in_pages=False,
    )
    known: ClassVar[Query | None] = WorkByDoi(doi="10.1371/journal.pone.0000308")
    unknown: ClassVar[Query | None] = WorkByDoi(doi="10.5555/persona-check-surely-unknown")

    def __init__(self, settings: SourceSettings) -> None:
        self._base = (settings.base_url or _BASE).rstrip("/")
        self._mail = settings.contact_email

    def availability(self) -> Availability:
        """Usable; a contact address opens the polite pool (10 a second instead of 5)."""
        if self._mail:
            return Availability(usable=True)
        return Availability(
            usable=True,
            note="one request at a time without a contact address",
            hint="three at a time with your own: set PERSONA_CHECK_CONTACT_EMAIL",
        )

    def serves(self, query: Query) -> bool:
        """Whether it answers this type of query."""
        return type(query) in self.answers

    async def lookup(self, query: Query, http: HttpClient) -> Sequence[Record]:
        """The records that answer the query."""
        match query:
            case WorkByDoi():
                answer = await http.get(
                    self,
                    Request(
                        url=f"{self._base}/works/{url_part(query.doi, keep='/:;()')}",
                        secret_params=self._polite(),
                        absent=_UNKNOWN,
                    ),
                )
                # another agency's DOIs, DataCite's say, are not found here either
                return () if answer.status == 404 else (parse_work(answer),)
            case WorkByTitle():
                if not query.title.strip():
                    return ()
                answer = await http.get(
                    self,
                    Request(
                        url=f"{self._base}/works",
                        params={"query.title": query.title, "rows": str(_ROWS)},
                        secret_params=self._polite(),
                    ),
                )
                return parse_works(answer)
            case _:
                return ()

    def together(self, queries: Sequence[Query]) -> Sequence[Sequence[Query]]:
        """Works by DOI, up to fifty a request: filters of one name are alternatives."""
        listed = sorted(
            {
                query
                for query in queries
                if isinstance(query, WorkByDoi) and _LISTABLE.fullmatch(query.doi)
            },
            key=lambda query: query.doi,
        )
        groups = [listed[at : at + _MOST_DOIS] for at in range(0, len(listed), _MOST_DOIS)]
        return [group for group in groups if len(group) > 1]

    async def lookup_together(
        self, queries: Sequence[Query], http: HttpClient
    ) -> Mapping[Query, Sequence[Record]]:
        """Those works that a list holds; only asked alone is a DOI said not to be there."""
        asked = {query.doi.lower(): query for query in queries if isinstance(query, WorkByDoi)}
        answer = await http.get(
            self,
            Request(
                url=f"{self._base}/works",
                params={
                    "filter": ",".join(f"doi:{doi}" for doi in sorted(asked)),
                    "rows": str(_MOST_DOIS),
                },
                secret_params=self._polite(),
            ),
        )
        return {asked[work.doi]: (work,) for work in parse_works(answer) if work.doi in asked}

    def _polite(self) -> dict[str, str]:
        return {"mailto": self._mail} if self._mail else {}
