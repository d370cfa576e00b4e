"""What can be shown of a saved bundle: that it is whole, what it holds, since when it existed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from persona_check.casefile.bundle import Bundle, examine, read_bundle
from persona_check.casefile.save import CALIBRATION_FILE
from persona_check.casefile.time_stamps import TimeStampError, verify
from persona_check.errors import UsageError
from persona_check.report.escaping import plain
from persona_check.weighing.table import load, shipped

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

__all__ = ["Custody", "custody_of"]

_MOST_LISTED = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Custody:
    """What is to be said of a bundle, a line each, and whether all that was asked for held."""

    lines: tuple[str, ...]
    holds: bool


def custody_of(path: Path, roots: Sequence["Certificate"] | None = None) -> Custody:
    """Every file against its hash, and the time-stamp against the manifest.

    With ``roots``, a time-stamp is asked for whose signer they vouch for.
    """
    name = plain(str(path))
    try:
        found = examine(path)
        if found:
            listed = [f"  {plain(str(one), 400)}" for one in found[:_MOST_LISTED]]
            if len(found) > _MOST_LISTED:
                listed.append(f"  and {len(found) - _MOST_LISTED} more")
            return Custody(lines=(f"{name}: not whole", *listed), holds=False)
        bundle = read_bundle(path)
    except UsageError as error:
        return Custody(lines=(f"{name}: {plain(str(error), 600)}",), holds=False)
    stamp, stamped = _stamp(bundle, roots)
    return Custody(lines=(*_held(name, bundle), f"  {stamp}"), holds=stamped)


def _held(name: str, bundle: Bundle) -> Iterator[str]:
    by = f" by persona-check {plain(bundle.tool_version, 40)}" if bundle.tool_version else ""
    yield f"{name}: whole; made {bundle.as_of:%Y-%m-%d %H:%M} UTC{by}"
    answers = (one for one in bundle.envelopes.values() if one.status is not None)
    sources = Counter(envelope.source for envelope in answers)
    for source, number in sorted(sources.items()):
        yield f"  {plain(source, 40):<16} {number} {'answer' if number == 1 else 'answers'}"
    if bundle.outcomes:
        yield f"  {len(bundle.outcomes)} questions ended without an answer"
    for file in sorted(bundle.files):
        yield f"  {plain(file, 100)}"
    made = bundle.circumstances
    if made is not None:
        yield f"  calibration {plain(made.calibration_id or 'unknown', 60)}{_other(bundle)}"
        yield f"  prior {plain(made.prior, 60)}, Python {plain(made.python or 'unknown', 20)}"
    yield f"  manifest sha256 {bundle.manifest_sha256}"


def _other(bundle: Bundle) -> str:
    kept = bundle.files.get(CALIBRATION_FILE)
    return "" if kept in (None, shipped()) else f"; a replay here is judged under {load().id}"


def _stamp(bundle: Bundle, roots: Sequence["Certificate"] | None) -> tuple[str, bool]:
    if bundle.time_stamp is None:
        return "no time-stamp: nothing shows since when it has been so", roots is None
    try:
        stamp = verify(bundle.time_stamp, bundle.manifest, roots or ())
    except TimeStampError as error:
        return f"time-stamp does not hold: {error}", False
    except UsageError as error:
        return f"time-stamp not read: {error}; {error.hint}", roots is None
    words = f"time-stamp {stamp.at:%Y-%m-%d %H:%M:%S} UTC by {plain(stamp.signer, 200)}"
    if stamp.at < bundle.as_of:
        words += ", earlier than the clock of the run"
    if stamp.signer_unverified is None:
        return f"{words}; signer verified", True
    return f"{words}; signer not verified: {stamp.signer_unverified}", roots is None
