"""The evidence bundle: all answers of one run in one file, from which it can be run again."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from persona_check import __version__
from persona_check.casefile import layout
from persona_check.casefile.archive import (
    BundleFileError,
    Difference,
    differences,
    pack,
    read_members,
)
from persona_check.casefile.decided import decisions_in
from persona_check.errors import UsageError
from persona_check.files import write_private
from persona_check.model.lookup import UnavailableReason
from persona_check.model.report import Decision
from persona_check.web.envelope import (
    Envelope,
    EnvelopeError,
    Failure,
    body_suffix,
    from_json,
    slug,
    to_json,
)

__all__ = [
    "Bundle",
    "Circumstances",
    "bundle_members",
    "examine",
    "read_bundle",
    "write_bundle",
    "write_members",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What a report depends on besides claim and answers, as it was in the run that was saved.

    ``only_sources`` empty means all. ``libraries`` are versions by name.
    """

    prior: str = "default"
    only_sources: tuple[str, ...] = ()
    without_sources: tuple[str, ...] = ()
    calibration_id: str | None = None
    python: str | None = None
    libraries: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """What a bundle or fixture folder holds.

    ``as_of`` is the clock of the run that made it, or the time of the latest answer. ``files``
    are further files by name: the claim, its exhibits, the report. ``circumstances`` is None for
    what ``--save`` did not make. ``manifest`` is the list of hashes as bytes, ``time_stamp`` the
    token over these bytes where a service gave one. ``decisions`` were written into it later.
    """

    as_of: datetime
    envelopes: Mapping[str, Envelope]
    outcomes: Mapping[tuple[str, str], Failure] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    tool_version: str | None = None
    base_urls: Mapping[str, str] = field(default_factory=dict)
    circumstances: Circumstances | None = None
    manifest: bytes = b""
    time_stamp: bytes | None = None
    decisions: tuple[Decision, ...] = ()

    @property
    def manifest_sha256(self) -> str:
        """By which the whole bundle is known, in hex."""
        return hashlib.sha256(self.manifest).hexdigest()


def bundle_members(
    *,
    as_of: datetime,
    envelopes: Iterable[Envelope],
    outcomes: Mapping[tuple[str, str], Failure] | None = None,
    files: Mapping[str, bytes] | None = None,
    base_urls: Mapping[str, str] | None = None,
    circumstances: Circumstances | None = None,
) -> dict[str, bytes]:
    """The files of a bundle, its manifest among them; the same content gives the same bytes.

    ``files`` are kept under ``files/`` by plain name.
    """
    members: dict[str, bytes] = {}
    if outcomes:
        members[layout.OUTCOMES] = _json(
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
        folder = layout.answer_folder(envelope.source)
        members[f"{folder}/{name}.json"] = to_json(envelope, body_file=body_file)
        if envelope.body:
            members[f"{folder}/{body_file}"] = envelope.body
    for name, content in (files or {}).items():
        members[layout.further_file(name)] = content
    manifest: dict[str, object] = {
        "bundle": 1,
        "as_of": as_of.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "tool": {"name": "persona-check", "version": __version__},
        "base_urls": {
            source: _without_user(url) for source, url in sorted((base_urls or {}).items())
        },
    }
    if circumstances is not None:
        manifest["circumstances"] = asdict(circumstances)
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in members.items()}
    members[layout.MANIFEST] = _json({**manifest, "sha256": dict(sorted(hashes.items()))})
    return members


def write_members(path: Path, members: Mapping[str, bytes]) -> None:
    """Writes a bundle whole or not at all; raises ``UsageError`` where that cannot be done."""
    try:
        write_private(path, pack(members))
    except OSError as error:
        raise UsageError(
            f"cannot write the bundle {path}: {error.strerror}",
            hint="the folder must exist and be writable",
        ) from error
    except BundleFileError as error:
        raise UsageError(
            f"cannot write the bundle {path}: {error}", hint="leave out large photos or emails"
        ) from error


def write_bundle(path: Path, **parts: Any) -> None:
    """Writes what ``bundle_members`` makes of the same parts, without a time-stamp."""
    write_members(path, bundle_members(**parts))


def examine(path: Path) -> tuple[Difference, ...]:
    """All that differs from the manifest of a bundle; empty where it is whole.

    Raises ``UsageError`` where it cannot be read, or has no list of hashes.
    """
    members = _members(path)
    hashes = _hashes(path, _object(path, members.pop(layout.MANIFEST, b"{}")))
    if hashes is None:
        raise _unusable(path, "it has no list of hashes, so it is not a saved bundle")
    members.pop(layout.TIME_STAMP, None)
    members.pop(layout.DECISIONS, None)  # ``read_bundle`` checks their own hashes
    return differences(hashes, members)


