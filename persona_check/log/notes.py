"""Text signed by a key with a name: the signed notes of C2SP (c2sp.org/signed-note, v1.0.0).

Ed25519 alone. Keys are written as other programs for such notes write them: ``name+id+key`` for
everybody, ``PRIVATE+KEY+name+id+key`` for the one who signs.
"""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass, field

__all__ = [
    "NoteError",
    "PublicKey",
    "SigningKey",
    "as_base64",
    "as_sent",
    "from_base64",
    "new_key",
    "opened",
    "signed",
]

_ED25519 = b"\x01"
_SIGNATURE = "\N{EM DASH} "
_PRIVATE = "PRIVATE+KEY+"
_MOST_SIGNATURES = 100
MOST_BYTES = 1_000_000


class NoteError(ValueError):
    """Why a note or key is none, or nothing that this key has signed, in words for a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicKey:
    """What verifies notes of this name; ``key`` has 32 bytes."""

    name: str
    key: bytes

    @property
    def id(self) -> bytes:
        """The four bytes that mark its signatures."""
        named = self.name.encode() + b"\n" + _ED25519 + self.key
        return hashlib.sha256(named).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{as_base64(_ED25519 + self.key)}"

    @classmethod
    def read(cls, text: str) -> "PublicKey":
        """The key in its written form; raises ``NoteError``."""
        name, marked, content = _key_parts(text.strip())
        found = cls(name=name, key=content)
        if found.id != marked:
            raise NoteError("the parts of this key do not belong together")
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """What signs notes; the seed has 32 bytes and is not shown."""

    name: str
    seed: bytes = field(repr=False)

    @property
    def public(self) -> PublicKey:
        """What everybody may have."""
        from nacl.signing import SigningKey as Ed25519

        return PublicKey(name=self.name, key=bytes(Ed25519(self.seed).verify_key))

    def secret_text(self) -> str:
        """The written form, to be kept from everybody."""
        return f"{_PRIVATE}{self.name}+{self.public.id.hex()}+{as_base64(_ED25519 + self.seed)}"

    @classmethod
    def read(cls, text: str) -> "SigningKey":
        """The key in its written form; raises ``NoteError``."""
        if not text.startswith(_PRIVATE):
            raise NoteError(f"a signing key begins with {_PRIVATE}")
        name, marked, content = _key_parts(text.strip().removeprefix(_PRIVATE))
        found = cls(name=name, seed=content)
        if found.public.id != marked:
            raise NoteError("the parts of this key do not belong together")
        return found


def new_key(name: str) -> SigningKey:
    """A key made from the system's randomness; raises ``NoteError`` for a name that is none."""
    from secrets import token_bytes

    if not _is_name(name) or not name.isprintable():
        raise NoteError("a name has no blanks, no + and no invisible characters")
    return SigningKey(name=name, seed=token_bytes(32))


def signed(text: str, key: SigningKey) -> str:
    """The note: the text, which ends with a line end, and the key's signature."""
    from nacl.signing import SigningKey as Ed25519

    if not text.endswith("\n") or _has_controls(text):
        raise NoteError("the text of a note ends with a line end and has no control characters")
    signature = Ed25519(key.seed).sign(text.encode()).signature
    return f"{text}\n{_SIGNATURE}{key.name} {as_base64(key.public.id + signature)}\n"


def opened(note: str, key: PublicKey) -> str:
    """The text of a note that this key has signed; raises ``NoteError`` otherwise.

    Signatures of other keys are passed over, as the form demands.
    """
    from nacl.exceptions import BadSignatureError
    from nacl.signing import VerifyKey

    text, signatures = _parts(note)
    found = False
    for name, marked, signature in signatures:
        if (name, marked) != (key.name, key.id):
            continue
        try:
            VerifyKey(key.key).verify(text.encode(), signature)
        except (BadSignatureError, ValueError) as error:
            raise NoteError(f"the signature of {key.name} is not one of this text") from error
        found = True
    if not found:
        raise NoteError(f"{key.name} has not signed it with this key")
    return text


def _parts(note: str) -> tuple[str, list[tuple[str, bytes, bytes]]]:
    if len(note) > MOST_BYTES:
        raise NoteError("it is too large for a note")
    text, blank, tail = note.rpartition("\n\n")
    if not blank or not text or not tail.endswith("\n") or _has_controls(note):
        raise NoteError("it is not a signed note")
    lines = tail[:-1].split("\n")
    if len(lines) > _MOST_SIGNATURES:
        raise NoteError(f"it has more than {_MOST_SIGNATURES} signatures")
    return f"{text}\n", [_signature(line) for line in lines]


def _signature(line: str) -> tuple[str, bytes, bytes]:
    name, _, encoded = line.removeprefix(_SIGNATURE).partition(" ")
    content = from_base64(encoded)
    if not line.startswith(_SIGNATURE) or not _is_name(name) or len(content) < 5:
        raise NoteError("a line of its signatures is not one")
    return name, content[:4], content[4:]


def _key_parts(text: str) -> tuple[str, bytes, bytes]:
    parts = text.split("+", 2)
    if len(parts) != 3 or not _is_name(parts[0]) or not re.fullmatch("[0-9a-f]{8}", parts[1]):
        raise NoteError("it is not a key: name+id+key is expected")
    content = from_base64(parts[2])
    if content[:1] != _ED25519 or len(content) != 33:
        raise NoteError("it is not an Ed25519 key")
    return parts[0], bytes.fromhex(parts[1]), content[1:]


def _is_name(name: str) -> bool:
    return bool(name) and "+" not in name and not any(one.isspace() for one in name)


def _has_controls(text: str) -> bool:
    return any(one < " " and one != "\n" for one in text)


def as_sent(text: str) -> str:
    """The text before a mail program or an editor changed how its lines end.

    No text that we sign has blanks at the end of a line, so nothing that is signed is lost.
    """
    lines = [line.rstrip(" \t\xa0") for line in re.split("\r?\n", text.removeprefix("\ufeff"))]
    return "\n".join(lines).strip("\n") + "\n"


def as_base64(content: bytes) -> str:
    """The standard Base 64 of RFC 4648, in which all parts of notes are written."""
    return base64.b64encode(content).decode("ascii")


def from_base64(text: str) -> bytes:
    """The bytes; raises ``NoteError``."""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NoteError("a part of it is not Base64") from error
