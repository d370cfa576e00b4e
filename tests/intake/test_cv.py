"""CVs: the same person in many layouts and forms, always the same posts and degrees."""

import pytest

from persona_check.intake.as_json import as_object
from persona_check.intake.forms import read
from persona_check.intake.reading import Given, ReadClaim

POSTS = {
    ("Professor", "Norrvik University", "2019", None),
    ("Lecturer", "Tessaly Institute", "2014", "2018"),
    ("Research Assistant", "University of Saltmarsh", "2010", "2013"),
}
DEGREES = {
    ("PhD", "University of Saltmarsh", 2013),
    ("MSc", "Norrvik University", 2009),
}

YEARS_FIRST = """Hanna Oduya
h.oduya@norrvik.example

EXPERIENCE

2019-present   Professor, Norrvik University
2014-2018      Lecturer, Tessaly Institute
2010-2013      Research Assistant, University of Saltmarsh

EDUCATION

2013           PhD in Hydrology, University of Saltmarsh
2009           MSc in Geology, Norrvik University
"""
YEARS_LAST = """Hanna Oduya
h.oduya@norrvik.example

Employment
----------

Professor, Norrvik University, 2019-present
Lecturer, Tessaly Institute, 2014-2018
Research Assistant, University of Saltmarsh, 2010-2013

Education
---------

PhD in Hydrology, University of Saltmarsh, 2013
MSc in Geology, Norrvik University, 2009
"""
BLOCKS = """HANNA ODUYA
h.oduya@norrvik.example | +44 1632 960 133

PROFESSIONAL EXPERIENCE

Norrvik University
Professor
2019 - present
- Led the Rivers Group of 12 people.
- Taught hydrology since 2020 to 300 students.

Tessaly Institute
Lecturer
2014 - 2018
- Built a flume in 2016.

University of Saltmarsh
Research Assistant
2010 - 2013

EDUCATION

University of Saltmarsh
PhD, Hydrology
2013

Norrvik University
MSc, Geology
2009
"""
MARKDOWN = """# Hanna Oduya

[h.oduya@norrvik.example](mailto:h.oduya@norrvik.example)

## Work experience

**Norrvik University** - Professor | 2019 - present
* Led the Rivers Group

**Tessaly Institute** - Lecturer | 2014 - 2018

**University of Saltmarsh** - Research Assistant | 2010 - 2013

## Education

- PhD in Hydrology, University of Saltmarsh (2013)
- MSc in Geology, Norrvik University (2009)
"""
LATEX = r"""\documentclass{moderncv}
\name{Hanna}{Oduya}
\email{h.oduya@norrvik.example}
\begin{document}
\section{Experience}
\cventry{2019--present}{Professor}{Norrvik University}{Norrvik}{}{Leads the Rivers Group.}
\cventry{2014--2018}{Lecturer}{Tessaly Institute}{}{}{}
\cventry{2010--2013}{Research Assistant}{University of Saltmarsh}{}{}{}
\section{Education}
\cventry{2013}{PhD in Hydrology}{University of Saltmarsh}{}{}{}
\cventry{2009}{MSc in Geology}{Norrvik University}{}{}{}
\end{document}
"""
RTF = (
    r"{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\b\fs36 Hanna Oduya}\par h.oduya@norrvik.example\par\par "
    r"{\b Experience}\par 2019 \endash  present\tab Professor, Norrvik University\par "
    r"2014 \endash  2018\tab Lecturer, Tessaly Institute\par "
    r"2010 \endash  2013\tab Research Assistant, University of Saltmarsh\par\par "
    r"{\b Education}\par 2013\tab PhD in Hydrology, University of Saltmarsh\par "
    r"2009\tab MSc in Geology, Norrvik University\par}"
)


def facts(found: ReadClaim) -> tuple[object, object]:
    claim = as_object(found)
    posts = {
        (post["role"], post["organization"], str(post["start"]), _text(post.get("end")))
        for post in claim["posts"]
    }
    degrees = {
        (one["degree"].replace(",", "").split()[0], one["organization"], one["year"])
        for one in claim["degrees"]
    }
    return posts, degrees


