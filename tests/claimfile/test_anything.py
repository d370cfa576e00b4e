"""Whatever a claim file holds, reading it ends in a claim or in a complaint."""

import contextlib
import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from persona_check.claimfile import Row, read_rows, row_to_claim
from persona_check.claimfile.fields import KEYS
from persona_check.claimfile.places import places_in_toml
from persona_check.errors import ClaimError
from persona_check.model.claim import Claim

INNER = "title year venue doi organization role start end event degree award count url".split()
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["Ada (2014)", "10.5555/x", "x@y.example", "PhD", "0000-0002-1825-0097"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(INNER) | st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=8,
)
names = [*KEYS, *(spelling for spellings in KEYS.values() for spelling in spellings)]
documents = st.dictionaries(st.sampled_from(names), values, max_size=6).map(
    lambda given: {"name": "Ada"} | given
)
few = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@few
@given(documents, st.booleans())
def test_any_json_row_is_a_claim_or_a_complaint(
    tmp_path: Path, document: dict[str, object], lenient: bool
) -> None:
    row = Row(number=1, line=1, id="r", raw=json.dumps(document))
    try:
        claim = row_to_claim(row, tmp_path / "c.jsonl", lenient=lenient)
    except ClaimError:
        return
    assert isinstance(claim, Claim)
    assert [item.id for item in claim.assertions] == [
        f"a{at}" for at in range(1, len(claim.assertions) + 1)
    ]
    assert all(item.value and item.origin for item in claim.assertions)


@few
@given(st.binary(max_size=300))
@pytest.mark.parametrize("name", ["c.jsonl", "c.csv", "c.json", "c.tsv"])
def test_any_bytes_are_rows_or_a_complaint(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(b"name,works\n" + content if name == "c.csv" else content)
    try:
        rows = list(read_rows(path))
    except ClaimError:
        return
    for row in rows:
        with contextlib.suppress(ClaimError):
            assert row_to_claim(row, path).name


@few
@given(st.text(alphabet="ab=[]{}\",\n#.'1 ", max_size=60))
def test_any_toml_that_its_parser_takes_has_places_within_its_lines(text: str) -> None:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    lines = text.split("\n")
    for line, column in places_in_toml(text).values():
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1
