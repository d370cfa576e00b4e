"""The rows of a batch: a file of claims, or a list of people in any form."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from persona_check.claimfile import files
from persona_check.claimfile import rows as claim_rows
from persona_check.claimfile.cursor import spelling
from persona_check.claimfile.fields import KEYS, SPELLINGS
from persona_check.claimfile.people_rows import one_row_a_person
from persona_check.claimfile.row import Row
from persona_check.errors import ClaimError
from persona_check.files import open_regular
from persona_check.intake.reading import Given, ReadClaim
from persona_check.intake.texts import MOST_BYTES

__all__ = ["read_rows"]

_LINES = frozenset((".jsonl", ".ndjson"))
_TABLES = frozenset((".csv", ".tsv", ".tab", ".txt", ""))
_RECORDS = frozenset((".json", ".yaml", ".yml", ".toml"))
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_OF_NAMES = frozenset(("name", *KEYS["name"]))


def _unheard(_: str) -> None:
    """Nothing."""


def read_rows(path: Path, *, told: Callable[[str], None] = _unheard) -> Iterator[Row]:
    """A row for each claim or person, in order; a table of any length is read row by row.

    ``told`` hears what was assumed or left out. Raises ``ClaimError`` where the file as a whole
    cannot be read, or lists nobody.
    """
    suffix, head = path.suffix.casefold(), _head(path)
    if suffix in _LINES or head is None:
        yield from claim_rows.read_rows(path, told=told)
        return
    workbook = head.startswith(_WORKBOOKS)
    if suffix in _TABLES and not workbook and not head.lstrip().startswith(b"BEGIN:VCARD"):
        yield from one_row_a_person(claim_rows.read_rows(path, told=told), told)
        return
    given = Given(name=path.name, content=files.read_bounded(path, str(path), MOST_BYTES))
    if suffix == ".json" and _are_claims(given):
        yield from claim_rows.read_rows(path, told=told)
    elif workbook or suffix in _RECORDS:
        from persona_check.intake.people_list import people_rows

        yield from people_rows(given, told)
    else:
        yield from _of_document(given, path, told)


def _head(path: Path) -> bytes | None:
    try:
        with open_regular(path) as stream:
            return stream.read(64).removeprefix(b"\xef\xbb\xbf")
    except OSError:
        return None


def _are_claims(given: Given) -> bool:
    """Whether it is JSON as a claim file has it, rather than an export; broken JSON is as well."""
    try:
        value = json.loads(given.content)
    except (ValueError, RecursionError):
        return True
    tables = value if isinstance(value, list) else [value]
    if isinstance(value, Mapping) and not any(spelling(key) in _OF_NAMES for key in value):
        return False  # {"profiles": […]}
    if not all(isinstance(table, Mapping) for table in tables[:50]):
        return True
    return all(spelling(key) in SPELLINGS for table in tables for key in table)


def _of_document(given: Given, path: Path, told: Callable[[str], None]) -> Iterator[Row]:
    """The people of a document of another form: cards, the authors of a citation file."""
    from persona_check.intake.forms import form_of

    form = form_of(given)
    if form is None:
        claim_rows.read_rows(path)  # says which forms there are
        raise ClaimError(
            f"unsupported file type {path.suffix}", "use a .jsonl, .csv or .xlsx file",
            file=str(path),
        )  # fmt: skip
    found = form.load()(given)
    for one in found.left_aside:
        told(f"{one.what}: {one.why}")
    people = found.people or ((found,) if found.name else ())
    if not people:
        raise ClaimError(
            f"is a {found.form}, which lists nobody by name",
            "give a list of people; works belong to one claim: persona-check check NAME --works",
            file=str(path),
        )
    for number, person in enumerate(people, start=1):
        yield _row(person, number)


def _row(person: ReadClaim, number: int) -> Row:
    from persona_check.intake.to_claim import document_of

    line = person.row or number
    claim, _ = document_of(person)
    return Row(
        number=number,
        line=line,
        id=person.id or f"row-{line}",
        raw=json.dumps(claim, ensure_ascii=False),
    )
