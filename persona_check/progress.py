"""How the run tells a person what it is doing, without knowing about terminals."""

from typing import Protocol

from persona_check.model.lookup import Lookup, Query

__all__ = ["Progress", "SilentProgress"]


class Progress(Protocol):
    """Receives what happens while collecting; shown on stderr by the command line."""

    def asking(self, source: str, query: Query) -> None:
        """A source is about to be asked."""
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

    def answered(self, lookup: Lookup) -> None:
        """Nothing."""

    def note(self, text: str) -> None:
        """Nothing."""
