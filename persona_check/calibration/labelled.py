"""JSON Lines of labelled claims and of reports on them, joined by id."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from persona_check.errors import UsageError
from persona_check.model.report import Hypotheses

__all__ = ["LABELS", "group_of", "hypotheses_of", "label_of", "no_report", "rows"]

LABELS = {
    "genuine": "genuine",
    "real": "genuine",
    "fabricated": "fabricated",
    "borrowed": "borrowed",
    "impersonation": "borrowed",
    "embellished": "embellished",
}
_HINT = f"give each row an id and a label ({', '.join(LABELS)}); group is optional"


def rows(lines: Iterable[str], what: str) -> Iterator[dict[str, Any]]:
    """The objects of the lines, each with an id of its own; ``what`` names them in errors.

    Raises:
        UsageError: a line that is no object with an id, an id twice.
    """
    seen: set[str] = set()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise UsageError(f"{what}, line {number}: not valid JSON", _HINT) from error
        if not isinstance(row, dict) or not isinstance(row.get("id"), str):
            raise UsageError(f"{what}, line {number}: not an object with an id", _HINT)
        if row["id"] in seen:
            raise UsageError(f"{what}, line {number}: duplicate id {row['id']}", _HINT)
        seen.add(row["id"])
        yield row


def label_of(row: dict[str, Any]) -> str:
    """One of genuine, fabricated, borrowed, embellished.

    Raises:
        UsageError: a label that is none of ``LABELS``.
    """
    label = LABELS.get(str(row.get("label")))
    if label is None:
        raise UsageError(f"{row['id']}: unknown label {row.get('label')!r}", _HINT)
    return label


def group_of(row: dict[str, Any]) -> str:
    """The group that a labelled row names; ``all`` where it names none."""
    return str(row.get("group") or row.get("subtype") or "all")


def hypotheses_of(report: dict[str, Any], key: str) -> Hypotheses:
    """The three shares that a report holds under this key.

    Raises:
        UsageError: it holds none.
    """
    try:
        shares = {name: float(report[key][name]) for name in ("genuine", "fabricated", "borrowed")}
    except (KeyError, TypeError, ValueError) as error:
        raise no_report(report["id"]) from error
    return Hypotheses(**shares)


def no_report(identity: str) -> UsageError:
    """What is said of a row that this program did not write."""
    return UsageError(
        f"{identity}: not a persona-check report", "use the output of batch --format json"
    )
