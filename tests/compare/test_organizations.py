import pytest

from persona_check.compare.organizations import core_words, same


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Univ. of California - Berkeley", "UC Berkeley"),
        ("University of California, Berkeley", "EECS, University of California, Berkeley, CA, USA"),
        ("Norrvik University", "Dept. of Physics, Norrvik Univ., Norrvik, Sweden"),
        ("MIT", "Massachusetts Institute of Technology, Cambridge, MA"),
        ("Quorra Polytechnic Academy of Science", "QPAS"),
        ("Politecnico di Ostrama", "Polytechnic of Ostrama"),
        ("DFKI", "Educational Technology Lab, DFKI"),
        ("TU Halven", "Technical University of Halven"),
        ("TU Halven", "Technische Universität Halven+Quorra Academy of Science"),
        ("UC Berkeley EECS", "University of California, Berkeley, USA"),
        ("University of Michigan", "University of Michigan, Ann Arbor, USA"),
        ("University of Michigan, USA", "University of Michigan"),
        ("University of California", "University of California"),
    ],
)
def test_one_organization_under_two_names_is_the_same(a: str, b: str) -> None:
    assert same(a, b).same
    assert same(b, a).same


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Univ. of California - San Diego", "University of California, Berkeley"),
        ("University of Norrvik", "Norrvik State University"),
        ("Department of Physics, Norrvik University", "Department of Physics, Quorra University"),
        ("University of California", "University of California, Berkeley"),
        ("University of Michigan", "University of Michigan, Dearborn"),
        ("University of Maryland", "University of Maryland, Baltimore County"),
        ("", "Norrvik University"),
    ],
)
def test_other_organizations_are_not_the_same(a: str, b: str) -> None:
    assert not same(a, b).same
    assert not same(b, a).same


def test_core_words_spell_out_abbreviations() -> None:
    assert core_words("Norrvik Inst. of Tech.") == {"norrvik", "institute", "technology"}


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        ("Norrvik University, China", "Quorra University, China", False),
        ("Norrvik University, Berlin, Germany", "Quorra College, Berlin, Germany", False),
        ("Tamberlane, Seattle, USA", "Oduya, Seattle, USA", False),
        ("Department of Physics, USA", "Tamberlane, MA, USA", False),
        ("Department of Physics, Norrvikum, Israel", "Norrvikum, Haifa", True),
        ("Robotics Institute, NQTU", "NQTU", True),
        ("IIT Norrvik", "Indian Institute of Technology Norrvik", True),
        ("IIT Norrvik", "Indian Institute of Technology, Quorra", False),
    ],
)
def test_a_place_is_no_organisation_and_a_campus_has_a_short_name(
    a: str, b: str, one: bool
) -> None:
    assert (same(a, b).same, same(b, a).same) == (one, one)
