"""Reads a bio: what it says of a life, decided sentence by sentence with what was learned.

The order: words and their classes, names and years; which words open an item, and of what kind;
which name and which year belongs to each; which of these are believed; the events of each.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from persona_check.bio.candidates import (
    Candidate,
    Dated,
    candidates_in,
    dated_in,
    in_order,
    signs_are_a_list,
    span_of,
)
from persona_check.bio.event import BioEvent, EventKind
from persona_check.bio.lexicon import language_of, lexicon
from persona_check.bio.marks import between
from persona_check.bio.model import Model, model
from persona_check.bio.organizations import Organization
from persona_check.bio.passage import Head, Passage, passage_of
from persona_check.bio.sentences import sentences
from persona_check.bio.years import Dating, YearMention
from persona_check.expressions import Expression

__all__ = ["believed_events", "events_in", "passages_in", "read_bio"]

MOST_CHARACTERS = 20_000
MOST_SENTENCE_CHARACTERS = 1_500
_LIST = frozenset("and , / ; N Y ( ) in at of from both with for then to x".split())
_TITLE_PARTS = frozenset("rank title degree student member award".split())
MOST_TITLE_WORDS = 4
MOST_WORDS_OF_A_BOOK = 12
_LINKS = frozenset("det of and in for to with on".split())
_FIELD = Expression(
    r"(?:\s+degrees?)?\s+(?:in|of|en|für|em)\s+(?!the\b)(?P<field>[^\W\d][\w &-]{2,60}?)"
    r"(?=\s+(?:at|from|in|by|with|and a|à|an der|bei|por|pela)\b|[,.;(]|$)"
)

Believed = tuple[tuple[int, str], ...]  # the numbers of years, with how each dates


def read_bio(text: str, *, name: str = "") -> tuple[BioEvent, ...]:
    """The items that the bio states, in order of the text; what is doubtful is left out.

    ``name`` is the person's own, which is no organisation. At most ``MOST_CHARACTERS`` are read.
    """
    found: dict[BioEvent, None] = {}
    employer = None
    for number, passage in enumerate(passages_in(text, name=name), start=1):
        rises = any("become" in token.classes for token in passage.tokens)
        for event in events_in(passage, model()):
            if event.kind is EventKind.POST and event.start is not None:
                if event.organization is None and rises:
                    event = replace(event, organization=employer)  # "In 1990 she became reader"
                employer = event.organization
            found.setdefault(replace(event, sentence=number))
    return tuple(found)


def passages_in(text: str, *, name: str = "") -> Iterator[Passage]:
    """The sentences with their words, names and years."""
    text = text[:MOST_CHARACTERS]
    own = frozenset(word for word in re.findall(r"\w+", name) if len(word) > 1)
    words = lexicon(language_of(text))
    for sentence in sentences(text):
        yield passage_of(sentence[:MOST_SENTENCE_CHARACTERS], words, own=own)


def events_in(passage: Passage, learned: Model) -> Iterator[BioEvent]:
    """The events of one sentence."""
    passage, candidates = candidates_in(passage, learned)
    pairs = dated_in(passage, candidates)
    yield from believed_events(passage, candidates, pairs, learned.accept, learned.least)


def believed_events(
    passage: Passage,
    candidates: Sequence[Candidate],
    pairs: Sequence[Dated],
    accept: Mapping[str, float],
    least: Mapping[str, float],
) -> Iterator[BioEvent]:
    """The events of the candidates that are likely enough, with the years that are believed."""
    believed: dict[int, list[tuple[int, str, float]]] = {}
    for pair in pairs:
        weight = sum(accept.get(name, 0.0) * value for name, value in pair.features.items())
        chance = 1 / (1 + math.exp(-weight))
        if chance >= least["year"] and pair.candidate.head.chance >= least["dated head"]:
            known = believed.setdefault(pair.candidate.head.token, [])
            known.append((pair.year, pair.label, chance))
    believed |= in_order(passage, candidates)
    for one in candidates:
        years = believed.get(one.head.token, [])
        if years or (one.head.kind != "other" and one.head.chance >= least["head"]):
            yield from _events_of(passage, one, years, least)


def _events_of(
    passage: Passage,
    one: Candidate,
    years: Sequence[tuple[int, str, float]],
    least: Mapping[str, float],
) -> Iterator[BioEvent]:
    """One event for each of its organisations and each year of it."""
    enough = least["dated organization"] if years else least["organization"]
    likely = [found for found in one.organizations if found[1] >= enough]
    organizations = _listed(passage, passage.names, likely)
    kept = _listed(passage, passage.years, [(number, chance) for number, _, chance in years])
    dated = tuple((number, label) for number, label, _ in years if number in kept)
    places: Sequence[int | None] = organizations or [None]
    for place in places:
        for start, end in _spans(passage, _years_of(passage, place, organizations, dated)):
            if start is None and end is None and one.head.chance < least["head"]:
                continue
            yield _event(passage, one, place, dated, (start, end))


def _listed(
    passage: Passage,
    spans: Sequence[Organization] | Sequence[YearMention],
    found: Sequence[tuple[int, float]],
) -> list[int]:
    """The likeliest, and those that a list joins to it."""
    if len(found) < 2:
        return [number for number, _ in found]
    ordered = sorted(found, key=lambda one: spans[one[0]].at)
    best = max(range(len(ordered)), key=lambda at: ordered[at][1])
    kept = [best]
    for step in (1, -1):
        at = best + step
        while 0 <= at < len(ordered):
            first, last = sorted((ordered[at - step][0], ordered[at][0]))
            if not _joined(passage, spans[first], spans[last]):
                break
            kept.append(at)
            at += step
    return [ordered[at][0] for at in sorted(kept)]


def _joined(
    passage: Passage, one: Organization | YearMention, other: Organization | YearMention
) -> bool:
    signs = between(passage, passage.words_of(one)[1], passage.words_of(other)[0])
    return signs_are_a_list(signs, _LIST) and signs.count("x") < 2


def _years_of(
    passage: Passage, place: int | None, organizations: Sequence[int], dated: Believed
) -> Believed:
    """The years that date the item at this organisation; of several each may have its own."""
    if place is None or len(organizations) < 2:
        return dated
    names = [passage.names[number] for number in organizations]
    within = any(names[0].at < year.at < names[-1].to for year in passage.years)
    if len(dated) < 2 and not within:
        return dated
    first = passage.words_of(names[0])[0]
    leads = any(year >= 0 for year in passage.year_at[max(0, first - 2) : first])
    own = []
    for number, label in dated:
        year = passage.years[number]
        if leads:
            near = next((name for name in names if name.at >= year.to), None)
        else:
            near = next((name for name in reversed(names) if name.at <= year.at), None)
        if near is passage.names[place]:
            own.append((number, label))
    return tuple(own)


def _spans(passage: Passage, dated: Believed) -> Sequence[tuple[int | None, int | None]]:
    """First and last year of each event; a beginning and an end make one."""
    found = [span_of(passage.years[number], label) for number, label in dated]
    if len(found) == 2:
        starts = [start for start, end in found if start is not None and end is None]
        ends = [end for start, end in found if end is not None and start is None]
        if starts and ends and starts[0] <= ends[0]:
            return [(starts[0], ends[0])]
    return found or [(None, None)]


def _event(
    passage: Passage,
    one: Candidate,
    place: int | None,
    dated: Believed,
    span: tuple[int | None, int | None],
) -> BioEvent:
    organization = passage.names[place] if place is not None else None
    first, last = _title(passage, one.head)
    title = passage.tokens[first].at, passage.tokens[last].to
    beside = [title, *((passage.years[number].at, passage.years[number].to) for number, _ in dated)]
    if organization is not None:
        beside.append((organization.at, organization.to))
    start, end = span
    return BioEvent(
        kind=EventKind(one.head.kind),
        role=passage.text[slice(*title)] if one.head.kind != "other" else None,
        organization=organization.name if organization else None,
        field=_field(passage, one.head),
        start=start,
        end=end,
        current=_goes_on(passage, one, dated),
        text=passage.text[min(at for at, _ in beside) : max(to for _, to in beside)],
    )


def _goes_on(passage: Passage, one: Candidate, dated: Believed) -> bool:
    """Whether it is said to hold now: "since 2015", or in the present without a year."""
    if dated:
        return any(passage.years[number].dating is Dating.OPEN for number, _ in dated)
    return one.head.kind in {"post", "member", "degree", "founded"} and one.lasts > 0.5


def _field(passage: Passage, head: Head) -> str | None:
    """What a degree or professorship is in: "PhD in coastal hydrology from …"."""
    token = passage.tokens[head.token]
    if head.kind != "degree" and not token.folded.startswith(("profess", "lect")):
        return None
    found = _FIELD.match(passage.text, token.to)
    return found["field"] if found else None


def _title(passage: Passage, head: Head) -> tuple[int, int]:
    """First and last word of the title that a head ends: "visiting associate professor"."""
    token = first = head.token
    if head.kind == "book":
        return first, _end_of_a_book(passage, first)
    named = head.kind == "award"
    while passage.is_read and first > 0 and token - first < MOST_TITLE_WORDS:
        before = passage.tokens[first - 1]
        plain = not before.classes and before.text[0].isalpha()
        taken = first - 1 in passage.head_at or passage.year_at[first - 1] >= 0
        taken = taken or (not named and passage.name_at[first - 1] >= 0)
        if taken or not (before.classes & _TITLE_PARTS or plain):
            break
        first -= 1
    return first, token


def _end_of_a_book(passage: Passage, first: int) -> int:
    """The last word of a book's title, of which the head is the first."""
    last = at = first
    while at + 1 < len(passage.tokens) and at - first < MOST_WORDS_OF_A_BOOK:
        at += 1
        token = passage.tokens[at]
        if not token.is_word or passage.year_at[at] >= 0:
            break
        if token.text[0].isupper():
            last = at
        elif not token.classes & _LINKS:
            break
    return last
