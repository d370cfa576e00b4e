"""The words that all formats share, in one place, so that none says more than the evidence."""

from bisect import bisect
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from persona_check.model.finding import (
    AssertionState,
    Finding,
    Outcome,
    Severity,
    Skipped,
    SkipReason,
)
from persona_check.model.lookup import Found, Lookup, NotFound, UnavailableReason
from persona_check.model.report import (
    Assessment,
    Assurance,
    Decision,
    Hypotheses,
    Report,
    Review,
    Verdict,
)
from persona_check.report.evidence_weight import evidence_weight

__all__ = [
    "DECISION",
    "FORBIDDEN",
    "LONGEST_BASIS",
    "NOT_A_FIGURE",
    "NOT_ESTABLISHED",
    "REASONS",
    "SKIPS",
    "STATES",
    "VERDICTS",
    "answered_words",
    "assurance_words",
    "before_words",
    "candidates_title",
    "check_words",
    "decision_words",
    "innocent_words",
    "judgement_words",
    "log10_lr_words",
    "opens_with_a_word",
    "prior_words",
    "sentence",
    "severity_words",
    "share_words",
    "skip_words",
    "source_names",
    "sources_words",
    "strength_words",
    "unchecked",
    "unclaimed_words",
    "where_words",
    "witness_words",
]

# Words that no output may hold: they judge a person, and no evidence here can.
FORBIDDEN = ("fake person", "fraud", "liar", "bot", "risk level")

VERDICTS: dict[Verdict, str] = {
    Verdict.CORROBORATED: "independent sources support the claim; nothing serious contradicts it",
    Verdict.MIXED: "part of the claim is confirmed, part conflicts with the record",
    Verdict.CONTRADICTED: "what could be checked conflicts, and nothing confirms the identity",
    Verdict.INSUFFICIENT: "too little could be found out to say either way",
}

_ASSURANCES: dict[Assurance, str] = {
    Assurance.A0: "nothing could be checked",
    Assurance.A1: "hardly more than the person's own word",
    Assurance.A2: "a public record without serious contradictions",
    Assurance.A3: "independent parties have known the person for years",
    Assurance.A4: "independent parties have known the person for years, and the writer has shown "
    "control of a known mailbox",
}
_ASSURANCE_IN_CONFLICT = "something important conflicts with the record"
_ASSURANCE_UNTIED = "others know somebody of this name; too little ties the claim to them"

STATES: dict[AssertionState, str] = {
    AssertionState.SUPPORTED: "confirmed",
    AssertionState.PARTLY: "partly confirmed",
    AssertionState.CONFLICT: "contradicted",
    AssertionState.NOT_FOUND: "not found",
    AssertionState.AMBIGUOUS: "unclear",
    AssertionState.COULD_NOT_CHECK: "could not be checked",
    AssertionState.NOT_APPLICABLE: "not compared",
}

SKIPS: dict[str, str] = {
    "nothing_claimed": "nothing of this kind was claimed",
    "could_not_check": "could not be checked",
    "not_applicable": "not applicable here",
    "ambiguous": "several people fit",
    "failed": "the check itself failed",
}

REASONS: dict[UnavailableReason, str] = {
    UnavailableReason.NO_CREDENTIAL: "needs a key",
    UnavailableReason.BLOCKED: "refused to answer",
    UnavailableReason.RATE_LIMITED: "asked us to slow down",
    UnavailableReason.BUDGET_SPENT: "was not asked again: the limit on requests is used up",
    UnavailableReason.SERVER_ERROR: "had an internal error",
    UnavailableReason.TIMED_OUT: "did not answer in time",
    UnavailableReason.MALFORMED: "sent an answer that we could not read",
    UnavailableReason.TOO_LARGE: "sent an answer that was too large",
    UnavailableReason.LOCKED: "keeps this record locked",
    UnavailableReason.REFUSED_ADDRESS: "was not fetched: not a public address",
    UnavailableReason.NETWORK_ERROR: "could not be reached",
    UnavailableReason.NOT_INSTALLED: "is not installed",
    UnavailableReason.OFFLINE: "was not asked: offline, and no stored answer",
    UnavailableReason.LEFT_OUT: "was left out on request",
    UnavailableReason.BROKEN: "is not working",
    UnavailableReason.INTERRUPTED: "was interrupted",
    UnavailableReason.REJECTED_REQUEST: "rejected the request",
    UnavailableReason.CAPTIVE_PORTAL: "was not reached: the network asks for a login first",
    UnavailableReason.NOT_THIS_SERVICE: "did not answer: something else answered in its place",
    UnavailableReason.MOVED: "is no longer at this address",
    UnavailableReason.NO_SUCH_PAGE: "has no such page, says its server",
    UnavailableReason.NOT_ASKED: "was not asked",
}

