"""What the words of a report mean; they stand in ``words.toml``, each with an example."""

import textwrap
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["GUIDE", "Word", "word_lines", "words"]

_WIDTH = 88
GUIDE = """\
How to read a report

  ✓ ✗ ? –    nothing serious speaks against it, something does, several people fit, cannot tell
  three questions    is there such a person, is it true, is the writer that person?
  CONTRADICTED    what says otherwise, who says so, and what else it could be
  CONFIRMED    what independent parties have; UNCHECKED: what nobody could tell, and why
  NEXT    what to do, first what asks least of the person; --draft N prints the letter

Every contradiction stands with an everyday explanation: read it before you decide. What was
not found is not absent. The report judges the claim, never the person, and a figure alone must
not decide about anybody. It is not made for hiring or for admission to services.

persona-check explain WORD explains a word of a report: corroborated, A3, borrowed, interval …
persona-check explain CHECK shows everything a check can find; CHECK/LEVEL shows one finding.
persona-check explain prior lists the values of --prior, and where each figure comes from.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word with its meaning and an example; ``also`` are words to read with it."""

    word: str
    means: str
    example: str
    also: tuple[str, ...] = ()


@cache
def words() -> Mapping[str, Word]:
    """All words, by themselves in lower case with blanks."""
    document = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
    return {
        word.lower().replace("_", " "): Word(
            word=word,
            means=entry["means"],
            example=entry["example"],
            also=tuple(entry.get("also", ())),
        )
        for word, entry in document.items()
    }


def word_lines(word: Word) -> Iterator[str]:
    """The word as it is printed."""
    yield word.word
    yield from _wrapped(word.means)
    yield from _wrapped(f"For example: {word.example}")
    if word.also:
        yield from _wrapped(f"See also: {', '.join(word.also)}")


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(
        text, _WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False
    )
