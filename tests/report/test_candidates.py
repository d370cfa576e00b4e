from dataclasses import replace

import pytest

from persona_check.model.claim import IdentifierScheme
from persona_check.model.lookup import NamesakesAt, NamesakesWith, PersonByName
from persona_check.model.record import AffiliationFact, AffiliationKind, Identifier
from persona_check.model.report import Candidate
from persona_check.report.candidates import described, not_looked_at
from tests.builders import NAME, author, found, not_found, person, unavailable, work
from tests.report.builders import report

LATE = work("Peat in late water", author(NAME, 1, at=("Norrvik University",)), year=2021)
EARLY = work("Peat in early water", author(NAME, 1, at=("Quorra College",)), year=2012)


def test_a_candidate_is_told_by_papers_years_employers_and_venues_latest_first() -> None:
    line = described(Candidate(id="c1", name=NAME, works=(EARLY, LATE)))
    assert (line.papers, line.years) == (2, (2012, 2021))
    assert line.employers == ("Norrvik University", "Quorra College")
    assert line.fields == ("Groundwater Letters",)
    assert line.link is None
    assert line.words == (
        f"{NAME}: 2 papers, 2012–2021; Norrvik University, Quorra College; Groundwater Letters"
    )


def test_a_coauthors_employer_is_not_the_candidates() -> None:
    shared = work(
        "Peat", author(NAME, 1), author("Solveig Vantressel", 2, at=("Quorra College",)), year=None
    )
    line = described(Candidate(id="c1", name=NAME, works=(shared,)))
    assert (line.papers, line.years, line.employers) == (1, (), ())
    assert line.words == f"{NAME}: 1 paper; Groundwater Letters"


def test_what_a_source_states_of_field_and_post_comes_before_what_papers_print() -> None:
    fact = AffiliationFact(
        organization="Marsh Institute", kind=AffiliationKind.EMPLOYMENT, start_year=2024
    )
    record = replace(person(NAME), affiliations=(fact,), fields=("Hydrology", "Ecology", "Soil"))
    line = described(Candidate(id="c1", name=NAME, records=(record,), works=(LATE,)))
    assert line.employers == ("Marsh Institute", "Norrvik University")
    assert line.fields == ("Hydrology", "Ecology")


@pytest.mark.parametrize(
    ("scheme", "value", "link"),
    [
        (IdentifierScheme.ORCID, "0000-0008-0000-0421", "https://orcid.org/0000-0008-0000-0421"),
        (IdentifierScheme.OPENALEX, "A5000", "https://openalex.org/A5000"),
        (IdentifierScheme.WIKIDATA, "Q5", "https://www.wikidata.org/wiki/Q5"),
        (IdentifierScheme.DBLP, "70/1-2", "https://dblp.org/pid/70/1-2"),
        (IdentifierScheme.OPENALEX, "https://openalex.org/A5000", "https://openalex.org/A5000"),
    ],
)
def test_the_link_leads_to_the_record_behind_an_identifier(
    scheme: IdentifierScheme, value: str, link: str
) -> None:
    record = replace(person(NAME), identifiers=(Identifier(scheme=scheme, value=value),))
    assert described(Candidate(id="c1", name=NAME, records=(record,))).link == link


def test_a_namesake_whose_papers_nobody_fetched_has_as_many_as_its_source_counts() -> None:
    record = replace(person(NAME), works_count=310, works_by_year=((2004, 0), (2009, 5), (2020, 8)))
    line = described(Candidate(id="c1", name=NAME, records=(record,)))
    assert (line.papers, line.years) == (310, (2009, 2020))


def test_people_of_the_name_whom_nobody_looked_at_are_counted_in_one_sentence() -> None:
    asked = PersonByName(name=NAME)
    many = replace(found(asked, person(NAME), source="openalex"), total=5321)
    some = replace(found(asked, person(NAME), source="orcid"), total=2)
    all_of_them = replace(found(asked, person(NAME), source="dblp"), total=1)
    crowd = replace(report(), lookups=(many, some, all_of_them))
    assert not_looked_at(crowd) == (
        "OpenAlex counts 5,321 entries for this name and 1 was read; ORCID counts 2 entries for"
        " this name and 1 was read. The others were not looked at."
    )
    there = NamesakesAt(name=NAME, organization="Norrvik University", ror="0norrv142")
    narrowed = replace(crowd, lookups=(many, found(there, person(NAME), source="openalex")))
    assert not_looked_at(narrowed) == (
        "OpenAlex counts 5,321 entries for this name and 1 was read, and those at Norrvik"
        " University. The others were not looked at."
    )
    assert not_looked_at(replace(crowd, lookups=(all_of_them,))) is None


def test_by_whom_namesakes_were_told_apart_is_said_in_the_same_sentence() -> None:
    many = replace(found(PersonByName(name=NAME), person(NAME), source="openalex"), total=5321)
    company = NamesakesWith(names=(NAME,), others=("Jo Quill", "Ada Vexmoor"))
    there = NamesakesAt(name=NAME, organization="Norrvik University", ror="0norrv142")
    lookups = (many, found(there, person(NAME)), not_found(company, "openalex"))
    assert not_looked_at(replace(report(), lookups=lookups)) == (
        "OpenAlex counts 5,321 entries for this name and 1 was read, and those at Norrvik"
        " University and papers with Jo Quill or Ada Vexmoor. The others were not looked at."
    )
    lost = replace(report(), lookups=(many, unavailable(company, "openalex")))
    assert "Quill" not in str(not_looked_at(lost))
