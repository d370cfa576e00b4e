"""Words that open an item of a bio: titles, degrees, honours, and verbs of founding and working."""

import re
from dataclasses import dataclass

from persona_check.bio import cue_words
from persona_check.bio.event import EventKind

__all__ = ["Cue", "cues_in"]

# in order of how telling they are; whether the words name no title; flags
_ORDER = (
    (EventKind.AWARD, cue_words.AWARDS, False, 0),
    (EventKind.FOUNDED, cue_words.FOUNDED, False, re.IGNORECASE),
    (EventKind.BOOK, cue_words.BOOKS, False, 0),
    (EventKind.MEMBER, cue_words.MEMBERS, False, re.IGNORECASE),
    (EventKind.DEGREE, cue_words.DEGREES, False, 0),
    (EventKind.POST, cue_words.PLACES_OF_WORK, True, re.IGNORECASE),
    (EventKind.POST, cue_words.POSTS, False, re.IGNORECASE),
    (EventKind.POST, cue_words.WORKED, True, 0),
)
_COMPILED = tuple(
    (kind, verb, re.compile(rf"(?<![\w-])(?:{form})(?!\w|-(?-i:[A-Z]))", flags))
    for kind, form, verb, flags in _ORDER
)


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
    for kind, verb, form in _COMPILED:
        for match in form.finditer(sentence):
            at, to = match.span()
            if any(at < one.to and one.at < to for one in found):
                continue
            found.append(Cue(kind=kind, words=match.group().strip(), at=at, to=to, verb=verb))
    return tuple(sorted(found, key=lambda one: one.at))
