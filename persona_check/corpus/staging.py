"""What an import has read so far: parts beside the corpus file to be, and a journal of them."""

import contextlib
import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

import msgspec

from persona_check.compare import venues
from persona_check.compare.affiliation_lines import read_lines
from persona_check.corpus.errors import CorpusError, database_errors
from persona_check.corpus.keys import (
    hashed,
    name_hashes,
    organization_hash,
    title_hashes,
    title_pair_hashes,
    unit_hashes,
)
from persona_check.corpus.schema import SCHEMA_VERSION, StoredWork, decode_work

__all__ = [
    "ROWS",
    "ImportedFile",
    "Input",
    "Journal",
    "Part",
    "Staging",
    "part_paths",
    "write_part",
]

# The tables of which each part holds rows, and their columns there; ``seq`` counts works from 0.
ROWS = {
    "works": "seq BIGINT, key VARCHAR, year INTEGER, venue_key VARCHAR, venue VARCHAR, "
    "upstream UBIGINT, doc VARCHAR",
    "bylines": "h UBIGINT, seq BIGINT, position INTEGER, name VARCHAR",
    "titles": "h UBIGINT, seq BIGINT",
    "title_pairs": "h UBIGINT, seq BIGINT",
    "identifiers": "h UBIGINT, seq BIGINT, position INTEGER, identifier VARCHAR",
    "places": "house UBIGINT, unit VARCHAR, seq BIGINT, year INTEGER, country VARCHAR",
    "unit_words": "h UBIGINT, unit VARCHAR",
}
NULL = "\\N"


class Input(msgspec.Struct, frozen=True, kw_only=True):
    """One file to import, as it was when the import began."""

    path: str
    format: str
    size_bytes: int
    modified_ns: int


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A finished part: entries of one file, those refused among them, and the works they gave."""

    file: int
    entries: int
    works: int


class ImportedFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was read to its end."""

    works: int
    refused: int
    sha256: str


class Journal(msgspec.Struct, kw_only=True):
    """How far an import is; ``base`` is the digest of the corpus that it adds to."""

    inputs: list[Input]
    base: str | None = None
    schema: int = SCHEMA_VERSION
    parts: list[Part] = msgspec.field(default_factory=list)
    files: list[ImportedFile] = msgspec.field(default_factory=list)
    built: str | None = None

    @property
    def works(self) -> int:
        """Works in finished parts."""
        return sum(part.works for part in self.parts)

    def entries_of(self, file: int) -> int:
        """Entries of a file in finished parts."""
        return sum(part.entries for part in self.parts if part.file == file)


