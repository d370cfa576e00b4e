"""Progress on stderr: one line a source with its state and time, on a terminal only."""

import shutil
import sys
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self, TextIO

from persona_check.cli.output import wants_colour
from persona_check.model.lookup import (
    Found,
    Lookup,
    NotFound,
    Query,
    Unavailable,
    UnavailableReason,
)
from persona_check.report.escaping import plain
from persona_check.report.outages import refused_words

__all__ = ["TerminalProgress"]

_REDRAW_S = 0.08


@dataclass(slots=True)
class _Line:
    """A source so far: questions not answered yet, requests sent, answers, reasons for none."""

    since: float
    pending: int = 0
    sent: int = 0
    found: int = 0
    empty: int = 0
    lost: Counter[UnavailableReason] = field(default_factory=Counter)
    done_at: float = 0.0

    @property
    def state(self) -> str:
        """``waiting`` for its turn, ``asked``, ``answered`` (all or some), ``no answer``."""
        if self.pending:
            return "asked" if self.sent or self.found or self.empty or self.lost else "waiting"
        return "answered" if self.found or self.empty else "no answer"

    def words(self) -> str:
        """What came, what did not and why, what is still open."""
        parts = [f"{self.found} found"] if self.found else []
        if self.empty:
            parts.append(f"{self.empty} without a match")
        for reason, count in self.lost.most_common():
            words = refused_words(reason)
            if reason is UnavailableReason.INTERRUPTED and not self.sent:
                words = "not asked, because the run was interrupted"
            parts.append(words if count == 1 else f"{words} ({count} questions)")
        if self.pending:
            done = self.found + self.empty + self.lost.total()
            parts.append(f"{self.pending} of {self.pending + done} open" if done else "")
        return ", ".join(part for part in parts if part)


class TerminalProgress:
    """A block of lines on stderr that is redrawn in place; only notes where that is no terminal.

    A note replaces an earlier one that starts with the same words before its colon (an allowance);
    elsewhere than on a terminal the notes are printed once, at the end. ``names`` are those of
    sources for readers, by id.
    """

    def __init__(
        self,
        *,
        quiet: bool = False,
        stream: TextIO | None = None,
        names: Mapping[str, str] | None = None,
    ) -> None:
        self._stream = stream or sys.stderr
        self._quiet = quiet
        self._live = not quiet and self._stream.isatty()
        self._names = names or {}
        self._lines: dict[str, _Line] = {}
        self._notes: dict[str, str] = {}
        self._drawn = 0
        self._drawn_at = 0.0
        self._begun_at = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._draw(force=True)
        if self._live and self._lines:
            self._stream.write(f"{self._ended()}\n")
        if not self._live and not self._quiet:
            self._stream.writelines(f"{note}\n" for note in self._notes.values())
        self._lines, self._notes, self._drawn = {}, {}, 0

    def asking(self, source: str, query: Query) -> None:
        """A question for a source is there."""
        self._line(source).pending += 1
        self._draw()

    def sent(self, source: str) -> None:
        """A request goes out."""
        line = self._line(source)
        if not line.sent:
            line.since = time.monotonic()
        line.sent += 1
        self._draw()

    def answered(self, lookup: Lookup) -> None:
        """A source answered, or could not."""
        line = self._line(lookup.source)
        line.pending = max(0, line.pending - 1)
        line.done_at = time.monotonic()
        match lookup:
            case Found():
                line.found += 1
            case NotFound():
                line.empty += 1
            case Unavailable():
                line.lost[lookup.reason] += 1
        self._draw(force=line.pending == 0)

    def note(self, text: str) -> None:
        """Something worth a line: an allowance, a source left out."""
        words = plain(text)
        self._notes[words.partition(":")[0]] = words
        self._draw(force=True)

    def _line(self, source: str) -> _Line:
        return self._lines.setdefault(source, _Line(since=time.monotonic()))

    def _clear(self) -> None:
        if self._drawn:
            self._stream.write(f"\x1b[{self._drawn}A\x1b[0J")
            self._drawn = 0

    def _draw(self, *, force: bool = False) -> None:
        now = time.monotonic()
        if not self._live or (not force and now - self._drawn_at < _REDRAW_S):
            return
        self._clear()
        # a line that wraps would be counted as one and not be cleared whole
        columns, rows = shutil.get_terminal_size((88, 24))
        names = {source: self._names.get(source, source) for source in self._lines}
        width = max((len(name) for name in names.values()), default=0)
        shown = [
            self._dimmed(self._words(names[source], width, line, now)[: columns - 1], line)
            for source, line in self._lines.items()
        ]
        shown += [note[: columns - 1] for note in self._notes.values()]
        shown = shown[-max(1, rows - 1) :]
        self._stream.writelines(f"{line}\n" for line in shown)
        self._drawn, self._drawn_at = len(shown), now
        self._stream.flush()

    def _words(self, name: str, width: int, line: _Line, now: float) -> str:
        took_s = (now if line.pending else line.done_at) - line.since
        time_s = f"{took_s:5.1f} s" if line.state != "waiting" else " " * 7
        return f"{name:<{width}}  {line.state:<9}  {time_s}  {line.words()}".rstrip()

    def _dimmed(self, words: str, line: _Line) -> str:
        dim = wants_colour(self._stream) and not line.pending
        return f"\x1b[2m{words}\x1b[0m" if dim else words

    def _ended(self) -> str:
        """How the sources ended, in one line."""
        states = Counter(line.state for line in self._lines.values())
        open_ones = states["waiting"] + states["asked"]
        parts = [
            f"{states['answered']} of {len(self._lines)} sources answered",
            f"{states['no answer']} gave no answer" if states["no answer"] else "",
            f"{open_ones} still open" if open_ones else "",
        ]
        took_s = time.monotonic() - self._begun_at
        return f"{', '.join(part for part in parts if part)} ({took_s:.1f} s)"
