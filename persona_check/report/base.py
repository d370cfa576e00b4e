"""What a format is: a pure function from a report to text."""

from typing import ClassVar, Protocol

from persona_check.model.report import Report

__all__ = ["Format"]


class Format(Protocol):
    """One way to show a report; escapes all outside text; shows every finding and every gap."""

    id: ClassVar[str]
    suffix: ClassVar[str]

    def render(self, report: Report) -> str:
        """The whole text, ending in a newline."""
        ...
