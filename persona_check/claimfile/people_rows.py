"""The rows of a list, one a person: talks of one merged, cells that name several split."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice

from persona_check.claimfile.cells import cell_values
from persona_check.claimfile.headings import (
    FAMILY,
    GIVEN,
    MIDDLE,
    NETWORK,
    columns_of,
    full_name,
    names_several,
)
from persona_check.claimfile.row import Row
from persona_check.compare.organizations import differs_from_all

__all__ = ["one_row_a_person", "people_named"]

_AND = re.compile(r"\s*;\s*|\s*\n\s*|\s+(?:and|und|et|y|e|en|i|&)\s+|\s*&\s*", re.IGNORECASE)
_COMMA = re.compile(r"\s*,\s*")
_AND_OTHERS = re.compile(r"[\s,&]*(?:\band\s+|&\s*)?\bet\.?\s*al\.?\s*$|,?\s*\([^()]*\)\s*$", re.I)
_DEGREE = re.compile(
    r"(?:ph\.?\s?d|m\.?d|m\.?sc?|b\.?sc?|m\.?a|mba|m\.?p\.?h|j\.?d|jr|sr|ii|iii|dr|prof|esq|frcp|"
    r"cfa|dphil|rn)\.?",
    re.IGNORECASE,
)
_PERSONAL = frozenset(
    "email orcid affiliations role bio homepage tagline links github scholar dblp".split()
)
_MOST_ROWS = 100_000


def one_row_a_person(
    rows: Iterator[Row], told: Callable[[str], None], *, of_talks: bool = False
) -> Iterator[Row]:
    """The rows as they are, or, where each stands for a talk, those of one person as one row.

    ``of_talks`` says so where no column does. A row that names several people beside what only
    one can have comes with that problem: nobody is called "Ada Roe and Ben Poe".
    """
    first = next(rows, None)
    if first is None:
        return
    headings = _headings(first)
    columns = columns_of(headings) if headings else None
    if columns is None:
        yield from chain((first,), rows)
        return
    person_id = next((at for at, name in enumerate(headings) if _identifies(name)), None)
    split = (one for row in chain((first,), rows) for one in _split(row))
    if not (of_talks or columns.of_talks or person_id is not None):
        yield from split
        return
    yield from _merged(list(islice(split, _MOST_ROWS)), person_id, told)
    yield from split


def people_named(cell: str) -> tuple[str, ...]:
    """The people whom a cell names: several where each part is a whole name."""
    parts = [_AND_OTHERS.sub("", part).strip(" ,") for part in _AND.split(cell.strip())]
    names = [part for part in parts if part]
    if len(names) > 1 and all(len(name.split()) > 1 for name in names[-1:]):
        parted = [one for name in names for one in _by_commas(name)]
        if all(_is_whole(name) for name in parted):
            return tuple(parted)
        return (cell.strip(),)
    parted = list(_by_commas(cell.strip()))
    if len(parted) > 2 and all(_is_whole(name) for name in parted):
        return tuple(parted)
    return tuple(names) if len(names) == 1 else (cell.strip(),)


def _by_commas(words: str) -> list[str]:
    parts = [part for part in _COMMA.split(words) if part]
    if len(parts) > 1 and all(_is_whole(part) for part in parts):
        return parts
    return [words]


def _is_whole(name: str) -> bool:
    words = [word for word in name.split() if not _DEGREE.fullmatch(word.strip(".,"))]
    return 2 <= len(words) <= 6 and words[0][:1].isupper() and words[-1][:1].isupper()


def _headings(row: Row) -> tuple[str, ...]:
    return () if isinstance(row.raw, str) else tuple(heading for heading, _ in row.raw)


def _identifies(heading: str) -> bool:
    """Whether the column is the id of a person rather than of a row: "Speaker Id", "person #"."""
    words = re.sub(r"[\W_]+", "", heading.casefold().replace("#", "number"))
    return words in {"speakerid", "personid", "personnumber", "userid", "memberid", "participantid"}


def _split(row: Row) -> Iterator[Row]:
    """One row for each person whom the cell of names names."""
    if row.problem is not None or isinstance(row.raw, str):
        yield row
        return
    keys = row.keys or columns_of(_headings(row)).keys
    at = next((at for at, key in enumerate(keys) if key == "name"), None)
    if at is None or {GIVEN, FAMILY} & set(keys):
        yield row
        return
    heading, cell = row.raw[at]
    names = people_named(cell)
    several = names_several(heading)
    if several and len(names) == 1 and "," in cell:
        parted = [part for part in _COMMA.split(cell) if part]
        names = tuple(parted) if all(_is_whole(part) for part in parted) else names
    if len(names) == 1:
        renamed = names[0] != cell.strip() and bool(names[0])
        yield _with(row, {at: names[0]}) if renamed else row
        return
    personal = [other for other, key in enumerate(keys) if key and _is_personal(key)]
    beside = [other for other in personal if row.raw[other][1].strip() or not several]
    lists = {other: _parts(row.raw[other][1]) for other in beside}
    if beside and any(len(parts) != len(names) for parts in lists.values()):
        yield replace(
            row,
            problem=f"names {len(names)} people: “{cell.strip()[:80]}”",
            hint="give each of them a row of their own",
        )
        return
    for number, name in enumerate(names):
        cells = {at: name} | {other: parts[number] for other, parts in lists.items()}
        yield replace(_with(row, cells), id=f"{row.id}-{number + 1}")


def _is_personal(key: str) -> bool:
    return key in _PERSONAL or key.startswith(NETWORK)


def _parts(cell: str) -> list[str]:
    return [part for part in re.split(r"\s*[;,\n]\s*|\s+(?=\S+@)", cell.strip()) if part]


def _with(row: Row, cells: Mapping[int, str]) -> Row:
    raw = tuple((heading, cells.get(at, cell)) for at, (heading, cell) in enumerate(_pairs(row)))
    return replace(row, raw=raw)


def _pairs(row: Row) -> tuple[tuple[str, str], ...]:
    return () if isinstance(row.raw, str) else row.raw


def _merged(
    rows: Sequence[Row], person_id: int | None, told: Callable[[str], None]
) -> Iterator[Row]:
    kept: dict[int, Row] = {}
    groups: dict[str, list[int]] = {}
    merged = 0
    for number, row in enumerate(rows):
        key = _key(row, person_id)
        for earlier in groups.get(key, ()) if key else ():
            if key.startswith("#") or _may_be_one(kept[earlier], row):
                kept[earlier] = _together(kept[earlier], row)
                merged += 1
                break
        else:
            kept[number] = row
            if key and row.problem is None:
                groups.setdefault(key, []).append(number)
    if merged:
        told(f"{merged:,} row{'s' * (merged > 1)} merged with an earlier one of the same person")
    ids = [row.id for row in kept.values()]
    for number, row in enumerate(kept.values(), start=1):
        twice = ids.count(row.id) > 1 if len(ids) < _MOST_ROWS // 20 else False
        own = f"row-{row.line}" if twice else row.id
        yield replace(row, number=number, id=own)


def _key(row: Row, person_id: int | None) -> str:
    if isinstance(row.raw, str) or row.problem is not None:
        return ""
    if person_id is not None and person_id < len(row.raw) and row.raw[person_id][1].strip():
        return f"#{row.raw[person_id][1].strip()}"
    plain = unicodedata.normalize("NFKD", _name(row).casefold())
    words = re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)))
    return " ".join(sorted(words))


def _name(row: Row) -> str:
    parts: dict[str, str] = {}
    for key, (_, cell) in zip(row.keys or (), _pairs(row), strict=False):
        if key in {GIVEN, MIDDLE, FAMILY, "name"} and cell.strip():
            parts.setdefault(str(key), " ".join(cell.split()))
    return full_name(*(parts.get(key, "") for key in (GIVEN, MIDDLE, FAMILY, "name")))


def _may_be_one(one: Row, other: Row) -> bool:
    """Whether nothing that both rows say parts them; two of one name may be two people."""
    first, second = _values(one), _values(other)
    mails = [set(map(str.casefold, _texts(values.get("email")))) for values in (first, second)]
    if all(mails) and mails[0] & mails[1]:
        return True
    if all(mails):
        return False
    orcids = [values.get("orcid") for values in (first, second)]
    if all(orcids) and orcids[0] != orcids[1]:
        return False
    places = [_texts(values.get("affiliations")) for values in (first, second)]
    return not all(places) or not all(differs_from_all(a, places[1]) for a in places[0])


def _values(row: Row) -> Mapping[str, object]:
    raw = () if isinstance(row.raw, str) else row.raw
    return cell_values(raw, row.keys, keep_unknown=False, ignored=lambda _: None)[0]


def _texts(value: object) -> list[str]:
    listed = value if isinstance(value, list) else [] if value is None else [value]
    return [str(one["organization"]) if isinstance(one, dict) else str(one) for one in listed]


def _together(one: Row, other: Row) -> Row:
    """The first row with what only the other says."""
    keys = one.keys or ()
    cells: dict[int, str] = {}
    for at, ((_, held), (_, more)) in enumerate(zip(_pairs(one), _pairs(other), strict=True)):
        key = keys[at] if at < len(keys) else None
        if key is None or not more.strip() or more.strip() in held:
            continue
        if not held.strip():
            cells[at] = more
        elif key in {"links", "works", "dois", "fields", "email", "affiliations"}:
            cells[at] = f"{held}; {more}" if key != "email" else f"{held}, {more}"
        elif key == "bio" and held.strip() in more:
            cells[at] = more
    return _with(one, cells)
