from collections.abc import Iterator
from pathlib import Path

import pytest

from persona_check.corpus.lookup import Byline, Corpus, NameFrequency, opened
from persona_check.model.record import Coverage
from tests.corpus.files import author, imported, work

TIDE = "Tidal Pumping Along Microtidal Coasts: A Twelve-Year Record"
WORKS = [
    work(
        "x:1", TIDE,
        author("Maren Oduya-Lindqvist", author_id="openreview:~M1", orcid="0000-0002-1825-0097"),
        author("Ivo Tamberlane", scholar="AbCdEfGhIjKl"),
        doi="10.5555/tide.1",
    ),
    work("x:2", "Dune lenses", "M. Oduya", "Ivo Tamberlane", "Wei Tang"),
    work("x:3", "Groundwater beneath barrier islands of the north", "Tang Wei", "Ann Bee"),
    work("x:4", "Dune lenses", "Wei Tang"),
    work("x:5", "Survey responses in small panels", "Wen Tang", "Jane Oduya"),
    work("x:6", "On names", "Wei Tang", "Wei Tang"),
]  # fmt: skip


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    path, _ = imported(tmp_path_factory.mktemp("corpus"), WORKS)
    opened_corpus = Corpus(path)
    yield opened_corpus
    opened_corpus.close()


def keys(found: object) -> list[str]:
    return [one.work.key for one in found]  # type: ignore[attr-defined]  # held works


@pytest.mark.parametrize(
    ("title", "found"),
    [
        (TIDE, ["x:1"]),
        ("TIDAL PUMPING along microtidal coasts", ["x:1"]),
        ("Tidal pumping along micro-tidal coasts: another subtitle", ["x:1"]),
        ("Tidal pumping along mikrotidal coasts: a twelve-year record", ["x:1"]),
        ("Dune lenses", ["x:2", "x:4"]),
        ("Groundwater beneth barrier islands of the north", ["x:3"]),
        ("Groundwater beneath barrier islands", []),
        ("Survey", []),
        ("Tidal pumping", []),
        ("", []),
        ("?!", []),
    ],
)
def test_a_title_finds_its_works_in_spite_of_slips_and_no_others(
    corpus: Corpus, title: str, found: list[str]
) -> None:
    expected = found if "another" not in title else []
    assert keys(corpus.works_by_title(title)) == expected


def test_a_name_finds_compatible_bylines_whatever_their_form(corpus: Corpus) -> None:
    assert corpus.bylines("Maren Oduya") == (
        Byline(no=0, position=1, name="Maren Oduya-Lindqvist"),
        Byline(no=1, position=1, name="M. Oduya"),
    )
    assert [(b.no, b.name) for b in corpus.bylines("W. Tang")] == [
        (1, "Wei Tang"), (3, "Wei Tang"), (4, "Wen Tang"), (5, "Wei Tang"), (5, "Wei Tang"),
    ]  # fmt: skip
    assert {b.no for b in corpus.bylines("Wei Tang")} == {1, 2, 3, 5}
    assert corpus.bylines("") == ()


def test_identifiers_and_dois_find_what_prints_them(corpus: Corpus) -> None:
    assert corpus.identified("orcid:0000-0002-1825-0097") == (Byline(no=0, position=1, name=""),)
    assert corpus.identified("openreview:~M1") == (Byline(no=0, position=1, name=""),)
    assert corpus.identified("scholar:AbCdEfGhIjKl") == (Byline(no=0, position=2, name=""),)
    assert corpus.identified("orcid:0000-0000-0000-0000") == ()
    assert keys(corpus.works_by_doi("10.5555/TIDE.1")) == ["x:1"]
    assert corpus.works_by_doi("10.5555/none") == ()


def test_joint_works_print_both_names_at_two_places(corpus: Corpus) -> None:
    assert keys(corpus.joint_works("Maren Oduya", "Ivo Tamberlane")) == ["x:1", "x:2"]
    assert keys(corpus.joint_works("Maren Oduya", "Ann Bee")) == []
    assert keys(corpus.joint_works("Wei Tang", "Tang Wei")) == ["x:6"]


def test_works_come_by_place_whether_few_or_many_are_asked_for(corpus: Corpus) -> None:
    assert keys(corpus.works([5, 0, 0])) == ["x:1", "x:6"]
    assert len(corpus.works(range(6))) == 6
    assert corpus.works([99]) == ()


def test_what_is_kept_between_look_ups_is_bounded(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("persona_check.corpus.lookup.MOST_HELD", 2)
    assert keys(corpus.works([0, 1])) == ["x:1", "x:2"]
    assert keys(corpus.works(range(6))) == ["x:1", "x:2", "x:3", "x:4", "x:5", "x:6"]


def test_a_common_name_is_less_rare_than_an_uncommon_one(corpus: Corpus) -> None:
    common, rare = corpus.frequency("Wei Tang"), corpus.frequency("Maren Oduya-Lindqvist")
    assert (common.bylines, common.spellings, common.people) == (5, 2, 0)
    assert (rare.bylines, rare.spellings, rare.people) == (2, 2, 1)
    assert rare.log10_rarity > common.log10_rarity > 0
    nobody = corpus.frequency("Nobody Atall")
    assert nobody == NameFrequency(
        bylines=0, spellings=0, people=0, log10_rarity=nobody.log10_rarity
    )
    assert nobody.log10_rarity > rare.log10_rarity


def test_many_works_in_one_pass_are_those_one_by_one(tmp_path: Path) -> None:
    path, _ = imported(tmp_path, [work(f"x:{n}", f"Part {n}", "Ann Bee") for n in range(40)])
    corpus = Corpus(path)
    assert keys(corpus.works(range(0, 40, 2))) == [f"x:{n}" for n in range(0, 40, 2)]
    assert len(corpus.bylines("Ann Bee")) == 40
    corpus.close()


def test_a_corpus_is_opened_once_and_anew_when_the_file_changes(tmp_path: Path) -> None:
    path, _ = imported(tmp_path, WORKS[:2])
    first = opened(path)
    assert opened(path) is first
    imported(tmp_path, WORKS)
    assert opened(path).works_count == 6


def years(venue: str, counts: dict[int, int]) -> list[dict[str, object]]:
    return [
        work(f"{venue}:{year}:{n}", f"Paper {n}", "Ann Bee", venue=venue, year=year)
        for year, count in counts.items()
        for n in range(count)
    ]


def test_coverage_tells_held_partly_and_not_held_apart(tmp_path: Path) -> None:
    path, _ = imported(
        tmp_path,
        [
            *years("IROS", {2010: 40, 2011: 45, 2012: 15, 2013: 44}),
            *years("Small Meeting", {2015: 9}),
            *years("Large Meeting", {2015: 120}),
        ],
    )
    corpus = Corpus(path)
    long = "IEEE/RSJ International Conference on Intelligent Robots and Systems"
    asked = [(long, 2011), ("IROS 2012", 2012), ("IROS", 2014), ("Small Meeting", 2015),
             ("Large Meeting", 2015), ("Unheard of", 2015)]  # fmt: skip
    found = [corpus.coverage(venue, year) for venue, year in asked]
    corpus.close()
    assert [(one.coverage, one.works, one.known) for one in found] == [
        (Coverage.HELD, 45, True),
        (Coverage.PARTLY, 15, True),
        (Coverage.NOT_HELD, 0, True),
        (Coverage.PARTLY, 9, True),
        (Coverage.HELD, 120, True),
        (Coverage.NOT_HELD, 0, False),
    ]
