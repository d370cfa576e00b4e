"""ORCID: what a person says of themselves, and which of it an organisation stands behind."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import (
    NamesakesAt,
    PersonById,
    PersonByName,
    Query,
    UnavailableReason,
    WorksOfPerson,
)
from persona_check.model.record import PersonRecord, Record, WorkRecord
from persona_check.model.traits import Rate, Scope, Trait, Traits
from persona_check.settings import SourceSettings
from persona_check.sources.base import Availability, Counted
from persona_check.sources.reading.absence import in_json
from persona_check.sources.reading.decoding import (
    bare_orcid,
)
from persona_check.sources.reading.orcid import (
    counted,
    parse_found,
    parse_record,
    parse_works,
    parse_works_of_record,
    refusal,
)
from persona_check.web.base import Answer, HttpClient, Request, SourceUnavailableError
from persona_check.web.envelope import public_url

__all__ = ["Orcid", "name_query"]

_BASE = "https://pub.orcid.org/v3.0"


_JSON = {"Accept": "application/json"}


# its error list: "9016, ORCID iD not found"
_UNKNOWN = in_json(lambda body: body.get("error-code") == 9016)
_PEOPLE = 25


_MOST_PEOPLE = 100


class Orcid:
    """Answers by ORCID iD and by name; what was put there by whom is told item by item."""

    id: ClassVar[str] = "orcid"
    title: ClassVar[str] = "ORCID"
    answers: ClassVar[frozenset[type[Query]]] = frozenset[type[Query]](
        (NamesakesAt, PersonById, PersonByName, WorksOfPerson)
    )
    traits: ClassVar[Traits] = Traits(
        name="ORCID",
        rate=Rate(requests=10, at_once=4),
        rate_with_mail=None,
        rate_with_key=None,
        throttle_statuses=frozenset({503}),
        locked_status=409,
        allowance=None,
        asked_late=frozenset({PersonByName}),
        taken_in_by=None,
        knows_all_of=frozenset({IdentifierScheme.ORCID}),
        works_of=Scope.LISTED,
        worth=frozenset({Trait.LISTS_BY_OWNER}),
        answers_in_pages=False,
    )
    # Josiah Carberry, the invented professor whose record ORCID keeps for examples
    known: ClassVar[Query | None] = PersonById(
        scheme=IdentifierScheme.ORCID, identifier="0000-0002-1825-0097"
    )
    # outside the ranges from which ORCID assigns
    unknown: ClassVar[Query | None] = PersonById(
        scheme=IdentifierScheme.ORCID, identifier="0000-0000-0000-0001"
    )

    def __init__(self, settings: SourceSettings) -> None:
        self._base = (settings.base_url or _BASE).rstrip("/")
        self._secret = {"Authorization": f"Bearer {settings.key}"} if settings.key else {}

    def availability(self) -> Availability:
        """Usable; the documentation asks for a token of the public API for searches."""
        if self._secret:
            return Availability(usable=True)
        return Availability(
            usable=True,
            note="searches by name may be refused without a token",
            hint="a free token for the public API: https://orcid.org/developer-tools, "
            "then set PERSONA_CHECK_ORCID_KEY",
        )

    def serves(self, query: Query) -> bool:
        """Whether it is asked by ORCID iD, or by name."""
        match query:
            case PersonById() | WorksOfPerson():
                return (
                    query.scheme is IdentifierScheme.ORCID
                    and bare_orcid(query.identifier) is not None
                )
            case _:
                return type(query) in self.answers

    async def lookup(self, query: Query, http: HttpClient) -> Sequence[Record]:
        """The records that answer the query; a locked or deactivated record is not readable."""
        match query:
            case PersonById():
                orcid = bare_orcid(query.identifier) or query.identifier
                answer = await self._get(http, f"/{orcid}/record")
                return () if answer.status == 404 else (parse_record(answer, asked=orcid),)
            case WorksOfPerson():
                orcid = bare_orcid(query.identifier) or query.identifier
                return await self._works_of(orcid, http)
            case PersonByName():
                words = name_query(query.name)
                if not words:
                    return ()
                at = _at(query.affiliation)
                return await self._people(
                    words, at, name_query(query.name, query.affiliation), http
                )
            case NamesakesAt():
                words = name_query(query.name)
                if not words:
                    return ()
                place = f'ror-org-id:"https://ror.org/{query.ror}"'
                if by_name := _at(query.organization):
                    place = f"{place} OR {by_name}"
                answer = await self._search(http, f"({words}) AND ({place})", _PEOPLE)
                return Counted(parse_found(answer), counted(answer))
            case _:
                return ()

    async def _people(self, words: str, at: str | None, former: str, http: HttpClient) -> Counted:
        """Those at the claimed organisation first, then the others of that name.

        All where they are at most a hundred, else the first.
        """
        first: tuple[PersonRecord, ...] = ()
        formerly = (self._search_url(former, 10),)
        if at is not None:
            answer = await self._search(http, f"({words}) AND {at}", _PEOPLE, formerly)
            first = parse_found(answer)
        answer = await self._search(http, words, _PEOPLE, formerly)
        if _PEOPLE < counted(answer) <= _MOST_PEOPLE:
            answer = await self._search(http, words, _MOST_PEOPLE)
        people = {record.key: record for record in (*first, *parse_found(answer))}
        return Counted(people.values(), counted(answer))

    async def _search(
        self, http: HttpClient, words: str, most: int, formerly: Sequence[str] = ()
    ) -> Answer:
        params = {"q": words, "rows": str(most)}
        return await self._get(http, "/expanded-search/", params, formerly)

    def _search_url(self, words: str, most: int) -> str:
        return public_url(f"{self._base}/expanded-search/", {"q": words, "rows": str(most)})

    async def _works_of(self, orcid: str, http: HttpClient) -> tuple[WorkRecord, ...]:
        """The works on the record itself, which a person by iD has asked for already."""
        try:
            answer = await self._get(http, f"/{orcid}/record")
            works = () if answer.status == 404 else parse_works_of_record(answer)
        except SourceUnavailableError as error:
            if error.reason is UnavailableReason.LOCKED:
                raise
            works = None
        if works is not None:
            return works
        answer = await self._get(http, f"/{orcid}/works")
        return () if answer.status == 404 else parse_works(answer, orcid=orcid)

    async def _get(
        self,
        http: HttpClient,
        path: str,
        params: Mapping[str, str] | None = None,
        formerly: Sequence[str] = (),
    ) -> Answer:
        answer = await http.get(
            self,
            Request(
                url=self._base + path,
                params=params or {},
                headers=_JSON,
                secret_headers=self._secret,
                accept=(409,) if params is None else (),
                absent=_UNKNOWN,
                formerly=formerly,
            ),
        )
        if answer.status == 409:
            raise refusal(answer)
        return answer


def _at(organization: str | None) -> str | None:
    """The part of a search that asks for people who state an organisation."""
    if not organization or not any(map(str.isalnum, organization)):
        return None
    return f"affiliation-org-name:{_quoted(organization)}"


def name_query(name: str, affiliation: str | None = None) -> str:
    """The search expression for a name in either order; '' where the name has no letters.

    With an affiliation, as version 0.1 asked: people there come first, others are not left out.
    """
    parts = [part for part in name.replace(",", " ").split() if any(map(str.isalnum, part))]
    if not parts:
        return ""
    first, last, whole = parts[0], parts[-1], " ".join(parts)
    named = f"credit-name:{_quoted(whole)} OR other-names:{_quoted(whole)}"
    if len(parts) > 1:
        named += "".join(
            f" OR (given-names:{_quoted(given)} AND family-name:{_quoted(family)})"
            for given, family in ((first, last), (last, first))
        )
    if (place := _at(affiliation)) is not None:
        return f"({named}) OR (({named}) AND {place})"
    return named


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", " ").replace('"', " ").strip() + '"'
