from dataclasses import replace

from persona_check.checks.timeline import Timeline
from persona_check.model.claim import (
    Claim,
    DegreeAssertion,
    LifeEvent,
    LifeEventAssertion,
    PostAssertion,
)
from persona_check.model.finding import Observation, Outcome, Skipped, SkipReason
from persona_check.model.lookup import (
    Lookup,
    OrganizationByName,
    PersonByName,
    UnitsOfOrganization,
    WorkByTitle,
)
from persona_check.model.provenance import AssertedBy
from persona_check.model.record import (
    AffiliationFact,
    AffiliationKind,
    OrganizationRecord,
    PrintedUnitsRecord,
)
from tests.builders import (
    NAME,
    author,
    claim,
    dossier,
    found,
    person,
    post,
    provenance,
    unavailable,
    work,
    work_claim,
)


def said(about: Claim, *lookups: Lookup) -> dict[str, Observation]:
    items = Timeline().run(about, dossier(about, *lookups))
    return {item.level: item for item in items if isinstance(item, Observation)}


def degree(name: str, year: int, identity: str) -> DegreeAssertion:
    return DegreeAssertion(
        id=identity, origin="t", degree=name, organization="Norrvik University", end_year=year
    )


def full_time(where: str, start: int, end: int, identity: str) -> PostAssertion:
    return replace(post(where, identity, start=start, end=end), full_time=True)


def born(year: int) -> LifeEventAssertion:
    return LifeEventAssertion(id="b1", origin="t", event=LifeEvent.BORN, year=year)


def test_dates_that_fit_say_so_and_nothing_more() -> None:
    about = claim(post("Norrvik University", start=2010, end=2014), degree("PhD", 2009, "d1"))
    assert set(said(about)) == {"dates_fit"}


def test_an_end_before_the_start_is_impossible() -> None:
    levels = said(claim(post("Norrvik University", start=2007, end=2001)))
    assert levels["ends_before_start"].measurements == (("gap_years", 6),)


def test_a_year_that_has_not_begun_is_impossible_for_the_past() -> None:
    assert "in_the_future" in said(claim(work_claim("Tidal pumping", year=2029)))
    assert "in_the_future" in said(claim(post("Norrvik University", start=2016, end=2029)))


def test_next_years_proceedings_and_the_end_of_a_current_post_are_no_future() -> None:
    running = replace(post("Norrvik University", start=2020, end=2028), current=True)
    assert set(said(claim(work_claim("Tidal pumping", year=2027), running))) == {"dates_fit"}


def test_a_doctorate_before_the_first_degree_conflicts_and_a_second_study_does_not() -> None:
    levels = said(claim(degree("BSc", 2014, "d1"), degree("PhD in Physics", 2008, "d2")))
    assert levels["degrees_out_of_order"].assertions == ("d1", "d2")
    assert "degrees_out_of_order" not in said(
        claim(degree("PhD in Physics", 2008, "d1"), degree("BA in English", 2014, "d2"))
    )
    assert "degrees_out_of_order" not in said(
        claim(degree("PhD", 2008, "d1"), degree("Diploma of Sculpture", 2007, "d2"))
    )


def test_a_work_before_school_age_conflicts() -> None:
    levels = said(claim(born(2009), work_claim("Tidal pumping", year=2015)))
    assert levels["too_young"].measurements == (("age_years", 6),)
    assert "too_young" not in said(claim(born(2000), work_claim("Tidal pumping", year=2015)))


def test_a_public_year_of_birth_counts_like_a_claimed_one() -> None:
    record = replace(person(orcid="0000-0008-0000-0421"), birth_year=2010)
    printed = work("Tidal pumping", author(NAME, 1, orcid="0000-0008-0000-0421"))
    about = claim(work_claim("Tidal pumping", year=2015))
    levels = said(about, found(PersonByName(name=NAME), record, printed))
    assert levels["too_young"].evidence


