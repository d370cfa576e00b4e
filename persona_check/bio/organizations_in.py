"""Leaves out of the names of a sentence what is part of a cue, a tool or a title."""

import re
from collections.abc import Iterator, Sequence

from persona_check.bio.cues import Cue
from persona_check.bio.organizations import Organization, names_in
from persona_check.bio.word_files import word_set

__all__ = ["organizations_in", "titles_of_journals"]

# "AI-driven", "Django-related"
_LIKE_SOMETHING = re.compile(r"[A-Z]\w*-(?:\w+ed|\w+en|\w+ing|based|oriented|first|native)")
# "for LLMs", "in several NGOs"
_PLURAL = re.compile(r"[A-Z]{2,}s")
_SMALL = r"(?:of|at|and|for|in|de|du|the|on|&)"


def organizations_in(sentence: str, cues: Sequence[Cue]) -> list[Organization]:
    """The sentence's names without the words of cues, and without tools and languages."""
    no_names = word_set("not_organizations", "tools", "in_general")
    of_titles = word_set("not_organizations", "words_of_titles")
    return [
        organization
        for organization in _without_short_forms(sentence, _cut(names_in(sentence), cues))
        if len(organization.name) > 1
        and organization.name not in no_names
        and not _LIKE_SOMETHING.fullmatch(organization.name)
        and not _PLURAL.fullmatch(organization.name)
        and not all(word.rstrip(",") in of_titles for word in organization.name.split())
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
    ranks = word_set("not_organizations", "ranks")
    # "Institute of Tides and Deputy Dean": the rank belongs to the title that was cut off
    while (last := re.search(r"(?:\s+(?:and|&))?\s+([A-Z]\w+)$", kept)) and last[1] in ranks:
        kept = kept[: last.start()]
    return Organization(name=kept, at=at + skip, to=at + skip + len(kept))


def _without_tool(organization: Organization) -> Organization:
    """The organisation of "Postgres for Tidal Works", which names a tool as well."""
    tool, joint, rest = organization.name.partition(" for ")
    if joint and tool in word_set("not_organizations", "tools"):
        return Organization(name=rest, at=organization.at + len(tool + joint), to=organization.to)
    return organization


def _is_quoted(sentence: str, organization: Organization) -> bool:
    """Whether it stands inside the title of a work, not at its beginning."""
    ahead = sentence[: organization.at]
    opened = ahead.count("“") > ahead.count("”") or ahead.count('"') % 2 == 1
    return opened and not ahead.rstrip("' ").endswith(("“", '"'))
