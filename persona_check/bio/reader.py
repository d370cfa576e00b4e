"""Reads a bio: each cue with the organisation and the year that stand beside it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from persona_check.bio.attach_houses import attach_houses, names_beside
from persona_check.bio.attach_years import attach_years
from persona_check.bio.cues import Cue, cues_in
from persona_check.bio.event import BioEvent, EventKind
from persona_check.bio.houses import House
from persona_check.bio.item import Item
from persona_check.bio.sentences import sentences
from persona_check.bio.years import Dating, YearMention, years_in

__all__ = ["read_bio"]

MOST_CHARACTERS = 20_000

MOST_SENTENCE_CHARACTERS = 1_500
# Farther apart, two titles are no longer one list, nor a verb the one that dates.
MOST_BETWEEN_TITLES = 90
CLAUSE_CHARACTERS = 45
QUOTED_CHARACTERS = 80

_PAST = re.compile(
    r"\b(?:was|were|previously|formerly|former|before|prior to|until|worked|served|had been|past|"
    r"started (?:his|her|their|my) career|ex-|interned|spent|after)\b",
    re.IGNORECASE,
)

_BEGINS = re.compile(
    r"\b(?:joined|joining|join|joins|became|become|becoming|appointed|begin|began|starting|started|"
    r"start|promoted|attained|assumed|rejoint)\b",
    re.IGNORECASE,
)

_GRADUATED_AS = re.compile(r"\bgraduat\w+ as an?\s+(?:[\w’'-]+\s+){0,3}$")

_FELLOW = re.compile(r"fellow|associate|affiliate", re.IGNORECASE)
_OFFICE = re.compile(
    r"(?:(?:vice|past)[- ])?(?:president|chair\w*|treasurer|secretary)", re.IGNORECASE
)

_SOCIETY = re.compile(
    r"\b(?:Society|Association|Software Foundation|Network|Committee|"
    r"Union|Federation|Board)\b"
)

_NAMED_PERSON = re.compile(r"\s+(?:Dr\.? )?(?-i:[A-Z][\w.]+ [A-Z][\w-]+)")

# bodies that one is a fellow or associate of beside a post elsewhere
_FELLOWS = re.compile(
    r"(?:the )?National Bureau.*|.*Economic Policy Research|[A-Z]{2,6}|.*(?:Society|"
    r"Association|Foundation|Academy|Institution)\b.*"
)

_FIELD = re.compile(
    r"\s+(?:degrees?\s+)?(?:in|of|en|für)\s+(?!the\b)(?P<field>[^\W\d][\w &-]{2,60}?)"
    r"(?=\s+(?:at|from|in|by|with|and a|à|an der|bei)\b|[,.;(]|$)"
)
_RANK_WORDS = re.compile(
    r"(?:\b(?:full|associate|assistant|adjunct|visiting|senior|junior|principal|deputy|founding|"
    r"emeritus|honorary|distinguished|research|lead|chief|executive|acting|interim|teaching)\s+)+$",
    re.IGNORECASE,
)
_AS_TITLE = re.compile(r"\bas\s+(?:an?\s+|the\s+)?(?:[\w’'-]+\s+){0,3}$")
_SUBJECT = re.compile(
    r"\b(?:is|am|was|be|are|were|been|I['’]m|she['’]s|he['’]s|as|became|est|ist|es|"
    r"è)\s+(?:now |currently |also |still )?"
    r"(?:an?|the|une?|ein|eine|un|una)\s+(?:[\w’'-]+\s+){0,3}$",
    re.IGNORECASE,
)

_LONG_ACTIVITY = re.compile(
    r"\b(?:(?:has|have|’s|'s|’ve|'ve)\b[^.;]{0,40}\b\w+(?:ed|en|ing)\b|been)\b", re.IGNORECASE
)


def read_bio(text: str, *, name: str = "") -> tuple[BioEvent, ...]:
    """The items that the bio states, in order of the text; what is not understood is left out.

    ``name`` is the person's own, which is no organisation. At most ``MOST_CHARACTERS`` are read.
    """
    own = {word for word in re.findall(r"\w+", name) if len(word) > 1}
    found: list[BioEvent] = []
    for number, sentence in enumerate(sentences(text[:MOST_CHARACTERS]), start=1):
        read = _read(sentence[:MOST_SENTENCE_CHARACTERS], own)
        found.extend(replace(event, sentence=number) for event in read)
    return _without_repeats(tuple(dict.fromkeys(found)))


def _without_repeats(events: Sequence[BioEvent]) -> tuple[BioEvent, ...]:
    """Without "joining Rice" where a post at Rice University is told with its title."""
    titled = [
        f" {event.organization} "
        for event in events
        if event.kind is EventKind.POST and event.role and event.organization
    ]
    return tuple(
        event
        for event in events
        if not (
            event.kind is EventKind.POST
            and event.role is None
            and event.start is None
            and event.end is None
            and any(f" {event.organization} " in other for other in titled)
        )
    )


def _read(sentence: str, own: set[str]) -> Iterator[BioEvent]:
    cues = _own(sentence, cues_in(sentence))
    years = list(years_in(sentence))
    houses = [one for one in names_beside(sentence, cues) if not _is_person(one, own)]
    items = [Item(cue=cue) for cue in cues]
    attach_houses(sentence, items, houses)
    left = attach_years(sentence, items, years)
    _share(sentence, items)
    for item in _with_their_titles(sentence, items):
        if _is_about_a_tool(sentence, item):
            left += item.years
        elif _says_something(sentence, item):
            yield from _events(sentence, item)
    yield from _others(sentence, left)


def _own(sentence: str, cues: Sequence[Cue]) -> list[Cue]:
    """The cues that speak of the person: not of a supervisor, nor the name of a degree."""
    kept: list[Cue] = []
    for cue in cues:
        ahead, behind = sentence[: cue.at], sentence[cue.to :]
        if _GRADUATED_AS.search(ahead):
            continue
        if re.search(
            r"\b(?:with|by|under|of|and|from)\s+(?:the\s+)?$", ahead
        ) and _NAMED_PERSON.match(behind):
            continue
        if (
            cue.verb
            and kept
            and not kept[-1].verb
            and re.fullmatch(r"\s+(?:[\w-]+\s+){0,2}", sentence[kept[-1].to : cue.at])
        ):
            continue
        if kept and not cue.verb and _one_title(sentence, kept[-1], cue):
            kept[-1] = replace(cue, at=kept[-1].at, words=sentence[kept[-1].at : cue.to])
            continue
        kept.append(cue)
    return kept


def _one_title(sentence: str, before: Cue, cue: Cue) -> bool:
    """Whether two cues are one title: "postdoctoral researcher"."""
    return (
        before.kind is cue.kind is EventKind.POST
        and not before.verb
        and (sentence[before.to : cue.at].isspace())
    )


def _with_their_titles(sentence: str, items: Sequence[Item]) -> Iterator[Item]:
    """What is one post: "joined Tidal Works in 2016 as an engineer"."""
    held: Item | None = None
    for item in items:
        titled = (
            held is not None
            and held.cue.verb
            and held.houses
            and item.cue.kind is EventKind.POST
            and not item.houses
            and _AS_TITLE.search(sentence[held.cue.to : item.cue.at])
        )
        if held is not None and titled:
            words = _title(sentence, item.cue)
            held.cue = replace(held.cue, words=words, verb=False, to=item.cue.to)
            held.years += item.years
            continue
        if held is not None:
            yield held
        held = item
    if held is not None:
        yield held


def _is_person(house: House, own: set[str]) -> bool:
    words = set(re.findall(r"\w+", house.name))
    return bool(words) and words <= own


def _share(sentence: str, items: list[Item]) -> None:
    """Titles in a row share the house and the year of the last: "BS and MS from X in 2012"."""
    for number in range(len(items) - 2, -1, -1):
        item, following = items[number], items[number + 1]
        between = sentence[item.cue.to : following.cue.at]
        if item.cue.verb:
            continue
        alike = item.cue.kind is following.cue.kind or {item.cue.kind, following.cue.kind} <= {
            EventKind.POST, EventKind.FOUNDED, EventKind.MEMBER,
        }  # fmt: skip
        if not alike or item.houses or len(between) > MOST_BETWEEN_TITLES:
            continue
        if not re.search(
            r"^[^;.]*?(?:\b(?:and|&|et|und|y|or)\b|[,/&-])\s*(?:an?\s+|the\s+|"
            r"also\s+)?(?:[\w’'-]+\s+){0,2}$",
            between,
        ):
            continue
        if following.houses:
            item.houses = list(following.houses)
            item.shared = True
        if item.cue.kind is EventKind.DEGREE and not item.years:
            item.years = list(following.years)


def _says_something(sentence: str, item: Item) -> bool:
    """Whether a cue without an organisation is an item all the same, and no word in passing."""
    if item.houses:
        return True
    cue = item.cue
    match cue.kind:
        case EventKind.AWARD | EventKind.BOOK:
            return True
        case EventKind.DEGREE:
            return bool(item.years or re.search(r"D|Sc|aster|achelor", cue.words))
        case EventKind.POST if not cue.verb:
            return bool(item.years or _SUBJECT.search(sentence[: cue.at]))
        case _:
            return bool(item.years) and not cue.verb


def _is_about_a_tool(sentence: str, item: Item) -> bool:
    """Whether what is worked with is no employer: "has worked with Django since 2007"."""
    if not item.cue.verb or not item.houses or item.houses[0].named_as_house:
        return False
    gap = sentence[item.cue.to : item.houses[0].at]
    return bool(item.years) and bool(re.search(r"\b(?:with|on|in)\b", gap))


def _events(sentence: str, item: Item) -> Iterator[BioEvent]:
    places: Sequence[House | None] = item.houses or [None]
    for place in places:
        years: Sequence[YearMention | None] = _years_of(item, place) or [None]
        for year in years:
            yield _event(sentence, item.cue, place, year)


def _event(sentence: str, cue: Cue, place: House | None, year: YearMention | None) -> BioEvent:
    start, end = _span(sentence, cue, year) if year else (None, None)
    beside = [one for one in (place, year) if one is not None]
    return BioEvent(
        kind=_kind(cue, place),
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


def _kind(cue: Cue, place: House | None) -> EventKind:
    """Of officers and fellows the body tells whether they work there or belong to it."""
    if place is None:
        return cue.kind
    officer = _OFFICE.fullmatch(cue.words) and _SOCIETY.search(place.name)
    fellow = _FELLOW.fullmatch(cue.words) and _FELLOWS.fullmatch(place.name)
    return EventKind.MEMBER if officer or fellow else cue.kind


def _goes_on(sentence: str, cue: Cue, year: YearMention | None) -> bool:
    """Whether it is said to hold now: "since 2015", or a post in the present without a year."""
    if year is not None:
        return year.dating is Dating.OPEN
    ahead = sentence[max(0, cue.at - CLAUSE_CHARACTERS) : cue.to]
    return cue.kind in {EventKind.POST, EventKind.MEMBER} and not _PAST.search(ahead)


def _title(sentence: str, cue: Cue) -> str:
    """The cue's words with the rank before them: "visiting associate professor"."""
    rank = _RANK_WORDS.search(sentence[: cue.at])
    return (rank.group() if rank else "") + cue.words


