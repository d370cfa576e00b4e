"""Rows of a table as spreadsheets and registration systems write it."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice

from persona_check.claimfile.columns_by_content import SEEN_ROWS, keys_by_content
from persona_check.claimfile.cursor import spelling
from persona_check.claimfile.fields import SPELLINGS
from persona_check.claimfile.headings import FAMILY, GIVEN, Columns, columns_of
from persona_check.claimfile.row import FIX_ROW, Row, undecodable
from persona_check.claimfile.values import split_mail
from persona_check.errors import ClaimError

__all__ = ["QUOTE_HINT", "rows_of_sheet", "table_rows", "typed_rows"]

QUOTE_HINT = "put a cell that contains the separator in double quotes"
_SEPARATORS = ",;\t|"
_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
# Excel's own first line that names the separator; it may be quoted, and padded like other rows
_SEP_LINE = re.compile(r'\s*"?sep=(?P<separator>[^"\r\n])"?[;,\t]*\s*', re.IGNORECASE)
_HEAD_LINES, _HEAD_CHARS = 40, 200_000
_ROWS_ABOVE = 10  # among so many rows the header is looked for: a title may stand above it
_MOST_SLIPS = 100  # columns looked at for a misspelt key
_MOST_HEADINGS = 2_000  # of a row that may be the header
_FORMULA_TEXT = re.compile(r'="(.*)"', re.DOTALL)


def table_rows(
    stream: io.TextIOBase,
    shown: str,
    usual: str,
    max_chars: int,
    told: Callable[[str], None],
) -> Iterator[Row]:
    """The rows below the header; ``usual`` is the separator where the header does not tell.

    ``told`` hears what is left out and why. Raises ``ClaimError`` where no column holds names.
    """
    head, separator = _head_and_separator(stream, usual)
    stream.seek(0)
    above = _rows_above(head, separator)
    lines = _BoundedLines(stream, max_chars)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    csv.field_size_limit(max_chars)
    try:
        for _ in range(above):
            next(reader, None)
        line, header = reader.line_num + 1, next(reader, None)
    except csv.Error as error:
        raise ClaimError(
            f"invalid CSV: {error}", "fix the first line", file=shown, line=1
        ) from None
    if header is None or not _filled(header):
        raise ClaimError(
            "missing header line", "add a first line such as id,name,…", file=shown, line=1
        )
    header = [heading.strip() for heading in header]
    _check_header(header, shown, line, separator)
    if text := _told_above(head, separator, above):
        told(f"the column names are in line {line}; ignoring what stands above: {text}")
    yield from typed_rows(
        _rows_below(reader, lambda: reader.line_num, lines, header, told), header, told
    )


def rows_of_sheet(
    sheet: Iterable[tuple[int, Sequence[str]]], shown: str, told: Callable[[str], None]
) -> Iterator[Row]:
    """The rows of a sheet below its header, each line with its number; blank ones are passed over.

    Raises ``ClaimError`` where no column holds names.
    """
    lines = ((number, list(cells)) for number, cells in sheet if _filled(cells))
    first = list(islice(lines, _ROWS_ABOVE))
    at = next(
        (at for at, (_, cells) in enumerate(first) if columns_of(_headings(cells)).hold_names), 0
    )
    if not first:
        raise ClaimError("is empty", "add a first line such as name, affiliation", file=shown)
    line, cells = first[at]
    header = list(_headings(cells))
    while header and not header[-1]:
        header.pop()
    _check_header(header, shown, line, None)
    if at:
        above = "; ".join(f"“{' '.join(filter(None, row))[:60]}”" for _, row in first[:at])
        told(f"the column names are in line {line}; ignoring what stands above: {above}")
    ids = _id_columns(header)
    below = (
        _row(number, row_line, header, row, None, ids)
        for number, (row_line, row) in enumerate(chain(first[at + 1 :], lines), start=1)
    )
    yield from typed_rows(below, header, told)


def _headings(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(cell.split()) for cell in cells)


def typed_rows(
    rows: Iterator[Row], header: Sequence[str], told: Callable[[str], None]
) -> Iterator[Row]:
    """The rows with the keys of their columns, told by the headings and the first rows."""
    seen = list(islice(rows, SEEN_ROWS))
    columns = columns_of(tuple(header))
    raws = [row.raw for row in seen if row.problem is None and not isinstance(row.raw, str)]
    keys, remarks = keys_by_content(columns, [[cell for _, cell in raw] for raw in raws])
    _tell(columns, keys, told)
    for remark in remarks:
        told(remark)
    for row in chain(seen, rows):
        yield row if row.problem is not None else replace(row, keys=keys)


def _rows_below(
    reader: Iterator[list[str]],
    line_num: Callable[[], int],
    lines: "_BoundedLines",
    header: list[str],
    told: Callable[[str], None],
) -> Iterator[Row]:
    ids, number, nameless = _id_columns(header), 0, set[int]()
    while True:
        line, lines.problem = line_num() + 1, None
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            number += 1
            problem = f"invalid CSV: {error}"
            hint = "write a double quote inside a quoted cell twice"
            yield Row(
                number=number, line=line, id=f"row-{line}", raw=(), problem=problem, hint=hint
            )
            continue
        if not _filled(cells):
            continue
        number += 1
        row = _row(number, line, header, cells, lines.problem, ids)
        for at, cell in enumerate(cells[: len(header)]):
            if cell.strip() and not header[at] and at not in nameless:
                nameless.add(at)
                told(f"ignoring column {at + 1}: it has no heading")
        if len(cells) > len(header) and row.problem is None and -1 not in nameless:
            nameless.add(-1)
            told(f"line {line} has more cells than the header; ignoring those behind it")
        yield row


def _id_columns(header: Sequence[str]) -> list[int]:
    return [at for at, key in enumerate(columns_of(tuple(header)).keys) if key == "id"]


def _row(
    number: int, line: int, header: list[str], cells: list[str], problem: str | None, ids: list[int]
) -> Row:
    hint = None
    while len(cells) > len(header) and not cells[-1].strip():
        cells.pop()
    if problem is not None:
        hint = "save the file as “CSV UTF-8”" if "UTF-8" in problem else None
    elif len(cells) > len(header) and not _stand_in_place(header, cells):
        problem = f"has {len(cells)} cells, but the header has {len(header)}"
        hint = QUOTE_HINT
    padded = [*cells, *[""] * (len(header) - len(cells))]
    pairs = tuple((name, _plain(cell)) for name, cell in zip(header, padded, strict=False))
    row_id = next((pairs[at][1].strip() for at in ids if pairs[at][1].strip()), f"row-{line}")
    return Row(
        number=number, line=line, id=row_id, raw=pairs, problem=problem, hint=hint or FIX_ROW
    )


def _stand_in_place(header: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether a row of too many cells is whole up to the header's end, as its last email shows."""
    keys = columns_of(tuple(header)).keys
    at = max((at for at, key in enumerate(keys) if key == "email"), default=None)
    return at is not None and at == len(header) - 1 and _is_address(cells[at])