class Staging:
    """The folder ``FILE.importing``; one process at a time."""

    def __init__(self, corpus: Path) -> None:
        self.folder = corpus.with_name(corpus.name + ".importing")
        self._journal_path = self.folder / "journal.json"
        self._lock: TextIO | None = None

    def __enter__(self) -> Self:
        with database_errors(self.folder, "preparing the import"):
            self.folder.mkdir(exist_ok=True)
            self._lock = (self.folder / "lock").open("w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._lock.close()
            raise CorpusError(
                f"another import is writing to {self.folder}", "wait until it has finished"
            ) from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._lock is not None:
            self._lock.close()
        # a folder without any finished part is worth nothing
        if self.folder.exists() and not self._journal_path.exists():
            shutil.rmtree(self.folder, ignore_errors=True)

    def read(self) -> Journal | None:
        """The journal of an unfinished import; None where there is none or it cannot be used."""
        try:
            journal = msgspec.json.decode(self._journal_path.read_bytes(), type=Journal)
        except FileNotFoundError:
            return None
        except (msgspec.DecodeError, OSError) as error:
            raise CorpusError(
                f"cannot read {self._journal_path}", "start again with --restart"
            ) from error
        return journal

    def write(self, journal: Journal) -> None:
        """Keeps the journal, whole or not at all."""
        fresh = self._journal_path.with_suffix(".new")
        with fresh.open("wb") as stream:
            stream.write(msgspec.json.encode(journal))
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(self._journal_path)

    def clear(self) -> None:
        """Removes all that was staged."""
        self._journal_path.unlink(missing_ok=True)
        for path in self.folder.iterdir():
            if path.name != "lock":
                shutil.rmtree(path) if path.is_dir() else path.unlink()


def part_paths(folder: Path, table: str, count: int) -> tuple[Path, ...]:
    """The files of a table in the first ``count`` parts."""
    return tuple(folder / _part_name(table, number) for number in range(count))


def write_part(folder: Path, number: int, first: int, docs: Sequence[str]) -> None:
    """Keeps the rows of some stored works, ``first`` being the running number of the first.

    Whole or not at all; whoever writes the same part of the same files writes the same bytes.
    """
    fresh = {table: folder / f"{_part_name(table, number)}.{os.getpid()}.new" for table in ROWS}
    with contextlib.ExitStack() as stack:
        out = {
            table: stack.enter_context(path.open("w", encoding="utf-8", newline=""))
            for table, path in fresh.items()
        }
        units: dict[str, None] = {}
        for seq, doc in enumerate(docs, start=first):
            work = decode_work(doc)
            places = _places(work)
            units.update((unit, None) for _, unit, _ in places if unit)
            for table, row in _rows(seq, work, doc):
                out[table].write(row)
            out["places"].write(_place_rows(seq, work, places))
        for unit in units:
            out["unit_words"].write("".join(f"{h}\t{unit}\n" for h in unit_hashes(unit)))
        for stream in out.values():
            stream.flush()
            os.fsync(stream.fileno())
    for table, path in fresh.items():
        path.replace(folder / _part_name(table, number))


def _part_name(table: str, number: int) -> str:
    return f"part-{number:06}.{table}.tsv"


def _rows(seq: int, work: StoredWork, doc: str) -> Iterator[tuple[str, str]]:
    venue = " ".join(work.venue.split()) if work.venue else ""
    yield (
        "works",
        "\t".join(
            (
                str(seq),
                _flat(work.key),
                NULL if work.year is None else str(work.year),
                venues.canonical(venue) or NULL if venue else NULL,
                venue or NULL,
                str(hashed(f"u:{work.doi or work.key}")),
                f"{doc}\n",
            )
        ),
    )
    whole = dict.fromkeys(h for title in work.titles for h in title_hashes(title))
    yield "titles", "".join(f"{h}\t{seq}\n" for h in whole)
    pairs = dict.fromkeys(h for title in work.titles for h in title_pair_hashes(title))
    yield "title_pairs", "".join(f"{h}\t{seq}\n" for h in pairs)
    if work.doi:
        yield "identifiers", _identifier(seq, 0, f"doi:{work.doi}")
    for position, author in enumerate(work.authors, start=1):
        name = author.name
        yield "bylines", "".join(f"{h}\t{seq}\t{position}\t{name}\n" for h in name_hashes(name))
        if author.orcid:
            yield "identifiers", _identifier(seq, position, f"orcid:{author.orcid}")
        if author.scholar:
            yield "identifiers", _identifier(seq, position, f"scholar:{author.scholar}")
        if author.author_id:
            yield "identifiers", _identifier(seq, position, author.author_id)


def _places(work: StoredWork) -> list[tuple[int, str, str]]:
    """Organisations that a work names, each with the unit and country beside it, if any."""
    found: set[tuple[int, str, str]] = set()
    for author in work.authors:
        for text in author.affiliations:
            found.update(_places_in(text))
    return sorted(found)


# Affiliations recur from work to work.
@lru_cache(maxsize=65_536)
def _places_in(text: str) -> tuple[tuple[int, str, str], ...]:
    """Organisation, unit and country, '' where there is none."""
    return tuple(
        (organization_hash(organization), unit, line.country or "")
        for line in read_lines(text)
        for organization in line.organizations
        for unit in line.units or ("",)
    )


def _place_rows(seq: int, work: StoredWork, places: Iterable[tuple[int, str, str]]) -> str:
    year = NULL if work.year is None else str(work.year)
    return "".join(
        f"{organization}\t{unit or NULL}\t{seq}\t{year}\t{country or NULL}\n"
        for organization, unit, country in places
    )


def _identifier(seq: int, position: int, identifier: str) -> str:
    flat = _flat(identifier)
    return f"{hashed(f'i:{flat}')}\t{seq}\t{position}\t{flat}\n"


def _flat(text: str) -> str:
    return " ".join(text.split())
