"""The answers of sources on which a report rests."""

from persona_check.model.provenance import Provenance
from persona_check.model.report import Report

__all__ = ["answers"]


def answers(report: Report) -> tuple[Provenance, ...]:
    """Every answer that a finding rests on, set aside or not, once, by source and address."""
    aside = report.review.set_aside if report.review else ()
    findings = (*report.assessment.findings, *(one.finding for one in aside))
    seen = {
        (e.provenance.source, e.provenance.url, e.provenance.sha256): e.provenance
        for finding in findings
        for e in finding.observation.evidence
    }
    return tuple(seen[key] for key in sorted(seen))