def test_two_full_time_posts_on_two_continents_conflict_by_address_directory_or_registry() -> None:
    sweden = full_time("Norrvik University, Norrvik, Sweden", 2011, 2015, "p1")
    sydney = full_time("University of Sydney", 2012, 2014, "p2")
    assert said(claim(sweden, sydney))["full_time_on_two_continents"].measurements == (
        ("overlap_years", 2),
    )
    quorra = full_time("University of Quorra Bay", 2012, 2015, "p3")
    record = OrganizationRecord(
        key="ror:q",
        name="University of Quorra Bay",
        provenance=provenance("ror"),
        country_code="AU",
        chosen=True,
    )
    lookup = found(OrganizationByName(name="University of Quorra Bay", about=("p3",)), record)
    assert "full_time_on_two_continents" in said(claim(sweden, quorra), lookup)


def printed_in(organization: str, about: str, *countries: tuple[str, int]) -> Lookup:
    record = PrintedUnitsRecord(
        organization=organization,
        unit=None,
        works=9,
        units=0,
        all_units=9_000,
        comparable=False,
        provenance=provenance("corpus"),
        countries=countries,
    )
    return found(
        UnitsOfOrganization(organization=organization, about=(about,)), record, source="corpus"
    )


def test_the_country_that_papers_print_beside_an_organization_tells_its_continent() -> None:
    about = claim(
        full_time("QTIX", 2010, 2016, "p1"),
        full_time("Norrvik University, Sweden", 2011, 2017, "p2"),
    )
    far = printed_in("QTIX", "p1", ("IN", 9), ("SE", 1))
    assert "full_time_on_two_continents" in said(about, far)
    assert "full_time_on_two_continents" not in said(about, printed_in("QTIX", "p1", ("FR", 9)))
    unclear = printed_in("QTIX", "p1", ("IN", 5), ("SE", 4))
    assert "full_time_on_two_continents" not in said(about, unclear)
    assert "full_time_on_two_continents" not in said(about)


def test_overlaps_of_part_time_posts_of_one_continent_or_of_a_move_are_no_conflict() -> None:
    sweden = full_time("Norrvik University, Norrvik, Sweden", 2011, 2015, "p1")
    part_time = replace(full_time("University of Sydney", 2012, 2014, "p2"), full_time=False)
    germany = full_time("Halvenberg University, Germany", 2012, 2015, "p3")
    move = full_time("University of Sydney", 2014, 2019, "p4")
    unknown = full_time("University of Quorra Bay", 2012, 2015, "p5")
    for other in (part_time, germany, move, unknown):
        assert set(said(claim(sweden, other))) == {"dates_fit"}, other


def founded(year: int, *related: tuple[str, str]) -> Lookup:
    record = OrganizationRecord(
        key="ror:n",
        name="Norrvik University",
        provenance=provenance("ror"),
        established_year=year,
        related=related,
        chosen=True,
    )
    return found(OrganizationByName(name="Norrvik University", about=("p1",)), record)


def test_a_post_before_the_organization_was_founded_conflicts_unless_it_had_a_predecessor() -> None:
    about = claim(post("Norrvik University", start=1990, end=1995))
    assert "before_it_existed" in said(about, founded(2005))
    assert "before_it_existed" not in said(about, founded(1991))
    assert "before_it_existed" not in said(about, founded(2005, ("predecessor", "Norrvik School")))


def test_a_current_post_at_a_closed_organization_is_explainable_and_names_the_successor() -> None:
    about = claim(replace(post("Norrvik University", start=2019), current=True))
    record = OrganizationRecord(
        key="ror:n",
        name="Norrvik University",
        provenance=provenance("ror"),
        status="inactive",
        related=(("successor", "University of the North"),),
        chosen=True,
    )
    asked = OrganizationByName(name="Norrvik University", about=("p1",))
    observation = said(about, found(asked, record))["at_a_closed_house"]
    assert observation.summary.endswith(
        "is listed as inactive; its successor is University of the North"
    )
    alive = replace(record, status="active")
    assert "at_a_closed_house" not in said(about, found(asked, alive))
    gone = replace(record, related=())
    assert said(about, found(asked, gone))["at_a_closed_house"].summary.endswith("as inactive")
    past = claim(post("Norrvik University", start=1999, end=2004))
    assert "at_a_closed_house" not in said(past, found(asked, record))


def papers(place: str) -> Lookup:
    works = [
        work(f"Tidal pumping in year {year}", author(NAME, 1, orcid="0000-0008-0000-0421",
                                                     at=(place,) if place else ()), year=year)
        for year in (2011, 2012, 2013)
    ]  # fmt: skip
    return found(PersonByName(name=NAME), *works)


