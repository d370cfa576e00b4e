"""References pasted as text, one a line or with blank lines between, in any usual style."""

import re
from collections.abc import Iterator

from persona_check.claimfile.references import Reference, read_reference
from persona_check.intake.reading import Given, LeftAside, ReadClaim
from persona_check.intake.whole_text import whole_text
from persona_check.intake.works import ListedWork, authors_in, list_of_works

__all__ = ["read", "shows"]

_NUMBERED = re.compile(r"\s*(?:\[\d{1,3}\]|\(?\d{1,3}[.)]|[-*•–])\s+")
_FEWEST = 2
_MOST_ENTRIES = 5_000
_SAMPLE = 40
_SURELY = 0.7  # of the entries have to be references; a letter or a CV holds other lines too


def shows(given: Given) -> bool:
    """Whether most of its lines are references with authors and a year or venue.

    One alone needs all three: a sentence can look much like a reference that lacks one.
    """
    if len(given.content) > 2_000_000 or b"\0" in given.content[:1000]:
        return False
    entries = [text for _, text in _entries(whole_text(given)[:60_000])][:_SAMPLE]
    if len(entries) == 1:
        alone = read_reference(entries[0])
        return _is_sure(entries[0]) and bool(alone.year and alone.venue)
    return sum(map(_is_sure, entries)) >= max(_FEWEST, _SURELY * len(entries))


def _is_sure(text: str) -> bool:
    found = read_reference(text)
    return found.understood and bool(found.first_author and (found.year or found.venue))


def read(given: Given) -> ReadClaim:
    """Its entries as works; what is not surely a reference is left aside."""
    works: list[ListedWork] = []
    aside: list[LeftAside] = []
    for line, text in _entries(whole_text(given)):
        if len(works) == _MOST_ENTRIES:
            aside.append(LeftAside(what="further lines", why="too many entries"))
            break
        found, place = read_reference(text), f"line {line}"
        if found.is_title_alone or not found.understood:
            why = "it is not clear where the title begins and ends"
            aside.append(LeftAside(what=text[:200], why=why, place=place))
            continue
        works.append(
            ListedWork(
                title=found.title,
                authors=_authors(text, found),
                more="et al" in text,
                year=found.year,
                venue=found.venue,
                doi=found.doi,
                place=place,
            )
        )
    return list_of_works("references", works, aside, given.known_as)


def _authors(text: str, found: Reference) -> tuple[str, ...]:
    first = found.first_author
    if not first:
        return ()
    before = " ".join(text.split()).partition(found.title)[0]
    at = before.find(first)
    names = re.sub(r"[\[(]?\b(?:1[89]|20)\d\d[a-z]?\b[^,;]*$", "", before[at + len(first) :])
    others = authors_in(names.strip(" ,.;:()[]“”\"'&") or "")[0] if at >= 0 else ()
    return (first, *(re.sub(r"^(?:and|&)\s+", "", name) for name in others))


def _entries(text: str) -> Iterator[tuple[int, str]]:
    """The line where each entry begins, and its text; wrapped lines are joined."""
    lines = text.splitlines()
    numbered = sum(_NUMBERED.match(line) is not None for line in lines)
    filled = sum(bool(line.strip()) for line in lines)
    by_number = numbered >= _FEWEST
    by_blank = not by_number and sum(not line.strip() for line in lines) * 3 >= filled
    held: list[str] = []
    start = 1
    for number, line in enumerate(lines, start=1):
        blank = not line.strip()
        hangs = line[:1].isspace() and bool(held)
        begins = (
            _NUMBERED.match(line) is not None
            if by_number
            else not (by_blank or hangs) and not blank
        )
        if held and (blank or begins):
            yield start, _NUMBERED.sub("", " ".join(held), count=1)
            held = []
        if not blank:
            start = start if held else number
            held.append(line.strip())
    if held:
        yield start, _NUMBERED.sub("", " ".join(held), count=1)
