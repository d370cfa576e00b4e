"""Claims from flags, TOML, JSON, JSON Lines and CSV, each item with its origin."""

from persona_check.claimfile.build import BioReader, no_bio_reader
from persona_check.claimfile.flags import ClaimFlags, claim_from_flags
from persona_check.claimfile.rows import Row, read_rows, row_to_claim

__all__ = [
    "BioReader",
    "ClaimFlags",
    "Row",
    "claim_from_flags",
    "no_bio_reader",
    "read_rows",
    "row_to_claim",
]
