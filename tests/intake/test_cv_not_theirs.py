"""What stands in a CV and is neither the person's address nor an employer."""

from collections.abc import Sequence

import pytest

from persona_check.intake.as_json import as_object
from persona_check.intake.cv.lines import Line
from persona_check.intake.cv.reader import cv_of
from persona_check.intake.forms import read as form_read
from persona_check.intake.reading import Given

from .test_cv_layouts import Row, lines, posts


def emails(rows: Sequence[Row]) -> list[str]:
    given: tuple[Line, ...] = lines([(50, "**Hanna Oduya"), *rows])
    read = as_object(cv_of(given, Given(name="cv.pdf", content=b""), "CV (PDF)"))
    return [str(one) for one in read.get("emails", [])]


@pytest.mark.parametrize(
    "label", ["Reference:", "Thesis advisor:", "Supervisor:", "Betreuer:", "Orientadora:"]
)
def test_the_mail_of_one_who_may_be_asked_is_not_theirs(label: str) -> None:
    assert emails([(50, f"{label} k.aarden@saltmarsh.example")]) == []
    assert emails([(50, "Email: h.oduya@norrvik.example")]) == ["h.oduya@norrvik.example"]


@pytest.mark.parametrize("field", ["Science", "Department for", "[Hydrology"])
def test_a_field_or_half_a_name_is_no_employer(field: str) -> None:
    assert not posts([(50, "2019 - 2022", f"Lecturer, {field}")])


def test_a_line_of_latex_that_goes_on_is_one_line() -> None:
    def read(role: str) -> object:
        source = (
            "\\documentclass{article}\\begin{document}\n{\\Large Hanna Oduya}\n\n"
            f"\\section{{Experience}}\n{role}, Norrvik University, 2019--2022\n\n\\end{{document}}"
        )
        return as_object(form_read(Given(name="cv.tex", content=source.encode())))["posts"]

    assert read("Senior\nLecturer") == read("Senior Lecturer")


@pytest.mark.parametrize(
    "deed",
    [
        "Benchmarked and Calibrated Flume Models",
        "Création d'un Installeur",
        "Entwicklung von Messgeräten",
        "Desarrollo de Sensores",
    ],
)
def test_what_was_done_is_no_employer(deed: str) -> None:
    assert not posts([(50, "2019 - 2022", "**Research Intern"), (50, deed)])


def test_money_is_no_post() -> None:
    assert not posts([(50, "2019 - 2022", "Research Assistant Award, Norrvik University")])
    assert posts([(50, "2019 - 2022", "Research Assistant, Norrvik University")])
