import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_check.compare.titles import TitleLikeness, key, same

LONG = "Tidal Pumping Along Microtidal Coasts: A Twelve-Year Record"


@pytest.mark.parametrize(
    ("a", "b", "likeness"),
    [
        (LONG, LONG.lower(), TitleLikeness.EXACT),
        (LONG, "Tidal pumping along micro-tidal coasts – a twelve year record", "exact"),
        ("Dune lenses: évolution", "dune lenses evolution", TitleLikeness.EXACT),
        (LONG, "Tidal pumping along microtidal coasts: a twelve-yaer record", TitleLikeness.NEAR),
        (LONG, "Tidal pumping along microtidal coasts", TitleLikeness.SUBTITLE),
        ("Groundwater research", "Groundwater research in deltas", TitleLikeness.DIFFERENT),
        ("Overview of task 3 of the shared challenge", "Overview of task 4 of the shared challenge",
         TitleLikeness.DIFFERENT),
        ("", LONG, TitleLikeness.DIFFERENT),
    ],
)  # fmt: skip
def test_slips_are_forgiven_and_other_titles_are_not(a: str, b: str, likeness: str) -> None:
    assert same(a, b).likeness == same(b, a).likeness == likeness


def test_markup_and_formulas_do_not_make_another_title() -> None:
    assert key("Flow of H<sub>2</sub>O in $\\alpha$ sands") == "flow of h 2 o in sands"


@given(st.text(max_size=200))
def test_a_title_with_letters_is_the_same_as_itself(title: str) -> None:
    assert same(title, title).same == bool(key(title))
