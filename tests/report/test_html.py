import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from persona_check.model.claim import (
    AwardAssertion,
    DegreeAssertion,
    FieldAssertion,
    MembershipAssertion,
    PostAssertion,
)
from persona_check.model.examination import PhotoRecord, PhotoSketch
from persona_check.model.exhibit import Exhibit, ExhibitKind
from persona_check.model.finding import Evidence, Outcome
from persona_check.model.record import AffiliationFact, AffiliationKind, PersonRecord
from persona_check.model.report import CoauthorGraph, GraphNode, Report
from persona_check.report.answer.items import ItemWord
from persona_check.report.html import Html
from persona_check.report.html.graph import draw
from persona_check.report.html.items import claimed_items, tally
from persona_check.report.html.portrait import portraits
from persona_check.report.html.witnesses import witnesses
from persona_check.report.timeline import timeline
from tests.report.builders import network, report


def test_the_page_loads_nothing_and_holds_no_script() -> None:
    page = Html().render(report())
    assert "default-src 'none'" in page
    assert not re.search(r"<script|<link|@import|url\(|<img|<iframe", page)


def _told(summaries: Sequence[str]) -> list[str]:
    """What contradicts, as the page's first section tells it."""
    shown = report()
    adverse = next(f for f in shown.assessment.findings if f.level.outcome is Outcome.CONTRADICTS)
    found = tuple(
        replace(adverse, id=f"x/y#{n}", observation=replace(adverse.observation, summary=summary))
        for n, summary in enumerate(summaries)
    )
    page = Html().render(replace(shown, assessment=replace(shown.assessment, findings=found)))
    section = page.split('id="h-conflicts"')[1].split("</section>")[0]
    return re.findall(r"<li.*?</li>", section, re.DOTALL)


def test_two_conflicts_are_told_whole_and_three_in_a_clause_that_opens() -> None:
    said = ["a domain of yesterday; young", "two papers; three", "it said “one; two” and more"]
    assert not any("<details" in line for line in _told(said[:2]))
    lines = _told(said)
    heads = [re.sub("<[^>]*>", "", one.split("</summary>")[0]).strip() for one in lines]
    assert [head.split("\n")[-1].split(" …")[0] for head in heads[:2]] == [
        "a domain of yesterday",
        "two papers",
    ]
    assert "it said “one; two” and more" in heads[2]
    assert "… young" in lines[0].split("</summary>")[1]
    assert all("Could also be" in line for line in lines)


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
    assert {place.node.id for place in named} >= {
        place.node.id for place in drawing.places if place.node.claimed
    }
    assert len(named) == people or people > 60
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
    assert {place.node.id for place in drawing.places} == {"a", "b"}
    assert drawing.places[0].x == drawing.places[1].x
    assert draw(CoauthorGraph()) is None


