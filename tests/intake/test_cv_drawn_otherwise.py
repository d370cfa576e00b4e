"""The same CV drawn otherwise: accents beside letters, columns, names among titles, macros."""

from collections.abc import Sequence
from typing import Any

import pytest

from persona_check.intake.as_json import as_object
from persona_check.intake.cv.accents import with_accents
from persona_check.intake.cv.layout import lines_of
from persona_check.intake.cv.reader import cv_of
from persona_check.intake.forms import read
from persona_check.intake.pdf import Page, Word
from persona_check.intake.reading import Given

from .test_cv_layouts import Row, lines
from .test_cv_written_otherwise import told


def of_text(text: str, name: str = "cv.txt") -> dict[str, Any]:
    return as_object(read(Given(name=name, content=text.encode())))


def word(text: str, left: float, right: float, base: float = 100.0) -> Word:
    return Word(
        text=text, left=left, top=base - 8, right=right, bottom=base + 2, base=base,
        weight=400, size=10.0, font=0,
    )  # fmt: skip


def test_accents_drawn_beside_their_letters_are_put_on_them() -> None:
    drawn = [
        word("D", 50, 57), word("´", 58, 61), word("epartement", 57, 107),
        word("Universite", 120, 165), word("´", 161, 164),
        word("agreg´", 170, 200), word("e", 196.5, 201), word("´", 185, 188),
    ]  # fmt: skip
    assert [one.text for one in with_accents(drawn)] == ["Département", "Université", "agrégé"]


def test_two_columns_on_one_grid_are_read_apart_where_both_have_headings() -> None:
    left = ["SKILLS", "Weirs", "Flumes", "Sluices", "LANGUAGES", "Tessalian", "Norse", "Latin"]
    right = [
        "EXPERIENCE", "2019 – 2022", "Lecturer, Norrvik University", "Taught hydrology",
        "EDUCATION", "2015", "PhD in Hydrology, University of Saltmarsh", "with honours",
    ]  # fmt: skip
    words: list[Word] = [word("Hanna", 50, 90, 40), word("Oduya", 93, 130, 40)]
    for row, (one, other) in enumerate(zip(left, right, strict=True)):
        base = 100.0 + 14 * row
        words.append(word(one, 50, 50 + 5 * len(one), base))
        at = 240.0
        for part in other.split():
            words.append(word(part, at, at + 5 * len(part), base))
            at += 5 * len(part) + 3
    page = Page(width=595.0, height=842.0, words=tuple(words), links=())
    read_claim = as_object(cv_of(lines_of([page]), Given(name="cv.pdf", content=b""), "CV (PDF)"))
    assert told(read_claim) == (
        {("Lecturer", "Norrvik University", "2019", "2022")},
        {("PhD in Hydrology", "University of Saltmarsh", 2015)},
    )


@pytest.mark.parametrize(
    "top",
    [
        [(50, "**Hanna Oduya BSN, RN, OCN")],
        [(50, "Name Hanna Oduya")],
        [(50, "Name: Hanna Oduya, Warden of the Weirs")],
        [(50, "**Hanna Oduya - C.V.")],
    ],
)
def test_the_name_with_what_stands_around_it(top: Sequence[Row]) -> None:
    rows: list[Row] = [
        *top,
        (50, "h.oduya@norrvik.example"),
        (50, "# Skills"),
        (50, "* **River Modelling:"),
        (50, "# Education"),
        (50, "PhD in Hydrology, University of Saltmarsh", "2015"),
    ]
    read_claim = as_object(cv_of(lines(rows), Given(name="cv.pdf", content=b""), "CV (PDF)"))
    assert read_claim["name"] == "Hanna Oduya"


def test_parts_of_a_chapter_and_macros_of_latex() -> None:
    source = r"""\documentclass{article}\begin{document}
\header{Hanna }{Oduya}{Hydrologist}
\section{Experience}
\subsection{Lecturer at Norrvik University (2019 - 2022)}
Taught hydrology.\hfill {Norrvik, TS}
\subsection{Tools}
Flumes
\section{Education}
\begin{description}[style=multiline,leftmargin=3cm]
\item[2015] PhD in Hydrology, University of Saltmarsh
\end{description}
\end{document}"""
    read_claim = of_text(source, "cv.tex")
    assert read_claim["name"] == "Hanna Oduya"
    assert told(read_claim) == (
        {("Lecturer", "Norrvik University", "2019", "2022")},
        {("PhD in Hydrology", "University of Saltmarsh", 2015)},
    )


def test_parts_of_a_chapter_in_markdown() -> None:
    text = """# Hanna Oduya

## Experience

### Research

- 2019 -- 2022 : **Lecturer** -- Norrvik University

### Teaching

- 2020 : **Hydrology** -- Norrvik University

### Professional

- 2015 -- 2018 : **Consultant** -- Flumes, Tessaly
"""
    assert told(of_text(text, "cv.md"))[0] == {
        ("Lecturer", "Norrvik University", "2019", "2022"),
        ("Consultant", "Flumes", "2015", "2018"),
    }
