"""The file of a log: entries, hashes of complete subtrees, and the checkpoint after each entry.

SQLite, one file: an addition is whole or not there, and two programs add one after the other.
"""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from persona_check.errors import UsageError
from persona_check.log import merkle
from persona_check.log.checkpoints import Checkpoint, Proof
from persona_check.log.entries import Entry, EntryKind, entries_in_words
from persona_check.log.notes import NoteError, PublicKey, SigningKey

__all__ = ["Log", "create", "open_log"]

_FORM = 0x70634C31  # "pcL1"
_WAIT_S = 20.0
_MOST_FIELD_BYTES = 100_000
_TABLES = """
create table entry (number integer primary key, mark text unique not null, content blob not null)
  strict;
create table node (level integer, number integer, hash blob not null, primary key (level, number))
  strict, without rowid;
create table checkpoint (size integer primary key, note text not null) strict;
create table public_key (written text not null) strict;
"""
_DAMAGED = "log verify says more"


class Log:
    """An open log; ``key`` is the one that the file names as its own."""

    def __init__(self, database: sqlite3.Connection, key: PublicKey) -> None:
        self._database = database
        self.key = key

    @property
    def size(self) -> int:
        """How many entries it has."""
        return self._count("select coalesce(max(number), -1) + 1 from entry")

    def add(self, entries: Sequence[Entry], key: SigningKey) -> tuple[Entry, ...]:
        """Adds those that are not there yet, all or none; gives what was added.

        Raises ``UsageError`` where the key is not the log's, where the file cannot be written, or
        where it is not as it was signed: a log must never sign what does not follow.
        """
        if key.public != self.key:
            raise UsageError(
                f"the key is of {key.name}, not the one of this log", "give the log's own --key"
            )
        added = []
        with _told("written"):
            self._database.execute("begin immediate")
            try:
                self._follows()
                for entry in entries:
                    # asked here, under the lock: another program may just have added it
                    if self.number_of(entry.kind, entry.sha256) is None:
                        self._added(entry, key)
                        added.append(entry)
                self._database.execute("commit")
            except BaseException:
                if self._database.in_transaction:  # a full disk has ended it already
                    self._database.execute("rollback")
                raise
        return tuple(added)

    def number_of(self, kind: EntryKind, sha256: str) -> int | None:
        """The number of the entry for this bundle or decision.

        Raises ``UsageError`` where the file has another entry there: a mark is in no hash.
        """
        mark = f"{kind} {sha256}"
        row = self._row("select number, content from entry where mark = ?", mark)
        if row is None:
            return None
        number, content = row
        if not isinstance(number, int) or _mark_of(content) != mark:
            raise UsageError("an entry of the log is marked as another one", _DAMAGED)
        return number

    def _as_they_stand(self) -> Iterator[tuple[object, object]]:
        """All entries with their numbers, in order; in a file of others, of any type."""
        with _told("read"):
            yield from self._database.execute("select number, content from entry order by number")

    def checkpoint(self, size: int | None = None) -> str:
        """The signed checkpoint after that many entries, or the newest."""
        size = self.size if size is None else size
        row = self._row("select note from checkpoint where size = ?", size)
        if row is None:
            raise UsageError(f"the log has no checkpoint of {entries_in_words(size)}", _DAMAGED)
        return str(row[0])

    def proof(self, number: int) -> Proof:
        """That the entry of this number is in the log as it stands.

        Raises ``UsageError`` where the file holds no such proof: one that does not hold must not
        leave the desk.
        """
        size = self.size
        row = self._row("select content from entry where number = ?", number)
        if row is None or not isinstance(row[0], bytes):
            raise UsageError(f"the log has no entry {number}", _DAMAGED)
        hashes = merkle.inclusion_proof(number, size, self._node)
        found = Proof(entry=row[0], number=number, hashes=hashes, note=self.checkpoint(size))
        try:
            found.checkpoint(self.key)
        except NoteError as error:
            raise UsageError(f"the log is not as it was signed: {error}", _DAMAGED) from error
        return found

    def step(self, before: int) -> tuple[bytes, ...]:
        """What shows that the log goes on from what it was with ``before`` entries."""
        if before > self.size:
            raise UsageError(
                f"that checkpoint is of {before} entries, and this log has {self.size}",
                "entries were removed, or it is the checkpoint of another copy",
            )
        return merkle.consistency_proof(before, self.size, self._node)

    def faults(self) -> Iterator[str]:
        """What is not as it was signed: every entry, hash and checkpoint is computed anew."""
        levels: list[list[bytes]] = []
        expected = 0
        for number, content in self._as_they_stand():
            if not isinstance(number, int) or number < expected:
                yield f"an entry has a number that none can have where entry {expected} belongs"
                return
            if number != expected:
                yield f"entries are missing: {expected} to {number - 1}"
                return
            expected += 1
            if not isinstance(content, bytes):
                yield f"entry {number} was changed"
                return
            found = merkle.leaf_hash(content)
            if found != self._stored(0, number):
                yield f"entry {number} was changed"
            elif not self._is_marked(number, content):
                yield f"entry {number} is marked as another one"
            _grown(levels, found)
            yield from self._unsigned(number + 1, merkle.root(number + 1, _within(levels)))
        kept = self._count("select coalesce(max(size), 0) from checkpoint")
        if kept > expected:
            yield f"entries are missing: {expected} to {kept - 1}"

    def close(self) -> None:
        """Closes the file; at rest it needs no other beside it, and no right to write."""
        self._database.close()

    def _unsigned(self, size: int, root: bytes) -> Iterator[str]:
        try:
            head = Checkpoint.read(self.checkpoint(size), self.key)
        except NoteError as error:
            yield f"the checkpoint of {entries_in_words(size)}: {error}"
            return
        except UsageError as error:
            yield str(error)
            return
        if (head.size, head.root) != (size, root):
            yield f"the first {size} entries are not those that were signed"

    def _follows(self) -> None:
        size = self.size
        if not size:
            return
        if faults := list(self._unsigned(size, merkle.root(size, self._node))):
            raise UsageError(faults[0], "nothing was added; log verify says more")

    def _added(self, entry: Entry, key: SigningKey) -> None:
        number, content = self.size, entry.content()
        mark = f"{entry.kind} {entry.sha256}"
        self._database.execute("insert into entry values (?, ?, ?)", (number, mark, content))
        found = merkle.leaf_hash(content)
        self._keep(0, number, found)
        at = number
        for level in range(merkle.complete_above(number)):
            found = merkle.node_hash(self._node(level, at - 1), found)
            at >>= 1
            self._keep(level + 1, at, found)
        head = Checkpoint(
            origin=key.name, size=number + 1, root=merkle.root(number + 1, self._node)
        )
        self._database.execute("insert into checkpoint values (?, ?)", (head.size, head.note(key)))

    def _keep(self, level: int, number: int, found: bytes) -> None:
        self._database.execute("insert into node values (?, ?, ?)", (level, number, found))

    def _node(self, level: int, number: int) -> bytes:
        found = self._stored(level, number)
        if found is None:
            raise UsageError("the log lacks a hash that it needs", "log verify says more")
        return found

    def _stored(self, level: int, number: int) -> bytes | None:
        row = self._row("select hash from node where level = ? and number = ?", level, number)
        return row[0] if row is not None and isinstance(row[0], bytes) else None

    def _is_marked(self, number: int, content: bytes) -> bool:
        row = self._row("select mark from entry where number = ?", number)
        return row is not None and row[0] == _mark_of(content)

    def _count(self, query: str) -> int:
        row = self._row(query)
        if row is None or not isinstance(row[0], int):
            raise UsageError("the log cannot be read: its entries are not counted", _DAMAGED)
        return row[0]

    def _row(self, query: str, *values: int | str) -> tuple[object, ...] | None:
        with _told("read"):
            row: tuple[object, ...] | None = self._database.execute(query, values).fetchone()
        return row


