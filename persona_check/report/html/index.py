"""The index of a batch: one page that leads to each claim's report, readable without its script."""

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Protocol

from persona_check.model.finding import Outcome
from persona_check.model.report import Report
from persona_check.report import wording
from persona_check.report.answer.bottom_line import bottom_line
from persona_check.report.answer.glance import Glance, glance
from persona_check.report.answer.items import ItemWord
from persona_check.report.answer.questions import questions
from persona_check.report.html.page import template

__all__ = ["IndexRow", "Shared", "failed_row", "index_page", "index_row", "read_row"]


class Shared(Protocol):
    """Claims that share one thing: a picture, an address."""

    @property
    def kind(self) -> str:
        """What sort of thing, as one word with underscores."""
        ...

    @property
    def value(self) -> str:
        """The thing."""
        ...

    @property
    def claims(self) -> tuple[str, ...]:
        """Ids of the claims."""
        ...

    @property
    def innocent_explanation(self) -> str:
        """The everyday reason that would also fit."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexRow:
    """One claim's line; ``page`` is its file beside the index, empty where there is no report.

    ``verdict`` is empty where ``error`` says why. Counts are of claimed items. ``strongest`` is the
    weightiest conflict, with its source and date in ``where``; ``fits`` its everyday explanation.
    ``glance`` is the answer in a word or two, ``chance`` that the writer is the person, in words.
    """

    id: str
    page: str = ""
    name: str = ""
    verdict: str = ""
    confidence: float = 0.0
    low: float = 0.0
    high: float = 0.0
    conflict: str = ""
    assurance: str = ""
    coverage: float = 0.0
    supported: int = 0
    conflicts: int = 0
    unchecked: int = 0
    set_aside: int = 0
    strongest: str = ""
    where: str = ""
    fits: str = ""
    glance: str = ""
    bottom_line: str = ""
    next_step: str = ""
    chance: str = ""
    error: str = ""

    @property
    def answer(self) -> Glance | None:
        """The answer at a glance; None for rows without a report."""
        return Glance(self.glance) if self.glance in list(Glance) else None

    @property
    def order(self) -> int:
        """The answer's place in a table sorted by it; rows without one come first."""
        return self.answer.order if self.answer is not None else -1

    def to_json(self) -> str:
        """The row as a line of JSON, line end included."""
        return json.dumps(asdict(self), separators=(",", ":")) + "\n"


def read_row(line: str) -> IndexRow:
    """The row of a JSON line; raises ``ValueError`` where it is none."""
    document = json.loads(line)
    blank = IndexRow(id="")
    known = {field.name: type(getattr(blank, field.name)) for field in fields(IndexRow)}
    if not isinstance(document, dict) or "id" not in document:
        raise ValueError("no row of an index")
    return IndexRow(
        **{name: kind(document[name]) for name, kind in known.items() if name in document}
    )


def index_row(row_id: str, page: str, report: Report) -> IndexRow:
    """The line of an assessed claim."""
    found = report.assessment
    worst = next((f for f in found.findings if f.level.outcome is Outcome.CONTRADICTS), None)
    answers = questions(report)
    return IndexRow(
        id=row_id,
        page=page,
        name=report.claim.name,
        verdict=found.verdict.value,
        confidence=found.confidence,
        low=found.interval[0],
        high=found.interval[1],
        conflict=found.conflict.value,
        assurance=found.assurance.value,
        coverage=found.coverage,
        supported=answers.claims.confirmed,
        conflicts=answers.claims.contradicted,
        unchecked=answers.claims.unchecked,
        set_aside=len(report.review.set_aside) if report.review else 0,
        strongest=worst.observation.summary if worst else "",
        where=wording.where_words(worst, report) if worst else "",
        fits=(wording.innocent_words(worst) or "") if worst else "",
        glance=glance(answers).value,
        bottom_line=bottom_line(report, answers),
        next_step=report.next_steps[0].in_a_line if report.next_steps else "",
        chance=answers.writer.chance or "",
    )


def failed_row(row_id: str, message: str) -> IndexRow:
    """The line of a claim that could not be read or assessed."""
    return IndexRow(id=row_id, error=message)


def index_page(
    rows: Sequence[IndexRow], *, title: str, made_at: datetime, shared: Sequence[Shared] = ()
) -> str:
    """The whole page; ``title`` names the file of claims."""
    script = Path(__file__).with_name("index.js").read_text(encoding="utf-8")
    answers = Counter(row.answer for row in rows)
    return template("index.html.j2").render(
        rows=rows,
        title=title,
        made_at=made_at,
        shared=shared,
        script=script,
        # the page's policy lets this very script run and no other
        digest=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii"),
        tally=[(one, answers[one]) for one in (*Glance, None) if answers[one]],
        wording=wording,
        words=ItemWord,
    )
