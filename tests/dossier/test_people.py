from dataclasses import replace

from persona_check.dossier.people import resolve, work_key
from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import (
    NamesakesWith,
    PersonById,
    PersonByName,
    WorkByTitle,
    WorksOfPerson,
)
from persona_check.model.record import PersonStatus
from persona_check.model.report import Candidate
from tests.builders import (
    NAME,
    author,
    claim,
    coauthor,
    found,
    identifier,
    person,
    post,
    work,
    work_claim,
)

ONE, TWO = "0000-0008-0000-0421", "0000-0008-0000-0771"
TITLE, OTHER = "Tidal pumping along microtidal coasts", "Barrier-island aquifers in winter"


def test_copies_of_one_work_in_two_sources_are_one_work_of_one_person() -> None:
    copies = [
        work(TITLE, author(NAME, 1), "Solveig Vantressel", source=source, doi="10.5555/t")
        for source in ("crossref", "openalex")
    ]
    candidates = resolve(claim(work_claim(TITLE)), [found(WorkByTitle(title=TITLE), *copies)])
    assert len(candidates) == 1
    assert len(candidates[0].works) == 1
    assert candidates[0].chosen


def test_one_orcid_joins_records_and_bylines_of_all_sources() -> None:
    record = person(orcid=ONE)
    printed = work(TITLE, author("M. Oduya-Lindqvist", 1, orcid=ONE))
    candidates = resolve(
        claim(identifier(ONE)),
        [
            found(PersonById(scheme=IdentifierScheme.ORCID, identifier=ONE), record),
            found(WorkByTitle(title=TITLE), printed),
        ],
    )
    assert len(candidates) == 1
    assert candidates[0].records == (record,)
    assert candidates[0].works == (printed,)


def test_two_orcids_of_one_name_stay_two_people_whatever_they_share() -> None:
    works = [
        work(title, author(NAME, 1, orcid=orcid, at=("Norrvik University",)), "Solveig Vantressel",
             "Tobiah Okwuosa-Lind")
        for title, orcid in ((TITLE, ONE), (OTHER, TWO))
    ]  # fmt: skip
    candidates = resolve(claim(), [found(PersonByName(name=NAME), *works)])
    assert len(candidates) == 2
    assert not any(candidate.chosen for candidate in candidates)


def test_common_coauthors_join_two_bylines_and_say_so() -> None:
    works = [
        work(title, NAME, "Solveig Vantressel", "Tobiah Okwuosa-Lind") for title in (TITLE, OTHER)
    ]
    candidates = resolve(claim(work_claim(TITLE)), [found(PersonByName(name=NAME), *works)])
    assert len(candidates) == 1
    assert candidates[0].reasons == ("common coauthors: solveig vantressel, tobiah okwuosa lind",)


def test_one_common_coauthor_and_one_organization_join_a_common_name_and_one_alone_does_not() -> (
    None
):
    common = "Wei Zhang"

    def papers(*places: str) -> list[object]:
        return [
            work(title, author(common, 1, at=(place,)), "Solveig Vantressel", year=2020)
            for title, place in zip((TITLE, OTHER), places, strict=True)
        ]

    def count(*places: str) -> int:
        lookups = [found(PersonByName(name=common), *papers(*places))]  # type: ignore[arg-type] # records
        return len(resolve(claim(name=common), lookups))

    assert count("Norrvik University", "School of Law, Norrvik University") == 1
    assert count("Norrvik University", "University of Quorra Bay") == 2


def test_one_coauthor_of_a_rare_name_joins_a_common_one_where_no_place_is_printed() -> None:
    def count(coauthor: str, *places: str) -> int:
        works = [
            work(title, author("Wei Zhang", 1, at=places), coauthor) for title in (TITLE, OTHER)
        ]
        return len(
            resolve(claim(name="Wei Zhang"), [found(PersonByName(name="Wei Zhang"), *works)])
        )

    assert count("Solveig Vantressel") == 1
    assert count("Li Wang") == 2


