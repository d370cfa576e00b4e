"""The names of a sentence that may be organisations, without the words of cues."""

import re
from collections.abc import Iterator, Sequence

from persona_check.bio.cues import Cue
from persona_check.bio.houses import House, houses_in

__all__ = ["names_beside", "titles_of_journals"]

# capitalised words of a title or of what a title is about: "Founder and Scientific Director",
# "Social Media Manager"
_OF_TITLES = frozenset(
    "Scientific Senior Founding Research Executive Managing Deputy Associate Assistant Visiting "
    "Adjunct Full Distinguished Honorary Principal Chief General Program Technical Acting Interim "
    "Vice Emeritus Tenured Postdoctoral Graduate Lead Core Staff Clinical Academic Regional "
    "National International Global Independent Former Current Elected Invited Permanent Social "
    "Media Product Project Programme Community Marketing Communications Content Data Cloud "
    "Software Hardware Security Support Sales Business Development Operations Engineering Design "
    "Digital Online Web Mobile Human Resources Information Technology Systems Machine Learning "
    "Computer Vision Artificial Intelligence Public Policy Affairs Relations Science Finance "
    "Legal Foreign Corresponding Medical Health Education Chartered Certified Guest".split()
)
# "the University", "an active member of the Committee"
_IN_GENERAL = frozenset(
    "University School Department College Institute Committee Center Centre Lab Laboratory "
    "Company Foundation Board Faculty Society Association Council Commission Group".split()
)
# "AI-driven", "Django-related"
_LIKE_SOMETHING = re.compile(r"[A-Z]\w*-(?:\w+ed|\w+en|\w+ing|based|oriented|first|native)")
# "for LLMs", "in several NGOs"
_PLURAL = re.compile(r"[A-Z]{2,}s")
# what people work with and are no employer or body
_TOOLS = frozenset(
    "Python Java JavaScript TypeScript Ruby Rails Rust PHP SQL PostgreSQL Postgres MySQL Linux "
    "Unix Windows AI ML NLP MRI fMRI EEG MEG PET DNA RNA HIV COVID-19 Covid-19 CEO CTO COO CFO "
    "PhD MBA MBAs DevOps SaaS APIs API UX UI HPC IoT Web Internet English French "
    "German Spanish".split()
)
_RANKS = frozenset(
    "Deputy Senior Associate Assistant Executive Managing Founding Visiting Adjunct Vice Acting "
    "Interim Honorary Scientific Former Guest".split()
)
_SMALL = r"(?:of|at|and|for|in|de|du|the|on|&)"


def names_beside(sentence: str, cues: Sequence[Cue]) -> list[House]:
    """The sentence's names without the words of cues, and without tools and languages."""
    return [
        house
        for house in _without_short_forms(sentence, _cut(houses_in(sentence), cues))
        if len(house.name) > 1
        and house.name not in _TOOLS
        and house.name not in _IN_GENERAL
        and not _LIKE_SOMETHING.fullmatch(house.name)
        and not _PLURAL.fullmatch(house.name)
        and not all(word.rstrip(",") in _OF_TITLES for word in house.name.split())
        and not _is_quoted(sentence, house)
    ]


def _without_short_forms(sentence: str, houses: Iterator[House]) -> Iterator[House]:
    """The names, without an acronym in brackets behind a longer one: "Zell Society (ZS)"."""
    held: House | None = None
    for house in houses:
        bracket = sentence[max(0, house.at - 2) : house.at] == " (" and held is not None
        short = bracket and held is not None and held.to == house.at - 2 and " " in held.name
        if short and house.name.isupper() and sentence[house.to : house.to + 1] == ")":
            continue
        yield house
        held = house


def titles_of_journals(sentence: str, houses: Sequence[House]) -> Iterator[House]:
    """The names, with those that "in" or "on" makes one title: "Letters in Tidal Research"."""
    held: House | None = None
    for house in houses:
        if held is not None and sentence[held.to : house.at] in {" in ", " on "}:
            held = House(name=sentence[held.at : house.to], at=held.at, to=house.to)
            continue
        if held is not None:
            yield held
        held = house
    if held is not None:
        yield held


def _cut(houses: Sequence[House], cues: Sequence[Cue]) -> Iterator[House]:
    """Houses without the words of a cue: "Google Engineer" is a house and a cue."""
    for house in houses:
        at = house.at
        spans = [(cue.at, cue.to) for cue in cues if cue.at < house.to and house.at < cue.to]
        for start, end in spans:
            if start > at:
                yield _trimmed(house, at, start)
            at = max(at, end)
        if not spans:
            yield _without_tool(house)
        elif at < house.to:
            yield _trimmed(house, at, house.to)


def _trimmed(house: House, at: int, to: int) -> House:
    name = house.name[at - house.at : to - house.at]
    lead = re.match(rf"[\s,&-]*(?:{_SMALL}\b[\s,]*)*", name)
    skip = lead.end() if lead else 0
    kept = re.sub(rf"[\s,]+(?:{_SMALL}[\s,]*)*$", "", name[skip:])
    # "Institute of Tides and Deputy Dean": the rank belongs to the title that was cut off
    while (last := re.search(r"(?:\s+(?:and|&))?\s+([A-Z]\w+)$", kept)) and last[1] in _RANKS:
        kept = kept[: last.start()]
    return House(name=kept, at=at + skip, to=at + skip + len(kept))


def _without_tool(house: House) -> House:
    """The house of "Postgres for Tidal Works", which names a tool as well."""
    tool, joint, rest = house.name.partition(" for ")
    if joint and tool in _TOOLS:
        return House(name=rest, at=house.at + len(tool + joint), to=house.to)
    return house


def _is_quoted(sentence: str, house: House) -> bool:
    """Whether it stands inside the title of a work, not at its beginning."""
    ahead = sentence[: house.at]
    opened = ahead.count("“") > ahead.count("”") or ahead.count('"') % 2 == 1
    return opened and not ahead.rstrip("' ").endswith(("“", '"'))
