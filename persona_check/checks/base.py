"""What a check is: a question, the levels at which it can answer, and a pure function."""

from collections.abc import Iterable
from typing import ClassVar, Protocol

from persona_check.dossier.index import Dossier
from persona_check.model.claim import AssertionKind, Claim
from persona_check.model.finding import Level, Observation, Skipped

__all__ = ["Check"]


class Check(Protocol):
    """One question about the claim; same input, same output; no I/O, no weights.

    ``if_wrong`` is what somebody can do whose claim it speaks about, in words for that person.
    ``reads`` are the kinds of assertion it can speak about; ``levels`` all that it can observe.
    """

    id: ClassVar[str]
    question: ClassVar[str]
    if_wrong: ClassVar[str]
    reads: ClassVar[frozenset[AssertionKind]]
    levels: ClassVar[tuple[Level, ...]]

    def run(self, claim: Claim, dossier: Dossier) -> Iterable[Observation | Skipped]:
        """What it observes, and what it could not look at."""
        ...
