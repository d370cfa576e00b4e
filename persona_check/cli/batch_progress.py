"""The progress bar of a batch on stderr, on a terminal only."""

import sys
import time
from types import TracebackType
from typing import Self, TextIO

from persona_check.report.escaping import plain

__all__ = ["TerminalBar"]

_WIDTH = 30
_REDRAW_S = 0.1


class TerminalBar:
    """One line that is redrawn in place; elsewhere than on a terminal only notes are printed."""

    def __init__(self, *, quiet: bool = False, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._quiet = quiet
        self._live = not quiet and self._stream.isatty()
        self._started_at = time.monotonic()
        self._drawn_at = 0.0
        self._drawn = False
        self._width = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._drawn:
            self._stream.write("\n")
        self._drawn = False

    def advanced(self, done: int, total: int, *, earlier: int = 0, lost: int = 0) -> None:
        """``done`` of ``total`` are written, some ``earlier``, ``lost`` of them without a report.

        The time left is reckoned from this run's own rows: those done earlier took it none.
        """
        now, own = time.monotonic(), done - earlier
        if not self._live or (own > 0 and done < total and now - self._drawn_at < _REDRAW_S):
            return
        self._drawn_at, self._drawn = now, True
        filled = _WIDTH * done // max(1, total)
        parts = [f"[{'#' * filled}{'.' * (_WIDTH - filled)}] {done}/{total}"]
        if lost:
            parts.append(f"{lost} without a report")
        if own and done < total:
            parts.append(f"{(now - self._started_at) * (total - done) / own:.0f} s left")
        words = "  ".join(parts)
        # what stands there from a longer line is wiped
        self._stream.write(f"\r{words}{' ' * (self._width - len(words))}")
        self._width = len(words)
        self._stream.flush()

    def note(self, text: str) -> None:
        """Something worth a line."""
        if self._quiet:
            return
        words = plain(text)
        self._stream.write(f"\n{words}\n" if self._drawn else f"{words}\n")
        self._drawn = False
