from itertools import combinations

import pytest

from persona_check.compare.organizations import (
    OrganizationVerdict,
    core_words,
    differs_from_all,
    same,
)

SAME, DIFFERENT, UNDECIDED = (
    OrganizationVerdict.SAME,
    OrganizationVerdict.DIFFERENT,
    OrganizationVerdict.UNDECIDED,
)


def both_ways(a: str, b: str) -> OrganizationVerdict:
    verdict = same(a, b).verdict
    assert same(b, a).verdict is verdict
    return verdict


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


@pytest.mark.parametrize(
    "text",
    [
        "Department of Electrical & Computer Engineering",
        "Tamberlane Co., Ltd., Japan",
        "Tamberlane Brain, Tamberlane, USA",
        "QTIX Norrvik, QuoreL project, France",
        "12",
        "Ltd",
        "諾維克大学",
        "(Norrvik)",
        "Universit ´e de Norrvik†",
    ],
)
def test_whatever_is_printed_is_the_same_as_itself(text: str) -> None:
    assert both_ways(text, text) is SAME
    assert both_ways(text, f" {text.upper()} ") is SAME


UNIVERSITY = (
    "Norrvik University",
    "University of Norrvik",
    "Universität Norrvik",
    "Université de Norrvik",
    "Università degli Studi di Norrvik",
    "Universidad de Norrvik, España",
    "Norrvik universitet",
    "Uniwersytet Norrvik",
    "NORRVIK UNIV.",
    "Univ. of Norrvik",
    "The University of Norrvik∗",
    "Norrvik University1",
    "Dept. of Physics, Norrvik University, 12 Harbour Street, Norrvik, Sweden",
    "Norrvik University, Faculty of Law",
    "School of Physics of Norrvik University",
    "Faculty of Law; Norrvik University",
    "Norrvik University (NU), Sweden",
)


@pytest.mark.parametrize(("a", "b"), list(combinations(UNIVERSITY, 2)))
def test_one_university_in_other_words(a: str, b: str) -> None:
    if "España" in a + b and "Sweden" in a + b:
        assert both_ways(a, b) is UNDECIDED
    else:
        assert both_ways(a, b) is SAME


@pytest.mark.parametrize("a", UNIVERSITY)
@pytest.mark.parametrize("b", UNIVERSITY)
def test_two_invented_towns_stay_different(a: str, b: str) -> None:
    for town in ("Quorra", "Norrvista", "New Norrvik", "Norr"):
        other = b.replace("NORRVIK", town).replace("Norrvik", town)
        assert both_ways(a, other) is not SAME


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Politecnico di Norrvik", "Polytechnic University of Norrvik"),
        ("Technische Universität Norrvik", "TU Norrvik, Germany"),
        ("Tuebberg University", "Tübberg University"),
        ("Technische Universität Milano", "Technical University of Milan"),
        ("Instituto Tecnológico de Norrvik", "Norrvik Institute of Technology"),
        ("Norrvik Medical School", "Norrvik University"),
        ("Tamberlane Research, Norrvik, UK", "Tamberlane Corporation"),
        ("Tamberlane", "Tamberlane AI Labs, Quorra, Japan"),
        ("Robotic Systems Lab, Tamberlane AG", "Tamberlane AG, Switzerland"),
        ("RWQH Norrvik", "RWQH Norrvik University"),
        ("University of Norrvik 3", "Université Norrvik III"),
        ("Norrvik University + Quorra College", "Quorra College"),
        ("Norrvik University†Quorra College", "Quorra College"),
        ("Norr-vik University", "Norrvik University"),
        ("TU, Norrvik", "Technische Universität Norrvik"),
        ("Norrvik University and is a member of Quorra College", "Norrvik University"),
        ("Microsoft", "Microsoft Research, Norrvik"),
    ],
)
def test_languages_kinds_and_companies(a: str, b: str) -> None:
    assert both_ways(a, b) is SAME


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("University of Norrvik 1", "University of Norrvik 2"),
        ("King's College Norrvik", "King's College"),
        ("Tamberlane Research, Norrvik, UK", "University of Norrvik"),
        ("Norrvik Institute of Technology", "Quorra Institute of Technology"),
        ("Norrvik University of Economics", "Norrvik University of Law"),
        ("Norrvik University", "Norrvik College"),
        ("University of Norrvik at Quorra", "University of Norrvik-Tamber"),
        ("Islamic Azad University, Norrvik", "Islamic Azad University, Quorra"),
    ],
)
def test_numbers_places_and_campuses_tell_apart(a: str, b: str) -> None:
    assert both_ways(a, b) is not SAME


def test_what_the_registry_knows_decides_on_order_acronyms_and_namesakes() -> None:
    assert both_ways("York University", "University of York") is DIFFERENT
    assert both_ways("Miami University", "University of Miami") is DIFFERENT
    assert both_ways("York University", "University of York, Toronto, Canada") is DIFFERENT
    china = "Northeastern University, Shenyang, China"
    assert both_ways("Northeastern University, Boston, MA, USA", china) is DIFFERENT
    assert both_ways("UCLA", "University of California, Los Angeles") is SAME
    assert both_ways("CNRS", "Centre national de la recherche scientifique") is SAME
    assert both_ways("Københavns Universitet", "University of Copenhagen") is SAME
    assert both_ways("京都大学", "Kyoto University") is SAME
    assert both_ways("KAIST", "Norrvik University") is DIFFERENT
    assert both_ways("CSAIL, MIT", "MIT CSAIL") is SAME


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("QTXR", "Norrvik University"),
        ("Norrvik", "Norrvik University"),
        ("Miami", "University of Miami"),
        ("MIT", "Mandrel Institute of Technology"),
        ("諾維克大学", "Norrvik University"),
        ("Department of Physics", "Norrvik University"),
        ("Institute of Hydrology, Norrvik", "Norrvik University"),
        ("Tamberlane Maps", "Tamberlane Cars"),
        ("Microsoft", "Microsoft Norrvik"),
        ("", "Norrvik University"),
    ],
)
def test_what_cannot_be_told_is_undecided_and_never_surely_another(a: str, b: str) -> None:
    assert both_ways(a, b) is UNDECIDED
    assert not differs_from_all(a, ["Quorra College", b])


def test_a_list_differs_only_where_each_of_it_does() -> None:
    assert differs_from_all("Norrvik University", ["Quorra College", "Tamberlane University"])
    assert not differs_from_all("Norrvik University", ["Quorra College", "Univ. of Norrvik"])


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Formerly University of Norrvik", "University of Norrvik"),
        ("Emeritus, University of Norrvik", "Norrvik University"),
        ("University of Norrvik and Quellbrook Institute", "University of Norrvik"),
        ("University of Norrvik and Quellbrook Institute", "Quellbrook Institute"),
        ("UniversitÃ¤t Norrvik", "Universität Norrvik"),
        ("UNIVERSITY OF NORRVIK", "University of Norrvik"),
    ],
)
def test_time_and_joint_posts_leave_the_organization_as_it_is(a: str, b: str) -> None:
    assert same(a, b).same
    assert same(a, b) == same(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Norrvik University of Science and Technology", "Norrvik University"),
        ("Norrvik University of Arts and Ostheim University", "Ostheim Institute of Technology"),
    ],
)
def test_an_and_within_a_name_takes_nothing_apart(a: str, b: str) -> None:
    assert not same(a, b).same
