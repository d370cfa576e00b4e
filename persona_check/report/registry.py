"""All formats, the default first."""

from persona_check.report.base import Format
from persona_check.report.json_v1 import JsonV1
from persona_check.report.terminal import Terminal

__all__ = ["ALL_FORMATS"]

ALL_FORMATS: tuple[Format, ...] = (Terminal(), JsonV1())
