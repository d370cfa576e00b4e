from persona_check.dossier.people import resolve, work_key
from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import PersonById, PersonByName, WorkByTitle, WorksOfPerson
from persona_check.model.record import PersonStatus
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


def test_one_common_coauthor_and_one_house_join_a_common_name_and_one_alone_does_not() -> None:
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
    from dataclasses import replace

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
    from dataclasses import replace

    assert work_key(replace(work("Tidal Pumping!"), doi=None)) == "title:tidal pumping:2020"
