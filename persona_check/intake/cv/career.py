"""Posts from the entries of a CV; only what has its parts, the rest is left aside."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from persona_check.expressions import Expression
from persona_check.intake.cv.chunks import (
    Chunk,
    ChunkKind,
    chunks_of,
)
from persona_check.intake.cv.employers import (
    MOST_ORGANIZATION_CHARS,
    employer_above,
    is_part,
    may_employ,
    short,
)
from persona_check.intake.cv.entry import Entry
from persona_check.intake.cv.kinds import is_surely_organization
from persona_check.intake.cv.slots import at_slot, slot_of, usual_slots
from persona_check.intake.reading import Item, LeftAside

__all__ = ["posts_in"]

MOST_ROLE_CHARS = 160
# how a sentence on what was done begins, in the hand of people who write "Computing the …"
_TELLS = Expression(r"\w{3,}ing (?:the|a|an|and|of|with|for|to|on|in)\b", re.IGNORECASE)


_LABEL = Expression(
    r"(?:supervis|advis|tutor|mentor|betreuer|encadrant|directeur|relatore|promotor|orientador|pi\b|"
    r"host|manager|reporting|contact|team|role|position|title|poste|cargo|ruolo|referee)",
    re.IGNORECASE,
)


def posts_in(entries: Sequence[Entry]) -> Iterator[Item | LeftAside]:
    """The posts, each with an organisation and a role; of others, what was left aside and why."""
    read = list(_read_one_by_one(entries))
    slots = usual_slots(
        [
            (slot_of(one.role, one.chunks), slot_of(one.organization, one.chunks))
            for one in read
            if one.role is not None
            and one.organization is not None
            and one.organization.kind in {ChunkKind.ORGANIZATION, ChunkKind.UNIT}
            and {one.role, one.organization} <= {*one.chunks}
        ]
    )
    for one in read:
        entry, role, organization = one.entry, one.role, one.organization
        if slots is not None and entry.date is not None and (role is None or organization is None):
            role = role or at_slot(slots[0], one.chunks, title=True)
            organization = organization or at_slot(slots[1], one.chunks, title=False)
        if role is None or organization is None or role is organization:
            missing = "no organisation" if role else "no post"
            yield LeftAside(what=short(entry), why=f"{missing} recognised", place=entry.place)
            continue
        value: dict[str, object] = {"organization": organization.text[:MOST_ORGANIZATION_CHARS]}
        value["role"] = role.text[:MOST_ROLE_CHARS]
        unit = one.part or next((each for each in one.chunks if each.kind is ChunkKind.UNIT), None)
        if unit is not None and unit is not organization:
            value["department"] = unit.text
        value |= _dates_of_post(entry)
        yield Item(key="affiliations", value=value, place=entry.place)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What is told of one entry by its own words."""

    entry: Entry
    chunks: tuple[Chunk, ...]
    role: Chunk | None
    organization: Chunk | None
    part: Chunk | None


def _read_one_by_one(entries: Sequence[Entry]) -> Iterator[_Read]:
    group: Chunk | None = None
    towns = _towns(entries)
    for entry in entries:
        chunks = chunks_of(entry.head)
        if not chunks:
            continue
        if entry.inherited is not None:
            group = employer_above(entry.inherited) or group
        role = _role(chunks)
        organization = _organization(chunks, role, towns)
        if organization is not None and organization is role:
            organization = None
        if organization is None and role is not None and entry.inherited is not None:
            organization = group
        if (
            entry.inherited is not None
            and group is not None
            and organization is not None
            and organization.kind is ChunkKind.OTHER
            and organization.before in {",", "("}
        ):
            organization = group  # a field behind the title, not another employer
        part: Chunk | None = None
        if (
            entry.inherited is not None
            and group is not None
            and organization is not None
            and group.kind is ChunkKind.ORGANIZATION
            and not is_part(group)
            and (organization.kind is ChunkKind.UNIT or is_part(organization))
        ):
            part, organization = organization, group
        yield _Read(entry=entry, chunks=chunks, role=role, organization=organization, part=part)


def _dates_of_post(entry: Entry) -> dict[str, object]:
    date = entry.date
    if date is None:
        return {"current": entry.current}
    found: dict[str, object] = {"start": date.start, "end": date.end, "current": date.current}
    if date.single and any(not other.single for other in entry.more_dates):
        return {"current": False}
    return {key: value for key, value in found.items() if value is not None}


