import pytest

from persona_check.model.claim import IdentifierScheme
from persona_check.model.record import AffiliationFact, AffiliationKind, Identifier
from persona_check.model.report import Candidate
from persona_check.report.candidates import described
from tests.builders import NAME, author, person, work

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
    from dataclasses import replace

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
    ],
)
def test_the_link_leads_to_the_record_behind_an_identifier(
    scheme: IdentifierScheme, value: str, link: str
) -> None:
    from dataclasses import replace

    record = replace(person(NAME), identifiers=(Identifier(scheme=scheme, value=value),))
    assert described(Candidate(id="c1", name=NAME, records=(record,))).link == link
