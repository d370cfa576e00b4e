"""Questions to DBLP's query service and what it answers with.

https://github.com/dblp/kg/wiki/dblp-KG-Tutorial and https://dblp.org/rdf/docu (read November
2026): SPARQL 1.1 at https://sparql.dblp.org/sparql, results as JSON.
"""

import re
from collections.abc import Iterable, Mapping

import msgspec

from persona_check.model.claim import IdentifierScheme
from persona_check.model.provenance import AssertedBy
from persona_check.model.record import (
    AffiliationFact,
    AffiliationKind,
    Authorship,
    Identifier,
    PersonRecord,
    WorkRecord,
)
from persona_check.sources.reading.dblp import curated, unnumbered, work_record
from persona_check.sources.reading.decoding import (
    bare_doi,
    bare_orcid,
    decode_json,
    distinct,
    plain,
)
from persona_check.web.base import Answer

__all__ = ["graph_people", "graph_works", "people_named", "person_numbered", "works_of"]

_PREFIX = "PREFIX dblp: <https://dblp.org/rdf/schema#>\n"
_MOST_NAMESAKES = 60  # numbered "Wei Wang 0001" and on
_MOST_ROWS = 5000
_PID = re.compile(r"[\w-]+(?:/[\w-]+)+", re.ASCII)
_ABOUT_PERSON = (
    "?person dblp:creatorName ?name . "
    "OPTIONAL { ?person dblp:orcid ?orcid } "
    "OPTIONAL { ?person dblp:primaryAffiliation ?affiliation }"
)


def people_named(name: str) -> str:
    """A question for people of exactly this name, numbered namesakes included."""
    whole = " ".join(re.sub(r'["\\\x00-\x1f]', " ", name).split())
    numbered = (f"{whole} {number:04}" for number in range(1, _MOST_NAMESAKES + 1))
    values = " ".join(f'"{one}"' for one in (whole, *numbered))
    return (
        f"{_PREFIX}SELECT DISTINCT ?person ?name ?orcid ?affiliation WHERE {{ "
        f"VALUES ?name {{ {values} }} {_ABOUT_PERSON} }} LIMIT {_MOST_ROWS}"
    )


def person_numbered(pid: str) -> str | None:
    """A question for one person by their number there; None where it is none."""
    if not _PID.fullmatch(pid):
        return None
    return (
        f"{_PREFIX}SELECT DISTINCT ?person ?name ?orcid ?affiliation WHERE {{ "
        f"VALUES ?person {{ <https://dblp.org/pid/{pid}> }} {_ABOUT_PERSON} }} LIMIT {_MOST_ROWS}"
    )


def works_of(pid: str) -> str | None:
    """A question for the works of one person, a row for each author of each."""
    if not _PID.fullmatch(pid):
        return None
    return (
        f"{_PREFIX}SELECT ?work ?title ?year ?venue ?doi ?place ?name ?person ?orcid WHERE {{ "
        f"?work dblp:authoredBy <https://dblp.org/pid/{pid}> ; dblp:title ?title ; "
        "dblp:hasSignature ?signature . "
        "?signature a dblp:AuthorSignature ; dblp:signatureOrdinal ?place ; "
        "dblp:signatureDblpName ?name . "
        "OPTIONAL { ?work dblp:yearOfPublication ?year } "
        "OPTIONAL { ?work dblp:publishedIn ?venue } "
        "OPTIONAL { ?work dblp:doi ?doi } "
        "OPTIONAL { ?signature dblp:signatureCreator ?person } "
        "OPTIONAL { ?signature dblp:signatureOrcid ?orcid } "
        f"}} ORDER BY ?work ?place LIMIT {_MOST_ROWS}"
    )


class _Cell(msgspec.Struct):
    value: str


class _Rows(msgspec.Struct):
    bindings: list[dict[str, _Cell]]


class _Results(msgspec.Struct):
    results: _Rows


def _rows(answer: Answer) -> list[Mapping[str, str]]:
    rows = decode_json(answer, _Results).results.bindings
    return [{name: cell.value for name, cell in row.items()} for row in rows]


def _grouped(rows: Iterable[Mapping[str, str]], by: str) -> Mapping[str, list[Mapping[str, str]]]:
    groups: dict[str, list[Mapping[str, str]]] = {}
    for row in rows:
        if by in row:
            groups.setdefault(row[by], []).append(row)
    return groups


def graph_people(answer: Answer) -> tuple[PersonRecord, ...]:
    """The people in an answer, each with all names, iDs and affiliations."""
    people = []
    for address, rows in _grouped(_rows(answer), "person").items():
        pid = address.partition("/pid/")[2]
        names = distinct(unnumbered(row.get("name", ""))[0] for row in rows)
        if not pid or not names:
            continue
        orcids = distinct(bare_orcid(row.get("orcid")) for row in rows)
        people.append(
            PersonRecord(
                key=f"dblp:{pid}",
                name=names[0],
                provenance=curated(answer.provenance, f"dblp:{pid}"),
                other_names=names[1:],
                identifiers=(
                    Identifier(scheme=IdentifierScheme.DBLP, value=pid),
                    *(Identifier(scheme=IdentifierScheme.ORCID, value=orcid) for orcid in orcids),
                ),
                affiliations=tuple(
                    AffiliationFact(
                        organization=place,
                        kind=AffiliationKind.EMPLOYMENT,
                        asserted_by=AssertedBy.THIRD_PARTY,
                    )
                    for place in distinct(plain(row.get("affiliation")) for row in rows)
                ),
            )
        )
    return tuple(people)


def graph_works(answer: Answer) -> tuple[WorkRecord, ...]:
    """The works in an answer, authors in order; that of a list broken off in the middle is not."""
    rows = _rows(answer)
    groups = list(_grouped(rows, "work").items())
    if len(rows) >= _MOST_ROWS:
        groups = groups[:-1]
    works = []
    for address, group in groups:
        places = {row["place"]: row for row in group if row.get("place", "").isdecimal()}
        works.append(
            work_record(
                key=address.partition("/rec/")[2],
                title=group[0].get("title", ""),
                year=group[0].get("year"),
                venue=plain(group[0].get("venue")) or None,
                kind=None,
                doi=next(iter(distinct(bare_doi(row.get("doi")) for row in group)), None),
                volume=None,
                authors=tuple(
                    Authorship(
                        name=unnumbered(row.get("name", ""))[0],
                        position=int(place),
                        author_key=f"dblp:{row['person'].partition('/pid/')[2]}"
                        if "/pid/" in row.get("person", "")
                        else None,
                        orcid=bare_orcid(row.get("orcid")),
                    )
                    for place, row in sorted(places.items(), key=lambda one: int(one[0]))
                ),
                provenance=answer.provenance,
            )
        )
    return tuple(works)
