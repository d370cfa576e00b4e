"""What a reviewer set aside: findings that are shown, with the reason, and not weighed."""

import difflib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from persona_check.casefile.layout import OVERRIDES
from persona_check.errors import UsageError
from persona_check.model.finding import Finding, Level
from persona_check.model.report import SetAside

__all__ = [
    "Override",
    "as_json",
    "from_json",
    "kept_in",
    "merged",
    "notes",
    "read",
    "set_aside",
]

_LONGEST_REASON = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """``finding`` is a finding's id, or ``check/level`` for all observations at that level.

    ``kept`` says that a bundle held it: a replay need not find again what the first run found.
    """

    finding: str
    reason: str
    kept: bool = field(default=False, compare=False)

    def fits(self, finding: Finding) -> bool:
        """Whether it is this finding that is set aside."""
        level = f"{finding.observation.check}/{finding.observation.level}"
        return self.finding in (finding.id, level)


def read(words: Iterable[str], levels: Mapping[tuple[str, str], Level]) -> tuple[Override, ...]:
    """Overrides from ``FINDING=reason``.

    ``levels`` are all that there are, by (check, level). Raises ``UsageError`` where a reason is
    missing or too long, or no check can make such a finding.
    """
    return tuple(_read(one, levels) for one in words)


def _read(words: str, levels: Mapping[tuple[str, str], Level]) -> Override:
    finding, _, reason = (part.strip() for part in words.partition("="))
    if not finding or not reason:
        raise UsageError(
            f"--override {words[:80]!r} has no reason",
            'write FINDING=REASON, e.g. "contact/young_domain=the firm was founded in May"',
        )
    if len(reason) > _LONGEST_REASON:
        raise UsageError(
            f"the reason for setting aside {finding[:80]} is longer than {_LONGEST_REASON} "
            "characters",
            "shorten it to a sentence or two",
        )
    known = [f"{check}/{level}" for check, level in levels]
    if finding.partition("#")[0] not in known:
        near = difflib.get_close_matches(finding, known, n=1, cutoff=0.5)
        raise UsageError(
            f"unknown finding “{finding[:80]}”",
            f"did you mean “{near[0]}”?" if near else "use CHECK/LEVEL as shown in the report",
        )
    return Override(finding=finding, reason=reason)


def merged(kept: Sequence[Override], given: Sequence[Override]) -> tuple[Override, ...]:
    """Those of a bundle and those of this run; for the same finding the latter's reason holds."""
    return tuple(
        ({one.finding: one for one in kept} | {one.finding: one for one in given}).values()
    )


def set_aside(findings: Sequence[Finding], overrides: Sequence[Override]) -> tuple[SetAside, ...]:
    """The findings that are set aside, in the report's order.

    Raises ``UsageError``, with those that are there, for an override that fits no finding and was
    not kept in a bundle.
    """
    reasons: dict[str, str] = {}
    for one in overrides:
        named = [finding.id for finding in findings if one.fits(finding)]
        if not named and not one.kept:
            there = ", ".join(finding.id for finding in findings) or "none"
            raise UsageError(
                f"this report has no finding “{one.finding[:80]}” to set aside",
                f"choose from {there}",
            )
        reasons |= dict.fromkeys(named, one.reason)
    return tuple(
        SetAside(finding=finding, reason=reasons[finding.id])
        for finding in findings
        if finding.id in reasons
    )


def notes(overrides: Iterable[Override], applied: Iterable[SetAside]) -> tuple[str, ...]:
    """What a report must say of overrides that a bundle held and that fit nothing in it."""
    findings = [one.finding for one in applied]
    return tuple(
        f"The bundle sets {one.finding} aside ({one.reason}), but this run did not find it."
        for one in overrides
        if not any(one.fits(finding) for finding in findings)
    )


def as_json(overrides: Iterable[Override]) -> bytes:
    """The overrides as a file of an evidence bundle."""
    document = [{"finding": one.finding, "reason": one.reason} for one in overrides]
    return (json.dumps(document, indent=2) + "\n").encode("ascii")


def kept_in(files: Mapping[str, bytes]) -> tuple[Override, ...]:
    """The overrides among a bundle's files; raises ``UsageError`` where they cannot be read."""
    content = files.get(OVERRIDES)
    return () if content is None else from_json(content)


def from_json(content: bytes) -> tuple[Override, ...]:
    """The overrides of a bundle's file; raises ``UsageError`` where it cannot be read."""
    try:
        return tuple(
            Override(
                finding=str(one["finding"]),
                reason=str(one["reason"])[:_LONGEST_REASON],
                kept=True,
            )
            for one in json.loads(content)
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UsageError(
            "the overrides in the bundle cannot be read", "save the bundle again"
        ) from error
