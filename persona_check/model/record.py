"""What the world says: records of people, works, organisations and pages, each with provenance."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from persona_check.model.claim import IdentifierScheme
from persona_check.model.examination import MessageRecord, PhotoRecord
from persona_check.model.provenance import AssertedBy, Provenance

__all__ = [
    "AffiliationFact",
    "AffiliationKind",
    "Authorship",
    "CaptureRecord",
    "Coverage",
    "CoverageRecord",
    "DomainRecord",
    "Identifier",
    "OrganizationRecord",
    "PageRecord",
    "PersonRecord",
    "PersonStatus",
    "PictureRecord",
    "PrintedUnit",
    "PrintedUnitsRecord",
    "Record",
    "WorkRecord",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """A person's identifier in one scheme; ``value`` is bare, without address."""

    scheme: IdentifierScheme
    value: str


class AffiliationKind(StrEnum):
    """What sort of tie to an organisation a source states."""

    EMPLOYMENT = "employment"
    EDUCATION = "education"
    PRINTED = "printed"
    MEMBERSHIP = "membership"


@dataclass(frozen=True, slots=True, kw_only=True)
class AffiliationFact:
    """A dated tie between a person and an organisation.

    ``years`` are the single years for which it is evidenced (printed on papers); ``start_year``
    and ``end_year`` bound a stated post. ``end_year`` None with ``start_year`` set means "since".
    """

    organization: str
    kind: AffiliationKind
    ror: str | None = None
    department: str | None = None
    role: str | None = None
    start_year: int | None = None
    end_year: int | None = None
    years: tuple[int, ...] = ()
    asserted_by: AssertedBy = AssertedBy.UNKNOWN


class PersonStatus(StrEnum):
    """What the source says of its own record."""

    ACTIVE = "active"
    LOCKED = "locked"
    DEPRECATED = "deprecated"
    MERGED = "merged"
    DELETED = "deleted"
    DECEASED = "deceased"
    AMBIGUOUS = "ambiguous"  # the source itself says several people share this entry


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord:
    """One source's record of one person.

    ``key`` is the source's own identifier, ``source:id``. ``work_keys`` are ``doi:…`` or
    ``title:…`` keys of works that the record lists, for joining records of several sources.
    ``created_on`` is when the account or record came to be, by the source's clock.
    ``verified_email_domains`` are those the *source* verified; ``public_addresses`` are verified
    addresses that it shows, with the day since which it does. ``canonical_key`` is set on merged
    and deprecated records. ``first_cited_year`` is the first year in which others cited a work.
    ``claimed`` and ``email_verified`` are what the source says of its account: that its owner took
    it over, and that some mail address of theirs was verified.
    """

    key: str
    name: str
    provenance: Provenance
    other_names: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    affiliations: tuple[AffiliationFact, ...] = ()
    fields: tuple[str, ...] = ()
    awards: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    verified_email_domains: tuple[str, ...] = ()
    public_addresses: tuple[tuple[str, date | None], ...] = ()
    work_keys: tuple[str, ...] = ()
    coauthors: tuple[str, ...] = ()
    works_count: int | None = None
    works_by_year: tuple[tuple[int, int], ...] = ()
    cited_by_count: int | None = None
    first_cited_year: int | None = None
    birth_year: int | None = None
    death_year: int | None = None
    image_url: str | None = None
    created_on: date | None = None
    creation_method: str | None = None
    claimed: bool | None = None
    email_verified: bool | None = None
    status: PersonStatus = PersonStatus.ACTIVE
    canonical_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorship:
    """One name on one work, at its printed place (1 is first), with other forms of that name.

    ``author_key`` is the source's own person key (``openalex:A…``, ``dblp:…``). ``orcid`` is bare;
    ``orcid_authenticated`` says that the person signed in to put it there (Crossref). ``role`` is
    the post printed beside the name ("PhD student"). ``group``: the source files the name as that
    of a group or an organisation.
    """

    name: str
    position: int
    author_key: str | None = None
    orcid: str | None = None
    orcid_authenticated: bool = False
    scholar_id: str | None = None
    affiliations: tuple[str, ...] = ()
    rors: tuple[str, ...] = ()
    email_domain: str | None = None
    role: str | None = None
    email_address: str | None = None
    other_names: tuple[str, ...] = ()
    group: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The printed name and its alternatives."""
        return (self.name, *self.other_names)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRecord:
    """One source's record of one work, authors in printed order.

    ``created_on`` is when the registry took it in, not the claimed date of publication.
    ``authors_complete``: the source did not cut the list. ``notices``: retractions and the like.
    """

    key: str
    title: str
    provenance: Provenance
    year: int | None = None
    venue: str | None = None
    doi: str | None = None
    kind: str | None = None
    authors: tuple[Authorship, ...] = ()
    authors_complete: bool = True
    created_on: date | None = None
    published_on: date | None = None
    retracted: bool = False
    notices: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    cited_by_count: int | None = None
    other_titles: tuple[str, ...] = ()

    @property
    def titles(self) -> tuple[str, ...]:
        """All titles of the work, the one it is shown with first."""
        return (self.title, *self.other_titles)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationRecord:
    """An organisation in a registry.

    ``score`` is the registry's own match score in [0, 1] where it was searched by name.
    """

    key: str
    name: str
    provenance: Provenance
    other_names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    country_code: str | None = None
    continent: str | None = None
    established_year: int | None = None
    status: str = "active"
    related: tuple[tuple[str, str], ...] = ()  # (relation, name): predecessor, successor, parent …
    links: tuple[str, ...] = ()
    score: float | None = None
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRecord:
    """What a fetched page states, in structured data or in plain sight.

    ``names_seen`` are those claimed names that stand in its text. ``institution_domain`` is True
    where the page's registered domain belongs to an institution of learning or research.
    """

    url: str
    title: str
    provenance: Provenance
    text: str = ""
    names_seen: tuple[str, ...] = ()
    job_titles: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    email_addresses: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    image_urls: tuple[str, ...] = ()
    institution_domain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureRecord:
    """A picture that a page says shows the person, as its server gave it.

    ``content`` is hostile and undecoded, at most 4 MiB; it is compared with the submitted photo
    and never shown.
    """

    url: str
    page_url: str
    provenance: Provenance
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureRecord:
    """Archive captures of one address; ``captures`` counts those that the answer lists."""

    url: str
    first_captured_at: datetime
    last_captured_at: datetime
    captures: int
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainRecord:
    """A domain's registration."""

    domain: str
    provenance: Provenance
    registered_on: date | None = None
    expires_on: date | None = None
    registrar: str | None = None
    status: tuple[str, ...] = ()


