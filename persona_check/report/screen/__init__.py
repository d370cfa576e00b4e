"""One screen of a terminal: lines of a fixed width, and what stands in them."""

from persona_check.report.screen.first import first_screen

__all__ = ["first_screen"]
