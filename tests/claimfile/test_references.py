"""One work, pasted as a reference in many styles: one reading."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_check.claimfile.references import read_reference

TITLE = "Slow water in reed beds: a census of terns"
VENUE = "Journal of Invented Waters"
DOI = "10.5555/slow.11"

STYLES = {
    "apa": f"Ashgrove, Q. M., & Wick, T. (2018). {TITLE}. "
    f"{VENUE}, 12(3), 45–67. https://doi.org/{DOI}",
    "one of several": f"Ashgrove, Q., et al. (2018). {TITLE}. {VENUE}.",
    "mla": f"Ashgrove, Quenby, and Tolver Wick. “{TITLE}.” "
    f"{VENUE}, vol. 12, no. 3, 2018, pp. 45-67.",
    "chicago": f"Ashgrove, Quenby, and Tolver Wick. “{TITLE}.” {VENUE} 12, no. 3 (2018): 45–67.",
    "author-date": f"Ashgrove, Quenby. 2018. “{TITLE}.” {VENUE} 12 (3): 45–67.",
    "vancouver": f"Ashgrove QM, Wick T. {TITLE}. {VENUE}. 2018;12(3):45-67.",
    "pubmed": f"Ashgrove QM, Wick T. {TITLE}. "
    f"{VENUE}. 2018 Mar 4;12(3):45-67. doi: {DOI}. PMID: 123.",
    "ieee": f"[7] Q. M. Ashgrove and T. Wick, “{TITLE},” "
    f"{VENUE}, vol. 12, no. 3, pp. 45–67, Mar. 2018.",
    "harvard": f"Ashgrove, Q. and Wick, T., 2018. {TITLE}. {VENUE}, 12(3), pp.45-67.",
    "harvard, quoted": f"Ashgrove, Q. (2018) '{TITLE}', {VENUE}, 12(3), pp. 45–67.",
    "gbt": f"ASHGROVE Q M, WICK T. {TITLE}[J]. {VENUE}, 2018, 12(3): 45-67.",
    "dblp": f"Quenby Ashgrove, Tolver Wick: {TITLE}. {VENUE} 12(3): 45-67 (2018)",
    "springer": f"Ashgrove, Q., Wick, T.: {TITLE}. {VENUE} 12(3), 45–67 (2018)",
    "nature": f"Ashgrove, Q. & Wick, T. {TITLE}. {VENUE} 12, 45–67 (2018).",
    "acs": f"Ashgrove, Q.; Wick, T. {TITLE}. {VENUE} 2018, 12, 45–67.",
    "acm": f"Quenby Ashgrove and Tolver Wick. 2018. {TITLE}. In {VENUE}. 45–67.",
    "bibtex": f"@article{{a, title = {{{TITLE}}}"
    f", author = {{Quenby Ashgrove}}, journal = {{{VENUE}}}, "
    "year = 2018}",
    "year first": f"2018. “{TITLE}”, {VENUE}",
    "year first, names": f"2018 — Ashgrove, Q., Wick, T. {TITLE}. {VENUE}.",
    "bullet": f"• Ashgrove, Q., & Wick, T. (2018). {TITLE}. {VENUE}.",
}  # fmt: skip


@pytest.mark.parametrize("line", STYLES.values(), ids=STYLES)
def test_a_reference_in_any_style_is_the_same_work(line: str) -> None:
    read = read_reference(line)
    assert (read.title, read.year, read.venue) == (TITLE, 2018, VENUE)
    assert read.understood
    assert read.doi == (DOI if DOI in line else None)


@pytest.mark.parametrize("line", STYLES.values(), ids=STYLES)
def test_the_first_author_is_read(line: str) -> None:
    author = read_reference(line).first_author
    assert author is None or "ashgrove" in author.casefold()
    assert (author is None) == line.startswith("2018. “")


def test_chinese_marks_are_read() -> None:
    read = read_reference("李明，王芳：《浅水湖泊的芦苇》，《虚构水域学报》2018年第3期")
    assert (read.title, read.venue, read.year) == ("浅水湖泊的芦苇", "虚构水域学报", 2018)


@pytest.mark.parametrize(
    "title",
    [
        TITLE, "Do as I can, not as I say: terns and their young", "Reeds 2018", "What is a marsh?",
        "“Why do terns dive?” Explaining the dives of any tern", "Overview of the shared task 2013",
        "The lakes of the north. Part II", "A. marina in spate", "On the B cells of A. cristata",
    ],
)  # fmt: skip
def test_a_title_alone_stays_as_it_is(title: str) -> None:
    read = read_reference(title)
    assert read.title == title
    assert read.is_title_alone


@pytest.mark.parametrize(
    "line",
    [
        "Ashgrove Wick et al Slow water in reed beds J Inv Wat 2018; 12(3): 45",
        "ashgrove, slow water in reed beds of the north, waters, pp. 12-14, 2018",
        "Ashgrove, Q. (2018). Slow water? A census. Terns",
    ],
)
def test_a_line_that_cannot_be_told_apart_is_not_understood(line: str) -> None:
    read = read_reference(line)
    assert not read.understood
    assert "low water" in read.title


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    read = read_reference(text)
    assert read.title or not text.strip()


@pytest.mark.parametrize(
    "line",
    [
        "Aa-" * 800,
        "Aa-Bb, " * 340 + "(",
        '" ' * 1200,
        "“a” " * 600,
        "' " * 1200,
        "J.-P. Aa, " * 240,
    ],
    ids=["hyphens", "double names", "quotes", "pairs", "apostrophes", "initials"],
)
def test_no_line_takes_long_to_read(line: str) -> None:
    started = time.process_time()
    assert read_reference(line).title
    assert time.process_time() - started < 2.0


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Q. Ashgrove. Fluidic actuation of reeds in situ. Lakes 2015", "Q. Ashgrove"),
        ("Q. M. Ashgrove. Fluidic actuation of reeds in situ. Lakes 2015.", "Q. M. Ashgrove"),
        ("S. Li. Fluidic actuation of reeds in situ. Lakes 2015", "S. Li"),
        ("X. Wu, Th. Bee. Fluidic actuation of reeds in situ. Lakes 2015", "X. Wu"),
    ],
)
def test_a_venue_with_its_year_alone_behind_the_title_is_read(line: str, author: str) -> None:
    read = read_reference(line)
    assert (read.title, read.venue, read.year) == (
        "Fluidic actuation of reeds in situ", "Lakes", 2015,
    )  # fmt: skip
    assert (read.first_author, read.understood) == (author, True)


def test_a_short_family_name_before_a_title_with_a_colon_is_no_initial() -> None:
    read = read_reference("S. Li. REED: Counting Terns. Lakes 2015")
    assert (read.first_author, read.title) == ("S. Li", "REED: Counting Terns")
    russian = read_reference("D. Yu. Ternov. Fluidic actuation of reeds in situ. Lakes 2015")
    assert russian.first_author == "D. Yu. Ternov"


@pytest.mark.parametrize("sign", [". ", ", "])
def test_without_an_author_a_venue_with_its_year_leaves_the_line_open(sign: str) -> None:
    assert not read_reference(f"Fluidic actuation of reeds in situ{sign}Lakes 2015").understood
    assert read_reference(f"Peat and silt in Norrvik{sign}1990 to 2015").is_title_alone