def _is_address(cell: str) -> bool:
    found = split_mail(cell)
    return found is not None and found[0] is not None


def _plain(cell: str) -> str:
    """The cell without the formula that keeps Excel from taking its text for a number."""
    found = _FORMULA_TEXT.fullmatch(cell.strip())
    return found[1] if found else cell


def _filled(cells: Sequence[str]) -> bool:
    return any(cell.strip() for cell in cells)


def _head_and_separator(stream: io.TextIOBase, usual: str) -> tuple[list[str], str]:
    """The first lines, and the separator by which most of their cells are known headings."""
    head: list[str] = []
    left = _HEAD_CHARS
    while left > 0 and len(head) < _HEAD_LINES and (text := stream.readline(left)):
        head.append(text)
        left -= len(text)
    if head and (found := _SEP_LINE.fullmatch(head[0])):
        return head, found["separator"]
    tried = sorted(_SEPARATORS, key=lambda one: one != usual)
    return head, max(tried, key=lambda one: _known_headings(head, one))


def _known_headings(head: list[str], separator: str) -> tuple[bool, int, int]:
    """How well the rows read with this separator: names are told, known headings, cells."""
    best = (False, 0, 0)
    for cells in _first_rows(head, separator):
        columns = columns_of(tuple(cells[:_MOST_HEADINGS]))
        known = sum(key is not None for key in columns.keys)
        best = max(best, (columns.hold_names, known, len(cells) if known else 0))
    return best


