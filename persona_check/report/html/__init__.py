"""The report as one self-contained page that needs no script and asks the network nothing."""

from persona_check.report.html.page import Html

__all__ = ["Html"]
