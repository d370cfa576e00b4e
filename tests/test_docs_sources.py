"""The page on sources speaks of the sources that there are, by their ids and titles."""

import re
from pathlib import Path

from persona_check.sources.registry import ALL_SOURCES

PAGE = Path(__file__).parent.parent / "docs" / "sources.md"


def test_the_page_has_a_row_for_each_source_in_their_order_and_no_other() -> None:
    table = PAGE.read_text("utf-8").split("## Upstream keys")[0]
    rows = re.findall(r"^\| ([^|(]+(?: \(RDAP\))?) \(`(\w+)`\) \|", table, re.MULTILINE)
    known = [(source.title, source.id) for source in ALL_SOURCES]
    assert rows == [(title.strip(), identifier) for title, identifier in known]