def test_the_years_of_claim_and_record_share_one_scale() -> None:
    plot = timeline(report())
    assert plot is not None
    (works,) = plot.rows
    assert (works.label, works.claimed_counts, works.recorded_counts) == (
        "Papers",
        ((2020, 1),),
        ((2020, 1),),
    )
    assert works.words == "claimed 1 paper, 2020; on record 1 paper, 2020"
    assert (plot.first, plot.last, plot.ticks) == (2020, 2020, (2020, 2021))
    assert (plot.share(2020), plot.share(2021)) == (0, 1)
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
        AffiliationFact(
            organization="Norrvik University", kind=AffiliationKind.PRINTED, years=(2016, 2017)
        ),
        AffiliationFact(
            organization="NORRVIK UNIVERSITY",
            kind=AffiliationKind.EMPLOYMENT,
            start_year=2019,
            end_year=2020,
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
    assert [(row.label, row.claimed, row.recorded, row.stated) for row in plot.rows[1:]] == [
        ("Norrvik University", ((2015, 2026),), ((2016, 2017), (2019, 2020)), True),
        ("PhD (–2012)", ((2012, 2012),), (), True),
        ("Editor (2018–2016)", ((2016, 2018),), (), True),
        ("Prize (2019)", ((2019, 2019),), (), True),
        ("Tessaly", (), ((2011, 2011),), False),
    ]
    assert [row.words for row in plot.rows] == [
        "on record 1 paper, 2020",
        "claimed 2015–2026; on record 2016–2017, 2019–2020",
        "claimed 2012; on record no year",
        "claimed 2016–2018; on record no year",
        "claimed 2019; on record no year",
        "on record 2011",
    ]
    assert (plot.first, plot.last, plot.ticks) == (2011, 2026, (2015, 2020, 2025))


def test_one_organisation_is_one_row_whatever_the_posts_there() -> None:
    shown = report()
    posts = (
        PostAssertion(id="p", origin="o", organization="Norrvik University", start_year=2008,
                      end_year=2012),
        PostAssertion(id="q", origin="o", organization="Norrvik University", start_year=2020,
                      current=True),
        PostAssertion(id="r", origin="o", organization="Tessaly Institute of Technology"),
    )  # fmt: skip
    facts = tuple(
        AffiliationFact(organization=organization, kind=AffiliationKind.PRINTED, years=years)
        for organization, years in (
            ("Department of Rivers, Norrvik University, Norrvik", (2009,)),
            ("Norrvik University", (2010,)),
            ("Tessaly Institute of Technology", (2015,)),
        )
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
            claim=replace(shown.claim, assertions=posts),
            candidates=(replace(shown.candidates[0], records=(person,), works=()),),
        )
    )
    assert plot is not None
    assert [(row.label, row.words) for row in plot.rows] == [
        ("Norrvik University", "claimed 2008–2012, 2020–2026; on record 2009–2010"),
        (
            "Tessaly Institute of Technology",
            "claimed without a year; on record 2015",
        ),
    ]


def test_a_source_that_repeats_a_deposit_is_shown_below_the_other_and_is_no_new_witness() -> None:
    work = report().candidates[0].works[0]
    observed = report().assessment.findings
    supporting = next(one for one in observed if one.level.outcome is Outcome.CORROBORATES)

    def repeated(source: str, *deposits: str) -> Evidence:
        provenance = replace(work.provenance, source=source, upstream=deposits)
        return Evidence(id=source, provenance=provenance)

    finding = replace(
        supporting,
        observation=replace(
            supporting.observation,
            upstream=("doi:1", "doi:2"),
            evidence=(
                repeated("crossref", "doi:1"),
                repeated("openalex", "doi:1", "doi:2"),
                repeated("dblp", "doi:9"),
            ),
        ),
    )
    found = witnesses([finding])
    assert found.total == 2
    assert found.sources == (("openalex", 2), ("crossref", 1))
    assert [(one.deposit, sorted(one.sources)) for one in found.columns] == [
        ("doi:1", ["crossref", "openalex"]),
        ("doi:2", ["openalex"]),
    ]
    page = Html().render(
        replace(report(), assessment=replace(report().assessment, findings=(finding,)))
    )
    assert "2 sources have 2 entries of independent origin between them" in page


def test_every_item_ends_in_one_of_three_words_and_each_finding_is_on_the_page() -> None:
    shown = report(rows=3)
    items = claimed_items(shown)
    assert [(one.assertion.id, str(one.answer.word)) for one in items] == [
        ("w1", "confirmed"),
        ("p1", "contradicted"),
    ]
    assert tally(items) == ((ItemWord.CONFIRMED, 1), (ItemWord.CONTRADICTED, 1))
    page = Html().render(shown)
    for number, finding in enumerate(shown.assessment.findings):
        assert page.count(f'id="f{number}"') == 1, finding.id


