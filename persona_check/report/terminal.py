"""The report for a person at a terminal: half a minute on one screen, or everything."""

import os
import shutil
from typing import ClassVar

from persona_check.model.report import Report
from persona_check.report.answer.bottom_line import bottom_line
from persona_check.report.answer.chances import short_chance
from persona_check.report.answer.questions import questions
from persona_check.report.escaping import plain
from persona_check.report.screen.first import first_screen
from persona_check.report.terminal_details import details

__all__ = ["Terminal", "one_line"]

LEAST_COLUMNS, MOST_COLUMNS = 60, 110
WIDEST_SCREEN = 88  # a line that the eye can follow
LONGEST_LINE = 500


class Terminal:
    """Text with colour where ``color`` is set, at a width a person can read.

    At most 30 lines, unless ``details`` asks for everything. Without ``unicode`` the marks are
    plain ASCII.
    """

    id: ClassVar[str] = "terminal"
    suffix: ClassVar[str] = ".txt"

    def __init__(
        self,
        *,
        color: bool = False,
        columns: int | None = None,
        details: bool = False,
        unicode: bool = True,
    ) -> None:
        wanted = columns or shutil.get_terminal_size((88, 24)).columns
        self._columns = max(LEAST_COLUMNS, min(MOST_COLUMNS, wanted))
        self._color = color and "NO_COLOR" not in os.environ
        self._details, self._unicode = details, unicode

    def render(self, report: Report) -> str:
        """The screen, or the whole report."""
        if self._details:
            return details(report, self._columns, color=self._color)
        return first_screen(
            report,
            min(self._columns, WIDEST_SCREEN),
            color=self._color,
            unicode=self._unicode,
        )


def one_line(report: Report) -> str:
    """Verdict, chance and bottom line in a line that scripts can read."""
    answers = questions(report)
    known = answers.writer.chance is not None
    decided = report.assessment.verdict != "insufficient"
    chance = short_chance(report.assessment.confidence) if known or decided else "no figure"
    words = f"{report.claim.name}: {bottom_line(report, answers)}"
    return f"{report.assessment.verdict:<12}  {chance:<9}  {plain(words, LONGEST_LINE)}\n"
