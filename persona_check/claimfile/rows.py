"""JSON Lines, CSV and JSON lists of claims, one row at a time."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from persona_check.claimfile import files
from persona_check.claimfile.bios import bio_assertions
from persona_check.claimfile.build import BioReader, claim_from
from persona_check.claimfile.cursor import Cursor, Document, spelling
from persona_check.claimfile.documents import Places, once, parsed
from persona_check.claimfile.fields import KEYS
from persona_check.claimfile.places import places_in_json
from persona_check.errors import ClaimError
from persona_check.model.claim import Claim

__all__ = ["LINE_CHARS", "Row", "read_rows", "row_cursor", "row_to_claim"]

LINE_CHARS = 4_000_000
_LISTS = frozenset(
    {
        *("also_known_as", "affiliations", "degrees", "works", "dois", "books", "coauthors"),
        *("links", "awards", "memberships", "founded", "fields", "photo_references"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a file of many claims, not yet understood.

    ``id`` is what the row calls itself, where that can be read, else ``row-LINE``; ``raw`` is the
    text of a JSON line or the cells of a CSV row.
    """

    number: int
    line: int
    id: str
    raw: str | tuple[tuple[str, str], ...]
    problem: str | None = None


def read_rows(path: Path, *, max_chars: int = LINE_CHARS) -> Iterator[Row]:
    """The rows of a JSON Lines, CSV, TSV or JSON list file, one at a time, in order.

    A row that cannot be taken apart comes with its problem. Raises ``ClaimError`` where the file
    as a whole cannot be read, or a CSV header names unknown columns that look like known ones.
    """
    shown = str(path)
    try:
        if not path.is_file():
            files.read_bounded(path, shown, 0)  # says what is wrong with it
        with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as stream:
            match path.suffix.casefold():
                case ".csv":
                    yield from _table_rows(stream, shown, ",", max_chars)
                case ".tsv":
                    yield from _table_rows(stream, shown, "\t", max_chars)
                case ".json":
                    yield from _listed_rows(path, shown)
                case ".jsonl" | ".ndjson" | ".txt" | "":
                    yield from _json_rows(stream, max_chars)
                case suffix:
                    raise ClaimError(
                        f"unsupported file type {suffix}", "use a .jsonl or .csv file", file=shown
                    )
    except OSError as error:
        raise ClaimError(
            f"cannot be read: {error.strerror or error}", "check the file's permissions", file=shown
        ) from error


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
        problem = problem or _undecodable(text)
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


def _table_rows(stream: io.TextIOBase, shown: str, separator: str, max_chars: int) -> Iterator[Row]:
    lines = _BoundedLines(stream, max_chars)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    csv.field_size_limit(max_chars)
    try:
        header = next(reader, None)
    except csv.Error as error:
        raise ClaimError(
            f"invalid CSV: {error}", "fix the first line", file=shown, line=1
        ) from None
    if header is None or not any(cell.strip() for cell in header):
        raise ClaimError(
            "missing header line", "add a first line such as id,name,…", file=shown, line=1
        )
    _check_header(header, shown)
    number = 0
    while True:
        line, lines.problem = reader.line_num + 1, None
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            number += 1
            yield Row(
                number=number, line=line, id=f"row-{line}", raw=(), problem=f"invalid CSV: {error}"
            )
            continue
        if not any(cell.strip() for cell in cells):
            continue
        number += 1
        pairs = tuple(zip(header, cells, strict=False))
        given = {spelling(name): cell.strip() for name, cell in pairs}
        problem = lines.problem
        if problem is None and len(cells) > len(header):
            problem = f"has {len(cells)} cells, but the header has {len(header)}"
        row_id = given.get("id") or f"row-{line}"
        yield Row(number=number, line=line, id=row_id, raw=pairs, problem=problem)


class _BoundedLines:
    """Lines of a stream; an overlong one comes as one letter, and ``problem`` says so."""

    def __init__(self, stream: io.TextIOBase, max_chars: int) -> None:
        self._stream, self._max_chars = stream, max_chars
        self.problem: str | None = None

    def __iter__(self) -> Iterator[str]:
        while text := self._stream.readline(self._max_chars + 1):
            if len(text) > self._max_chars:
                while (rest := self._stream.readline(self._max_chars)) and not rest.endswith("\n"):
                    pass
                self.problem = f"line longer than {self._max_chars:,} characters"
                yield "x\n"
            else:
                self.problem = self.problem or _undecodable(text)
                yield text


def _undecodable(text: str) -> str | None:
    return "is not UTF-8 text" if any("\ud800" <= letter <= "\udfff" for letter in text) else None


def _check_header(header: list[str], shown: str) -> None:
    table = {name: "" for name in header if name.strip()}
    if len(table) != sum(bool(name.strip()) for name in header):
        raise ClaimError("duplicate column", "remove one", file=shown, line=1)
    document = Document(label=shown, line=1, lenient=True)
    found = Cursor(document=document, path=(), value=table).fields(KEYS)
    if "name" not in found:
        raise ClaimError(
            "missing column “name”", "add a column with the claimed names", file=shown, line=1
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
        raise ClaimError(row.problem, "fix this row", file=path.name, line=row.line)
    value: object
    places: Callable[[], Places] = dict
    if isinstance(row.raw, str):
        text = row.raw
        value = parsed(text, path.name, first_line=row.line)
        places = once(lambda: places_in_json(text, row.line))
    else:
        value = {name: _cell(name, cell) for name, cell in row.raw if name.strip() and cell.strip()}
    document = Document(
        label=path.name,
        line=row.line,
        places=places,
        folder=path.parent,
        lenient=lenient,
        ignored=ignored,
    )
    return Cursor(document=document, path=(), value=value)


def _cell(name: str, cell: str) -> object:
    """A cell's value; columns that hold several take them apart at semicolons or line ends."""
    key = spelling(name)
    canonical = next((at for at, others in KEYS.items() if key == at or key in others), None)
    if canonical in _LISTS:
        return [part.strip() for part in re.split(r"[;\n]", cell) if part.strip()]
    if canonical == "timeline":
        try:
            return json.loads(cell)
        except ValueError:
            return cell
    return cell
