"""Who decided what about a case, when and why: kept in its bundle, beside the report.

The manifest lists what was there when the case was saved, and its time-stamp vouches for that, so
decisions stand beside it. Each carries a hash over itself, those before it and the manifest.
"""

from pathlib import Path

from persona_check.casefile import layout
from persona_check.casefile.archive import BundleFileError, read_members
from persona_check.casefile.bundle import read_bundle, write_members
from persona_check.casefile.decided import decisions_as_json
from persona_check.errors import UsageError
from persona_check.model.report import Decision

__all__ = ["decide"]

LONGEST = 1_000  # characters of a decision or its reason


def decide(path: Path, decision: Decision) -> tuple[Decision, ...]:
    """Writes the decision into the bundle, after those that it holds; gives all of them.

    Raises ``UsageError`` where the bundle cannot be read, is not whole, or is a folder, or where
    a part of the decision is missing or too long.
    """
    for name in ("by", "decision", "reason"):
        words = getattr(decision, name)
        if not words.strip():
            raise UsageError(f"--{name} is empty", "say who decided, what, and why")
        if len(words) > LONGEST:
            raise UsageError(f"--{name} is longer than {LONGEST} characters", "shorten it")
    if path.is_dir():
        raise UsageError(
            f"{path} is a folder", "decisions are kept in a bundle written by --save (.zip)"
        )
    bundle = read_bundle(path)
    if not bundle.manifest:
        raise UsageError(f"{path} has no list of hashes", "use a bundle written by --save")
    kept = (*bundle.decisions, decision)
    try:
        members = read_members(path)
    except BundleFileError as error:
        raise UsageError(f"cannot read {path}: {error}") from error
    members[layout.DECISIONS] = decisions_as_json(kept, bundle.manifest)
    write_members(path, members)
    return kept
