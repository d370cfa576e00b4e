"""Reads works from the formats in which bibliographies are given out, row by row."""

import gzip
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any, cast

from persona_check.corpus.entry import Byline, Entry, UnreadableEntryError

__all__ = ["read_entries"]

MOST_LINE_BYTES = 32 * 1024 * 1024
Reader = Callable[[dict[str, Any]], Entry]


def read_entries(path: Path, *, skip: int = 0) -> Iterator[Entry | UnreadableEntryError]:
    """The works of a file after the first ``skip`` rows; unreadable rows come as their error.

    JSON Lines (plain or .gz) of this project's corpus form, of OpenAlex works snapshots or of
    Crossref public data are told apart row by row; ``.xml`` and ``.xml.gz`` are DBLP dumps.
    """
    if ".xml" in path.suffixes[-2:]:
        yield from _after(_dblp(path), skip)
        return
    with _opened(path) as lines:
        for number in range(skip):
            del number
            lines.readline(MOST_LINE_BYTES)
        while line := lines.readline(MOST_LINE_BYTES):
            if not line.strip():
                yield UnreadableEntryError("an empty line")
                continue
            yield _parsed(line)


def _parsed(line: bytes) -> Entry | UnreadableEntryError:
    try:
        row = json.loads(line)
        if not isinstance(row, dict):
            return UnreadableEntryError("not an object")
        return _reader_for(row)(row)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        return UnreadableEntryError(f"{type(error).__name__}: {error}"[:200])


def _opened(path: Path) -> IO[bytes]:
    if path.suffix == ".gz":
        return gzip.open(path, "rb")  # type: ignore[return-value] # a GzipFile reads like any file
    return path.open("rb")


def _after(entries: Iterator[Entry], skip: int) -> Iterator[Entry]:
    for number, entry in enumerate(entries):
        if number >= skip:
            yield entry


def _reader_for(row: dict[str, Any]) -> Reader:
    if "authorships" in row:
        return _openalex
    if "DOI" in row:
        return _crossref
    return _own


def _own(row: dict[str, Any]) -> Entry:
    """A line of this project's own form (fields as in docs/corpus.md)."""
    return Entry(
        key=str(row["id"]),
        title=str(row["title"]),
        year=_year(row.get("year")),
        venue=row.get("venue"),
        doi=_doi(row.get("doi")),
        kind=None,
        deposited_on=None,
        bylines=tuple(
            Byline(
                name=str(author["name"]),
                person=author.get("author_id"),
                orcid=_orcid(author.get("orcid")),
                scholar=author.get("scholar"),
                email_domain=author.get("email_domain"),
                affiliations=tuple(str(place) for place in author.get("affiliations") or ()),
            )
            for author in row.get("authors") or ()
            if author.get("name")
        ),
    )


def _openalex(row: dict[str, Any]) -> Entry:
    """A line of the OpenAlex works snapshot (developers.openalex.org, read November 2026)."""
    source = ((row.get("primary_location") or {}).get("source") or {}).get("display_name")
    return Entry(
        key="openalex:" + str(row["id"]).rsplit("/", 1)[-1],
        title=str(row.get("title") or row["display_name"]),
        year=_year(row.get("publication_year")),
        venue=source,
        doi=_doi(row.get("doi")),
        kind=row.get("type"),
        deposited_on=(row.get("created_date") or "")[:10] or None,
        bylines=tuple(
            Byline(
                name=str(place.get("raw_author_name") or place["author"]["display_name"]),
                person="openalex:" + str(place["author"]["id"]).rsplit("/", 1)[-1]
                if place.get("author", {}).get("id")
                else None,
                orcid=_orcid(place.get("author", {}).get("orcid")),
                affiliations=tuple(str(a) for a in place.get("raw_affiliation_strings") or ()),
            )
            for place in row["authorships"]
        ),
    )


