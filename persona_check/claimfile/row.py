"""One row of a file of many claims."""

from dataclasses import dataclass

__all__ = ["FIX_ROW", "LINE_CHARS", "Row", "undecodable"]

LINE_CHARS = 4_000_000
FIX_ROW = "fix this row"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a file of many claims, not yet understood.

    ``id`` is what the row calls itself, where that can be read, else ``row-LINE``; ``raw`` is the
    text of a JSON line, or the cells of a table's row with their headings; ``keys`` then says
    what each column holds, where more than the headings told it. ``hint`` says how to fix the
    ``problem``.
    """

    number: int
    line: int
    id: str
    raw: str | tuple[tuple[str, str], ...]
    problem: str | None = None
    hint: str = FIX_ROW
    keys: tuple[str | None, ...] | None = None


def undecodable(text: str) -> str | None:
    """The problem of a text that holds bytes which are no letters."""
    broken = any("\ud800" <= letter <= "\udfff" for letter in text)
    return "is not UTF-8 text" if broken else None
