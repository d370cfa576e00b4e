"""The names of a sentence that may be organisations, without the words of cues."""

import re
from collections.abc import Iterator, Sequence

from persona_check.bio.cues import Cue
from persona_check.bio.organizations import Organization, names_in

__all__ = ["organizations_in", "titles_of_journals"]

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


def organizations_in(sentence: str, cues: Sequence[Cue]) -> list[Organization]:
    """The sentence's names without the words of cues, and without tools and languages."""
    return [
        organization
        for organization in _without_short_forms(sentence, _cut(names_in(sentence), cues))
        if len(organization.name) > 1
        and organization.name not in _TOOLS
        and organization.name not in _IN_GENERAL
        and not _LIKE_SOMETHING.fullmatch(organization.name)
        and not _PLURAL.fullmatch(organization.name)
        and not all(word.rstrip(",") in _OF_TITLES for word in organization.name.split())
        and not _is_quoted(sentence, organization)
    ]


def _without_short_forms(
    sentence: str, organizations: Iterator[Organization]
) -> Iterator[Organization]:
    """The names, without an acronym in brackets behind a longer one: "Zell Society (ZS)"."""
    held: Organization | None = None
    for organization in organizations:
        bracket = (
            sentence[max(0, organization.at - 2) : organization.at] == " (" and held is not None
        )
        short = bracket and held is not None and held.to == organization.at - 2 and " " in held.name
        if (
            short
            and organization.name.isupper()
            and sentence[organization.to : organization.to + 1] == ")"
        ):
            continue
        yield organization
        held = organization


def titles_of_journals(
    sentence: str, organizations: Sequence[Organization]
) -> Iterator[Organization]:
    """The names, with those that "in" or "on" makes one title: "Letters in Tidal Research"."""
    held: Organization | None = None
    for organization in organizations:
        if held is not None and sentence[held.to : organization.at] in {" in ", " on "}:
            held = Organization(
                name=sentence[held.at : organization.to], at=held.at, to=organization.to
            )
            continue
        if held is not None:
            yield held
        held = organization
    if held is not None:
        yield held


def _cut(organizations: Sequence[Organization], cues: Sequence[Cue]) -> Iterator[Organization]:
    """Organisations without the words of a cue: "Google Engineer" is an organisation and a cue."""
    for organization in organizations:
        at = organization.at
        spans = [
            (cue.at, cue.to)
            for cue in cues
            if cue.at < organization.to and organization.at < cue.to
        ]
        for start, end in spans:
            if start > at:
                yield _trimmed(organization, at, start)
            at = max(at, end)
        if not spans:
            yield _without_tool(organization)
        elif at < organization.to:
            yield _trimmed(organization, at, organization.to)


def _trimmed(organization: Organization, at: int, to: int) -> Organization:
    name = organization.name[at - organization.at : to - organization.at]
    lead = re.match(rf"[\s,&-]*(?:{_SMALL}\b[\s,]*)*", name)
    skip = lead.end() if lead else 0
    kept = re.sub(rf"[\s,]+(?:{_SMALL}[\s,]*)*$", "", name[skip:])
    # "Institute of Tides and Deputy Dean": the rank belongs to the title that was cut off
    while (last := re.search(r"(?:\s+(?:and|&))?\s+([A-Z]\w+)$", kept)) and last[1] in _RANKS:
        kept = kept[: last.start()]
    return Organization(name=kept, at=at + skip, to=at + skip + len(kept))


def _without_tool(organization: Organization) -> Organization:
    """The organisation of "Postgres for Tidal Works", which names a tool as well."""
    tool, joint, rest = organization.name.partition(" for ")
    if joint and tool in _TOOLS:
        return Organization(name=rest, at=organization.at + len(tool + joint), to=organization.to)
    return organization


def _is_quoted(sentence: str, organization: Organization) -> bool:
    """Whether it stands inside the title of a work, not at its beginning."""
    ahead = sentence[: organization.at]
    opened = ahead.count("“") > ahead.count("”") or ahead.count('"') % 2 == 1
    return opened and not ahead.rstrip("' ").endswith(("“", '"'))
