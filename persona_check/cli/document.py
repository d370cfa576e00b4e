"""The claim of ``check`` where it is given as a name, a document, an address or an identifier."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from persona_check.cli.intake import argument_of, claim_file_behind, read_anything, understood
from persona_check.errors import UsageError

if TYPE_CHECKING:
    from persona_check.claimfile import ClaimFlags
    from persona_check.intake.reading import ReadClaim
    from persona_check.model.claim import Claim
    from persona_check.settings import Settings

__all__ = ["claim_of_document"]


def claim_of_document(
    document: str | None,
    flags: "ClaimFlags",
    settings: "Settings",
    *,
    works: str | None,
    dry_run: bool,
    quiet: bool,
) -> "tuple[Claim, str | None]":
    """The claim, and what was read as a claim file; None for a name alone.

    What was read is told on standard error, so that a report on standard output stays whole.
    """
    from persona_check.claimfile import claim_from_flags
    from persona_check.intake.argument import Kind

    def shown(page: str) -> None:
        if not quiet and not dry_run:
            sys.stderr.write(f"{page}\n")

    if works is not None:
        return _with_works(works, document, flags, settings)
    if document is None:
        raise UsageError("no name given", 'run persona-check check "Ada Example"')
    argument = argument_of(document)
    if argument.kind is Kind.NAME:
        if flags.name is not None:
            raise UsageError(
                f"two names are given: “{document[:40]}” and “{flags.name[:40]}”",
                "give the name once",
            )
        if argument.hint and not quiet:
            sys.stderr.write(f"hint: {argument.hint}\n")
        return claim_from_flags(replace(flags, name=document)), None
    claim_file = claim_file_behind(argument)
    if claim_file is not None:
        return claim_from_flags(flags, claim_file=claim_file), None
    found = understood(argument, flags, settings, fetches=not dry_run, shown=shown)
    return found.claim, _as_file(found.read, found.label, flags.name)


def _with_works(
    works: str, document: str | None, flags: "ClaimFlags", settings: "Settings"
) -> "tuple[Claim, str | None]":
    """The claim of a name with the works of a publication list."""
    from persona_check.claimfile.flags import typed_cursor
    from persona_check.intake.argument import Kind
    from persona_check.intake.reading import Item
    from persona_check.intake.to_claim import claim_with, without_refused

    name = flags.name or document
    if document is not None and argument_of(document).kind is not Kind.NAME:
        raise UsageError("--works goes with a name", 'give the person as NAME or with --name "…"')
    label, read = read_anything(works, lambda: settings)
    read = without_refused(read, label)
    own = tuple(item for item in read.items if item.key in {"works", "dois", "books"})
    if name is None and read.owner is not None:
        own = (Item(key="name", value=read.owner, place="common to all entries"), *own)
    read = replace(read, items=own)
    claim = claim_with(read, label, typed_cursor(replace(flags, name=name)))
    return claim, _as_file(read, label, name)


def _as_file(read: "ReadClaim", label: str, name: str | None = None) -> str:
    from persona_check.intake.as_toml import as_toml

    more = {"name": name} if name is not None and read.name is None else {}
    return as_toml(read, Path(label).name if "://" not in label else label, more)
