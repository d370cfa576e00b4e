"""Lists of people in JSON, YAML and TOML: which tables are people, and each as a row of cells."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from persona_check.claimfile.cursor import spelling
from persona_check.claimfile.fields import KEYS
from persona_check.claimfile.headings import columns_of, names_several, says_who
from persona_check.claimfile.row import Row
from persona_check.intake.openreview import openreview_row
from persona_check.intake.record_cells import cells_of, is_name, is_social, questions_in

__all__ = ["Records", "records_in", "rows_of"]

_Path = tuple[str | int, ...]
_NAME_AND_PLACE = re.compile(r"(?P<name>[^,()]{3,80}?)(?:\s*\((?P<a>[^()]+)\)|\s*,\s*(?P<b>.+))?")
_MOST_DEPTH = 8
_MOST_RECORDS = 100_000
_MOST_HEADINGS = 300
_SEEN = 30  # records by which a list is told to be one of people
# lists in exports of events that hold no people, whatever their keys
_OTHERS = frozenset(
    "sessions talks questions categories rooms sponsors tracks tags submissions partners links "
    "answers questionanswers events schedule slots items venues locations organizations "
    "organisations companies institutions social socials publications works papers projects "
    "names relations history education experience awards references coauthors advisors "
    "talk session submission question category room sponsor track availabilities".split()
)
_OF_A_CLAIM = frozenset(
    spelling(word)
    for key, others in KEYS.items()
    for word in (key, *others)
    if word not in {"profiles", "profile"}  # as OpenReview calls its list
)
_PERSONAL = frozenset(
    (
        *("email", "affiliations", "role", "tagline", "bio", "orcid", "homepage", "links"),
        *("picture", "github", "scholar", "given name", "family name"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """The tables of people with the path of each; ``repeated``: they stand under their talks."""

    tables: tuple[tuple[_Path, Mapping[str, object]], ...]
    repeated: bool = False
    asked: Mapping[str, str] | None = None


def records_in(value: object) -> Records | None:
    """The people of a document; None where it holds no list of people, or is a claim itself."""
    if isinstance(value, Mapping) and all(spelling(key) in _OF_A_CLAIM for key in value):
        return None
    found: dict[_Path, list[tuple[_Path, Mapping[str, object]]]] = {}
    for path, table in _tables(value, (), ()):
        pattern = tuple(step if isinstance(step, str) and not step.startswith("*") else "*"
                        for step in path[0])  # fmt: skip
        listed = found.setdefault(pattern, [])
        if len(listed) < _MOST_RECORDS:
            listed.append((path[1], table))
    ranked = {
        pattern: rank for pattern, tables in found.items() if (rank := _rank(pattern, tables))
    }
    if not ranked:
        return _of_talks(found) or _of_names(value)
    best = max(ranked, key=lambda pattern: ranked[pattern])
    parent = best[:-2]
    alike = [
        pattern
        for pattern in ranked
        if pattern == best
        or (pattern[:-2] == parent and len(pattern) == len(best) > 1 and ranked[pattern][1])
    ]
    tables = [one for pattern in found if pattern in alike for one in found[pattern]]
    return Records(tables=tuple(tables), repeated=best.count("*") > 1, asked=questions_in(value))


def _of_talks(
    found: Mapping[_Path, Sequence[tuple[_Path, Mapping[str, object]]]],
) -> Records | None:
    """The talks of a programme, each with its speaker in a text of its own."""
    named = {
        pattern: tables
        for pattern, tables in found.items()
        if 2 * sum(_names_a_speaker(table) for _, table in tables[:_SEEN]) >= len(tables[:_SEEN])
    }
    if not named:
        return None
    best = max(named.values(), key=len)
    return Records(tables=tuple(best), repeated=True)


def _names_a_speaker(table: Mapping[str, object]) -> bool:
    return any(
        says_who(str(key)) and isinstance(value, str) and is_name(value)
        for key, value in table.items()
    )


def _of_names(value: object) -> Records | None:
    """A bare list of names, with or without an affiliation behind each."""
    lists = [value] if isinstance(value, list) else []
    if isinstance(value, Mapping):
        named = ((str(key), one) for key, one in value.items() if isinstance(one, list))
        lists = [one for key, one in named if says_who(key)]
    for listed in lists:
        names = [one for one in listed if isinstance(one, str)]
        parted = [_NAME_AND_PLACE.fullmatch(" ".join(name.split())) for name in names]
        if len(names) > 1 and all(one is not None and is_name(one["name"]) for one in parted):
            tables = [
                {"name": one["name"], "affiliation": one["a"] or one["b"] or ""}
                for one in parted
                if one is not None
            ]
            return Records(tables=tuple(((at,), one) for at, one in enumerate(tables)))
    return None


def rows_of(
    records: Records, line_of: Callable[[_Path], int | None]
) -> tuple[list[str], list[Row]]:
    """The headings, and each person as a row of cells under them (or already as a claim)."""
    cells: list[dict[str, str]] = []
    rows: list[Row] = []
    for number, (path, table) in enumerate(records.tables, start=1):
        line = line_of(path) or number
        plain = Row(number=number, line=line, id=f"row-{line}", raw=())
        if (claim := openreview_row(table, plain)) is not None:
            rows.append(claim)
            cells.append({})
            continue
        rows.append(plain)
        key = path[-1] if path else None
        cells.append(cells_of(table, key, records.asked or {}))
    counted = Counter(heading for one in cells for heading in one)
    ordered = list(dict.fromkeys(heading for one in cells for heading in one))
    if len(ordered) > _MOST_HEADINGS:
        kept = {heading for heading, _ in counted.most_common(_MOST_HEADINGS)}
        ordered = [heading for heading in ordered if heading in kept]
    ids = [heading for heading, key in zip(ordered, columns_of(tuple(ordered)).keys, strict=True)
           if key == "id"]  # fmt: skip
    filled = []
    for row, one in zip(rows, cells, strict=True):
        if isinstance(row.raw, str):
            filled.append(row)
            continue
        row_id = next((one[name] for name in ids if one.get(name)), row.id)
        raw = tuple((heading, one.get(heading, "")) for heading in ordered)
        filled.append(replace(row, raw=raw, id=row_id))
    return ordered, filled


def _tables(
    value: object, pattern: _Path, path: _Path
) -> Iterator[tuple[tuple[_Path, _Path], Mapping[str, object]]]:
    if len(path) > _MOST_DEPTH:
        return
    if isinstance(value, list):
        for at, one in enumerate(value):
            if isinstance(one, Mapping):
                yield ((*pattern, "*"), (*path, at)), one
            if isinstance(one, Mapping | list):
                yield from _tables(one, (*pattern, "*"), (*path, at))
    elif isinstance(value, Mapping):
        tables = [one for one in value.values() if isinstance(one, Mapping)]
        keyed = bool(tables) and len(tables) == len(value)
        for key, one in value.items():
            step = "*" if keyed else str(key)
            if keyed and isinstance(one, Mapping):
                yield ((*pattern, "*"), (*path, str(key))), one
            if isinstance(one, Mapping | list):
                yield from _tables(one, (*pattern, step), (*path, str(key)))


def _rank(
    pattern: _Path, tables: Sequence[tuple[_Path, Mapping[str, object]]]
) -> tuple[bool, int, int] | None:
    """How much a list looks like one of people; None: not at all."""
    under = next((str(step).casefold() for step in reversed(pattern) if step != "*"), "")
    plain = re.sub(r"[\W_]+", "", under)
    if plain in _OTHERS:
        return None
    some = tables[:_SEEN]
    keys = [_known_keys(table, path) for path, table in some]
    named = [one for one in keys if one & {"name", "given name", "family name"}]
    if len(named) * 2 < len(some):
        return None
    personal = len(set.union(*named) & _PERSONAL)
    people = names_several(under) or plain.endswith(("speakers", "people", "persons", "members"))
    contents = (table.get("content") for _, table in some)
    openreview = any("names" in one for one in contents if isinstance(one, Mapping))
    if not people and not personal and not openreview:
        return None
    return people or openreview, personal + openreview, -len(pattern)


def _known_keys(table: Mapping[str, object], path: _Path) -> set[str]:
    if isinstance(content := table.get("content"), Mapping) and "names" in content:
        return {"name"}
    scalars = tuple(
        str(key) for key, value in table.items() if not isinstance(value, list) or is_social(key)
    )
    found = {key for key in columns_of(scalars[:_MOST_HEADINGS]).keys if key}
    for key in ("speaker", "person", "user", "profile", "attributes"):
        if isinstance(inner := table.get(key), Mapping):
            found |= _known_keys(inner, path)
    found -= {"name"} if not isinstance(table.get("name", ""), str | Mapping) else set()
    if path and isinstance(path[-1], str) and is_name(path[-1]) and found & _PERSONAL:
        found.add("name")
    return found
