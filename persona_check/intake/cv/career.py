"""Posts and degrees from the entries of a CV; only what has its parts, the rest is left aside."""

import re
from collections.abc import Iterator, Sequence

from persona_check.expressions import Expression
from persona_check.intake.cv.chunks import (
    Chunk,
    ChunkKind,
    chunks_of,
    is_degree,
    is_going_on,
    is_no_degree,
    is_surely_organization,
)
from persona_check.intake.cv.dates import DateSpan
from persona_check.intake.cv.entries import Entry
from persona_check.intake.cv.lines import Line
from persona_check.intake.reading import Item, LeftAside

__all__ = ["degrees_in", "posts_in"]

MOST_ORGANIZATION_CHARS = 140
MOST_ROLE_CHARS = 160
# Words with which a line begins that names no organisation and no title.
_NO_NAME = Expression(
    r"(?:(?:advis|supervis|thes[ie]s|dissertation|respons|develop|implement|analy[sz]|conduct|"
    r"investigat|optimi[sz]|improv|provid|maintain|organi[sz]ed|participat|betreu)\w*|"
    r"(?:grade|gpa|mark|note|mention|honou?rs|mit|with|under|title|topic|projects?|funded|funding|"
    r"tasks?|skills|tools|tech|email|tel|phone|directeur de|relatore|tutor|remote|full[- ]time|"
    r"part[- ]time|hybrid|on-?site|vollzeit|teilzeit|cdi|cdd|temps plein|tempo integral|study of|"
    r"research (?:on|project|into)|studied|design(?:ed|ing)|work(?:ed|ing)|built|building|led|"
    r"leading|manag(?:ed|ing)|creat(?:ed|ing)|assist(?:ed|ing)|collaborat(?:ed|ing)|"
    r"support(?:ed|ing)|taught|relevant|courses?:|coursework)\b|www\.|http|"
    r"(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?$|(?:may|spring|summer|fall|winter)$)",
    re.IGNORECASE,
)


# how a sentence on what was done begins, in the hand of people who write "Computing the …"
_TELLS = Expression(r"\w{3,}ing (?:the|a|an|and|of|with|for|to|on|in)\b", re.IGNORECASE)


_LABEL = Expression(
    r"(?:supervis|advis|tutor|mentor|betreuer|encadrant|directeur|relatore|promotor|orientador|pi\b|"
    r"host|manager|reporting|contact|team|role|position|title|poste|cargo|ruolo|referee)",
    re.IGNORECASE,
)


_COURSE = Expression(r"\b[A-Z]{2,4}[ -]?\d{3,4}\b")
_PART = Expression(
    r"(?:the )?(?:[\w-]+ )?(?:school|college|department|division|faculty|lab|laboratory|group|"
    r"center|centre) (?:of|for)\b",
    re.IGNORECASE,
)


def posts_in(entries: Sequence[Entry]) -> Iterator[Item | LeftAside]:
    """The posts, each with an organisation and a role; of others, what was left aside and why."""
    group: Chunk | None = None
    for entry in entries:
        chunks = chunks_of(entry.head)
        if not chunks:
            continue
        if entry.inherited is not None:
            group = _employer_above(entry.inherited) or group
        role = _role(chunks)
        organization = _organization(chunks, role)
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
            and not _is_part(group)
            and (organization.kind is ChunkKind.UNIT or _is_part(organization))
        ):
            part, organization = organization, group
        if role is None or organization is None:
            missing = "no organisation" if role else "no post"
            yield LeftAside(what=_short(entry), why=f"{missing} recognised", place=entry.place)
            continue
        value: dict[str, object] = {"organization": _name(organization, chunks)}
        value["role"] = role.text[:MOST_ROLE_CHARS]
        unit = part or next((one for one in chunks if one.kind is ChunkKind.UNIT), None)
        if unit is not None and unit is not organization:
            value["department"] = unit.text
        value |= _dates_of_post(entry)
        yield Item(key="affiliations", value=value, place=entry.place)


def _employer_above(line: Line) -> Chunk | None:
    """The employer that a line above several posts names, the whole before its parts."""
    above = [one for one in chunks_of((line,)) if _may_employ(one)]
    whole = [one for one in above if one.kind is ChunkKind.ORGANIZATION]
    larger = [one for one in whole if not _is_part(one)]
    return next(iter(larger or whole or above), None)


def _dates_of_post(entry: Entry) -> dict[str, object]:
    date = entry.date
    if date is None:
        return {"current": False}
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


