"""What the claimant handed in as files."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Exhibit", "ExhibitKind"]


class ExhibitKind(StrEnum):
    """What the claimant handed in as a file."""

    PHOTO = "photo"
    PHOTO_REFERENCE = "photo_reference"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """A file that came with the claim, read whole and bounded; hostile until examined."""

    id: str
    kind: ExhibitKind
    file_name: str
    content: bytes
    origin: str
