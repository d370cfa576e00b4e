"""JSON Lines, CSV and JSON lists of claims, one row at a time."""

import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NoReturn

from persona_check.claimfile import files
from persona_check.claimfile.bios import bio_assertions
from persona_check.claimfile.build import BioReader, claim_from
from persona_check.claimfile.cells import cell_values
from persona_check.claimfile.cursor import Cursor, Document
from persona_check.claimfile.documents import Places, once, parsed
from persona_check.claimfile.encodings import encoding_of
from persona_check.claimfile.places import places_in_json
from persona_check.claimfile.row import LINE_CHARS, Row, undecodable
from persona_check.claimfile.tables import table_rows
from persona_check.errors import ClaimError
from persona_check.model.claim import Claim

__all__ = ["LINE_CHARS", "Row", "read_rows", "row_cursor", "row_to_claim"]

_JSON = frozenset((".jsonl", ".ndjson", ".json"))
_READ = frozenset((*_JSON, ".csv", ".tsv", ".tab", ".txt", ""))
_SPREADSHEETS = frozenset((".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".numbers"))
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # an archive, and Excel's format before 2007


def _unheard(_: str) -> None:
    """Nothing."""


def read_rows(
    path: Path, *, max_chars: int = LINE_CHARS, told: Callable[[str], None] = _unheard
) -> Iterator[Row]:
    """The rows of a JSON Lines file, a table or a JSON list, one at a time, in order.

    A row that cannot be taken apart comes with its problem. ``told`` hears what is guessed of
    the file or left out of it. Raises ``ClaimError`` where the file as a whole cannot be read,
    or no column of a table holds names.
    """
    shown = str(path)
    try:
        if not path.is_file():
            files.read_bounded(path, shown, 0)  # says what is wrong with it
        suffix = path.suffix.casefold()
        with path.open("rb") as binary:
            head = binary.read(8)
        if suffix in _SPREADSHEETS or head.startswith(_WORKBOOKS):
            _refuse_workbook(suffix, shown)
        if suffix not in _READ:
            raise ClaimError(
                f"unsupported file type {suffix}",
                "use a .jsonl or .csv file",
                file=shown,
            )
        encoding = encoding_of(path)
        if encoding.guess and suffix not in _JSON:
            told(
                f"{path.name} is not UTF-8; reading it as {encoding.guess}. If names look wrong, "
                "save it as “CSV UTF-8”"
            )
        codec = "utf-8-sig" if encoding.guess and suffix in _JSON else encoding.codec
        with path.open(encoding=codec, errors="surrogateescape", newline="") as stream:
            match suffix:
                case ".csv":
                    yield from table_rows(stream, shown, ",", max_chars, told)
                case ".tsv" | ".tab":
                    yield from table_rows(stream, shown, "\t", max_chars, told)
                case ".json":
                    yield from _listed_rows(path, shown)
                case ".txt" | "" if not _starts_like_json(stream):
                    yield from table_rows(stream, shown, "\t", max_chars, told)
                case _:
                    yield from _json_rows(stream, max_chars)
    except OSError as error:
        raise ClaimError(
            f"cannot be read: {error.strerror or error}", "check the file's permissions", file=shown
        ) from error


def _refuse_workbook(suffix: str, shown: str) -> NoReturn:
    if suffix not in {*_SPREADSHEETS, *_READ}:
        raise ClaimError(f"unsupported file type {suffix}", "use a .jsonl or .csv file", file=shown)
    raise ClaimError(
        "is a spreadsheet, which is not read here",
        "open it, save the sheet as “CSV UTF-8”, and give that file; renaming it is not enough",
        file=shown,
    )


def _starts_like_json(stream: io.TextIOBase) -> bool:
    while (text := stream.read(4096)) and not text.strip():
        pass
    stream.seek(0)
    return text.lstrip()[:1] in {"{", "[", ""}


def _json_rows(stream: io.TextIOBase, max_chars: int) -> Iterator[Row]:
    line, number = 0, 0
    while text := stream.readline(max_chars + 1):
        line += 1
        problem = None
        if len(text) > max_chars:
            problem = f"line longer than {max_chars:,} characters"
            while (rest := stream.readline(max_chars)) and not rest.endswith("\n"):
                pass
        elif not text.strip():
            continue
        number += 1
        found = re.match(r'\s*\{\s*"id"\s*:\s*("(?:[^"\\]|\\.){1,300}"|\d{1,20})', text)
        row_id = f"row-{line}"
        if found:
            row_id = _json_id(found[1]) or row_id
        problem = problem or undecodable(text)
        raw = "" if problem else text.rstrip("\r\n")
        yield Row(number=number, line=line, id=row_id, raw=raw, problem=problem)


def _json_id(literal: str) -> str | None:
    try:
        words = str(json.loads(literal))
        words.encode()
    except ValueError:
        return None
    return words


def _listed_rows(path: Path, shown: str) -> Iterator[Row]:
    text = files.decoded(files.read_bounded(path, shown, 10 * files.CLAIM_BYTES), shown)
    value = parsed(text, shown, first_line=1)
    if not isinstance(value, list):
        value = [value]
    places = places_in_json(text)
    for number, item in enumerate(value, start=1):
        line = places.get((number - 1,), (1, 1))[0]
        row_id = item.get("id") if isinstance(item, dict) else None
        named = isinstance(row_id, str | int) and not isinstance(row_id, bool)
        yield Row(
            number=number,
            line=line,
            id=str(row_id) if named else f"row-{line}",
            raw=json.dumps(item),
        )


def row_to_claim(
    row: Row,
    path: Path,
    *,
    read_bio: BioReader = bio_assertions,
    lenient: bool = True,
    ignored: Callable[[str], None] | None = None,
) -> Claim:
    """The claim of one row; raises ``ClaimError`` with the row's line where it cannot be read."""
    cursor = row_cursor(row, path, lenient=lenient, ignored=ignored)
    return claim_from(
        [cursor], default_id=row.id, origin=f"{path.name}:{row.line}", read_bio=read_bio
    )


def row_cursor(
    row: Row, path: Path, *, lenient: bool, ignored: Callable[[str], None] | None = None
) -> Cursor:
    """The row's values with their places; raises ``ClaimError`` where there are none."""
    if row.problem is not None:
        raise ClaimError(row.problem, row.hint, file=path.name, line=row.line)
    value: object
    places: Callable[[], Places] = dict
    headings: Mapping[str, str] = {}
    if isinstance(row.raw, str):
        text = row.raw
        value = parsed(text, path.name, first_line=row.line)
        places = once(lambda: places_in_json(text, row.line))
    else:
        value, headings = cell_values(
            row.raw, row.keys, keep_unknown=not lenient, ignored=ignored or _unheard
        )
    document = Document(
        label=path.name,
        line=row.line,
        places=places,
        folder=path.parent,
        lenient=lenient,
        ignored=ignored,
        headings=headings,
    )
    return Cursor(document=document, path=(), value=value)