def _text(value: object) -> str | None:
    return None if value is None else str(value)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("first.txt", YEARS_FIRST),
        ("last.txt", YEARS_LAST),
        ("blocks.txt", BLOCKS),
        ("cv.md", MARKDOWN),
        ("cv.tex", LATEX),
        ("cv.rtf", RTF),
    ],
)
def test_one_life_in_many_layouts_is_read_the_same(name: str, text: str) -> None:
    found = read(Given(name=name, content=text.encode()))

    assert found.name == "Hanna Oduya"
    assert as_object(found)["emails"] == ["h.oduya@norrvik.example"]
    assert facts(found) == (POSTS, DEGREES)


@pytest.mark.parametrize(
    ("experience", "education", "now"),
    [
        ("Berufserfahrung", "Ausbildung", "heute"),
        ("Expérience professionnelle", "Formation", "présent"),
        ("Experiencia profesional", "Educación", "actualidad"),
        ("Experiência profissional", "Formação acadêmica", "atual"),
        ("Esperienza lavorativa", "Istruzione", "oggi"),
        ("Werkervaring", "Opleiding", "heden"),
    ],
)
def test_headings_are_known_in_seven_languages(experience: str, education: str, now: str) -> None:
    text = YEARS_FIRST.replace("EXPERIENCE", experience).replace("EDUCATION", education)
    text = text.replace("present", now)

    found = read(Given(name="cv.txt", content=text.encode()))

    assert facts(found) == (POSTS, DEGREES)


def test_no_year_moves_to_a_neighbours_line() -> None:
    text = "Hanna Oduya\n\nEXPERIENCE\n\n2019–present Professor, Norrvik University\n"
    text += "Lecturer, Tessaly Institute\n2010–2013 Research Assistant, University of Saltmarsh\n"

    posts = as_object(read(Given(name="cv.txt", content=text.encode())))["posts"]

    dated = [(post["organization"], post.get("start")) for post in posts]
    assert dated[0] == ("Norrvik University", "2019")
    assert ("Tessaly Institute", "2019") not in dated
    assert ("University of Saltmarsh", "2010") in dated


def test_what_is_not_finished_and_what_is_no_degree_is_left_aside() -> None:
    text = YEARS_FIRST + "2019-present   PhD in Law, Norrvik University\n"
    text += "2004           Abitur, Gymnasium Norrvik\n"
    text += "2015           Summer school on floods, Tessaly Institute\n"

    found = read(Given(name="cv.txt", content=text.encode()))

    assert facts(found)[1] == DEGREES
    assert [one.why for one in found.left_aside] == [
        "not finished",
        "a school or course",
        "a school or course",
    ]


@pytest.mark.parametrize(
    ("line", "title", "year"),
    [
        (
            "H. Oduya, J. Boer (2019). Rivers and their accounts. Water Policy, 12(3), 45-67.",
            "Rivers and their accounts",
            2019,
        ),
        (
            "Oduya H, Boer J. Rivers and their accounts. Water Policy. 2019;12(3):45-67.",
            "Rivers and their accounts",
            2019,
        ),
        (
            "Hanna Oduya, Jan Boer. “Rivers and their accounts.” Water Policy 12 (2019): 45-67.",
            "Rivers and their accounts",
            2019,
        ),
        (
            "Oduya, H., & Boer, J. (2019). Rivers and their accounts. Water Policy.",
            "Rivers and their accounts",
            2019,
        ),
        (
            "H. Oduya; J. Boer; Rivers and their accounts; Water Policy, 2019",
            "Rivers and their accounts",
            2019,
        ),
    ],
)
def test_publications_are_read_in_the_usual_styles(line: str, title: str, year: int) -> None:
    text = (
        f"{YEARS_FIRST}\nPUBLICATIONS\n\n{line}\n\nOther things of 2011, with Jan Boer, in print\n"
    )

    works = as_object(read(Given(name="cv.txt", content=text.encode())))["works"]

    assert works["count"] == 2
    assert (works["list"][0]["title"], works["list"][0]["year"]) == (title, year)
