"""The evidence bundle: all answers of one run in one file, from which it can be run again."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from persona_check import __version__
from persona_check.errors import UsageError
from persona_check.model.lookup import Lookup, Query, Unavailable, UnavailableReason
from persona_check.sources.envelope import (
    Envelope,
    EnvelopeError,
    Failure,
    body_suffix,
    from_json,
    slug,
    to_json,
)
from persona_check.sources.store import write_atomically

__all__ = ["Bundle", "Journal", "read_bundle", "write_bundle"]

_MANIFEST = "manifest.json"
_OUTCOMES = "outcomes.json"
_MAX_FILES = 20_000
_MAX_FILE_BYTES = 64 * 1024 * 1024
_MAX_TOTAL_BYTES = 1024 * 1024 * 1024
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can hold: same content, same bytes


class Journal:
    """Lookups that ended without an answer: those of a bundle, and those of this run.

    ``interrupted`` says that the user ended the asking.
    """

    def __init__(self, recorded: Mapping[tuple[str, str], Failure] | None = None) -> None:
        self._recorded = dict(recorded or {})
        self._noted: dict[tuple[str, str], Failure] = {}
        self.interrupted = False

    def recorded(self, source: str, query: Query) -> Unavailable | None:
        """How the lookup ended when the bundle was made, where it ended without an answer."""
        failure = self._recorded.get((source, _words(query)))
        if failure is None:
            return None
        return Unavailable(
            source=source,
            query=query,
            reason=failure.reason,
            detail=failure.detail,
            hint=failure.hint,
        )

    def note(self, lookup: Lookup) -> None:
        """Notes a lookup of this run, where it ended without an answer."""
        if isinstance(lookup, Unavailable):
            self._noted[lookup.source, _words(lookup.query)] = Failure(
                reason=lookup.reason, detail=lookup.detail, hint=lookup.hint
            )

    @property
    def outcomes(self) -> Mapping[tuple[str, str], Failure]:
        """What was noted in this run, by source and query."""
        return self._noted


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """What a bundle or fixture folder holds.

    ``as_of`` is the clock of the run that made it, or the time of the latest answer. ``files``
    are further files by name: the claim, its exhibits, the report.
    """

    as_of: datetime
    envelopes: Mapping[str, Envelope]
    outcomes: Mapping[tuple[str, str], Failure] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    tool_version: str | None = None
    base_urls: Mapping[str, str] = field(default_factory=dict)


def write_bundle(
    path: Path,
    *,
    as_of: datetime,
    envelopes: Iterable[Envelope],
    outcomes: Mapping[tuple[str, str], Failure] | None = None,
    files: Mapping[str, bytes] | None = None,
    base_urls: Mapping[str, str] | None = None,
) -> None:
    """Writes a bundle whole or not at all; the same content gives the same bytes.

    ``files`` are kept under ``files/`` by plain name. Raises ``UsageError`` where the place cannot
    be written.
    """
    manifest = {
        "bundle": 1,
        "as_of": as_of.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "tool": {"name": "persona-check", "version": __version__},
        "base_urls": dict(sorted((base_urls or {}).items())),
    }
    members: dict[str, bytes] = {}
    if outcomes:
        members[_OUTCOMES] = _json(
            [
                {
                    "source": source,
                    "query": query,
                    "reason": failure.reason.value,
                    "detail": failure.detail,
                    "hint": failure.hint,
                }
                for (source, query), failure in sorted(outcomes.items(), key=lambda item: item[0])
            ]
        )
    for envelope in envelopes:
        name = f"{slug(envelope.url)}-{envelope.key[:12]}"
        body_file = f"{name}.body.{body_suffix(dict(envelope.headers))}"
        members[f"answers/{envelope.source}/{name}.json"] = to_json(envelope, body_file=body_file)
        if envelope.body:
            members[f"answers/{envelope.source}/{body_file}"] = envelope.body
    for name, content in (files or {}).items():
        members[f"files/{PurePosixPath(name.replace(chr(92), '/')).name}"] = content
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in members.items()}
    members[_MANIFEST] = _json({**manifest, "sha256": dict(sorted(hashes.items()))})
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(members):
            entry = zipfile.ZipInfo(name, date_time=_ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, members[name])
    try:
        write_atomically(path, memory.getvalue())
    except OSError as error:
        raise UsageError(
            f"cannot write the bundle {path}: {error.strerror}",
            hint="choose a file in a folder that exists and that you may write",
        ) from error


def read_bundle(path: Path) -> Bundle:
    """The bundle in a zip file, or the fixtures in a folder and its sub-folders.

    Raises ``UsageError`` where it is missing, is not a bundle, or where an answer in it does not
    fit its hash: evidence that was touched is no evidence.
    """
    try:
        members = _folder_members(path) if path.is_dir() else _zip_members(path)
    except (OSError, zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise _unusable(path, "it is not a bundle or folder that can be read") from error
    manifest = _object(path, members.pop(_MANIFEST, b"{}"))
    _compare(path, manifest.get("sha256"), members)
    outcomes = _outcomes(path, members.pop(_OUTCOMES, b"[]"))
    envelopes: dict[str, Envelope] = {}
    for name, content in sorted(members.items()):
        if not name.endswith(".json") or ".body." in name or name.startswith("files/"):
            continue
        if b'"envelope"' not in content:
            continue
        folder = name.rpartition("/")[0]

        def body(file: str, folder: str = folder) -> bytes:
            return members[f"{folder}/{file}" if folder else file]

        try:
            envelope = from_json(content, body)
        except EnvelopeError as error:
            raise _unusable(path, f"{name}: {error}") from error
        if envelope.key in envelopes:
            raise _unusable(path, f"{name}: a second answer to the same request")
        envelopes[envelope.key] = envelope
    if not envelopes and not outcomes and not manifest:
        raise _unusable(path, "it holds no answers")
    tool = manifest.get("tool")
    bases = manifest.get("base_urls")
    return Bundle(
        as_of=_as_of(path, manifest.get("as_of"), envelopes),
        envelopes=envelopes,
        outcomes=outcomes,
        files={
            name.removeprefix("files/"): content
            for name, content in members.items()
            if name.startswith("files/")
        },
        tool_version=str(tool.get("version")) if isinstance(tool, dict) else None,
        base_urls={str(key): str(value) for key, value in bases.items()}
        if isinstance(bases, dict)
        else {},
    )


def _compare(path: Path, hashes: object, members: Mapping[str, bytes]) -> None:
    """Refuses a bundle of which a file was changed or taken away, or to whose zip one was added."""
    if hashes is None:
        return
    if not isinstance(hashes, dict):
        raise _unusable(path, f"the hashes in {_MANIFEST} cannot be read")
    for name, sha256 in hashes.items():
        if name not in members:
            raise _unusable(path, f"{name} is missing")
        if hashlib.sha256(members[name]).hexdigest() != sha256:
            raise _unusable(path, f"{name} does not fit its hash")
    added = sorted(set(members) - set(hashes))
    if added and not path.is_dir():
        raise _unusable(path, f"{added[0]} was added to it")


def _zip_members(path: Path) -> dict[str, bytes]:
    members: dict[str, bytes] = {}
    with zipfile.ZipFile(path) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        sizes = [entry.file_size for entry in entries]
        if (
            len(entries) > _MAX_FILES
            or sum(sizes) > _MAX_TOTAL_BYTES
            or max(sizes, default=0) > _MAX_FILE_BYTES
        ):
            raise _unusable(path, "it is larger than any bundle")
        for entry in entries:
            with archive.open(entry) as member:
                content = member.read(_MAX_FILE_BYTES + 1)
            if len(content) > _MAX_FILE_BYTES:
                raise _unusable(path, "it is larger than any bundle")
            members[entry.filename] = content
    return members


def _folder_members(path: Path) -> dict[str, bytes]:
    return {
        file.relative_to(path).as_posix(): file.read_bytes()
        for file in sorted(path.rglob("*"))
        if file.is_file()
    }


def _outcomes(path: Path, content: bytes) -> dict[tuple[str, str], Failure]:
    try:
        return {
            (str(item["source"]), str(item["query"])): Failure(
                reason=UnavailableReason(item["reason"]),
                detail=str(item["detail"]),
                hint=item["hint"],
            )
            for item in json.loads(content)
        }
    except (ValueError, KeyError, TypeError) as error:
        raise _unusable(path, f"{_OUTCOMES} cannot be read") from error


def _object(path: Path, content: bytes) -> dict[str, object]:
    try:
        value = json.loads(content)
    except ValueError as error:
        raise _unusable(path, f"{_MANIFEST} is not JSON") from error
    if not isinstance(value, dict):
        raise _unusable(path, f"{_MANIFEST} is not an object")
    if value and value.get("bundle") != 1:
        raise _unusable(path, "it was made by another version of the format")
    return value


def _as_of(path: Path, written: object, envelopes: Mapping[str, Envelope]) -> datetime:
    if written is None:
        times = [envelope.retrieved_at for envelope in envelopes.values()]
        return max(times, default=datetime(1970, 1, 1, tzinfo=UTC))
    try:
        return datetime.fromisoformat(str(written)).astimezone(UTC)
    except ValueError as error:
        raise _unusable(path, "its date cannot be read") from error


def _unusable(path: Path, why: str) -> UsageError:
    return UsageError(
        f"cannot replay {path}: {why}",
        hint="give a file written by --save, or a folder of recorded answers",
    )


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _words(query: Query) -> str:
    """A query as a text that tells it from every other; what it is about does not matter."""
    asked = {item.name: getattr(query, item.name) for item in fields(query) if item.compare}
    return json.dumps([type(query).__name__, asked], ensure_ascii=False, sort_keys=True)
