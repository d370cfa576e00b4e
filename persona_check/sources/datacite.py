"""DataCite: the registry of DOIs of data, software, preprints and repositories.

https://support.datacite.org/docs/api (read November 2026).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar
from urllib.parse import quote

import msgspec

from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import Query, WorkByDoi, WorksOfPerson
from persona_check.model.provenance import AssertedBy, Provenance
from persona_check.model.record import Authorship, Record, WorkRecord
from persona_check.model.traits import Rate, Scope, Trait, Traits
from persona_check.settings import SourceSettings
from persona_check.sources.base import Availability
from persona_check.sources.reading.decoding import (
    bare_doi,
    bare_orcid,
    bare_ror,
    day,
    decode_json,
    plain,
    year_in,
)
from persona_check.sources.reading.deposits import upstream_of
from persona_check.web.base import Answer, HttpClient, Request

__all__ = ["DataCite", "doi_url", "parse_doi", "parse_dois", "works_url"]

_BASE = "https://api.datacite.org"
_PAGE = 100
# repositories in which anybody may deposit anything under any name
_SELF_DEPOSIT = ("arxiv.", "cern.zenodo", "cos.osf", "figshare.", "gdcc.", "mendeley.", "osf.")


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
                    Request(url=url, params=params, secret_params=self._contact, accept=(404,)),
                )
                if answer.status == 404:
                    return ()
                return (parse_doi(answer),)
            case WorksOfPerson():
                url, params = works_url(self._base, query.identifier)
                answer = await http.get(
                    self, Request(url=url, params=params, secret_params=self._contact)
                )
                return parse_dois(answer)
            case _:
                return ()


def doi_url(base: str, doi: str) -> tuple[str, Mapping[str, str]]:
    """The address of the work under a DOI."""
    return f"{base}/dois/{quote(doi, safe='/')}", {"include": "media,client"}


def works_url(base: str, orcid: str) -> tuple[str, Mapping[str, str]]:
    """The address of the works whose creators include an ORCID iD, the first hundred."""
    query = f'creators.nameIdentifiers.nameIdentifier:"https://orcid.org/{orcid}"'
    return f"{base}/dois", {"query": query, "page[size]": str(_PAGE)}


class _NameIdentifier(msgspec.Struct, rename="camel"):
    name_identifier: str | None = None
    name_identifier_scheme: str | None = None


class _Affiliation(msgspec.Struct, rename="camel"):
    name: str | None = None
    affiliation_identifier: str | None = None


class _Creator(msgspec.Struct, rename="camel"):
    name: str | None = None
    given_name: str | None = None
    family_name: str | None = None
    affiliation: list[str | _Affiliation | None] | None = None
    name_identifiers: list[_NameIdentifier] | None = None


class _Title(msgspec.Struct):
    title: str | None = None


class _Subject(msgspec.Struct):
    subject: str | None = None


class _Date(msgspec.Struct, rename="camel"):
    date: str | int | None = None
    date_type: str | None = None


class _Types(msgspec.Struct, rename="camel"):
    resource_type: str | None = None
    resource_type_general: str | None = None


class _Container(msgspec.Struct):
    title: str | None = None


class _Publisher(msgspec.Struct):
    name: str | None = None


class _Related(msgspec.Struct, rename="camel"):
    relation_type: str | None = None
    related_identifier: str | None = None


class _Attributes(msgspec.Struct, rename="camel"):
    doi: str
    creators: list[_Creator] | None = None
    titles: list[_Title] | None = None
    publisher: str | _Publisher | None = None
    container: _Container | None = None
    publication_year: int | str | None = None
    subjects: list[_Subject] | None = None
    dates: list[_Date] | None = None
    types: _Types | None = None
    related_identifiers: list[_Related] | None = None
    registered: str | None = None
    created: str | None = None
    state: str | None = None
    citation_count: int | None = None


class _Ref(msgspec.Struct):
    id: str | None = None


class _Link(msgspec.Struct):
    data: _Ref | None = None


class _Relationships(msgspec.Struct):
    client: _Link | None = None


class _Doi(msgspec.Struct):
    attributes: _Attributes
    relationships: _Relationships | None = None


class _One(msgspec.Struct):
    data: _Doi


class _Many(msgspec.Struct):
    data: list[_Doi]


def parse_doi(answer: Answer) -> WorkRecord:
    """The work in the answer for one DOI."""
    return _work(decode_json(answer, _One).data, answer.provenance)


def parse_dois(answer: Answer) -> tuple[WorkRecord, ...]:
    """The works in a list."""
    return tuple(_work(item, answer.provenance) for item in decode_json(answer, _Many).data)


def _work(item: _Doi, provenance: Provenance) -> WorkRecord:
    about = item.attributes
    doi = bare_doi(about.doi) or about.doi.lower()
    client = item.relationships.client if item.relationships else None
    repository = (client.data.id if client and client.data else None) or ""
    self_deposited = repository.startswith(_SELF_DEPOSIT)
    registered_on = day(about.registered) or day(about.created)
    types = about.types or _Types()
    publisher = about.publisher.name if isinstance(about.publisher, _Publisher) else about.publisher
    issued = [str(item.date) for item in about.dates or () if item.date_type == "Issued"]
    return WorkRecord(
        key=f"datacite:{doi}",
        title=plain(next((item.title for item in about.titles or () if item.title), "")),
        provenance=replace(
            provenance,
            asserted_by=AssertedBy.UNKNOWN if self_deposited else AssertedBy.THIRD_PARTY,
            upstream=upstream_of(doi, otherwise=f"doi:{doi}"),
            first_seen_on=registered_on,
        ),
        year=year_in(str(about.publication_year)),
        venue=(about.container.title if about.container else None) or publisher,
        doi=doi,
        kind=types.resource_type_general or types.resource_type,
        authors=tuple(
            _authorship(creator, position)
            for position, creator in enumerate(about.creators or (), start=1)
        ),
        created_on=registered_on,
        published_on=next((found for text in issued if (found := day(text))), None),
        notices=_notices(about),
        topics=tuple(item.subject for item in about.subjects or () if item.subject),
        cited_by_count=about.citation_count,
    )


def _authorship(creator: _Creator, position: int) -> Authorship:
    parts = [part for part in (creator.given_name, creator.family_name) if part]
    affiliations = [item for item in creator.affiliation or () if item is not None and item != ""]
    identifiers = [item.name_identifier for item in creator.name_identifiers or ()]
    rors = [
        item.affiliation_identifier
        for item in affiliations
        if isinstance(item, _Affiliation) and item.affiliation_identifier
    ]
    return Authorship(
        name=" ".join(parts) if len(parts) == 2 else (creator.name or " ".join(parts)),
        position=position,
        orcid=next((orcid for text in identifiers if (orcid := bare_orcid(text))), None),
        affiliations=tuple(
            name for item in affiliations if (name := item if isinstance(item, str) else item.name)
        ),
        rors=tuple(ror for text in rors if (ror := bare_ror(text))),
    )


def _notices(about: _Attributes) -> tuple[str, ...]:
    withdrawn = [item for item in about.dates or () if item.date_type == "Withdrawn"]
    obsolete = [
        item for item in about.related_identifiers or () if item.relation_type == "IsObsoletedBy"
    ]
    return (
        *(f"withdrawn on {item.date}" for item in withdrawn),
        *(f"obsoleted by {item.related_identifier}" for item in obsolete),
    )
