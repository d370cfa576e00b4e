"""Reads the tables of ``tables/``, each file once and only when a name needs it."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

__all__ = ["lines", "table", "word_set"]


def _text(file: str) -> str:
    folder = resources.files("persona_check.compare.names").joinpath("tables")
    return folder.joinpath(file).read_text("utf-8")


@cache
def lines(file: str) -> tuple[str, ...]:
    """The lines of a text file that are no comments."""
    return tuple(line for line in _text(file).splitlines() if line and not line.startswith("#"))


@cache
def table(file: str) -> Mapping[str, str]:
    """The entries of a TOML file."""
    return {name: str(value) for name, value in tomllib.loads(_text(file)).items()}


@cache
def word_set(file: str, *entries: str) -> frozenset[str]:
    """The words of these entries of a TOML file."""
    return frozenset(word for entry in entries for word in table(file)[entry].split())
