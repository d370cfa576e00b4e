"""Merkle trees of RFC 9162 (sections 2.1.1 to 2.1.4): hashes, proofs, and what a proof shows.

``Node`` gives the hash of a complete subtree: ``node(level, number)`` covers the leaves from
``number * 2**level`` on, ``2**level`` of them. All hashes are SHA-256, 32 bytes.
"""

import hashlib
from collections.abc import Callable, Sequence
from hmac import compare_digest

__all__ = [
    "EMPTY_ROOT",
    "Node",
    "complete_above",
    "consistency_proof",
    "inclusion_proof",
    "is_consistent",
    "leaf_hash",
    "node_hash",
    "root",
    "root_by_inclusion",
]

Node = Callable[[int, int], bytes]

EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """The hash of one entry."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees side by side."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def complete_above(number: int) -> int:
    """How many complete subtrees of more than one leaf end with the leaf of this number."""
    return ((number + 1) & -(number + 1)).bit_length() - 1


def root(size: int, node: Node) -> bytes:
    """The head of the tree of the first ``size`` leaves."""
    return _over(0, size, node) if size else EMPTY_ROOT


def inclusion_proof(number: int, size: int, node: Node) -> tuple[bytes, ...]:
    """What leads from the leaf of this number, counted from 0, to the head: its sibling first."""
    if not 0 <= number < size:
        raise ValueError(f"no leaf {number} in a tree of {size}")
    return tuple(_path(number, 0, size, node))


def consistency_proof(before: int, size: int, node: Node) -> tuple[bytes, ...]:
    """What shows that the tree of ``before`` leaves is the beginning of that of ``size``."""
    if not 0 <= before <= size:
        raise ValueError(f"a tree of {before} leaves cannot precede one of {size}")
    return tuple(_subproof(before, 0, size, node, whole=True)) if before else ()


def root_by_inclusion(number: int, size: int, leaf: bytes, proof: Sequence[bytes]) -> bytes | None:
    """The head that this proof leads to; None where it has the wrong length (section 2.1.3.2)."""
    if not 0 <= number < size:
        return None
    at, last, found = number, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return None
        if at & 1 or at == last:
            found = node_hash(sibling, found)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        at, last = at >> 1, last >> 1
    return found if last == 0 else None


def is_consistent(
    before: int, root_before: bytes, size: int, root_now: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether the proof shows that one tree is the beginning of the other (section 2.1.4.2)."""
    if before == size:
        return not proof and compare_digest(root_before, root_now)
    if before == 0:
        return not proof and compare_digest(root_before, EMPTY_ROOT)
    if not 0 < before < size or not proof:
        return False
    # a complete tree is its own first hash, and the proof leaves it out
    path = [root_before, *proof] if before & (before - 1) == 0 else list(proof)
    at, last = before - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            new = node_hash(new, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and compare_digest(old, root_before) and compare_digest(new, root_now)


def _over(first: int, end: int, node: Node) -> bytes:
    """The hash over the leaves from ``first`` to before ``end``."""
    count = end - first
    if count & (count - 1) == 0:
        level = count.bit_length() - 1
        return node(level, first >> level)
    middle = first + _split(count)
    return node_hash(_over(first, middle, node), _over(middle, end, node))


def _split(count: int) -> int:
    """The largest power of two below the count."""
    return int(1 << ((count - 1).bit_length() - 1))


def _path(number: int, first: int, end: int, node: Node) -> list[bytes]:
    if end - first == 1:
        return []
    middle = first + _split(end - first)
    if number < middle:
        return [*_path(number, first, middle, node), _over(middle, end, node)]
    return [*_path(number, middle, end, node), _over(first, middle, node)]


def _subproof(before: int, first: int, end: int, node: Node, *, whole: bool) -> list[bytes]:
    count = end - first
    if before == count:
        return [] if whole else [_over(first, end, node)]
    half = _split(count)
    middle = first + half
    if before <= half:
        return [
            *_subproof(before, first, middle, node, whole=whole),
            _over(middle, end, node),
        ]
    return [
        *_subproof(before - half, middle, end, node, whole=False),
        _over(first, middle, node),
    ]
