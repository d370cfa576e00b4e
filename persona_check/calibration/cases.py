"""Labelled claims with what the checks observed about each, read back from reports."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from persona_check.calibration.labelled import group_of, hypotheses_of, label_of, no_report, rows
from persona_check.model.finding import Observation
from persona_check.model.report import Hypotheses

__all__ = ["TOGETHER", "Case", "cases_of", "union_of"]

# Fields of a labelled row whose values, where two rows share one, tie the rows together.
TOGETHER = ("subject", "network_id", "corpus_work_ids")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One labelled claim: what was observed, and which checks had nothing to look at.

    ``label`` is genuine, fabricated, borrowed or embellished. ``ties`` are shared with claims
    that must not be told apart by a split: about one person, of one network, on one work.
    ``skipped`` are checks that said of the whole or of an item that they could not look;
    ``states`` are those of the claimed items, by id. ``person`` is shared by the forms in which
    one claim was put (in full, by name and post alone), empty where it has one form; ``weight``
    in (0, 1] makes all forms of a claim count as one. ``form`` names the set it came in.
    """

    id: str
    label: str
    group: str
    ties: frozenset[tuple[str, str]]
    observations: tuple[Observation, ...]
    skipped: frozenset[str]
    states: Mapping[str, str]
    prior: Hypotheses
    person: str = ""
    weight: float = 1.0
    form: str = ""


def union_of(sets: Sequence[tuple[str, Iterable[str], Iterable[str]]]) -> tuple[Case, ...]:
    """The cases of several sets, each its name, its labelled rows and its reports.

    Rows of one id in several sets are one claim in several forms: they fall into one fold, and
    together they count once. A borrowed row whose key accepts ``corroborated`` has lost what
    was false about it, and is left out: how many borrowers make no mistake is a judgement that
    enters elsewhere, and such rows would make all others look more careful than they are.

    Raises:
        UsageError: as ``cases_of``, for any set.
    """
    if len(sets) == 1:
        ((_, labelled, reports),) = sets
        return cases_of(labelled, reports)
    cases = [
        replace(
            case,
            id=f"{name}/{case.id}",
            person=case.id,
            form=name,
            ties=case.ties | {("person", case.id)},
        )
        for name, labelled, reports in sets
        for case in cases_of(_with_something_to_catch(labelled), reports)
    ]
    forms = Counter(case.person for case in cases)
    return tuple(replace(case, weight=1 / forms[case.person]) for case in cases)


def _with_something_to_catch(labelled: Iterable[str]) -> Iterator[str]:
    for row in rows(labelled, "labelled row"):
        expected = row.get("expected")
        accepted = expected.get("acceptable_verdicts", ()) if isinstance(expected, dict) else ()
        if label_of(row) != "borrowed" or "corroborated" not in accepted:
            yield json.dumps(row)


def cases_of(
    labelled: Iterable[str], reports: Iterable[str], together: Iterable[str] = TOGETHER
) -> tuple[Case, ...]:
    """The labelled lines that have a report, in their order.

    Raises:
        UsageError: a line that is no object, an unknown label, an id twice, no report of this
            program.
    """
    by_id = {row["id"]: row for row in rows(reports, "report") if "hypotheses" in row}
    together = tuple(together)
    return tuple(
        _case(row, by_id[row["id"]], together)
        for row in rows(labelled, "labelled row")
        if row["id"] in by_id
    )


def _case(row: Mapping[str, Any], report: dict[str, Any], together: tuple[str, ...]) -> Case:
    try:
        return Case(
            id=row["id"],
            label=label_of(dict(row)),
            group=group_of(dict(row)),
            ties=frozenset(_ties(row, together)),
            observations=tuple(_observation(finding) for finding in report["findings"]),
            skipped=frozenset(skip["check"] for skip in report["skipped"]),
            states={one["id"]: one["state"] for one in report["claim"]["assertions"]},
            prior=hypotheses_of(report, "prior"),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise no_report(row["id"]) from error


def _ties(row: Mapping[str, Any], together: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for field in together:
        value = row.get(field)
        values = value if isinstance(value, list) else [value]
        yield from ((field, str(one)) for one in values if one)


def _observation(finding: Mapping[str, Any]) -> Observation:
    """As much of it as weighing reads; evidence and measurements stay behind."""
    return Observation(
        check=finding["check"],
        level=finding["level"],
        summary=finding["summary"],
        assertions=tuple(finding["assertions"]),
        upstream=tuple(finding["witnesses"]),
        group=finding["group"],
        measurements=tuple(finding.get("measurements", {}).items()),
    )
