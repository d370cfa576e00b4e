"""One entry of the log: which bundle, or which decision about it, and when it was added.

Only hashes: a log that cannot forget must not hold what somebody may ask to be deleted.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from persona_check.log.notes import NoteError

__all__ = ["Entry", "EntryKind", "entries_in_words"]

_FORM = "persona-check log entry 1"
_TEXT = re.compile(
    re.escape(_FORM) + r"\n(bundle|decision) ([0-9a-f]{64})\nof ([0-9a-f]{64})\nadded (\S{10,40})\n"
)


class EntryKind(StrEnum):
    """What an entry stands for."""

    BUNDLE = "bundle"
    DECISION = "decision"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """``sha256`` of a bundle's manifest, or of its decisions up to one; ``bundle`` is the former.

    ``added_at`` is what the desk says, in whole seconds; only a time-stamp shows it.
    """

    kind: EntryKind
    sha256: str
    bundle: str
    added_at: datetime

    def content(self) -> bytes:
        """The bytes that the tree hashes."""
        added = self.added_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        text = f"{_FORM}\n{self.kind} {self.sha256}\nof {self.bundle}\nadded {added}\n"
        return text.encode("ascii")

    @classmethod
    def read(cls, content: bytes) -> "Entry":
        """The entry of these bytes; raises ``NoteError`` where they are none."""
        try:
            found = _TEXT.fullmatch(content.decode("ascii"))
            if found is None:
                raise NoteError("it is not an entry of this kind of log")
            added = datetime.fromisoformat(found[4])
        except (UnicodeDecodeError, ValueError) as error:
            raise NoteError("it is not an entry of this kind of log") from error
        return cls(kind=EntryKind(found[1]), sha256=found[2], bundle=found[3], added_at=added)


def entries_in_words(count: int) -> str:
    """How many entries, as "1 entry", "2 entries"."""
    return f"{count} {'entry' if count == 1 else 'entries'}"
