"""Finds cues, the words that open an item: titles, degrees, honours, and verbs of working."""

from dataclasses import dataclass

from persona_check.bio.cue_patterns import cue_patterns
from persona_check.bio.event import EventKind

__all__ = ["Cue", "cues_in"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A word that opens an item; ``verb`` where it is a verb of working and names no title.

    ``says`` is where the title begins, if the words of a verb before it belong to the item.
    """

    kind: EventKind
    words: str
    at: int
    to: int
    verb: bool = False
    says: int | None = None


def cues_in(sentence: str) -> tuple[Cue, ...]:
    """All cues in order of place; where two overlap the more telling kind wins."""
    found: list[Cue] = []
    for kind, verb, form in cue_patterns():
        for match in form.finditer(sentence):
            at, to = match.span()
            if any(at < one.to and one.at < to for one in found):
                continue
            found.append(Cue(kind=kind, words=match.group().strip(), at=at, to=to, verb=verb))
    return tuple(sorted(found, key=lambda one: one.at))
