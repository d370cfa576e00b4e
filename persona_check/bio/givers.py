"""Finds who gives an award in its own name: "the Northmere Society Young Author Award"."""

import re
from functools import cache

from persona_check.bio.word_files import one_of, word_set

__all__ = ["giver_in"]

_SHORT = re.compile(
    r"[A-Z][A-Z&]+[a-z]?(?:/[A-Z]\w+)?(?:\s+(?:[A-Z]{3,}|[A-Z][a-z]+[A-Z]\w*)(?:/[A-Z]\w+)?)*\b"
)
_CAMEL = re.compile(r"[A-Z]+[a-z]+[A-Z]\w*|[A-Z]{2,}[a-z]\w+")
# "Tidal Society dissertation award", "the Water Council's teaching award"
_BEFORE_SMALL = re.compile(r"(?P<name>[A-Z][\w.&-]*(?:\s[A-Z][\w.&-]*)*)(?:['’]s)?\s[a-z]")


_CALLS_IT_AN_AWARD = re.compile(r"\b(?:Award|Prize|Medal|Grant|Fellowship|Scholarship|Honou?r)s?\b")


@cache
def _named_organization() -> re.Pattern[str]:
    return re.compile(
        r"(?:[A-Z][\w.&’'-]*\s+(?:(?:of|for|and|the|&)\s+(?:the\s+)?)?){0,6}?"
        rf"(?:{one_of('givers', 'kinds')})\b"
        r"(?:\s+(?:Council|School|College|Society)\b)?"
        r"(?:\s+of\s+(?:the\s+)?[A-Z]\w+(?:\s+and\s+[A-Z]\w+)?)?"
    )


def _without_what_for(name: str) -> str:
    kept = name.split()
    while kept and (_describes(kept[-1]) or kept[-1] in word_set("givers", "never")):
        kept.pop()
    return " ".join(kept)


def _describes(word: str) -> bool:
    """Whether it says what an award is for or how it ranks; before it stands who gives it."""
    return word.lower() in word_set("givers", "describes")


def _are_initials(name: str, award: str) -> bool:
    """Whether a person is meant: "the AB Sample Medal"."""
    following = award[len(name) :].split()
    return len(name) == 2 and bool(following) and not _describes(following[0])


def giver_in(award: str) -> str | None:
    """The leading words of an award's name that name an organisation; None where they do not.

    A society, foundation or university is told by its own word, others by being an acronym or a
    word in camel case, or by standing before what the award is for ("Tidalia Young Author Award").
    A name that may be a person's ("the Ada Example Prize") is none.
    """
    first = award.split()[0] if award else ""
    if first in word_set("known_organizations", "companies"):
        return first
    if (found := _BEFORE_SMALL.match(award)) and not _CALLS_IT_AN_AWARD.search(found["name"]):
        award = found["name"]
        name = _without_what_for(award)
        if name and not _named_organization().match(award):
            return None if _describes(name.split()[0]) else name
    if found := _named_organization().match(award):
        name = found.group()
        if not _describes(name.split()[0]) or len(name.split()) > 1:
            return name
    if found := _SHORT.match(award):
        words = [w for w in found.group().split() if w not in word_set("givers", "never")]
        name = " ".join(words)
        if len(name) > 1 and award.startswith(name) and not _are_initials(name, award):
            return name
    if found := _CAMEL.match(award):
        return found.group()
    words = award.split()
    if (
        len(words) > 2
        and words[0].isalpha()
        and not _describes(words[0])
        and _describes(words[1])
        and words[1] not in {"Memorial", "Medal", "Prize", "of", "for", "and", "Fellowship"}
    ):
        return words[0]
    return None
