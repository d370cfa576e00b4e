"""Which sources failed their last self-check, kept so that later runs leave them out."""

import contextlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from persona_check.files import write_private

__all__ = ["read_broken", "write_broken"]

_FILE = "self-check.json"
# a source is mended within hours more often than it stays broken for days
_VALID_FOR = timedelta(hours=6)


def read_broken(folder: Path | None, *, at: datetime) -> Mapping[str, str]:
    """Why each broken source is left out, by source id; empty six hours after the self-check."""
    if folder is None:
        return {}
    try:
        kept = json.loads((folder / _FILE).read_bytes())
        checked_at = datetime.fromisoformat(kept["checked_at"])
        if not timedelta(0) <= at - checked_at <= _VALID_FOR:
            return {}
        return {
            str(source): f"failed its self-check on {checked_at:%Y-%m-%d}: {why}"
            for source, why in kept["broken"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def write_broken(folder: Path | None, broken: Mapping[str, str], *, at: datetime) -> None:
    """Keeps the outcome of a self-check; a disk that cannot be written stops nothing."""
    if folder is None:
        return
    kept = {"checked_at": at.astimezone(UTC).isoformat(), "broken": dict(sorted(broken.items()))}
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_private(folder / _FILE, (json.dumps(kept, indent=2) + "\n").encode())
