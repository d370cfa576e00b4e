"""Reads a biography: dated assertions, each with the sentence in which it stands."""

__all__: list[str] = []
