"""Progress on stderr: one line a source with its state and time, on a terminal only."""

import sys
import time
from dataclasses import dataclass
from types import TracebackType
from typing import Self, TextIO

from persona_check.cli.output import wants_colour
from persona_check.model.lookup import Found, Lookup, NotFound, Query, Unavailable
from persona_check.report.escaping import plain

__all__ = ["TerminalProgress"]

_REDRAW_S = 0.08


@dataclass(slots=True)
class _Line:
    asked_at: float
    pending: int = 0
    found: int = 0
    empty: int = 0
    unavailable: str = ""
    done_at: float = 0.0


class TerminalProgress:
    """A block of lines on stderr that is redrawn in place; only notes where that is no terminal.

    A note replaces an earlier one that starts with the same words before its colon (a budget);
    elsewhere than on a terminal the notes are printed once, at the end.
    """

    def __init__(self, *, quiet: bool = False, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._quiet = quiet
        self._live = not quiet and self._stream.isatty()
        self._lines: dict[str, _Line] = {}
        self._notes: dict[str, str] = {}
        self._drawn = 0
        self._drawn_at = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._draw(force=True)
        if not self._live and not self._quiet:
            self._stream.writelines(f"{note}\n" for note in self._notes.values())
        self._lines, self._notes, self._drawn = {}, {}, 0

    def asking(self, source: str, query: Query) -> None:
        """A source is about to be asked."""
        line = self._lines.setdefault(source, _Line(asked_at=time.monotonic()))
        line.pending += 1
        self._draw()

    def answered(self, lookup: Lookup) -> None:
        """A source answered, or could not."""
        line = self._lines.setdefault(lookup.source, _Line(asked_at=time.monotonic()))
        line.pending = max(0, line.pending - 1)
        line.done_at = time.monotonic()
        match lookup:
            case Found():
                line.found += 1
            case NotFound():
                line.empty += 1
            case Unavailable():
                line.unavailable = lookup.reason.value.replace("_", " ")
        self._draw(force=line.pending == 0)

    def note(self, text: str) -> None:
        """Something worth a line: a budget, a source left out."""
        words = plain(text)
        self._notes[words.partition(":")[0]] = words
        self._draw(force=True)

    def _clear(self) -> None:
        if self._drawn:
            self._stream.write(f"\x1b[{self._drawn}A\x1b[0J")
            self._drawn = 0

    def _draw(self, *, force: bool = False) -> None:
        now = time.monotonic()
        if not self._live or (not force and now - self._drawn_at < _REDRAW_S):
            return
        self._clear()
        shown = [self._words(source, line, now) for source, line in self._lines.items()]
        shown += self._notes.values()
        self._stream.writelines(f"{line}\n" for line in shown)
        self._drawn, self._drawn_at = len(shown), now
        self._stream.flush()

    def _words(self, source: str, line: _Line, now: float) -> str:
        took_s = (now if line.pending else line.done_at) - line.asked_at
        parts = []
        if line.pending:
            parts.append(f"{line.pending} pending")
        if line.found:
            parts.append(f"{line.found} found")
        if line.empty:
            parts.append(f"{line.empty} not found")
        if line.unavailable:
            parts.append(line.unavailable)
        mark = "…" if line.pending else ("·" if line.unavailable and not line.found else "✓")
        words = f"{mark} {source:<16} {took_s:6.1f} s  {', '.join(parts)}"
        if wants_colour(self._stream) and not line.pending:
            return f"\x1b[2m{words}\x1b[0m"
        return words