def _first_rows(head: list[str], separator: str) -> Iterator[list[str]]:
    reader = csv.reader(head, delimiter=separator, strict=True)
    try:
        yield from islice(reader, _ROWS_ABOVE)
    except csv.Error:
        return


def _rows_above(head: list[str], separator: str) -> int:
    """How many rows stand above the header: blank ones, a title, Excel's line of the separator."""
    first = None
    for number, cells in enumerate(_first_rows(head, separator)):
        if not _filled(cells) or (number == 0 and _SEP_LINE.fullmatch(head[0])):
            continue
        first = number if first is None else first
        if columns_of(tuple(cells[:_MOST_HEADINGS])).hold_names:
            return number
    return first or 0


def _told_above(head: list[str], separator: str, above: int) -> str:
    rows = list(islice(_first_rows(head, separator), above))
    if rows and _SEP_LINE.fullmatch(head[0]):
        rows = rows[1:]
    texts = (" ".join(filter(None, map(str.strip, cells))) for cells in rows)
    return "; ".join(f"“{text[:60]}”" for text in texts if text)


class _BoundedLines:
    """Lines of a stream; an overlong one comes as one letter, and ``problem`` says so."""

    def __init__(self, stream: io.TextIOBase, max_chars: int) -> None:
        self._stream, self._max_chars = stream, max_chars
        self.problem: str | None = None

    def __iter__(self) -> Iterator[str]:
        while text := self._stream.readline(self._max_chars + 1):
            if len(text) > self._max_chars:
                while (rest := self._stream.readline(self._max_chars)) and not rest.endswith(
                    ("\n", "\r")
                ):
                    pass
                self.problem = f"line longer than {self._max_chars:,} characters"
                yield "x\n"
            else:
                self.problem = self.problem or undecodable(text)
                yield text


def _check_header(header: list[str], shown: str, line: int, separator: str | None) -> None:
    """Raises where nobody is named; in a file of claims also where a key is misspelt.

    A list that another system exports has columns of its own, and none of them is a slip.
    """
    if len(header) > _MOST_HEADINGS:
        raise ClaimError(
            f"has {len(header):,} columns, at most {_MOST_HEADINGS:,} allowed",
            "remove those that are not about the people",
            file=shown,
            line=line,
        )
    named = [name for name in header if name]
    columns = columns_of(tuple(header))
    names = [name for name, key in zip(header, columns.keys, strict=True) if key in _OF_NAMES]
    if twice := [name for name in names if header.count(name) > 1]:
        raise ClaimError(
            f"duplicate column “{twice[0][:80]}”", "rename or remove one", file=shown, line=line
        )
    known = [header[at] for at, key in enumerate(columns.keys) if key]
    if all(spelling(name) in SPELLINGS for name in known):
        for name in (header[at] for at in columns.unknown[:_MOST_SLIPS]):
            if near := columns.nearly(name):
                shown_name = name[:80]
                raise ClaimError(
                    f"{shown_name}: unknown column “{shown_name}”",
                    f"did you mean “{near}”? If not, rename or remove the column",
                    file=shown,
                    line=line,
                )
    if not columns.hold_names:
        found = ", ".join(f"“{name[:30]}”" for name in named[:8]) + (", …" if named[8:] else "")
        apart = f", separated by {_NAMES.get(separator, separator)}" if separator else ""
        raise ClaimError(
            "missing column “name”",
            "add a first line with column names, one of them “name”, or “first name” and "
            f"“last name”; found {found}{apart}",
            file=shown,
            line=line,
        )


_OF_NAMES = frozenset(("name", GIVEN, FAMILY))


def _tell(columns: Columns, keys: Sequence[str | None], told: Callable[[str], None]) -> None:
    header = columns.headings
    for at, why in columns.left_out:
        if header[at]:
            told(f"ignoring column “{header[at][:80]}”: {why}")
    left = [at for at in columns.unknown if keys[at] is None]
    unknown = ", ".join(f"“{header[at][:80]}”" for at in left)
    if unknown:
        told(f"ignoring unknown column{'s' * (len(left) > 1)} {unknown}")
