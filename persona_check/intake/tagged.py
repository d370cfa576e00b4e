"""One record of a list whose lines begin with a tag.

Read here because ``rispy`` dropped records without their last line, and those of one blank or
without line end: three of four dialects tried.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

__all__ = ["Record", "tidy", "with_doi"]

_MOST_TEXT = 20_000  # of one field; an abstract has a tenth


@dataclass(slots=True)
class Record:
    """What stands under each tag, and the line on which the record begins."""

    line: int
    tags: dict[str, list[str]] = field(default_factory=dict)
    last: str | None = None

    def add(self, tag: str, text: str) -> None:
        """A line with a tag."""
        self.tags.setdefault(tag, []).append(text.strip())
        self.last = tag

    def go_on(self, text: str) -> None:
        """A line without one, which goes on with the last."""
        if self.last is not None:
            lines = self.tags[self.last]
            if len(lines[-1]) < _MOST_TEXT:
                lines[-1] = f"{lines[-1]} {text.strip()}"

    def all(self, *tags: str) -> list[str]:
        """The texts under these tags, in the order of the tags."""
        return [text for tag in tags for text in self.tags.get(tag, ()) if text]

    def first(self, *tags: str) -> str | None:
        """The first of them."""
        return next(iter(self.all(*tags)), None)


def with_doi(texts: Sequence[str]) -> list[str]:
    """Those that call a DOI one: addresses and notes hold other numbers too."""
    return [text for text in texts if "doi" in text.casefold()]


def tidy(name: str) -> str:
    """An author without the commas around it."""
    return name.strip(" ,;")
