"""Lists of works in JSON: CSL-JSON, Zotero's and Crossref's own, and plain lists of works."""

import re
from collections.abc import Iterator, Mapping, Sequence

from persona_check.compare.markup import plain_text
from persona_check.intake.reading import Given, LeftAside, ReadClaim
from persona_check.intake.structured_text import json_value
from persona_check.intake.whole_text import whole_text
from persona_check.intake.works import (
    ListedWork,
    authors_in,
    doi_from,
    list_of_works,
    year_in,
)

__all__ = ["read", "shows"]

_TITLE = ("title", "article-title", "articletitle")
_AUTHORS = ("author", "authors", "creators", "authorships", "creator")
_YEAR = (
    *("issued", "year", "date", "published", "published-print", "published-online"),
    *("publication_year", "publicationyear", "pubyear", "publicationdate", "date-published"),
)
_VENUE = (
    *("container-title", "publicationtitle", "journal", "venue", "journaltitle", "booktitle"),
    *("proceedingstitle", "publication", "journal_title"),
)
_DOI = ("doi", "doi_url")
_ADDRESS = ("url", "link", "id", "extra", "note")
_OF_A_WORK = frozenset((*_YEAR, *_VENUE, *_DOI, "issn", "isbn"))
_OF_AN_EVENT = frozenset(
    "biography bio tagline basics session sessions submissions speaker speakers room track "
    "starttime start_time startsat duration slot".split()
)
_NO_WORKS = frozenset(("attachment", "note", "annotation"))
_KEY = re.compile(rb'"([A-Za-z_-]{2,30})"\s*:')


def shows(given: Given) -> bool:
    """Whether it begins like a list of tables that have a title, authors and what works have."""
    head = given.content[:30_000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head[:1] not in (b"[", b"{"):
        return False
    keys = {key.decode().casefold() for key in _KEY.findall(head)}
    return (
        not keys.isdisjoint(_TITLE)
        and not keys.isdisjoint(_AUTHORS)
        and not keys.isdisjoint(_OF_A_WORK)
        and keys.isdisjoint(_OF_AN_EVENT)
    )


def read(given: Given) -> ReadClaim:
    """Its entries as works."""
    value = json_value(whole_text(given), given.name)
    works, aside = [], []
    for number, entry in enumerate(_entries(value), start=1):
        place = f"entry {number}"
        if not isinstance(entry, Mapping):
            aside.append(LeftAside(what=str(entry)[:60], why="is not an entry", place=place))
            continue
        table = {str(key).casefold(): one for key, one in entry.items()}
        if isinstance(data := table.get("data"), Mapping):  # as Zotero's API wraps it
            table = {str(key).casefold(): one for key, one in data.items()}
        if table.get("itemtype") in _NO_WORKS:
            continue
        works.append(_work(table, place))
    return list_of_works("publication list (JSON)", works, aside, given.known_as)


def _entries(value: object) -> Sequence[object]:
    if isinstance(value, Mapping):
        for key in ("items", "references", "results", "works", "publications", "data", "message"):
            inner = value.get(key)
            if isinstance(inner, list) and inner:
                return inner
            if isinstance(inner, Mapping):
                return _entries(inner)
        tables = [one for one in value.values() if isinstance(one, Mapping)]
        return tables if tables and len(tables) == len(value) else [value]
    return value if isinstance(value, list) else []


def _work(table: Mapping[str, object], place: str) -> ListedWork:
    title = next((_text(table[key]) for key in _TITLE if _text(table.get(key))), None)
    subtitle = _text(table.get("subtitle"))
    if title and subtitle and subtitle.casefold() not in title.casefold():
        title = f"{title}: {subtitle}"
    authors, more = _authors(next((table[key] for key in _AUTHORS if table.get(key)), None))
    return ListedWork(
        title=plain_text(title) if title else None,
        authors=authors,
        more=more,
        year=year_in(*(year for key in _YEAR for year in _years(table.get(key)))),
        venue=next((_text(table[key]) for key in _VENUE if _text(table.get(key))), None),
        doi=doi_from(
            *(_text(table.get(key)) for key in _DOI),
            *(text for key in _ADDRESS if "doi" in (text := _text(table.get(key)) or "").lower()),
        ),
        place=place,
    )


def _text(value: object) -> str | None:
    """The words; CSL has texts, Crossref lists of one, OpenAlex and ORCID tables with a name."""
    match value:
        case str():
            return " ".join(value.split()) or None
        case [first, *_]:
            return _text(first)
        case Mapping():
            names = ("value", "display_name", "title", "name")
            return next((_text(value[key]) for key in names if _text(value.get(key))), None)
        case _:
            return None


def _years(value: object) -> Iterator[object]:
    """What may hold the year of a CSL date, or of a plain one."""
    match value:
        case Mapping():
            for key in ("date-parts", "raw", "literal", "year", "value", "string"):
                yield from _years(value.get(key))
        case [first, *_]:
            yield from _years(first)
        case None | bool():
            return
        case _:
            yield value


def _authors(value: object) -> tuple[tuple[str, ...], bool]:
    if isinstance(value, str):
        return authors_in(value)
    if isinstance(value, Mapping):
        value = [value]
    if not isinstance(value, list):
        return (), False
    names = [name for one in value if (name := _author(one))]
    if len(names) == 1 and isinstance(value[0], str) and ("," in names[0] or " and " in names[0]):
        return authors_in(names[0])
    return tuple(names), False


def _author(value: object) -> str | None:
    if isinstance(value, str):
        return " ".join(value.split()) or None
    if not isinstance(value, Mapping):
        return None
    table = {str(key).casefold(): one for key, one in value.items()}
    if table.get("creatortype") not in (None, "author"):
        return None
    if isinstance(inner := table.get("author"), Mapping):
        return _author(inner)
    family = _text(table.get("family")) or _text(table.get("lastname"))
    given = _text(table.get("given")) or _text(table.get("firstname"))
    particle = _text(table.get("non-dropping-particle")) or _text(table.get("dropping-particle"))
    if family and particle:
        family = f"{particle} {family}"
    if family and given:
        return f"{family}, {given}"
    names = ("literal", "name", "display_name", "fullname", "raw_author_name")
    return family or next((_text(table[key]) for key in names if _text(table.get(key))), given)
