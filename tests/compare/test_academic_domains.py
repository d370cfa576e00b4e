import pytest

from persona_check.compare import academic_domains


@pytest.mark.parametrize(
    ("organization", "countries"),
    [
        ("University of Sydney", {"AU"}),
        ("University at Albany - SUNY", {"US"}),
        ("University of Nebraska", {"US"}),
        ("University at Buffalo", {"US"}),
        ("HKUST", {"HK"}),
        ("NOSUCH", set()),
        ("Norrvik University", set()),
    ],
)
def test_the_country_of_an_organization_is_told_where_all_names_around_it_agree(
    organization: str, countries: set[str]
) -> None:
    assert academic_domains.countries_of(organization) == countries
