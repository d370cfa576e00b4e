"""RIS, as Zotero, EndNote, Mendeley, publishers and indexes write it."""

import re
from collections.abc import Iterator

from persona_check.intake.reading import Given, ReadClaim
from persona_check.intake.tagged import Record, tidy, with_doi
from persona_check.intake.whole_text import whole_text
from persona_check.intake.works import ListedWork, doi_from, list_of_works, year_in

__all__ = ["read", "shows"]

_LINE = re.compile(r"\s{0,3}([A-Z][A-Z0-9])\s{1,2}-(?:\s(.*)|\s*)$")


def shows(given: Given) -> bool:
    """Whether a record's first line stands among the first."""
    head = given.content[:4000]
    return bool(re.search(rb"(?:^|\n|\xef\xbb\xbf)\s{0,3}TY\s{1,2}-\s+[A-Z]{3,8}\s*[\r\n]", head))


def read(given: Given) -> ReadClaim:
    """Records of Zotero, EndNote, Mendeley, publishers and indexes."""
    works = []
    for number, record in enumerate(_records(whole_text(given)), start=1):
        kind = record.first("TY")
        parts = ("T2", "BT", "JO", "JF", "JA", "J2", "T3", "CY")
        if kind in {"BOOK", "EBOOK", "WHOLE", "THES", "RPRT"}:
            title, venue = record.first("TI", "T1", "BT", "T2"), None
        elif kind in {"JOUR", "JFULL", "MGZN", "NEWS", "EJOUR", "ABST", "INPR"}:
            title, venue = record.first("TI", "T1", "CT"), record.first(*parts[2:4], *parts)
        else:
            title, venue = record.first("TI", "T1", "CT"), record.first(*parts[:-1])
        works.append(
            ListedWork(
                title=title,
                authors=tuple(tidy(name) for name in record.all("AU", "A1")),
                year=year_in(*record.all("PY", "Y1", "DA", "YR")),
                venue=venue,
                doi=doi_from(
                    *record.all("DO", "DI"), *with_doi(record.all("UR", "L3", "LK", "M3", "N1"))
                ),
                place=f"entry {number}, line {record.line}",
            )
        )
    return list_of_works("RIS", works, (), given.known_as)


def _records(text: str) -> Iterator[Record]:
    record: Record | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        found = _LINE.match(line)
        tag, words = (found[1], found[2] or "") if found else (None, line)
        if tag == "TY":
            if record:
                yield record
            record = Record(number)
        if record is None:
            continue
        if tag == "ER":
            yield record
            record = None
        elif tag is not None:
            record.add(tag, words)
        elif words.strip():
            record.go_on(words)
    if record:
        yield record
