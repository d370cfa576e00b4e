"""Verifies a saved bundle: is it unchanged, what does it contain, when did it already exist?"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from persona_check.casefile import layout
from persona_check.casefile.archive import Difference
from persona_check.casefile.bundle import Bundle, Circumstances, examine, read_bundle
from persona_check.casefile.time_stamps import TimeStamp, TimeStampError, verify
from persona_check.errors import UsageError
from persona_check.model.report import Decision
from persona_check.weighing.table import shipped

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

__all__ = ["Custody", "Held", "Stamped", "verify_bundle"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamped:
    """The time-stamp of a bundle, or why it does not hold (``broken``) or was not read."""

    stamp: TimeStamp | None = None
    broken: str | None = None
    unread: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a whole bundle holds: ``answers`` by source, further ``files``, unanswered questions.

    ``same_calibration`` is None for a bundle that names none.
    """

    made_at: datetime
    tool_version: str | None
    answers: Mapping[str, int]
    unanswered: int
    files: tuple[str, ...]
    circumstances: Circumstances | None
    same_calibration: bool | None
    manifest_sha256: str
    time_stamp: Stamped
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Custody:
    """The result for one bundle; ``holds`` if everything that was asked for is true.

    ``unreadable`` says why it cannot be read, ``differences`` what differs from its manifest;
    ``contents`` is what a whole one holds.
    """

    path: Path
    holds: bool
    unreadable: str | None = None
    differences: tuple[Difference, ...] = ()
    contents: Held | None = field(default=None)


def verify_bundle(path: Path, roots: Sequence["Certificate"] | None = None) -> Custody:
    """Every file against its hash, and the time-stamp against the manifest.

    With ``roots``, a time-stamp is asked for whose signer they vouch for.
    """
    try:
        found = examine(path)
        if found:
            return Custody(path=path, holds=False, differences=found)
        bundle = read_bundle(path)
    except UsageError as error:
        return Custody(path=path, holds=False, unreadable=str(error))
    stamped, holds = _stamped(bundle, roots)
    return Custody(path=path, holds=holds, contents=_held(bundle, stamped))


def _held(bundle: Bundle, stamped: Stamped) -> Held:
    kept = bundle.files.get(layout.CALIBRATION)
    return Held(
        made_at=bundle.as_of,
        tool_version=bundle.tool_version,
        answers=Counter(one.source for one in bundle.envelopes.values() if one.status is not None),
        unanswered=len(bundle.outcomes),
        files=tuple(sorted(bundle.files)),
        circumstances=bundle.circumstances,
        same_calibration=None if kept is None else kept == shipped(),
        manifest_sha256=bundle.manifest_sha256,
        time_stamp=stamped,
        decisions=bundle.decisions,
    )


def _stamped(bundle: Bundle, roots: Sequence["Certificate"] | None) -> tuple[Stamped, bool]:
    if bundle.time_stamp is None:
        return Stamped(), roots is None
    try:
        stamp = verify(bundle.time_stamp, bundle.manifest, roots or ())
    except TimeStampError as error:
        return Stamped(broken=str(error)), False
    except UsageError as error:
        return Stamped(unread=f"{error}; {error.hint}"), roots is None
    return Stamped(stamp=stamp), stamp.signer_unverified is None or roots is None
