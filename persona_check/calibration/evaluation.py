"""Measures reports against labels that somebody else gave."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from persona_check.calibration.scoring import Forecast
from persona_check.errors import UsageError

__all__ = ["Evaluation", "Group", "evaluated"]

LABELS = {
    "genuine": "genuine",
    "real": "genuine",
    "fabricated": "fabricated",
    "borrowed": "borrowed",
    "impersonation": "borrowed",
    "embellished": "embellished",
}
ADVERSE = frozenset({"mixed", "contradicted"})
_HINT = f"a row has id and label ({', '.join(LABELS)}), and may have group"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The claims of one label and group: how many ended with which verdict."""

    label: str
    name: str
    verdicts: tuple[tuple[str, int], ...]

    @property
    def count(self) -> int:
        """All claims of the group."""
        return sum(number for _, number in self.verdicts)

    @property
    def adverse(self) -> int:
        """Those that ended mixed or contradicted."""
        return sum(number for verdict, number in self.verdicts if verdict in ADVERSE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """``record`` forecasts "the record is real", ``confidence`` "the claim is genuine".

    Embellished claims, a real person's with a false line, are left out of ``confidence`` and count
    as real records. ``unanswered`` are labelled claims without an assessed report.
    """

    groups: tuple[Group, ...]
    record: tuple[Forecast, ...]
    confidence: tuple[Forecast, ...]
    unanswered: tuple[str, ...]


class _Assessed(NamedTuple):
    verdict: str
    real: float
    genuine: float
    prior_real: float
    prior_genuine: float


def evaluated(labelled: Iterable[str], reports: Iterable[str]) -> Evaluation:
    """The lines of a labelled file against the lines of ``batch --format json``, joined by id.

    Raises:
        UsageError: a line that is no object, a label that is none of ``LABELS``, an id twice.
    """
    by_id = {row["id"]: _assessed(row) for row in _rows(reports, "report") if "hypotheses" in row}
    verdicts: dict[tuple[str, str], Counter[str]] = {}
    record: list[Forecast] = []
    confidence: list[Forecast] = []
    unanswered: list[str] = []
    for row in _rows(labelled, "labelled row"):
        label = LABELS.get(str(row.get("label")))
        if label is None:
            raise UsageError(f"{row['id']}: no such label: {row.get('label')!r}", _HINT)
        report = by_id.get(row["id"])
        if report is None:
            unanswered.append(row["id"])
            continue
        name = str(row.get("group") or row.get("subtype") or "all")
        verdicts.setdefault((label, name), Counter())[report.verdict] += 1
        real, genuine = label != "fabricated", label == "genuine"
        record.append(Forecast(probability=report.real, prior=report.prior_real, outcome=real))
        if label != "embellished":
            confidence.append(
                Forecast(probability=report.genuine, prior=report.prior_genuine, outcome=genuine)
            )
    return Evaluation(
        groups=tuple(
            Group(label=label, name=name, verdicts=tuple(sorted(count.items())))
            for (label, name), count in sorted(verdicts.items())
        ),
        record=tuple(record),
        confidence=tuple(confidence),
        unanswered=tuple(unanswered),
    )


def _assessed(report: dict[str, Any]) -> _Assessed:
    try:
        found, prior = report["hypotheses"], report["prior"]
        return _Assessed(
            verdict=str(report["verdict"]),
            real=1 - float(found["fabricated"]),
            genuine=float(found["genuine"]),
            prior_real=1 - float(prior["fabricated"]),
            prior_genuine=float(prior["genuine"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(
            f"{report['id']}: no report of this program", "give what batch --format json wrote"
        ) from error


def _rows(lines: Iterable[str], what: str) -> Iterator[dict[str, Any]]:
    seen: set[str] = set()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise UsageError(f"{what}, line {number}: no JSON", _HINT) from error
        if not isinstance(row, dict) or not isinstance(row.get("id"), str):
            raise UsageError(f"{what}, line {number}: no object with an id", _HINT)
        if row["id"] in seen:
            raise UsageError(f"{what}, line {number}: {row['id']} stands twice", _HINT)
        seen.add(row["id"])
        yield row
