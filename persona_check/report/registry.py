"""All formats, the default first."""

import difflib

from persona_check.model.report import Report
from persona_check.report.base import Format
from persona_check.report.for_subject import ForSubject
from persona_check.report.html import Html
from persona_check.report.json_v1 import JsonV1
from persona_check.report.markdown import Markdown
from persona_check.report.terminal import Terminal

__all__ = ["ALL_FORMATS", "render"]

ALL_FORMATS: tuple[Format, ...] = (Terminal(), JsonV1(), Html(), Markdown(), ForSubject())


def render(report: Report, format: str = "terminal") -> str:
    """The report as text: ``terminal``, ``json``, ``html``, ``markdown`` or ``for-subject``.

    Raises:
        ValueError: unknown format.
    """
    for one in ALL_FORMATS:
        if one.id == format:
            return one.render(report)
    known = [one.id for one in ALL_FORMATS]
    near = difflib.get_close_matches(format, known, n=1) or known
    raise ValueError(f"no format is called {format[:40]!r}; use {', '.join(near)}")
