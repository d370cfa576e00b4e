"""Annotated bios as lessons: on which word each event hangs, which name and year belong to it."""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from persona_check.bio.passage import Head, Passage
from persona_check.bio.reader import passages_in
from persona_check.bio.years import Dating, YearMention

__all__ = [
    "Lesson",
    "counted",
    "dated",
    "distinct_organizations",
    "fits_year",
    "label_of",
    "lesson_of",
    "same_name",
]

_VERBS = frozenset(
    "work study awarded join become lead teach found write belong begin leave born licence talk "
    "candidacy".split()
)
_SMALL = frozenset("of for in at from to with by on as and det who".split())
_WANTED: Mapping[str, frozenset[str]] = {
    "post": frozenset("title work teach lead join become begin".split()),
    "degree": frozenset("degree study student".split()),
    "award": frozenset("award awarded".split()),
    "founded": frozenset("found".split()),
    "member": frozenset("member belong body".split()),
    "book": frozenset("book write".split()),
    "other": frozenset("born licence talk candidacy activity".split()),
}

Event = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A bio's sentences, and the events by sentence and by the number of the word they hang on."""

    repository: str
    passages: tuple[Passage, ...]
    events: Mapping[int, Mapping[int, Sequence[Event]]]
    told: Sequence[Event] = field(default_factory=tuple)

    def headed(self) -> Iterator[tuple[Passage, Mapping[int, Sequence[Event]]]]:
        """Each sentence with its heads, and the events of each."""
        for number, passage in enumerate(self.passages):
            events = self.events.get(number, {})
            heads = [Head(word, found[0]["kind"]) for word, found in sorted(events.items())]
            yield passage.with_heads(heads), events


def lesson_of(row: Mapping[str, Any]) -> Lesson:
    """A row of an annotated file; events of which no word is found are left out."""
    passages = tuple(passages_in(row["bio"], name=row.get("name") or ""))
    found: dict[int, dict[int, list[Event]]] = {}
    for event in row["events"]:
        place = _located(passages, " ".join(event["text"].split()))
        if place is None:
            continue
        number, first, last = place
        word = _head_word(passages[number], first, last, event)
        if word is not None:
            found.setdefault(number, {}).setdefault(word, []).append(event)
    return Lesson(row["source_repo"], passages, found, row["events"])


def _located(passages: Sequence[Passage], text: str) -> tuple[int, int, int] | None:
    """Number of the sentence, and where in it (from, to) the quoted words stand."""
    for number, passage in enumerate(passages):
        if (at := passage.text.find(text)) >= 0:
            return number, at, at + len(text)
    for length in (40, 30, 20, 12):
        for number, passage in enumerate(passages):
            if (at := passage.text.find(text[-length:])) >= 0:
                return number, 0, at + len(text[-length:])
            if (at := passage.text.find(text[:length])) >= 0:
                return number, at, len(passage.text)
    return None


def _head_word(passage: Passage, first: int, last: int, event: Event) -> int | None:
    kind, wanted = event["kind"], _WANTED[event["kind"]]
    tokens = passage.tokens
    inside = [n for n, t in enumerate(tokens) if t.at >= first and t.to <= last + 1 and t.is_word]
    if kind == "other" and dated(event):
        fits = [n for n, year in enumerate(passage.years) if fits_year(event, year)]
        if fits:
            near = min(
                fits,
                key=lambda n: (
                    not first <= passage.years[n].at < last,
                    abs(passage.years[n].at - first),
                ),
            )
            return passage.year_at.index(near) if near in passage.year_at else None
    role = " ".join((event["role"] or "").split()).casefold()
    if role:
        for match in re.finditer(re.escape(role), passage.text[first:last].casefold()):
            at = first + match.start()
            words = [n for n in inside if at <= tokens[n].at < at + len(role)]
            if words:
                return _head_of_role(passage, words, kind)
        told = [word.replace("’", "'") for word in re.findall(r"[\w.'’-]+", role)]
        same = [n for n in inside if tokens[n].folded in told and not tokens[n].classes <= _SMALL]
        if good := [n for n in same if tokens[n].classes & wanted]:
            return good[0] if kind == "founded" else good[-1]
        begun = [n for n in inside if any(_same_beginning(tokens[n].folded, one) for one in told)]
        if good := [n for n in begun if tokens[n].classes & wanted]:
            return good[0]
        if same:
            return same[-1]
    good = [n for n in inside if tokens[n].classes & wanted and passage.year_at[n] < 0]
    verbs = [n for n in good or inside if tokens[n].classes & _VERBS]
    if verbs and not (role and good):
        return verbs[0]
    return good[0] if good else None


