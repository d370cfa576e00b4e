"""ROR: organisations of research, when they were founded, and what became of them."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from persona_check.model.lookup import OrganizationByName, Query
from persona_check.model.provenance import AssertedBy, Provenance
from persona_check.model.record import OrganizationRecord, Record
from persona_check.model.traits import Rate, Scope, Traits
from persona_check.settings import SourceSettings
from persona_check.sources.base import Availability
from persona_check.sources.reading.absence import Absent, in_json
from persona_check.sources.reading.decoding import (
    Wire,
    attested,
    bare_ror,
    day,
    decode_json,
    distinct,
    malformed,
    plain,
    present,
)
from persona_check.web.base import Answer, HttpClient, Request

__all__ = ["Ror", "parse_matches", "parse_organization", "parse_organizations"]

_BASE = "https://api.ror.org/v2"
_MOST = 5
_UNKNOWN = in_json(lambda body: "does not exist" in str(body.get("errors", "")))


class _Day(Wire, frozen=True, kw_only=True):
    date: str | None = None


class _Admin(Wire, frozen=True, kw_only=True):
    created: _Day | None = None


class _Name(Wire, frozen=True, kw_only=True):
    value: str | None = None
    types: list[str | None] | None = None


class _Link(Wire, frozen=True, kw_only=True):
    type: str | None = None
    value: str | None = None


class _Place(Wire, frozen=True, kw_only=True):
    country_code: str | None = None
    continent_code: str | None = None


class _Location(Wire, frozen=True, kw_only=True):
    geonames_details: _Place | None = None


class _Relation(Wire, frozen=True, kw_only=True):
    type: str | None = None
    label: str | None = None


class _Organization(Wire, frozen=True, kw_only=True):
    id: str
    names: list[_Name | None]
    admin: _Admin | None = None
    domains: list[str | None] | None = None
    established: int | None = None
    links: list[_Link | None] | None = None
    locations: list[_Location | None] | None = None
    relationships: list[_Relation | None] | None = None
    status: str | None = None


class _Match(Wire, frozen=True, kw_only=True):
    organization: _Organization
    score: float | None = None
    chosen: bool | None = None


class _Matches(Wire, frozen=True, kw_only=True):
    items: list[_Match]


class _Organizations(Wire, frozen=True, kw_only=True):
    items: list[_Organization]


class Ror:
    """Answers by the name of an organisation as claimed, or by a ROR id in its place."""

    id: ClassVar[str] = "ror"
    title: ClassVar[str] = "ROR"
    answers: ClassVar[frozenset[type[Query]]] = frozenset({OrganizationByName})
    traits: ClassVar[Traits] = Traits(
        name="register of research organisations",
        # since the third quarter of 2026: 50 in 5 minutes, 2,000 with a client id
        rate=Rate(requests=40, period_s=300.0, at_once=3, burst=10),
        rate_with_mail=None,
        rate_with_key=Rate(requests=6, at_once=3),
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
    known: ClassVar[Query | None] = OrganizationByName(name="https://ror.org/02s376052")
    # in the form of a ROR id, but its check digits are wrong
    unknown: ClassVar[Query | None] = OrganizationByName(name="https://ror.org/0zzzzzz00")

    def __init__(self, settings: SourceSettings) -> None:
        self._base = (settings.base_url or _BASE).rstrip("/")
        self._secret = {"Client-Id": settings.key} if settings.key else {}

    def availability(self) -> Availability:
        """Usable; a client id grants 2,000 requests in 5 minutes in place of 50."""
        if self._secret:
            return Availability(usable=True)
        return Availability(
            usable=True,
            note="only 50 requests in 5 minutes without a client id",
            hint="2,000 with a free client id: https://ror.org/api-client-id, "
            "then set PERSONA_CHECK_ROR_KEY",
        )

    def serves(self, query: Query) -> bool:
        """Whether it answers this type of query."""
        return type(query) in self.answers

    async def lookup(self, query: Query, http: HttpClient) -> Sequence[Record]:
        """The records that answer the query, the chosen one first.

        The matching service knows only active organisations; where it chooses none, the search
        over all states is asked too, for those that closed or were withdrawn.
        """
        if not isinstance(query, OrganizationByName) or not query.name.strip():
            return ()
        if identifier := bare_ror(query.name):
            answer = await self._get(http, f"/organizations/{identifier}", absent=_UNKNOWN)
            return () if answer.status == 404 else (parse_organization(answer),)
        matched = parse_matches(
            await self._get(http, "/organizations", {"affiliation": query.name})
        )[:_MOST]
        if any(record.chosen for record in matched):
            return matched
        found = parse_organizations(
            await self._get(
                http, "/organizations", {"query": _phrase(query.name), "all_status": ""}
            )
        )[:_MOST]
        known = {record.key for record in matched}
        return matched + tuple(record for record in found if record.key not in known)

    async def _get(
        self,
        http: HttpClient,
        path: str,
        params: Mapping[str, str] | None = None,
        absent: Absent | None = None,
    ) -> Answer:
        return await http.get(
            self,
            Request(
                url=self._base + path,
                params=params or {},
                secret_headers=self._secret,
                absent=absent,
            ),
        )


def parse_organization(answer: Answer) -> OrganizationRecord:
    """The organisation in an answer."""
    return _record(decode_json(answer, _Organization), answer.provenance)


def parse_matches(answer: Answer) -> tuple[OrganizationRecord, ...]:
    """The matches of a free-text affiliation, the chosen one first, then by the registry's score.

    The registry advises to go by ``chosen``, not by the score.
    """
    matches = decode_json(answer, _Matches).items
    records = [
        _record(match.organization, answer.provenance, score=match.score, chosen=match.chosen)
        for match in matches
    ]
    return tuple(sorted(records, key=lambda record: (not record.chosen, -(record.score or 0.0))))


def parse_organizations(answer: Answer) -> tuple[OrganizationRecord, ...]:
    """The organisations that a search found, best first."""
    items = decode_json(answer, _Organizations).items
    return tuple(_record(item, answer.provenance) for item in items)


def _phrase(name: str) -> str:
    return '"' + name.replace("\\", " ").replace('"', " ").strip() + '"'


def _record(
    organization: _Organization,
    provenance: Provenance,
    *,
    score: float | None = None,
    chosen: bool | None = None,
) -> OrganizationRecord:
    identifier = bare_ror(organization.id)
    names = present(organization.names)
    shown = [name.value for name in names if "ror_display" in present(name.types)]
    name = next(iter(distinct(plain(value) for value in shown + [n.value for n in names])), "")
    if identifier is None or not name:
        raise malformed("the answer is not an organisation")
    place = next(
        (
            location.geonames_details
            for location in present(organization.locations)
            if location.geonames_details
        ),
        _Place(),
    )
    created = organization.admin.created if organization.admin else None
    return OrganizationRecord(
        key=f"ror:{identifier}",
        name=name,
        provenance=attested(
            provenance,
            AssertedBy.THIRD_PARTY,
            first_seen_on=day(created.date) if created else None,
        ),
        other_names=tuple(
            other for other in distinct(plain(known.value) for known in names) if other != name
        ),
        domains=distinct((domain or "").lower() for domain in organization.domains or ()),
        country_code=place.country_code,
        continent=place.continent_code,
        established_year=organization.established,
        status=organization.status or "active",
        related=tuple(
            (relation.type or "related", plain(relation.label))
            for relation in present(organization.relationships)
            if relation.label
        ),
        links=distinct(link.value for link in present(organization.links)),
        score=score,
        chosen=bool(chosen),
    )
