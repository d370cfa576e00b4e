"""What stands between two words of a sentence and beside them, as the features name it."""

from functools import cache

from persona_check.bio.organizations import is_department
from persona_check.bio.passage import Passage
from persona_check.bio.places import is_place
from persona_check.bio.tokens import Token

__all__ = [
    "BREAKS",
    "between",
    "governor",
    "name_traits",
    "neighbour",
    "word_itself",
]

# small words and verbs that keep their class in the row of signs; the first that fits counts
_KEPT = (
    "and at of in from with by for as to on who is was has pronoun possessive both before after "
    "then work join become awarded study lead teach begin leave belong found write born licence "
    "such now past unit"
).split()
_SIGNS = frozenset(",;:()/|–—-")
_GOVERNS = (
    "awarded study work become belong found join lead teach begin leave write born licence talk "
    "candidacy is was as has"
).split()
MOST_WORDS_TO_A_GOVERNOR = 24

# a new clause begins at one of these
BREAKS = frozenset(
    "; who pronoun is was has work join become awarded study lead teach begin leave belong found "
    "then before after".split()
)


def between(passage: Passage, first: int, last: int) -> list[str]:
    """The words from number ``first`` up to ``last`` as signs; runs of other words are one "x".

    H is a word that opens an item, N a name, Y a year.
    """
    found: list[str] = []
    name = year = -1
    for at in range(first, last):
        token = passage.tokens[at]
        if at in passage.head_at:
            found.append("H")
            name = year = -1
        elif (here := passage.year_at[at]) >= 0:
            if here != year:
                found.append("Y")
                year = here
        elif (here := passage.name_at[at]) >= 0:
            if here != name:
                found.append("N")
                name = here
        elif not token.is_word:
            if token.text in _SIGNS:
                found.append(token.text)
        elif (sign := _sign(token.classes)) is not None:
            found.append(sign)
        elif "det" not in token.classes and found[-1:] != ["x"]:
            found.append("x")
    return found


@cache
def _sign(classes: frozenset[str]) -> str | None:
    return next((one for one in _KEPT if one in classes), None)


@cache
def _governing(classes: frozenset[str]) -> str | None:
    return next((one for one in (*_GOVERNS, "who") if one in classes), None)


def governor(passage: Passage, number: int) -> tuple[str, int]:
    """The class of the nearest verb or "as" before the word in its clause, and how far away."""
    away = 0
    for at in range(number - 1, max(-1, number - 1 - MOST_WORDS_TO_A_GOVERNOR), -1):
        token = passage.tokens[at]
        if token.text == ";":
            break
        away += 1
        if token.classes and (found := _governing(token.classes)) is not None:
            return found, away
    return "none", away


def neighbour(passage: Passage, number: int) -> tuple[str, ...]:
    """What a word looks like; "^" and "$" stand before the first and behind the last."""
    if 0 <= number < len(passage.symbols):
        return passage.symbols[number]
    return ("^",) if number < 0 else ("$",)


def word_itself(token: Token) -> str:
    """The word, unless it may be a name: what is learned holds no names of people."""
    return token.folded if token.classes or token.text[0].islower() else "Xx"


@cache
def name_traits(name: str, named_as_organization: bool) -> tuple[str, ...]:
    """What the form of a name says of it."""
    found = ["org"] if named_as_organization else []
    if is_department(name):
        found.append("dept")
    if any(word in name for word in ("niversi", "College", "Hochschule")) or name in {"MIT", "ETH"}:
        found.append("univ")
    if is_place(name):
        found.append("place")
    words = name.split()
    if name.isupper():
        found.append("acronym")
    elif len(words) == 1:
        found.append("camel" if any(letter.isupper() for letter in name[1:]) else "single")
    else:
        found.append("two" if len(words) == 2 else "many")
    return tuple(found)
