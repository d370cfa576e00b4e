"""One line a row: whole reports as JSON, or a summary as CSV or as a table."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Sequence
from typing import ClassVar, Protocol

from persona_check.errors import UsageError
from persona_check.model.finding import Outcome
from persona_check.model.report import Report
from persona_check.report import wording
from persona_check.report.escaping import plain
from persona_check.report.outages import refusals

__all__ = ["LINE_FORMATS", "LineFormat", "line_format"]


class LineFormat(Protocol):
    """One way to say a row's outcome in one line, line end included."""

    id: ClassVar[str]
    header: ClassVar[str]

    def report(self, row_id: str, report: Report) -> str:
        """The line of an assessed row."""
        ...

    def failure(self, row_id: str, message: str) -> str:
        """The line of a row that could not be read or assessed."""
        ...


class JsonLine:
    """The whole report, schema 1, with the row's id in front."""

    id: ClassVar[str] = "json"
    header: ClassVar[str] = ""

    def report(self, row_id: str, report: Report) -> str:
        """The report object on one line."""
        from persona_check.report.json_v1 import as_document

        return _json({"id": row_id} | as_document(report))

    def failure(self, row_id: str, message: str) -> str:
        """``{"id": …, "error": …}``."""
        return _json({"id": row_id, "error": message})


def _json(document: dict[str, object]) -> str:
    return json.dumps(document, separators=(",", ":")) + "\n"


_COLUMNS = (
    "id name verdict confidence low high genuine fabricated borrowed conflict assurance coverage "
    "supported conflicts not_found could_not_check ambiguous not_compared findings skipped "
    "set_aside silent_sources strongest_conflict conflict_source would_also_fit next_step error"
).split()
# A spreadsheet of another country cuts cells at semicolons, and some know full-width signs.
_FORMULA = re.compile(r"(^|[;|])(\s*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")


class CsvLine:
    """A row of figures; cells that a spreadsheet would take for a formula are quoted as text.

    Of the conflicts the weightiest is named, with its source, date and everyday explanation.
    """

    id: ClassVar[str] = "csv"
    header: ClassVar[str] = ",".join(_COLUMNS) + "\n"

    def report(self, row_id: str, report: Report) -> str:
        """The figures of one report."""
        found = report.assessment
        states = Counter(state.value for _, state in found.states)
        worst = next((f for f in found.findings if f.level.outcome is Outcome.CONTRADICTS), None)
        return _csv(
            row_id,
            report.claim.name,
            found.verdict,
            f"{found.confidence:.3f}",
            *(f"{bound:.3f}" for bound in found.interval),
            f"{found.hypotheses.genuine:.3f}",
            f"{found.hypotheses.fabricated:.3f}",
            f"{found.hypotheses.borrowed:.3f}",
            found.conflict,
            found.assurance,
            f"{found.coverage:.3f}",
            states["supported"] + states["partly"],
            states["conflict"],
            states["not_found"],
            states["could_not_check"],
            states["ambiguous"],
            states["not_applicable"],
            len(found.findings),
            len(found.skipped),
            len(report.review.set_aside) if report.review else 0,
            " ".join(sorted(source for source, _, _ in refusals(report.lookups))),
            worst.observation.summary if worst else "",
            wording.where_words(worst, report) if worst else "",
            (wording.innocent_words(worst) or "") if worst else "",
            report.next_steps[0].action if report.next_steps else "",
            "",
        )

    def failure(self, row_id: str, message: str) -> str:
        """A row with id and error only."""
        return _csv(row_id, *[""] * (len(_COLUMNS) - 2), message)


def _csv(*cells: object) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(_inert(str(cell)) for cell in cells)
    return text.getvalue()


def _inert(cell: str) -> str:
    return _FORMULA.sub(r"\1\2'", plain(cell))


class TableLine:
    """A line of a table for the eye."""

    id: ClassVar[str] = "table"
    header: ClassVar[str] = (
        f"{'id':<16} {'verdict':<13} {'confidence':>10}  {'conflict':<11} {'':<2} {'coverage':>8}"
        "  name\n"
    )

    def report(self, row_id: str, report: Report) -> str:
        """Verdict, confidence, conflict, assurance, coverage and name."""
        found = report.assessment
        return (
            f"{_cut(row_id, 16):<16} {found.verdict.value:<13} {found.confidence:>10.2f}  "
            f"{found.conflict.value:<11} {found.assurance.value:<2} {found.coverage:>8.0%}"
            f"  {_cut(report.claim.name, 60)}\n"
        )

    def failure(self, row_id: str, message: str) -> str:
        """The error in place of the figures."""
        return f"{_cut(row_id, 16):<16} {'error':<13} {_cut(message, 200)}\n"


def _cut(text: str, width: int) -> str:
    return plain(text, width)


LINE_FORMATS: Sequence[LineFormat] = (JsonLine(), CsvLine(), TableLine())


def line_format(format_id: str) -> LineFormat:
    """The format of this id; raises ``UsageError`` where there is none."""
    for one in LINE_FORMATS:
        if one.id == format_id:
            return one
    raise UsageError(
        f"unknown batch format “{format_id[:40]}”",
        "choose from " + ", ".join(one.id for one in LINE_FORMATS),
    )
