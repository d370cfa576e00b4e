"""What DBLP answers with: authors and publications, as records."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from persona_check.model.claim import IdentifierScheme
from persona_check.model.provenance import AssertedBy, Provenance
from persona_check.model.record import (
    AffiliationFact,
    AffiliationKind,
    Authorship,
    Identifier,
    PersonRecord,
    PersonStatus,
    WorkRecord,
)
from persona_check.sources.reading.decoding import (
    bare_doi,
    bare_orcid,
    decode_json,
    decode_xml,
    identifier_at,
    malformed,
    plain,
    year_in,
)
from persona_check.sources.reading.deposits import bare_arxiv, upstream_of
from persona_check.web.base import Answer

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = [
    "counted",
    "curated",
    "parse_author_search",
    "parse_person",
    "parse_publication_search",
    "parse_works",
    "unnumbered",
    "work_record",
]

_PAGES = frozenset({"dblpperson", "dblp"})
_WORKS = frozenset(
    {
        "article",
        "book",
        "data",
        "incollection",
        "inproceedings",
        "mastersthesis",
        "phdthesis",
        "proceedings",
    }
)


class _Name(msgspec.Struct):
    text: str = ""
    pid: str | None = msgspec.field(default=None, name="@pid")


class _Names(msgspec.Struct):
    author: list[_Name | str] | _Name | str = []


class _Note(msgspec.Struct):
    type: str | None = msgspec.field(default=None, name="@type")
    text: str = ""


class _Notes(msgspec.Struct):
    note: list[_Note] | _Note = []


class _Info(msgspec.Struct):
    key: str = ""
    title: str | dict[str, object] = ""
    year: str | None = None
    venue: str | list[str] | None = None
    type: str | None = None
    doi: str | None = None
    ee: str | list[str] | None = None
    url: str = ""
    volume: str | None = None
    authors: _Names | None = None
    author: str = ""
    aliases: dict[str, object] | None = None
    notes: _Notes | None = None


class _Hit(msgspec.Struct):
    info: _Info


class _Hits(msgspec.Struct):
    hit: list[_Hit] | _Hit = []
    total: int = msgspec.field(default=0, name="@total")


class _Result(msgspec.Struct):
    hits: _Hits


class _Search(msgspec.Struct):
    result: _Result


def parse_publication_search(answer: Answer) -> tuple[WorkRecord, ...]:
    """The works that a search for publications found."""
    return tuple(_work_of_info(hit.info, answer.provenance) for hit in _hits(answer))


def parse_author_search(answer: Answer) -> tuple[PersonRecord, ...]:
    """The people that a search for authors found; numbered namesakes stand apart."""
    people = []
    for hit in _hits(answer):
        info = hit.info
        pid = info.url.partition("/pid/")[2]
        name, _ = unnumbered(info.author)
        notes = info.notes.note if info.notes else []
        others = (info.aliases or {}).get("alias", [])
        people.append(
            PersonRecord(
                key=f"dblp:{pid}",
                name=name,
                provenance=curated(answer.provenance, f"dblp:{pid}"),
                other_names=tuple(
                    unnumbered(str(other))[0]
                    for other in (others if isinstance(others, list) else [others])
                ),
                identifiers=(Identifier(scheme=IdentifierScheme.DBLP, value=pid),),
                affiliations=tuple(
                    _affiliation(note.text)
                    for note in (notes if isinstance(notes, list) else [notes])
                    if note.type == "affiliation"
                ),
            )
        )
    return tuple(people)


def counted(answer: Answer) -> int:
    """How many a search found in all."""
    return decode_json(answer, _Search).result.hits.total


def _hits(answer: Answer) -> list[_Hit]:
    hits = decode_json(answer, _Search).result.hits
    listed = hits.hit if isinstance(hits.hit, list) else [hits.hit]
    if hits.total and not listed:
        raise malformed(f"the answer counts {hits.total} hits and lists none")
    return listed


def parse_person(answer: Answer) -> PersonRecord:
    """The person on a page of DBLP; AMBIGUOUS where the page gathers several people of a name."""
    page = decode_xml(answer)
    person = page.find("person")
    if person is None:
        raise malformed("the page contains no person")
    pid = page.get("pid") or (person.get("key") or "").removeprefix("homepages/")
    names = [_text(author) for author in person.iter("author")] or [page.get("name") or ""]
    links = [_text(url) for url in person.iter("url")]
    notes = list(person.iter("note"))
    works = list(_entries(page))
    homonyms = page.find("homonyms")
    identifiers = [Identifier(scheme=IdentifierScheme.DBLP, value=pid)]
    identifiers += [found for link in links if (found := identifier_at(link))]
    disambiguation = person.get("publtype") == "disambiguation"
    _, number = unnumbered(names[0])
    # an entry without a number among numbered namesakes is where unassigned papers gather
    gathers = disambiguation or (homonyms is not None and number is None)
    coauthors = dict.fromkeys(
        unnumbered(_text(author))[0]
        for work in works
        for author in (*work.iter("author"), *work.iter("editor"))
        if author.get("pid") != pid
    )
    return PersonRecord(
        key=f"dblp:{pid}",
        name=unnumbered(names[0])[0],
        provenance=curated(answer.provenance, f"dblp:{pid}"),
        other_names=tuple(unnumbered(name)[0] for name in names[1:]),
        identifiers=tuple(dict.fromkeys(identifiers)),
        affiliations=tuple(
            _affiliation(_text(note), label=note.get("label"))
            for note in notes
            if note.get("type") == "affiliation"
        ),
        awards=tuple(_text(note) for note in notes if note.get("type") == "award"),
        links=tuple(links),
        work_keys=tuple(
            dict.fromkeys(f"doi:{doi}" for work in works if (doi := _doi_of(work)) is not None)
        ),
        coauthors=tuple(coauthors),
        works_count=len(works),
        works_by_year=_by_year(works),
        status=PersonStatus.AMBIGUOUS if gathers else PersonStatus.ACTIVE,
    )


def parse_works(answer: Answer) -> tuple[WorkRecord, ...]:
    """The works on a person's page (also in a piece of the XML dump)."""
    page = decode_xml(answer)
    if page.tag not in _PAGES:
        # a bot check or portal may be well-formed XHTML, which holds no works either
        raise malformed("the page is not a list of works")
    person = page.find("person")
    names = (
        [unnumbered(_text(author))[0] for author in person.iter("author")]
        if person is not None
        else []
    )
    aliases = {page.get("pid") or "": tuple(names)}
    return tuple(
        _work_of_element(element, answer.provenance, aliases) for element in _entries(page)
    )


