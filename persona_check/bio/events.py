"""Makes events of an item: one for each of its organisations and each of their years."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from persona_check.bio.cues import Cue
from persona_check.bio.event import BioEvent, EventKind
from persona_check.bio.item import Item
from persona_check.bio.membership import kind_at
from persona_check.bio.organizations import Organization
from persona_check.bio.word_files import one_of
from persona_check.bio.years import Dating, YearMention
from persona_check.expressions import Expression

__all__ = ["events_of", "ongoing_activities", "says_something"]

CLAUSE_CHARACTERS = 45
QUOTED_CHARACTERS = 80

# what a year in brackets begins: "became reader (1998) and then professor (2005) at …"
_BEGINS_WITH_IT = Expression(
    r"\bjoin|\b(?:elected|election|inducted|admitted|élue?)\b", re.IGNORECASE
)
_ROSE_IN_IT = Expression(
    r"\b(?:became|promoted|appointed|devenue?|nommée?)\b[^;.]*$", re.IGNORECASE
)
# "Before joining Zell University, she was …"
_BEFORE_IT = Expression(r"\b(?:[Bb]efore|[Pp]rior to|[Aa]fter)\s+[^,;]*,")
# "completed her residency at Zell Hospital in 2002"
_COMPLETED = Expression(r"\b(?:completed|finished)\s+(?:[\w’'-]+\s+){0,3}$")
# "retired in 2019 as Director of …"
_RETIRED = Expression(r"\bretired\b[^;,.]*$")
_FIELD = Expression(
    r"\s+(?:degrees?\s+)?(?:in|of|en|für)\s+(?!the\b)(?P<field>[^\W\d][\w &-]{2,60}?)"
    r"(?=\s+(?:at|from|in|by|with|and a|à|an der|bei)\b|[,.;(]|$)"
)
_RANK_WORDS = Expression(
    r"(?:\b(?:full|associate|assistant|adjunct|visiting|senior|junior|principal|deputy|founding|"
    r"emeritus|honorary|distinguished|research|lead|chief|executive|acting|interim|teaching)\s+)+$",
    re.IGNORECASE,
)
_SUBJECT = Expression(
    r"\b(?:is|am|was|be|are|were|been|I['’]m|she['’]s|he['’]s|as|became|est|ist|es|"
    r"è)\s+(?:now |currently |also |still )?"
    r"(?:(?:an?|the|une?|ein|eine|un|una)\s+)?(?:[\w.’'-]+\s+){0,4}$",
    re.IGNORECASE,
)
# "is an internationally renowned researcher" tells of no post
_PRAISED = Expression(
    r"\b(?:renowned|recogni[sz]ed|acclaimed|world[- ]leading|passionate|experienced|seasoned|avid)"
    r"\s+(?:[a-z-]+\s+){0,2}$"
)
_LONG_ACTIVITY = Expression(
    r"\b(?:(?:has|have|’s|'s|’ve|'ve)\b[^.;]{0,40}\b\w+(?:ed|en|ing)\b|been|depuis|seit|desde)\b",
    re.IGNORECASE,
)


@cache
def _over() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{one_of('past')})\b", re.IGNORECASE)


@cache
def _begins() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{one_of('beginnings')})\b", re.IGNORECASE)


def events_of(sentence: str, item: Item) -> Iterator[BioEvent]:
    """One event for each organisation of the item and each year of it."""
    places: Sequence[Organization | None] = item.organizations or [None]
    for place in places:
        years: Sequence[YearMention | None] = _years_of(item, place) or [None]
        for year in years:
            yield _event(sentence, item.cue, place, year)


def says_something(sentence: str, item: Item) -> bool:
    """Whether a cue without an organisation is an item all the same, and no word in passing."""
    if item.organizations:
        return True
    cue = item.cue
    match cue.kind:
        case EventKind.AWARD | EventKind.BOOK:
            return True
        case EventKind.DEGREE if cue.words in {"studying", "studied"}:
            return False
        case EventKind.DEGREE:
            return bool(
                item.years or re.search(r"D|Sc|aster|achelor|octo|octeu|gr[ée]g|abilit", cue.words)
            )
        case EventKind.POST if _PRAISED.search(sentence[: cue.at]):
            return False
        case EventKind.POST if not cue.verb:
            says = cue.at if cue.says is None else cue.says
            return bool(item.years or _SUBJECT.search(sentence[:says]))
        case _:
            return bool(item.years) and (not cue.verb or "join" in cue.words)


def ongoing_activities(sentence: str, years: Sequence[YearMention]) -> Iterator[BioEvent]:
    """What is dated, though neither post nor honour: "has been writing Python since 2006"."""
    if not _LONG_ACTIVITY.search(sentence):
        return
    for year in years:
        if year.dating is Dating.OPEN:
            text = sentence[max(0, year.at - QUOTED_CHARACTERS) : year.to].strip()
            yield BioEvent(kind=EventKind.OTHER, start=year.start, current=True, text=text)


def _event(
    sentence: str, cue: Cue, place: Organization | None, year: YearMention | None
) -> BioEvent:
    start, end = _span(sentence, cue, year) if year else (None, None)
    beside = [one for one in (place, year) if one is not None]
    return BioEvent(
        kind=kind_at(sentence, cue, place),
        role=None if cue.verb else _title(sentence, cue),
        organization=place.name if place else None,
        field=_field(sentence, cue),
        start=start,
        end=end,
        current=_goes_on(sentence, cue, year),
        text=sentence[
            min([cue.at, *(one.at for one in beside)]) : max([cue.to, *(one.to for one in beside)])
        ],
    )


def _goes_on(sentence: str, cue: Cue, year: YearMention | None) -> bool:
    """Whether it is said to hold now: "since 2015", or a post in the present without a year."""
    if year is not None:
        return year.dating is Dating.OPEN
    ahead = sentence[max(0, cue.at - CLAUSE_CHARACTERS) : cue.to]
    return cue.kind in {EventKind.POST, EventKind.MEMBER} and not _over().search(ahead)


def _title(sentence: str, cue: Cue) -> str:
    """The cue's words with the rank before them: "visiting associate professor"."""
    at = cue.at if cue.says is None else cue.says
    rank = _RANK_WORDS.search(sentence[:at])
    return (rank.group() if rank else "") + cue.words


