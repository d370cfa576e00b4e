"""Files to import, of invented people, in each of the forms; and a corpus made of them."""

import gzip
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from persona_check.corpus.importing import ImportTally, import_files

__all__ = ["MODIFIED_S", "Told", "author", "imported", "lines", "work", "write"]

MODIFIED_S = 1_767_225_600  # 2026-01-01


class Told:
    """Keeps what an import says."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self.positions: list[tuple[int, int]] = []

    def advanced(self, done: int, total: int) -> None:
        self.positions.append((done, total))

    def note(self, text: str) -> None:
        self.notes.append(text)


def author(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "affiliations": [], "orcid": None, **more}


def work(key: str, title: str, *authors: str | Mapping[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "id": key,
        "title": title,
        "year": 2012,
        "venue": "Tidal Systems Letters",
        "doi": None,
        "authors": [author(one) if isinstance(one, str) else dict(one) for one in authors],
        "source": "invented",
        **more,
    }


def lines(*works: Mapping[str, Any]) -> bytes:
    return "".join(f"{json.dumps(one)}\n" for one in works).encode()


def write(path: Path, content: bytes) -> Path:
    """A file of a fixed age, compressed where its name says so."""
    path.write_bytes(gzip.compress(content, mtime=0) if path.suffix == ".gz" else content)
    os.utime(path, (MODIFIED_S, MODIFIED_S))
    return path


def imported(
    folder: Path, works: Sequence[Mapping[str, Any]], name: str = "corpus.duckdb"
) -> tuple[Path, ImportTally]:
    """A corpus of these works, made in this process."""
    source = write(folder / "works.jsonl", lines(*works))
    corpus = folder / name
    return corpus, import_files([source], corpus, progress=Told(), in_two_processes=False)
