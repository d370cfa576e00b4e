"""Thrift: who waits, and what an answer spares them."""

from dataclasses import replace

import pytest

from persona_check.asking.waves import settled, waits
from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import (
    Found,
    JointWorks,
    Lookup,
    NotFound,
    OrganizationByName,
    PersonById,
    PersonByName,
    Query,
    Unavailable,
    UnavailableReason,
    WorkByDoi,
    WorkByTitle,
    WorksOfPerson,
)
from persona_check.model.provenance import AssertedBy
from persona_check.model.record import Authorship, PersonRecord, Record, WorkRecord
from tests.askers import asker
from tests.sources.given import given

THIRD = replace(given(b"").provenance, asserted_by=AssertedBy.THIRD_PARTY)
WORK = WorkRecord(
    key="x:1",
    title="Wolves in Graphs: a survey",
    provenance=THIRD,
    authors=(
        Authorship(name="Mira Vantongeren", position=1),
        Authorship(name="Jo Quill", position=2),
    ),
)
TITLE = WorkByTitle(title="Wolves in graphs, a survey", author="M. Vantongeren")
DOI = WorkByDoi(doi="10.5555/wolves")
JOINT = JointWorks(name="Mira Vantongeren", other="Jo Quill")
NAME = PersonByName(name="Mira Vantongeren")
ORCID = PersonById(scheme=IdentifierScheme.ORCID, identifier="0000-0002-1825-0097")
WORKS = WorksOfPerson(scheme=IdentifierScheme.ORCID, identifier="0000-0002-1825-0097")


def found(source: str, query: Query, *records: Record) -> Found:
    return Found(source=source, query=query, records=records)


@pytest.mark.parametrize(
    ("query", "first", "later"),
    [
        (DOI, ("openalex", "crossref", "corpus"), ("datacite", "semanticscholar", "arxiv")),
        (TITLE, ("openalex", "crossref"), ("dblp", "europepmc", "pubmed", "arxiv")),
        (JOINT, ("corpus",), ("dblp", "europepmc")),
        (WORKS, ("openalex", "europepmc", "datacite"), ("pubmed",)),
        (NAME, ("openalex", "dblp"), ("orcid", "wikidata")),
        (ORCID, ("orcid", "openalex", "wikidata"), ()),
        (OrganizationByName(name="x"), ("ror",), ()),
    ],
)
def test_copies_wait_for_originals(
    query: Query, first: tuple[str, ...], later: tuple[str, ...]
) -> None:
    assert [source for source in (*first, *later) if waits(query, asker(source))] == list(later)


@pytest.mark.parametrize(
    ("query", "source", "lookup", "expected"),
    [
        (DOI, "datacite", found("crossref", DOI, WORK), True),
        (DOI, "datacite", found("openalex", DOI, WORK), False),
        (DOI, "datacite", NotFound(source="crossref", query=DOI), False),
        (DOI, "datacite", found("crossref", WorkByDoi(doi="10.5555/else"), WORK), False),
        (TITLE, "dblp", found("crossref", TITLE, WORK), True),
        (TITLE, "dblp", found("crossref", TITLE, replace(WORK, title="Sheep")), False),
        (TITLE, "dblp", found("crossref", TITLE, replace(WORK, authors=())), False),
        (
            replace(TITLE, author=None),
            "dblp",
            found("crossref", replace(TITLE, author=None), replace(WORK, authors=())),
            True,
        ),
        (JOINT, "dblp", found("openalex", WORKS, WORK), True),
        (JOINT, "dblp", found("openalex", WORKS, replace(WORK, authors=WORK.authors[:1])), False),
        (
            JOINT,
            "dblp",
            found("arxiv", TITLE, replace(WORK, provenance=given(b"").provenance)),
            False,
        ),
        (WORKS, "pubmed", NotFound(source="europepmc", query=WORKS), True),
        (
            WORKS,
            "pubmed",
            Unavailable(source="europepmc", query=WORKS, reason=UnavailableReason.SERVER_ERROR),
            False,
        ),
        (
            NAME,
            "orcid",
            found("orcid", ORCID, PersonRecord(key="o", name="M. Vantongeren", provenance=THIRD)),
            True,
        ),
        (
            NAME,
            "orcid",
            found("orcid", ORCID, PersonRecord(key="o", name="Jo Quill", provenance=THIRD)),
            False,
        ),
        (
            NAME,
            "orcid",
            found("wikidata", ORCID, PersonRecord(key="w", name=NAME.name, provenance=THIRD)),
            False,
        ),
        (ORCID, "orcid", found("orcid", ORCID, WORK), False),
    ],
)
def test_a_question_is_settled_only_by_what_leaves_nothing_to_ask(
    query: Query, source: str, lookup: Lookup, expected: bool
) -> None:
    assert settled(query, asker(source), [lookup], {"crossref"}) is expected
