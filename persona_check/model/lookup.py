"""Questions to the world, and the three ways in which they end."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from persona_check.model.claim import IdentifierScheme
from persona_check.model.provenance import Provenance
from persona_check.model.record import Record

__all__ = [
    "BY_CHOICE",
    "UNASKED",
    "AccountRegistration",
    "ArchiveOfPage",
    "DomainRegistration",
    "Found",
    "JointWorks",
    "Lookup",
    "NamesakesAt",
    "NamesakesWith",
    "NotFound",
    "OrganizationByName",
    "PageAt",
    "PersonById",
    "PersonByName",
    "PictureAt",
    "Query",
    "Sought",
    "Unavailable",
    "UnavailableReason",
    "UnitsOfOrganization",
    "VenueCoverage",
    "WorkByDoi",
    "WorkByTitle",
    "WorksOfPerson",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What all queries share: ``about`` are the ids of the assertions that gave rise to it.

    Two queries that ask the same are equal whatever they are about.
    """

    about: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonById(_Asked):
    """The record of a person under a known identifier."""

    scheme: IdentifierScheme
    identifier: str

    def __str__(self) -> str:
        return f"person {self.scheme}:{self.identifier}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonByName(_Asked):
    """Records of people of this name; ``affiliation`` narrows where a source can use it."""

    name: str
    affiliation: str | None = None

    def __str__(self) -> str:
        return f"people named {self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesakesAt(_Asked):
    """People of a name at one organisation, where a source knows more of the name than it lists.

    ``ror`` is bare; ``organization`` is what the registry calls it.
    """

    name: str
    organization: str
    ror: str

    def __str__(self) -> str:
        return f"people named {self.name} at {self.organization}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesakesWith(_Asked):
    """Works that print one of these names and one of the others, by whom namesakes differ.

    What a source does not find says nothing: it may print the names otherwise.
    """

    names: tuple[str, ...]
    others: tuple[str, ...]

    def __str__(self) -> str:
        return f"people named {self.names[0]} who publish with {' or '.join(self.others)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkByDoi(_Asked):
    """The work under a DOI (bare, lower case)."""

    doi: str

    def __str__(self) -> str:
        return f"work doi:{self.doi}"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkByTitle(_Asked):
    """Works of this title; ``author`` and ``year`` narrow only where a source can rank by them."""

    title: str
    author: str | None = None
    year: int | None = None

    def __str__(self) -> str:
        return f"work titled {self.title}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What would have to stand in a list of works: ``works`` by DOI (bare, lower case) or title."""

    works: tuple[tuple[str | None, str | None], ...] = ()
    coauthors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorksOfPerson(_Asked):
    """The works listed under one person's identifier.

    ``sought`` tells a source how far to read on; it is no part of the question.
    """

    scheme: IdentifierScheme
    identifier: str
    sought: Sought = field(default=Sought(), compare=False)

    def __str__(self) -> str:
        return f"works of {self.scheme}:{self.identifier}"


@dataclass(frozen=True, slots=True, kw_only=True)
class JointWorks(_Asked):
    """Works that print both names; with them, where known, the other person's own record."""

    name: str
    other: str

    def __str__(self) -> str:
        return f"joint works of {self.name} and {self.other}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationByName(_Asked):
    """The organisation that a free-text affiliation names."""

    name: str

    def __str__(self) -> str:
        return f"organisation {self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageAt(_Asked):
    """A page that the claim or a record gives; fetched through the guarded door only.

    ``names`` are the claimed names to look for in its text.
    """

    url: str
    names: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"page {self.url}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureAt(_Asked):
    """A picture that a page says shows the person; fetched through the guarded door only."""

    url: str
    page_url: str

    def __str__(self) -> str:
        return f"picture {self.url} on {self.page_url}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveOfPage(_Asked):
    """The earliest archive captures of an address."""

    url: str

    def __str__(self) -> str:
        return f"archive of {self.url}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainRegistration(_Asked):
    """The registration of a domain (registrable part, lower case)."""

    domain: str

    def __str__(self) -> str:
        return f"registration of {self.domain}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRegistration(_Asked):
    """An account on a code host: when it was made, whose it says it is."""

    login: str

    def __str__(self) -> str:
        return f"account {self.login}"


