"""How recordings of real answers are read: which question each one answers, or why none asks it.

One module for each folder of recordings, by the folder's name, with ``READINGS``, ``LEFT`` and
``losses``; ``tests/test_recordings.py`` walks the whole index with them.
"""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from persona_check.model.lookup import Query
from persona_check.model.record import Record
from persona_check.web.base import Answer

__all__ = ["ROOT", "Entry", "Left", "Reading", "entries", "folders"]

ROOT = Path(
    os.environ.get("PERSONA_CHECK_RECORDINGS")
    or Path(__file__).parents[2].parent / "shared" / "recordings"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of an index."""

    folder: str
    file: str
    method: str
    url: str
    status: int
    headers: Mapping[str, str]
    note: str = ""

    @property
    def request(self) -> str:
        """What patterns are matched with: method, and address or, where unknown, file."""
        return f"{self.method} {self.url or self.file}"

    @property
    def body(self) -> bytes:
        return (ROOT / self.folder / self.file).read_bytes()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Requests that an adapter could make.

    ``query`` gives the question from the groups of the pattern; then the adapter is asked, and
    answered with the recording. ``parse`` reads the body alone, where the adapter meets this form
    within another answer. ``empty`` says that the answer truly holds nothing.
    """

    pattern: str
    query: Callable[[Mapping[str, str]], Query] | None = None
    parse: Callable[[Answer], Sequence[Record]] | None = None
    empty: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """Requests that no adapter makes, and why."""

    pattern: str
    because: str
    statuses: frozenset[int] = field(default=frozenset())


def folders() -> tuple[str, ...]:
    """The folders that have an index."""
    return tuple(sorted(path.parent.name for path in ROOT.glob("*/index.jsonl")))


def entries(folder: str) -> tuple[Entry, ...]:
    """All recordings of one folder, in the order of its index."""
    lines = (ROOT / folder / "index.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(_entry(folder, json.loads(line)) for line in lines if line.strip())


def _entry(folder: str, fields: Mapping[str, Any]) -> Entry:
    headers = {str(name).lower(): str(value) for name, value in fields["headers"].items()}
    return Entry(
        folder=folder,
        file=fields["file"],
        method=fields["method"],
        url=fields["url"],
        status=int(fields["status"]),
        headers=headers,
        note=fields.get("note") or "",
    )
