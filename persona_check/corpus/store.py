"""The corpus file: one SQLite database, opened with its schema version checked."""

import sqlite3
from contextlib import closing
from importlib import resources
from pathlib import Path
from urllib.parse import quote

from persona_check.errors import UsageError

__all__ = ["SCHEMA_VERSION", "create", "open_corpus", "verify"]

SCHEMA_VERSION = 1
APPLICATION_ID = 0x70636B31  # "pck1"


def create(path: Path) -> sqlite3.Connection:
    """A new, empty corpus at a place where no file is.

    Raises:
        UsageError: the place cannot be written.
    """
    try:
        connection = sqlite3.connect(path)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.executescript(
            resources.files("persona_check.corpus").joinpath("schema.sql").read_text("utf-8")
        )
        connection.commit()
    except sqlite3.Error as error:
        raise _trouble(path, error) from error
    return connection


def open_corpus(path: Path) -> sqlite3.Connection:
    """The corpus for reading.

    Raises:
        UsageError: no such file, not a corpus, another schema version, damaged.
    """
    if not path.is_file():
        raise UsageError(
            f"no corpus at {path}", "make one: persona-check corpus import --corpus FILE PATH…"
        )
    try:
        connection = sqlite3.connect(
            f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        check_version(connection, path)
        connection.execute("PRAGMA cache_size = -65536")
        connection.execute("PRAGMA mmap_size = 1073741824")
    except sqlite3.Error as error:
        raise _trouble(path, error) from error
    return connection


def check_version(connection: sqlite3.Connection, path: Path) -> None:
    """Raises UsageError where the file is no corpus of this schema version."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        raise UsageError(f"{path} is not a corpus", "name the file that `corpus import` wrote")
    if version != SCHEMA_VERSION:
        raise UsageError(
            f"{path} has schema version {version}, this program reads {SCHEMA_VERSION}",
            "import the corpus anew into another file",
        )


def verify(path: Path) -> tuple[str, ...]:
    """What is wrong with the file; () where it is whole.

    Raises:
        UsageError: it cannot be opened at all.
    """
    try:
        with closing(open_corpus(path)) as connection:
            rows = connection.execute("PRAGMA integrity_check(20)").fetchall()
            faults = [str(row[0]) for row in rows if row[0] != "ok"]
            (orphans,) = connection.execute(
                "SELECT count(*) FROM byline WHERE work NOT IN (SELECT id FROM work)"
            ).fetchone()
            (works,) = connection.execute("SELECT count(*) FROM work").fetchone()
            (told,) = connection.execute(
                "SELECT coalesce(max(value), '-1') FROM meta WHERE key = 'works'"
            ).fetchone()
    except sqlite3.Error as error:
        raise _trouble(path, error) from error
    if orphans:
        faults.append(f"{orphans} authorships of works that are not there")
    if int(told) != works:
        faults.append(f"{works} works, and {told} were imported")
    return tuple(faults)


def _trouble(path: Path, error: sqlite3.Error) -> UsageError:
    words = str(error)
    if "full" in words:
        return UsageError(
            f"no room to write {path}", "free some space and run it again: it resumes"
        )
    if "malformed" in words or "not a database" in words or "disk image" in words:
        return UsageError(
            f"{path} is damaged or not a corpus", "restore it from a copy, or import it anew"
        )
    return UsageError(f"cannot use {path}: {words}", "check the path and its permissions")
