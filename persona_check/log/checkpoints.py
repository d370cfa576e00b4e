"""The head of a log and proofs against it, as text (c2sp.org/tlog-checkpoint, /tlog-proof)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from persona_check.log.merkle import is_consistent, leaf_hash, root_by_inclusion
from persona_check.log.notes import (
    NoteError,
    PublicKey,
    SigningKey,
    as_base64,
    from_base64,
    opened,
    signed,
)

__all__ = ["Checkpoint", "Proof", "proof_in", "proof_text", "step_in", "step_text"]

_PROOF = "c2sp.org/tlog-proof@v1"
_NUMBER = re.compile("0|[1-9][0-9]{0,17}")
_OLD = re.compile(f"old ({_NUMBER.pattern})")
_MOST_HASHES = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """The head of the log ``origin`` when it had ``size`` entries; ``root`` has 32 bytes."""

    origin: str
    size: int
    root: bytes

    def note(self, key: SigningKey) -> str:
        """The checkpoint signed with this key."""
        return signed(f"{self.origin}\n{self.size}\n{as_base64(self.root)}\n", key)

    @classmethod
    def read(cls, note: str, key: PublicKey) -> "Checkpoint":
        """The checkpoint that this key has signed; raises ``NoteError``."""
        lines = opened(note, key).split("\n")
        if len(lines) < 4 or not lines[0] or not _NUMBER.fullmatch(lines[1]):
            raise NoteError("it is not a checkpoint")
        if lines[0] != key.name:
            raise NoteError(f"it is the checkpoint of another log, {lines[0]}")
        return cls(origin=lines[0], size=int(lines[1]), root=_hash(lines[2]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """That ``entry`` is the one of this ``number``, counted from 0, in the log of the note."""

    entry: bytes
    number: int
    hashes: tuple[bytes, ...]
    note: str

    def checkpoint(self, key: PublicKey) -> Checkpoint:
        """The head that the entry was shown to belong to; raises ``NoteError`` where it was not."""
        head = Checkpoint.read(self.note, key)
        found = root_by_inclusion(self.number, head.size, leaf_hash(self.entry), self.hashes)
        if found != head.root:
            raise NoteError(f"entry {self.number} of the log is another one")
        return head


def proof_text(proof: Proof) -> str:
    """The proof as a file; the entry travels in its ``extra`` line."""
    lines = [_PROOF, f"extra {as_base64(proof.entry)}", f"index {proof.number}"]
    return "\n".join([*lines, *map(as_base64, proof.hashes), "", proof.note])


def proof_in(text: str) -> Proof:
    """The proof in a file that carries its entry; raises ``NoteError``."""
    head, _, note = text.partition("\n\n")
    lines = head.split("\n")
    if len(lines) < 3 or lines[0] != _PROOF:
        raise NoteError("it is not a proof of a log")
    extra, index = lines[1].partition(" "), lines[2].partition(" ")
    if (extra[0], index[0]) != ("extra", "index") or not _NUMBER.fullmatch(index[2]):
        raise NoteError("it is not a proof that carries its entry")
    return Proof(
        entry=from_base64(extra[2]), number=int(index[2]), hashes=_hashes(lines[3:]), note=note
    )


def step_text(before: int, hashes: Sequence[bytes], note: str) -> str:
    """That the log of the note goes on from ``before`` entries: what a witness is sent."""
    return "\n".join([f"old {before}", *map(as_base64, hashes), "", note])


def step_in(text: str, before: Checkpoint, key: PublicKey) -> Checkpoint:
    """The later head that goes on from the one before; raises ``NoteError`` where it does not."""
    head, _, note = text.partition("\n\n")
    lines = head.split("\n")
    if not _OLD.fullmatch(lines[0]):
        raise NoteError("it is neither a log nor what log consistency -o wrote of one")
    if lines[0] != f"old {before.size}":
        raise NoteError(
            f"it goes on from {lines[0].removeprefix('old ')} entries, and the checkpoint has "
            f"{before.size}"
        )
    now = Checkpoint.read(note, key)
    if not is_consistent(before.size, before.root, now.size, now.root, _hashes(lines[1:])):
        raise NoteError(f"the first {before.size} entries are not those of the earlier checkpoint")
    return now


def _hashes(lines: Sequence[str]) -> tuple[bytes, ...]:
    if len(lines) > _MOST_HASHES:
        raise NoteError(f"it has more than {_MOST_HASHES} hashes")
    return tuple(map(_hash, lines))


def _hash(text: str) -> bytes:
    found = from_base64(text)
    if len(found) != 32:
        raise NoteError("a hash in it has not 32 bytes")
    return found