def test_a_rare_name_written_out_joins_what_nothing_keeps_apart() -> None:
    works = [work(TITLE, NAME), work(OTHER, NAME)]
    assert len(resolve(claim(), [found(PersonByName(name=NAME), *works)])) == 1
    initials = [work(TITLE, NAME), work(OTHER, "M. Oduya-Lindqvist")]
    assert len(resolve(claim(), [found(PersonByName(name=NAME), *initials)])) == 2
    common = [work(title, "Wei Zhang") for title in (TITLE, OTHER)]
    about = claim(name="Wei Zhang")
    assert len(resolve(about, [found(PersonByName(name="Wei Zhang"), *common)])) == 2


def test_namesakes_compete_and_the_claimed_items_decide() -> None:
    mine = work(TITLE, author(NAME, 1, orcid=ONE), "Solveig Vantressel")
    other = work(OTHER, author(NAME, 1, orcid=TWO), "Casimir Tamberlane")
    lookups = [found(PersonByName(name=NAME), mine, other)]
    about = claim(work_claim(TITLE), coauthor("Solveig Vantressel"))
    first, second = resolve(about, lookups)
    assert first.chosen
    assert first.works == (mine,)
    assert (first.margin, second.margin) == (1.0, 0.0)


def test_an_organisation_speaks_for_the_candidate_who_prints_it() -> None:
    mine = work(TITLE, author(NAME, 1, orcid=ONE, at=("Norrvik University, Sweden",)))
    other = work(OTHER, author(NAME, 1, orcid=TWO, at=("Quorra College",)))
    chosen = resolve(
        claim(post("Norrvik University")), [found(PersonByName(name=NAME), other, mine)]
    )[0]
    assert chosen.works == (mine,)
    assert chosen.chosen


def test_works_listed_under_an_identifier_belong_to_it() -> None:
    query = WorksOfPerson(scheme=IdentifierScheme.ORCID, identifier=ONE)
    listed = [work(TITLE, "M. Oduya-Lindqvist"), work(OTHER, "Maren Oduya-Lindqvist")]
    candidates = resolve(claim(identifier(ONE)), [found(query, *listed, source="orcid")])
    assert len(candidates) == 1


def test_locked_and_deleted_records_make_no_candidate() -> None:
    records = [
        replace(person(), status=status) for status in (PersonStatus.LOCKED, PersonStatus.DELETED)
    ]
    assert resolve(claim(), [found(PersonByName(name=NAME), *records)]) == ()


def test_the_record_behind_a_claimed_identifier_is_a_candidate_under_its_own_name() -> None:
    stranger = person("Casimir Tamberlane", orcid=ONE)
    query = PersonById(scheme=IdentifierScheme.ORCID, identifier=ONE)
    candidate = resolve(claim(identifier(ONE)), [found(query, stranger)])[0]
    assert candidate.records == (stranger,)
    assert candidate.name == NAME, "a name that the claim does not give is not printed"


def test_a_work_without_doi_is_known_by_title_and_year() -> None:
    assert work_key(replace(work("Tidal Pumping!"), doi=None)) == "title:tidal pumping:2020"


def rivals(*, coauthor_of_first: bool, second_work_of_rival: bool) -> tuple[Candidate, ...]:
    """Two people of one name under different iDs, of whom the first holds more that is claimed."""
    pike, rao = "Anke Pike", "Bela Rao"
    mine = author(NAME, 1, orcid=ONE)
    theirs = author(NAME, 1, orcid=TWO)
    titles = ("Tidal pumping", "Winter aquifers", "Salt under dunes", "Wells of clay")
    works = [
        work(titles[0], mine, pike if coauthor_of_first else "Cora Sy"),
        work(titles[1], mine),
        work(titles[2], theirs, rao),
        *([work(titles[3], theirs)] if second_work_of_rival else []),
    ]
    claimed = [work_claim(title, f"w{n}") for n, title in enumerate(titles)]
    named = pike if coauthor_of_first else rao
    return resolve(claim(*claimed, coauthor(named)), [found(PersonByName(name=NAME), *works)])


