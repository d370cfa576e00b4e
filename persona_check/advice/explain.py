"""What the words of a report mean, what checks can observe and weigh, what is held beforehand."""

import difflib
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, NoReturn, Protocol

from persona_check.advice.glossary import GUIDE, word_lines, words
from persona_check.errors import UsageError
from persona_check.model.claim import AssertionKind
from persona_check.model.finding import Level, Outcome, Severity
from persona_check.weighing.priors import PRESETS, Preset
from persona_check.weighing.table import Calibration, Weight

__all__ = ["Explained", "explain"]

_WIDTH = 88
MOST_NAMED = 20  # in a hint
_PRIORS = ("prior", "priors")
_AS_TYPED = str.maketrans("_-'", "  ’")


class Explained(Protocol):
    """A check as far as it is documented."""

    id: ClassVar[str]
    question: ClassVar[str]
    if_wrong: ClassVar[str]
    reads: ClassVar[frozenset[AssertionKind]]
    levels: ClassVar[tuple[Level, ...]]


def explain(topic: str | None, checks: Sequence[Explained], calibration: Calibration) -> str:
    """A short guide, or what a word of a report means, a check, or one of its levels (``a/b``).

    ``prior`` gives the presets of ``--prior``, ``prior/NAME`` one of them. Raises
    ``UsageError`` for a topic that there is not.
    """
    if topic is None:
        return "\n".join(_overview(checks)) + "\n"
    name, _, level_name = topic.partition("/")
    if name in _PRIORS:
        return "\n".join(_priors(level_name)) + "\n"
    by_id = {check.id: check for check in checks}
    spoken = " ".join(topic.lower().translate(_AS_TYPED).split())
    if topic not in by_id and (word := words().get(spoken)) is not None:
        return "\n".join(word_lines(word)) + "\n"
    check = by_id.get(name) or _missing("word or check", name, [*by_id, _PRIORS[0], *words()])
    if not level_name:
        return "\n".join(_whole(check, calibration)) + "\n"
    levels = {level.id: level for level in check.levels}
    # a report numbers what it saw more than once: affiliation/post_printed#2
    level_name = level_name.partition("#")[0]
    level = levels.get(level_name) or _missing(f"level of {name}", level_name, levels)
    return "\n".join((*_level(check, level, calibration), "", *_advice(check))) + "\n"


def _missing(what: str, name: str, known: Iterable[str]) -> NoReturn:
    names = list(known)
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    hint = (
        f"did you mean “{near[0]}”?"
        if near
        else "known: " + ", ".join(sorted(names)[:MOST_NAMED]) + (" …" * (len(names) > MOST_NAMED))
    )
    raise UsageError(f"no {what} is called “{name[:60]}”", hint)


def _overview(checks: Sequence[Explained]) -> Iterator[str]:
    yield from GUIDE.splitlines()
    yield ""
    yield "Words"
    named = ", ".join(one.word for one in words().values())
    yield from textwrap.wrap(
        named, _WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False
    )
    yield ""
    yield "Checks"
    width = max(len(check.id) for check in checks)
    for check in checks:
        yield f"  {check.id:<{width}}  {check.question}"


def _priors(name: str) -> Iterator[str]:
    by_name = {preset.name: preset for preset in PRESETS}
    if name:
        yield from _preset(by_name.get(name) or _missing("prior", name, by_name))
        return
    yield "How likely each case is before any evidence: genuine / fabricated / borrowed."
    for preset in PRESETS:
        yield ""
        yield from _preset(preset)
    yield ""
    yield "Or give three shares of your own: --prior 0.9/0.05/0.05"


def _preset(preset: Preset) -> Iterator[str]:
    shares = preset.shares
    yield (
        f"{preset.name}  {shares.genuine:g} / {shares.fabricated:g} / {shares.borrowed:g}  "
        f"{preset.setting}"
    )
    for said in (preset.published, preset.derivation):
        yield from _wrapped(f"{said[0].upper()}{said[1:]}.")


def _whole(check: Explained, calibration: Calibration) -> Iterator[str]:
    yield check.question
    yield ""
    yield from textwrap.wrap(f"Looks at: {_looked_at(check)}", _WIDTH)
    for level in check.levels:
        yield ""
        yield from _level(check, level, calibration)
    yield ""
    yield from _advice(check)


def _looked_at(check: Explained) -> str:
    if len(check.reads) == len(AssertionKind):
        return "everything that is claimed"
    return ", ".join(sorted(kind.value.replace("_", " ") for kind in check.reads))


def _advice(check: Explained) -> list[str]:
    return textwrap.wrap(f"If it is about you: {check.if_wrong}", _WIDTH)


def _level(check: Explained, level: Level, calibration: Calibration) -> Iterator[str]:
    yield f"{check.id}/{level.id}"
    yield from _wrapped(level.meaning)
    yield from _wrapped(f"Outcome: {_outcome(level)}")
    if level.innocent:
        yield from _wrapped(f"This would also fit: {level.innocent}")
    weight = calibration.weight(check.id, level.id)
    yield from _wrapped(_weighed(weight) if level.weighed else _ITEM_WEIGHT)


_OUTCOMES = {
    Severity.NONE: "contradicts",
    Severity.EXPLAINABLE: "contradicts; there is often an everyday reason (explainable)",
    Severity.MATERIAL: "contradicts, and needs an explanation (material)",
    Severity.DECISIVE: "contradicts: the claim cannot be true as it is (decisive)",
}
_ITEM_WEIGHT = "Weight: none of its own; the check weighs all such items together, once."


def _outcome(level: Level) -> str:
    match level.outcome:
        case Outcome.CORROBORATES:
            return "supports the claim (corroborates)"
        case Outcome.CONTRADICTS:
            return _OUTCOMES[level.severity]
        case Outcome.INCONCLUSIVE:
            return "says nothing either way (inconclusive)"


def _weighed(weight: Weight | None) -> str:
    if weight is None:
        return "Weight: none; it is shown, but not counted."
    parts = []
    for hypothesis in ("fabricated", "borrowed"):
        log10_lr = weight.log10_lr(hypothesis)
        times = 10 ** abs(log10_lr)
        if times < 1.05:
            parts.append(f"as common in genuine as in {hypothesis} claims")
        elif log10_lr > 0:
            parts.append(f"{times:.1f} times as common in genuine as in {hypothesis} claims")
        else:
            parts.append(f"{times:.1f} times as common in {hypothesis} as in genuine claims")
    return f"Weight: {', '.join(parts)} (from {_basis(weight)})."


def _basis(weight: Weight) -> str:
    if not any(weight.cases):
        return weight.basis
    genuine, fabricated, borrowed = weight.cases
    made_up = ", the last two invented for the measurement" if weight.synthetic else ""
    return (
        f"{weight.basis}: {genuine} genuine, {fabricated} fabricated, {borrowed} borrowed "
        f"claims{made_up}; expert judgement counts as {weight.trials:g} more of each"
    )


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent="  ", subsequent_indent="  ")
