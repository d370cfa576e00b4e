"""The table of mutants is current: each rule stands where its row says, and its tests are there."""

from pathlib import Path

import pytest

from benchmarks.mutant_rows import ROWS, Mutant
from benchmarks.mutants import mutated

ROOT = Path(__file__).parent.parent
rows = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)


@rows
def test_the_rule_of_a_row_stands_once_in_its_file_and_what_is_put_there_can_be_read(
    row: Mutant,
) -> None:
    source = (ROOT / row.file).read_text("utf-8")
    changed = mutated(row, source)
    assert changed != source
    compile(changed, row.file, "exec")
    assert row.tests
    assert all((ROOT / name).is_file() for name in row.tests)


def test_no_two_rows_share_a_name_and_a_rule_that_is_gone_is_an_error() -> None:
    assert len({row.name for row in ROWS}) == len(ROWS)
    with pytest.raises(ValueError, match="stands 0 times"):
        mutated(ROWS[0], "nothing of the kind")
    with pytest.raises(ValueError, match="stands 2 times"):
        mutated(ROWS[0], ROWS[0].text * 2)
