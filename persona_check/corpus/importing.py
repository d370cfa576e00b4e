"""Imports works into a corpus file: streamed, in order, resumable, written whole at the end."""

import hashlib
import json
import os
import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from persona_check import names, titles
from persona_check.corpus.entry import Entry, UnreadableEntryError
from persona_check.corpus.formats import read_entries
from persona_check.corpus.store import check_version, create
from persona_check.errors import UsageError
from persona_check.venues import canonical

__all__ = ["ImportSummary", "import_files", "title_words"]

BATCH = 4000
# Longest words of a title under which it can be found again when others are mistyped.
WORDS_OF_A_TITLE = 5
LEAST_WORD_LETTERS = 4

Notice = Callable[[str, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportSummary:
    """What an import did; ``unreadable`` counts rows that were passed over."""

    works: int
    added: int
    unreadable: int
    files: int


def import_files(
    corpus: Path, paths: Sequence[Path], *, notice: Notice = lambda _name, _rows: None
) -> ImportSummary:
    """Adds the works of these files; a killed import goes on where it stopped.

    Works lie in ``FILE.importing`` until all is in; only then is FILE replaced, so that a reader
    never sees half of it, and the same inputs in the same order give the same bytes however often
    the import was interrupted. A work whose key is already in is passed over.

    Raises:
        UsageError: an input that is not there, no room, a damaged or foreign file.
    """
    for path in paths:
        if not path.is_file():
            raise UsageError(
                f"no such file: {path}", "name JSON Lines, .jsonl.gz or dblp.xml files"
            )
    building = corpus.with_name(corpus.name + ".importing")
    try:
        with closing(_opened(corpus, building)) as connection:
            unreadable = 0
            before = _count(connection)
            for path in paths:
                unreadable += _import_one(connection, path, notice)
            works = _finish(connection, paths)
            _write_whole(connection, corpus, building)
        building.unlink()
    except sqlite3.Error as error:
        if "full" in str(error):
            raise UsageError(
                f"no room to write {building}", "free some space and run it again: it resumes"
            ) from error
        raise UsageError(
            f"cannot import into {corpus}: {error}", f"remove {building.name} and run it again"
        ) from error
    except OSError as error:
        raise UsageError(
            f"cannot import into {corpus}: {error.strerror}", "free some space and run it again"
        ) from error
    return ImportSummary(works=works, added=works - before, unreadable=unreadable, files=len(paths))


def title_words(title_key: str) -> tuple[str, ...]:
    """The longest words of a normalised title, by which a mistyped one is found again."""
    words = {word for word in title_key.split() if len(word) >= LEAST_WORD_LETTERS}
    return tuple(sorted(words, key=lambda word: (-len(word), word))[:WORDS_OF_A_TITLE])


def title_keys(title: str) -> tuple[str, ...]:
    """The key of the whole title and of it without its subtitle."""
    heads = [title[: match.start()] for match in re.finditer(r":|\?|\s[-–—]+\s", title[:600])]
    keys = [titles.key(title), *(titles.key(head) for head in heads[:2])]
    return tuple(dict.fromkeys(key for key in keys if len(key.split()) >= 3 or key == keys[0]))


def _opened(corpus: Path, building: Path) -> sqlite3.Connection:
    if building.is_file():
        connection = sqlite3.connect(building)
        check_version(connection, building)
    elif corpus.is_file():
        with closing(sqlite3.connect(corpus)) as source:
            check_version(source, corpus)
            connection = sqlite3.connect(building)
            source.backup(connection)
    else:
        connection = create(building)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA cache_size = -131072")
    return connection


def _import_one(connection: sqlite3.Connection, path: Path, notice: Notice) -> int:
    fingerprint = _fingerprint(path)
    row = connection.execute(
        "SELECT lines, done FROM input WHERE name = ? AND sha256 = ?", (path.name, fingerprint)
    ).fetchone()
    lines, done = row or (0, 0)
    if done:
        return 0
    unreadable = 0
    batch: list[Entry] = []
    for entry in read_entries(path, skip=lines):
        lines += 1
        if isinstance(entry, UnreadableEntryError):
            unreadable += 1
        else:
            batch.append(entry)
        if len(batch) >= BATCH:
            _store(connection, batch, path.name, fingerprint, lines, done=False)
            notice(path.name, lines)
            batch = []
    _store(connection, batch, path.name, fingerprint, lines, done=True)
    notice(path.name, lines)
    return unreadable


def _fingerprint(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as content:
        while block := content.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _store(
    connection: sqlite3.Connection,
    batch: Iterable[Entry],
    name: str,
    fingerprint: str,
    lines: int,
    *,
    done: bool,
) -> None:
    """One batch and how far it reaches, both or neither."""
    with connection:
        for entry in batch:
            _store_work(connection, entry)
        (position,) = connection.execute(
            "SELECT coalesce((SELECT position FROM input WHERE name = ?), count(*)) FROM input",
            (name,),
        ).fetchone()
        connection.execute(
            "INSERT OR REPLACE INTO input VALUES (?, ?, ?, ?, ?)",
            (name, position, fingerprint, lines, done),
        )


def _store_work(connection: sqlite3.Connection, entry: Entry) -> None:
    key = titles.key(entry.title)
    cursor = connection.execute(
        "INSERT OR IGNORE INTO work (key, title, year, venue, venue_key, doi, kind, deposited_on)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            entry.key,
            entry.title[:2000],
            entry.year,
            entry.venue,
            canonical(entry.venue) if entry.venue else None,
            entry.doi,
            entry.kind,
            entry.deposited_on,
        ),
    )
    if not cursor.rowcount:
        return
    work = cursor.lastrowid
    connection.executemany(
        "INSERT OR IGNORE INTO title_key VALUES (?, ?)",
        [(one, work) for one in title_keys(entry.title)],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO title_word VALUES (?, ?)",
        [(word, work) for word in title_words(key)],
    )
    for position, byline in enumerate(entry.bylines, 1):
        connection.execute(
            "INSERT INTO byline VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                work,
                position,
                _name_id(connection, byline.name[:300]),
                byline.person,
                byline.orcid,
                byline.scholar,
                byline.email_domain,
                json.dumps(byline.affiliations, ensure_ascii=False)
                if byline.affiliations
                else None,
            ),
        )


def _name_id(connection: sqlite3.Connection, written: str) -> int:
    row = connection.execute("SELECT id FROM name WHERE written = ?", (written,)).fetchone()
    if row is not None:
        return int(row[0])
    cursor = connection.execute("INSERT INTO name (written) VALUES (?)", (written,))
    identity = int(cursor.lastrowid or 0)
    connection.executemany(
        "INSERT INTO name_key VALUES (?, ?)",
        [(key, identity) for key in sorted(names.keys(written))],
    )
    return identity


INDEXES = (
    "CREATE INDEX IF NOT EXISTS byline_name ON byline (name)",
    "CREATE INDEX IF NOT EXISTS byline_person ON byline (person) WHERE person IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS byline_orcid ON byline (orcid) WHERE orcid IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS byline_scholar ON byline (scholar) WHERE scholar IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS work_doi ON work (doi) WHERE doi IS NOT NULL",
)


def _finish(connection: sqlite3.Connection, paths: Sequence[Path]) -> int:
    """Indexes, coverage and counts, from what is in now; the number of works."""
    imported_at = datetime.fromtimestamp(max(path.stat().st_mtime for path in paths), UTC)
    with connection:
        for statement in INDEXES:
            connection.execute(statement)
        connection.execute("DELETE FROM coverage")
        connection.execute(
            "INSERT INTO coverage SELECT venue_key, year, count(*) FROM work"
            " WHERE venue_key IS NOT NULL AND year IS NOT NULL GROUP BY venue_key, year"
        )
        connection.execute("DELETE FROM word_count")
        connection.execute(
            "INSERT INTO word_count SELECT word, count(*) FROM title_word GROUP BY word"
        )
        works = _count(connection)
        # the inputs' own date, so that the same inputs give the same file on any day
        told = {"works": str(works), "as_of": imported_at.strftime("%Y-%m-%dT%H:%M:%SZ")}
        connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", sorted(told.items()))
    return works


def _count(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM work").fetchone()[0])


def _write_whole(connection: sqlite3.Connection, corpus: Path, building: Path) -> None:
    """Packs the result anew, page by page in order of content, and puts it in place at once."""
    packed = building.with_name(building.name + ".packed")
    packed.unlink(missing_ok=True)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("VACUUM INTO ?", (str(packed),))
    with suppress(OSError):
        packed.chmod(0o600)
    packed.replace(corpus)
    for leftover in ("-wal", "-shm"):
        with suppress(OSError):
            os.unlink(f"{building}{leftover}")  # noqa: PTH108 - SQLite's own side files