NOT_ESTABLISHED: tuple[str, ...] = (
    "that whoever wrote to you is this person: anybody can copy a public record; only a signed "
    "email from an address printed for the person, or a sign-in with the ORCID iD, shows who is "
    "writing",
    "anything about character, competence or whether opinions are right",
    "that what was not found does not exist: databases have gaps, and many careers leave no trace "
    "in them",
)
DECISION = "A decision about a person is yours to make."
NOT_A_FIGURE = (
    "A figure alone must not decide about a person, and this is not made for hiring or for "
    "admission to services."
)
# What is no source that was asked, as a reader knows it; the sources bring their own names.
AT_HAND: Mapping[str, str] = MappingProxyType(
    {"award list": "award list", "corpus": "local corpus", "exhibit": "the file you gave us"}
)
# Absolute log10 likelihood ratios from which a sign is told, is no longer weak, and is strong:
# an eighth more often in one case than in the other, three times, ten times as often.
LEAST_SIGN, FAIR, STRONG = 0.05, 0.5, 1.0
LONGEST_BASIS = 1_000  # characters of a prior's basis; formats cut other lines sooner


def candidates_title(report: Report) -> str:
    """What stands over the people whom the records may mean."""
    if any(candidate.chosen for candidate in report.candidates):
        return "People with this name in the records"
    return "Several people could be meant: which one is it?"


def innocent_words(finding: Finding) -> str | None:
    """The everyday explanation of an adverse line; None for lines that are not adverse."""
    if finding.level.outcome is not Outcome.CONTRADICTS:
        return None
    return finding.observation.innocent_explanation or finding.level.innocent


def judgement_words(report: Report) -> str:
    """What the counted weights rest on: judgement, made-up claims, cases that were met."""
    assessment = report.assessment
    if not any(finding.counted for finding in assessment.findings):
        return "No evidence was weighed."
    parts = (
        (assessment.judgement_share, "expert judgement"),
        (assessment.synthetic_share, "measurements on invented claims"),
        (1 - assessment.judgement_share - assessment.synthetic_share, "measurements on real cases"),
    )
    named = [(share, what) for share, what in parts if share >= 0.005]
    if len(named) == 1:
        return f"All the weights rest on {named[0][1]}."
    return "The weights rest on " + ", ".join(f"{what} ({s:.0%})" for s, what in named) + "."


def prior_words(report: Report) -> str:
    """The prior with its basis, in one sentence."""
    prior = report.assessment.prior
    shares = prior.hypotheses
    figures = f"{shares.genuine:g}/{shares.fabricated:g}/{shares.borrowed:g}"
    return (
        f"Before any evidence, the chances of genuine/fabricated/borrowed were {figures} "
        f"(prior “{prior.name}”: {prior.basis})."
    )


