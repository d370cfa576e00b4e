"""Word lists of documents, read once: ``words/*.toml`` beside this file."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

__all__ = ["any_line_of", "any_words_of", "lists", "one_of"]


@cache
def lists(file: str) -> Mapping[str, tuple[str, ...]]:
    """All lists of a file by their names, in its order."""
    package = resources.files("persona_check.intake")
    text = package.joinpath("words", f"{file}.toml").read_text("utf-8")
    return {name: tuple(found.split("\n")[:-1]) for name, found in tomllib.loads(text).items()}


def one_of(file: str, *names: str) -> str:
    """A pattern that fits any line of these lists, or of all; it has to be put in brackets."""
    found = lists(file)
    return "|".join(line for name in names or found for line in found[name])


@cache
def any_line_of(file: str, *names: str) -> re.Pattern[str]:
    """What fits any line of these lists, in capitals or not."""
    return re.compile(rf"(?:{one_of(file, *names)})", re.IGNORECASE)


@cache
def any_words_of(file: str, *names: str) -> re.Pattern[str]:
    """The same where it begins and ends with a word."""
    return re.compile(rf"\b(?:{one_of(file, *names)})\b", re.IGNORECASE)
