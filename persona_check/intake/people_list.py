"""Lists of people, whatever program exported them: one claim a person.

Tables (CSV, TSV, semicolons), sheets (XLSX, ODS) and records (JSON, YAML, TOML) end in the same
rows, so that the same list says the same in every form.
"""

import io
import json
import tomllib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from persona_check.claimfile.cells import cell_values
from persona_check.claimfile.documents import once
from persona_check.claimfile.encodings import encoding_of_bytes
from persona_check.claimfile.headings import PICTURE, columns_of
from persona_check.claimfile.people_rows import one_row_a_person
from persona_check.claimfile.places import places_in_json, places_in_toml
from persona_check.claimfile.row import LINE_CHARS, Row
from persona_check.claimfile.tables import rows_of_sheet, table_rows, typed_rows
from persona_check.errors import ClaimError
from persona_check.intake.people_records import Records, records_in, rows_of
from persona_check.intake.reading import (
    Attached,
    AttachedKind,
    Given,
    Item,
    LeftAside,
    ReadClaim,
)
from persona_check.intake.structured_text import LineOf, json_value, line_by, yaml_value
from persona_check.intake.texts import MOST_BYTES
from persona_check.intake.whole_text import guessed_encoding, whole_text
from persona_check.intake.workbooks import is_workbook, sheets_of

__all__ = ["people_rows", "read", "shows_records", "shows_table"]

_JSON_CHARS_WITH_LINES = 2_000_000  # the place of every value is found by walking the text
_USUAL = {".tsv": "\t", ".tab": "\t", ".txt": "\t"}
_CALLED_TABLES = (".csv", ".tsv", ".tab")
_RECORDS = (".json", ".yaml", ".yml", ".toml")
_HEAD_BYTES = 100_000
_Told = Callable[[str], None]


def shows_records(given: Given) -> bool:
    """JSON, YAML or TOML in which a list of people is found; read whole, so asked late."""
    try:
        return len(given.content) <= MOST_BYTES and _records(given) is not None
    except ClaimError:
        return False


def shows_table(given: Given) -> bool:
    """Text whose first lines have a header with a column of names, and one more that is known.

    In what is called a table the names suffice; a letter may have a line that says "Name".
    """
    try:
        head = Given(name=given.name, content=given.content[:_HEAD_BYTES])
        first = next(_table(head, lambda _: None), None)
    except ClaimError:
        return False
    known = [key for key in (first.keys or ()) if key] if first is not None else []
    return given.suffix in _CALLED_TABLES or len(known) > 1


def read(given: Given) -> ReadClaim:
    """Its people in order, each with the row where they stand first."""
    told: list[str] = []
    people = [_person(row) for row in people_rows(given, told.append)]
    if not people:
        raise ClaimError("lists nobody", "check that this is the right file", file=given.name)
    return ReadClaim(
        form="list of people",
        people=tuple(people),
        left_aside=(
            *guessed_encoding(given),
            *(LeftAside(what="list", why=what) for what in dict.fromkeys(told)),
        ),
    )


def people_rows(given: Given, told: _Told) -> Iterator[Row]:
    """A row for each person; raises ``ClaimError`` where no list of people is found."""
    if is_workbook(given):
        yield from one_row_a_person(_of_workbook(given, told), told)
        return
    found = _records(given) if _may_be_records(given) else None
    if found is not None:
        records, line_of = found
        header, rows = rows_of(records, line_of)
        typed = typed_rows(iter(rows), header, told)
        yield from one_row_a_person(typed, told, of_talks=records.repeated)
        return
    if given.suffix in _RECORDS:
        raise ClaimError(
            "holds no list of people that could be found",
            "each entry needs a name, and something else such as an affiliation or an email",
            file=given.name,
        )
    yield from one_row_a_person(_table(given, told), told)


