"""Facts about one source: how it wants to be asked, when, and what its word is worth."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import Query

__all__ = ["Allowance", "Rate", "Scope", "Trait", "Traits", "sources_with"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """How fast a source may be asked: ``requests`` in ``period_s`` s, ``at_once`` side by side.

    ``burst`` are those that may go out at once after a pause, in addition to ``requests`` in the
    period (None: as many as side by side).
    """

    requests: float
    period_s: float = 1.0
    at_once: int = 1
    burst: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What a source lets one user spend a day (UTC), in US dollars.

    ``cost_usd`` gives what one request costs, from its public address.
    """

    usd: float
    usd_with_key: float
    cost_usd: Callable[[str], float]


class Scope(StrEnum):
    """Which works a source means to hold: what lies outside is never missing there."""

    NO_WORKS = "no works"
    LISTED = "works that people list as theirs"
    DEPOSITS = "data, software and reports deposited there"
    IMPORTED = "works that the user imported"
    COMPUTING = "works in computing"
    LIFE_SCIENCES = "works in medicine and the life sciences"
    PREPRINTS = "preprints, most of them in physics, mathematics and computing"
    EVERY_FIELD = "works of every field"


class Trait(StrEnum):
    """What the word of a source is worth; the rules that weigh witnesses ask for these."""

    # holds works of every field: only all of these together make an absence
    WIDE_INDEX = "wide_index"
    # works are deposited here under a DOI, so it knows who deposited them
    DOI_REGISTRY = "doi_registry"
    # asked first, it settles a DOI for the other indexes
    SETTLES_DOIS = "settles_dois"
    # its lists of works are kept by their owner, and say nothing about who deposited them
    LISTS_BY_OWNER = "lists_by_owner"
    # a program groups its works by person, and splits people who move
    PEOPLE_BY_PROGRAM = "people_by_program"


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """All that the rest of the program has to know about one source; every field has to be stated.

    ``name`` is how a report calls it, in the words of a reader ("domain registry").
    ``rate_with_mail`` and ``rate_with_key`` are what a contact mail and a key grant; None: no more.
    ``throttle_statuses`` are HTTP statuses besides 429 by which it says "too fast";
    ``locked_status`` is the one by which it says that a record is locked. ``allowance`` is None
    where it costs nothing. ``asked_late`` are the queries it is asked only where those asked first
    left something open. ``taken_in_by`` names the source that holds all of its records.
    ``knows_all_of`` are schemes of identifiers that it assigns: what it does not hold is not one.
    ``answers_in_pages`` says that its answers are web pages: from any other source, a web page is
    the answer of something that stands in its place.
    ``works_of`` says which works it means to hold: the others are not missing there.
    """

    name: str
    rate: Rate
    rate_with_mail: Rate | None
    rate_with_key: Rate | None
    throttle_statuses: frozenset[int]
    locked_status: int | None
    allowance: Allowance | None
    asked_late: frozenset[type[Query]]
    taken_in_by: str | None
    knows_all_of: frozenset[IdentifierScheme]
    works_of: Scope
    worth: frozenset[Trait]
    answers_in_pages: bool


def sources_with(trait: Trait, traits: Mapping[str, Traits]) -> frozenset[str]:
    """The ids of those sources that have a trait; ``traits`` are by source id."""
    return frozenset(source for source, own in traits.items() if trait in own.worth)
