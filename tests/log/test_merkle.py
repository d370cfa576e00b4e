"""Trees and proofs against the published test vectors, and against changes of every kind."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_check.log import merkle

# the eight entries and heads with which implementations of RFC 6962 and 9162 are tested
# (github.com/transparency-dev/merkle, testonly/constants.go, read 2026-11-28)
ENTRIES = [
    bytes.fromhex(one)
    for one in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]  # fmt: skip
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
FIRST_OF_EIGHT = [
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
]
SIX_TO_EIGHT = [
    "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
]


def nodes(entries: list[bytes]) -> merkle.Node:
    leaves = [merkle.leaf_hash(one) for one in entries]

    def node(level: int, number: int) -> bytes:
        if level == 0:
            return leaves[number]
        return merkle.node_hash(node(level - 1, 2 * number), node(level - 1, 2 * number + 1))

    return node


def numbered(count: int) -> list[bytes]:
    return [str(one).encode() for one in range(count)]


def test_heads_are_those_of_the_published_vectors() -> None:
    node = nodes(ENTRIES)
    assert merkle.root(0, node) == hashlib.sha256(b"").digest()
    assert [merkle.root(size, node).hex() for size in range(1, 9)] == ROOTS


def test_proofs_are_those_of_the_published_vectors() -> None:
    node = nodes(ENTRIES)
    assert [one.hex() for one in merkle.inclusion_proof(0, 8, node)] == FIRST_OF_EIGHT
    assert [one.hex() for one in merkle.consistency_proof(1, 8, node)] == FIRST_OF_EIGHT
    assert [one.hex() for one in merkle.consistency_proof(6, 8, node)] == SIX_TO_EIGHT


@pytest.mark.parametrize("size", range(1, 34))
def test_every_entry_is_shown_to_be_in_every_tree_and_nothing_else_is(size: int) -> None:
    node = nodes(numbered(size))
    head = merkle.root(size, node)
    for number in range(size):
        proof = merkle.inclusion_proof(number, size, node)
        leaf = node(0, number)
        assert merkle.root_by_inclusion(number, size, leaf, proof) == head
        assert merkle.root_by_inclusion(number, size, merkle.leaf_hash(b"x"), proof) != head
        assert merkle.root_by_inclusion(number, size, leaf, [*proof, head]) is None
        assert not proof or merkle.root_by_inclusion(number, size, leaf, proof[1:]) != head
        if size > 1:
            other = (number + 1) % size
            assert merkle.root_by_inclusion(other, size, leaf, proof) != head
    assert merkle.root_by_inclusion(size, size, node(0, 0), ()) is None


@pytest.mark.parametrize("size", range(1, 34))
def test_every_beginning_is_shown_to_be_one_and_no_other_tree_is(size: int) -> None:
    node = nodes(numbered(size))
    head = merkle.root(size, node)
    for before in range(1, size + 1):
        proof = merkle.consistency_proof(before, size, node)
        old = merkle.root(before, node)
        assert merkle.is_consistent(before, old, size, head, proof)
        assert not merkle.is_consistent(before, merkle.EMPTY_ROOT, size, head, proof)
        assert not merkle.is_consistent(before, old, size, old[::-1], proof)
        assert not merkle.is_consistent(before, old, size, head, [*proof, head])
        if proof:
            assert not merkle.is_consistent(before, old, size, head, proof[:-1])
            changed = (bytes(32), *proof[1:])
            assert not merkle.is_consistent(before, old, size, head, changed)
    assert merkle.is_consistent(0, merkle.EMPTY_ROOT, size, head, ())
    assert not merkle.is_consistent(size + 1, head, size, head, ())


@given(st.integers(0, 5_000))
def test_a_leaf_completes_as_many_subtrees_as_its_number_has_ones_at_the_end(number: int) -> None:
    ones = len(bin(number)) - len(bin(number).rstrip("1"))
    assert merkle.complete_above(number) == ones


@pytest.mark.parametrize(("number", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_no_proof_of_an_entry_that_is_not_there(number: int, size: int) -> None:
    with pytest.raises(ValueError, match="no leaf"):
        merkle.inclusion_proof(number, size, nodes(numbered(3)))
    with pytest.raises(ValueError, match="cannot precede"):
        merkle.consistency_proof(4, 3, nodes(numbered(3)))
