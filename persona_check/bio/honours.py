"""Finds the awards that a sentence of a bio says were given to the person."""

import re
from collections.abc import Iterator

from persona_check.model.claim import AwardAssertion

__all__ = ["honours_claimed"]

_GIVEN = (
    r"(?i:\b(?:honou?rs?|awards?)\s*:|\b(?:received|won|(?:winner|recipient|holder|laureate) of|"
    r"(?:was|been) (?:awarded|given)))"
)
_AWARD = re.compile(
    rf"{_GIVEN}\s+(?:the\s+)?(?:(?P<before>(?:19|20)\d\d)\s+)?"
    r"(?P<award>[A-Z][\w.’'&-]*(?:\s+(?:of|for|in|and|the|[A-Z][\w.’'&-]*)){0,8}?\s"
    r"(?:Award|Prize|Medal)(?:\s+(?:in|for)\s+[A-Z]\w+(?:\s+[A-Z]\w+)?)?)\b"
    r"(?:\s*\((?P<inside>(?:19|20)\d\d)\)|\s+in\s+(?P<after>(?:19|20)\d\d))?"
)


def honours_claimed(sentence: str, origin: str) -> Iterator[AwardAssertion]:
    """Awards with their year, where the sentence says that they were received.

    A nomination, a place on a jury or a lecture in an award's name is none.
    """
    for found in _AWARD.finditer(sentence):
        year = found["before"] or found["inside"] or found["after"]
        yield AwardAssertion(
            id="", origin=origin, award=found["award"], year=int(year) if year else None
        )