CLAIMED = work_claim("Tidal pumping in year 2011", year=2011)


def test_papers_of_the_years_that_print_the_organization_support_the_post() -> None:
    about = claim(CLAIMED, post("Norrvik University", start=2010, end=2014))
    levels = said(about, papers("Dept. of Physics, Norrvik Univ., Sweden"))
    assert levels["years_fit_papers"].measurements == (("papers", 3),)


def test_papers_that_all_print_another_organization_conflict_with_a_full_time_post_only() -> None:
    claimed = full_time("Norrvik University", 2010, 2014, "p1")
    elsewhere = papers("Quorra College, Australia")
    assert "papers_print_elsewhere" in said(claim(CLAIMED, claimed), elsewhere)
    part_time = replace(claimed, full_time=False)
    assert "papers_print_elsewhere" not in said(claim(CLAIMED, part_time), elsewhere)
    assert "papers_print_elsewhere" not in said(claim(CLAIMED, claimed), papers(""))
    for unclear in ("QTXR, Sweden", "Institute of Hydrology, Norrvik", "Norrvik"):
        assert "papers_print_elsewhere" not in said(claim(CLAIMED, claimed), papers(unclear))


def test_no_dates_are_nothing_to_say() -> None:
    about = claim(post("Norrvik University"))
    assert list(Timeline().run(about, dossier(about))) == [
        Skipped(check="timeline", reason=SkipReason.NOTHING_CLAIMED, detail="no dates")
    ]


def stated(
    kind: AffiliationKind,
    start: int | None,
    end: int | None,
    by: AssertedBy = AssertedBy.THIRD_PARTY,
    place: str = "Norrvik University",
) -> Lookup:
    fact = AffiliationFact(
        organization=place, kind=kind, start_year=start, end_year=end, asserted_by=by
    )
    record = replace(person(source="orcid", orcid="0000-0008-0000-0421"), affiliations=(fact,))
    return found(PersonByName(name=NAME), record, source="orcid")


EMPLOYED = claim(post("Norrvik University", start=2010, end=2014))


def test_years_that_the_employer_states_support_a_post_or_differ_explainably() -> None:
    job = AffiliationKind.EMPLOYMENT
    assert "years_fit_statement" in said(EMPLOYED, stated(job, 2011, 2015))
    assert "years_fit_statement" in said(EMPLOYED, stated(job, 2013, None))
    differs = said(EMPLOYED, stated(job, 2018, 2021))
    assert differs["stated_otherwise"].summary == (
        "Norrvik University (2010–2014): the organisation itself gives 2018–2021 instead"
    )
    assert "years_fit_statement" not in differs


def test_what_the_person_typed_and_other_ties_say_nothing_of_the_years() -> None:
    for lookup in (
        stated(AffiliationKind.EMPLOYMENT, 2018, 2021, by=AssertedBy.SUBJECT),
        stated(AffiliationKind.EMPLOYMENT, 2018, 2021, by=AssertedBy.UNKNOWN),
        stated(AffiliationKind.EMPLOYMENT, 2018, 2021, place="Quorra College"),
        stated(AffiliationKind.EMPLOYMENT, None, None),
        stated(AffiliationKind.EDUCATION, 2018, 2021),
    ):
        assert set(said(EMPLOYED, lookup)) == {"dates_fit"}


def test_a_current_post_meets_whatever_goes_on_today() -> None:
    about = claim(replace(post("Norrvik University", start=2019), current=True))
    assert "years_fit_statement" in said(about, stated(AffiliationKind.EMPLOYMENT, 2023, None))


def test_the_year_that_a_university_states_of_a_degree_is_held_against_the_claimed_one() -> None:
    study = AffiliationKind.EDUCATION
    about = claim(post("Norrvik University", "p9"), degree("PhD", 2009, "d1"))
    assert "years_fit_statement" in said(about, stated(study, 2005, 2010))
    assert "stated_otherwise" in said(about, stated(study, 2013, 2017))


def career(*years_printed: int) -> Lookup:
    works = [work(f"Tidal pumping {year}", NAME, year=year) for year in years_printed]
    return found(PersonByName(name=NAME), *works)


