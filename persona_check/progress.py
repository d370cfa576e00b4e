"""How the run tells a person what it is doing, without knowing about terminals."""

import logging
import sys
from typing import Protocol

from persona_check.model.lookup import Lookup, Query

__all__ = ["Progress", "SilentProgress", "show_tracebacks", "tracebacks_shown"]

# a library is silent where nobody set up logging
_PACKAGE = logging.getLogger("persona_check")
_PACKAGE.addHandler(logging.NullHandler())


class Progress(Protocol):
    """Receives what happens while collecting; shown on stderr by the command line."""

    def asking(self, source: str, query: Query) -> None:
        """A question for a source is there; it may have to wait for its turn."""
        ...

    def sent(self, source: str) -> None:
        """A request goes out to a source now."""
        ...

    def answered(self, lookup: Lookup) -> None:
        """A source answered, or could not."""
        ...

    def note(self, text: str) -> None:
        """Something worth a line: a budget, a source left out."""
        ...


class SilentProgress:
    """Says nothing."""

    def asking(self, source: str, query: Query) -> None:
        """Nothing."""

    def sent(self, source: str) -> None:
        """Nothing."""

    def answered(self, lookup: Lookup) -> None:
        """Nothing."""

    def note(self, text: str) -> None:
        """Nothing."""


def show_tracebacks() -> None:
    """From now on, what fails inside a source, a check or a row is told on stderr, traceback too.

    The report stands all the same: an answer that could not be read is an outage, a check that
    fails is skipped.
    """
    if not tracebacks_shown():
        handler = _OnStderr()
        handler.setFormatter(logging.Formatter("%(name)s: %(message)s"))
        _PACKAGE.addHandler(handler)
        _PACKAGE.setLevel(logging.DEBUG)


def tracebacks_shown() -> bool:
    """Whether ``show_tracebacks`` was called."""
    return any(isinstance(one, _OnStderr) for one in _PACKAGE.handlers)


class _OnStderr(logging.Handler):
    """Writes to whatever is stderr at the time."""

    def emit(self, record: logging.LogRecord) -> None:
        sys.stderr.write(f"{self.format(record)}\n")
