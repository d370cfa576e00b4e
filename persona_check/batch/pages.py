"""A page for each claim of a batch, and the index that leads to them."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from persona_check.claimfile import Row
from persona_check.errors import UsageError
from persona_check.files import write_whole
from persona_check.report.html.index import IndexRow, Shared, index_page, read_row

__all__ = ["IndexLines", "page_name", "write_index"]

_LINES = "index.jsonl"
_MOST_NAMED = 40


def page_name(row: Row) -> str:
    """The file of a row's report: its number, and of its id what is safe in any file name."""
    words = re.sub(r"[^a-z0-9]+", "-", row.id.lower()[:200]).strip("-")[:_MOST_NAMED]
    return f"{row.number:05}-{words}.html" if words else f"{row.number:05}.html"


class IndexLines:
    """``index.jsonl`` in the folder of pages: a line for each row so far, for the index to be."""

    def __init__(self, folder: Path, *, keep: int) -> None:
        """Opens the folder; ``keep`` lines of an interrupted run stay.

        Raises ``UsageError`` where it cannot be written, or holds fewer lines than that.
        """
        self._folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / _LINES
            kept = list(islice(_lines(path), keep)) if keep else []
            if len(kept) < keep:
                raise UsageError(
                    f"{path} does not match the stopped run",
                    "start over without --resume",
                )
            write_whole(path, "".join(kept))
            self._stream: BinaryIO = path.open("ab")
        except OSError as error:
            raise _unwritable(folder, error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stream.close()

    def append(self, row: IndexRow) -> None:
        """Writes a row at once, so that a killed run keeps it."""
        try:
            self._stream.write(row.to_json().encode("ascii"))
            self._stream.flush()
        except OSError as error:
            raise _unwritable(self._folder, error) from error


def write_index(
    folder: Path, *, title: str, made_at: datetime, shared: Sequence[Shared] = ()
) -> None:
    """Writes ``index.html`` from the lines in the folder, whole or not at all."""
    try:
        rows = [read_row(line) for line in _lines(folder / _LINES)]
    except (OSError, ValueError) as error:
        raise UsageError(
            f"{folder / _LINES} cannot be read", "start over without --resume"
        ) from error
    write_whole(
        folder / "index.html", index_page(rows, title=title, made_at=made_at, shared=shared)
    )


def _lines(path: Path) -> Iterable[str]:
    """The whole lines; one that a killed run left torn is none."""
    if not path.exists():
        return
    with path.open(encoding="utf-8", newline="\n") as stream:
        yield from (line for line in stream if line.endswith("\n"))


def _unwritable(folder: Path, error: OSError) -> UsageError:
    return UsageError(
        f"cannot write to {folder}: {error.strerror or error}", "choose another folder for --html"
    )