def _organization(chunks: Sequence[Chunk], role: Chunk | None) -> Chunk | None:
    """The employer: what is called one; else the name that stands where one would."""
    named = [one for one in chunks if one.kind is ChunkKind.ORGANIZATION and _may_employ(one)]
    if role is not None:
        told = [
            one
            for one in chunks
            if one.before in {"at", "@"} and one.line == role.line and _may_employ(one)
        ]
        if told:
            return told[0]  # "Engineer @ Norrvik": no other line says it better
    if named:
        near = [one for one in named if role is None or abs(one.line - role.line) <= 1] or named
        sure = [one for one in near if is_surely_organization(one.text) and not _is_part(one)]
        parts = [
            one
            for one in chunks
            if _may_employ(one) and (_is_part(one) if one in near else one.kind is ChunkKind.UNIT)
        ]
        # "Lecturer, Digital Media, School of Arts": a field behind the title's comma
        fields = [
            one
            for one in near
            if role is not None and one.before == "," and one.line == role.line and parts + sure
        ]
        larger = [one for one in near if not _is_part(one) and one not in fields]
        return (sure or larger or parts or near)[0]
    units = [one for one in chunks if one.kind is ChunkKind.UNIT and _may_employ(one)]
    others = [one for one in chunks if one.kind is ChunkKind.OTHER and _may_employ(one)]
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
        loose = [one for one in beside if one.before == "," and one.line == role.line]
        places = any(one.kind is ChunkKind.PLACE for one in chunks)
        if own:
            return own[0]
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


def _is_part(chunk: Chunk) -> bool:
    return _PART.match(chunk.text) is not None


def _reads_like_a_title(text: str) -> bool:
    """Not a sentence: no full stop within, not many words in small letters."""
    if re.search(r"[a-z]{3}\. +[A-Z]", text) or len(text.split()) > 16:
        return False
    if _TELLS.match(text):
        return False
    first = text.lstrip("“\"'’(")[:1]
    return first.isupper() or not first.isascii() or len(text.split()) <= 6


def _reads_like_a_name(text: str) -> bool:
    """Mostly capitals, or with the small words of French and its sisters between."""
    if re.search(r"[a-z]{3}\. +[A-Z]", text):
        return False
    first = text.lstrip("“\"'’(")[:1]
    brand = re.match(r"[a-z]{1,2}[A-Z]|[\w-]+\.(?:com|org|ai|io|net)\b", text)
    if first.isascii() and first.isalpha() and first.islower() and not brand:
        return False
    words = [
        word for word in re.findall(r"[^\W\d_]{2,}", text) if len(word) > 3 or word[0].isupper()
    ]
    small = sum(word[0].islower() for word in words)
    romance = re.search(r"\b(?:de|des|du|di|della|del|do|da|für|d['’]|l['’])", text) is not None
    return small <= 0.4 * len(words) or (romance and len(words) <= 9 and first.isupper())


def _may_employ(chunk: Chunk) -> bool:
    text = chunk.text
    if chunk.kind not in {ChunkKind.ORGANIZATION, ChunkKind.OTHER, ChunkKind.UNIT}:
        return False
    if not 2 <= len(text) <= MOST_ORGANIZATION_CHARS or _NO_NAME.match(text):
        return False
    if _COURSE.search(text):
        return False
    return _reads_like_a_name(text)


def _name(organization: Chunk, chunks: Sequence[Chunk]) -> str:
    del chunks
    return organization.text[:MOST_ORGANIZATION_CHARS]


def degrees_in(entries: Sequence[Entry]) -> Iterator[Item | LeftAside]:
    """The degrees that are said to be finished; others are left aside."""
    for entry in entries:
        chunks = chunks_of(entry.head)
        if not chunks:
            continue
        degrees = [
            one
            for one in chunks
            if is_degree(one.text)
            and one.kind is not ChunkKind.PROSE
            and (one.kind is not ChunkKind.PLACE or one.before == "line")  # "Norrvik, MA"
            and not re.search(r"\b(?:thesis|project|was|were)\b", one.text, re.IGNORECASE)
        ]
        degrees = [one for one in degrees if not _NO_NAME.match(one.text)] or degrees
        schools = [
            one
            for one in chunks
            if one.kind in {ChunkKind.ORGANIZATION, ChunkKind.UNIT} and _may_employ(one)
        ]
        degree = degrees[0] if degrees else None
        posts = any(one.kind is ChunkKind.ROLE for one in chunks)
        spanned = entry.date is not None and not entry.date.single
        if degree is None and schools and spanned and not posts:
            # profiles on LinkedIn give the subject alone
            subjects = [one for one in chunks if one.kind is ChunkKind.OTHER and _may_employ(one)]
            degree = next((one for one in subjects if not _NO_NAME.match(one.text)), None)
        school = _school(schools, degree, chunks)
        if school is None and entry.inherited is not None:
            school = _employer_above(entry.inherited)
        several = _several(degrees)
        if len(several) > 1 and school is not None:
            # one time for all of them, and nothing says of which it is the end
            for one in several:
                words = _degree_words(one, chunks)
                own = next((each for each in schools if each.line == one.line), school)
                yield Item(
                    key="degrees",
                    value={"degree": words, "organization": own.text},
                    place=one.place,
                )
            continue
        reason = _no_degree(entry, degree, school, chunks)
        if reason is not None or degree is None:
            yield LeftAside(
                what=_short(entry), why=reason or "no degree recognised", place=entry.place
            )
            continue
        value: dict[str, object] = {"degree": _degree_words(degree, chunks)}
        if school is not None:
            value["organization"] = school.text[:MOST_ORGANIZATION_CHARS]
        year = _year_of(entry)
        if year is not None:
            value["end"] = year
        yield Item(key="degrees", value=value, place=entry.place)