def read_bundle(path: Path) -> Bundle:
    """The bundle in a zip file, or the fixtures in a folder and its sub-folders.

    Raises ``UsageError`` where it is missing, is not a bundle, or where a file in it does not
    fit its hash: evidence that was touched is no evidence. What was laid beside an unpacked
    bundle is left out.
    """
    members = _members(path)
    listed = members.pop(layout.MANIFEST, b"")
    manifest = _object(path, listed or b"{}")
    time_stamp = members.pop(layout.TIME_STAMP, None)
    decided = members.pop(layout.DECISIONS, None)
    hashes = _hashes(path, manifest)
    if hashes is not None:
        if path.is_dir():
            members = {name: content for name, content in members.items() if name in hashes}
        for difference in differences(hashes, members):
            raise _unusable(path, str(difference))
    elif not path.is_dir():
        raise _unusable(path, "it has no list of hashes")
    outcomes = _outcomes(path, members.pop(layout.OUTCOMES, b"[]"))
    envelopes = _envelopes(path, members)
    if not envelopes and not outcomes and not manifest:
        raise _unusable(path, "it contains no answers")
    tool = manifest.get("tool")
    bases = manifest.get("base_urls")
    return Bundle(
        as_of=_as_of(path, manifest.get("as_of"), envelopes),
        envelopes=envelopes,
        outcomes=outcomes,
        files={
            layout.further_name(name): content
            for name, content in members.items()
            if layout.is_further_file(name)
        },
        tool_version=str(tool.get("version")) if isinstance(tool, dict) else None,
        base_urls={str(key): str(value) for key, value in bases.items()}
        if isinstance(bases, dict)
        else {},
        circumstances=_circumstances(path, manifest.get("circumstances")),
        manifest=listed,
        time_stamp=time_stamp,
        decisions=_decisions(path, decided, listed),
    )


def _decisions(path: Path, content: bytes | None, manifest: bytes) -> tuple[Decision, ...]:
    try:
        return () if content is None else decisions_in(content, manifest)
    except ValueError as error:
        raise _unusable(path, f"{layout.DECISIONS}: {error}") from error


def _members(path: Path) -> dict[str, bytes]:
    try:
        return read_members(path)
    except BundleFileError as error:
        raise _unusable(path, str(error)) from error


def _hashes(path: Path, manifest: Mapping[str, object]) -> Mapping[str, str] | None:
    hashes = manifest.get("sha256")
    if hashes is None:
        return None
    if not isinstance(hashes, dict) or not all(isinstance(one, str) for one in hashes.values()):
        raise _unusable(path, f"the hashes in {layout.MANIFEST} cannot be read")
    return hashes


def _envelopes(path: Path, members: Mapping[str, bytes]) -> dict[str, Envelope]:
    envelopes: dict[str, Envelope] = {}
    for name, content in sorted(members.items()):
        if not name.endswith(".json") or ".body." in name or layout.is_further_file(name):
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
            raise _unusable(path, f"{name}: duplicate answer to one request")
        envelopes[envelope.key] = envelope
    return envelopes


def _circumstances(path: Path, written: object) -> Circumstances | None:
    import msgspec

    if written is None:
        return None
    try:
        return msgspec.convert(written, Circumstances)
    except (msgspec.ValidationError, ValueError, TypeError) as error:
        raise _unusable(
            path, f"the details of the run in {layout.MANIFEST} cannot be read"
        ) from error


def _without_user(url: str) -> str:
    """An address without the user and password that may stand in it."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _outcomes(path: Path, content: bytes) -> dict[tuple[str, str], Failure]:
    try:
        return {
            (str(item["source"]), str(item["query"])): Failure(
                reason=UnavailableReason(item["reason"]),
                detail=str(item["detail"]),
                hint=None if item["hint"] is None else str(item["hint"]),
            )
            for item in json.loads(content)
        }
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _unusable(path, f"{layout.OUTCOMES} cannot be read") from error


def _object(path: Path, content: bytes) -> dict[str, object]:
    try:
        value = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise _unusable(path, f"{layout.MANIFEST} is not JSON") from error
    if not isinstance(value, dict):
        raise _unusable(path, f"{layout.MANIFEST} is not an object")
    if value and value.get("bundle") != 1:
        raise _unusable(path, "it uses another version of the bundle format")
    return value


def _as_of(path: Path, written: object, envelopes: Mapping[str, Envelope]) -> datetime:
    if written is None:
        times = [envelope.retrieved_at for envelope in envelopes.values()]
        return max(times, default=datetime(1970, 1, 1, tzinfo=UTC))
    try:
        return datetime.fromisoformat(str(written)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise _unusable(path, "its date cannot be read") from error


def _unusable(path: Path, why: str) -> UsageError:
    return UsageError(
        f"cannot read the bundle {path}: {why}",
        hint="use a file written by --save, or a folder of recorded answers",
    )


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
