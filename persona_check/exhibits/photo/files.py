"""Pictures named by a user: read bounded, examined, and told as one JSON object a line."""

import json
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from persona_check.errors import UsageError
from persona_check.exhibits.photo.decode import MOST_BYTES
from persona_check.exhibits.photo.examination import PhotoExamination, PhotoLevel, examine

__all__ = ["as_json_line", "examine_file", "named_files"]

MOST_LIST_BYTES = 64 * 2**20


def named_files(arguments: Iterable[str]) -> Iterator[str]:
    """The files meant: each argument, or for ``@list.txt`` each line that is not blank.

    Names in a list are taken as they stand, from the current folder like any other argument.

    Raises:
        UsageError: a list that cannot be read.
    """
    for argument in arguments:
        if not argument.startswith("@") or Path(argument).exists():
            yield argument
            continue
        content, trouble = read_bounded(argument[1:], MOST_LIST_BYTES)
        if trouble:
            raise UsageError(f"{argument[1:]}: {trouble}", "use @FILE with one file name per line")
        lines = content.decode("utf-8-sig", "surrogateescape").splitlines()
        yield from (line for line in map(str.strip, lines) if line)


def read_bounded(name: str, most: int) -> tuple[bytes, str]:
    """At most ``most`` + 1 bytes of a regular file, and what hindered, empty where nothing did."""
    try:
        path = Path(name)
        if not stat.S_ISREG(path.stat().st_mode):
            return b"", "not a regular file"
        with path.open("rb") as stream:
            return stream.read(most + 1), ""
    except OSError as error:
        return b"", f"cannot be read: {error.strerror or type(error).__name__}"
    except ValueError:  # a NUL in the name
        return b"", "cannot be read: invalid file name"


def examine_file(name: str) -> tuple[PhotoExamination, bytes]:
    """The examination of a file and its bytes; what cannot be read is an abstention."""
    content, trouble = read_bounded(name, MOST_BYTES)
    if trouble:
        return PhotoExamination(level=PhotoLevel.ABSTAINED, reason=trouble), content
    return examine(content), content


def as_json_line(name: str, found: PhotoExamination) -> str:
    """One JSON object on one line, ASCII only."""
    document: dict[str, Any] = {
        "file": name,
        "level": found.level.value,
        "reason": found.reason,
        "measurements": dict(found.measurements),
        "provenance": [{"kind": kind, "words": words} for kind, words in found.marks],
        "perceptual_hash": found.perceptual_hash,
        "face": None
        if found.face is None
        else {
            "box": [round(value, 5) for value in found.face.box],
            "landmarks": [[round(x, 5), round(y, 5)] for x, y in found.face.points],
        },
        "notes": list(found.notes),
    }
    return json.dumps(document, ensure_ascii=True) + "\n"
