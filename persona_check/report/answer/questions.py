"""The three questions of a report: is there such a person, is it true, is the writer that person?

Each is answered from its own evidence alone: identity and footprint; the states of the items;
contact and control. The words of no answer lean on another's.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from persona_check.model.finding import Finding, Outcome, Severity
from persona_check.model.lookup import (
    JointWorks,
    NamesakesAt,
    NamesakesWith,
    PageAt,
    PersonById,
    PersonByName,
    Unavailable,
    WorkByDoi,
    WorkByTitle,
    WorksOfPerson,
)
from persona_check.model.report import Assessment, Report
from persona_check.report.answer.chances import chance_words
from persona_check.report.answer.items import (
    ABOUT_THE_WRITER,
    ItemAnswer,
    ItemWord,
    answered_items,
    counted,
    heard,
)
from persona_check.report.answer.knowers import Knower, knowers, known_to
from persona_check.weighing.priors import DEFAULT

__all__ = [
    "QUESTIONS",
    "Claims",
    "Exists",
    "Holds",
    "Person",
    "Questions",
    "Tone",
    "Writer",
    "WriterIs",
    "questions",
]


# who answers one of these may know the name
_OF_PEOPLE = (
    JointWorks,
    NamesakesAt,
    NamesakesWith,
    PageAt,
    PersonById,
    PersonByName,
    WorkByDoi,
    WorkByTitle,
    WorksOfPerson,
)


class Exists(StrEnum):
    """Is there such a person? The values are those of the JSON report."""

    YES = "yes"
    LIKELY = "very_likely"
    CANNOT_TELL = "cannot_tell"
    SEVERAL = "several"
    NO_TRACE = "no_trace"


class Holds(StrEnum):
    """Is what is claimed true?"""

    CONFIRMED = "confirmed"
    DOUBTS = "doubts"
    CONFLICTS = "conflicts"
    UNCHECKED = "could_not_be_checked"


class WriterIs(StrEnum):
    """Is the correspondent that person?"""

    SHOWN = "shown"
    NOT_SHOWN = "not_shown"
    AGAINST = "speaks_against_it"
    NOBODY = "nobody_to_compare_with"


QUESTIONS = ("Is there such a person?", "Is what is claimed true?", "Is the writer that person?")
# Words for shares, not weights, so they stand here and not in the calibration: a plain "yes" may be
# wrong in one case of ten, "very likely" in one of five, and the writer is "unlikely" to be the
# person where fewer than one in five would be. docs/report.md tells readers the same.
SURELY_REAL, LIKELY_REAL, WRITER_UNLIKELY = 0.9, 0.8, 0.2
WRITER_CHECKS = frozenset({"contact", "control", "photo"})
# What was looked for where it would have to be, and was not there.
NO_TRACE_LEVELS = frozenset({"publications/record_absent", "department/unit_and_person_unprinted"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """The first answer; ``words`` say since when and to whom the person is known."""

    answer: Exists
    words: str

    @property
    def short(self) -> str:
        """The answer in a word or two."""
        return {
            Exists.YES: "yes",
            Exists.LIKELY: "very likely",
            Exists.CANNOT_TELL: "cannot tell",
            Exists.SEVERAL: "which one?",
            Exists.NO_TRACE: "no trace",
        }[self.answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """The second answer, with the claimed items by their word; ``missing`` are among unchecked.

    ``missing`` counts works that should be in the databases asked if they existed, and are not.
    ``own_contradicted`` are those that are about the person, not about the writer's address.
    ``against`` are the serious conflicts about the record, the weightiest first.
    """

    answer: Holds
    confirmed: int
    contradicted: int
    unchecked: int
    missing: int = 0
    own_contradicted: int = 0
    against: tuple[Finding, ...] = ()

    @property
    def claimed(self) -> int:
        """How many items there are."""
        return self.confirmed + self.contradicted + self.unchecked

    @property
    def contradicted_points(self) -> int:
        """How many points to name in a sentence: items, or else conflicts about no one item."""
        return max(self.own_contradicted, 1 if self.against else 0)

    @property
    def short(self) -> str:
        """How many of how many."""
        return f"{self.confirmed} of {self.claimed}" if self.claimed else "nothing claimed"

    @property
    def words(self) -> str:
        """What became of the others."""
        parts = [
            (self.contradicted, "contradicted"),
            (self.missing, "missing"),
            (self.unchecked - self.missing, "could not be checked"),
        ]
        told = [f"{count} {what}" for count, what in parts if count > 0]
        if not self.claimed:
            return "the name alone was given"
        return ", ".join(told) or "nothing contradicted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """The third answer; ``chance`` is None where too little is known for a figure.

    ``because`` is the finding that shows it or speaks against it, if any one does. ``setting`` is
    the prior that the chance started from, empty for the usual one.
    """

    answer: WriterIs
    chance: str | None = None
    because: Finding | None = None
    setting: str = ""

    @property
    def short(self) -> str:
        """The answer in a word or two."""
        return {
            WriterIs.SHOWN: "shown",
            WriterIs.NOT_SHOWN: "not shown",
            WriterIs.AGAINST: "unlikely",
            WriterIs.NOBODY: "no figure",
        }[self.answer]

    @property
    def words(self) -> str:
        """The chance, or why there is none."""
        if self.answer is WriterIs.NOBODY:
            return "there is nobody to compare with"
        if self.chance is None:
            return "too little is known for a figure"
        where = f" (setting: {self.setting})" if self.setting else ""
        if self.answer is WriterIs.NOT_SHOWN:
            return f"{self.chance}, as with any real record{where}"
        return f"{self.chance}{where}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """The three answers, in the order in which they are read."""

    person: Person
    claims: Claims
    writer: Writer
    items: tuple[ItemAnswer, ...]
    knowers: tuple[Knower, ...]

    @property
    def rows(self) -> "tuple[Person | Claims | Writer, ...]":
        """The answers under each other."""
        return (self.person, self.claims, self.writer)

    @property
    def tone(self) -> "Tone":
        """Whether something serious speaks against it; else whether it can be told at all."""
        exists = self.person.answer
        serious = self.writer.answer is WriterIs.AGAINST or self.claims.answer is Holds.CONFLICTS
        if serious or exists is Exists.NO_TRACE:
            return Tone.AGAINST
        if exists is Exists.SEVERAL:
            return Tone.WHICH
        return Tone.OPEN if exists is Exists.CANNOT_TELL else Tone.GOOD


class Tone(StrEnum):
    """What the three answers come to at a glance; formats have a colour for each."""

    GOOD = "good"
    AGAINST = "against"
    WHICH = "which"
    OPEN = "open"

    @property
    def mark(self) -> str:
        """Its mark; no mark has two meanings."""
        return {Tone.GOOD: "✓", Tone.AGAINST: "✗", Tone.WHICH: "?", Tone.OPEN: "–"}[self]


def questions(report: Report) -> Questions:
    """The three answers to a report; pure."""
    items, known = answered_items(report), knowers(report)
    claims = _claims(report.assessment, items)
    exists = _exists(report)
    return Questions(
        person=Person(answer=exists, words=_known_words(exists, report, known)),
        claims=claims,
        writer=_writer(report.assessment, exists),
        items=items,
        knowers=known,
    )


def _exists(report: Report) -> Exists:
    assessment = report.assessment
    real = 1 - assessment.hypotheses.fabricated
    anchored = any(_for(f) and (f.level.identity or f.level.depth) for f in assessment.findings)
    certain = any(_for(f) and f.level.identity for f in assessment.findings)
    if certain and real >= SURELY_REAL:
        return Exists.YES
    if anchored and real >= LIKELY_REAL:
        return Exists.LIKELY
    chosen = any(candidate.chosen for candidate in report.candidates)
    if len(report.candidates) > 1 and not chosen and not anchored:
        return Exists.SEVERAL
    if not anchored and any(_named(f) in NO_TRACE_LEVELS for f in assessment.findings):
        return Exists.NO_TRACE
    return Exists.CANNOT_TELL


def _for(finding: Finding) -> bool:
    return finding.level.outcome is Outcome.CORROBORATES and finding.level.weighed


def _named(finding: Finding) -> str:
    return f"{finding.observation.check}/{finding.observation.level}"


def _serious(finding: Finding) -> bool:
    level = finding.level
    return level.outcome is Outcome.CONTRADICTS and level.severity.rank >= Severity.MATERIAL.rank


def _claims(assessment: Assessment, items: tuple[ItemAnswer, ...]) -> Claims:
    own = [item for item in items if item.assertion.kind not in ABOUT_THE_WRITER]
    against = tuple(
        one
        for one in assessment.findings
        if _serious(one) and one.observation.check not in WRITER_CHECKS
    )
    if against:
        answer = Holds.CONFLICTS
    elif counted(own, ItemWord.CONTRADICTED):
        answer = Holds.DOUBTS
    elif counted(own, ItemWord.CONFIRMED):
        answer = Holds.CONFIRMED
    else:
        answer = Holds.UNCHECKED
    return Claims(
        answer=answer,
        confirmed=counted(items, ItemWord.CONFIRMED),
        contradicted=counted(items, ItemWord.CONTRADICTED),
        unchecked=counted(items, ItemWord.UNCHECKED),
        missing=min(_missing(assessment.findings), counted(items, ItemWord.UNCHECKED)),
        own_contradicted=counted(own, ItemWord.CONTRADICTED),
        against=against,
    )


def _missing(findings: Iterable[Finding]) -> int:
    for finding in findings:
        if finding.observation.level in ("record_absent", "record_partly_absent"):
            count = dict(finding.observation.measurements).get("absent", 0)
            return int(count) if isinstance(count, int | float) else 0
    return 0


def _writer(assessment: Assessment, exists: Exists) -> Writer:
    known = exists in (Exists.YES, Exists.LIKELY)
    chance = chance_words(assessment.confidence) if known else None
    setting = "" if assessment.prior.name == DEFAULT else assessment.prior.name
    against = next(
        (
            one
            for one in assessment.findings
            if _serious(one) and one.observation.check in ("contact", "control")
        ),
        None,
    )
    if against is not None:
        return Writer(answer=WriterIs.AGAINST, chance=chance, because=against, setting=setting)
    shown = next((one for one in assessment.findings if _for(one) and one.level.control), None)
    if shown is not None:
        return Writer(answer=WriterIs.SHOWN, chance=chance, because=shown, setting=setting)
    if exists is Exists.NO_TRACE:
        return Writer(answer=WriterIs.NOBODY)
    if known and assessment.confidence < WRITER_UNLIKELY:
        return Writer(answer=WriterIs.AGAINST, chance=chance, setting=setting)
    return Writer(answer=WriterIs.NOT_SHOWN, chance=chance, setting=setting)


def _known_words(exists: Exists, report: Report, known: tuple[Knower, ...]) -> str:
    """Since when and to whom; the oldest trace where there is little else."""
    if exists is Exists.SEVERAL:
        return f"{len(report.candidates)} people of this name are on record"
    told = [one for one in known if one.knows]
    if exists is Exists.NO_TRACE:
        return "nothing where something would have to be"
    if not told:
        asked = [one for one in report.lookups if isinstance(one.query, _OF_PEOPLE)]
        if not heard(asked):
            return "nobody who may know was asked, or answered"
        silent = any(isinstance(one, Unavailable) for one in asked)
        return f"nobody {'who answered' if silent else 'we asked'} knows this name"
    words = known_to(told)
    return f"a name {words}" if exists is Exists.CANNOT_TELL else words
