"""Where a record comes from, and who stands behind it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

__all__ = ["AssertedBy", "Provenance", "Via"]


class AssertedBy(StrEnum):
    """Who stands behind a statement: the person, somebody else, or it cannot be told."""

    SUBJECT = "subject"
    THIRD_PARTY = "third_party"
    UNKNOWN = "unknown"


class Via(StrEnum):
    """How an answer reached this run; ``packaged`` lists come with the program."""

    NETWORK = "network"
    CACHE = "cache"
    REPLAY = "replay"
    CORPUS = "corpus"
    EXHIBIT = "exhibit"
    PACKAGED = "packaged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a record comes from.

    ``url`` never holds a secret; ``retrieved_at`` is UTC; ``sha256`` is that of the body as
    received, in hex. ``upstream`` names the deposits that the record repeats (``doi:10.…``,
    ``orcid:…``): records that share one are one witness. ``first_seen_on`` is the day on which a
    third party's clock first saw the thing, never a date that the subject typed.
    """

    source: str
    url: str
    retrieved_at: datetime
    sha256: str
    via: Via
    asserted_by: AssertedBy = AssertedBy.UNKNOWN
    upstream: tuple[str, ...] = ()
    first_seen_on: date | None = None