def _of_workbook(given: Given, told: _Told) -> Iterator[Row]:
    """The rows of the sheet that names people; of several the one with most rows."""
    sheets = sheets_of(given)
    if not sheets:
        raise ClaimError("is empty", "check that this is the right file", file=given.name)
    named = [
        sheet
        for sheet in sheets
        if any(columns_of(cells).hold_names for _, cells in sheet.rows[:10])
    ]
    best = max(named, key=lambda sheet: len(sheet.rows), default=sheets[0])
    others = ", ".join(f"“{sheet.name[:60]}”" for sheet in sheets if sheet is not best)
    if others:
        told(f"reading sheet “{best.name[:60]}”; ignoring {others}")
    yield from rows_of_sheet(best.rows, given.name, told)


def _table(given: Given, told: _Told) -> Iterator[Row]:
    codec = encoding_of_bytes(given.content).codec
    text = given.content.decode(codec, errors="surrogateescape")
    if "\0" in text:
        raise ClaimError(
            "contains a NUL character", "save it as “CSV UTF-8”", file=given.name, line=1
        )
    stream = io.StringIO(text, newline="")
    yield from table_rows(stream, given.name, _USUAL.get(given.suffix, ","), LINE_CHARS, told)


def _may_be_records(given: Given) -> bool:
    head = given.content[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return (
        head[:1] in (b"{", b"[")
        or given.suffix in _RECORDS
        or (head.startswith((b"---\n", b"---\r\n", b"- ")))
    )


def _records(given: Given) -> tuple[Records, LineOf] | None:
    text = whole_text(given)
    start = text.lstrip()[:1]
    line_of: LineOf
    if start in ("{", "[") and given.suffix not in {".yaml", ".yml", ".toml"}:
        value = json_value(text, given.name)
        single = "\n" not in text.strip() or len(text) > _JSON_CHARS_WITH_LINES
        line_of = line_by(dict if single else once(lambda: places_in_json(text)))
    elif given.suffix == ".toml":
        try:
            value = tomllib.loads(text)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            raise ClaimError(
                f"invalid TOML: {str(error)[:120]}", "check the quotes", file=given.name
            ) from error
        line_of = line_by(once(lambda: places_in_toml(text)))
    elif given.suffix == ".json":
        json_value(text, given.name)  # says what is wrong with it
        return None
    else:
        value, lines = yaml_value(text, given.name)
        line_of = lines.get
    records = records_in(value)
    return None if records is None else (records, line_of)


def _person(row: Row) -> ReadClaim:
    aside: list[LeftAside] = []
    place = f"row {row.line}"
    if row.problem is not None:
        aside.append(LeftAside(what=row.id, why=f"{row.problem}; {row.hint}", place=place))
    value, headings = _values(row, aside)
    items = tuple(
        Item(key=key, value=one, place=_place(place, headings.get(key)))
        for key, listed in value.items()
        for one in (listed if isinstance(listed, list) else [listed])
        if key != "id"
    )
    return ReadClaim(
        form="list of people",
        items=items,
        attached=tuple(_pictures(row)),
        left_aside=tuple(aside),
        row=row.line,
        id=row.id,
    )


def _values(row: Row, aside: list[LeftAside]) -> tuple[Mapping[str, Any], Mapping[str, str]]:
    if isinstance(row.raw, str):
        loaded = json.loads(row.raw)
        return loaded if isinstance(loaded, dict) else {}, {}
    ignored: list[str] = []
    found, headings = cell_values(row.raw, row.keys, keep_unknown=False, ignored=ignored.append)
    if row.problem is not None:
        # nobody can tell whose the rest is
        found = {key: value for key, value in found.items() if key == "name"}
    aside += [
        LeftAside(what=words, why="not read", place=f"row {row.line}")
        for words in ignored
        if not words.startswith("pictures")
    ]
    return found, headings


def _place(row: str, heading: str | None) -> str:
    return f"{row}, column “{heading[:60]}”" if heading else row


def _pictures(row: Row) -> Iterator[Attached]:
    if isinstance(row.raw, str) or row.keys is None:
        return
    for key, (_, cell) in zip(row.keys, row.raw, strict=False):
        address = cell.strip()
        if key in {PICTURE, "photo"} and address.startswith(("http://", "https://")):
            yield Attached(
                name="portrait",
                kind=AttachedKind.PORTRAIT,
                address=address,
                place=f"row {row.line}",
            )
