"""Opens a corpus file, and says plainly what is wrong with one that cannot be used."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from persona_check.corpus.digest import content_digest
from persona_check.corpus.errors import CorpusError, database_errors, require_duckdb
from persona_check.corpus.schema import SCHEMA_VERSION, TABLES

if TYPE_CHECKING:
    import duckdb

__all__ = ["open_corpus", "read_meta", "verify"]


def open_corpus(path: Path) -> "duckdb.DuckDBPyConnection":
    """A connection that only reads, in one thread.

    Raises:
        CorpusError: no such file, no corpus, damaged, or of another schema version.
    """
    require_duckdb()
    import duckdb

    if not path.is_file():
        raise CorpusError(
            f"{path}: no such corpus",
            "create one: persona-check corpus import --corpus FILE PATH…",
        )
    with database_errors(path, "opening it"):
        connection = duckdb.connect(
            str(path),
            read_only=True,
            config={
                "threads": 1,
                "enable_external_access": False,
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
                # a look-up of up to this many keys skips what cannot hold them; of more (50 by
                # default) it reads the whole table
                "dynamic_or_filter_threshold": 1_000,
            },
        )
    try:
        _refuse_other_schemas(path, connection)
    except BaseException:
        connection.close()
        raise
    return connection


def read_meta(path: Path) -> Mapping[str, str]:
    """The schema version and the digest that the corpus states of itself."""
    connection = open_corpus(path)
    try:
        with database_errors(path, "reading it"):
            return dict(connection.execute("SELECT name, value FROM meta").fetchall())
    finally:
        connection.close()


def verify(path: Path) -> str:
    """The digest of the content, read anew from end to end and equal to the one stated.

    Raises:
        CorpusError: it cannot be read, or its content is not what was imported.
    """
    connection = open_corpus(path)
    try:
        with database_errors(path, "reading all of it"):
            stated = dict(connection.execute("SELECT name, value FROM meta").fetchall())
            found = content_digest(connection)
            misplaced = connection.execute(
                "SELECT count(*) FROM works WHERE rowid <> no"
            ).fetchone()
    finally:
        connection.close()
    if found != stated.get("digest") or misplaced != (0,):
        raise CorpusError(
            f"{path} is damaged: its content differs from what was imported",
            "import it again: persona-check corpus import --corpus FILE PATH…",
        )
    return found


def _refuse_other_schemas(path: Path, connection: "duckdb.DuckDBPyConnection") -> None:
    with database_errors(path, "reading it"):
        tables = {row[0] for row in connection.execute("SHOW TABLES").fetchall()}
        if "meta" not in tables:
            raise CorpusError(f"{path} is a database, but not a corpus", "check the path")
        meta = dict(connection.execute("SELECT name, value FROM meta").fetchall())
    version = meta.get("schema_version", "")
    if version != str(SCHEMA_VERSION):
        raise CorpusError(
            f"{path} has schema version {version or 'unknown'}; this version reads "
            f"{SCHEMA_VERSION}",
            "import the files again, into a new corpus file",
        )
    if missing := set(TABLES) - tables:
        raise CorpusError(
            f"{path} is damaged: missing {', '.join(sorted(missing))}", "import it again"
        )
