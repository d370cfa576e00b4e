"""LinkedIn's "Save to PDF": what is whose is told by the size of its letters alone."""

import pytest

from persona_check.intake.cv.lines import Line, Span
from persona_check.intake.cv.linkedin import is_linkedin, linkedin_degrees, linkedin_posts
from persona_check.intake.reading import Item, LeftAside


def lines(*told: tuple[float, str]) -> list[Line]:
    return [
        Line(spans=(Span(text=text, size=size),), place=f"line {number}")
        for number, (size, text) in enumerate(told, 1)
    ]


CAREER = lines(
    (10.5, "www.linkedin.com/in/ada-roe-example (LinkedIn)"),
    (12.0, "Norrvik"),
    (12.0, "Energy Systems"),
    (11.5, "Head of Tides"),
    (10.5, "March 2019 - Present (5 years)"),
    (10.5, "Oakham, Norrvik"),
    (11.5, "Engineer, waves"),
    (11.5, "and currents"),
    (10.5, "2015 - 2018 (3 years)"),
    (10.5, "Page 1 of 2"),
    (12.0, "Tessaly Port"),
    (11.5, "Adviser"),
    (10.5, "No dates are given here"),
)


def test_each_title_with_an_employer_above_and_dates_below_is_a_post() -> None:
    assert is_linkedin(CAREER)
    found = [(one.value, one.place) for one in linkedin_posts(CAREER)]
    assert found == [
        (
            {
                "organization": "Norrvik Energy Systems",
                "role": "Head of Tides",
                "current": True,
                "start": "2019-03",
            },
            "line 4",
        ),
        (
            {
                "organization": "Norrvik Energy Systems",
                "role": "Engineer, waves and currents",
                "current": False,
                "start": "2015",
                "end": "2018",
            },
            "line 7",
        ),
    ]


@pytest.mark.parametrize("without", ["linkedin.com/", "Page 1 of 2", "Head of Tides"])
def test_without_its_address_its_page_marks_or_its_sizes_it_is_none(without: str) -> None:
    left = [line for line in CAREER if without not in line.text]
    if without == "Head of Tides":
        left = [line for line in CAREER if line.spans[0].size != 11.5]
    assert not is_linkedin(left)


def test_what_is_finished_at_a_school_is_a_degree_and_the_rest_is_left_aside() -> None:
    found = list(
        linkedin_degrees(
            lines(
                (12.0, "University of"),
                (12.0, "Norrvik"),
                (10.5, "PhD, Hydrology"),
                (10.5, "· (2008 - 2012)"),
                (10.5, "Page 2 of 2"),
                (12.0, "Tessaly Institute"),
                (10.5, "Master of Science, Tides · (2023 - Present)"),
                (12.0, "Oakham High School"),
                (10.5, "(2000 - 2004)"),
            )
        )
    )
    assert [one.value for one in found if isinstance(one, Item)] == [
        {"degree": "PhD, Hydrology", "organization": "University of Norrvik", "end": 2012}
    ]
    aside = [(one.what.partition(",")[0], one.why) for one in found if isinstance(one, LeftAside)]
    assert aside == [
        ("Tessaly Institute", "not finished"),
        ("Oakham High School", "a school or course"),
    ]
