"""What was read, for a terminal: a line an item, with its place, then what was left aside."""

from collections.abc import Callable, Iterator, Mapping
from textwrap import wrap
from typing import TypeAlias

from persona_check.intake.reading import Item, ReadClaim

__all__ = ["as_page"]

_SHOWN = {
    "name": "name",
    "also_known_as": "also known as",
    "email": "email",
    "role": "role",
    "orcid": "ORCID iD",
    "scholar": "Google Scholar",
    "github": "GitHub",
    "openalex": "OpenAlex",
    "semantic_scholar": "Semantic Scholar",
    "dblp": "DBLP",
    "wikidata": "Wikidata",
    "arxiv": "arXiv",
    "homepage": "homepage",
    "staff_page": "staff page",
    "links": "link",
    "affiliations": "post",
    "degrees": "degree",
    "awards": "award",
    "memberships": "membership",
    "fields": "field",
    "founded": "founded",
    "works": "work",
    "dois": "work",
    "books": "book",
    "coauthors": "coauthor",
    "bio": "bio",
}
_WIDTH = 88
_MOST_OF_A_KIND = 5
_MOST_ASIDE = 6
_MOST_LINES = 3  # of one thing left aside


def as_page(
    read: ReadClaim, label: str, inert: Callable[[str], str], *, whole: bool = False
) -> str:
    """The page; of each kind of item the first five unless ``whole``.

    ``inert`` takes away what outside text must not do to a terminal.
    """
    lines = [f"Read from {inert(label)} ({inert(read.form)}), as claimed there:"]
    rows = [*_items(read, whole), *(_people(read, whole) if read.people else ())]
    lines += [_line(key, inert(words), inert(place)) for key, words, place in rows]
    if read.left_aside:
        lines.append("Left aside:")
        shown = read.left_aside if whole else read.left_aside[:_MOST_ASIDE]
        for one in shown:
            place = f" ({inert(one.place)})" if one.place else ""
            lines += wrap(
                f"{inert(one.what)}: {inert(one.why)}{place}",
                _WIDTH,
                initial_indent="  ",
                subsequent_indent="    ",
                max_lines=_MOST_LINES,
                placeholder=" …",
            )
        if more := len(read.left_aside) - len(shown):
            lines.append(f"  and {more} more (persona-check read shows all)")
    return "".join(f"{line}\n" for line in lines)


_Row: TypeAlias = tuple[str, str, str]


def _items(read: ReadClaim, whole: bool) -> Iterator[_Row]:
    if read.submitted_by is not None:
        who = read.submitted_by.name or read.submitted_by.email or "somebody else"
        yield "sent by", f"{who}, who writes about somebody else", ""
    if read.owner is not None:
        yield "name", read.owner, "common to all entries"
    for key in dict.fromkeys((*_SHOWN, *(item.key for item in read.items))):
        there = list(read.all(key))
        shown = there if whole else there[:_MOST_OF_A_KIND]
        for item in shown:
            yield _SHOWN.get(key, key), _words(item), item.place
        if len(there) > len(shown):
            yield "", f"and {len(there) - len(shown)} more", ""
    for one in read.attached:
        what = f"{one.name or 'the text'}, taken as {one.kind.value}"
        what += f": {one.title}" if one.title else ""
        yield "attached", what, one.place


def _people(read: ReadClaim, whole: bool) -> Iterator[_Row]:
    shown = read.people if whole else read.people[:_MOST_OF_A_KIND]
    yield "people", str(len(read.people)), ""
    for person in shown:
        first = next(iter(person.all("affiliations")), None)
        words = ", ".join(filter(None, (person.name, _words(first) if first else None)))
        yield "", words, f"row {person.row}" if person.row is not None else ""
    if len(read.people) > len(shown):
        yield "", f"and {len(read.people) - len(shown)} more", ""


def _line(key: str, words: str, place: str) -> str:
    where = f"  [{place}]" if place else ""
    room = max(_WIDTH - 18 - len(where), 20)
    if len(words) > room:
        words = words[: room - 1] + "…"
    return f"  {key:<15} {words}{where}"


def _words(item: Item) -> str:
    value = item.value
    if not isinstance(value, Mapping):
        return str(value)
    named = ("role", "degree", "award", "title", "field", "department", "organization", "venue")
    words = ", ".join(str(value[key]) for key in named if value.get(key))
    start, end = value.get("start"), value.get("end") or value.get("year")
    if value.get("current"):
        end = "now"
    span = f"{start}–{end}" if start and end and str(start) != str(end) else start or end
    return f"{words} ({span})" if span else words
