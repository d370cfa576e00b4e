"""Claims from flags, TOML, JSON, JSON Lines and CSV, each item with its origin."""

from persona_check.claimfile.bios import bio_assertions
from persona_check.claimfile.build import BioReader
from persona_check.claimfile.flags import ClaimFlags, claim_from_flags
from persona_check.claimfile.rows import Row, read_rows, row_to_claim

__all__ = [
    "BioReader",
    "ClaimFlags",
    "Row",
    "bio_assertions",
    "claim_from_flags",
    "read_rows",
    "row_to_claim",
]
