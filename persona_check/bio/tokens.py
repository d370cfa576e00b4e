"""Takes a sentence apart into words with their classes."""

from dataclasses import dataclass

from persona_check.bio.lexicon import Lexicon
from persona_check.expressions import Expression

__all__ = ["Token", "tokens_in"]

_TOKEN = Expression(
    r"[^\W_]+(?:[.'’&+/‐-][^\W_]+)*(?:(?<=\.[^\W_])\.|(?<=\.[^\W_][^\W_])\.)?|[^\w\s]"
)
_SHORT = frozenset(
    "dr prof mr mrs ms st jr sr inc ltd rev hon hab dott avv ing sig dra lic mag drs ir mw geb ur "
    "vs".split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign of a sentence, where it stands (in characters) and what it may be."""

    text: str
    at: int
    to: int
    folded: str
    classes: frozenset[str]

    @property
    def is_word(self) -> bool:
        """Whether it is no sign."""
        return self.text[0].isalnum()


def tokens_in(sentence: str, words: Lexicon) -> tuple[Token, ...]:
    """In order; the point of "Dr." and "Ph.D." belongs to the word."""
    found: list[Token] = []
    for match in _TOKEN.finditer(sentence):
        text, at, to = match.group(), match.start(), match.end()
        if text == "." and found and found[-1].to == at and found[-1].folded in _SHORT:
            last = found.pop()
            text, at = f"{last.text}.", last.at
        folded = text.casefold().replace("’", "'")
        found.append(Token(text, at, to, folded, words.classes(folded)))
    return tuple(found)
