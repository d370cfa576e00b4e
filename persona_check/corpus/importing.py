"""Imports files into a corpus: staged in parts, resumable, and nothing lost where it stops."""

import os
import zlib
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Protocol, TypeAlias

import msgspec

from persona_check.corpus.errors import CorpusError, database_errors, require_duckdb
from persona_check.corpus.helper import Helper, InProcess, Waiting, open_helper
from persona_check.corpus.importers import ALL_IMPORTERS, importer_of
from persona_check.corpus.importers.base import CountedFile, Refused, open_counted
from persona_check.corpus.schema import SCHEMA_VERSION, StoredWork, encode_work
from persona_check.corpus.staging import ImportedFile, Input, Journal, Part, Staging
from persona_check.corpus.store import read_meta

__all__ = ["ImportProgress", "ImportTally", "import_files"]

WORKS_A_PART = 20_000
MOST_AUTHORS = 5_000
MOST_NAME_CHARACTERS = 200
# what a stored work may take; the longest author lists stay below
MOST_DOC_BYTES = 4_000_000
YEARS = range(1400, 2200)
# parts that may wait for the second process: what is in memory stays bounded
PARTS_AHEAD = 2

Entry: TypeAlias = StoredWork | Refused


class ImportProgress(Protocol):
    """Receives how far the import is, in bytes of the files."""

    def advanced(self, done: int, total: int) -> None:
        """``done`` of ``total`` bytes are read."""
        ...

    def note(self, text: str) -> None:
        """Something worth a line."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportTally:
    """What an import brought: entries read as works, entries refused, and the corpus' digest."""

    works: int
    refused: int
    digest: str


def import_files(
    paths: Sequence[Path],
    corpus: Path,
    *,
    progress: ImportProgress,
    restart: bool = False,
    memory_mb: int = 600,
    part_works: int = WORKS_A_PART,
    in_two_processes: bool = True,
) -> ImportTally:
    """Adds the works of files and folders to a corpus file, which is made where there is none.

    A work whose key the corpus holds already is replaced. The corpus file changes at the very end,
    as a whole; until then what was read lies in ``FILE.importing``, and the same call goes on where
    a stopped one was. Equal files in equal order give equal bytes, however often it was stopped.

    Raises:
        CorpusError: a file that is in no known form, a damaged corpus, a full disk.
    """
    require_duckdb()
    inputs = [_input(path) for path in _files(paths)]
    meta = read_meta(corpus) if corpus.exists() else None
    base = meta["digest"] if meta else None
    with Staging(corpus) as staging, database_errors(corpus, "importing"):
        if restart:
            staging.clear()
        journal = staging.read()
        if journal is not None and journal.built is not None and journal.built == base:
            staging.clear()  # it had ended, and was killed while tidying up
            if journal.inputs == inputs:
                return _tally(journal, journal.built)
            journal = None
        journal = _continued(journal, inputs, base, progress, staging)
        with open_helper() if in_two_processes else InProcess() as helper:
            _stage(staging, journal, progress, part_works, helper)
            progress.note("building the index")
            built, digest = helper.build(
                staging.folder, journal, base=corpus if base else None, memory_mb=memory_mb
            )
        journal.built = digest
        staging.write(journal)
        built.replace(corpus)
        _sync_folder(corpus.parent)
        staging.clear()
        return _tally(journal, digest)


def _tally(journal: Journal, digest: str) -> ImportTally:
    return ImportTally(
        works=journal.works, refused=sum(file.refused for file in journal.files), digest=digest
    )


def _continued(
    journal: Journal | None,
    inputs: list[Input],
    base: str | None,
    progress: ImportProgress,
    staging: Staging,
) -> Journal:
    if journal is None:
        fresh = Journal(inputs=inputs, base=base)
        staging.write(fresh)
        return fresh
    if journal.inputs != inputs or journal.base != base or journal.schema != SCHEMA_VERSION:
        raise CorpusError(
            f"{staging.folder} contains an unfinished import of different files",
            "finish it with the same files in the same order, or discard it with --restart",
        )
    if journal.works:
        progress.note(f"continuing after {journal.works} works")
    return journal


def _stage(
    staging: Staging,
    journal: Journal,
    progress: ImportProgress,
    part_works: int,
    helper: Helper,
) -> None:
    told = _Told(progress, total=sum(one.size_bytes for one in journal.inputs))
    for index, one in enumerate(journal.inputs):
        if index >= len(journal.files):
            _stage_file(staging, journal, index, told, part_works, helper)
        told.before += one.size_bytes
        progress.advanced(told.before, told.total)


