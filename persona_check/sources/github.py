"""GitHub: accounts, since when they exist and whose they say they are.

https://docs.github.com/en/rest/users (read November 2026).
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar
from urllib.parse import quote

import msgspec

from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import AccountRegistration, PersonById, Query
from persona_check.model.provenance import AssertedBy
from persona_check.model.record import (
    AffiliationFact,
    AffiliationKind,
    Identifier,
    OrganizationRecord,
    PersonRecord,
    Record,
)
from persona_check.model.traits import Rate, Scope, Traits
from persona_check.settings import SourceSettings
from persona_check.sources.base import Availability
from persona_check.sources.reading.absence import in_json
from persona_check.sources.reading.decoding import day, decode_json
from persona_check.web.base import Answer, HttpClient, Request

__all__ = ["GitHub", "orgs_url", "parse_orgs", "parse_user", "user_url"]

_BASE = "https://api.github.com"
_UNKNOWN = in_json(lambda body: body.get("message") == "Not Found")
_HEADERS = {"accept": "application/vnd.github+json", "x-github-api-version": "2022-11-28"}


class GitHub:
    """An account by its login.

    All but the date of its making is typed by whoever holds the account; membership of an
    organisation is shown where both agreed.
    """

    id: ClassVar[str] = "github"
    title: ClassVar[str] = "GitHub"
    answers: ClassVar[frozenset[type[Query]]] = frozenset({AccountRegistration, PersonById})
    traits: ClassVar[Traits] = Traits(
        name="GitHub",
        rate=Rate(requests=2, at_once=1),
        rate_with_mail=None,
        rate_with_key=None,
        throttle_statuses=frozenset(),
        locked_status=None,
        allowance=None,
        asked_late=frozenset(),
        taken_in_by=None,
        knows_all_of=frozenset({IdentifierScheme.GITHUB}),
        works_of=Scope.NO_WORKS,
        worth=frozenset(),
        answers_in_pages=False,
    )
    known: ClassVar[Query | None] = AccountRegistration(login="torvalds")
    unknown: ClassVar[Query | None] = AccountRegistration(login="zxqvj-kwpfh-bnmtr-ylgdc")

    def __init__(self, settings: SourceSettings) -> None:
        self._base = (settings.base_url or _BASE).rstrip("/")
        self._secret = {"authorization": f"Bearer {settings.key}"} if settings.key else {}

    def availability(self) -> Availability:
        """Always usable; 60 requests an hour without a token, 5,000 with one."""
        if self._secret:
            return Availability(usable=True)
        return Availability(
            usable=True,
            note="only 60 requests an hour without a token",
            hint="5,000 with any token, without permissions: https://github.com/settings/tokens, "
            "then set PERSONA_CHECK_GITHUB_KEY",
        )

    def serves(self, query: Query) -> bool:
        """Of identifiers only logins."""
        return not isinstance(query, PersonById) or query.scheme is IdentifierScheme.GITHUB

    async def lookup(self, query: Query, http: HttpClient) -> Sequence[Record]:
        """The account, and the organisations of which it is shown as a member."""
        match query:
            case AccountRegistration():
                login = query.login
            case PersonById():
                login = query.identifier
            case _:
                return ()
        answer = await http.get(
            self,
            Request(
                url=user_url(self._base, login),
                headers=_HEADERS,
                secret_headers=self._secret,
                absent=_UNKNOWN,
            ),
        )
        if answer.status == 404:
            return ()
        record = parse_user(answer)
        if isinstance(record, OrganizationRecord):
            return (record,)
        orgs = await http.get(
            self,
            Request(url=orgs_url(self._base, login), headers=_HEADERS, secret_headers=self._secret),
        )
        return (replace(record, affiliations=(*record.affiliations, *parse_orgs(orgs))),)


def user_url(base: str, login: str) -> str:
    """The address of an account."""
    return f"{base}/users/{quote(login, safe='')}"


def orgs_url(base: str, login: str) -> str:
    """The address of the organisations of which an account is shown as a member."""
    return f"{base}/users/{quote(login, safe='')}/orgs"


class _User(msgspec.Struct):
    login: str
    id: int
    type: str = "User"
    name: str | None = None
    company: str | None = None
    blog: str | None = None
    email: str | None = None
    avatar_url: str | None = None
    created_at: str | None = None


class _Org(msgspec.Struct):
    login: str


def parse_user(answer: Answer) -> PersonRecord | OrganizationRecord:
    """The account as a person, or as an organisation where it is one.

    A mail address shown on the profile is among the links, as ``mailto:``; GitHub says nothing
    of whether it was verified.
    """
    user = decode_json(answer, _User)
    key = f"github:{user.login.lower()}"
    created_on = day(user.created_at)
    own = replace(
        answer.provenance,
        asserted_by=AssertedBy.SUBJECT,
        upstream=(key,),
        first_seen_on=created_on,
    )
    links = [f"https://github.com/{user.login}"]
    if user.blog:
        links.append(user.blog if "://" in user.blog else f"https://{user.blog}")
    if user.type == "Organization":
        return OrganizationRecord(
            key=key, name=user.name or user.login, provenance=own, links=tuple(links)
        )
    if user.email:
        links.append(f"mailto:{user.email}")
    company = (user.company or "").strip().lstrip("@")
    return PersonRecord(
        key=key,
        name=user.name or user.login,
        provenance=own,
        other_names=(user.login,) if user.name and user.name != user.login else (),
        identifiers=(Identifier(scheme=IdentifierScheme.GITHUB, value=user.login),),
        affiliations=(
            AffiliationFact(
                organization=company,
                kind=AffiliationKind.EMPLOYMENT,
                asserted_by=AssertedBy.SUBJECT,
            ),
        )
        if company
        else (),
        links=tuple(links),
        image_url=user.avatar_url,
        created_on=created_on,
    )


def parse_orgs(answer: Answer) -> tuple[AffiliationFact, ...]:
    """Memberships that are shown in public."""
    return tuple(
        AffiliationFact(
            organization=org.login,
            kind=AffiliationKind.MEMBERSHIP,
            asserted_by=AssertedBy.THIRD_PARTY,
        )
        for org in decode_json(answer, list[_Org])
    )
