"""Invented people in an invented corpus: the same said otherwise, less, and lies added."""

from collections.abc import Callable, Iterator
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest

from persona_check.model.claim import Claim
from persona_check.model.report import Assessment, Verdict
from tests.corpus.files import author, imported, work
from tests.metamorphic.assessing import adverse, assessing, held_against, once_each
from tests.metamorphic.rewriting import (
    FILES,
    LESS,
    LIES,
    OTHERWISE,
    Row,
    abbreviated,
    another_work,
)

LETTERS, RECORDS = "Tidal Systems Letters", "Records of Coastal Hydrology"
YEARS = range(2012, 2022)
PEOPLE = ("Maren Oduya-Lindqvist", "Þórdís Åkerblom Vík", "Jean-Luc Quarré", "Brívia N. Ashgröve")
PLACES = ("Norrvik University", "Tessaly Institute of Technology", "Quorra College", "Velm Academy")
OTHERS = ("Solveig Vantressel", "Tobiah Okwuosa-Lind", "Zbigniew Ilmarinen", "Ondine Pemberwick")
SUBJECTS = (
    "Tidal pumping along microtidal coasts",
    "Salt lenses under moving dunes",
    "Managed recharge and what piezometers miss",
    "Estuarine mixing: a twelve-year record",
    "Barrier-island aquifers after dry winters",
)


def truth(number: int) -> dict[str, Any]:
    """What the person of this number truthfully claims."""
    name, place = PEOPLE[number], PLACES[number]
    return {
        "id": f"t{number}",
        "name": name,
        "affiliation": place,
        "bio": f"{name} has worked at {place} since 2012.",
        "works": [
            {
                "title": f"{subject} of the {place.split()[0]} shore",
                "year": 2013 + 2 * n,
                "venue": (LETTERS, RECORDS)[n % 2],
            }
            for n, subject in enumerate(SUBJECTS)
        ],
        "coauthors": list(OTHERS[:3]),
    }


def printed(number: int) -> list[dict[str, Any]]:
    claimed = truth(number)
    return [
        work(
            f"own:{number}/{n}",
            one["title"],
            author(claimed["name"], affiliations=[claimed["affiliation"]]),
            *(author(OTHERS[(n + k) % 4], affiliations=["Pemberwick Hall"]) for k in range(2)),
            year=one["year"],
            venue=one["venue"],
        )
        for n, one in enumerate(claimed["works"])
    ]


def by_others() -> Iterator[dict[str, Any]]:
    """So many works of each venue and year that the corpus knows to hold it whole."""
    for number, (venue, year, n) in enumerate(product((LETTERS, RECORDS), YEARS, range(24))):
        names = (f"Filippa Underhay {chr(65 + n)}.", OTHERS[number % 4])
        title = f"Sounding {n} of the quiet river in {year}, {venue.split()[0].lower()} series"
        yield work(f"other:{number}", title, *names, year=year, venue=venue)


Ask = Callable[[Claim], Assessment]
Assess = Callable[[Row], Assessment]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    folder = tmp_path_factory.mktemp("invented")
    works = [*by_others(), *(one for number in range(len(PEOPLE)) for one in printed(number))]
    corpus, _ = imported(folder, works)
    with assessing(corpus) as asked:
        yield asked


@pytest.fixture(scope="module")
def assess(ask: Ask, tmp_path_factory: pytest.TempPathFactory) -> Assess:
    return once_each(ask, tmp_path_factory.mktemp("rows"))


EVERYBODY = pytest.mark.parametrize("number", range(len(PEOPLE)), ids=PEOPLE)
INVENTED = {**LIES, "a missing work": another_work(LETTERS, 2015)}


@EVERYBODY
def test_the_truth_is_confirmed(assess: Assess, number: int) -> None:
    whole = assess(truth(number))
    assert whole.verdict is Verdict.CORROBORATED, held_against(whole)


@EVERYBODY
@pytest.mark.parametrize("said", [*OTHERWISE, *LESS])
def test_the_truth_said_otherwise_or_in_part_is_never_adverse(
    assess: Assess, number: int, said: str
) -> None:
    found = assess({**OTHERWISE, **LESS}[said](truth(number)))
    assert not adverse(found), held_against(found)


@EVERYBODY
@pytest.mark.parametrize("form", FILES)
def test_the_truth_in_another_kind_of_file_is_never_adverse(
    ask: Ask, tmp_path: Path, number: int, form: str
) -> None:
    found = ask(FILES[form](truth(number), tmp_path))
    assert not adverse(found), held_against(found)


@EVERYBODY
@pytest.mark.parametrize("lie", INVENTED)
def test_an_invented_item_never_raises_confidence(assess: Assess, number: int, lie: str) -> None:
    row = truth(number)
    assert assess(INVENTED[lie](row)).confidence <= assess(row).confidence


@pytest.mark.parametrize(("one", "other"), [*combinations(INVENTED, 2)])
def test_of_two_lies_taking_one_back_never_lowers_confidence(
    assess: Assess, one: str, other: str
) -> None:
    row = truth(0)
    both = assess(INVENTED[other](INVENTED[one](row)))
    for left in (one, other):
        assert assess(INVENTED[left](row)).confidence >= both.confidence, left


def stranger_to_the_record() -> Row:
    """An invented name on works that others wrote, and on some that nobody did."""
    works = [*truth(0)["works"][:2], {"title": "Bells", "year": 2015, "venue": LETTERS}]
    return {**truth(1), "name": "Casimir Tamberlane-Ruhl", "works": works}


def test_whom_the_record_does_not_know_is_contradicted_to_begin_with(assess: Assess) -> None:
    assert assess(stranger_to_the_record()).verdict is Verdict.CONTRADICTED
    assert adverse(assess(INVENTED["an end before the start"](truth(0))))


@pytest.mark.parametrize("lie", [None, *INVENTED])
@pytest.mark.parametrize("said", LESS)
def test_giving_less_never_makes_the_answer_harsher(
    assess: Assess, said: str, lie: str | None
) -> None:
    row = stranger_to_the_record()
    given = INVENTED[lie](row) if lie else row
    less = assess(LESS[said](given))
    if adverse(less):
        assert adverse(assess(given)), held_against(less)


def test_a_venue_is_abbreviated_word_by_word() -> None:
    assert abbreviated("Records of Coastal Hydrology") == "Reco. Coas. Hydr."