def create(path: Path, key: PublicKey) -> None:
    """An empty log in a new file; raises ``UsageError`` where there is a file already."""
    try:
        path.touch(exist_ok=False)
    except FileExistsError as error:
        raise UsageError(f"{path} is there already", "choose another name") from error
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}") from error
    try:
        with _told("written"), closing(sqlite3.connect(path)) as database:
            database.executescript(_TABLES)
            database.execute("insert into public_key values (?)", (str(key),))
            database.execute(f"pragma application_id = {_FORM}")
            database.commit()
    except UsageError:
        path.unlink()
        raise


def open_log(path: Path, *, writing: bool = False) -> Log:
    """The log of a file, which is changed only when ``writing``.

    Raises ``UsageError`` where it is none.
    """
    if not path.is_file():
        raise UsageError(f"there is no log {path}", "make one: persona-check log init")
    # what an addition left that was cut off has to be taken back before anything is read
    cut_off = Path(f"{path.resolve()}-journal").exists() and os.access(path, os.W_OK)
    address = f"{path.resolve().as_uri()}?mode={'rw' if writing or cut_off else 'ro'}"
    with _told("read"):
        database = sqlite3.connect(address, uri=True, timeout=_WAIT_S, isolation_level=None)
        try:
            database.execute("pragma trusted_schema = off")
            database.execute(f"pragma query_only = {'off' if writing else 'on'}")
            database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MOST_FIELD_BYTES)
            if not _is_log(database):
                raise UsageError(f"{path} is not a log", "give a file that log init made")
            written = database.execute("select written from public_key").fetchone() or [""]
            key = PublicKey.read(str(written[0]))
            if writing:
                # no write-ahead log, which would be faster: to end it, one has to be alone
                database.execute("pragma synchronous = full")
            return Log(database, key)
        except NoteError as error:
            database.close()
            raise UsageError(f"the key in {path} cannot be read: {error}") from error
        except BaseException:
            database.close()
            raise


def _is_log(database: sqlite3.Connection) -> bool:
    """Whether it has our tables and nothing else: a view need not end, a trigger may delete."""
    try:
        if database.execute("pragma application_id").fetchone()[0] != _FORM:
            return False
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_NOTADB:
            return False
        raise
    statements = {" ".join(one.split()) for one in _TABLES.split(";") if one.strip()}
    made = database.execute("select sql from sqlite_schema where sql is not null limit 20")
    return {
        " ".join(str(sql).split()).replace("CREATE TABLE", "create table") for (sql,) in made
    } == statements


def _mark_of(content: object) -> str | None:
    try:
        entry = Entry.read(content) if isinstance(content, bytes) else None
    except NoteError:
        return None
    return None if entry is None else f"{entry.kind} {entry.sha256}"


def _grown(levels: list[list[bytes]], leaf: bytes) -> None:
    """Adds a leaf and the subtrees that it completes."""
    found = leaf
    for level in range(len(levels) + 1):
        if level == len(levels):
            levels.append([])
        levels[level].append(found)
        if len(levels[level]) & 1:
            return
        found = merkle.node_hash(levels[level][-2], found)


def _within(levels: list[list[bytes]]) -> merkle.Node:
    return lambda level, number: levels[level][number]


@contextmanager
def _told(what: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise UsageError(f"the log cannot be {what}: {error}") from error