def test_years_without_a_paper_are_told_with_their_everyday_reasons_and_count_for_nothing() -> None:
    about = claim(
        work_claim("Tidal pumping 2009", year=2009), post("Norrvik University", start=2008)
    )
    levels = said(about, career(2009, 2010, 2019))
    assert levels["years_without_trace"].measurements == (("gap_years", 9),)
    level = next(level for level in Timeline.levels if level.id == "years_without_trace")
    assert (level.outcome, level.state) == (Outcome.INCONCLUSIVE, None)
    assert "care for a family" in (level.innocent or "")


def test_a_career_claimed_long_before_the_first_paper_is_told_and_counts_for_nothing() -> None:
    about = claim(
        work_claim("Tidal pumping 2015", year=2015), post("Norrvik University", start=2001)
    )
    levels = said(about, career(2015, 2016, 2017))
    assert levels["older_than_traces"].measurements == (("years_before", 14),)
    assert Timeline.levels[
        [lv.id for lv in Timeline.levels].index("older_than_traces")
    ].outcome is (Outcome.INCONCLUSIVE)


def test_few_papers_or_a_claim_without_works_draw_no_line() -> None:
    about = claim(
        work_claim("Tidal pumping 2015", year=2015), post("Norrvik University", start=2001)
    )
    assert "older_than_traces" not in said(about, career(2015, 2016))
    bare = claim(post("Norrvik University", start=2001))
    assert set(said(bare, career(2015, 2016, 2025))) == {"dates_fit"}


def test_own_deposits_speak_neither_for_nor_against_the_years_of_a_post() -> None:
    about = claim(full_time("Norrvik University", 2018, 2022, "p1"), work_claim("A", year=2019))

    def deposits(place: str, by: AssertedBy) -> Lookup:
        own = author(NAME, 1, at=(place,))
        works = [
            work(title, own, source="datacite", year=year, asserted_by=by)
            for title, year in (("A", 2019), ("B", 2021))
        ]
        return found(PersonByName(name=NAME), *works)

    for place in ("Norrvik University", "Quorra College"):
        assert set(said(about, deposits(place, AssertedBy.UNKNOWN))) == {"dates_fit"}
    assert "years_fit_papers" in said(about, deposits("Norrvik University", AssertedBy.THIRD_PARTY))
    assert "papers_print_elsewhere" in said(
        about, deposits("Quorra College", AssertedBy.THIRD_PARTY)
    )


def test_nobody_publishes_at_eleven_or_holds_a_post_at_fifteen_and_some_do_a_year_later() -> None:
    paper = work_claim("Tidal pumping", year=2000)
    assert "too_young" in said(claim(born(1989), paper))
    assert "too_young" not in said(claim(born(1988), paper))
    apprentice = post("Norrvik University", start=2000)
    assert "too_young" in said(claim(born(1985), apprentice))
    assert "too_young" not in said(claim(born(1984), apprentice))


def test_a_post_two_years_before_the_registered_year_is_of_a_renaming_and_three_conflict() -> None:
    about = claim(post("Norrvik University", start=1990, end=1995))
    assert "before_it_existed" not in said(about, founded(1992))
    assert "before_it_existed" in said(about, founded(1993))


def test_two_papers_from_elsewhere_conflict_with_the_years_of_a_post_and_one_does_not() -> None:
    elsewhere = papers("Quorra College, Australia")
    two_of_them = claim(CLAIMED, full_time("Norrvik University", 2012, 2014, "p1"))
    one_of_them = claim(CLAIMED, full_time("Norrvik University", 2013, 2015, "p1"))
    assert "papers_print_elsewhere" in said(two_of_them, elsewhere)
    assert "papers_print_elsewhere" not in said(one_of_them, elsewhere)
    silent = unavailable(WorkByTitle(title="Tidal pumping in year 2014"))
    assert "papers_print_elsewhere" not in said(two_of_them, elsewhere, silent)


