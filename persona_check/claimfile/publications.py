"""Works, counts of works, books and coauthors as a claim document states them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from persona_check.claimfile import values
from persona_check.claimfile.cursor import NAME_CHARS, Cursor
from persona_check.claimfile.references import read_reference
from persona_check.model.claim import (
    Assertion,
    BookAssertion,
    CoauthorAssertion,
    WorkAssertion,
    WorkCountAssertion,
)

__all__ = ["books", "coauthors", "dois", "work_counts", "works"]

_WORK = {
    **{"title": (), "year": (), "venue": ("journal",), "doi": (), "position": ()},
    "authors": ("author",),
}


def works(cursor: Cursor, _: Mapping[str, Cursor]) -> Iterator[Assertion]:
    """Works: tables, DOIs, or texts such as ``Title (venue, 2014)``."""
    for item in cursor.items():
        if isinstance(item.value, dict):
            yield _work_table(item)
            continue
        words = item.text()
        if doi := values.bare_doi(words):
            yield WorkAssertion(id="", origin=item.origin, doi=doi)
            continue
        yield _of_line(words, item.origin)


def _work_table(item: Cursor) -> WorkAssertion:
    parts = item.fields(_WORK)
    if "title" not in parts and "doi" not in parts:
        item.fail("missing title or doi", 'add title = "…"')
    position = parts["position"].text() if "position" in parts else None
    if position is not None and position not in {"first", "last"}:
        parts["position"].fail(f"expected first or last, found “{position[:40]}”")
    written = WorkAssertion(id="", origin=item.origin)
    if "title" in parts:
        words = parts["title"].text()
        if "authors" not in parts:  # else the title stands in a field of its own
            written = _of_line(words, item.origin, titled="venue" in parts)
        if not written.line:
            written = replace(written, title=words)
    # what stands in a field of its own wins over what was read from the line
    return replace(
        written,
        year=parts["year"].year() if "year" in parts else written.year,
        venue=parts["venue"].text() if "venue" in parts else written.venue,
        doi=_doi(parts["doi"]) if "doi" in parts else written.doi,
        position=position,
        first_author=_first_of(parts["authors"]) if "authors" in parts else written.first_author,
    )


def _first_of(authors: Cursor) -> str | None:
    return next((one.text(NAME_CHARS) for one in authors.items()), None)


def _of_line(words: str, origin: str, *, titled: bool = False) -> WorkAssertion:
    """A title, ``Title (venue, 2014)``, or a reference in any style.

    ``titled``: beside a venue of its own it is a title, unless it surely is a reference.
    """
    title, venue, year = values.cut_venue_and_year(words)
    read = read_reference(words)
    plain = read.understood and (read.title, read.venue, read.year) == (title, venue, year)
    if (plain and read.doi is None) or (titled and not read.understood):
        return WorkAssertion(id="", origin=origin, title=title, venue=venue, year=year)
    if read.is_title_alone:
        return WorkAssertion(id="", origin=origin, title=words)
    return WorkAssertion(
        id="",
        origin=origin,
        title=read.title,
        venue=read.venue,
        year=read.year,
        doi=read.doi,
        line=words,
        first_author=read.first_author,
        understood=read.understood,
    )


def _doi(cursor: Cursor) -> str:
    words = cursor.text()
    doi = values.bare_doi(words)
    if doi is None:
        cursor.fail(f"“{words[:60]}” is not a DOI", "write it like 10.1234/abc.567")
    return doi


def dois(cursor: Cursor, _: Mapping[str, Cursor]) -> Iterator[Assertion]:
    """Works known by DOI only."""
    for item in cursor.items():
        yield WorkAssertion(id="", origin=item.origin, doi=_doi(item))


def work_counts(cursor: Cursor, _: Mapping[str, Cursor]) -> Iterator[Assertion]:
    """Numbers of works, at a venue where one is given."""
    for item in cursor.items():
        if isinstance(item.value, dict):
            parts = item.fields({"count": ("number",), "venue": ()})
            if "count" not in parts:
                item.fail("missing count", "add count = 40")
            venue = parts["venue"].text() if "venue" in parts else None
            yield WorkCountAssertion(
                id="", origin=item.origin, count=parts["count"].count(), venue=venue
            )
        else:
            yield WorkCountAssertion(id="", origin=item.origin, count=item.count())


def books(cursor: Cursor, _: Mapping[str, Cursor]) -> Iterator[Assertion]:
    """Books: tables, or texts such as ``Title (2014)``."""
    for item in cursor.items():
        if isinstance(item.value, dict):
            parts = item.fields({"title": (), "year": ()})
            if "title" not in parts:
                item.fail("missing title", 'add title = "…"')
            year = parts["year"].year() if "year" in parts else None
            title = parts["title"].text()
        else:
            title, venue, year = values.cut_venue_and_year(item.text())
            title = f"{title} ({venue})" if venue else title
        yield BookAssertion(id="", origin=item.origin, title=title, year=year)


def coauthors(cursor: Cursor, _: Mapping[str, Cursor]) -> Iterator[Assertion]:
    """Names of coauthors."""
    for item in cursor.items():
        yield CoauthorAssertion(id="", origin=item.origin, name=item.text(NAME_CHARS))
