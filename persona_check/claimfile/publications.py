"""Works, counts of works, books and coauthors as a claim document states them."""

from collections.abc import Iterator, Mapping

from persona_check.claimfile import values
from persona_check.claimfile.cursor import NAME_CHARS, Cursor
from persona_check.model.claim import (
    Assertion,
    BookAssertion,
    CoauthorAssertion,
    WorkAssertion,
    WorkCountAssertion,
)

__all__ = ["books", "coauthors", "dois", "work_counts", "works"]

_WORK = {"title": (), "year": (), "venue": ("journal",), "doi": (), "position": ()}


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
        title, venue, year = values.cut_venue_and_year(words)
        yield WorkAssertion(id="", origin=item.origin, title=title, venue=venue, year=year)


def _work_table(item: Cursor) -> WorkAssertion:
    parts = item.fields(_WORK)
    if "title" not in parts and "doi" not in parts:
        item.fail("missing title or doi", 'add title = "…"')
    position = parts["position"].text() if "position" in parts else None
    if position is not None and position not in {"first", "last"}:
        parts["position"].fail(f"expected first or last, found “{position[:40]}”")
    return WorkAssertion(
        id="",
        origin=item.origin,
        title=parts["title"].text() if "title" in parts else None,
        year=parts["year"].year() if "year" in parts else None,
        venue=parts["venue"].text() if "venue" in parts else None,
        doi=_doi(parts["doi"]) if "doi" in parts else None,
        position=position,
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