def _stage_file(
    staging: Staging,
    journal: Journal,
    index: int,
    told: "_Told",
    part_works: int,
    helper: Helper,
) -> None:
    one = journal.inputs[index]
    importer = next(importer for importer in ALL_IMPORTERS if importer.id == one.format)
    modified = datetime.fromtimestamp(one.modified_ns // 1_000_000_000, UTC).isoformat()
    counted, stream = open_counted(Path(one.path))
    parts, works = len(journal.parts), journal.works
    waiting: deque[tuple[Waiting, Part]] = deque()
    with stream:
        entries = _until_damage(islice(importer.read(stream), journal.entries_of(index), None))
        while taken := list(islice(told.counting(entries, counted), part_works)):
            kept = (_fit(entry, modified) for entry in taken)
            docs = [doc for doc in kept if isinstance(doc, str)]
            part = Part(file=index, entries=len(taken), works=len(docs))
            waiting.append((helper.write_part(staging.folder, parts, works, docs), part))
            parts, works = parts + 1, works + len(docs)
            while len(waiting) > PARTS_AHEAD:
                _keep(staging, journal, *waiting.popleft())
        while waiting:
            _keep(staging, journal, *waiting.popleft())
        sha256 = counted.rest_sha256()
    own = [part for part in journal.parts if part.file == index]
    refused = sum(part.entries - part.works for part in own)
    journal.files.append(
        ImportedFile(works=sum(part.works for part in own), refused=refused, sha256=sha256)
    )
    staging.write(journal)
    if refused:
        told.progress.note(f"{one.path}: {refused} entries could not be read")


def _keep(staging: Staging, journal: Journal, waiting: Waiting, part: Part) -> None:
    waiting.result()
    journal.parts.append(part)
    staging.write(journal)


@dataclass(slots=True)
class _Told:
    """What is said of the progress: bytes of all files, of which ``before`` are done."""

    progress: ImportProgress
    total: int
    before: int = 0

    def counting(self, entries: Iterator[Entry], counted: CountedFile) -> Iterator[Entry]:
        """The entries, the position told now and then."""
        for count, entry in enumerate(entries, start=1):
            if count % 500 == 0:
                self.progress.advanced(self.before + counted.bytes_read, self.total)
            yield entry


def _until_damage(entries: Iterator[Entry]) -> Iterator[Entry]:
    """The entries; compressed data that is damaged or cut short ends them with a refusal."""
    try:
        yield from entries
    except (EOFError, zlib.error, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        yield Refused(reason="the compressed data is damaged or incomplete")


def _fit(entry: Entry, modified_at: str) -> str | Refused:
    """The line to be kept of a work, within bounds and with the time of its file."""
    if isinstance(entry, Refused):
        return entry
    if not entry.key or not entry.title.strip():
        return Refused(reason="work without a key or title")
    authors = tuple(
        msgspec.structs.replace(author, name=author.name[:MOST_NAME_CHARACTERS])
        if len(author.name) > MOST_NAME_CHARACTERS
        else author
        for author in entry.authors[:MOST_AUTHORS]
        if author.name
    )
    work = msgspec.structs.replace(
        entry,
        year=entry.year if entry.year in YEARS else None,
        authors=authors,
        authors_complete=entry.authors_complete and len(authors) == len(entry.authors),
        modified_at=modified_at,
    )
    doc = encode_work(work)
    return Refused(reason="work too large") if len(doc) > MOST_DOC_BYTES else doc


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    """The files, those in folders by name; hidden files and folders are passed over."""
    for path in paths:
        if not path.exists():
            raise CorpusError(f"{path}: no such file or folder", "check the path")
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file() and _importable(p))
            if not inside:
                raise CorpusError(f"{path}: no files to import in this folder", "check the path")
            yield from inside
        elif not path.is_file():
            raise CorpusError(f"{path}: not a regular file", "save it to a file first")
        else:
            yield path


def _importable(path: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.parts[-3:])
    names = (".jsonl", ".ndjson", ".json", ".xml", ".gz")
    # by-catch of data folders
    other = ("coverage.json", "manifest", "README")
    return path.suffix in names and not hidden and not path.name.startswith(other)


def _input(path: Path) -> Input:
    status = path.stat()
    return Input(
        path=str(path.resolve()),
        format=importer_of(path).id,
        size_bytes=status.st_size,
        modified_ns=status.st_mtime_ns,
    )


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
