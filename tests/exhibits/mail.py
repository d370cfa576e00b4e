"""Signed messages of invented people, and the key records that verify them."""

import base64
from functools import cache

import dkim
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from nacl.signing import SigningKey

__all__ = ["ED25519", "RSA", "keys", "letter", "rsa_pair", "signed", "unsigned"]

SIGNED_AT = b"1795000000"  # 18 November 2026
RSA, ED25519 = "rsa-sha256", "ed25519-sha256"
BODY = "Dear editor,\r\n\r\nI can write  the piece by Friday.\r\n\r\nMaren\r\n\r\n"


def letter(
    sender: str = "Maren Oduya-Lindqvist <m.oduya@norrvik.example>", body: str = BODY
) -> bytes:
    """A message without signature."""
    lines = (
        f"From: {sender}",
        "To: desk@gazette.example",
        "Subject:  The   tide piece",
        "Date: Thu, 19 Nov 2026 09:12:00 +0100",
        "Message-ID: <1@norrvik.example>",
        "",
        body,
    )
    return "\r\n".join(lines).encode("utf-8")


unsigned = letter


@cache
def rsa_pair(bits: int = 2048) -> tuple[bytes, str]:
    """A private key in PEM, and its record."""
    private = rsa.generate_private_key(public_exponent=65537, key_size=bits)
    pem = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    der = private.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return pem, f"v=DKIM1; k=rsa; p={base64.b64encode(der).decode()}"


@cache
def ed25519_pair() -> tuple[bytes, str]:
    """A private key as dkimpy wants it, and its record."""
    key = SigningKey(b"persona-check test key, 32 bytes")
    public = base64.b64encode(bytes(key.verify_key)).decode()
    return base64.b64encode(bytes(key)), f"v=DKIM1; k=ed25519; p={public}"


def pair(algorithm: str) -> tuple[bytes, str]:
    return ed25519_pair() if algorithm == ED25519 else rsa_pair()


def keys(*domains: str, algorithm: str = RSA, selector: str = "k1") -> dict[str, str | None]:
    """DNS answers that hold the test key at each domain."""
    return {f"{selector}._domainkey.{domain}": pair(algorithm)[1] for domain in domains}


def signed(
    message: bytes,
    domain: str = "norrvik.example",
    *,
    algorithm: str = RSA,
    canonical: str = "relaxed/relaxed",
    length: bool = False,
    headers: tuple[str, ...] = ("from", "to", "subject", "date"),
    private: bytes | None = None,
    tags: tuple[tuple[str, str], ...] = (),
) -> bytes:
    """The message with a signature on top; ``tags`` are added to it before signing."""
    header, body = (part.encode() for part in canonical.split("/"))
    signer = dkim.DKIM(message, signature_algorithm=algorithm.encode())
    make = signer.gen_header

    def with_tags(fields: list[tuple[bytes, bytes]], *rest: object, **named: object) -> bytes:
        given = {b"t": SIGNED_AT} | {name.encode(): value.encode() for name, value in tags}
        kept = [field for field in fields if field[0] not in given]
        return bytes(make([*given.items(), *kept], *rest, **named))

    signer.gen_header = with_tags
    signature = signer.sign(
        b"k1",
        domain.encode(),
        private or pair(algorithm)[0],
        canonicalize=(header, body),
        include_headers=[name.encode() for name in headers],
        length=length,
    )
    return bytes(signature) + message
