"""How high a post stands, where its name in the claim or in print says so."""

import re
from enum import IntEnum

from persona_check.expressions import Expression

__all__ = ["Rank", "rank"]


class Rank(IntEnum):
    """Steps that nobody stands on two of at once; what is between them has no rank here."""

    STUDENT = 1
    POSTDOC = 2
    ASSISTANT_PROFESSOR = 3
    ASSOCIATE_PROFESSOR = 4
    PROFESSOR = 5


# Visiting, adjunct and honorary posts are held beside others; assistants "to the professor" are
# no professors.
_BESIDE = Expression(
    r"\b(?:visiting|adjunct|honorary|guest|affiliate[d]?|courtesy|part[- ]time|assistant to|"
    r"clinical|teaching|candidate for|emerit\w*|vice|deputy)\b",
    re.IGNORECASE,
)
_RANKS: tuple[tuple[Rank, Expression], ...] = tuple(
    (step, Expression(words, re.IGNORECASE))
    for step, words in (
        (
            Rank.STUDENT,
            r"\bstudents?\b|\bundergrad\w*\b|\b(?:ph\.?\s?d\.?|doctoral|master\w*)\s+candidate\b|"
            r"\bdoktorand(?:in)?\b|\bdoctorante?\b|\bdoctorand[oa]\b|\bdottorand[oa]\b|"
            r"\bpromovend[ua]s?\b|博士生|硕士生|大学院生",
        ),
        (Rank.POSTDOC, r"\bpost-?\s?doc\w*\b|博士后"),
        (
            Rank.ASSISTANT_PROFESSOR,
            r"\b(?:assistant|junior)\s*-?\s*prof\w*\b|\bjuniorprofessor(?:in)?\b|助理教授",
        ),
        (
            Rank.ASSOCIATE_PROFESSOR,
            r"\bassociate\s+prof\w*\b|\bprofes\w+\s+(?:associad[oa]|asociad[oa]|associat[oa]|"
            r"titular\s+de)\b|副教授|准教授",
        ),
        (
            Rank.PROFESSOR,
            r"\bprofess(?:or|orin|eur|eure|oressa|ore)\b|\bprofesora?\b|\bprofessora\b|"
            r"\bcatedrátic[oa]\b|\bhoogleraar\b|\bchair(?:man|woman|person)?\b|\bdean\b|"
            r"\brector\b|\bhead of (?:the )?(?:department|school|faculty|institute)\b|教授",
        ),
    )
)


def rank(words: str | None) -> Rank | None:
    """The step that the words name; of several joined by "+" or "and" the highest.

    None where they name none, or a post that is held beside another.
    """
    if not words or _BESIDE.search(words):
        return None
    found = [_step(part) for part in re.split(r"\+|;|/|,|\band\b|&", words)]
    return max((step for step in found if step is not None), default=None)


def _step(words: str) -> Rank | None:
    """The lowest that fits: an assistant professor is a professor by name alone."""
    return next((step for step, pattern in _RANKS if pattern.search(words)), None)