class Coverage(StrEnum):
    """Whether an index could hold a work of that venue and year."""

    HELD = "held"
    PARTLY = "partly"
    NOT_HELD = "not_held"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRecord:
    """What an index holds of a venue in a year; ``works`` is the number held."""

    venue: str
    year: int
    coverage: Coverage
    works: int
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedUnit:
    """A unit as papers print it, and how like a claimed one it is.

    ``share`` in [0, 1] is how much of the claimed unit's subject it covers, words counted by their
    rarity among all printed units. ``works``, ``first_year`` and ``last_year`` are those that print
    it with the organisation asked for; 0 and None where it is another's.
    """

    unit: str
    share: float
    works: int = 0
    first_year: int | None = None
    last_year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedUnitsRecord:
    """What an index of printed affiliations holds of an organisation and of one claimed unit.

    ``works`` print the organisation, with ``units`` units of different subjects; ``all_units``
    are all of the index. ``here`` is the most like unit printed with the organisation,
    ``anywhere`` that printed with any; None where none shares a word of the subject.
    ``comparable`` is False where the unit says no subject: an acronym, somebody's name.
    ``countries`` are ISO codes printed at its side, with works, most first.
    """

    organization: str
    unit: str | None
    works: int
    units: int
    all_units: int
    comparable: bool
    provenance: Provenance
    here: PrintedUnit | None = None
    anywhere: PrintedUnit | None = None
    countries: tuple[tuple[str, int], ...] = ()


Record: TypeAlias = (
    PersonRecord
    | WorkRecord
    | OrganizationRecord
    | PageRecord
    | PictureRecord
    | CaptureRecord
    | DomainRecord
    | CoverageRecord
    | PrintedUnitsRecord
    | PhotoRecord
    | MessageRecord
)
