"""The bottom line: the three answers in one sentence or two, with what to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass

from persona_check.model.claim import AssertionKind
from persona_check.model.report import NextStep, Report, StepKind
from persona_check.report.answer.questions import Exists, Holds, Questions, WriterIs, questions
from persona_check.report.escaping import plain

__all__ = ["Facts", "bottom_line", "sentence_for"]

MOST_QUOTED = 110  # characters of what a finding says
_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()

# What the first two answers are in words. The first says nothing of the claims, the second nothing
# of the person, and neither speaks of the writer.
_PERSON: Mapping[Exists, str] = {
    Exists.YES: "there is such a person",
    Exists.LIKELY: "there is very likely such a person",
    Exists.CANNOT_TELL: "we could not tell whether there is such a person",
    Exists.SEVERAL: "several people bear this name, and nothing says which one is meant",
    Exists.NO_TRACE: "nobody of this name was found where they would have to be",
}
_FITS_BETTER = "; what was found fits better with somebody else using the name"
_NOT_YET = (StepKind.SOURCE, StepKind.PICTURE)  # they help the next run, or show little
_SHORTER: Mapping[tuple[Exists, Holds], str] = {
    (Exists.YES, Holds.CONFIRMED): "the record is real",
    (Exists.LIKELY, Holds.CONFIRMED): "the record is very likely real",
    (Exists.CANNOT_TELL, Holds.UNCHECKED): "we could not tell: {unknown}",
    (Exists.NO_TRACE, Holds.CONFLICTS): "nobody of this name was found where they would have to "
    "be: {conflict}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What fills the gaps of a sentence.

    ``points`` are the items in conflict, or the serious conflicts where none is about one item;
    ``conflict`` is what the weightiest says, ``mail`` what speaks against the writer's address
    (empty: it is the record's conflicts). ``step`` is the first that a person can take, None where
    there is none. ``works`` says whether papers were claimed.
    """

    points: int = 0
    conflict: str = ""
    mail: str = ""
    step: NextStep | None = None
    works: bool = False


def bottom_line(report: Report, answers: Questions | None = None) -> str:
    """The sentence for a report; ``answers`` spare asking its questions again."""
    answers = answers or questions(report)
    claims, writer = answers.claims, answers.writer
    return sentence_for(
        answers.person.answer,
        claims.answer,
        writer.answer,
        Facts(
            points=claims.contradicted_points,
            conflict=_quoted(claims.against[0].observation.summary) if claims.against else "",
            mail=_quoted(writer.because.observation.summary)
            if writer.because is not None and writer.answer is WriterIs.AGAINST
            else "",
            step=next((one for one in report.next_steps if one.kind not in _NOT_YET), None),
            works=any(one.kind is AssertionKind.WORK for one in report.claim.assertions),
        ),
    )


def sentence_for(exists: Exists, holds: Holds, writer: WriterIs, facts: Facts) -> str:
    """The one sentence of a combination of answers."""
    opening = _opening(exists, holds, facts)
    if writer is WriterIs.AGAINST:
        doubt = f", but {facts.mail}" if facts.mail else _FITS_BETTER
        words = f"Probably not this person: {opening}{doubt}. {_instead(facts)}"
    else:
        closing = {
            WriterIs.SHOWN: "The writer has shown control of a mailbox printed for this person.",
            WriterIs.NOT_SHOWN: _not_shown(exists, facts),
            WriterIs.NOBODY: _ask(facts),
        }[writer]
        words = f"{_capital(opening)}. {closing}"
    return " ".join(words.split())


def _opening(exists: Exists, holds: Holds, facts: Facts) -> str:
    person = _SHORTER.get((exists, holds)) or _PERSON[exists]
    claims = {
        Holds.CONFIRMED: "" if (exists, holds) in _SHORTER else "part of the claim is confirmed",
        Holds.UNCHECKED: "" if (exists, holds) in _SHORTER else "the claim could not be checked",
        Holds.DOUBTS: "one point of the claim needs a second look"
        if facts.points < 2
        else f"{_number(facts.points)} points of the claim need a second look",
        Holds.CONFLICTS: "" if (exists, holds) in _SHORTER else _conflicts(facts),
    }[holds]
    unknown = (
        "nothing that was claimed could be checked"
        if facts.works
        else "the sources we asked know researchers, and no papers were claimed. That is no mark "
        "against anybody"
    )
    opening = person.format(unknown=unknown, conflict=facts.conflict or "nothing was there")
    return "; ".join(one for one in (opening, claims) if one)


def _conflicts(facts: Facts) -> str:
    if facts.points < 2:
        words = "one point of the claim does not match the record"
    else:
        words = f"{_number(facts.points)} points of the claim do not match the record"
    return f"{words}: {facts.conflict}" if facts.conflict else words


def _not_shown(exists: Exists, facts: Facts) -> str:
    if exists in (Exists.YES, Exists.LIKELY):
        whose = "Nothing yet shows that the writer is its owner"
        if facts.step is None:
            return f"{whose}."
        return f"{whose}; {facts.step.would}." if facts.step.would else f"{whose}. {_ask(facts)}"
    return _ask(facts)


def _instead(facts: Facts) -> str:
    step = facts.step
    if step is None:
        return "Do not reply to this writer." if facts.mail else ""
    if facts.mail and step.kind in (StepKind.WRITE, StepKind.FIND_ADDRESS):
        return f"Do not reply to this writer; {_lower(step.in_a_line)}"
    return f"Do not reply to this writer. {step.in_a_line}" if facts.mail else step.in_a_line


def _ask(facts: Facts) -> str:
    return facts.step.in_a_line if facts.step is not None else ""


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def _quoted(summary: str) -> str:
    return plain(summary, MOST_QUOTED).rstrip(".")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
