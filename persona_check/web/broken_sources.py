"""Which sources failed their last self-check, kept so that later runs leave them out."""

import contextlib
import json
from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from persona_check.files import write_private

__all__ = ["read_broken", "write_broken"]

_FILE = "self-check.json"
# a source is mended within hours more often than it stays broken for days
_VALID_FOR = timedelta(hours=6)


def read_broken(folder: Path | None, *, at: datetime) -> Mapping[str, str]:
    """Why each broken source is left out, by source id; none six hours after its self-check."""
    return {
        source: f"failed its self-check on {checked_at:%Y-%m-%d}: {why}"
        for source, (checked_at, why) in _kept(folder, at).items()
    }


def write_broken(
    folder: Path | None, broken: Mapping[str, str], *, tested: Collection[str], at: datetime
) -> None:
    """Keeps why sources are broken; what was kept of those not tested stays.

    A disk that cannot be written stops nothing.
    """
    if folder is None:
        return
    kept = {source: mark for source, mark in _kept(folder, at).items() if source not in tested}
    kept |= {source: (at.astimezone(UTC), why) for source, why in broken.items()}
    written = {
        source: {"checked_at": checked_at.isoformat(), "why": why}
        for source, (checked_at, why) in sorted(kept.items())
    }
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        content = json.dumps({"broken": written}, indent=2) + "\n"
        write_private(folder / _FILE, content.encode())


def _kept(folder: Path | None, at: datetime) -> dict[str, tuple[datetime, str]]:
    """When each broken source was checked, and why it is broken; only what is still valid."""
    if folder is None:
        return {}
    try:
        marks = json.loads((folder / _FILE).read_bytes())["broken"]
        kept = {
            str(source): (datetime.fromisoformat(mark["checked_at"]), str(mark["why"]))
            for source, mark in marks.items()
        }
        return {
            source: mark
            for source, mark in kept.items()
            if timedelta(0) <= at - mark[0] <= _VALID_FOR
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
