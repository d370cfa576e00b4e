import pytest

from persona_check.compare.name_rarity import is_common


@pytest.mark.parametrize(
    "name",
    [
        "Wei Zhang",
        "Zhang Wei",
        "J. Smith",
        "John Smith",
        "Minh Nguyen",
        "Plato",
        "Jing Li",
        "Garcia Jose",
        "Kenji Tanaka",
    ],
)
def test_names_that_many_people_bear_are_common(name: str) -> None:
    assert is_common(name)


@pytest.mark.parametrize(
    "name",
    [
        "Maren Oduya-Lindqvist",
        "Bartholomew Smith",
        "Solveig Vantressel",
        "Wei Vantressel",
        "Horacio Rodriguez",
        "Norrvik Tanaka",
    ],
)
def test_names_that_hardly_two_people_bear_are_not(name: str) -> None:
    assert not is_common(name)
