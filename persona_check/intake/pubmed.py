"""PubMed's own form (``.nbib``), as "Cite" and "Send to citation manager" save it."""

import re
from collections.abc import Iterator

from persona_check.intake.reading import Given, ReadClaim
from persona_check.intake.tagged import Record
from persona_check.intake.whole_text import whole_text
from persona_check.intake.works import ListedWork, doi_from, list_of_works, year_in

__all__ = ["read", "shows"]

_LINE = re.compile(r"([A-Z]{2,4})\s{0,2}-\s(.*)$")


def shows(given: Given) -> bool:
    """Whether a record of PubMed begins."""
    return bool(re.search(rb"(?:^|\n|\xef\xbb\xbf)PMID-\s*\d+", given.content[:4000]))


def read(given: Given) -> ReadClaim:
    """Records as PubMed's "Cite" and "Send to citation manager" save them."""
    works = []
    for number, record in enumerate(_records(whole_text(given)), start=1):
        title = record.first("TI", "BTI", "CTI", "TT")
        ids = [text for text in record.all("LID", "AID") if text.endswith("[doi]")]
        authors = record.all("FAU") or record.all("AU")
        works.append(
            ListedWork(
                title=_without_stop(title) if title else None,
                authors=tuple(authors),
                year=year_in(*record.all("DP", "DEP", "PHST")),
                venue=record.first("JT", "TA", "BTI" if record.all("TI", "CTI") else "JT"),
                doi=doi_from(*(text.removesuffix("[doi]") for text in ids)),
                place=f"entry {number}, line {record.line}",
            )
        )
    return list_of_works("PubMed", works, (), given.known_as)


def _records(text: str) -> Iterator[Record]:
    record: Record | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        found = _LINE.match(line)
        if found and (found[1] == "PMID" or record is None):
            if record:
                yield record
            record = Record(number)
        if record is None:
            continue
        if found:
            record.add(found[1], found[2])
        elif line.startswith(" "):
            record.go_on(line)
    if record:
        yield record


def _without_stop(title: str) -> str:
    """PubMed ends a title with a stop, and puts a translated one in square brackets."""
    title = title.strip()
    if title.endswith(".") and not title.endswith(".."):
        title = title[:-1]
    if title.startswith("[") and title.endswith("]"):
        title = title[1:-1].removesuffix(".")
    return title
