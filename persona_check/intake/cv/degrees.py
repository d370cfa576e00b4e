"""Degrees from the entries of a CV; only what is said to be finished, the rest is left aside."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from persona_check.intake.cv.chunks import Chunk, ChunkKind, chunks_of
from persona_check.intake.cv.dates import DateSpan
from persona_check.intake.cv.employers import (
    MOST_ORGANIZATION_CHARS,
    NO_NAME,
    employer_above,
    is_part,
    may_employ,
    short,
)
from persona_check.intake.cv.entry import Entry
from persona_check.intake.cv.kinds import (
    is_degree,
    is_going_on,
    is_no_degree,
    is_surely_organization,
)
from persona_check.intake.reading import Item, LeftAside
from persona_check.intake.word_files import any_words_of

__all__ = ["degrees_in", "tells_of_degree"]

MOST_DEGREE_CHARS = 160


def tells_of_degree(entry: Entry) -> bool:
    """Whether it speaks of a degree and of no post."""
    chunks = chunks_of(entry.head)
    single = entry.date is None or entry.date.single
    if any(
        one.kind is ChunkKind.ROLE and one.line == 0 and not (single and is_degree(one.text))
        for one in chunks
    ):
        return False
    return any(is_degree(one.text) and one.kind is not ChunkKind.PLACE for one in chunks)


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
        degrees = [one for one in degrees if not NO_NAME.match(one.text)] or degrees
        schools = [
            one
            for one in chunks
            if one.kind in {ChunkKind.ORGANIZATION, ChunkKind.UNIT} and may_employ(one)
        ]
        degree = degrees[0] if degrees else None
        posts = any(one.kind is ChunkKind.ROLE for one in chunks)
        spanned = entry.date is not None and not entry.date.single
        if degree is None and schools and spanned and not posts:
            # profiles on LinkedIn give the subject alone
            subjects = [
                one
                for one, after in pairwise([*chunks, None])
                if one is not None
                and one.kind is ChunkKind.OTHER
                and may_employ(one)
                and (after is None or after.kind is not ChunkKind.PLACE)  # a town
            ]
            degree = next((one for one in subjects if not NO_NAME.match(one.text)), None)
        school = _school(schools, degree, chunks)
        if entry.inherited is not None and not (school and is_surely_organization(school.text)):
            above = employer_above(entry.inherited)
            sure = above is not None and is_surely_organization(above.text)
            school = above if sure or school is None else school
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
                what=short(entry), why=reason or "no degree recognised", place=entry.place
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
        usable = not (is_no_degree(one.text) or is_going_on(one.text) or NO_NAME.match(one.text))
        kind = one.text[:1].casefold()
        if begins and usable and kind not in kept and one.line not in lines:
            kept[kind] = one
            lines.add(one.line)
    return list(kept.values())


def _school(
    schools: Sequence[Chunk], degree: Chunk | None, chunks: Sequence[Chunk]
) -> Chunk | None:
    whole = [one for one in schools if one.kind is ChunkKind.ORGANIZATION and one is not degree]
    larger = [one for one in whole if not is_part(one)]
    sure = [one for one in larger if is_surely_organization(one.text)]
    if larger or whole:
        return (sure or larger or whole)[0]
    others = [
        one
        for one in chunks
        if one.kind is ChunkKind.OTHER
        and may_employ(one)
        and not is_degree(one.text)
        and not any_words_of("cv", "fields").search(one.text)
        and (one.before in {"line", "gap", "font", "at", "-"} or one.bold)
        and (degree is None or abs(one.line - degree.line) <= 1)
        and (degree is None or one.line != degree.line or one.before in {"gap", "at", "line", "-"})
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
    return text[:MOST_DEGREE_CHARS]


def _year_of(entry: Entry) -> int | None:
    dates: list[DateSpan] = [one for one in (entry.date, *entry.more_dates) if one is not None]
    return dates[0].last_year if dates else None
