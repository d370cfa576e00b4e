"""DataCite: the registry of DOIs of data, software, preprints and repositories.

https://support.datacite.org/docs/api (read November 2026).
"""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar
from urllib.parse import quote

from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import Query, WorkByDoi, WorksOfPerson
from persona_check.model.record import Record
from persona_check.model.traits import Rate, Scope, Trait, Traits
from persona_check.settings import SourceSettings
from persona_check.sources.base import Availability, Counted
from persona_check.sources.reading.absence import in_json
from persona_check.sources.reading.datacite import counted, parse_doi, parse_dois
from persona_check.sources.works_pages import WorksPage, works_by_pages
from persona_check.web.base import HttpClient, Request
from persona_check.web.envelope import public_url

__all__ = ["DataCite", "doi_url", "works_url"]

_BASE = "https://api.datacite.org"
_PAGE = 100


def _says_unknown(body: Mapping[str, Any]) -> bool:
    errors = body.get("errors")
    return isinstance(errors, list) and any(
        isinstance(error, dict) and error.get("status") == "404" for error in errors
    )


_UNKNOWN = in_json(_says_unknown)
# with it an affiliation comes with its ROR id; it changes the answer, never what is found
_WITH_RORS = {"affiliation": "true"}


class DataCite:
    """Works by DOI, and those deposited under an ORCID iD.

    Many of its repositories take deposits from anybody, so a work here is cheap to make; the day
    on which the DOI was registered is DataCite's own.
    """

    id: ClassVar[str] = "datacite"
    title: ClassVar[str] = "DataCite"
    answers: ClassVar[frozenset[type[Query]]] = frozenset({WorkByDoi, WorksOfPerson})
    traits: ClassVar[Traits] = Traits(
        name="DataCite",
        rate=Rate(requests=3, at_once=2),
        rate_with_mail=None,
        rate_with_key=None,
        throttle_statuses=frozenset(),
        locked_status=None,
        allowance=None,
        asked_late=frozenset({WorkByDoi}),
        taken_in_by=None,
        knows_all_of=frozenset(),
        works_of=Scope.DEPOSITS,
        worth=frozenset({Trait.DOI_REGISTRY}),
        answers_in_pages=False,
    )
    known: ClassVar[Query | None] = WorkByDoi(doi="10.5438/4k3m-nyvg")
    unknown: ClassVar[Query | None] = WorkByDoi(doi="10.5438/zxqvj-kwpfh-bnmtr")

    def __init__(self, settings: SourceSettings) -> None:
        self._base = (settings.base_url or _BASE).rstrip("/")
        self._contact = {"mailto": settings.contact_email} if settings.contact_email else {}

    def availability(self) -> Availability:
        """Always usable; a contact address allows more requests."""
        if self._contact:
            return Availability(usable=True)
        return Availability(
            usable=True,
            note="fewer requests without a contact address",
            hint="1,000 in 5 minutes with your own: set PERSONA_CHECK_CONTACT_EMAIL",
        )

    def serves(self, query: Query) -> bool:
        """Of people those with an ORCID iD."""
        return not isinstance(query, WorksOfPerson) or query.scheme is IdentifierScheme.ORCID

    async def lookup(self, query: Query, http: HttpClient) -> Sequence[Record]:
        """The work or works asked for."""
        match query:
            case WorkByDoi():
                url, params = doi_url(self._base, query.doi)
                answer = await http.get(
                    self,
                    Request(
                        url=url,
                        params=params,
                        secret_params=self._contact,
                        absent=_UNKNOWN,
                        formerly=_former_urls(url, params),
                    ),
                )
                if answer.status == 404:
                    return ()
                return (parse_doi(answer),)
            case WorksOfPerson():
                return await self._works_of(query, http)
            case _:
                return ()

    async def _works_of(self, query: WorksOfPerson, http: HttpClient) -> Counted:
        async def page_after(number: str | None) -> WorksPage:
            url, params = works_url(self._base, query.identifier, number)
            answer = await http.get(
                self,
                Request(
                    url=url,
                    params=params,
                    secret_params=self._contact,
                    formerly=_former_urls(url, params),
                ),
            )
            works = parse_dois(answer)
            after = str(int(number or "1") + 1) if len(works) >= _PAGE else None
            return WorksPage(works=works, total=counted(answer), after=after)

        return await works_by_pages(query, page_after)


def _former_urls(url: str, params: Mapping[str, str]) -> tuple[str, ...]:
    """Where version 0.1 asked: without ROR ids."""
    plain = {name: value for name, value in params.items() if name not in _WITH_RORS}
    return (public_url(url, plain),)


def doi_url(base: str, doi: str) -> tuple[str, Mapping[str, str]]:
    """The address of the work under a DOI."""
    return f"{base}/dois/{quote(doi, safe='/')}", {"include": "media,client", **_WITH_RORS}


def works_url(base: str, orcid: str, number: str | None = None) -> tuple[str, Mapping[str, str]]:
    """The address of a page of the works whose creators include an ORCID iD; None: the first."""
    query = f'creators.nameIdentifiers.nameIdentifier:"https://orcid.org/{orcid}"'
    page = {"page[number]": number} if number else {}
    return f"{base}/dois", {"query": query, "page[size]": str(_PAGE), **page, **_WITH_RORS}
