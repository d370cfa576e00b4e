"""Knows the classes of words by language: ``words/languages/*.toml``, a file for each."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from persona_check.expressions import Expression

__all__ = ["LANGUAGES", "SMALL_CLASSES", "Lexicon", "language_of", "lexicon"]

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "sv", "pl")
# classes of words that only join others
SMALL_CLASSES = frozenset(
    "det of at in from to with by for on as and pronoun possessive is was has who when before "
    "after then both also such".split()
)
# of these a text has those of its own language alone
_OF_ONE_LANGUAGE = SMALL_CLASSES | {"now", "past"}
# small words tell a language; what is left of a list in several languages tells nothing
_TELLING = (
    "det",
    "of",
    "at",
    "in",
    "from",
    "with",
    "by",
    "for",
    "as",
    "and",
    "pronoun",
    "is",
    "was",
)
LEAST_SHARE_OF_SMALL_WORDS = 0.12
LEAST_WORDS = 3
LEAST_WORDS_OF_ANOTHER = 5
_WORD = Expression(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
LEAST_STEM_CHARACTERS = 3


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Classes by word, by the beginning of a word and by its end; no language is one not read."""

    language: str | None
    whole: Mapping[str, frozenset[str]]
    beginnings: Mapping[str, frozenset[str]]
    ends: Mapping[str, frozenset[str]]

    def classes(self, folded: str) -> frozenset[str]:
        """The classes of a word in small letters; of several beginnings the longest counts."""
        found = self.whole.get(folded)
        if found is not None:
            return found
        for length in range(len(folded), LEAST_STEM_CHARACTERS - 2, -1):
            found = self.beginnings.get(folded[:length])
            if found is not None:
                return found
        if self.ends:
            for at in range(1, len(folded) - LEAST_STEM_CHARACTERS):
                found = self.ends.get(folded[at:])
                if found is not None:
                    return found
        return frozenset()


def language_of(text: str) -> str | None:
    """The language with the most small words; None where they are few for so many words.

    A line of a CV has none, and is read as English.
    """
    words = [word.lower() for word in _WORD.findall(text) if not word[0].isupper()]
    if len(words) < LEAST_WORDS and text.isascii():
        return "en"
    counts = {"en": _count(words, "en")}
    if counts["en"] < 2 * LEAST_SHARE_OF_SMALL_WORDS * len(words):
        counts |= {language: _count(words, language) for language in LANGUAGES}
    best = max(counts, key=lambda language: counts[language])
    enough = counts[best] > 0 and counts[best] >= LEAST_SHARE_OF_SMALL_WORDS * len(words)
    return best if enough else None


def _count(words: Sequence[str], language: str) -> int:
    small = _small_words(language)
    found = [word for word in words if word in small]
    few = language != "en" and len(words) >= LEAST_WORDS_OF_ANOTHER and len({*found}) < 2
    return 0 if few else len(found)


@cache
def _small_words(language: str) -> frozenset[str]:
    lists = _lists(language)
    return frozenset(word for name in _TELLING for word in lists.get(name, "").split())


@cache
def lexicon(language: str | None) -> Lexicon:
    """The words of the language; titles and the like are read in English as well."""
    found: tuple[dict[str, set[str]], ...] = ({}, {}, {})
    for source in dict.fromkeys((language or "en", "en")):
        for name, listed in _lists(source).items():
            if source != (language or source) and name in _OF_ONE_LANGUAGE:
                continue
            for word in listed.split():
                place = found[2 if word[0] == "*" else 1 if word[-1] == "*" else 0]
                place.setdefault(word.strip("*").replace("’", "'"), set()).add(name)
    whole, beginnings, ends = (
        {word: frozenset(names) for word, names in one.items()} for one in found
    )
    for word in whole:  # "editor" is all that "editor*" is
        for length in range(len(word), LEAST_STEM_CHARACTERS - 2, -1):
            if word[:length] in beginnings:
                whole[word] |= beginnings[word[:length]]
                break
    return Lexicon(language, whole, beginnings, ends)


@cache
def _lists(language: str) -> Mapping[str, str]:
    file = resources.files("persona_check.bio").joinpath("words", "languages", f"{language}.toml")
    return tomllib.loads(file.read_text("utf-8"))
