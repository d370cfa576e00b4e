"""The claim under check: a name, dated assertions about it, and exhibits, each with its origin."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, TypeAlias, TypeVar

from persona_check.model.exhibit import Exhibit
from persona_check.model.years import span

__all__ = [
    "Assertion",
    "AssertionKind",
    "AwardAssertion",
    "BookAssertion",
    "Claim",
    "CoauthorAssertion",
    "DegreeAssertion",
    "EmailAssertion",
    "FieldAssertion",
    "FoundedAssertion",
    "IdentifierAssertion",
    "IdentifierScheme",
    "LifeEvent",
    "LifeEventAssertion",
    "LinkAssertion",
    "LinkRole",
    "MembershipAssertion",
    "MessageAssertion",
    "PhotoAssertion",
    "PostAssertion",
    "WorkAssertion",
    "WorkCountAssertion",
]


class AssertionKind(StrEnum):
    """What sort of thing is claimed; the values are those of the JSON report."""

    POST = "post"
    DEGREE = "degree"
    WORK = "work"
    WORK_COUNT = "work_count"
    BOOK = "book"
    COAUTHOR = "coauthor"
    IDENTIFIER = "identifier"
    LINK = "link"
    EMAIL = "email"
    AWARD = "award"
    MEMBERSHIP = "membership"
    FOUNDED = "founded"
    FIELD = "field"
    LIFE_EVENT = "life_event"
    PHOTO = "photo"
    MESSAGE = "message"


class IdentifierScheme(StrEnum):
    """Whose identifier it is; the value before the colon of ``orcid:0000-…``."""

    ORCID = "orcid"
    SCHOLAR = "scholar"
    OPENALEX = "openalex"
    SEMANTIC_SCHOLAR = "semanticscholar"
    DBLP = "dblp"
    WIKIDATA = "wikidata"
    GITHUB = "github"
    ARXIV = "arxiv"
    CORPUS = "corpus"


class LifeEvent(StrEnum):
    """A dated milestone that is neither post nor degree."""

    BORN = "born"
    FIRST_WORK = "first_work"


class LinkRole(StrEnum):
    """What a claimed page is said to be."""

    HOMEPAGE = "homepage"
    STAFF_PAGE = "staff_page"
    PROFILE = "profile"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asserted:
    """What all assertions share.

    ``id`` is unique within the claim (``a1``, ``a2`` …); ``origin`` says where it was claimed
    (``--orcid``, ``speakers.csv:14``, ``bio, sentence 2``).
    """

    id: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostAssertion(_Asserted):
    """A post or affiliation; years are calendar years, None where not claimed."""

    kind: ClassVar[AssertionKind] = AssertionKind.POST
    organization: str
    role: str | None = None
    department: str | None = None
    start_year: int | None = None
    end_year: int | None = None
    current: bool = False
    full_time: bool = False

    @property
    def value(self) -> str:
        """The post in words, as the report shows it."""
        what = ", ".join(part for part in (self.role, self.department, self.organization) if part)
        return what + span(self.start_year, self.end_year, current=self.current)


@dataclass(frozen=True, slots=True, kw_only=True)
class DegreeAssertion(_Asserted):
    """A degree or course of study; ``end_year`` is the year of completion."""

    kind: ClassVar[AssertionKind] = AssertionKind.DEGREE
    degree: str
    organization: str | None = None
    field: str | None = None
    start_year: int | None = None
    end_year: int | None = None
    current: bool = False

    @property
    def value(self) -> str:
        """The degree in words, as the report shows it."""
        what = ", ".join(part for part in (self.degree, self.field, self.organization) if part)
        return what + span(self.start_year, self.end_year, current=self.current)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkAssertion(_Asserted):
    """A publication; a DOI alone is a claim too, then ``title`` is None.

    ``doi`` is bare and lower case; ``position`` is ``first`` or ``last`` where the claim says so.
    ``line`` is the reference it was read from; not ``understood``, its title is not sure.
    """

    kind: ClassVar[AssertionKind] = AssertionKind.WORK
    title: str | None = None
    year: int | None = None
    venue: str | None = None
    doi: str | None = None
    position: str | None = None
    line: str | None = None
    first_author: str | None = None
    understood: bool = True

    @property
    def value(self) -> str:
        """Title, venue and year, or the line as given, as the report shows them."""
        if self.line:
            return self.line
        what = self.title or f"doi:{self.doi}"
        where = ", ".join(str(part) for part in (self.venue, self.year) if part)
        return f"{what} ({where})" if where else what


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkCountAssertion(_Asserted):
    """A claimed number of publications, at a venue where one is named."""

    kind: ClassVar[AssertionKind] = AssertionKind.WORK_COUNT
    count: int
    venue: str | None = None

    @property
    def value(self) -> str:
        """The count in words."""
        return f"{self.count} works" + (f" at {self.venue}" if self.venue else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class BookAssertion(_Asserted):
    """An authored or edited book."""

    kind: ClassVar[AssertionKind] = AssertionKind.BOOK
    title: str
    year: int | None = None

    @property
    def value(self) -> str:
        """Title and year."""
        return f"{self.title} ({self.year})" if self.year else self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class CoauthorAssertion(_Asserted):
    """Somebody with whom the claimant says to have published."""

    kind: ClassVar[AssertionKind] = AssertionKind.COAUTHOR
    name: str

    @property
    def value(self) -> str:
        """The coauthor's name."""
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifierAssertion(_Asserted):
    """An identifier the claim gives as the person's own; ``identifier`` is bare, no address."""

    kind: ClassVar[AssertionKind] = AssertionKind.IDENTIFIER
    scheme: IdentifierScheme
    identifier: str

    @property
    def value(self) -> str:
        """Scheme and identifier, ``orcid:0000-0002-…``."""
        return f"{self.scheme}:{self.identifier}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkAssertion(_Asserted):
    """A page the claim gives as the person's; an http or https address, unchecked."""

    kind: ClassVar[AssertionKind] = AssertionKind.LINK
    url: str
    role: LinkRole = LinkRole.HOMEPAGE

    @property
    def value(self) -> str:
        """The address as claimed."""
        return self.url


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailAssertion(_Asserted):
    """A mail address or only its domain; ``domain`` is lower case, IDNA-decoded."""

    kind: ClassVar[AssertionKind] = AssertionKind.EMAIL
    domain: str
    address: str | None = None

    @property
    def value(self) -> str:
        """The address where given, else the domain."""
        return self.address or self.domain


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardAssertion(_Asserted):
    """A prize, fellowship or honour."""

    kind: ClassVar[AssertionKind] = AssertionKind.AWARD
    award: str
    organization: str | None = None
    year: int | None = None

    @property
    def value(self) -> str:
        """Award and year."""
        return f"{self.award} ({self.year})" if self.year else self.award


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipAssertion(_Asserted):
    """A membership, board seat or editorship."""

    kind: ClassVar[AssertionKind] = AssertionKind.MEMBERSHIP
    role: str
    organization: str | None = None
    start_year: int | None = None
    end_year: int | None = None

    @property
    def value(self) -> str:
        """Role and body."""
        what = ", ".join(part for part in (self.role, self.organization) if part)
        return what + span(self.start_year, self.end_year, current=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundedAssertion(_Asserted):
    """An organisation or project that the claimant says to have founded."""

    kind: ClassVar[AssertionKind] = AssertionKind.FOUNDED
    organization: str
    year: int | None = None

    @property
    def value(self) -> str:
        """What was founded, and when."""
        return f"{self.organization} ({self.year})" if self.year else self.organization


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldAssertion(_Asserted):
    """A trade, title or field of expertise ("nutrition therapist", "AI ethicist")."""

    kind: ClassVar[AssertionKind] = AssertionKind.FIELD
    field: str

    @property
    def value(self) -> str:
        """The field as claimed."""
        return self.field


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeEventAssertion(_Asserted):
    """A year of birth or of the first publication, as claimed."""

    kind: ClassVar[AssertionKind] = AssertionKind.LIFE_EVENT
    event: LifeEvent
    year: int

    @property
    def value(self) -> str:
        """Milestone and year, ``born (1971)``."""
        return f"{self.event.replace('_', ' ')} ({self.year})"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoAssertion(_Asserted):
    """That the submitted picture shows the claimant; ``exhibit`` is the exhibit's id."""

    kind: ClassVar[AssertionKind] = AssertionKind.PHOTO
    exhibit: str
    file_name: str

    @property
    def value(self) -> str:
        """The file's name."""
        return self.file_name


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageAssertion(_Asserted):
    """That the submitted mail message was sent by the claimant; ``exhibit`` is the exhibit's id."""

    kind: ClassVar[AssertionKind] = AssertionKind.MESSAGE
    exhibit: str
    file_name: str

    @property
    def value(self) -> str:
        """The file's name."""
        return self.file_name


Assertion: TypeAlias = (
    PostAssertion
    | DegreeAssertion
    | WorkAssertion
    | WorkCountAssertion
    | BookAssertion
    | CoauthorAssertion
    | IdentifierAssertion
    | LinkAssertion
    | EmailAssertion
    | AwardAssertion
    | MembershipAssertion
    | FoundedAssertion
    | FieldAssertion
    | LifeEventAssertion
    | PhotoAssertion
    | MessageAssertion
)


A = TypeVar("A", bound=Assertion)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A claimed identity. The claim is judged, never the person.

    ``also_known_as`` contains only names that the claim itself gives. ``bio`` is free text; the
    posts, degrees and dates found in it are among the assertions (origin "bio, sentence N").
    """

    id: str
    name: str
    also_known_as: tuple[str, ...] = ()
    assertions: tuple[Assertion, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    bio: str | None = None
    origin: str = "command line"

    @property
    def names(self) -> tuple[str, ...]:
        """The claimed name and the other names that the claim gives."""
        return (self.name, *self.also_known_as)

    def all(self, kind: type[A]) -> tuple[A, ...]:
        """The assertions of one type, in order."""
        return tuple(one for one in self.assertions if isinstance(one, kind))

    @property
    def present_posts(self) -> tuple[PostAssertion, ...]:
        """The posts that the claim does not say to have ended, in order."""
        return tuple(post for post in self.all(PostAssertion) if post.end_year is None)
