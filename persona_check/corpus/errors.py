"""What can be wrong with a corpus file, in words for the person at the keyboard."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from persona_check.errors import UsageError

__all__ = ["CorpusError", "database_errors", "require_duckdb"]


class CorpusError(UsageError):
    """A corpus file or import that cannot be used (exit 2); nothing that was there is lost."""


def require_duckdb() -> None:
    """Raises ``CorpusError`` with the install line where the extra is missing."""
    from importlib.util import find_spec

    if find_spec("duckdb") is None:
        raise CorpusError(
            "the local corpus needs DuckDB, which is not installed",
            "run python3 -m pip install 'persona-check[corpus]'",
        )


@contextmanager
def database_errors(path: Path, doing: str) -> Iterator[None]:
    """Turns what the database or the disk complains of into one clear error about ``path``."""
    import duckdb

    try:
        yield
    except (duckdb.Error, OSError) as error:
        raise _explained(path, doing, error) from error


def _explained(path: Path, doing: str, error: Exception) -> CorpusError:
    words = str(error)
    if isinstance(error, FileNotFoundError):
        return CorpusError(f"{path}: no such file", "check the path")
    if isinstance(error, PermissionError) or "Permission denied" in words:
        return CorpusError(
            f"{path}: permission denied while {doing}", "check the file's permissions"
        )
    full = ("No space left", "File too large", "Disk quota", "out of disk", "Could not write")
    if any(sign in words for sign in full) or getattr(error, "errno", None) in (27, 28, 122):
        return CorpusError(
            f"{path}: disk full while {doing}",
            "free some space and run the same import again: it continues where it stopped, and "
            "the existing corpus is unchanged",
        )
    if "Conflicting lock" in words or "lock on file" in words:
        return CorpusError(
            f"{path} is being written by another process", "wait until it has finished"
        )
    if "Out of Memory" in words or "out of memory" in words:
        return CorpusError(
            f"not enough memory while {doing}", "raise --memory, or import fewer files"
        )
    return CorpusError(
        f"{path} is damaged, incomplete or not a corpus ({type(error).__name__} while {doing})",
        "import it again: persona-check corpus import --corpus FILE PATH…",
    )
