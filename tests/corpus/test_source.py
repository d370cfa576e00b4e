import asyncio
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from persona_check.corpus.lookup import Corpus, opened
from persona_check.corpus.source import LocalCorpus
from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import (
    JointWorks,
    PageAt,
    PersonById,
    PersonByName,
    Query,
    UnavailableReason,
    VenueCoverage,
    WorkByDoi,
    WorkByTitle,
    WorksOfPerson,
)
from persona_check.model.provenance import AssertedBy, Provenance, Via
from persona_check.model.record import (
    Coverage,
    CoverageRecord,
    PersonRecord,
    PersonStatus,
    Record,
    WorkRecord,
)
from persona_check.settings import SourceSettings
from persona_check.web.base import SourceUnavailableError
from tests.corpus.files import author, imported, work

ORCID = "0000-0002-1825-0097"
MAREN = author(
    "Maren Oduya-Lindqvist",
    affiliations=["Norrvik University"],
    author_id="openreview:~M1",
    orcid=ORCID,
    email_domain="norrvik.example",
)
WORKS = [
    work("x:1", "Tidal pumping", MAREN, "Ivo Tamberlane", doi="10.5555/tide.1"),
    work("x:2", "Dune lenses", {**MAREN, "affiliations": ["Quorra Institute"]}, "Ann Bee",
         year=2015, url="https://tsl.example/2"),
    work("x:3", "On lakes", author("M. Oduya", author_id="nberwp:7"), "Ivo Tamberlane"),
]  # fmt: skip


class NoHttp:
    """Fails whoever asks the network."""

    def __getattr__(self, name: str) -> object:
        raise AssertionError(f"the corpus asked for {name}")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return imported(tmp_path_factory.mktemp("corpus"), WORKS)[0]


def ask(path: Path, query: Query) -> Sequence[Record]:
    source = LocalCorpus(SourceSettings(), path)
    assert source.serves(query)
    return asyncio.run(source.lookup(query, NoHttp()))  # type: ignore[arg-type]  # never used


def keys(records: Sequence[Record]) -> list[str]:
    return [one.key for one in records if isinstance(one, WorkRecord | PersonRecord)]


def test_a_work_carries_where_it_comes_from(path: Path) -> None:
    (found,) = ask(path, WorkByDoi(doi="10.5555/tide.1"))
    assert isinstance(found, WorkRecord)
    corpus = Corpus(path)
    doc = corpus.works([0])[0].doc
    corpus.close()
    assert found.provenance == Provenance(
        source="corpus",
        url="https://doi.org/10.5555/tide.1",
        retrieved_at=datetime(2026, 1, 1, tzinfo=UTC),
        sha256=sha256(doc.encode()).hexdigest(),
        via=Via.CORPUS,
        asserted_by=AssertedBy.THIRD_PARTY,
        upstream=("doi:10.5555/tide.1",),
    )
    assert [(a.name, a.position, a.author_key, a.orcid) for a in found.authors] == [
        ("Maren Oduya-Lindqvist", 1, "openreview:~M1", ORCID),
        ("Ivo Tamberlane", 2, None, None),
    ]


def test_works_without_doi_have_their_own_address_or_their_key(path: Path) -> None:
    by_url, by_key = (
        ask(path, WorkByTitle(title=title))[0] for title in ("Dune lenses", "On lakes")
    )
    assert isinstance(by_url, WorkRecord)
    assert isinstance(by_key, WorkRecord)
    assert by_url.provenance.url == "https://tsl.example/2"
    assert (by_key.provenance.url, by_key.provenance.upstream) == ("corpus:x:3", ("corpus:x:3",))
    assert by_key.authors[0].author_key is None  # a key of one byline names nobody


def test_a_person_by_identifier_has_names_places_years_and_coauthors(path: Path) -> None:
    (found,) = ask(path, PersonById(scheme=IdentifierScheme.ORCID, identifier=ORCID))
    assert isinstance(found, PersonRecord)
    assert (found.key, found.name, found.works_count) == (
        f"orcid:{ORCID}", "Maren Oduya-Lindqvist", 2,
    )  # fmt: skip
    assert [(a.organization, a.years) for a in found.affiliations] == [
        ("Norrvik University", (2012,)), ("Quorra Institute", (2015,)),
    ]  # fmt: skip
    assert found.coauthors == ("Ivo Tamberlane", "Ann Bee")
    assert found.verified_email_domains == ("norrvik.example",)
    assert found.works_by_year == ((2012, 1), (2015, 1))
    assert found.work_keys == ("doi:10.5555/tide.1", "corpus:x:2")
    query = PersonById(scheme=IdentifierScheme.CORPUS, identifier="openreview:~M1")
    assert keys(ask(path, query)) == ["openreview:~M1"]
    assert ask(path, PersonById(scheme=IdentifierScheme.SCHOLAR, identifier="nobody")) == ()


def test_the_works_of_an_identifier_are_works(path: Path) -> None:
    query = WorksOfPerson(scheme=IdentifierScheme.ORCID, identifier=ORCID)
    assert keys(ask(path, query)) == ["corpus:x:1", "corpus:x:2"]


def test_a_name_gives_people_by_key_and_all_works_that_print_it(path: Path) -> None:
    assert keys(ask(path, PersonByName(name="Maren Oduya"))) == [
        "openreview:~M1", "corpus:x:1", "corpus:x:2", "corpus:x:3",
    ]  # fmt: skip
    assert ask(path, PersonByName(name="Nobody Atall")) == ()


def test_joint_works_come_with_the_others_own_record(path: Path) -> None:
    *works, other = ask(path, JointWorks(name="Maren Oduya", other="Ivo Tamberlane"))
    assert keys(works) == ["corpus:x:1", "corpus:x:3"]
    assert isinstance(other, PersonRecord)
    assert (other.key, other.works_count, other.status) == (
        "corpus:name:ivo tamberlane", 2, PersonStatus.AMBIGUOUS,
    )  # fmt: skip
    (alone,) = ask(path, JointWorks(name="Somebody Else", other="Ann Bee"))
    assert isinstance(alone, PersonRecord)
    assert ask(path, JointWorks(name="Ann Bee", other="Nobody Atall")) == ()


def test_coverage_is_always_a_statement(path: Path) -> None:
    for year, coverage, works in ((2012, Coverage.PARTLY, 2), (1999, Coverage.NOT_HELD, 0)):
        (found,) = ask(path, VenueCoverage(venue="Tidal Systems Letters", year=year))
        assert isinstance(found, CoverageRecord)
        assert (found.coverage, found.works) == (coverage, works)
        assert found.provenance.via is Via.CORPUS


def test_what_a_corpus_cannot_hold_is_declined(path: Path) -> None:
    source = LocalCorpus(SourceSettings(), path)
    assert not source.serves(PersonById(scheme=IdentifierScheme.WIKIDATA, identifier="Q1"))
    assert PageAt not in source.answers
    assert source.availability().usable
    answer = asyncio.run(source.lookup(PageAt(url="https://a.example"), NoHttp()))  # type: ignore[arg-type]  # never used
    assert answer == ()


def test_a_corpus_that_breaks_while_in_use_is_unavailable(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "c.duckdb"
    shutil.copy(path, copy)
    source = LocalCorpus(SourceSettings(), copy)
    opened(copy).close()
    with pytest.raises(SourceUnavailableError) as caught:
        asyncio.run(source.lookup(WorkByTitle(title="Tidal pumping"), NoHttp()))  # type: ignore[arg-type]  # never used
    assert caught.value.reason is UnavailableReason.BROKEN
