"""Holds what a bio says of a life, item by item."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["BioEvent", "EventKind"]


class EventKind(StrEnum):
    """What sort of thing is said."""

    POST = "post"
    DEGREE = "degree"
    AWARD = "award"
    FOUNDED = "founded"
    MEMBER = "member"
    BOOK = "book"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class BioEvent:
    """One item, with the exact words it was read from.

    ``start`` and ``end`` are years that the text states: "since 2015" is a start, a degree's year
    is its end, a single year of anything else is both. ``current`` where it is said to go on.
    ``organization`` and ``text`` stand in the bio as they are here. ``sentence`` counts from 1.
    """

    kind: EventKind
    role: str | None = None
    organization: str | None = None
    field: str | None = None
    start: int | None = None
    end: int | None = None
    current: bool = False
    text: str = ""
    sentence: int = 0