def _field(sentence: str, cue: Cue) -> str | None:
    """What a degree or professorship is in: "PhD in coastal hydrology from …"."""
    if cue.kind is not EventKind.DEGREE and not cue.words.lower().startswith(("profess", "lect")):
        return None
    found = _FIELD.match(sentence, cue.to)
    return found["field"] if found else None


def _years_of(item: Item, place: Organization | None) -> list[YearMention]:
    """The years that date the item at this organisation; of several each has its own."""
    if place is None or len(item.organizations) < 2 or item.shared:
        return item.years
    own: list[YearMention] = []
    if item.years and item.years[0].to <= item.organizations[0].at:
        # "in 2016 to the Tidal Society and in 2018 to the Academy of Lakes"
        number = item.organizations.index(place)
        start = item.organizations[number - 1].to if number else 0
        if leading := [year for year in item.years if start <= year.at and year.to <= place.at]:
            return leading
    for year in item.years:
        before = [organization for organization in item.organizations if organization.at <= year.at]
        if (before[-1] if before else None) in {place, None}:
            own.append(year)
    return own


def _span(sentence: str, cue: Cue, year: YearMention) -> tuple[int | None, int | None]:
    """Start and end; what a single year is depends on what it dates."""
    if year.dating is not Dating.POINT:
        return year.start, year.end
    point = year.start
    match cue.kind:
        case EventKind.DEGREE if not cue.words.startswith("attend"):
            return None, point
        case EventKind.FOUNDED:
            return point, None
        case EventKind.POST if _COMPLETED.search(sentence[: cue.at]) or _RETIRED.search(
            _clause(sentence, cue, year)
        ):
            return None, point
        case EventKind.POST | EventKind.MEMBER if _begins_then(sentence, cue, year):
            return point, None
        case _:
            return point, point


def _begins_then(sentence: str, cue: Cue, year: YearMention) -> bool:
    """Whether it is the year in which it began; one in brackets is rather the time of it."""
    clause = _BEFORE_IT.sub("", _clause(sentence, cue, year))
    if sentence[year.at] == "(":
        rises = cue.kind is EventKind.POST and _ROSE_IN_IT.search(clause)
        return bool(rises or _BEGINS_WITH_IT.search(clause))
    return bool(_begins().search(clause))


def _clause(sentence: str, cue: Cue, year: YearMention) -> str:
    """The words from the beginning of the clause to the year and the title."""
    first, last = min(year.at, cue.at), max(year.to, cue.to)
    opens = [m.end() for m in re.finditer(r";|,\s+(?:where|who|which|while)\b", sentence[:first])]
    return sentence[opens[-1] if opens else 0 : last]