def test_the_answer_its_reasons_and_the_next_step_come_before_all_pictures() -> None:
    page = Html().render(report())
    first, _, rest = page.partition('id="h-who"')
    for words in (
        "Probably not this person",
        "Is there such a person?",
        "Is what is claimed true?",
        "Is the writer that person?",
        "What contradicts the claim",
        "Could also be: a forwarding address",
        "What to do next",
        "Write to the department",
    ):
        assert words in first
    # figures stand under details alone
    assert not re.search(r"\b0\.\d\d\b", re.sub(r"<style>.*?</style>", "", first, flags=re.S))
    assert "90 % interval" in rest
    assert rest.index('id="h-details"') < rest.index("90 % interval")


def test_what_was_not_asked_is_hatched_and_what_was_asked_in_vain_is_empty() -> None:
    shown = report(conflicts=False)
    page = Html().render(shown)
    assert page.count('class="track hatched"') == 4  # DBLP, asked for people, gave no answer
    assert "Hatched: not asked" in page
    bare = Html().render(replace(shown, lookups=()))
    assert bare.count('class="track hatched"') == 6
    assert page.count("nothing found") == 1  # coauthors


def photographed(sketch: PhotoSketch | None, name: str = "me.jpg") -> Report:
    shown = report()
    exhibit = Exhibit(
        id="x1", kind=ExhibitKind.PHOTO, file_name=name, origin="--photo", content=b"never shown"
    )
    record = PhotoRecord(
        exhibit="x1",
        level="hit",
        reason="framed like a generator's output",
        provenance=shown.candidates[0].works[0].provenance,
        measurements=(("face_score", 0.99), ("right_at_prevalence_0.01", 0.6), ("odd_px", 2.0)),
        marks=(("iptc", "made <b>by</b> a machine"),),
        sketch=sketch,
    )
    claim = replace(shown.claim, exhibits=(exhibit,))
    return replace(shown, claim=claim, photos=(record,))


SKETCH = PhotoSketch(
    jpeg=b"\xff\xd8small",
    width_px=200,
    height_px=100,
    face_box=(0.25, 0.1, 0.75, 0.9),
    landmarks=((0.4, 0.4), (0.6, 0.4), (0.5, 0.5), (0.42, 0.7), (0.58, 0.7)),
    expected=((0.37, 0.47), (0.63, 0.47), (0.5, 0.62), (0.38, 0.73), (0.62, 0.73)),
)


def test_a_portrait_is_drawn_with_what_was_measured_and_where_a_generator_would_put_it() -> None:
    (one,) = portraits(photographed(SKETCH))
    assert one.address == "data:image/jpeg;base64,/9hzbWFsbA=="
    assert one.box == (50.0, 10.0, 100.0, 80.0)
    assert one.landmarks[0] == (80.0, 40.0)
    assert one.outline == ((74.0, 47.0), (126.0, 47.0), (124.0, 73.0), (76.0, 73.0))
    assert one.measurements == (
        ("face detector's score", 0.99),
        ("share generated among such pictures, where 1.00% of all are", 0.6),
        ("odd px", 2.0),
    )
    page = Html().render(photographed(SKETCH, 'a"><script>.jpg'))
    assert page.count("<image ") == 1
    assert 'href="data:image/jpeg;base64,/9hzbWFsbA=="' in page
    assert "made &lt;b&gt;by&lt;/b&gt; a machine" in page
    assert "never shown" not in page
    assert 'aria-label="The submitted picture a&#34;&gt;&lt;script&gt;.jpg, with' in page
    assert page.count('class="dot"') == 5 + 1  # and the key


def test_a_picture_that_could_not_be_read_or_is_too_large_is_not_drawn() -> None:
    for sketch in (None, replace(SKETCH, jpeg=b"x" * 70_000)):
        page = Html().render(photographed(sketch))
        assert "<image" not in page
        assert "Framed like" not in page  # the capital is the style's
        assert "framed like a generator&#39;s output" in page
    faceless = replace(SKETCH, face_box=None, landmarks=())
    page = Html().render(photographed(faceless))
    assert "no face was measured" in page
    assert 'class="dot"' not in page
