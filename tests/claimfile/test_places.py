import json
import tomllib

from hypothesis import given, settings
from hypothesis import strategies as st

from persona_check.claimfile.places import places_in_json, places_in_toml

TOML = '''# a claim
name = "Ada"
also_known_as = [
  "A. Example",  # initials, ]
  'Ada "the river" Example',
]
bio = """
name = "not a key"
"""
degrees = [{ degree = "PhD", year = 2014 }, { degree = "MSc" }]
a.b."c d" = 1979-05-27 07:32:00Z

[[affiliations]]
organization = "X"

[[affiliations]]
organization = "Y"
[affiliations.more]
start = 2015

[sources]
x = 1
'''


def test_toml_values_have_their_line_and_column() -> None:
    tomllib.loads(TOML)
    places = places_in_toml(TOML)
    assert {path: places[path] for path in places if path[0] != "degrees"} == {
        ("name",): (2, 8),
        ("also_known_as",): (3, 17),
        ("also_known_as", 0): (4, 3),
        ("also_known_as", 1): (5, 3),
        ("bio",): (7, 7),
        ("a", "b", "c d"): (11, 13),
        ("affiliations", 0): (13, 1),
        ("affiliations", 0, "organization"): (14, 16),
        ("affiliations", 1): (16, 1),
        ("affiliations", 1, "organization"): (17, 16),
        ("affiliations", 1, "more"): (18, 1),
        ("affiliations", 1, "more", "start"): (19, 9),
        ("sources",): (21, 1),
        ("sources", "x"): (22, 5),
    }
    assert places[("degrees", 0, "year")] == (10, 37)
    assert places[("degrees", 1, "degree")] == (10, 56)


def test_json_values_have_their_line_and_column() -> None:
    text = '{\n "name": "A\\"da",\n "works": [\n  {"title": "T", "year": 2014},\n  "U"]}'
    assert places_in_json(text, first_line=10) == {
        (): (10, 1),
        ("name",): (11, 10),
        ("works",): (12, 11),
        ("works", 0): (13, 3),
        ("works", 0, "title"): (13, 13),
        ("works", 0, "year"): (13, 26),
        ("works", 1): (14, 3),
    }


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(json_values, st.sampled_from([None, 0, 2]))
def test_every_json_value_stands_where_its_place_says(value: object, indent: int | None) -> None:
    text = json.dumps(value, indent=indent)
    lines = text.split("\n")
    for path, (line, column) in places_in_json(text).items():
        expected = value
        for step in path:
            expected = expected[step]  # type: ignore[index]  # paths lead through lists and dicts
        rest = "\n".join([lines[line - 1][column - 1 :], *lines[line:]])
        assert json.JSONDecoder().raw_decode(rest)[0] == expected
