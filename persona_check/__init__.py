"""Tells, with evidence, whether a claimed expert is real."""

__all__ = ["__version__"]

__version__ = "0.1.0"