def test_a_quarter_more_than_the_runner_up_is_chosen_and_a_fifth_more_is_ambiguous() -> None:
    first, second = rivals(coauthor_of_first=False, second_work_of_rival=False)
    assert (first.score, second.score, first.margin) == (4.0, 3.0, 0.25)
    assert first.chosen
    first, second = rivals(coauthor_of_first=True, second_work_of_rival=True)
    assert (first.score, second.score, first.margin) == (5.0, 4.0, 0.2)
    assert not first.chosen


def test_one_organization_speaks_for_one_person_within_six_years_and_not_in_the_seventh() -> None:
    common = "Wei Zhang"
    here = author(common, 1, at=("Norrvik University",))

    def people(later: int) -> int:
        works = [
            work(title, here, "Solveig Vantressel", year=year)
            for title, year in ((TITLE, 2010), (OTHER, later))
        ]
        return len(resolve(claim(name=common), [found(PersonByName(name=common), *works)]))

    assert people(2016) == 1
    assert people(2017) == 2


def test_an_identifier_outweighs_two_works_and_a_bare_record_of_the_name_chooses_nobody() -> None:
    works = [
        work(TITLE, author(NAME, 1, orcid=TWO)),
        work(OTHER, author(NAME, 1, orcid=TWO)),
        work("Wells of clay", author(NAME, 1, orcid=ONE)),
    ]
    about = claim(work_claim(TITLE), work_claim(OTHER, "w2"), identifier(ONE))
    first, _ = resolve(about, [found(PersonByName(name=NAME), *works)])
    assert first.works == (works[2],)
    assert first.chosen
    (alone,) = resolve(claim(), [found(PersonByName(name=NAME), person())])
    assert not alone.chosen


def test_an_entry_that_its_source_says_several_people_share_makes_no_candidate() -> None:
    shared = replace(person(), status=PersonStatus.AMBIGUOUS)
    assert resolve(claim(), [found(PersonByName(name=NAME), shared)]) == ()


def test_namesakes_on_one_byline_are_told_apart_and_the_joining_comes_to_an_end() -> None:
    """A companion of one cluster may be among the people of another that joins it later."""
    short, written, third = "W. Zhang", "Wei Zhang", "Weimin Zhang"
    teams = (
        (short, written, "Solveig Vantressel", "Tobiah Okwuosa-Lind"),
        (written, "Solveig Vantressel", "Tobiah Okwuosa-Lind", "Anke Pike"),
        (short, "Solveig Vantressel", "Anke Pike", third),
        (third, written, "Anke Pike", "Tobiah Okwuosa-Lind"),
    )
    works = [work(f"Tidal study {n}", *team) for n, team in enumerate(teams)]
    for number in range(len(works)):
        order = works[number:] + works[:number]
        people = resolve(claim(name=short), [found(PersonByName(name=short), *order)])
        assert {title for one in people for title in (w.title for w in one.works)} == {
            one.title for one in works
        }


def test_works_with_claimed_coauthors_choose_among_namesakes_and_the_first_of_many_do_not() -> None:
    query = NamesakesWith(names=(NAME,), others=("Solveig Vantressel",))
    printed = work(TITLE, author(NAME, 1, orcid=ONE), "Solveig Vantressel", source="openalex")
    people = found(
        PersonByName(name=NAME), person(orcid=ONE), replace(person(orcid=TWO), key="o:2")
    )
    about = claim(coauthor("Solveig Vantressel"))
    by_works = found(query, printed, source="openalex")
    assert not any(one.chosen for one in resolve(about, [people]))
    best, *_ = resolve(about, [people, by_works])
    assert best.chosen
    assert best.works == (printed,)
    of_many = replace(by_works, total=300)
    assert not any(one.chosen for one in resolve(about, [people, of_many]))
