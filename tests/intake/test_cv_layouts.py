"""Layouts of CVs by their lines: employers above their posts, labels that wrap, repeated heads."""

from collections.abc import Sequence
from typing import Any

import pytest

from persona_check.intake.as_json import as_object
from persona_check.intake.cv.dates import dates_in
from persona_check.intake.cv.lines import Line, Span
from persona_check.intake.cv.reader import cv_of
from persona_check.intake.cv.running_heads import without_running_heads
from persona_check.intake.reading import Given

Row = tuple[float, str] | tuple[float, str, str] | tuple[float, str, str, str]


def lines(rows: Sequence[Row], *, page: int = 1) -> tuple[Line, ...]:
    """Rows of (left, words) or (left, words, words at the right).

    "**" marks bold words, "* " a bullet, "# " a heading.
    """
    found = []
    for number, (left, *cells) in enumerate(rows, start=1):
        first = cells[0]
        listed, heading = first.startswith("* "), first.startswith("# ")
        first = first[2:] if listed or heading else first
        bold = heading or first.startswith("**")
        words = [first.removeprefix("**"), *cells[1:]]
        spans = tuple(
            Span(
                text=text.removeprefix("**"),
                left=left + 300.0 * at,
                right=left + 300.0 * at + 5.0 * len(text),
                bold=(bold and at == 0) or text.startswith("**"),
                size=14.0 if heading else 10.0,
            )
            for at, text in enumerate(words)
        )
        found.append(
            Line(
                spans=spans,
                place=f"page {page}, line {number}",
                page=page,
                space=1.0 if heading else 0.0,
                heading=False,
                listed=listed,
            )
        )
    return tuple(found)


def claim(rows: Sequence[Row]) -> dict[str, Any]:
    head: list[Row] = [(50, "**Hanna Oduya"), (50, "h.oduya@norrvik.example")]
    read = cv_of(lines([*head, *rows]), Given(name="cv.pdf", content=b""), "CV (PDF)")
    return as_object(read)


def posts(rows: Sequence[Row]) -> set[tuple[object, ...]]:
    found = claim([(50, "# Experience"), *rows]).get("posts", [])
    return {
        tuple(one.get(key) for key in ("role", "organization", "start", "end")) for one in found
    }


def degrees(rows: Sequence[Row]) -> set[tuple[object, ...]]:
    found = claim([(50, "# Education"), *rows]).get("degrees", [])
    return {tuple(one.get(key) for key in ("degree", "organization", "year")) for one in found}


TWO_EMPLOYERS = {
    ("Reader", "University of Saltmarsh", "2007", None),
    ("Lecturer", "University of Saltmarsh", "1993", "2007"),
    ("Research Assistant", "Norrvik University", "1990", "1993"),
}


@pytest.mark.parametrize(
    "rows",
    [
        [
            (72, "Department of Hydrology, University of Saltmarsh, Tessaly"),
            (100, "Reader (2007-present)"),
            (100, "Lecturer (1993-2007)"),
            (72, "Department of Geology, Norrvik University, Norrvik"),
            (100, "Research Assistant (1990-1993)"),
        ],
        [
            (72, "**University of Saltmarsh", "1993 – present"),
            (84, "Reader, Department of Hydrology", "2007 – present"),
            (84, "Lecturer, Department of Hydrology", "1993 – 2007"),
            (72, "**Norrvik University", "1990 – 1993"),
            (84, "Research Assistant, Department of Geology"),
        ],
        [
            (72, "* Reader, Department of Hydrology, University of Saltmarsh (2007-present)"),
            (72, "* Lecturer, Department of Hydrology, University of Saltmarsh (1993-2007)"),
            (72, "* Research Assistant, Norrvik University (1990-1993)"),
        ],
    ],
    ids=["outdented employers", "dated employers", "bullets"],
)
def test_posts_below_their_employer(rows: Sequence[Row]) -> None:
    assert posts(rows) == TWO_EMPLOYERS


