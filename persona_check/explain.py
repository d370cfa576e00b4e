"""What the checks ask, what they can observe, and how much each observation weighs."""

import difflib
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import NoReturn

from persona_check.calibration.table import Calibration, Weight
from persona_check.checks.base import Check
from persona_check.errors import UsageError
from persona_check.model.finding import Level

__all__ = ["explain"]

_WIDTH = 88


def explain(topic: str | None, checks: Sequence[Check], calibration: Calibration) -> str:
    """The documentation of all checks, of one (``coauthors``), or of one level (``a/b``).

    Raises ``UsageError`` for a topic that there is not.
    """
    if topic is None:
        return "\n".join(_overview(checks)) + "\n"
    name, _, level_name = topic.partition("/")
    by_id = {check.id: check for check in checks}
    check = by_id.get(name) or _missing("check", name, by_id)
    if not level_name:
        return "\n".join(_whole(check, calibration)) + "\n"
    levels = {level.id: level for level in check.levels}
    level = levels.get(level_name) or _missing(f"level of {name}", level_name, levels)
    return "\n".join(_level(check, level, calibration)) + "\n"


def _missing(what: str, name: str, known: Iterable[str]) -> NoReturn:
    names = list(known)
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    hint = f"did you mean “{near[0]}”?" if near else "known: " + ", ".join(sorted(names))
    raise UsageError(f"no {what} is called “{name[:60]}”", hint)


def _overview(checks: Sequence[Check]) -> Iterator[str]:
    width = max(len(check.id) for check in checks)
    for check in checks:
        yield f"{check.id:<{width}}  {check.question}"
    yield ""
    yield "persona-check explain CHECK shows what it can observe; CHECK/LEVEL one observation."


def _whole(check: Check, calibration: Calibration) -> Iterator[str]:
    yield check.question
    yield ""
    yield "Looks at: " + ", ".join(sorted(kind.value.replace("_", " ") for kind in check.reads))
    for level in check.levels:
        yield ""
        yield from _level(check, level, calibration)


def _level(check: Check, level: Level, calibration: Calibration) -> Iterator[str]:
    yield f"{check.id}/{level.id}"
    yield from _wrapped(level.meaning)
    severity = "" if level.severity.value == "none" else f", {level.severity.value} conflict"
    yield f"  Outcome: {level.outcome.value}{severity}"
    if level.innocent:
        yield from _wrapped(f"This would also fit: {level.innocent}")
    yield from _wrapped(_weighed(calibration.weight(check.id, level.id)))


def _weighed(weight: Weight | None) -> str:
    if weight is None:
        return "Weight: none; it is shown and not counted."
    parts = []
    for hypothesis in ("fabricated", "borrowed"):
        log10_lr = weight.log10_lr(hypothesis)
        times = 10 ** abs(log10_lr)
        if times < 1.05:
            parts.append(f"as often when genuine as when {hypothesis}")
        elif log10_lr > 0:
            parts.append(f"{times:.1f} times as often when genuine as when {hypothesis}")
        else:
            parts.append(f"{times:.1f} times as often when {hypothesis} as when genuine")
    return f"Weight: seen {', '.join(parts)} (basis: {weight.basis})."


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent="  ", subsequent_indent="  ")
