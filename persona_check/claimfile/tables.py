"""Rows of a table as spreadsheets and registration systems write it."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from itertools import islice

from persona_check.claimfile.headings import columns_of
from persona_check.claimfile.row import FIX_ROW, Row, undecodable
from persona_check.errors import ClaimError

__all__ = ["QUOTE_HINT", "table_rows"]

QUOTE_HINT = "put a cell that contains the separator in double quotes"
_SEPARATORS = ",;\t|"
_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
# Excel's own first line that names the separator; it may be quoted, and padded like other rows
_SEP_LINE = re.compile(r'\s*"?sep=(?P<separator>[^"\r\n])"?[;,\t]*\s*', re.IGNORECASE)
_HEAD_LINES, _HEAD_CHARS = 40, 200_000
_ROWS_ABOVE = 10  # among so many rows the header is looked for: a title may stand above it
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
    _tell(header, line, _told_above(head, separator, above), told)
    nameless: set[int] = set()
    for row, at in _rows_below(reader, lambda: reader.line_num, lines, header):
        if at is not None and at not in nameless:
            nameless.add(at)
            told(f"ignoring column {at + 1}: it has no heading")
        yield row


def _rows_below(
    reader: Iterator[list[str]],
    line_num: Callable[[], int],
    lines: "_BoundedLines",
    header: list[str],
) -> Iterator[tuple[Row, int | None]]:
    """Each row, and the place of a cell that no heading stands above."""
    ids = [at for at, key in enumerate(columns_of(tuple(header)).keys) if key == "id"]
    number = 0
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
            yield (
                Row(number=number, line=line, id=f"row-{line}", raw=(), problem=problem, hint=hint),
                None,
            )
            continue
        if not _filled(cells):
            continue
        number += 1
        while len(cells) > len(header) and not cells[-1].strip():
            cells.pop()
        row = _row(number, line, header, cells, lines.problem, ids)
        filled = (at for at, cell in enumerate(cells) if cell.strip())
        nameless = next((at for at in filled if at < len(header) and not header[at]), None)
        yield row, nameless


def _row(
    number: int, line: int, header: list[str], cells: list[str], problem: str | None, ids: list[int]
) -> Row:
    hint = None
    if problem is not None:
        hint = "save the file as “CSV UTF-8”" if "UTF-8" in problem else None
    elif len(cells) > len(header):
        problem = f"has {len(cells)} cells, but the header has {len(header)}"
        hint = QUOTE_HINT
    padded = [*cells, *[""] * (len(header) - len(cells))]
    pairs = tuple((name, _plain(cell)) for name, cell in zip(header, padded, strict=False))
    row_id = next((pairs[at][1].strip() for at in ids if pairs[at][1].strip()), f"row-{line}")
    return Row(
        number=number, line=line, id=row_id, raw=pairs, problem=problem, hint=hint or FIX_ROW
    )


def _plain(cell: str) -> str:
    """The cell without the formula that keeps Excel from taking its text for a number."""
    found = _FORMULA_TEXT.fullmatch(cell.strip())
    return found[1] if found else cell


def _filled(cells: list[str]) -> bool:
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
        columns = columns_of(tuple(cells))
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
        if columns_of(tuple(cells)).hold_names:
            return number
    return first or 0


def _told_above(head: list[str], separator: str, above: int) -> str:
    rows = islice(_first_rows(head, separator), above)
    texts = (" ".join(filter(None, map(str.strip, cells))) for cells in rows)
    return "; ".join(f"“{text[:60]}”" for text in texts if text and not _SEP_LINE.fullmatch(text))


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


def _check_header(header: list[str], shown: str, line: int, separator: str) -> None:
    named = [name for name in header if name]
    if twice := [name for name in named if named.count(name) > 1]:
        raise ClaimError(
            f"duplicate column “{twice[0][:80]}”", "rename or remove one", file=shown, line=line
        )
    columns = columns_of(tuple(header))
    for name in (header[at] for at in columns.unknown):
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
        raise ClaimError(
            "missing column “name”",
            "add a first line with column names, one of them “name”, or “first name” and "
            f"“last name”; found {found}, separated by {_NAMES.get(separator, separator)}",
            file=shown,
            line=line,
        )


def _tell(header: list[str], line: int, above: str, told: Callable[[str], None]) -> None:
    if above:
        told(f"the column names are in line {line}; ignoring what stands above: {above}")
    columns = columns_of(tuple(header))
    for at, why in columns.left_out:
        told(f"ignoring column “{header[at][:80]}”: {why}")
    unknown = ", ".join(f"“{header[at][:80]}”" for at in columns.unknown)
    if unknown:
        told(f"ignoring unknown column{'s' * (len(columns.unknown) > 1)} {unknown}")
