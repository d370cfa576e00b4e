"""Claims against one local corpus, without a network, as of one day."""

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from persona_check.model.claim import Claim
from persona_check.model.finding import Outcome, Severity
from persona_check.model.report import Assessment, Verdict
from persona_check.session import Session
from persona_check.settings import Settings
from tests.metamorphic.rewriting import Row, from_row

__all__ = ["ADVERSE", "adverse", "assessing", "held_against", "once_each"]

AS_OF = datetime(2026, 11, 20, 12, tzinfo=UTC)
ADVERSE = frozenset({Verdict.MIXED, Verdict.CONTRADICTED})


@contextmanager
def assessing(corpus: Path) -> Iterator[Callable[[Claim], Assessment]]:
    """What assesses claims, one after another."""
    settings = Settings(corpus=corpus, offline=True, as_of=AS_OF)
    with asyncio.Runner() as runner:
        session = Session(settings)
        runner.run(session.__aenter__())
        try:
            yield lambda claim: runner.run(session.check(claim)).assessment
        finally:
            runner.run(session.__aexit__(None, None, None))


def once_each(ask: Callable[[Claim], Assessment], folder: Path) -> Callable[[Row], Assessment]:
    """The same for the rows of claims; a row that was asked before is not asked again."""
    known: dict[str, Assessment] = {}

    def assessed(row: Row) -> Assessment:
        text = json.dumps(row)
        if text not in known:
            known[text] = ask(from_row(row, folder))
        return known[text]

    return assessed


def adverse(assessment: Assessment) -> bool:
    return assessment.verdict in ADVERSE


def held_against(assessment: Assessment) -> list[str]:
    """What a failing test shows: the sentences that weigh against the claim."""
    return [
        f"{finding.observation.check}/{finding.observation.level}: {finding.observation.summary}"
        for finding in assessment.findings
        if finding.level.outcome is Outcome.CONTRADICTS
        and finding.level.severity.rank >= Severity.MATERIAL.rank
    ]
