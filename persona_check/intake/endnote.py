"""EndNote's tagged form (``.enw``), which is that of Refer."""

import re
from collections.abc import Iterator

from persona_check.intake.reading import Given, ReadClaim
from persona_check.intake.tagged import Record, tidy, with_doi
from persona_check.intake.whole_text import whole_text
from persona_check.intake.works import ListedWork, doi_from, list_of_works, year_in

__all__ = ["read", "shows"]

_LINE = re.compile(r"%([A-Z0-9@!#$\[<>?~^+*&])\s(.*)$")


def shows(given: Given) -> bool:
    """Whether EndNote's or Refer's tags stand there."""
    head = given.content[:4000]
    return bool(re.match(rb"(?:\xef\xbb\xbf)?\s*%[0A] ", head)) and b"%T " in given.content[:20_000]


def read(given: Given) -> ReadClaim:
    """Records in EndNote's tagged form (``.enw``), which is Refer's."""
    works = []
    for number, record in enumerate(_records(whole_text(given)), start=1):
        works.append(
            ListedWork(
                title=record.first("T"),
                authors=tuple(tidy(name) for name in record.all("A")),
                year=year_in(*record.all("D", "8")),
                venue=record.first("J", "B"),
                doi=doi_from(*record.all("R"), *with_doi(record.all("U"))),
                place=f"entry {number}, line {record.line}",
            )
        )
    return list_of_works("EndNote", works, (), given.known_as)


def _records(text: str) -> Iterator[Record]:
    record: Record | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        found = _LINE.match(line.lstrip())
        if record and (not line.strip() or (found and found[1] in "0" and record.tags)):
            yield record
            record = None
        if found:
            record = record or Record(number)
            record.add(found[1], found[2])
        elif record:
            record.go_on(line)
    if record:
        yield record
