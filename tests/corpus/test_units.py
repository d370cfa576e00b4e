import asyncio
from pathlib import Path

import pytest

from persona_check.corpus.importing import import_files
from persona_check.corpus.lookup import Corpus
from persona_check.corpus.source import LocalCorpus
from persona_check.model.lookup import UnitsOfOrganization
from persona_check.model.provenance import AssertedBy, Via
from persona_check.model.record import PrintedUnit, PrintedUnitsRecord
from persona_check.settings import SourceSettings
from tests.corpus.files import Told, author, imported, lines, work, write

PHYSICS = "Department of Tidal Physics, Norrvik University, Sweden"
WELLS = "School of Wells, Norrvik Univ., Sweden"
RHETORIC = "Institute of Rhetoric, Quorra Polytechnic"
WORKS = [
    work("x:1", "One", author("A Bee", affiliations=[PHYSICS]), year=2001),
    work("x:2", "Two", author("A Bee", affiliations=[PHYSICS]),
         author("C Dee", affiliations=[PHYSICS, "Norrvik University, Norway"]), year=2011),
    work("x:3", "Three", author("A Bee", affiliations=[WELLS]), year=2012),
    work("x:4", "Four", author("E Eff", affiliations=[RHETORIC]), year=2013),
    work("x:5", "Five", author("E Eff", affiliations=[])),
]  # fmt: skip


def ask(
    path: Path, unit: str | None, organization: str = "Norrvik University"
) -> PrintedUnitsRecord:
    source = LocalCorpus(SourceSettings(), path)
    query = UnitsOfOrganization(organization=organization, unit=unit)
    (record,) = asyncio.run(source.lookup(query, None))  # type: ignore[arg-type]  # never used
    assert isinstance(record, PrintedUnitsRecord)
    return record


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return imported(tmp_path_factory.mktemp("corpus"), WORKS)[0]


def test_a_printed_unit_is_found_with_its_works_and_years(path: Path) -> None:
    record = ask(path, "Institut für Tidal-Physik")
    assert record.here == PrintedUnit(
        unit="Department of Tidal Physics", share=1.0, works=2, first_year=2001, last_year=2011
    )
    assert (record.works, record.units, record.all_units) == (3, 2, 3)
    assert record.countries == (("SE", 3), ("NO", 1))
    assert (record.provenance.via, record.provenance.asserted_by) == (
        Via.CORPUS,
        AssertedBy.THIRD_PARTY,
    )


def test_a_unit_of_another_organization_is_said_to_be_anothers(path: Path) -> None:
    record = ask(path, "Department of Rhetoric")
    assert record.here is None
    assert record.anywhere == PrintedUnit(unit="Institute of Rhetoric", share=1.0)


def test_what_nobody_prints_is_like_nothing_and_a_mere_name_is_not_comparable(path: Path) -> None:
    unlike = ask(path, "Institute of Noematics")
    assert (unlike.comparable, unlike.here, unlike.anywhere) == (True, None, None)
    assert not ask(path, "Tamberlane Laboratory").comparable
    assert not ask(path, "Department of EECS").comparable


def test_words_count_by_their_rarity(path: Path) -> None:
    record = ask(path, "Chair of Tidal Rhetoric")
    assert record.here is not None
    assert record.here.share == pytest.approx(0.5)


def test_an_unknown_organization_has_no_units(path: Path) -> None:
    record = ask(path, None, "University of Nowhere")
    assert (record.works, record.units, record.countries) == (0, 0, ())


def test_a_replaced_work_takes_its_places_along(tmp_path: Path) -> None:
    first = write(tmp_path / "1.jsonl", lines(*WORKS))
    second = write(
        tmp_path / "2.jsonl", lines(work("x:3", "Three", author("A Bee", affiliations=[RHETORIC])))
    )
    one_go, two_goes = tmp_path / "one.duckdb", tmp_path / "two.duckdb"
    together = import_files([first, second], one_go, progress=Told(), in_two_processes=False)
    import_files([first], two_goes, progress=Told(), in_two_processes=False)
    after = import_files([second], two_goes, progress=Told(), in_two_processes=False)
    assert together.digest == after.digest
    corpus = Corpus(two_goes)
    assert corpus.units("Norrvik University", "School of Wells").here is None
    assert corpus.units("Norrvik University", "School of Wells").anywhere is None
    assert corpus.units("Quorra Polytechnic", None).works == 2
    corpus.close()
