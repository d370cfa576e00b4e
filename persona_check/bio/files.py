"""Reads files of bios: one text, or JSON Lines of them; each is read on its own."""

import json
import re
from collections.abc import Iterator
from typing import Any

from persona_check.bio.event import BioEvent
from persona_check.bio.reader import MOST_CHARACTERS, read_bio

__all__ = ["as_json_line", "read_rows"]

MOST_LINE_CHARACTERS = 1_000_000


def read_rows(content: str, name: str) -> Iterator[tuple[str, tuple[BioEvent, ...] | str]]:
    """Each bio's id with its items, or with what is wrong with the row.

    JSON Lines are told by the first letter, an opening brace; a row has ``id`` and ``bio`` and may
    have the person's ``name``. Anything else is one bio, and ``name`` is its id. A bio longer than
    ``MOST_CHARACTERS`` is refused, rather than read in part.
    """
    if not content.lstrip().startswith("{"):
        yield name, _read(content, "")
        return
    # no splitlines: a bio may hold the line separators of Unicode
    for number, line in enumerate(re.split(r"\r?\n", content), start=1):
        if line.strip():
            yield _row(line, f"line {number}")


def _row(line: str, place: str) -> tuple[str, tuple[BioEvent, ...] | str]:
    if len(line) > MOST_LINE_CHARACTERS:
        return place, f"longer than {MOST_LINE_CHARACTERS:,} characters"
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return place, "not a JSON object"
    if not isinstance(row, dict):
        return place, "not a JSON object"
    identity = row.get("id", place)
    if not isinstance(identity, str | int) or isinstance(identity, bool):
        return place, "id must be text or a number"
    bio, name = row.get("bio"), row.get("name")
    if not isinstance(bio, str):
        return str(identity), "missing text in bio"
    return str(identity), _read(bio, name if isinstance(name, str) else "")


def _read(bio: str, name: str) -> tuple[BioEvent, ...] | str:
    if len(bio) > MOST_CHARACTERS:
        return f"longer than {MOST_CHARACTERS:,} characters"
    return read_bio(bio, name=name)


def as_json_line(identity: str, read: tuple[BioEvent, ...] | str) -> str:
    """One object a line: ``id`` and ``events``, or ``id`` and ``error``."""
    row: dict[str, Any] = {"id": identity}
    if isinstance(read, str):
        row["error"] = read
    else:
        row["events"] = [
            {
                "kind": event.kind.value,
                "role": event.role,
                "organization": event.organization,
                "field": event.field,
                "start": event.start,
                "end": event.end,
                "current": event.current,
                "text": event.text,
            }
            for event in read
        ]
    return json.dumps(row, ensure_ascii=False) + "\n"
