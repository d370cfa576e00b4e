"""The same posts and degrees written otherwise: labels, joining words, headings, times, orders."""

from itertools import product
from typing import Any

import pytest

from persona_check.intake.cv.dates import dates_in
from persona_check.intake.cv.headings import SectionKind, kind_of, sections_of
from persona_check.intake.cv.lines import Line, Span
from persona_check.intake.cv.tidy import tidied

from .test_cv_layouts import Row, claim, degrees, posts

POSTS = {
    ("Lecturer", "Norrvik University", "2019", "2022"),
    ("Research Assistant", "University of Saltmarsh", "2015", "2018"),
}
DEGREES = {("PhD in Hydrology", "University of Saltmarsh", 2015)}


def told(read_claim: dict[str, Any]) -> tuple[set[tuple[object, ...]], set[tuple[object, ...]]]:
    return (
        {
            tuple(one.get(key) for key in ("role", "organization", "start", "end"))
            for one in read_claim.get("posts", [])
        },
        {
            tuple(one.get(key) for key in ("degree", "organization", "year"))
            for one in read_claim.get("degrees", [])
        },
    )


@pytest.mark.parametrize(
    ("headings", "years_first", "education_first", "lines_apart"),
    list(
        product(
            [
                ("Experience", "Education"),
                ("Berufserfahrung", "Ausbildung"),
                ("Postes académiques", "Formation universitaire"),
                ("Experiencia profesional", "Formación académica"),
                ("Posizioni precedenti", "Titoli di studio"),
                ("Werkervaring", "Opleiding"),
                ("Arbetslivserfarenhet", "Utbildning"),
            ],
            (True, False),
            (True, False),
            (True, False),
        )
    ),
)
def test_orders_and_languages_change_nothing(
    headings: tuple[str, str], years_first: bool, education_first: bool, lines_apart: bool
) -> None:
    def entry(what: str, where: str, when: str) -> list[Row]:
        words = f"{what}, {where}"
        if lines_apart:
            dated: Row = (50, when, f"**{where}") if years_first else (50, f"**{where}", when)
            return [dated, (350 if years_first else 50, what)]
        return [(50, when, words) if years_first else (50, words, when)]

    worked: list[Row] = [
        (50, f"# {headings[0]}"),
        *entry("Lecturer", "Norrvik University", "2019 – 2022"),
        *entry("Research Assistant", "University of Saltmarsh", "2015 – 2018"),
    ]
    learnt: list[Row] = [
        (50, f"# {headings[1]}"),
        *entry("PhD in Hydrology", "University of Saltmarsh", "2011 – 2015"),
    ]
    parts = [learnt, worked] if education_first else [worked, learnt]
    assert told(claim([row for part in parts for row in part])) == (POSTS, DEGREES)


@pytest.mark.parametrize(
    ("employer", "role", "period"),
    [
        ("Employer", "Position", "Period"),
        ("Azienda", "Ruolo", "Intervallo temporale"),
        ("Arbeitgeber", "Funktion", "Zeitraum"),
        ("Employeur", "Fonction", "Période"),
        ("Empresa", "Cargo", "Fechas"),
    ],
)
def test_a_table_of_labels_is_read_by_them(employer: str, role: str, period: str) -> None:
    rows: list[Row] = [
        (50, employer, "Flumes S.p.A."),
        (50, period, "2019 – 2022"),
        (50, role, "Keeper of the Sluices"),
        (50, employer, "Weirs S.p.A."),
        (50, period, "2015 – 2018"),
        (50, role, "Warden of the Weirs"),
    ]
    assert posts(rows) == {
        ("Keeper of the Sluices", "Flumes S.p.A.", "2019", "2022"),
        ("Warden of the Weirs", "Weirs S.p.A.", "2015", "2018"),
    }


