"""A report at a glance, in a list of many: a borrowed record is told from an embellished one."""

from enum import StrEnum

from persona_check.report.answer.questions import Exists, Holds, Questions, Tone, WriterIs

__all__ = ["Glance", "glance"]


class Glance(StrEnum):
    """What the three answers come to in a word or two, what asks for a closer look first."""

    BORROWED = "somebody else’s record?"
    MIXED = "real person, conflicts"
    NO_TRACE = "no trace"
    CONTRADICTED = "conflicts, nothing confirmed"
    WHICH = "which one?"
    OPEN = "could not tell"
    REAL = "record real, writer not shown"
    SHOWN = "record real, writer shown"

    @property
    def tone(self) -> Tone:
        """The mark and colour it has in common with the report."""
        if self in (Glance.WHICH, Glance.OPEN):
            return Tone.WHICH if self is Glance.WHICH else Tone.OPEN
        return Tone.GOOD if self in (Glance.REAL, Glance.SHOWN) else Tone.AGAINST

    @property
    def order(self) -> int:
        """Its place in a list that is sorted by it."""
        return list(Glance).index(self)


def glance(answers: Questions) -> Glance:
    """The word for three answers."""
    exists, writer = answers.person.answer, answers.writer.answer
    known = exists in (Exists.YES, Exists.LIKELY)
    if writer is WriterIs.AGAINST:
        return Glance.BORROWED if known else Glance.CONTRADICTED
    if exists is Exists.NO_TRACE:
        return Glance.NO_TRACE
    if answers.claims.answer is Holds.CONFLICTS:
        return Glance.MIXED if known else Glance.CONTRADICTED
    if exists is Exists.SEVERAL:
        return Glance.WHICH
    if exists is Exists.CANNOT_TELL:
        return Glance.OPEN
    return Glance.SHOWN if writer is WriterIs.SHOWN else Glance.REAL
