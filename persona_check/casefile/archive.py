"""The files of a bundle: counted, named and bounded before any of them is read or believed."""

import hashlib
import io
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from persona_check.casefile.layout import NAME
from persona_check.files import open_regular

__all__ = [
    "BundleFileError",
    "Change",
    "Difference",
    "differences",
    "pack",
    "read_members",
]

_MAX_FILES = 20_000
_MAX_FILE_BYTES = 64 * 1024 * 1024
_MAX_TOTAL_BYTES = 1024 * 1024 * 1024
_MAX_DIRECTORY_BYTES = 8 * 1024 * 1024  # zipfile reads a zip's directory whole: 400 bytes a file
_MAX_NAME = 255
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can hold: same content, same bytes
_UNIX = 3  # else a zip would tell on which system it was made
_MODE = stat.S_IFREG | 0o600
_END = b"PK\x05\x06"
_END_BYTES = 22
_BROKEN = (
    OSError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
)


class BundleFileError(Exception):
    """Why the files of a bundle cannot be read, in words for a person."""


class Change(StrEnum):
    """How a file differs from what the manifest says."""

    CHANGED = "does not match its hash"
    MISSING = "is missing"
    EXTRA = "was added later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One file that is not as the manifest says."""

    name: str
    change: Change

    def __str__(self) -> str:
        return f"{self.name} {self.change}"


def pack(members: Mapping[str, bytes]) -> bytes:
    """The zip of these files; equal files give equal bytes.

    Raises ``BundleFileError`` for what ``read_members`` would refuse, so that no evidence is
    saved that could not be read again.
    """
    _check_sizes([len(content) for content in members.values()])
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        for name in sorted(members):
            _check_name(name)
            entry = zipfile.ZipInfo(name, date_time=_ZIP_TIME)
            entry.create_system = _UNIX
            entry.external_attr = _MODE << 16
            archive.writestr(entry, members[name], zipfile.ZIP_DEFLATED, 6)
    return memory.getvalue()


def read_members(path: Path) -> dict[str, bytes]:
    """The files in a zip, or in a folder and below; raises ``BundleFileError``.

    At most 20,000 files of 64 MiB, 1 GiB together. Of a zip: nothing encrypted, no name twice, no
    name that would lead out of a folder, nothing before, after or between what it lists.
    """
    try:
        return dict(_folder_members(path) if path.is_dir() else _zip_members(path))
    except _BROKEN as error:
        raise BundleFileError(_why(error)) from error


def differences(hashes: Mapping[str, str], members: Mapping[str, bytes]) -> tuple[Difference, ...]:
    """What was changed, taken away or added, in order of name; ``hashes`` are SHA-256 in hex."""
    found = [
        Difference(name=name, change=Change.MISSING)
        if name not in members
        else Difference(name=name, change=Change.CHANGED)
        for name, sha256 in hashes.items()
        if name not in members or hashlib.sha256(members[name]).hexdigest() != sha256
    ]
    found += [Difference(name=name, change=Change.EXTRA) for name in set(members) - set(hashes)]
    return tuple(sorted(found, key=lambda one: one.name))


def _zip_members(path: Path) -> Iterator[tuple[str, bytes]]:
    if path.stat().st_size > _MAX_TOTAL_BYTES:
        raise BundleFileError("it is too large for a bundle")
    _check_end(path)
    with zipfile.ZipFile(path) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        _check_sizes([entry.file_size for entry in entries])
        seen: set[str] = set()
        for entry in entries:
            _check_entry(entry)
            if entry.filename.casefold() in seen:
                raise BundleFileError(f"duplicate file {entry.filename}")
            seen.add(entry.filename.casefold())
        for entry in entries:
            with archive.open(entry) as member:
                content = member.read(_MAX_FILE_BYTES + 1)
            if len(content) != entry.file_size:
                raise BundleFileError(f"{entry.filename} does not have its stated size")
            yield entry.filename, content


def _check_end(path: Path) -> None:
    """Refuses a zip whose directory is too large to be read at all, or that something follows.

    APPNOTE 6.3.10, section 4.3.16: the last record is 22 bytes where there is no comment.
    """
    with open_regular(path) as file:
        if file.read(4) not in (b"PK\x03\x04", _END):
            raise BundleFileError("it is not a zip file")
        size = file.seek(0, io.SEEK_END)
        file.seek(max(0, size - _END_BYTES))
        end = file.read(_END_BYTES)
    if end[:4] != _END or end[20:] != b"\0\0":
        raise BundleFileError("it is incomplete, or something was added at the end")
    directory_bytes = int.from_bytes(end[12:16], "little")
    starts_at = int.from_bytes(end[16:20], "little")
    # a zip64 file, which no bundle is, says its sizes elsewhere
    if directory_bytes > _MAX_DIRECTORY_BYTES or starts_at == 0xFFFFFFFF:
        raise BundleFileError("it is too large for a bundle")
    if starts_at + directory_bytes + _END_BYTES != size:
        raise BundleFileError("it is incomplete, or something was added to it")


def _check_entry(entry: zipfile.ZipInfo) -> None:
    if entry.filename != entry.orig_filename:
        raise BundleFileError("it contains a file with an invalid name")
    _check_name(entry.filename)
    if entry.flag_bits & 0x1:
        raise BundleFileError(f"{entry.filename} is encrypted")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise BundleFileError(f"{entry.filename} uses an unsupported compression")
    if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG):
        raise BundleFileError(f"{entry.filename} is not a regular file")


def _check_name(name: str) -> None:
    if len(name) > _MAX_NAME or not NAME.fullmatch(name):
        raise BundleFileError(f"it contains a file with an invalid name, {name[:60]!a}")


def _check_sizes(sizes_bytes: list[int]) -> None:
    if (
        len(sizes_bytes) > _MAX_FILES
        or sum(sizes_bytes) > _MAX_TOTAL_BYTES
        or max(sizes_bytes, default=0) > _MAX_FILE_BYTES
    ):
        raise BundleFileError("it is too large for a bundle")


def _folder_members(path: Path) -> Iterator[tuple[str, bytes]]:
    files = []
    for file in path.rglob("*"):
        if file.is_file():
            files.append(file)
            if len(files) > _MAX_FILES:
                break
    _check_sizes([file.stat().st_size for file in files])
    for file in sorted(files):
        yield file.relative_to(path).as_posix(), file.read_bytes()


def _why(error: BaseException) -> str:
    if isinstance(error, OSError):
        return error.strerror or "it cannot be read"
    return f"it is damaged ({type(error).__name__})"