@pytest.mark.parametrize(
    "words",
    [
        "Lecturer at Norrvik University",
        "Lecturer @ Norrvik University",
        "Lecturer bei der Norrvik University",
        "Lecturer à la Norrvik University",
        "Lecturer presso la Norrvik University",
        "Lecturer na Norrvik University",
        "Lecturer en la Norrvik University",
        "Lecturer bij Norrvik University",
        "Lecturer hos Norrvik University",
        "Lecturer at Faculty of Arts, Norrvik University",
        "Norrvik University. Lecturer",
    ],
)
def test_words_that_join_a_post_to_its_place(words: str) -> None:
    rows: list[Row] = [(50, f"{words}, 2019 – 2022")]
    assert posts(rows) == {("Lecturer", "Norrvik University", "2019", "2022")}


@pytest.mark.parametrize("words", ["Master in History", "Mestrado em História", "Máster en Letras"])
def test_a_field_behind_the_same_words_is_no_school(words: str) -> None:
    rows: list[Row] = [(50, f"{words}, Norrvik University", "2014")]
    assert degrees(rows) == {(words, "Norrvik University", 2014)}


def test_a_company_behind_a_title_without_a_mark() -> None:
    rows: list[Row] = [(50, "2019 – 2022", "Werkstudentin Flumes GmbH, Norrvik")]
    assert posts(rows) == {("Werkstudentin", "Flumes GmbH", "2019", "2022")}


def test_the_town_that_closes_every_line_is_no_employer() -> None:
    rows: list[Row] = [
        (50, "2019 – 2022", "Servicekraft Flumes, Norrvik"),
        (50, "2015 – 2018", "Servicekraft Weirs, Norrvik"),
    ]
    assert posts(rows) == set()


def test_an_entry_without_words_for_it_is_read_as_its_sisters() -> None:
    sure: list[Row] = [
        (50, "**Lecturer, Norrvik University, Tessaly", "2019 – 2022"),
        (50, "**Reader, University of Saltmarsh, Tessaly", "2017 – 2019"),
    ]
    unsure: Row = (50, "**Reeve of the Flats, Eel Weirs, TS, Tessaly", "2015 – 2017")
    assert posts([*sure, unsure]) >= {("Reeve of the Flats", "Eel Weirs", "2015", "2017")}
    assert posts([unsure]) == set()


def test_rules_drawn_with_signs_are_no_words() -> None:
    drawn = [
        Line(
            spans=(Span(text="_" * 40), Span(text="Experience", bold=True, joined=True)), place=""
        ),
        Line(spans=(Span(text="_" * 40),), place=""),
        Line(spans=(Span(text="Lecturer"),), place=""),
    ]
    assert [(line.text, line.space) for line in tidied(drawn)] == [
        ("Experience", 0.0),
        ("Lecturer", 1.0),
    ]


def test_a_heading_at_the_side_over_two_lines() -> None:
    def row(side: str, *spans: Span) -> Line:
        label = (Span(text=side, left=40.0, right=90.0, bold=True),) if side else ()
        return Line(spans=(*label, *spans), place="")

    def text(words: str) -> Span:
        return Span(text=words, left=118.0, right=300.0)

    found = sections_of(
        [
            row("", text("Hanna Oduya")),
            row("Academic", text("Lecturer, Norrvik University, 2019-2022")),
            row("Appointments", text("Taught hydrology to forty students")),
            row("", text("and geology to twelve")),
            row("Education", text("PhD, University of Saltmarsh, 2015")),
        ]
    )
    assert [(one.kind, len(one.lines)) for one in found] == [
        (SectionKind.HEAD, 1),
        (SectionKind.EXPERIENCE, 3),
        (SectionKind.EDUCATION, 1),
    ]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Clinical and Museum Appointments", SectionKind.EXPERIENCE),
        ("Relevant Museum Experience", SectionKind.EXPERIENCE),
        ("Volunteer Experience", None),
        ("Organisation experience", None),
        ("Teaching Experience", None),
    ],
)
def test_experience_by_the_noun_of_its_heading(heading: str, kind: SectionKind | None) -> None:
    rows: list[Row] = [
        (50, "# Education"),
        (50, "PhD in Hydrology, University of Saltmarsh", "2015"),
        (50, f"# {heading}"),
        (50, "Lecturer, Norrvik University", "2019 – 2022"),
        (50, "# Languages"),
        (50, "Tessalian"),
    ]
    assert bool(claim(rows).get("posts")) is (kind is SectionKind.EXPERIENCE)