def _same_beginning(word: str, other: str) -> bool:
    return len(other) >= 4 and word[:4] == other[:4] and other != "member"


def _head_of_role(passage: Passage, words: Sequence[int], kind: str) -> int:
    """The word of the title that names it: of "Professor of Geology" the first."""
    if kind == "book":
        return words[0]
    tokens, wanted = passage.tokens, _WANTED[kind]
    first = tokens[words[0]]
    after = tokens[words[1]].classes if len(words) > 1 else frozenset()
    leads = first.folded.endswith("ing") and after & {"title", "rank", "member"}
    names = first.classes & {"title", "member", "degree", "award"} and kind != "founded"
    if first.classes & _VERBS and not leads and not names:
        return words[0]
    phrase: list[int] = []
    for number in words:
        classes = tokens[number].classes
        if phrase and classes & _SMALL and not classes & wanted:
            break
        if phrase and number != phrase[-1] + 1 and tokens[phrase[-1] + 1].text in ",(":
            break
        phrase.append(number)
    good = [n for n in phrase if tokens[n].classes & wanted]
    if good:
        return good[0] if kind == "degree" else good[-1]
    content = [n for n in phrase if not tokens[n].classes or not tokens[n].classes <= _SMALL]
    return content[-1] if content else words[0]


def dated(event: Event) -> bool:
    """Whether it has a year."""
    return event["start"] is not None or event["end"] is not None


def fits_year(event: Event, year: YearMention) -> bool:
    """Whether the mention may be what dates the event."""
    start, end = event["start"], event["end"]
    if not dated(event):
        return False
    match year.dating:
        case Dating.RANGE:
            return (start, end) == (year.start, year.end)
        case Dating.OPEN:
            return bool(start == year.start)
        case Dating.UNTIL:
            return bool(end == year.end)
        case Dating.POINT:
            return year.start in {start, end}


def label_of(event: Event, year: YearMention) -> str:
    """How the mention dates the event."""
    if year.dating is Dating.RANGE:
        return "both"
    stated = year.start if year.start is not None else year.end
    if event["start"] == stated:
        return "both" if event["end"] == stated else "start"
    return "end"


@cache
def _plain(name: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", name.casefold()).split())


@cache
def same_name(one: str, other: str) -> bool:
    """Whether two names are one, as the annotated bios are scored."""
    first, second = _plain(one), _plain(other)
    if not first or not second:
        return first == second
    if f" {first} " in f" {second} " or f" {second} " in f" {first} ":
        return True
    return difflib.SequenceMatcher(None, first, second, autojunk=False).ratio() >= 0.8


def distinct_organizations(events: Sequence[Event]) -> list[Event]:
    """One event for each kind and organisation."""
    named = [event for event in events if _plain(event["organization"] or "")]
    return [*{(e["kind"], _plain(e["organization"])): e for e in named}.values()]


def counted(told: Sequence[Event], read: Sequence[Event], *, organizations: bool) -> int:
    """How many of the events that were read are right; each counts for one that was told."""
    if organizations:
        told, read = distinct_organizations(told), distinct_organizations(read)
    else:
        told, read = [*filter(dated, told)], [*filter(dated, read)]
    edges = [
        [n for n, one in enumerate(read) if _right(event, one, organizations)] for event in told
    ]
    owner: dict[int, int] = {}

    def placed(number: int, seen: set[int]) -> bool:
        for one in edges[number]:
            if one not in seen:
                seen.add(one)
                if one not in owner or placed(owner[one], seen):
                    owner[one] = number
                    return True
        return False

    return sum(placed(number, set()) for number in range(len(told)))


def _right(told: Event, read: Event, organizations: bool) -> bool:
    if told["kind"] != read["kind"]:
        return False
    if organizations:
        return same_name(told["organization"], read["organization"])
    return bool(told["start"] == read["start"] and told["end"] == read["end"])
