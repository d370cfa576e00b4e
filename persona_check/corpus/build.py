"""Makes the corpus file out of staged parts (and the corpus they add to), the same bytes always."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from persona_check.corpus.digest import content_digest
from persona_check.corpus.header import settle_header
from persona_check.corpus.schema import SCHEMA_VERSION, TABLES
from persona_check.corpus.staging import NULL, ROWS, Journal, part_paths

if TYPE_CHECKING:
    import duckdb

__all__ = ["MOST_WORKS_A_PAIR", "build"]

# Pairs of title words in more works than this tell too little to be looked up.
MOST_WORKS_A_PAIR = 64
# Small groups let a look-up read little; measured 2,048 to 122,880 (docs/corpus.md).
_ROWS_A_GROUP = 16_384
_LONGEST_ROW_BYTES = 6_000_000


def build(folder: Path, journal: Journal, *, base: Path | None, memory_mb: int) -> tuple[Path, str]:
    """The finished file, still in the staging folder, and the digest of its content."""
    import duckdb

    target = folder / f"corpus-{os.getpid()}.duckdb"
    for left in (target, target.with_name(target.name + ".wal")):
        left.unlink(missing_ok=True)
    spill = folder / f"spill-{os.getpid()}"
    # one thread and a total order of rows: the bytes depend on the content alone
    connection = duckdb.connect(
        config={
            "threads": 1,
            "memory_limit": f"{memory_mb}MB",
            "temp_directory": str(spill),
            "preserve_insertion_order": True,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
    )
    try:
        # it draws its own on the output of whoever runs this, in a terminal or not
        connection.execute("SET enable_progress_bar = false")
        connection.execute(f"ATTACH '{_quoted(target)}' AS c (ROW_GROUP_SIZE {_ROWS_A_GROUP})")
        if base is not None:
            connection.execute(f"ATTACH '{_quoted(base)}' AS old (READ_ONLY)")
        for statement in _statements(folder, journal, with_base=base is not None):
            connection.execute(statement)
        _imports(connection, journal, with_base=base is not None)
        digest = content_digest(connection, "c.")
        connection.executemany(
            "INSERT INTO c.meta VALUES (?, ?)",
            [
                ("schema_version", str(SCHEMA_VERSION)),
                ("digest", digest),
            ],
        )
        connection.execute("CHECKPOINT c")
        connection.execute("DETACH c")
    finally:
        connection.close()
    settle_header(target, bytes.fromhex(digest))
    with target.open("rb") as stream:
        os.fsync(stream.fileno())
    return target, digest


def _statements(folder: Path, journal: Journal, *, with_base: bool) -> Iterator[str]:
    for table, columns in TABLES.items():
        yield f"CREATE TABLE c.{table} ({columns})"
    parts = len(journal.parts)
    base = "SELECT count(*) FROM old.works" if with_base else "SELECT 0"
    yield f"CREATE TEMP TABLE base AS SELECT ({base})::BIGINT AS works"
    for table in ROWS:
        yield f"CREATE TEMP VIEW raw_{table} AS {_staged(folder, table, parts, with_base)}"
    # the last work of a key stays, at its place
    yield (
        "CREATE TEMP TABLE kept AS SELECT seq, row_number() OVER (ORDER BY seq) - 1 AS no "
        "FROM (SELECT max(seq) AS seq FROM raw_works GROUP BY key)"
    )
    for table in ROWS:
        if table not in ("title_pairs", "unit_words"):
            chosen = ", ".join(part.split()[0] for part in TABLES[table].split(", "))
            order = "no" if table == "works" else chosen
            yield (
                f"INSERT INTO c.{table} SELECT {chosen} FROM raw_{table} JOIN kept USING (seq) "
                f"ORDER BY {order}"
            )
    common = (
        "SELECT h FROM raw_title_pairs JOIN kept USING (seq) "
        f"GROUP BY h HAVING count(*) > {MOST_WORKS_A_PAIR}"
    )
    earlier = " UNION SELECT h FROM old.common_pairs" if with_base else ""
    yield f"INSERT INTO c.common_pairs SELECT h FROM ({common}{earlier}) ORDER BY h"
    yield (
        "INSERT INTO c.title_pairs SELECT h, no FROM raw_title_pairs JOIN kept USING (seq) "
        "WHERE h NOT IN (SELECT h FROM c.common_pairs) ORDER BY h, no"
    )
    yield (
        "INSERT INTO c.unit_words SELECT DISTINCT h, unit FROM raw_unit_words "
        "WHERE unit IN (SELECT unit FROM c.places) ORDER BY h, unit"
    )
    yield (
        "INSERT INTO c.coverage SELECT venue_key, year, min(venue), count(DISTINCT upstream) "
        "FROM c.works WHERE venue_key IS NOT NULL AND year IS NOT NULL "
        "GROUP BY venue_key, year ORDER BY venue_key, year"
    )


def _staged(folder: Path, table: str, parts: int, with_base: bool) -> str:
    """The rows of a table in all parts, after those of the corpus that they add to."""
    columns = ROWS[table].split(", ")
    names = [column.split()[0] for column in columns]
    if parts:
        types = ", ".join(f"'{name}': '{kind}'" for name, kind in map(str.split, columns))
        files = ", ".join(f"'{_quoted(path)}'" for path in part_paths(folder, table, parts))
        chosen = ", ".join(
            "seq + (SELECT works FROM base) AS seq" if n == "seq" else n for n in names
        )
        fresh = (
            f"SELECT {chosen} FROM read_csv([{files}], columns = {{{types}}}, delim = '\\t', "
            f"quote = '', escape = '', header = false, nullstr = '{NULL}', auto_detect = false, "
            f"max_line_size = {_LONGEST_ROW_BYTES})"
        )
    else:
        fresh = f"SELECT {', '.join('NULL AS ' + name for name in names)} WHERE false"
    if not with_base:
        return fresh
    held = ", ".join("no::BIGINT AS seq" if name == "seq" else name for name in names)
    return f"SELECT {held} FROM old.{table} UNION ALL {fresh}"


def _imports(connection: "duckdb.DuckDBPyConnection", journal: Journal, *, with_base: bool) -> None:
    rows: list[tuple[object, ...]] = []
    if with_base:
        rows = connection.execute("SELECT * FROM old.imports ORDER BY ordinal").fetchall()
    known = {file.sha256 for file in journal.files}
    rows = [row for row in rows if row[4] not in known]
    for one, file in zip(journal.inputs, journal.files, strict=True):
        modified = datetime.fromtimestamp(one.modified_ns // 1_000_000_000, UTC).isoformat()
        name = Path(one.path).name
        size = one.size_bytes
        rows.append((0, name, one.format, size, file.sha256, modified, file.works, file.refused))
    if rows:
        connection.executemany(
            "INSERT INTO c.imports VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(ordinal, *row[1:]) for ordinal, row in enumerate(rows)],
        )


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
