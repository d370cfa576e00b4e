"""Measures reports against labels that somebody else gave."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from persona_check.calibration.labelled import group_of, hypotheses_of, label_of, no_report, rows
from persona_check.calibration.population import (
    Outcome,
    confidence_forecasts,
    mixed,
    record_forecasts,
)
from persona_check.calibration.scoring import Forecast
from persona_check.errors import UsageError
from persona_check.model.report import Hypotheses
from persona_check.weighing.table import HYPOTHESES

__all__ = ["Evaluation", "Group", "evaluated"]

ADVERSE = frozenset({"mixed", "contradicted"})


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

    Embellished claims, a real person's with a false line, are in neither. ``weighted`` and
    ``flawless_share`` say what population they are of. ``unanswered`` are
    labelled claims without an assessed report, ``unseen`` the hypotheses without a claim.
    """

    groups: tuple[Group, ...]
    record: tuple[Forecast, ...]
    confidence: tuple[Forecast, ...]
    weighted: bool
    flawless_share: float
    unanswered: tuple[str, ...]
    unseen: tuple[str, ...]


class _Assessed(NamedTuple):
    verdict: str
    found: Hypotheses
    prior: Hypotheses


def evaluated(
    labelled: Iterable[str],
    reports: Iterable[str],
    *,
    weighted: bool,
    flawless_share: float,
) -> Evaluation:
    """The lines of a labelled file against the lines of ``batch --format json``, joined by id.

    ``weighted``: the figures of calibration are about a population mixed as the prior is, with
    ``flawless_share`` as in ``mixed``; else each claim counts once.

    Raises:
        UsageError: a line that is no object, a label that is none of ``LABELS``, an id twice,
            reports of several priors where they are to be weighted to one.
    """
    by_id = {row["id"]: _assessed(row) for row in rows(reports, "report") if "hypotheses" in row}
    verdicts: dict[tuple[str, str], Counter[str]] = {}
    outcomes: list[Outcome] = []
    unanswered: list[str] = []
    for row in rows(labelled, "labelled row"):
        label = label_of(row)
        report = by_id.get(row["id"])
        if report is None:
            unanswered.append(row["id"])
            continue
        verdicts.setdefault((label, group_of(row)), Counter())[report.verdict] += 1
        if label != "embellished":
            outcomes.append(Outcome(hypotheses=report.found, prior=report.prior, was=label))
    population = tuple(outcomes)
    if weighted:
        if len({one.prior for one in outcomes}) > 1:
            raise UsageError(
                "the reports used different priors",
                "count each claim once with --unweighted, or evaluate them separately",
            )
        population = mixed(outcomes, flawless_share)
    return Evaluation(
        groups=tuple(
            Group(label=label, name=name, verdicts=tuple(sorted(count.items())))
            for (label, name), count in sorted(verdicts.items())
        ),
        record=record_forecasts(population),
        confidence=confidence_forecasts(population),
        weighted=weighted,
        flawless_share=flawless_share if weighted else 0.0,
        unanswered=tuple(unanswered),
        unseen=tuple(sorted(set(HYPOTHESES) - {one.was for one in outcomes})),
    )


def _assessed(report: dict[str, Any]) -> _Assessed:
    if not isinstance(report.get("verdict"), str):
        raise no_report(report["id"])
    return _Assessed(
        verdict=report["verdict"],
        found=hypotheses_of(report, "hypotheses"),
        prior=hypotheses_of(report, "prior"),
    )