def weight_words(report: Report) -> str:
    """What the evidence weighs, and what it makes of the prior, in two sentences."""
    weight = evidence_weight(report.assessment)
    return (
        f"With the evidence they are {_shares_words(report.assessment.hypotheses)}. "
        "Weight of the evidence for genuine (log10 likelihood ratio): "
        f"{log10_lr_words(weight.genuine)} in all, "
        f"{log10_lr_words(weight.over_fabricated)} against fabricated, "
        f"{log10_lr_words(weight.over_borrowed)} against borrowed."
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


def sources_words(finding: Finding, names: Mapping[str, str]) -> str:
    """The sources of a finding with the day of their answers, "OpenAlex, Crossref, 2026-11-20"."""
    of_day: dict[str, dict[str, None]] = {}
    for evidence in finding.observation.evidence:
        day = evidence.provenance.retrieved_at.date().isoformat()
        source = evidence.provenance.source
        of_day.setdefault(day, {})[names.get(source, source)] = None
    return "; ".join(f"{', '.join(sources)}, {day}" for day, sources in of_day.items())


def where_words(finding: Finding, report: Report) -> str:
    """Who says what a finding says, and when; the claim itself where no source does."""
    day = report.generated_at.date().isoformat()
    return sources_words(finding, source_names(report)) or f"from the claim itself, {day}"


def source_names(report: Report) -> Mapping[str, str]:
    """What readers call the sources of a report, by id."""
    return {**report.source_names, **AT_HAND}


def assurance_words(assessment: Assessment) -> str:
    """What the level of assurance stands for; A1 has several reasons, and only one is said."""
    if assessment.assurance is not Assurance.A1:
        return _ASSURANCES[assessment.assurance]
    if assessment.conflict.rank >= Severity.MATERIAL.rank:
        return _ASSURANCE_IN_CONFLICT
    witnesses = any(
        dict(finding.observation.measurements).get("witnesses") for finding in assessment.findings
    )
    return _ASSURANCE_UNTIED if witnesses else _ASSURANCES[Assurance.A1]


def strength_words(finding: Finding) -> str:
    """What a counted finding tells of the record and of the writer, without its figures."""
    record, writer = finding.log10_lr_fabricated, finding.log10_lr_borrowed
    if max(record, writer) <= -LEAST_SIGN:
        return f"counts {_HOW_MUCH[_strength(min(record, writer))]}against the claim"
    of_record = _sign(record, "the record is real", "a real record")
    of_writer = _sign(writer, "the writer is its owner", "the writer being its owner")
    if of_record and of_writer:
        return f"{of_record}; {of_writer}"
    if of_record:
        return f"{of_record}; says nothing about who is writing"
    return f"{of_writer}; says nothing about the record" if of_writer else "says next to nothing"


_HOW_MUCH = ("a little ", "", "strongly ")
_WHAT_SIGN = ("weak sign", "sign", "strong sign")


def _strength(log10_lr: float) -> int:
    return bisect((FAIR, STRONG), abs(log10_lr))


def _sign(log10_lr: float, yes: str, no: str) -> str:
    if abs(log10_lr) < LEAST_SIGN:
        return ""
    if log10_lr > 0:
        return f"{_WHAT_SIGN[_strength(log10_lr)]} that {yes}"
    return f"counts {_HOW_MUCH[_strength(log10_lr)]}against {no}"


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
        Severity.NONE: "none",
        Severity.EXPLAINABLE: "often has an everyday reason",
        Severity.MATERIAL: "needs an explanation",
        Severity.DECISIVE: "cannot be true as it is",
    }[severity]


def before_words(review: Review) -> str:
    """What the assessment was with everything counted."""
    low, high = review.interval
    return (
        f"with everything counted it was: {review.verdict}, confidence {review.confidence:.2f} "
        f"(90 % interval {low:.2f} to {high:.2f})"
    )


def decision_words(decision: Decision) -> str:
    """Who decided what, when and why."""
    day = f"{decision.decided_at:%Y-%m-%d}"
    return f"{day}, {decision.by}: {decision.decision} (reason: {decision.reason})"


def answered_words(lookups: Iterable[Lookup]) -> str:
    """How many sources answered, and how many questions."""
    answers = [lookup for lookup in lookups if isinstance(lookup, Found | NotFound)]
    sources = {lookup.source for lookup in answers}
    given = "1 answer" if len(answers) == 1 else f"{len(answers)} answers"
    return f"{given} from {len(sources)} {'source' if len(sources) == 1 else 'sources'}"


def check_words(skip: Skipped) -> str:
    """The check's name as words, "Work counts"."""
    return skip.check.replace("_", " ").capitalize()


def unclaimed_words(skipped: Iterable[Skipped]) -> str:
    """One line for all checks about which nothing was claimed; empty where there is none."""
    kinds = [check_words(one).lower() for one in skipped if _unclaimed(one)]
    return f"Nothing of these kinds was claimed: {', '.join(kinds)}" if kinds else ""


def unchecked(skipped: Iterable[Skipped]) -> tuple[Skipped, ...]:
    """Those about which something was claimed, or that failed."""
    return tuple(one for one in skipped if not _unclaimed(one))


def _unclaimed(skip: Skipped) -> bool:
    return skip.reason is SkipReason.NOTHING_CLAIMED


def skip_words(skip: Skipped) -> str:
    """Why a check said nothing."""
    words = SKIPS[str(skip.reason)]
    return f"{words} ({skip.detail})" if skip.detail else words
