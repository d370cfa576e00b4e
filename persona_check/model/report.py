"""The assessment of one claim, and the report that a format renders."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from persona_check.model.claim import Claim
from persona_check.model.examination import PhotoRecord
from persona_check.model.finding import AssertionState, Finding, Severity, Skipped
from persona_check.model.lookup import Lookup
from persona_check.model.record import PersonRecord, WorkRecord

__all__ = [
    "Assessment",
    "Assurance",
    "Candidate",
    "CoauthorGraph",
    "Decision",
    "Flawless",
    "GraphEdge",
    "GraphNode",
    "Hypotheses",
    "NextStep",
    "Prior",
    "Report",
    "Review",
    "SetAside",
    "StepKind",
    "Verdict",
]


class Verdict(StrEnum):
    """What the evidence makes of the claim."""

    CORROBORATED = "corroborated"
    MIXED = "mixed"
    CONTRADICTED = "contradicted"
    INSUFFICIENT = "insufficient"


class Assurance(StrEnum):
    """How well the identity is anchored, beside the verdict."""

    A0 = "A0"
    A1 = "A1"
    A2 = "A2"
    A3 = "A3"
    A4 = "A4"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypotheses:
    """Probabilities of the three hypotheses; they sum to 1."""

    genuine: float
    fabricated: float
    borrowed: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Flawless:
    """Shares in [0, 1] of rivals whose evidence looks as a genuine person's would.

    ``borrowed``: of borrowers, those whose copied record holds no mistake. ``fabricated``: of
    invented people, those for whom real works were deposited and who state nothing but these.
    """

    borrowed: float
    fabricated: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Prior:
    """What was held before any evidence, and where that figure comes from."""

    name: str
    hypotheses: Hypotheses
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One person whom the sources' records describe, namesakes apart.

    ``margin`` in [0, 1] is how clearly this candidate, rather than another, is meant (1: no
    rival). ``chosen`` marks the one that the checks compare the claim with. ``reasons`` say why
    records were joined.
    """

    id: str
    name: str
    records: tuple[PersonRecord, ...] = ()
    works: tuple[WorkRecord, ...] = ()
    score: float = 0.0
    margin: float = 0.0
    chosen: bool = False
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphNode:
    """A person in the coauthor graph; ``works`` counts those in hand."""

    id: str
    name: str
    works: int
    first_year: int | None = None
    last_year: int | None = None
    claimed: bool = False
    subject: bool = False
    community: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphEdge:
    """Common works of two people, and their years."""

    source: str
    target: str
    works: int
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CoauthorGraph:
    """The ego network of the chosen candidate."""

    nodes: tuple[GraphNode, ...] = ()
    edges: tuple[GraphEdge, ...] = ()


class StepKind(StrEnum):
    """What sort of thing a step is, in the order of what it asks of the person concerned."""

    WRITE = "write"  # to an address that an independent party printed
    FIND_ADDRESS = "find_address"
    CALL = "call"
    COLLEAGUE = "colleague"
    SOURCE = "source"
    WHICH_ONE = "which_one"
    VOUCHER = "voucher"
    OTHERS_WORD = "others_word"
    SIGNED_MAIL = "signed_mail"
    SIGN_IN = "sign_in"
    PICTURE = "picture"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """One thing to do, and what it would decide; ``message`` is a neutral draft where one helps.

    ``card`` says that the message is what to have at hand on the telephone. ``to`` is the address
    to write to, one that an independent party printed. ``brief`` is the action in a line, empty
    where the action is one. ``would`` is a clause on what would show that the writer owns the
    record ("a reply from X would"), empty where the step cannot.
    """

    action: str
    why: str
    message: str | None = None
    card: bool = False
    kind: StepKind = StepKind.OTHER
    to: str | None = None
    brief: str = ""
    would: str = ""

    @property
    def in_a_line(self) -> str:
        """The action as short as it can be said."""
        return self.brief or self.action


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The weighed evidence.

    ``confidence`` is the posterior of genuine, shown within [0.01, 0.99]; ``interval`` bounds it
    at 90 %. ``coverage`` in [0, 1] is the share of applicable assertions that could be checked.
    ``states`` maps each assertion id to its one state.
    """

    verdict: Verdict
    confidence: float
    interval: tuple[float, float]
    hypotheses: Hypotheses
    prior: Prior
    conflict: Severity
    assurance: Assurance
    coverage: float
    findings: tuple[Finding, ...]
    skipped: tuple[Skipped, ...]
    states: tuple[tuple[str, AssertionState], ...]
    calibration_id: str
    judgement_share: float = 1.0  # share of counted weight that rests on judgement, not on data
    synthetic_share: float = 0.0  # share of counted weight measured on made-up claims
    flawless: Flawless = Flawless(borrowed=0.5)  # as the posterior took them


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A finding that the reviewer took out of the weighing, and the reason given."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What a reviewer set aside, and what the assessment was with all of it counted."""

    set_aside: tuple[SetAside, ...]
    verdict: Verdict
    confidence: float
    interval: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What somebody decided about a case, and why; ``decided_at`` is UTC."""

    by: str
    decision: str
    reason: str
    decided_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that a format can show; ``photos`` are the examined pictures.

    ``review`` is what a reviewer set aside, None if nothing; ``assessment`` does not count it.
    ``if_wrong`` says, for each check, what the person concerned can do about a finding;
    ``source_names`` gives the readable name of each source id. ``decisions`` are those that the
    replayed bundle holds, the earliest first.
    """

    claim: Claim
    assessment: Assessment
    lookups: tuple[Lookup, ...]
    candidates: tuple[Candidate, ...]
    generated_at: datetime
    tool_version: str
    graph: CoauthorGraph = field(default_factory=CoauthorGraph)
    photos: tuple[PhotoRecord, ...] = ()
    review: Review | None = None
    next_steps: tuple[NextStep, ...] = ()
    notes: tuple[str, ...] = ()
    if_wrong: Mapping[str, str] = field(default_factory=dict)
    source_names: Mapping[str, str] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
