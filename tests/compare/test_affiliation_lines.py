import pytest

from persona_check.compare.affiliation_lines import (
    AffiliationLine,
    claimed_units,
    organization_words,
    read_lines,
    says_its_subject,
    subject,
)


@pytest.mark.parametrize(
    ("printed", "unit", "organization", "country"),
    [
        ("Institute for Tidal Physics, Norrvik University", "Institute for Tidal Physics",
         "Norrvik University", None),
        ("School of Wells of the University of Quorra, France", "School of Wells",
         "University of Quorra", "FR"),
        ("Norrvik University, Department of Physics, Sweden", "Department of Physics",
         "Norrvik University", "SE"),
        ("Institut für Informatik, Universität Quorra", "Institut für Informatik",
         "Universität Quorra", None),
        ("Département de physique, Université de Quorra", "Département de physique",
         "Université de Quorra", None),
        ("Facultad de Derecho, Universidad de Quorra, Chile", "Facultad de Derecho",
         "Universidad de Quorra", "CL"),
        ("Chair of Dunes, QTIX", "Chair of Dunes", "QTIX", None),
    ],
)  # fmt: skip
def test_unit_organization_and_country_are_told_in_several_languages(
    printed: str, unit: str, organization: str, country: str | None
) -> None:
    assert read_lines(printed) == (
        AffiliationLine(units=(unit,), organizations=(organization,), country=country),
    )


def test_several_affiliations_in_one_string_are_read_apart() -> None:
    first, second = read_lines("Lab of Dunes, Norrvik University+Quorra Polytechnic, Japan")
    assert (first.units, first.country) == (("Lab of Dunes",), None)
    assert (second.organizations, second.units, second.country) == (
        ("Quorra Polytechnic",),
        (),
        "JP",
    )


def test_a_campus_stays_with_its_system() -> None:
    (line,) = read_lines("Department of Wells, University of California, Berkeley, USA")
    assert line.organizations == ("University of California, Berkeley",)
    assert organization_words(line.organizations[0]) == organization_words("UC Berkeley")


@pytest.mark.parametrize("text", ["", "Meltwater Labs", "Department of Physics", "Port of Quorra"])
def test_where_no_academic_organization_is_named_nothing_is_read(text: str) -> None:
    assert read_lines(text) == ()
    assert claimed_units(text, None) == (text, ())


def test_a_department_given_by_itself_is_a_claimed_unit_too() -> None:
    assert claimed_units("Norrvik University", "Chair of Dunes") == (
        "Norrvik University",
        ("Chair of Dunes",),
    )


def test_of_an_acronym_and_a_name_the_name_is_the_organization() -> None:
    assert claimed_units("QTI, Norrvik University, Sweden", None)[0] == "Norrvik University"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Institut für Physik", "Department of Physics"),
        ("Département de physique", "School of Physics"),
        ("Facultad de Derecho", "Faculty of Law"),
        ("Lehrstuhl für Maschinenbau", "Dept. of Mechanical Engineering"),
        ("Institut für Mathematik", "Mathematics Department"),
        ("Ivo Tamberlane School of Medicine", "School of Medicine"),
    ],
)
def test_one_subject_in_two_languages_shares_a_word(one: str, other: str) -> None:
    assert subject(one) & subject(other)


def test_acronyms_and_names_are_no_subject() -> None:
    assert subject("Department of EECS") == frozenset()
    assert not says_its_subject("Hosoda Laboratory")
    assert says_its_subject("Laboratory of Tides")


def test_a_hostile_string_is_bounded() -> None:
    assert len(read_lines("Lab of X, Norrvik University;" * 500)) <= 8
    assert read_lines("(" * 50_000 + "of " * 50_000) == ()
