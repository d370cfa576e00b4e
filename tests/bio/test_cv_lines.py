"""The lines of CVs, and years as CVs write them; every way of writing says the same."""

from itertools import product

import pytest

from persona_check.bio.event import EventKind
from persona_check.bio.reader import read_bio
from persona_check.bio.sentences import sentences


def posts(text: str) -> list[tuple[str | None, str | None, int | None, int | None, bool]]:
    return [
        (event.role, event.organization, event.start, event.end, event.current)
        for event in read_bio(text)
        if event.kind is EventKind.POST
    ]


LECTURER = ("Lecturer", "Norrvik University", 2012, 2016, False)
PROFESSOR = ("Professor", "Tessaly Institute of Technology", 2016, None, True)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2012–2016", "2016–present"),
        ("2012 - 2016:", "2016 - today:"),
        ("Sept. 2012 – June 2016:", "July 2016 – now:"),
        ("09/2012–06/2016", "07/2016–present"),
        ("2012-09 – 2016-06", "2016-07 – present"),
        ("2012 to 2016", "since 2016"),
        ("(2012–2016)", "(2016–present)"),
        ("2012 -- 2016", "2016 -- present"),
        ("Sep '12 – Jun '16", "Jul '16 – date"),
    ],
)
def test_a_line_that_begins_with_its_years_keeps_them(first: str, second: str) -> None:
    lines = (
        f"{first} Lecturer, Norrvik University",
        f"{second} Professor, Tessaly Institute of Technology",
    )
    for break_, bullet in product(("\n", "\r\n", "\n\n"), ("", "• ", "- ")):
        assert posts(break_.join(bullet + line for line in lines)) == [LECTURER, PROFESSOR]
    assert posts("\n".join(reversed(lines))) == [PROFESSOR, LECTURER]


@pytest.mark.parametrize(
    "text",
    [
        "Lecturer, Norrvik University, 2012–2016\n"
        "Professor, Tessaly Institute of Technology, 2016–present",
        "Lecturer at Norrvik University (2012–2016)\n"
        "Professor at Tessaly Institute of Technology (2016–present)",
        "2012–2016\nLecturer\nNorrvik University\n"
        "2016–present\nProfessor\nTessaly Institute of Technology",
        "Norrvik University\nLecturer\n2012–2016\n"
        "Tessaly Institute of Technology\nProfessor\n2016–present",
        "2012–2016 Norrvik University, Lecturer\n"
        "2016–present Tessaly Institute of Technology, Professor",
        "Norrvik University: Lecturer, Sep 2012–Mar 2016; "
        "Tessaly Institute of Technology: Professor, Apr 2016–present.",
        "Norrvik University, Jan 2012–Mar 2016: Lecturer. "
        "Tessaly Institute of Technology, May 2016–present: Professor.",
        "Lecturer (2012–2016), Norrvik University; "
        "Professor (2016–present), Tessaly Institute of Technology.",
        "Lecturer (Fall 2012 – Summer 2016), Norrvik University; "
        "Professor (Mar 2016 – present), Tessaly Institute of Technology.",
    ],
)
def test_a_career_says_the_same_however_its_lines_are_ordered(text: str) -> None:
    assert posts(text) == [LECTURER, PROFESSOR]


@pytest.mark.parametrize(
    "dash",
    ["-", " - ", "–", " — ", " -- ", "--", "---", " − ", "‑", "~", " → ", " to ", " until ", "/"],
)
@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2012", "2016"),
        ("Jan 2012", "Dec 2016"),
        ("01/2012", "12/2016"),
        ("1.1.2012", "31.12.2016"),
        ("Jan '12", "Dec '16"),
        ("Jan ’12", "Dec ’16"),
    ],
)
def test_a_span_of_years_is_one_however_it_is_written(start: str, dash: str, end: str) -> None:
    text = f"Lecturer, Norrvik University, {start}{dash}{end}."
    assert posts(text) == [LECTURER]


@pytest.mark.parametrize(
    "years",
    [
        "March 2016 till date",
        "2016 to date",
        "2016 - till date",
        "2016 up to now",
        "2016 until today",
        "2016 -- present",
        "Jan '16 – Present",
        "since '16",
        "07/2016 – ongoing",
        "2016 – current",
        "since 2016/17",
        "since AY 2016-17",
        "since the academic year 2016/2017",
        "from 2016-17 onwards",
        "2016–",
    ],
)
def test_an_open_end_is_open_however_it_is_written(years: str) -> None:
    assert posts(f"Professor, Tessaly Institute of Technology, {years}.") == [PROFESSOR]


def test_spans_of_academic_years_and_of_the_last_century() -> None:
    assert posts("Lecturer, Norrvik University, from AY 2012-13 to AY 2015-16.") == [LECTURER]
    old = ("Lecturer", "Norrvik University", 1998, 2004, False)
    assert posts("Lecturer, Norrvik University, Jan '98 – Mar '04.") == [old]


@pytest.mark.parametrize(
    "text",
    [
        "Hun har vært professor ved Norrvik universitet siden 2015.",
        "Han blev professor ved Norrvik Universitet i 2015.",
        "Han har varit professor vid Norrviks universitet sedan 2015.",
        "On je profesor na Sveučilištu Norrvik od 2015. godine.",
        "2015 yılından beri Norrvik Üniversitesinde Professor olarak çalışıyor.",
        "Este professor universitar la Universitatea Norrvik din 2015.",
        "Norrvik大学の Professor 2015年より水文学を教えている",
    ],
)
def test_of_a_language_that_is_not_read_no_year_is_taken_for_an_end(text: str) -> None:
    assert [event for event in read_bio(text) if event.end is not None] == []


def test_lines_of_prose_that_begin_with_a_year_are_not_parted() -> None:
    wrapped = "She studies rivers, and in\n2015 Norrvik named her reader, and by\n2018 Wick too."
    assert sentences(wrapped) == (" ".join(wrapped.split()),)
    one = "She was a reader at Norrvik University\n2015 Tidal Prize"
    assert len(sentences(one)) == 1
