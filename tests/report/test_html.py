import re
from dataclasses import replace
from itertools import pairwise

import pytest

from persona_check.model.claim import (
    AwardAssertion,
    DegreeAssertion,
    FieldAssertion,
    MembershipAssertion,
    PostAssertion,
)
from persona_check.model.record import AffiliationFact, AffiliationKind, PersonRecord
from persona_check.model.report import CoauthorGraph, GraphNode
from persona_check.report.html import Html
from persona_check.report.html.graph import draw
from persona_check.report.html.timeline import timeline
from tests.report.builders import network, report


def test_the_page_loads_nothing_and_holds_no_script() -> None:
    page = Html().render(report())
    assert "default-src 'none'" in page
    assert not re.search(r"<script|<link|@import|url\(|<img|<iframe", page)


@pytest.mark.parametrize("people", [0, 3, 40, 400])
def test_the_page_stays_below_half_a_megabyte(people: int) -> None:
    page = Html().render(replace(report(rows=60), graph=network(people)))
    assert len(page.encode()) < 500_000


@pytest.mark.parametrize("people", [1, 40, 400])
def test_no_two_coauthors_and_no_two_names_overlap(people: int) -> None:
    drawing = draw(network(people))
    assert drawing is not None
    assert len(drawing.places) == people
    for number, one in enumerate(drawing.places):
        assert one.radius <= one.x <= drawing.width - one.radius
        assert one.radius <= one.y <= drawing.height - one.radius
        for other in drawing.places[:number]:
            distance = ((one.x - other.x) ** 2 + (one.y - other.y) ** 2) ** 0.5
            assert distance >= one.radius + other.radius
    named = [place for place in drawing.places if place.label]
    assert named
    for number, one in enumerate(named):
        for other in named[:number]:
            apart = abs(one.label_y - other.label_y) >= 13.9
            beside = (
                one.label_x + 7.2 * len(one.label) <= other.label_x + 0.2
                or other.label_x + 7.2 * len(other.label) <= one.label_x + 0.2
            )
            assert apart or beside


def test_people_without_a_year_stand_at_the_first() -> None:
    nodes = (
        GraphNode(id="a", name="Ada", works=1),
        GraphNode(id="b", name="B" * 60, works=2, first_year=2010),
    )
    drawing = draw(CoauthorGraph(nodes=nodes))
    assert drawing is not None
    assert [place.node.id for place in drawing.places] == ["b", "a"]
    assert drawing.places[0].x == drawing.places[1].x
    assert draw(CoauthorGraph()) is None


def test_the_years_of_claim_and_record_share_one_scale() -> None:
    plot = timeline(report())
    assert plot is not None
    first = plot.rows[0]
    assert (first.label, first.counts, first.claimed) == ("Works", ((2020, 1),), True)
    assert {row.claimed for row in plot.rows} == {True, False}
    steps = {b - a for a, b in pairwise(plot.ticks)}
    assert len(steps) == 1
    bare = replace(report(), candidates=())
    assert timeline(replace(bare, claim=replace(bare.claim, assertions=()))) is None


def test_every_dated_sort_of_claim_has_its_row() -> None:
    shown = report()
    dated = (
        PostAssertion(id="p", origin="o", organization="Norrvik University", start_year=2015,
                      current=True),
        DegreeAssertion(id="d", origin="o", degree="PhD", end_year=2012),
        MembershipAssertion(id="m", origin="o", role="Editor", start_year=2018, end_year=2016),
        AwardAssertion(id="a", origin="o", award="Prize", year=2019),
        FieldAssertion(id="f", origin="o", field="Hydrology"),
        DegreeAssertion(id="x", origin="o", degree="MSc", end_year=12),
    )  # fmt: skip
    facts = (
        AffiliationFact(organization="Norrvik", kind=AffiliationKind.PRINTED, years=(2016, 2017)),
        AffiliationFact(
            organization="NORRVIK", kind=AffiliationKind.EMPLOYMENT, start_year=2019, end_year=2020
        ),
        AffiliationFact(organization="Tessaly", kind=AffiliationKind.EDUCATION, end_year=2011),
        AffiliationFact(organization="Club", kind=AffiliationKind.MEMBERSHIP, start_year=2001),
    )
    person = PersonRecord(
        key="k",
        name="n",
        provenance=shown.candidates[0].works[0].provenance,
        affiliations=facts,
    )
    plot = timeline(
        replace(
            shown,
            claim=replace(shown.claim, assertions=dated),
            candidates=(replace(shown.candidates[0], records=(person,)),),
        )
    )
    assert plot is not None
    assert [(row.label, row.spans, row.claimed) for row in plot.rows if row.spans] == [
        ("Norrvik University", ((2015, 2026),), True),
        ("PhD (–2012)", ((2012, 2012),), True),
        ("Editor (2018–2016)", ((2016, 2018),), True),
        ("Prize (2019)", ((2019, 2019),), True),
        ("Norrvik", ((2016, 2017), (2019, 2020)), False),
        ("Tessaly", ((2011, 2011),), False),
    ]
