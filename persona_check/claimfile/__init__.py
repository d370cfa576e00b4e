"""Claims from flags, TOML, JSON, JSON Lines and CSV, each item with its origin."""

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from persona_check.claimfile.bios import bio_assertions
    from persona_check.claimfile.build import BioReader
    from persona_check.claimfile.flags import ClaimFlags, claim_from_flags
    from persona_check.claimfile.row import Row
    from persona_check.claimfile.rows import read_rows, row_to_claim
    from persona_check.model.claim import Claim

__all__ = [
    "BioReader",
    "ClaimFlags",
    "Row",
    "bio_assertions",
    "claim_from_flags",
    "read_claim",
    "read_rows",
    "row_to_claim",
]

# loaded when first asked for: who reads a document needs a few of the modules
_HOMES = {
    "BioReader": "build",
    "ClaimFlags": "flags",
    "Row": "row",
    "bio_assertions": "bios",
    "claim_from_flags": "flags",
    "read_rows": "rows",
    "row_to_claim": "rows",
}


def read_claim(path: str | PathLike[str]) -> "Claim":
    """The claim in a TOML or JSON file; photos and emails that it names must be in its folder.

    Raises:
        ClaimError: the file is invalid; the error says where, and what to write instead.
    """
    from persona_check.claimfile.flags import ClaimFlags, claim_from_flags

    return claim_from_flags(ClaimFlags(), claim_file=Path(path))


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"persona_check.claimfile.{_HOMES[name]}"), name)
