"""One work as an importer hands it over, before it is keyed and stored."""

from dataclasses import dataclass

__all__ = ["Byline", "Entry", "UnreadableEntryError"]


class UnreadableEntryError(ValueError):
    """A line that is no work; it is counted and passed over."""


@dataclass(frozen=True, slots=True)
class Byline:
    """One printed name on a work; ``person`` is the input's own key for the person."""

    name: str
    person: str | None = None
    orcid: str | None = None
    scholar: str | None = None
    email_domain: str | None = None
    affiliations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A work; bylines in printed order."""

    key: str
    title: str
    year: int | None
    venue: str | None
    doi: str | None
    kind: str | None
    deposited_on: str | None
    bylines: tuple[Byline, ...]
