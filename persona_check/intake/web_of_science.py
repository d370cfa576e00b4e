"""The plain-text export of the Web of Science."""

import re
from collections.abc import Iterator

from persona_check.intake.reading import Given, ReadClaim
from persona_check.intake.tagged import Record
from persona_check.intake.whole_text import whole_text
from persona_check.intake.works import ListedWork, doi_from, list_of_works, year_in

__all__ = ["read", "shows"]

_LINE = re.compile(r"([A-Z][A-Z0-9])(?:\s(.*)|\s*)$")


def shows(given: Given) -> bool:
    """Whether it begins as a plain-text export of the Web of Science does."""
    return bool(re.match(rb"(?:\xef\xbb\xbf)?\s*FN [^\r\n]{3,60}\r?\nVR ", given.content[:200]))


def read(given: Given) -> ReadClaim:
    """Records of a plain-text export of the Web of Science."""
    works = []
    for number, record in enumerate(_records(whole_text(given)), start=1):
        works.append(
            ListedWork(
                title=record.first("TI"),
                authors=tuple(record.all("AF") or record.all("AU")),
                year=year_in(*record.all("PY", "EA")),
                venue=record.first("SO"),
                doi=doi_from(*record.all("DI")),
                place=f"entry {number}, line {record.line}",
            )
        )
    return list_of_works("Web of Science", works, (), given.known_as)


def _records(text: str) -> Iterator[Record]:
    record: Record | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        found = _LINE.match(line)
        tag = found[1] if found else None
        if tag == "PT":
            record = Record(number)
        if record is None:
            continue
        if tag == "ER":
            yield record
            record = None
        elif found and tag:
            record.add(tag, found[2] or "")
        elif line.startswith("   ") and record.last in {"AU", "AF"}:
            record.add(record.last, line)
        elif line.strip():
            record.go_on(line)
    if record:
        yield record
