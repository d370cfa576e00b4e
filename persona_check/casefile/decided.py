"""The file of decisions in a bundle: each with a hash over itself and all before it."""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime

from persona_check.model.report import Decision

__all__ = ["decisions_as_json", "decisions_in", "hashes_of"]


def decisions_as_json(decisions: Sequence[Decision], manifest: bytes) -> bytes:
    """The decisions as a file of the bundle whose manifest this is."""
    entries = [
        _words(one) | {"sha256": sha256}
        for one, sha256 in zip(decisions, hashes_of(decisions, manifest), strict=True)
    ]
    return (json.dumps(entries, indent=2) + "\n").encode("ascii")


def hashes_of(decisions: Sequence[Decision], manifest: bytes) -> tuple[str, ...]:
    """The hash of each decision, over itself, all before it and the bundle's manifest."""
    found, before = [], hashlib.sha256(manifest).hexdigest()
    for one in decisions:
        before = _chained(one, before)
        found.append(before)
    return tuple(found)


def decisions_in(content: bytes, manifest: bytes) -> tuple[Decision, ...]:
    """The decisions of a file; raises ``ValueError`` where it is none, or was changed."""
    found, before = [], hashlib.sha256(manifest).hexdigest()
    try:
        for entry in json.loads(content):
            one = Decision(
                by=str(entry["by"]),
                decision=str(entry["decision"]),
                reason=str(entry["reason"]),
                decided_at=datetime.fromisoformat(str(entry["decided_at"])).astimezone(UTC),
            )
            before = _chained(one, before)
            if entry["sha256"] != before:
                raise ValueError("a decision was changed, or is about another bundle")
            found.append(one)
    except (KeyError, TypeError, RecursionError, OverflowError) as error:
        raise ValueError("the decisions cannot be read") from error
    return tuple(found)


def _words(one: Decision) -> dict[str, str]:
    return {
        "by": one.by,
        "decision": one.decision,
        "reason": one.reason,
        "decided_at": one.decided_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
    }


def _chained(one: Decision, before: str) -> str:
    content = json.dumps([before, *_words(one).values()], separators=(",", ":"))
    return hashlib.sha256(content.encode("ascii")).hexdigest()
