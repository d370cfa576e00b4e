"""The answer to a report in half a minute: three questions, one bottom line, who would know."""

from persona_check.report.answer.bottom_line import bottom_line
from persona_check.report.answer.questions import Questions, questions

__all__ = ["Questions", "bottom_line", "questions"]