def test_an_employer_set_like_a_heading_is_none_of_the_sections() -> None:
    rows: list[Row] = [
        (50, "# University of Saltmarsh"),
        (50, "2019 – 2022", "**Lecturer, Department of Hydrology"),
        (50, "# Norrvik University"),
        (50, "2015 – 2018", "**Research Fellow"),
        (50, "# Languages"),
        (50, "Tessalian"),
    ]
    assert posts(rows) == {
        ("Lecturer", "University of Saltmarsh", "2019", "2022"),
        ("Research Fellow", "Norrvik University", "2015", "2018"),
    }


@pytest.mark.parametrize(
    ("upper", "lower", "start", "end"),
    [
        ("De 02/2015", "à 09/2022", "2015-02", "2022-09"),
        ("Depuis", "10/2022", "2022-10", None),
        ("From 2015", "to 2022", "2015", "2022"),
        ("Feb 2015 -", "Present", "2015-02", None),
    ],
)
def test_a_label_over_two_lines_is_one_date(
    upper: str, lower: str, start: str, end: str | None
) -> None:
    rows: list[Row] = [
        (50, upper, "**Lecturer, Norrvik University"),
        (50, lower, "River models and their limits"),
    ]
    assert posts(rows) == {("Lecturer", "Norrvik University", start, end)}


@pytest.mark.parametrize(
    "rows",
    [
        [
            (72, "PhD University of Saltmarsh, Hydrology (2013)"),
            (72, "MSc Norrvik University, Geology (2009) (two medals)"),
        ],
        [
            (72, "* 2013: PhD from University of Saltmarsh, Tessaly"),
            (72, "* 2009: MSc from Norrvik University, Norrvik"),
        ],
        [
            (72, "**University of Saltmarsh", "2013"),
            (94, "PhD"),
            (94, "Advisor: Pia Brandvold"),
            (72, "**Norrvik University", "2009"),
            (94, "MSc"),
        ],
    ],
    ids=["no mark between", "bullets", "set in below"],
)
def test_degrees_with_their_school_and_year(rows: Sequence[Row]) -> None:
    assert degrees(rows) == {
        ("PhD", "University of Saltmarsh", 2013),
        ("MSc", "Norrvik University", 2009),
    }


def test_a_bullet_without_a_date_takes_nothing_from_the_next_one() -> None:
    rows: list[Row] = [
        (72, "* 2013: PhD from University of Saltmarsh"),
        (72, "* 1009: MSc from Norrvik University"),
        (72, "* 2006: BSc from Tessaly College"),
    ]
    assert degrees(rows) == {
        ("PhD", "University of Saltmarsh", 2013),
        ("MSc", "Norrvik University", None),
        ("BSc", "Tessaly College", 2006),
    }


def test_honours_in_brackets_are_no_part_of_the_school() -> None:
    line = Line(
        spans=(
            Span(text="BSc in Geology", bold=True),
            Span(text="(Magna", joined=True),
            Span(text="Cum Laude),", joined=True),
            Span(text="Norrvik University", joined=True),
            Span(text="May 2009"),
        ),
        place="page 1, line 3",
    )
    head = lines([(50, "**Hanna Oduya"), (50, "# Education")])
    read = cv_of([*head, line], Given(name="cv.pdf", content=b""), "CV (PDF)")
    found = as_object(read)
    (degree,) = found["degrees"]
    assert degree["organization"] == "Norrvik University"
    assert degree["degree"].startswith("BSc in Geology")


def test_the_employer_behind_the_sign_outweighs_words_that_sound_like_one() -> None:
    rows: list[Row] = [
        (57, "**Engineer @ Cloudmoor", "Remote"),
        (57, "DELIVERY NETWORK PERFORMANCE, MANAGER: PIA BRANDVOLD", "June 2021 - Aug 2021"),
    ]
    assert posts(rows) == {("Engineer", "Cloudmoor", "2021-06", "2021-08")}


def test_a_field_behind_the_title_is_not_the_employer() -> None:
    rows: list[Row] = [
        (50, "Associate Professor, Digital Media, University of Saltmarsh, 2014 - 2018."),
        (50, "Coordinator, Digital Media, School of Visual Arts, 2012 - 2014."),
    ]
    assert posts(rows) == {
        ("Associate Professor", "University of Saltmarsh", "2014", "2018"),
        ("Coordinator", "School of Visual Arts", "2012", "2014"),
    }