def test_a_statement_that_only_touches_the_claimed_years_confirms_part_of_them() -> None:
    job = AffiliationKind.EMPLOYMENT
    for start, end in ((2015, 2018), (2015, None), (2014, 2018), (2005, 2010), (2005, 2009)):
        levels = said(EMPLOYED, stated(job, start, end))
        assert set(levels) == {"years_fit_in_part", "dates_fit"}
        assert levels["years_fit_in_part"].summary.endswith("which hardly meets the claimed years")
    for start, end in ((2014, 2014), (2011, 2011), (2005, 2020), (2011, 2015), (2013, 2018)):
        assert "years_fit_statement" in said(EMPLOYED, stated(job, start, end))
    assert "stated_otherwise" in said(EMPLOYED, stated(job, 2016, 2018))
    silent = unavailable(PersonByName(name=NAME), "dblp")
    assert set(said(EMPLOYED, stated(job, 2016, 2018), silent)) == {"dates_fit"}


def test_a_year_of_birth_on_record_waits_for_who_else_may_be_meant() -> None:
    record = replace(person(source="wikidata"), birth_year=2012)
    works = work("Tidal pumping in year 2011", NAME, year=2011)
    about = claim(CLAIMED)
    gathered = (found(PersonByName(name=NAME), record, works),)
    assert "too_young" in said(about, *gathered)
    assert "too_young" not in said(about, *gathered, unavailable(PersonByName(name=NAME), "dblp"))


def test_where_an_organization_lies_is_not_told_while_the_registry_is_silent() -> None:
    sweden = full_time("Norrvik University, Norrvik, Sweden", 2011, 2015, "p1")
    sydney = full_time("University of Sydney", 2012, 2014, "p2")
    silent = unavailable(OrganizationByName(name="University of Sydney", about=("p2",)), "ror")
    assert "full_time_on_two_continents" in said(claim(sweden, sydney))
    assert "full_time_on_two_continents" not in said(claim(sweden, sydney), silent)


def test_papers_of_the_last_years_alone_show_only_part_of_a_long_post() -> None:
    there = papers("Norrvik University")
    long = claim(CLAIMED, post("Norrvik University", start=1990, end=2014))
    levels = said(long, there)
    assert "years_fit_in_part" in levels
    assert "years_fit_papers" not in levels


def as_printed(role: str | None, *years_printed: int) -> Lookup:
    works = [
        work(f"Tidal pumping in year {year}", replace(author(NAME, 1), role=role), year=year)
        for year in years_printed
    ]
    return found(PersonByName(name=NAME), *works)


CHAIR = replace(post("Norrvik University", start=2004), role="Full Professor and Chair")
OF_THEN = work_claim("Tidal pumping in year 2012", year=2012)


def test_a_student_in_print_is_not_the_professor_of_those_years() -> None:
    levels = said(claim(OF_THEN, CHAIR), as_printed("PhD student", 2012, 2014))
    assert levels["rank_above_printed"].measurements == (("papers", 2),)
    assert "2012–2014" in levels["rank_above_printed"].summary


def test_a_student_before_or_just_after_the_call_and_any_other_printed_post_fit() -> None:
    def fits(about: PostAssertion, role: str | None, year: int) -> bool:
        claimed = work_claim(f"Tidal pumping in year {year}", year=year)
        return "rank_above_printed" not in said(claim(claimed, about), as_printed(role, year))

    assert not fits(CHAIR, "PhD student", 2006)
    assert fits(CHAIR, "PhD student", 2005), "a form filled in before the call"
    assert fits(CHAIR, "Postdoc", 2012)
    assert fits(CHAIR, None, 2012)
    assert fits(replace(CHAIR, role="Researcher"), "PhD student", 2012)
    assert fits(replace(CHAIR, role="Postdoc"), "PhD student", 2012)
    assert not fits(replace(CHAIR, role="Assistant professor"), "PhD student", 2012)
    undated = replace(CHAIR, start_year=None)  # the clock of these tests stands in 2026
    assert fits(undated, "PhD student", 2023), "called since"
    assert not fits(undated, "PhD student", 2024)
    assert fits(replace(undated, role="Associate professor"), "PhD student", 2024)
    assert not fits(replace(undated, role="Associate professor"), "PhD student", 2025)
    assert fits(replace(undated, role="Assistant professor"), "PhD student", 2026)
    assert fits(replace(CHAIR, end_year=2010), "PhD student", 2012), "studied again, later"


def test_who_gave_no_answer_may_know_whose_student_years_these_are() -> None:
    silent = unavailable(PersonByName(name=NAME), "dblp")
    levels = said(claim(OF_THEN, CHAIR), as_printed("PhD student", 2012), silent)
    assert "rank_above_printed" not in levels
