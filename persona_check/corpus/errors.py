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
            "python3 -m pip install 'persona-check[corpus]'",
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
        return CorpusError(f"{path}: there is no such file", "check the path")
    if isinstance(error, PermissionError) or "Permission denied" in words:
        return CorpusError(f"{path}: permission denied while {doing}", "check who may use it")
    full = ("No space left", "File too large", "Disk quota", "out of disk", "Could not write")
    if any(sign in words for sign in full) or getattr(error, "errno", None) in (27, 28, 122):
        return CorpusError(
            f"the disk of {path} is full ({doing})",
            "make room and run the same import again: it goes on where it stopped, and the corpus "
            "that was there is unchanged",
        )
    if "Conflicting lock" in words or "lock on file" in words:
        return CorpusError(
            f"{path} is being written by another process", "wait until that has ended"
        )
    if "Out of Memory" in words or "out of memory" in words:
        return CorpusError(
            f"not enough memory while {doing}", "give more with --memory, or import fewer files"
        )
    return CorpusError(
        f"{path} is damaged, truncated, or no corpus ({type(error).__name__} while {doing})",
        "import it anew: persona-check corpus import --corpus FILE PATH…",
    )
