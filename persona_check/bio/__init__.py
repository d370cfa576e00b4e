"""Reads a biography: dated assertions, each with its sentence."""

__all__: list[str] = []
