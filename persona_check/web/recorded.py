"""The answers of an earlier run, which alone answer when it is run again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from persona_check.web.envelope import Envelope, Failure

__all__ = ["Recorded"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """``envelopes`` are by request key, ``outcomes`` by source and query.

    ``as_of`` is the clock of the run that made them.
    """

    as_of: datetime
    envelopes: Mapping[str, Envelope]
    outcomes: Mapping[tuple[str, str], Failure] = field(default_factory=dict)