def test_what_was_done_is_no_post() -> None:
    rows: list[Row] = [
        (50, "2023", "**Art project", "Norrvik"),
        (350, "Computing the light for a sculpture made by the local artist Pia Brandvold"),
    ]
    assert posts(rows) == set()


def test_towns_and_schools_within_sections_are_not_the_name() -> None:
    rows: list[Row] = [
        (50, "oduya@norrvik.example"),
        (50, "# Education"),
        (50, "Alva Marit", "2006"),
        (50, "# Experience"),
        (50, "**San Tessaly", "2010 – 2012"),
        (50, "Engineer, Norrvik University"),
    ]
    read = cv_of(lines(rows), Given(name="cv.pdf", content=b""), "CV (PDF)")
    found = as_object(read)
    assert "name" not in found


@pytest.mark.parametrize(
    "words",
    ["Hanna Oduya: Summary Curriculum Vitae", "Curriculum vitae – Hanna Oduya", "HannaOduya"],
)
def test_the_name_beside_the_title_or_without_its_blank(words: str) -> None:
    rows = lines([(50, "Norrvik"), (50, "# Education"), (50, "PhD, Norrvik University", "2013")])
    top = Line(spans=(Span(text=words, size=20.0),), place="page 1, line 1")
    read = cv_of([top, *rows], Given(name="cv.pdf", content=b""), "CV (PDF)")
    found = as_object(read)
    assert found["name"] == "Hanna Oduya"


def test_heads_that_pages_repeat_are_left_out_but_not_the_name() -> None:
    first = lines(
        [(50, "Hanna Oduya, PhD"), (50, "Lecturer, 2015"), (50, "Hanna Oduya, PhD", "1 of 2")]
    )
    second = lines([(50, "Hanna Oduya, PhD", "2 of 2"), (50, "Tutor, 2012"), (50, "2")], page=2)
    kept = [line.text for line in without_running_heads((*first, *second))]
    assert kept == ["Hanna Oduya, PhD", "Lecturer, 2015", "Tutor, 2012", "2"]


def test_an_employer_on_top_of_two_pages_is_no_running_head() -> None:
    first = lines([(50, "Hanna Oduya"), (50, "Born 1980"), (50, "A"), (50, "B"), (50, "Lecturer")])
    second = lines([(50, "Norrvik University"), (50, "Tutor")], page=2)
    third = lines([(50, "Norrvik University"), (50, "Reader")], page=3)
    assert without_running_heads((*first, *second, *third)) == (*first, *second, *third)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("10/15-08/18 Engineer", "2015-10", "2018-08"),
        ("11/20 – present", "2020-11", None),
        ("Scholar, 2026-.", "2026", None),
    ],
)
def test_short_months_and_open_ends(text: str, start: str, end: str | None) -> None:
    (date,) = dates_in(text)
    assert (date.start, date.end) == (start, end)


@pytest.mark.parametrize("text", ["10/15", "13/15-14/18", "08/18-10/15", "1/2-3/4"])
def test_figures_that_are_no_span_of_months(text: str) -> None:
    assert dates_in(text) == ()


@pytest.mark.parametrize(
    "heading",
    ["Selected publications", "Fisrt-author refereed publications", "Published and forthcoming"],
)
def test_works_by_the_noun_of_their_heading(heading: str) -> None:
    rows: list[Row] = [
        (50, "# Education"),
        (50, "PhD, Norrvik University", "2013"),
        (50, f"# {heading}"),
        (50, "1. Oduya, H. (2019). The water of the lower marshes. Journal of Rivers, 4(2), 1-9."),
        (50, "2. Oduya, H. (2017). What the flume told us about sand. Journal of Rivers, 2, 1-9."),
        (50, "# Languages"),
        (50, "Tessalian"),
    ]
    found = claim(rows)["works"]
    assert found["count"] == 2
