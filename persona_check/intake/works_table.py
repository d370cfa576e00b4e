"""Tables of works, as Google Scholar, Scopus, Web of Science, PubMed and Zotero save them."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from persona_check.compare.markup import plain_text
from persona_check.errors import ClaimError
from persona_check.intake.reading import Given, LeftAside, ReadClaim
from persona_check.intake.whole_text import guessed_encoding, whole_text
from persona_check.intake.workbooks import is_workbook, sheets_of
from persona_check.intake.works import ListedWork, authors_in, doi_from, list_of_works, year_in

__all__ = ["read", "shows"]

# what the columns are called, squeezed; the first of a line that has a cell is taken
_HEADINGS: Mapping[str, str] = {
    "title": "title articletitle documenttitle papertitle worktitle publicationtitle titel titre "
    "título titulo titolo name",
    "authors": "authors author authorfullnames authornames authorss authorlist creators creator "
    "autoren autor auteurs auteur autores autori autore contributors authors1",
    "year": "year publicationyear pubyear publishedyear yearpublished date publicationdate "
    "publishedon datepublished coverdate jahr année annee año ano anno issued earlyaccessdate",
    "venue": "publication journal journalbook sourcetitle source journaltitle venue booktitle "
    "conference conferencename containertitle zeitschrift revue revista rivista journalname "
    "publicationname",
    "doi": "doi doilink doiurl articledoi",
    "address": "link url articleurl fulltexturl",
}
_OF_AN_EVENT = frozenset(
    "session sessiontitle track room starttime speaker speakers presenter bio biography submission "
    "duration email emails".split()
)
_SEPARATORS = ",;\t|"
_SEP_LINE = re.compile(r'\s*"?sep=(.)"?[;,\t]*\s*\r?\n', re.IGNORECASE)
_HEADER_AMONG = 10
_MOST_ROWS = 100_000
_Rows = Iterator[tuple[int, Sequence[str]]]


def shows(given: Given) -> bool:
    """Whether a header names titles, authors and a year, venue or DOI."""
    if given.content[:1] in (b"{", b"[", b"<", b"@", b"%"):
        return False
    try:
        if is_workbook(given):
            return any(_header_of(sheet.rows) is not None for sheet in sheets_of(given))
        return _table(_head_of(given)) is not None
    except ClaimError:
        return False


def read(given: Given) -> ReadClaim:
    """Its rows as works."""
    aside = list(guessed_encoding(given))
    found: tuple[_Columns, _Rows] | None = None
    if is_workbook(given):
        sheets = [sheet for sheet in sheets_of(given) if _header_of(sheet.rows) is not None]
        for sheet in sorted(sheets, key=lambda one: -len(one.rows))[:1]:
            header = _header_of(sheet.rows)
            found = None if header is None else (header[1], iter(sheet.rows[header[0] + 1 :]))
    else:
        found = _table(whole_text(given))
    if found is None:
        raise ClaimError(
            "has no columns of titles and authors",
            "add a first line such as title, authors, year",
            file=given.name,
        )
    columns, rows = found
    works = [
        work for line, cells in islice(rows, _MOST_ROWS) if (work := _work(columns, line, cells))
    ]
    unread = [name for at, name in enumerate(columns.headings) if at not in columns.used and name]
    if unread:
        what = ", ".join(f"“{name[:40]}”" for name in unread[:20])
        aside.append(LeftAside(what=f"columns {what}", why="not needed for a claim"))
    return list_of_works("publication list (table)", works, aside, given.known_as)


class _Columns:
    """Where each part of a work stands."""

    def __init__(self, headings: Sequence[str]) -> None:
        self.headings = [" ".join(heading.split()) for heading in headings]
        squeezed = [_squeezed(heading) for heading in headings]
        self.places = {
            part: [squeezed.index(word) for word in words.split() if word in squeezed]
            for part, words in _HEADINGS.items()
        }
        if len(titles := self.places["title"]) > 1 or not titles:
            # Zotero's "Publication Title" is the journal's beside "Title"
            journal = squeezed.index("publicationtitle") if "publicationtitle" in squeezed else -1
            self.places["title"] = [at for at in titles if at != journal] or titles
            self.places["venue"] += [journal] if journal in titles and len(titles) > 1 else []
        self.used = {at for places in self.places.values() for at in places}

    @property
    def hold_works(self) -> bool:
        """Whether they are enough to be a list of works."""
        if not _OF_AN_EVENT.isdisjoint(map(_squeezed, self.headings)):
            return False
        known = {part for part, places in self.places.items() if places}
        return {"title", "authors"} <= known and not known.isdisjoint(("year", "venue", "doi"))

    def cells(self, part: str, row: Sequence[str]) -> list[str]:
        """What stands there, the best column first; blank ones are left out."""
        there = [row[at].strip() for at in self.places[part] if at < len(row)]
        return [cell for cell in there if cell and cell.casefold() not in ("na", "n/a", "null")]


def _work(columns: _Columns, line: int, row: Sequence[str]) -> ListedWork | None:
    titles = columns.cells("title", row)
    dois = columns.cells("doi", row)
    if not titles and not dois:
        return None
    authors, more = authors_in(next(iter(columns.cells("authors", row)), ""))
    addresses = [one for one in columns.cells("address", row) if "doi" in one.casefold()]
    return ListedWork(
        title=plain_text(titles[0]) if titles else None,
        authors=authors,
        more=more,
        year=year_in(*columns.cells("year", row)),
        venue=next(iter(columns.cells("venue", row)), None),
        doi=doi_from(*dois, *addresses),
        place=f"row {line}",
    )


def _header_of(rows: Sequence[tuple[int, Sequence[str]]]) -> tuple[int, _Columns] | None:
    for at, (_, cells) in enumerate(rows[:_HEADER_AMONG]):
        if (columns := _Columns(cells)).hold_works:
            return at, columns
    return None


def _head_of(given: Given) -> str:
    head = whole_text(Given(name=given.name, content=given.content[:40_000]))
    return head.rsplit("\n", 1)[0] if len(given.content) > 40_000 else head


def _table(text: str) -> tuple[_Columns, _Rows] | None:
    told = _SEP_LINE.match(text)
    separators = told[1] if told else _SEPARATORS
    for separator in separators:
        rows = list(islice(_parsed(text, separator), _HEADER_AMONG))
        header = _header_of(rows)
        if header is not None:
            return header[1], islice(_parsed(text, separator), header[0] + 1, None)
    return None


def _parsed(text: str, separator: str) -> _Rows:
    csv.field_size_limit(4_000_000)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            cells = []
        if any(cell.strip() for cell in cells):
            yield line, cells
        line = reader.line_num + 1


def _squeezed(heading: str) -> str:
    plain = unicodedata.normalize("NFKC", heading).casefold().removeprefix("\ufeff")
    return re.sub(r"[\W_]+", "", re.sub(r"\([^()]*\)\s*$", "", plain))