@dataclass(frozen=True, slots=True, kw_only=True)
class VenueCoverage(_Asked):
    """Whether an index holds a venue's works of a year."""

    venue: str
    year: int

    def __str__(self) -> str:
        return f"coverage of {self.venue} {self.year}"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsOfOrganization(_Asked):
    """Units printed together with an organisation, and which of them are like a claimed one."""

    organization: str
    unit: str | None = None

    def __str__(self) -> str:
        what = f"{self.unit}, printed with" if self.unit else "units printed with"
        return f"{what} {self.organization}"


Query: TypeAlias = (
    PersonById
    | PersonByName
    | NamesakesAt
    | NamesakesWith
    | WorkByDoi
    | WorkByTitle
    | WorksOfPerson
    | JointWorks
    | OrganizationByName
    | PageAt
    | PictureAt
    | ArchiveOfPage
    | DomainRegistration
    | AccountRegistration
    | VenueCoverage
    | UnitsOfOrganization
)


class UnavailableReason(StrEnum):
    """Why an answer could not be had; none of these says anything about the claim."""

    NO_CREDENTIAL = "no_credential"
    BLOCKED = "blocked"
    RATE_LIMITED = "rate_limited"
    BUDGET_SPENT = "budget_spent"
    SERVER_ERROR = "server_error"
    TIMED_OUT = "timed_out"
    MALFORMED = "malformed"
    TOO_LARGE = "too_large"
    LOCKED = "locked"
    REFUSED_ADDRESS = "refused_address"
    NETWORK_ERROR = "network_error"
    NOT_INSTALLED = "not_installed"
    OFFLINE = "offline"
    LEFT_OUT = "left_out"
    BROKEN = "broken"
    INTERRUPTED = "interrupted"
    REJECTED_REQUEST = "rejected_request"
    # something between us and the source answered in its place
    CAPTIVE_PORTAL = "captive_portal"
    NOT_THIS_SERVICE = "not_this_service"
    MOVED = "moved"
    # the server of a page says that there is none: it may have moved, or never have been
    NO_SUCH_PAGE = "no_such_page"
    # left alone after it failed, or no time was left to ask it
    NOT_ASKED = "not_asked"


# Nobody tried to ask. Not so for want of a key, which a source says itself (status 401).
UNASKED = frozenset(
    {
        UnavailableReason.BUDGET_SPENT,
        UnavailableReason.LEFT_OUT,
        UnavailableReason.NOT_ASKED,
        UnavailableReason.NOT_INSTALLED,
        UnavailableReason.OFFLINE,
    }
)
# Of these, what the user chose and no outage: a complete index speaks for its venues by itself.
BY_CHOICE = frozenset({UnavailableReason.LEFT_OUT, UnavailableReason.OFFLINE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The source answered and holds something.

    ``total`` is how many the source says that it holds, where it counts them: more than
    ``records`` where it listed only the first.
    """

    source: str
    query: Query
    records: tuple[Record, ...]
    total: int | None = None

    @property
    def unlisted(self) -> int:
        """How many the source counts and did not list."""
        return max(0, (self.total or 0) - len(self.records))


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFound:
    """The source answered and holds nothing on this; ``provenance`` shows the answers it gave."""

    source: str
    query: Query
    provenance: tuple[Provenance, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unavailable:
    """No usable answer; ``detail`` says why in words, ``hint`` how to fix it."""

    source: str
    query: Query
    reason: UnavailableReason
    detail: str = ""
    hint: str | None = None


Lookup: TypeAlias = Found | NotFound | Unavailable