def _work_of_info(info: _Info, provenance: Provenance) -> WorkRecord:
    raw = info.authors.author if info.authors else []
    authors = [
        _Name(text=name) if isinstance(name, str) else name
        for name in (raw if isinstance(raw, list) else [raw])
    ]
    links = info.ee if isinstance(info.ee, list) else [info.ee]
    doi = bare_doi(info.doi) or next((doi for link in links if (doi := _doi_in(link))), None)
    title = info.title if isinstance(info.title, str) else str(info.title.get("text", ""))
    venue = info.venue[0] if isinstance(info.venue, list) and info.venue else info.venue
    return work_record(
        key=info.key or info.url.partition("/rec/")[2],
        title=title,
        year=info.year,
        venue=plain(venue) if isinstance(venue, str) else None,
        kind=info.type,
        doi=doi,
        volume=info.volume,
        authors=tuple(
            Authorship(
                name=unnumbered(author.text)[0],
                position=position,
                author_key=f"dblp:{author.pid}" if author.pid else None,
            )
            for position, author in enumerate(authors, start=1)
        ),
        provenance=provenance,
    )


def _work_of_element(
    element: "Element", provenance: Provenance, aliases: Mapping[str, tuple[str, ...]]
) -> WorkRecord:
    people = list(element.iter("author")) or list(element.iter("editor"))
    return work_record(
        key=element.get("key") or "",
        title=_text(element.find("title")),
        year=_text(element.find("year")),
        venue=_text(element.find("journal")) or _text(element.find("booktitle")) or None,
        kind=element.tag,
        doi=_doi_of(element),
        volume=_text(element.find("volume")),
        authors=tuple(
            Authorship(
                name=unnumbered(_text(author))[0],
                position=position,
                author_key=f"dblp:{author.get('pid')}" if author.get("pid") else None,
                orcid=bare_orcid(author.get("orcid")),
                other_names=tuple(
                    name
                    for name in aliases.get(author.get("pid") or "-", ())
                    if name != unnumbered(_text(author))[0]
                ),
            )
            for position, author in enumerate(people, start=1)
        ),
        provenance=provenance,
    )


def work_record(
    *,
    key: str,
    title: str,
    year: str | None,
    venue: str | None,
    kind: str | None,
    doi: str | None,
    volume: str | None,
    authors: tuple[Authorship, ...],
    provenance: Provenance,
) -> WorkRecord:
    """A work by its key there; a preprint of CoRR has its arXiv number as ``volume``."""
    arxiv = bare_arxiv(volume) if key.startswith("journals/corr/") else None
    return WorkRecord(
        key=f"dblp:{key}",
        title=plain(title).removesuffix("."),
        provenance=curated(provenance, *upstream_of(doi, arxiv, otherwise=f"dblp:{key}")),
        year=year_in(year),
        venue=venue,
        doi=doi,
        kind=kind,
        authors=authors,
    )


def _entries(page: "Element") -> Iterable["Element"]:
    return (element for element in page.iter() if element.tag in _WORKS and element.get("key"))


def _text(element: "Element | None") -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _doi_of(element: "Element") -> str | None:
    return next((doi for link in element.iter("ee") if (doi := _doi_in(_text(link)))), None)


def _doi_in(link: str | None) -> str | None:
    return bare_doi(link) if link and "doi" in link.lower() else None


def _by_year(works: Sequence["Element"]) -> tuple[tuple[int, int], ...]:
    counts: dict[int, int] = {}
    for work in works:
        if year := year_in(_text(work.find("year"))):
            counts[year] = counts.get(year, 0) + 1
    return tuple(sorted(counts.items()))


def unnumbered(name: str) -> tuple[str, str | None]:
    """A name without the four-digit number that tells namesakes apart, and the number.

    Searches answer in JSON with names escaped as in XML, ``O&apos;Hearn``.
    """
    words = plain(name).split()
    if len(words) > 1 and len(words[-1]) == 4 and words[-1].isdecimal():
        return " ".join(words[:-1]), words[-1]
    return " ".join(words), None


def _affiliation(text: str, *, label: str | None = None) -> AffiliationFact:
    years = [year_in(part) for part in (label or "").split("-")]
    former = label is not None and label.startswith("former")
    return AffiliationFact(
        organization=plain(text),
        kind=AffiliationKind.EMPLOYMENT,
        start_year=years[0] if years and not former else None,
        end_year=years[1] if len(years) > 1 and not former else None,
        asserted_by=AssertedBy.THIRD_PARTY,
    )


def curated(provenance: Provenance, *upstream: str) -> Provenance:
    """The provenance of a statement that DBLP's editors stand behind."""
    return replace(provenance, asserted_by=AssertedBy.THIRD_PARTY, upstream=upstream)
