"""The words in which every format speaks; one place, so that none says more than the evidence."""

from collections.abc import Iterable

from persona_check.model.finding import AssertionState, Finding, Outcome, Severity, Skipped
from persona_check.model.lookup import Found, Lookup, NotFound, Unavailable, UnavailableReason
from persona_check.model.report import Assurance, Hypotheses, Report, Review, Verdict
from persona_check.report.evidence_weight import evidence_weight

__all__ = [
    "ASSURANCES",
    "DECISION",
    "FORBIDDEN",
    "LONGEST_BASIS",
    "NOT_ESTABLISHED",
    "REASONS",
    "SKIPS",
    "STATES",
    "VERDICTS",
    "answered_words",
    "before_words",
    "check_words",
    "innocent_words",
    "judgement_words",
    "log10_lr_words",
    "opens_with_a_word",
    "prior_words",
    "sentence",
    "severity_words",
    "share_words",
    "skip_words",
    "sources_words",
    "unanswered",
    "witness_words",
]

# Words that no output may hold: they judge a person, and no evidence here can.
FORBIDDEN = ("fake person", "fraud", "liar", "bot", "risk level")

VERDICTS: dict[Verdict, str] = {
    Verdict.CORROBORATED: "independent evidence supports the claim; no material conflict",
    Verdict.MIXED: "part of the claim is supported, part conflicts with the record",
    Verdict.CONTRADICTED: "what could be checked conflicts, and the identity is not supported",
    Verdict.INSUFFICIENT: "too little could be established to say either way",
}

ASSURANCES: dict[Assurance, str] = {
    Assurance.A0: "nothing checkable",
    Assurance.A1: "only self-asserted, or in conflict",
    Assurance.A2: "consistent public record",
    Assurance.A3: "independent third parties over years",
    Assurance.A4: "independent third parties over years, and control proven",
}

STATES: dict[AssertionState, str] = {
    AssertionState.SUPPORTED: "supported",
    AssertionState.PARTLY: "partly supported",
    AssertionState.CONFLICT: "in conflict",
    AssertionState.NOT_FOUND: "not found",
    AssertionState.AMBIGUOUS: "ambiguous",
    AssertionState.COULD_NOT_CHECK: "could not check",
    AssertionState.NOT_APPLICABLE: "not compared",
}

SKIPS: dict[str, str] = {
    "nothing_claimed": "nothing of this kind was claimed",
    "could_not_check": "could not be checked",
    "not_applicable": "does not apply here",
    "ambiguous": "several people fit",
    "failed": "the check itself failed",
}

REASONS: dict[UnavailableReason, str] = {
    UnavailableReason.NO_CREDENTIAL: "asks for a key",
    UnavailableReason.BLOCKED: "refused to answer",
    UnavailableReason.RATE_LIMITED: "asked us to wait",
    UnavailableReason.BUDGET_SPENT: "the budget is spent",
    UnavailableReason.SERVER_ERROR: "failed on its side",
    UnavailableReason.TIMED_OUT: "did not answer in time",
    UnavailableReason.MALFORMED: "answered unreadably",
    UnavailableReason.TOO_LARGE: "answered at too great length",
    UnavailableReason.LOCKED: "keeps this record locked",
    UnavailableReason.REFUSED_ADDRESS: "not fetched: not a public address",
    UnavailableReason.NETWORK_ERROR: "could not be reached",
    UnavailableReason.NOT_INSTALLED: "is not installed",
    UnavailableReason.OFFLINE: "was not asked: offline, and nothing stored",
    UnavailableReason.LEFT_OUT: "was left out on request",
    UnavailableReason.BROKEN: "is broken",
    UnavailableReason.INTERRUPTED: "was interrupted",
    UnavailableReason.REJECTED_REQUEST: "rejected the request",
}

NOT_ESTABLISHED: tuple[str, ...] = (
    "that whoever wrote to you is this person: a public record can be copied; only proof of "
    "control (a signed institutional mail, a sign-in with the iD) shows that",
    "anything about character, competence or the truth of opinions",
    "that what was not found does not exist: indexes have gaps, and careers run outside them",
)
DECISION = "A decision about a person is yours to make."
LONGEST_BASIS = 1_000  # characters of a prior's basis; formats cut other lines sooner


def innocent_words(finding: Finding) -> str | None:
    """The everyday explanation of an adverse line; None for lines that are not adverse."""
    if finding.level.outcome is not Outcome.CONTRADICTS:
        return None
    return finding.observation.innocent_explanation or finding.level.innocent


def judgement_words(report: Report) -> str:
    """What the counted weights rest on: judgement, made-up claims, cases that were met."""
    assessment = report.assessment
    if not any(finding.counted for finding in assessment.findings):
        return "No weighed evidence."
    parts = (
        (assessment.judgement_share, "stated expert judgement, not on measured frequencies"),
        (assessment.synthetic_share, "frequencies in claims that were made up for the measurement"),
        (
            1 - assessment.judgement_share - assessment.synthetic_share,
            "frequencies among cases that were met",
        ),
    )
    named = [(share, what) for share, what in parts if share >= 0.005]
    if len(named) == 1:
        return f"All weights rest on {named[0][1]}."
    return "Of the weight, " + "; ".join(f"{s:.0%} rests on {what}" for s, what in named) + "."


