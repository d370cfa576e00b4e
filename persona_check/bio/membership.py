"""Decides whether one works at a body or belongs to it, as officers and fellows do."""

import re
from functools import cache

from persona_check.bio.cues import Cue
from persona_check.bio.event import EventKind
from persona_check.bio.organizations import Organization
from persona_check.bio.word_files import one_of, word_set
from persona_check.expressions import Expression

__all__ = ["kind_at"]

_FELLOW = Expression(
    r"(?:(?:research|senior|senior research|associate|external research|faculty|distinguished) )?"
    r"(?:fellow|associate|affiliate)$",
    re.IGNORECASE,
)
_OFFICE = Expression(
    r"(?:(?:vice|past)[- ])?(?:vice-)?(?:président|president|chair\w*|treasurer|secretary|host|"
    r"co-?ordinator)e?",
    re.IGNORECASE,
)
# bodies that one is a fellow of beside a post elsewhere; at them one works
_FELLOWS = Expression(r"[A-Z]{2,6}|.*(?:Society|Association|Foundation|Academy|Institution)\b.*")
# "president of TIDES": most bodies that are told so are societies
_PRESIDES = Expression(r"(?:vice[- ])?(?:président|president)e?", re.IGNORECASE)
_ACRONYM = Expression(r"[A-Z]{3,6}")
_A_FOUNDATION = Expression(r"\b(?:Foundation|Association|Society)\b")
_ONE_OF_SEVERAL = Expression(r"\ban?\s+$|,\s+$", re.IGNORECASE)
_WORKS_AT = Expression(r"\b(?:at|in|for|within|with)\s+(?:the\s+)?$")
# "a member of the research team at Zell Labs" works there
_OF_A_TEAM = Expression(
    r"(?: of)? (?:the|an?|its) (?:[a-z&-]+ ){0,3}(?:team|staff|faculty|department) (?:at|of|in) "
)
_SERVES = Expression(r"serv|\bsit")


@cache
def _society() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{one_of('bodies', 'societies')})\b|^[A-Z]{{2,}}[a-z]* [A-Z]{{2,}}|"
        rf"^(?:{one_of('bodies', 'society_acronyms')})\b"
    )


@cache
def _research_network() -> re.Pattern[str]:
    return re.compile(one_of("bodies", "research_networks"))


@cache
def _panel() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{one_of('bodies', 'panels')})\b")


@cache
def _periodical() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{one_of('bodies', 'periodicals')})\b")


def kind_at(sentence: str, cue: Cue, place: Organization | None) -> EventKind:
    """The cue's kind, or member where the title at this body is an office or a fellowship."""
    if place is None:
        return cue.kind
    if cue.kind is EventKind.MEMBER and _OF_A_TEAM.match(sentence, cue.to):
        return EventKind.POST
    belongs = (
        _is_office(sentence, cue, place)
        or _is_fellowship(sentence, cue, place)
        or (cue.words.lower() in word_set("bodies", "editors") and _periodical().search(place.name))
        or (cue.verb and _SERVES.search(cue.words) and _panel().search(place.name))
    )
    return EventKind.MEMBER if belongs else cue.kind


def _is_office(sentence: str, cue: Cue, place: Organization) -> bool:
    if _OFFICE.fullmatch(cue.words) and _society().search(place.name):
        return True
    if _PRESIDES.fullmatch(cue.words) and _ACRONYM.fullmatch(place.name):
        known = word_set("known_organizations", "universities", "companies")
        return place.name not in known and place.name not in word_set("bodies", "employers")
    # one of several directors sits on a board
    one_of_several = _ONE_OF_SEVERAL.search(sentence[: cue.at])
    return bool(
        cue.words.lower() == "director" and _A_FOUNDATION.search(place.name) and one_of_several
    )


def _is_fellowship(sentence: str, cue: Cue, place: Organization) -> bool:
    if not _FELLOW.search(cue.words) or cue.words.lower().startswith("post"):
        return False
    if _research_network().fullmatch(place.name):
        return True
    works_there = place.at > cue.to and _WORKS_AT.search(sentence[cue.to : place.at])
    return bool(_FELLOWS.fullmatch(place.name)) and not works_there
