import pytest

from persona_check.compare.academic_domains import (
    countries_of,
    domains_of,
    is_academic,
    is_free_mail,
    schools_at,
)
from persona_check.compare.countries import continent_of, country_in


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("Dept. of Physics, Norrvik University, Norrvik, Sweden", "SE"),
        ("Quorra College, Quorra Bay NSW, Australia", "AU"),
        ("Tessaly Institute, Tessaly, PA, USA", "US"),
        ("University of Georgia Beach", None),
        ("", None),
    ],
)
def test_the_country_is_read_where_it_stands_alone(address: str, code: str | None) -> None:
    assert country_in(address) == code


def test_continents_follow_the_country_code() -> None:
    assert (continent_of("se"), continent_of("AU"), continent_of("??")) == (
        "Europe",
        "Oceania",
        None,
    )


def test_the_list_of_academic_domains_knows_names_and_countries() -> None:
    assert "sydney.edu.au" in domains_of("University of Sydney")
    assert countries_of("The University of Sydney") == {"AU"}
    assert domains_of("Norrvik University") == ()
    assert "University of Sydney" in schools_at("cs.sydney.edu.au")
    assert is_academic("sydney.edu.au")
    assert is_free_mail("gmail.com")
    assert not is_free_mail("sydney.edu.au")