def test_a_date_is_no_heading() -> None:
    assert kind_of("Aktuell") is SectionKind.EXPERIENCE
    rows: list[Row] = [(50, "**12/2019 – aktuell"), (50, "Lecturer, Norrvik University")]
    assert posts(rows) == {("Lecturer", "Norrvik University", "2019-12", None)}


def test_posts_and_degrees_under_one_heading() -> None:
    rows: list[Row] = [
        (50, "# Education and Employment"),
        (50, "2019- Lecturer, Norrvik University"),
        (50, "2015 PhD in Hydrology, University of Saltmarsh"),
    ]
    assert told(claim(rows)) == (
        {("Lecturer", "Norrvik University", "2019", None)},
        {("PhD in Hydrology", "University of Saltmarsh", 2015)},
    )


def test_posts_as_bullets_below_a_dated_employer() -> None:
    rows: list[Row] = [
        (50, "2019 – 2022", "**Norrvik University, Department of Hydrology"),
        (120, "* Lecturer"),
        (50, "2015 – 2018", "**University of Saltmarsh"),
        (120, "* Research Assistant"),
    ]
    assert posts(rows) == POSTS


def test_what_a_heading_calls_current_goes_on() -> None:
    rows: list[Row] = [(50, "# Current position"), (50, "Lecturer, Norrvik University")]
    assert [one["current"] for one in claim(rows)["posts"]] == [True]


def test_schools_in_bold_with_several_degrees_below_them() -> None:
    rows: list[Row] = [
        (50, "**University of Saltmarsh, Graduate School"),
        (90, "PhD in Hydrology, 2015"),
        (50, "**Norrvik University"),
        (90, "MSc in Geology, 2010"),
        (90, "BSc in the “Weirs” programme: hydrology with studies in"),
        (90, "Mathematics, 2008"),
    ]
    assert {(school, year) for _, school, year in degrees(rows)} == {
        ("University of Saltmarsh", 2015),
        ("Norrvik University", 2010),
        ("Norrvik University", 2008),
    }


@pytest.mark.parametrize(
    ("text", "start", "end", "current"),
    [
        ("2019- Reader", "2019", None, True),
        ("2019\u2003Reader", "2019", "2019", False),
        ("2018/19 Lecturer", "2018", "2019", False),
        ("2004-6 Attorney", "2004", "2006", False),
        ("2013PhD in Hydrology", "2013", "2013", False),
        ("11/2018 - in essere", "2018-11", None, True),
        ("Março 2024 até o momento", "2024-03", None, True),
        ("Fevereiro 2011 – Setembro 2016", "2011-02", "2016-09", False),
    ],
)
def test_more_ways_to_write_a_time(text: str, start: str, end: str | None, current: bool) -> None:
    (found,) = dates_in(text)
    assert (found.start, found.end, found.current) == (start, end, current)


@pytest.mark.parametrize("text", ["2019 - Flumes Ltd", "M2019Bx", "20192020 metres"])
def test_what_is_no_open_or_glued_time(text: str) -> None:
    assert not any(one.current or not one.single for one in dates_in(text))


@pytest.mark.parametrize(
    ("upper", "lower", "start", "end"),
    [
        ("May-", "October 2020", "2020-05", "2020-10"),
        ("Set 2020–Lug", "2024", "2020-09", "2024-07"),
    ],
)
def test_a_month_without_its_year_above_the_rest(
    upper: str, lower: str, start: str, end: str
) -> None:
    rows: list[Row] = [(50, upper, "**Norrvik University"), (50, lower, "Lecturer")]
    assert posts(rows) == {("Lecturer", "Norrvik University", start, end)}


def test_open_times_one_below_the_other_stay_apart() -> None:
    rows: list[Row] = [
        (50, "2022 –", "Lecturer, Norrvik University"),
        (50, "2024 –", "Reader, University of Saltmarsh"),
    ]
    assert {(role, start, end) for role, _, start, end in posts(rows)} == {
        ("Lecturer", "2022", None),
        ("Reader", "2024", None),
    }
