"""The pages on timeline, footprint and contact speak of the levels that there are."""

import re
from pathlib import Path

from persona_check.checks.department import Department
from persona_check.checks.footprint import Footprint
from persona_check.checks.timeline import Timeline
from persona_check.exhibits.signature import MessageOutcome
from persona_check.model.finding import Outcome

DOCS = Path(__file__).parent.parent / "docs"


def first_cells(page: str) -> set[str]:
    rows = re.findall(r"^\| (`[^|]+) \|", (DOCS / page).read_text("utf-8"), re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`(\w+)`", row)}


def test_each_adverse_level_of_the_timeline_and_each_of_units_and_footprint_has_its_row() -> None:
    adverse = {level.id for level in Timeline.levels if level.outcome is Outcome.CONTRADICTS}
    others = {level.id for level in (*Footprint.levels, *Department.levels)}
    assert first_cells("timeline.md") == adverse | others


def test_each_outcome_of_a_message_has_its_row() -> None:
    assert first_cells("contact.md") == {outcome.value for outcome in MessageOutcome}