def prior_words(report: Report) -> str:
    """The prior with its basis, in one sentence."""
    prior = report.assessment.prior
    shares = prior.hypotheses
    figures = f"{shares.genuine:g}/{shares.fabricated:g}/{shares.borrowed:g}"
    return f"Prior {prior.name} ({figures}: {prior.basis})."


def weight_words(report: Report) -> str:
    """What the evidence weighs, and what it makes of the prior, in two sentences."""
    weight = evidence_weight(report.assessment)
    return (
        "Weight of the evidence for genuine (log10 likelihood ratio): "
        f"{log10_lr_words(weight.genuine)}, "
        f"{log10_lr_words(weight.over_fabricated)} against fabricated, "
        f"{log10_lr_words(weight.over_borrowed)} against borrowed. "
        f"Posterior {_shares_words(report.assessment.hypotheses)}."
    )


def _shares_words(shares: Hypotheses) -> str:
    """Genuine, fabricated and borrowed, as they are shown."""
    return "/".join(
        share_words(share) for share in (shares.genuine, shares.fabricated, shares.borrowed)
    )


def share_words(share: float) -> str:
    """A probability within 0.01 and 0.99: no evidence here carries further."""
    return f"{min(0.99, max(0.01, share)):.2f}"


def log10_lr_words(log10_lr: float) -> str:
    """A weight with its sign, "+1.2" or "−1.2"; nothing is "+0.0"."""
    return f"{round(log10_lr, 1) + 0.0:+.1f}".replace("-", "−")


def unanswered(lookups: Iterable[Lookup]) -> tuple[tuple[str, str, int], ...]:
    """(source, why, number of queries) for all that got no answer, in order of source."""
    counted: dict[tuple[str, str], int] = {}
    for lookup in lookups:
        if isinstance(lookup, Unavailable):
            key = (lookup.source, REASONS[lookup.reason])
            counted[key] = counted.get(key, 0) + 1
    return tuple((source, why, count) for (source, why), count in sorted(counted.items()))


def sources_words(finding: Finding) -> str:
    """The sources of a finding with the day of their answers, "openalex, crossref 2026-11-20"."""
    of_day: dict[str, dict[str, None]] = {}
    for evidence in finding.observation.evidence:
        day = evidence.provenance.retrieved_at.date().isoformat()
        of_day.setdefault(day, {})[evidence.provenance.source] = None
    return ", ".join(f"{', '.join(sources)} {day}" for day, sources in of_day.items())


def witness_words(finding: Finding) -> str:
    """How many sources repeat how many witnesses, where that is worth saying."""
    sources = {evidence.provenance.source for evidence in finding.observation.evidence}
    witnesses = len(finding.observation.upstream)
    if len(sources) < 2 or not witnesses:
        return ""
    noun = "witness" if witnesses == 1 else "independent witnesses"
    return f"{len(sources)} sources, {witnesses} {noun}"


def sentence(text: str) -> str:
    """The text with a capital, unless it opens with an identifier (a domain, a DOI)."""
    return text[:1].upper() + text[1:] if opens_with_a_word(text) else text


def opens_with_a_word(text: str) -> bool:
    """Whether a capital would do the text no harm."""
    return text.partition(" ")[0].isalpha()


def severity_words(severity: Severity) -> str:
    """The conflict axis in a word or two."""
    return {
        Severity.NONE: "no conflict",
        Severity.EXPLAINABLE: "explainable",
        Severity.MATERIAL: "material",
        Severity.DECISIVE: "decisive",
    }[severity]


def before_words(review: Review) -> str:
    """What the assessment was with everything counted."""
    low, high = review.interval
    return (
        f"with everything counted: {review.verdict}, confidence {review.confidence:.2f} "
        f"(90 % interval {low:.2f} to {high:.2f})"
    )


def answered_words(lookups: Iterable[Lookup]) -> str:
    """How many sources answered, and how many questions."""
    answers = [lookup for lookup in lookups if isinstance(lookup, Found | NotFound)]
    sources = {lookup.source for lookup in answers}
    given = "1 answer" if len(answers) == 1 else f"{len(answers)} answers"
    return f"{given} from {len(sources)} {'source' if len(sources) == 1 else 'sources'}"


def check_words(skip: Skipped) -> str:
    """The check's name as words, "Work counts"."""
    return skip.check.replace("_", " ").capitalize()


def skip_words(skip: Skipped) -> str:
    """Why a check said nothing."""
    words = SKIPS[str(skip.reason)]
    return f"{words} ({skip.detail})" if skip.detail else words
