"""CVs with times, headings, icons and other people at the side of what they say."""

import pytest

from persona_check.intake.as_json import as_object
from persona_check.intake.cv.lines import Line, Span
from persona_check.intake.cv.reader import cv_of
from persona_check.intake.reading import Given
from tests.intake.test_cv_layouts import Row, claim, degrees, lines


def test_a_time_that_runs_upwards_at_the_side() -> None:
    rows: list[Row] = [
        (50, "November 2022", "AI Resident, Norrvik Institute, Norrvik"),
        (50, "November 2021", "* Research on rivers"),
        (50, "September 2019", "Lecturer, University of Saltmarsh, Tessaly"),
        (50, "April 2018", "* Taught hydrology"),
    ]
    found = [
        line
        if number % 2 == 0
        else line.with_spans(line.spans[0], Span(text=line.spans[1].text[2:], left=362.0))
        for number, line in enumerate(lines(rows))
    ]
    head = lines([(50, "**Hanna Oduya"), (50, "# Experience")])
    read = cv_of([*head, *found], Given(name="cv.pdf", content=b""), "CV (PDF)")
    dated = [(one["organization"], one["start"], one["end"]) for one in as_object(read)["posts"]]
    assert dated == [
        ("Norrvik Institute", "2021-11", "2022-11"),
        ("University of Saltmarsh", "2018-04", "2019-09"),
    ]


def test_two_years_one_below_the_other_stay_apart() -> None:
    rows: list[Row] = [
        (50, "2013", "PhD, University of Saltmarsh"),
        (50, "2009", "MSc, Norrvik University"),
    ]
    assert degrees(rows) == {
        ("PhD", "University of Saltmarsh", 2013),
        ("MSc", "Norrvik University", 2009),
    }


@pytest.mark.parametrize("listed", ["", "* "])
def test_degrees_without_years_keep_the_school_below_them(listed: str) -> None:
    rows: list[Row] = [
        (50, f"{listed}Doctor of Philosophy (PhD) student in Hydrology"),
        (68, f"{listed}University of Saltmarsh (Tessaly)"),
        (50, f"{listed}Master of Arts in Geology"),
        (68, f"{listed}Norrvik University (Norrvik)"),
        (50, f"{listed}Bachelor of Arts in Letters"),
        (68, f"{listed}University of Saltmarsh (Tessaly)"),
    ]
    assert degrees(rows) == {
        ("Master of Arts in Geology", "Norrvik University", None),
        ("Bachelor of Arts in Letters", "University of Saltmarsh", None),
    }


def test_plain_headings_in_a_column_at_the_side() -> None:
    found = []
    for line in lines(
        [
            (130, "**University of Saltmarsh"),
            (130, "PhD in Hydrology"),
            (130, "Sep 2010 - Mar 2013"),
            (130, "Research Assistant (Jan 2014 - Jun 2015)"),
            (130, "**Norrvik Institute of Technology"),
            (130, "Flumes Group"),
            (130, "Taught hydrology to forty students"),
        ]
    ):
        aside = {"**University": "Education", "Research": "Experience"}
        word = line.spans[0].text.split()[0]
        label = aside.get(f"**{word}" if line.bold else word)
        spans = line.spans
        if label:
            first = Span(text=label, left=49.0, right=100.0)
            spans = (first, *(Span(text=s.text, left=130.0, joined=True) for s in spans))
        found.append(line.with_spans(*spans))
    top = lines([(261, "**Hanna Oduya"), (49, "h.oduya@norrvik.example")])
    read = as_object(cv_of([*top, *found], Given(name="cv.pdf", content=b""), "CV (PDF)"))
    assert [one["organization"] for one in read["posts"]] == ["Norrvik Institute of Technology"]
    assert [one["organization"] for one in read["degrees"]] == ["University of Saltmarsh"]


def test_other_people_named_beside_a_post_are_not_the_employer() -> None:
    rows: list[Row] = [
        (50, "**BIOLOGIST", "Feb. 2013–Aug. 2013"),
        (50, "Office of Rivers, Norrvik"),
        (50, "Supervisor: Pia Brandvold, Brandvold Water Ltd (pia@brandvold.example)"),
    ]
    found = claim([(50, "# Experience"), *rows])
    assert [one["organization"] for one in found["posts"]] == ["Office of Rivers"]
    assert found["emails"] == ["h.oduya@norrvik.example"]


def test_icons_and_units_without_a_mark_before_them() -> None:
    line = Line(
        spans=(
            Span(text="Researcher Department of Hydrology, Norrvik University", bold=True),
            Span(text="z", bold=True, joined=True),
            Span(text="February 2020 – Ongoing", joined=True),
        ),
        place="page 1, line 3",
    )
    head = lines([(50, "**Hanna Oduya"), (50, "# Experience")])
    read = as_object(cv_of([*head, line], Given(name="cv.pdf", content=b""), "CV (PDF)"))
    (post,) = read["posts"]
    assert (post["role"], post["organization"]) == ("Researcher", "Norrvik University")
    assert (post["department"], post["start"]) == ("Department of Hydrology", "2020-02")


def test_a_link_behind_the_employers_name_is_not_the_homepage() -> None:
    linked = Line(
        spans=(
            Span(text="Norrvik University", links=("https://www.norrvik.example/",)),
            Span(text="oduya.example", left=300.0, links=("https://oduya.example/",)),
        ),
        place="page 1, line 2",
    )
    top, *rest = lines([(50, "**Hanna Oduya"), (50, "# Education"), (50, "PhD, Tessaly College")])
    read = cv_of([top, linked, *rest], Given(name="cv.pdf", content=b""), "CV (PDF)")
    assert as_object(read)["homepage"] == "https://oduya.example/"
