"""Reads the word lists of ``words/*.toml``, each file once and only when a bio needs it."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

__all__ = ["one_of", "word_set", "words"]


@cache
def words(file: str, *lists: str) -> tuple[str, ...]:
    """The lines of these lists of a file, or of all its lists, in their order."""
    found = _lists(file)
    return tuple(line for name in lists or found for line in found[name].splitlines())


@cache
def word_set(file: str, *lists: str) -> frozenset[str]:
    """The same lines, to look one up."""
    return frozenset(words(file, *lists))


def one_of(file: str, *lists: str) -> str:
    """A pattern that fits any of the lines; it has to be put in brackets."""
    return "|".join(words(file, *lists))


@cache
def _lists(file: str) -> Mapping[str, str]:
    text = resources.files("persona_check.bio").joinpath("words", f"{file}.toml").read_text("utf-8")
    return tomllib.loads(text)