def _field(sentence: str, cue: Cue) -> str | None:
    """What a degree or professorship is in: "PhD in coastal hydrology from …"."""
    if cue.kind is not EventKind.DEGREE and not cue.words.lower().startswith(("profess", "lect")):
        return None
    found = _FIELD.match(sentence, cue.to)
    return found["field"] if found else None


def _years_of(item: Item, place: House | None) -> list[YearMention]:
    """The years that date the item at this house; with several houses, each its own."""
    if place is None or len(item.houses) < 2 or item.shared:
        return item.years
    own: list[YearMention] = []
    for year in item.years:
        before = [house for house in item.houses if house.to <= year.at]
        if (before[-1] if before else None) in {place, None}:
            own.append(year)
    return own


def _span(sentence: str, cue: Cue, year: YearMention) -> tuple[int | None, int | None]:
    """Start and end; what a single year is depends on what it dates."""
    if year.dating is not Dating.POINT:
        return year.start, year.end
    point = year.start
    around = sentence[max(0, min(year.at, cue.at) - CLAUSE_CHARACTERS) : max(year.to, cue.to)]
    match cue.kind:
        case EventKind.DEGREE if not cue.words.startswith("attend"):
            return None, point
        case EventKind.FOUNDED:
            return point, None
        case EventKind.POST | EventKind.MEMBER if _BEGINS.search(around):
            return point, None
        case _:
            return point, point


def _others(sentence: str, years: Sequence[YearMention]) -> Iterator[BioEvent]:
    """What is dated, though neither post nor honour: "has been writing Python since 2006"."""
    if not _LONG_ACTIVITY.search(sentence):
        return
    for year in years:
        if year.dating is Dating.OPEN:
            text = sentence[max(0, year.at - QUOTED_CHARACTERS) : year.to].strip()
            yield BioEvent(kind=EventKind.OTHER, start=year.start, current=True, text=text)
