"""Sheets of XLSX, XLSM, XLSB, XLS and ODS files: texts of cells, as they were last shown.

Formulas are never worked out: a cell has the value that was saved with it. Macros, links to other
files and pictures are not touched.
"""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import IO

from persona_check.errors import ClaimError
from persona_check.intake.archive import opened
from persona_check.intake.reading import Given

__all__ = ["Sheet", "is_workbook", "sheets_of"]

_MOST_SHEETS = 50
_MOST_ROWS = 100_000
_MOST_COLUMNS = 2_000
_MOST_CELLS = 5_000_000
_MOST_MEMBER_BYTES = 120_000_000
_CHUNK = 1 << 20
_CELL = re.compile(rb'<(?:\w+:)?c [^>]*?\br="([A-Z]{1,3})(\d{1,7})"')
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE = "open it, save the sheet with the people as a new .xlsx or CSV file, and give that"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The name of a sheet and its rows with their numbers, each cell as text."""

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def is_workbook(given: Given) -> bool:
    """An archive with a workbook in it, or a file of Excel before 2007 by its name."""
    if given.content.startswith(b"PK\x03\x04"):
        ods = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet" in given.content[:200]
        return ods or b"xl/workbook" in given.content or given.suffix in _SUFFIXES
    return given.content.startswith(_OLD) and given.suffix == ".xls"


def sheets_of(given: Given) -> tuple[Sheet, ...]:
    """The sheets that hold anything, hidden ones too; raises ``ClaimError``."""
    try:
        import python_calamine
    except ImportError as error:
        raise ClaimError(
            "is a spreadsheet, which needs the extra “intake”",
            "pip install 'persona-check[intake]', or save the sheet as “CSV UTF-8”",
            file=given.name,
        ) from error
    if given.content.startswith(b"PK\x03\x04"):
        _within_bounds(given)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(given.content))
        names = book.sheet_names[:_MOST_SHEETS]
        sheets = []
        for name in names:
            sheet = book.get_sheet_by_name(name)
            if sheet.height * sheet.width > _MOST_CELLS or sheet.height > _MOST_ROWS:
                raise _too_large(given, f"sheet “{name[:60]}” has {sheet.height:,} rows")
            if sheet.start is not None:
                above = sheet.start[0]
                rows = sheet.to_python(skip_empty_area=True)
                sheets.append(Sheet(name=name, rows=tuple(_texts(rows, above))))
    except ClaimError:
        raise
    except BaseException as error:
        # pyo3's PanicException is no Exception: a damaged file must not end the program
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError | GeneratorExit):
            raise
        protected = "password" in str(error).casefold() or "encrypted" in str(error).casefold()
        raise ClaimError(
            "is protected by a password" if protected else "is damaged: its sheets cannot be read",
            "save it without one" if protected else _SAVE,
            file=given.name,
        ) from error
    return tuple(sheet for sheet in sheets if sheet.rows)


def _texts(rows: Sequence[Sequence[object]], above: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, row in enumerate(rows, start=above + 1):
        cells = tuple(_text(cell) for cell in row[:_MOST_COLUMNS])
        if any(cells):
            yield number, cells


def _text(cell: object) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime() | date() | time():
            return cell.isoformat()
        case timedelta():
            return str(cell)
        case _:
            return str(cell).replace("\0", "").replace("_x000D_", "").strip()


def _within_bounds(given: Given) -> None:
    """Counts what the archive really unpacks to, and how far its sheets reach.

    The reader lays out each sheet as a full table: one cell in the last row of the last column
    would take 17 thousand million.
    """
    archive = opened(given.content, given.name)
    total = 0
    for member in archive.infolist():
        rest, low, far = b"", 0, 0
        try:
            with archive.open(member) as stream:
                while chunk := stream.read(_CHUNK):
                    total += len(chunk)
                    if total > _MOST_MEMBER_BYTES:
                        raise _too_large(given, f"unpacks to more than {total / 1e6:,.0f} MB")
                    text = rest + chunk
                    if not member.filename.endswith(".xml"):
                        continue
                    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                        raise ClaimError(
                            "declares entities, which no spreadsheet program writes",
                            _SAVE,
                            file=given.name,
                        )
                    for column, row in _CELL.findall(text):
                        low, far = max(low, int(row)), max(far, _number(column))
                    rest = text[-500:]
            if member.filename == "content.xml":
                with archive.open(member) as stream:
                    low, far = _reach_of_ods(stream)
        except ClaimError:
            raise
        except Exception as error:  # zlib, lzma and libxml2 raise errors of their own
            raise ClaimError(
                "is damaged: the archive inside cannot be opened", "save it again", file=given.name
            ) from error
        if low > _MOST_ROWS or far > _MOST_COLUMNS or low * far > _MOST_CELLS:
            raise _too_large(given, f"has cells as far as row {low:,}, column {far:,}")


def _reach_of_ods(stream: IO[bytes]) -> tuple[int, int]:
    """The last row and column with something in it; empty ones are repeated to the sheet's end."""
    from lxml import etree

    low = far = row = 0
    for _, element in etree.iterparse(
        stream, tag=(f"{_TABLE}table-row", f"{_TABLE}table"), resolve_entities=False
    ):
        if element.tag == f"{_TABLE}table":
            row = 0
        else:
            times = _times(element.get(f"{_TABLE}number-rows-repeated"))
            row += times
            column = 0
            for cell in element:
                column += _times(cell.get(f"{_TABLE}number-columns-repeated"))
                if len(cell) or any("value" in str(name) for name in cell.attrib):
                    low, far = max(low, row), max(far, column)
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
    return low, far


def _times(repeated: str | None) -> int:
    return min(int(repeated), 10**9) if repeated and repeated.isdigit() else 1


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _too_large(given: Given, what: str) -> ClaimError:
    return ClaimError(
        f"{what}, more than any list of people needs",
        "copy the rows with the people into a new sheet, and save that",
        file=given.name,
    )
