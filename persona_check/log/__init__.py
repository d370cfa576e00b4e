"""The desk's own log of cases and decisions, to which entries can only be added.

A Merkle tree (RFC 9162) over the hashes of bundles and decisions, its head signed with the desk's
Ed25519 key as a checkpoint, proofs as text: the formats of C2SP (c2sp.org, read 2026-11-28), which
other logs' programs read too.
"""

__all__: list[str] = []
