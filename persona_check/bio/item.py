"""Holds a cue of a sentence with what stands beside it, while a bio is read."""

from dataclasses import dataclass, field

from persona_check.bio.cues import Cue
from persona_check.bio.organizations import Organization
from persona_check.bio.years import YearMention

__all__ = ["Item"]


@dataclass(slots=True)
class Item:
    """One item in the making; ``shared`` where its organisations are those of the title behind it.

    ``inside`` is the university that its organisation is a part of, where it stands right behind.
    """

    cue: Cue
    organizations: list[Organization] = field(default_factory=list)
    years: list[YearMention] = field(default_factory=list)
    shared: bool = False
    inside: Organization | None = None
