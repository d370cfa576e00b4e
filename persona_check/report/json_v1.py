"""The report as JSON, schema 1: a form of its own, converted from the domain, never a dump."""

import json
from datetime import UTC, datetime
from typing import Any, ClassVar

from persona_check.model.finding import AssertionState, Evidence, Finding
from persona_check.model.lookup import Found, Lookup, NotFound, Unavailable
from persona_check.model.report import Candidate, Hypotheses, Report, Review
from persona_check.report.answer.bottom_line import bottom_line
from persona_check.report.answer.questions import Questions, questions
from persona_check.report.candidates import described
from persona_check.report.evidence_weight import EvidenceWeight, evidence_weight

__all__ = ["JsonV1", "as_document"]

SCHEMA = 1


class JsonV1:
    """One object; keys as ``schema_v1.json`` has them, and additions that only grow."""

    id: ClassVar[str] = "json"
    suffix: ClassVar[str] = ".json"

    def render(self, report: Report) -> str:
        """The document, indented; lone surrogates are escaped, so that any reader takes it."""
        return json.dumps(as_document(report), ensure_ascii=True, indent=2) + "\n"


def as_document(report: Report) -> dict[str, Any]:
    """The report as plain JSON values."""
    assessment = report.assessment
    states = dict(assessment.states)
    answers = questions(report)
    return {
        "schema": SCHEMA,
        "id": report.claim.id,
        "tool": {
            "name": "persona-check",
            "version": report.tool_version,
            "calibration": assessment.calibration_id,
        },
        "claim": {
            "id": report.claim.id,
            "name": report.claim.name,
            "also_known_as": list(report.claim.also_known_as),
            "origin": report.claim.origin,
            "assertions": [
                {
                    "id": assertion.id,
                    "kind": str(assertion.kind),
                    "value": assertion.value,
                    "state": str(states.get(assertion.id, AssertionState.NOT_APPLICABLE)),
                    "origin": assertion.origin,
                }
                for assertion in report.claim.assertions
            ],
        },
        "bottom_line": bottom_line(report, answers),
        "questions": _questions(answers),
        "verdict": str(assessment.verdict),
        "confidence": assessment.confidence,
        "interval": list(assessment.interval),
        "hypotheses": _hypotheses(assessment.hypotheses),
        "prior": _hypotheses(assessment.prior.hypotheses),
        "prior_name": assessment.prior.name,
        "prior_basis": assessment.prior.basis,
        "weight_of_evidence": _weights(evidence_weight(assessment)),
        "conflict": str(assessment.conflict),
        "assurance": str(assessment.assurance),
        "coverage": assessment.coverage,
        "judgement_share": assessment.judgement_share,
        "synthetic_share": assessment.synthetic_share,
        "findings": [_finding(finding) for finding in assessment.findings],
        "skipped": [
            {
                "check": skip.check,
                "reason": str(skip.reason),
                "detail": skip.detail,
                "assertions": list(skip.assertions),
            }
            for skip in assessment.skipped
        ],
        "lookups": [_lookup(lookup) for lookup in report.lookups],
        "candidates": [_candidate(candidate) for candidate in report.candidates],
        "graph": {
            "nodes": [
                {
                    "id": node.id,
                    "name": node.name,
                    "works": node.works,
                    "first_year": node.first_year,
                    "last_year": node.last_year,
                    "claimed": node.claimed,
                    "subject": node.subject,
                    "community": node.community,
                }
                for node in report.graph.nodes
            ],
            "edges": [
                {
                    "source": edge.source,
                    "target": edge.target,
                    "works": edge.works,
                    "years": list(edge.years),
                }
                for edge in report.graph.edges
            ],
        },
        "next_steps": [
            {"action": step.action, "why": step.why, "message": step.message}
            for step in report.next_steps
        ],
        "review": _review(report.review),
        "decisions": [
            {
                "by": one.by,
                "decision": one.decision,
                "reason": one.reason,
                "decided_at": instant(one.decided_at),
            }
            for one in report.decisions
        ],
        "notes": list(report.notes),
        "generated_at": instant(report.generated_at),
    }


