"""What a check states about the claim, before and after it is weighed."""

from dataclasses import dataclass
from enum import StrEnum

from persona_check.model.provenance import Provenance

__all__ = [
    "AssertionState",
    "Evidence",
    "Finding",
    "Level",
    "Observation",
    "Outcome",
    "Severity",
    "SkipReason",
    "Skipped",
]


class Outcome(StrEnum):
    """Which way an observation points."""

    CORROBORATES = "corroborates"
    CONTRADICTS = "contradicts"
    INCONCLUSIVE = "inconclusive"


class Severity(StrEnum):
    """The conflict axis, in rising order; never netted against corroboration."""

    NONE = "none"
    EXPLAINABLE = "explainable"
    MATERIAL = "material"
    DECISIVE = "decisive"

    @property
    def rank(self) -> int:
        """0 for none to 3 for decisive."""
        return list(Severity).index(self)


class AssertionState(StrEnum):
    """How one claimed item ends; exactly one per assertion."""

    SUPPORTED = "supported"
    PARTLY = "partly"
    CONFLICT = "conflict"
    NOT_FOUND = "not_found"
    AMBIGUOUS = "ambiguous"
    COULD_NOT_CHECK = "could_not_check"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One thing that a check can observe, and what it means in words for the person concerned.

    ``state`` is what it makes of the assertions it is about (None: says nothing about their
    state). ``innocent`` is the everyday explanation printed with an adverse line; it is required
    where the level contradicts. ``identity`` says that the level supports that this very person
    exists as claimed (or, contradicting, that the identity itself is not supported); levels
    without it concern one item. ``depth`` marks independent third parties who knew the person
    over years. ``control`` marks evidence that the correspondent owns the identity, which a
    flawless copyist cannot give. ``weighed`` is False for the lines on single items whose weight
    is counted once, in the same check's level on the whole.
    """

    id: str
    outcome: Outcome
    meaning: str
    severity: Severity = Severity.NONE
    state: AssertionState | None = None
    innocent: str | None = None
    identity: bool = False
    depth: bool = False
    control: bool = False
    weighed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One thing a finding rests on: an answer with provenance, shown with what it says."""

    id: str
    provenance: Provenance
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One statement of a check at one of its levels; it holds no weight.

    ``assertions`` are ids. ``group`` names the dependence group: observations of one group are
    one kind of evidence about one thing (``work:a3``). ``upstream`` are the deposits it rests on.
    ``measurements`` are (name with unit, number or text).
    """

    check: str
    level: str
    summary: str
    assertions: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    upstream: tuple[str, ...] = ()
    group: str = ""
    innocent_explanation: str | None = None
    measurements: tuple[tuple[str, float | int | str], ...] = ()


class SkipReason(StrEnum):
    """Why a check said nothing."""

    NOTHING_CLAIMED = "nothing_claimed"
    COULD_NOT_CHECK = "could_not_check"
    NOT_APPLICABLE = "not_applicable"
    AMBIGUOUS = "ambiguous"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A check, or one assertion of it, about which nothing could be said, and why."""

    check: str
    reason: SkipReason
    detail: str = ""
    assertions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A weighed observation.

    ``log10_lr`` are log10 of P(level | genuine) / P(level | hypothesis), one for ``fabricated``
    and one for ``borrowed``; positive speaks for genuine. ``counted`` is False where another
    finding already counted the same witness (``not_counted_because`` says which) or where the
    level carries no weight. ``basis`` says where the weight comes from. ``id`` names it within its
    report: ``check/level``, with ``#2`` and so on where that level was observed more than once.
    """

    observation: Observation
    level: Level
    log10_lr_fabricated: float
    log10_lr_borrowed: float
    counted: bool
    basis: str
    not_counted_because: str | None = None
    id: str = ""
