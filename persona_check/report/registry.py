"""All formats, the default first."""

from persona_check.report.base import Format
from persona_check.report.for_subject import ForSubject
from persona_check.report.html import Html
from persona_check.report.json_v1 import JsonV1
from persona_check.report.markdown import Markdown
from persona_check.report.terminal import Terminal

__all__ = ["ALL_FORMATS"]

ALL_FORMATS: tuple[Format, ...] = (Terminal(), JsonV1(), Html(), Markdown(), ForSubject())