def _questions(answers: Questions) -> dict[str, Any]:
    person, claims, writer = answers.person, answers.claims, answers.writer
    return {
        "person": {"answer": str(person.answer), "words": person.words},
        "claims": {
            "answer": str(claims.answer),
            "confirmed": claims.confirmed,
            "contradicted": claims.contradicted,
            "could_not_be_checked": claims.unchecked,
            "missing": claims.missing,
            "words": f"{claims.short}; {claims.words}",
        },
        "writer": {"answer": str(writer.answer), "chance": writer.chance, "words": writer.words},
    }


def instant(moment: datetime) -> str:
    """UTC, to the second, with a Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _hypotheses(shares: Hypotheses) -> dict[str, float]:
    return {
        "genuine": round(shares.genuine, 6),
        "fabricated": round(shares.fabricated, 6),
        "borrowed": round(shares.borrowed, 6),
    }


def _weights(weight: EvidenceWeight) -> dict[str, float]:
    """Log10 likelihood ratios, positive for genuine."""
    return {
        "genuine": round(weight.genuine, 4),
        "over_fabricated": round(weight.over_fabricated, 4),
        "over_borrowed": round(weight.over_borrowed, 4),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    observation = finding.observation
    return {
        "id": finding.id,
        "check": observation.check,
        "level": observation.level,
        "group": observation.group,
        "outcome": str(finding.level.outcome),
        "severity": str(finding.level.severity),
        "assertions": list(observation.assertions),
        "log10_lr": {
            "fabricated": round(finding.log10_lr_fabricated, 4),
            "borrowed": round(finding.log10_lr_borrowed, 4),
        },
        "counted": finding.counted,
        "not_counted_because": finding.not_counted_because,
        "basis": finding.basis,
        "summary": observation.summary,
        "innocent_explanation": observation.innocent_explanation or finding.level.innocent,
        "evidence": [_evidence(evidence) for evidence in observation.evidence],
        "witnesses": list(observation.upstream),
        "measurements": dict(observation.measurements),
    }


def _review(review: Review | None) -> dict[str, Any] | None:
    if review is None:
        return None
    return {
        "set_aside": [
            {"reason": one.reason, "finding": _finding(one.finding)} for one in review.set_aside
        ],
        "verdict": str(review.verdict),
        "confidence": review.confidence,
        "interval": list(review.interval),
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    provenance = evidence.provenance
    return {
        "id": evidence.id,
        "says": evidence.says,
        "source": provenance.source,
        "url": provenance.url,
        "retrieved_at": instant(provenance.retrieved_at),
        "sha256": provenance.sha256,
        "via": str(provenance.via),
        "asserted_by": str(provenance.asserted_by),
        "first_seen_on": provenance.first_seen_on.isoformat() if provenance.first_seen_on else None,
    }


def _lookup(lookup: Lookup) -> dict[str, Any]:
    result: str
    reason = detail = hint = None
    counted: dict[str, int] = {}
    match lookup:
        case Found():
            result = "found"
            if lookup.unlisted and lookup.total is not None:
                counted = {"listed": len(lookup.records), "counted": lookup.total}
        case NotFound():
            result = "not_found"
        case Unavailable():
            result = "unavailable"
            reason, detail, hint = str(lookup.reason), lookup.detail, lookup.hint
    return {
        "source": lookup.source,
        "query": str(lookup.query),
        "result": result,
        "reason": reason,
        "detail": detail,
        "hint": hint,
        **counted,
    }


def _candidate(candidate: Candidate) -> dict[str, Any]:
    line = described(candidate)
    return {
        "id": candidate.id,
        "name": candidate.name,
        "works": len(candidate.works),
        "margin": candidate.margin,
        "score": candidate.score,
        "chosen": candidate.chosen,
        "sources": sorted({record.provenance.source for record in candidate.records}),
        "reasons": list(candidate.reasons),
        "employers": list(line.employers),
        "fields": list(line.fields),
        "years": list(line.years),
        "link": line.link,
    }
