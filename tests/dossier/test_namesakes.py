"""Several people's works under one common name, and one person's who moved."""

from dataclasses import replace

from persona_check.dossier.claimed_works import match_work
from persona_check.dossier.index import Dossier
from persona_check.dossier.namesakes import of_namesakes, of_several_people
from persona_check.model.claim import Claim
from persona_check.model.lookup import Found, WorkByTitle
from persona_check.model.record import Authorship
from persona_check.model.traits import Trait
from tests.builders import author, claim, dossier, found, work, work_claim

COMMON = "Wei Wang"
TITLES = ("Tidal pumping", "Winter aquifers", "Salt under dunes", "Wells of clay", "Reeds", "Silt")


def claimed(count: int) -> Claim:
    return claim(*(work_claim(t, f"w{n}") for n, t in enumerate(TITLES[:count])), name=COMMON)


def held_by(*people: Authorship) -> list[Found]:
    """The claimed works in their order, each by one of the people."""
    return [
        found(WorkByTitle(title=title, about=(f"w{n}",)), work(title, one))
        for n, (title, one) in enumerate(zip(TITLES, people, strict=False))
    ]


def split(*people: Authorship, name: str = COMMON) -> bool:
    about = replace(claimed(len(people)), name=name)
    gathered: Dossier = dossier(about, *held_by(*people))
    matches = [
        match_work(about, work_claim(title, f"w{n}"), gathered)
        for n, title in enumerate(TITLES[: len(people)])
    ]
    return of_namesakes(about, gathered, matches)


ONE = author(COMMON, 1, orcid="0000-0008-0000-0421")
OTHER = author(COMMON, 1, orcid="0000-0008-0000-0771")


def test_three_of_four_works_with_one_person_are_one_persons_and_three_of_five_are_not() -> None:
    assert not split(ONE, ONE, ONE, OTHER)
    assert split(ONE, ONE, ONE, OTHER, OTHER)


def test_works_of_a_rare_name_are_never_said_to_be_namesakes() -> None:
    rare = "Maren Oduya-Lindqvist"
    people = [replace(one, name=rare) for one in (ONE, OTHER)]
    assert not split(*people, name=rare)


def _several(*people: Authorship) -> bool:
    about = claimed(len(people))
    gathered = dossier(about, *held_by(*people))
    matches = [
        match_work(about, work_claim(title, f"w{n}"), gathered)
        for n, title in enumerate(TITLES[: len(people)])
    ]
    return of_several_people(matches, gathered.sources_with(Trait.PEOPLE_BY_PROGRAM))


def test_two_works_under_another_key_are_another_persons_and_one_may_be_a_slip() -> None:
    one = Authorship(
        name=COMMON, position=1, author_key="dblp:1", affiliations=("Norrvik University",)
    )
    other = replace(one, author_key="dblp:2", affiliations=("Quorra College",))

    assert _several(one, one, other, other)
    assert not _several(one, one, one, other)


def test_two_keys_that_an_indexs_program_gave_out_may_be_one_person_who_moved() -> None:
    def several(source: str) -> bool:
        one = Authorship(
            name=COMMON, position=1, author_key=f"{source}:1", affiliations=("Norrvik University",)
        )
        other = replace(one, author_key=f"{source}:2", affiliations=("Quorra College",))
        return _several(one, one, other, other)

    assert several("dblp")
    assert not several("openalex")
    assert not several("semanticscholar")
