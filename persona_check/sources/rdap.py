"""RDAP: when a domain was registered, asked of the registry that IANA names for it."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar
from urllib.parse import urlsplit

import msgspec

from persona_check.compare.domains import ascii_domain, registrable
from persona_check.model.lookup import DomainRegistration, Query, UnavailableReason
from persona_check.model.provenance import AssertedBy
from persona_check.model.record import DomainRecord, Record
from persona_check.model.traits import Rate, Scope, Traits
from persona_check.settings import SourceSettings
from persona_check.sources.base import Availability
from persona_check.sources.reading.absence import in_json
from persona_check.sources.reading.decoding import (
    Wire,
    attested,
    day,
    decode_json,
    distinct,
    malformed,
    plain,
    present,
    url_part,
)
from persona_check.web.base import Answer, HttpClient, Request, SourceUnavailableError

__all__ = ["Rdap", "parse_domain", "parse_registries", "registry_of"]

_BOOTSTRAP = "https://data.iana.org/rdap/dns.json"
_RDAP = "application/rdap+json"
_ACCEPT = {"Accept": "application/rdap+json, application/json"}


class _Bootstrap(Wire, frozen=True, kw_only=True):
    services: list[list[list[str]]]


class _Event(Wire, frozen=True, kw_only=True, rename="camel"):
    event_action: str | None = None
    event_date: str | None = None


class _Entity(Wire, frozen=True, kw_only=True, rename="camel"):
    roles: list[str | None] | None = None
    handle: str | None = None
    vcard_array: list[Any] | None = None


class _Domain(Wire, frozen=True, kw_only=True, rename="camel"):
    object_class_name: str
    ldh_name: str | None = None
    unicode_name: str | None = msgspec.field(default=None, name="unicodeName")
    status: list[str | None] | None = None
    events: list[_Event | None] | None = None
    entities: list[_Entity | None] | None = None


class Rdap:
    """Answers for the registrable part of a domain; many country registries have no RDAP."""

    id: ClassVar[str] = "rdap"
    title: ClassVar[str] = "Domain registries (RDAP)"
    answers: ClassVar[frozenset[type[Query]]] = frozenset({DomainRegistration})
    traits: ClassVar[Traits] = Traits(
        name="domain registry",
        rate=Rate(requests=2, at_once=2),
        rate_with_mail=None,
        rate_with_key=None,
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
    known: ClassVar[Query | None] = DomainRegistration(domain="wikipedia.org")
    unknown: ClassVar[Query | None] = DomainRegistration(
        domain="persona-check-surely-unknown-4711.com"
    )

    def __init__(self, settings: SourceSettings) -> None:
        # an address set by the user answers for all registries, as rdap.org does
        self._base = settings.base_url.rstrip("/") if settings.base_url else None

    def availability(self) -> Availability:
        """Usable."""
        return Availability(usable=True)

    def serves(self, query: Query) -> bool:
        """Whether it is asked for a domain that somebody can have registered."""
        return isinstance(query, DomainRegistration) and "." in _ascii(query.domain)

    async def lookup(self, query: Query, http: HttpClient) -> Sequence[Record]:
        """The registration; () where the registry knows of none."""
        if not isinstance(query, DomainRegistration):
            return ()
        domain = _ascii(query.domain)
        base = self._base or registry_of(
            domain, parse_registries(await http.get(self, Request(url=_BOOTSTRAP)))
        )
        if base is None:
            ending = domain.rpartition(".")[2]
            raise SourceUnavailableError(
                UnavailableReason.REJECTED_REQUEST,
                f"the registry of .{ending} does not answer RDAP queries",
                hint="look the domain up with whois",
            )
        answer = await http.get(
            self,
            Request(url=f"{base}/domain/{url_part(domain)}", headers=_ACCEPT, absent=_says_unknown),
        )
        return () if answer.status == 404 else (parse_domain(answer, asked=domain),)


def _says_unknown(answer: Answer) -> bool:
    """RFC 9083, section 6, or no body at all, which RFC 7480, section 5.3, allows."""
    if not answer.body.strip():
        return answer.headers.get("content-type", "").lower().startswith(_RDAP)
    return _ERROR(answer)


_ERROR = in_json(lambda body: str(body.get("errorCode")) == "404")


def parse_registries(answer: Answer) -> dict[str, str]:
    """The base address of the registry for each ending, https where there is a choice."""
    found: dict[str, str] = {}
    for service in decode_json(answer, _Bootstrap).services:
        if len(service) < 2 or not service[1]:
            continue
        address = next((one for one in service[1] if one.startswith("https:")), service[1][0])
        if urlsplit(address).scheme in ("http", "https"):
            found |= {ending.lower(): address.rstrip("/") for ending in service[0]}
    return found


def registry_of(domain: str, registries: dict[str, str]) -> str | None:
    """The registry for the longest ending that is listed (RFC 9224, section 4)."""
    labels = domain.split(".")
    endings = (".".join(labels[start:]) for start in range(len(labels)))
    return next((registries[ending] for ending in endings if ending in registries), None)


def parse_domain(answer: Answer, *, asked: str | None = None) -> DomainRecord:
    """The registration in an answer; the registry's own clock says when it was made."""
    domain = decode_json(answer, _Domain)
    if domain.object_class_name.lower() != "domain":
        raise malformed("the answer is not a domain")
    registered = _event(domain, "registration")
    name = (domain.ldh_name or asked or "").rstrip(".").lower()
    if not name:
        raise malformed("the answer contains no domain")
    registrars = [
        entity for entity in present(domain.entities) if "registrar" in present(entity.roles)
    ]
    return DomainRecord(
        domain=name,
        provenance=attested(answer.provenance, AssertedBy.THIRD_PARTY, first_seen_on=registered),
        registered_on=registered,
        expires_on=_event(domain, "expiration"),
        registrar=next(
            iter(distinct(_full_name(entity) or entity.handle for entity in registrars)), None
        ),
        status=distinct(present(domain.status)),
    )


def _event(domain: _Domain, action: str) -> date | None:
    for event in present(domain.events):
        if (event.event_action or "").lower() == action:
            return day(event.event_date)
    return None


def _full_name(entity: _Entity) -> str | None:
    """The "fn" of a jCard (RFC 7095), which is a list of lists of unlike things."""
    properties = entity.vcard_array[1] if entity.vcard_array and len(entity.vcard_array) > 1 else []
    if isinstance(properties, list):
        for item in properties:
            if isinstance(item, list) and len(item) > 3 and item[0] == "fn":
                return plain(item[3]) if isinstance(item[3], str) else None
    return None


def _ascii(domain: str) -> str:
    """The registrable part in the letters of the DNS; '' where it cannot be written so."""
    return ascii_domain(registrable(domain))