def _crossref(row: dict[str, Any]) -> Entry:
    """An item of the Crossref public data file (api.crossref.org works, read November 2026)."""
    parts = ((row.get("issued") or {}).get("date-parts") or [[None]])[0]
    titles = row.get("title") or []
    if not titles:
        raise UnreadableEntryError("no title")
    return Entry(
        key="doi:" + str(row["DOI"]).lower(),
        title=str(titles[0]),
        year=_year(parts[0] if parts else None),
        venue=next(iter(row.get("container-title") or ()), None),
        doi=_doi(row["DOI"]),
        kind=row.get("type"),
        deposited_on=((row.get("created") or {}).get("date-time") or "")[:10] or None,
        bylines=tuple(
            Byline(
                name=author.get("name")
                or " ".join(
                    str(part) for part in (author.get("given"), author.get("family")) if part
                ),
                orcid=_orcid(author.get("ORCID")),
                affiliations=tuple(
                    str(place["name"])
                    for place in author.get("affiliation") or ()
                    if place.get("name")
                ),
            )
            for author in row.get("author") or ()
            if author.get("name") or author.get("family")
        ),
    )


_DBLP_KINDS = frozenset(
    {
        "article",
        "inproceedings",
        "proceedings",
        "book",
        "incollection",
        "phdthesis",
        "mastersthesis",
    }
)


def _dblp(path: Path) -> Iterator[Entry]:
    """Records of the DBLP dump (dblp.org/xml/dblp.dtd); entities are those of HTML alone."""
    import html.entities

    from lxml import etree

    with _opened(path) as stream:
        head = stream.read(4096)
    doctype = "".join(
        f'<!ENTITY {name} "&#{code};">'
        for name, code in html.entities.name2codepoint.items()
        if name not in {"lt", "gt", "amp", "quot"}
    ).encode()
    prefix = b'<?xml version="1.0"?><!DOCTYPE dblp [' + doctype + b"]>"
    start = head.find(b"<dblp")
    if start < 0:
        raise UnreadableEntryError(f"{path.name} is not a DBLP dump")
    parser = etree.XMLPullParser(
        events=("end",), tag=tuple(_DBLP_KINDS), load_dtd=False, no_network=True, recover=True,
        huge_tree=False,
    )  # fmt: skip
    parser.feed(prefix)
    with _opened(path) as stream:
        stream.read(start)
        while block := stream.read(1 << 20):
            parser.feed(block)
            for _, element in cast("Iterator[tuple[str, etree._Element]]", parser.read_events()):
                entry = _dblp_entry(element)
                element.clear()
                while element.getprevious() is not None:
                    parent = element.getparent()
                    if parent is None:
                        break
                    del parent[0]
                if entry is not None:
                    yield entry


def _dblp_entry(element: Any) -> Entry | None:
    def texts(tag: str) -> list[str]:
        return ["".join(child.itertext()).strip() for child in element.findall(tag)]

    title = next(iter(texts("title")), "").rstrip(".")
    if not title:
        return None
    doi = next((e for e in texts("ee") if "doi.org/" in e), None)
    return Entry(
        key="dblp:" + str(element.get("key")),
        title=title,
        year=_year(next(iter(texts("year")), None)),
        venue=next(iter(texts("booktitle") + texts("journal")), None),
        doi=_doi(doi),
        kind=str(element.tag),
        deposited_on=element.get("mdate"),
        bylines=tuple(
            Byline(
                name=re.sub(r"\s\d{4}$", "", text),
                # a numbered name is one person by DBLP's own hand
                person=f"dblp:{text}" if re.search(r"\s\d{4}$", text) else None,
                orcid=_orcid(child.get("orcid")),
            )
            for child in element.findall("author")
            if (text := "".join(child.itertext()).strip())
        ),
    )


def _year(value: object) -> int | None:
    text = str(value)
    return int(text) if re.fullmatch(r"[12]\d{3}", text) else None


def _doi(value: object) -> str | None:
    match = re.search(r"10\.\d{4,9}/\S+", str(value)) if value else None
    return match.group(0).lower() if match else None


def _orcid(value: object) -> str | None:
    match = re.search(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", str(value)) if value else None
    return match.group(0) if match else None
