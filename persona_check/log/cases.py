"""What a saved case puts into the log, and whether a proof is one of this case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from persona_check.log.entries import Entry, EntryKind
from persona_check.log.notes import NoteError

__all__ = ["LoggedCase"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedCase:
    """A bundle by its ``manifest_sha256``, and the hashes of its decisions, oldest first."""

    manifest_sha256: str
    decisions: Sequence[str] = ()

    @property
    def marks(self) -> tuple[tuple[EntryKind, str], ...]:
        """Kind and hash of each of its entries, oldest first."""
        return (
            (EntryKind.BUNDLE, self.manifest_sha256),
            *((EntryKind.DECISION, one) for one in self.decisions),
        )

    def entries(self, added_at: datetime) -> tuple[Entry, ...]:
        """Its entries, oldest first."""
        return tuple(
            Entry(kind=kind, sha256=sha256, bundle=self.manifest_sha256, added_at=added_at)
            for kind, sha256 in self.marks
        )

    def covered_by(self, entry: Entry) -> int:
        """How many of its decisions the entry vouches for; raises ``NoteError`` where for nothing.

        A decision's hash is made over those before it, so its entry vouches for them too.
        """
        if (entry.kind, entry.sha256) not in self.marks:
            raise NoteError("it is a proof of another case, or of this one before it was changed")
        return self.marks.index((entry.kind, entry.sha256))
