"""The same evidence about people of other origin, gender or career stage ends alike."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_check.model.claim import Claim, EmailAssertion, WorkAssertion
from persona_check.model.lookup import Lookup, OrganizationByName, PersonByName, WorkByTitle
from persona_check.model.record import OrganizationRecord
from persona_check.model.report import Verdict
from persona_check.session import assess
from persona_check.settings import Settings
from tests.builders import NOW, author, claim, found, not_found, post, provenance, work, work_claim

UNIVERSITY = "Norrvik University"
TITLES = ("Tidal pumping along coasts", "Salt in the marsh", "Clocks of groundwater")
# invented people, men and women, whose names are common in their country or anywhere rare
PEOPLE = (
    "Wei Zhang", "Xiaoling Wang", "Minjun Kim", "Haruka Sato", "Nguyen Thi Lan", "Priya Sharma",
    "Mohammed Al-Rashidi", "Fatima Hassan", "Chukwuemeka Okafor", "Amina Diallo",
    "Jose Garcia Perez",
    "María López", "Ivan Petrov", "Olga Smirnova", "John Smith", "Mary Johnson",
    "Solveig Vantressel",
    "Maren Oduya-Lindqvist", "Siobhán Ó Braonáin", "Çağıl Öztürk",
)  # fmt: skip
Case = Callable[[str, int], tuple[Claim, list[Lookup]]]


def record_confirmed(name: str, first_year: int) -> tuple[Claim, list[Lookup]]:
    years = range(first_year, first_year + 3)
    works = [
        work_claim(title, f"w{n}", year=year)
        for n, (title, year) in enumerate(zip(TITLES, years, strict=True))
    ]
    lookups: list[Lookup] = [
        found(
            WorkByTitle(title=title, about=(f"w{n}",)),
            work(
                title,
                author(name, 1, at=(UNIVERSITY,)),
                author("Anneka Stroudhaven", 2, at=("Quorra College",)),
                year=year,
            ),
        )
        for n, (title, year) in enumerate(zip(TITLES, years, strict=True))
    ]
    return _of(name, works), lookups


def works_of_others(name: str, first_year: int) -> tuple[Claim, list[Lookup]]:
    one, _ = record_confirmed(name, first_year)
    return one, [
        found(
            WorkByTitle(title=title, about=(f"w{n}",)),
            work(title, author("Bertrand Quillfeather", 1), year=first_year + n),
        )
        for n, title in enumerate(TITLES)
    ]


def nothing_found(name: str, first_year: int) -> tuple[Claim, list[Lookup]]:
    del first_year
    return _of(name, []), [not_found(PersonByName(name=name))]


def look_alike_mail(name: str, first_year: int) -> tuple[Claim, list[Lookup]]:
    one, lookups = record_confirmed(name, first_year)
    mail = EmailAssertion(id="m1", origin="row", domain="norrvlk.example")
    organization = OrganizationRecord(
        key="ror:n",
        name=UNIVERSITY,
        provenance=provenance("ror"),
        domains=("norrvik.example",),
        chosen=True,
    )
    asked = OrganizationByName(name=UNIVERSITY, about=("p1",))
    return replace(one, assertions=(*one.assertions, mail)), [
        *lookups,
        found(asked, organization, source="ror"),
    ]


def _of(name: str, works: Sequence[WorkAssertion]) -> Claim:
    return claim(post(UNIVERSITY), *works, name=name)


@given(
    case=st.sampled_from((record_confirmed, works_of_others, nothing_found, look_alike_mail)),
    names=st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)),
    first_years=st.tuples(st.integers(1985, 2023), st.integers(1985, 2023)),
)
def test_the_verdict_is_that_of_the_evidence_not_of_the_name_or_the_career_stage(
    case: Case, names: tuple[str, str], first_years: tuple[int, int]
) -> None:
    (one, some), (other, more) = map(case, names, first_years)
    left, right = (
        assess(about, lookups, (), as_of=NOW, settings=Settings()).assessment
        for about, lookups in ((one, some), (other, more))
    )
    assert left.verdict is right.verdict
    assert left.conflict is right.conflict
    assert left.confidence == pytest.approx(right.confidence, abs=0.1)


@pytest.mark.parametrize(
    ("case", "verdict"),
    [
        (record_confirmed, Verdict.CORROBORATED),
        (works_of_others, Verdict.CONTRADICTED),
        (nothing_found, Verdict.INSUFFICIENT),
        (look_alike_mail, Verdict.MIXED),
    ],
)
def test_the_cases_are_of_different_bands(case: Case, verdict: Verdict) -> None:
    one, lookups = case("Wei Zhang", 2019)
    assert assess(one, lookups, (), as_of=NOW, settings=Settings()).assessment.verdict is verdict