def _several(degrees: Sequence[Chunk]) -> list[Chunk]:
    """The degrees of an entry that stand on lines of their own and are of different kinds."""
    kept: dict[str, Chunk] = {}
    lines: set[int] = set()
    for one in degrees:
        begins = one.before == "line" and is_degree(one.text[:30])
        usable = not (is_no_degree(one.text) or is_going_on(one.text) or _NO_NAME.match(one.text))
        kind = one.text[:1].casefold()
        if begins and usable and kind not in kept and one.line not in lines:
            kept[kind] = one
            lines.add(one.line)
    return list(kept.values())


def _school(
    schools: Sequence[Chunk], degree: Chunk | None, chunks: Sequence[Chunk]
) -> Chunk | None:
    whole = [one for one in schools if one.kind is ChunkKind.ORGANIZATION and one is not degree]
    larger = [one for one in whole if not _is_part(one)]
    if larger or whole:
        return (larger or whole)[0]
    others = [
        one
        for one in chunks
        if one.kind is ChunkKind.OTHER
        and _may_employ(one)
        and not is_degree(one.text)
        and (one.before in {"line", "gap", "font", "at"} or one.bold)
        and (degree is None or abs(one.line - degree.line) <= 1)
        and (degree is None or one.line != degree.line or one.before in {"gap", "at", "line"})
    ]
    return others[0] if others else (schools[0] if schools else None)


def _no_degree(
    entry: Entry, degree: Chunk | None, school: Chunk | None, chunks: Sequence[Chunk]
) -> str | None:
    head = " ".join(one.text for one in chunks if one.line <= 2 and one.kind is not ChunkKind.PROSE)
    date = entry.date
    if degree is None:
        return "a school or course" if is_no_degree(head) else "no degree recognised"
    if is_no_degree(degree.text) or (is_no_degree(head) and not _is_high(degree.text)):
        return "a school, course or exchange"
    if date is not None and (date.current or date.expected):
        return "not finished"
    if is_going_on(degree.text) or (date is None and is_going_on(head)):
        return "not finished"
    if any(one.expected for one in entry.more_dates):
        return "not finished"
    if school is None and (date is None or len(degree.text) > 90):
        return "no university recognised"
    return None


def _is_high(text: str) -> bool:
    return re.search(r"\b(?:ph\.? ?d|doctor|m\.?sc|master|bachelor|b\.?sc|b\.?a|m\.?a)\b", text,
                     re.IGNORECASE) is not None  # fmt: skip


def _degree_words(degree: Chunk, chunks: Sequence[Chunk]) -> str:
    """The degree with its field, where that stands behind it."""
    text = degree.text
    if len(text.split()) <= 2:
        at = chunks.index(degree)
        following = chunks[at + 1] if at + 1 < len(chunks) else None
        if (
            following is not None
            and following.kind is ChunkKind.OTHER
            and following.line == degree.line
            and following.before in {",", "-", ":", "font", "("}
            and len(following.text.split()) <= 8
        ):
            text = (
                f"{text} {following.text}"
                if following.before != ","
                else f"{text}, {following.text}"
            )
    return text[:MOST_ROLE_CHARS]


def _year_of(entry: Entry) -> int | None:
    dates: list[DateSpan] = [one for one in (entry.date, *entry.more_dates) if one is not None]
    return dates[0].last_year if dates else None


def _short(entry: Entry) -> str:
    words = " ".join(line.text for line in entry.head)
    return words if len(words) <= 100 else words[:99] + "…"
