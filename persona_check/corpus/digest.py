"""A digest over all that a corpus holds: equal corpora have equal ones, whatever their bytes."""

from hashlib import sha256
from typing import TYPE_CHECKING

from persona_check.corpus.schema import TABLES

if TYPE_CHECKING:
    import duckdb

__all__ = ["content_digest"]

_ROWS_AT_A_TIME = 20_000


def content_digest(connection: "duckdb.DuckDBPyConnection", prefix: str = "") -> str:
    """SHA-256 in hex over every row of every table but ``meta``, in their order.

    The works go in by their stored lines; the index tables by a hash of each row, summed up by
    exclusive or, with their count.
    """
    total = sha256()
    cursor = connection.execute(f"SELECT key, doc FROM {prefix}works ORDER BY no")
    while rows := cursor.fetchmany(_ROWS_AT_A_TIME):
        total.update("".join(f"{key}\t{doc}\n" for key, doc in rows).encode())
    for table, columns in TABLES.items():
        if table in ("meta", "works"):
            continue
        names = ", ".join(
            f"coalesce({column.split()[0]}::VARCHAR, '')" for column in columns.split(", ")
        )
        row = connection.execute(
            f"SELECT count(*), bit_xor(md5_number(concat_ws(chr(9), {names}))) FROM {prefix}{table}"
        ).fetchone()
        total.update(f"{table}\t{row}\n".encode())
    return total.hexdigest()