def _role(chunks: Sequence[Chunk]) -> Chunk | None:
    followers = [*chunks[1:], None]
    roles = [
        one
        for one, after in zip(chunks, followers, strict=True)
        if one.kind is ChunkKind.ROLE
        and _reads_like_a_title(one.text)
        and not (after is not None and after.before == ":" and _LABEL.match(one.text))
    ]
    usable = [one for one in roles if len(one.text) <= MOST_ROLE_CHARS]
    return usable[0] if usable else None


def _towns(entries: Sequence[Entry]) -> frozenset[str]:
    """What closes the lines of several entries behind a comma: no employer, where they were."""
    ends = Counter(
        chunk.text
        for entry in entries
        for chunk, after in pairwise([*chunks_of(entry.head), None])
        if chunk is not None
        and chunk.before == ","
        and chunk.kind is ChunkKind.OTHER
        and (after is None or after.before == "line")
    )
    return frozenset(text for text, times in ends.items() if times > 1)


def _organization(
    chunks: Sequence[Chunk], role: Chunk | None, towns: frozenset[str]
) -> Chunk | None:
    """The employer: what is called one; else the name that stands where one would."""
    named = [one for one in chunks if one.kind is ChunkKind.ORGANIZATION and may_employ(one)]
    if role is not None:
        told = [
            one
            for one in chunks
            if one.before in {"at", "@"} and one.line == role.line and may_employ(one)
        ]
        if told:  # "Engineer @ Norrvik": no other line says it better
            sure = [one for one in told if one.kind is ChunkKind.ORGANIZATION]
            whole = [
                one for one in named if one.before == "," and one.line == told[-1].line
            ]  # "at Faculty of Arts, Norrvik University"
            part = not sure or all(is_part(one) for one in sure)
            return whole[0] if part and whole else sure[0] if sure else told[-1]
    if named:
        near = [one for one in named if role is None or abs(one.line - role.line) <= 1] or named
        if not any(is_surely_organization(one.text) or is_part(one) for one in near):
            # a project's name beside the title, its house some lines below
            near = [one for one in named if is_surely_organization(one.text)] or near
        sure = [one for one in near if is_surely_organization(one.text) and not is_part(one)]
        parts = [
            one
            for one in chunks
            if may_employ(one) and (is_part(one) if one in near else one.kind is ChunkKind.UNIT)
        ]
        # "Lecturer, Digital Media, School of Arts": a field behind the title's comma
        behind = max((chunks.index(one) for one in (*parts, *sure)), default=0)
        fields = [
            one
            for one in near
            if role is not None
            and one.before == ","
            and one.line == role.line
            and chunks.index(one) < behind
        ]
        larger = [one for one in near if not is_part(one) and one not in fields]
        return (sure or larger or parts or near)[0]
    units = [one for one in chunks if one.kind is ChunkKind.UNIT and may_employ(one)]
    others = [one for one in chunks if one.kind is ChunkKind.OTHER and may_employ(one)]
    if role is not None:
        linked = [one for one in others if one.before in {"at", "@"}]
        if linked:
            return linked[0]
        beside = [
            one
            for one in others
            if one.line in {role.line, role.line - 1}
            or (one.line == role.line + 1 and one.before == "line")
        ]
        # a field behind a comma ("Lecturer, Sociology") is no employer
        beside = [one for one in beside if one.before != "("]
        if any(one.line == role.line for one in units):
            beside = [one for one in beside if one.line <= role.line]
        own = [one for one in beside if one.before in {"line", "gap", "font", "|", "-"} or one.bold]
        loose = [
            one
            for one in beside
            if one.before == "," and one.line == role.line and one.text not in towns
        ]
        places = any(one.kind is ChunkKind.PLACE for one in chunks)
        if own:
            level = [one for one in own if one.line == role.line and one.before == "|"]
            return (level or own)[0]
        if loose and (places or len(loose) == 1) and not units:
            return loose[0]
        bracketed = [one for one in others if one.before == "(" and one.line == role.line]
        if bracketed and not units and len(bracketed[0].text.split()) <= 4:
            return bracketed[0]
    if units:
        # "Department of Hydrology, NVU"
        short = [
            one for one in others if one.before == "," and re.fullmatch(r"[A-Z]{3,6}", one.text)
        ]
        near_unit = [one for one in short if one.line == units[0].line]
        return (near_unit or units)[0]
    return None


def _reads_like_a_title(text: str) -> bool:
    """Not a sentence: no full stop within, not many words in small letters."""
    if re.search(r"[a-z]{3}\. +[A-Z]", text) or len(text.split()) > 16:
        return False
    if _TELLS.match(text):
        return False
    first = text.lstrip("“\"'’(")[:1]
    return first.isupper() or not first.isascii() or len(text.split()) <= 6
