"""Time-stamps (RFC 3161) of a bundle's manifest: asked of a service, verified without any."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from persona_check.errors import UsageError
from persona_check.files import open_regular
from persona_check.web.wire import Received

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from rfc3161_client import TimeStampResponse

__all__ = ["TimeStamp", "TimeStampError", "ask", "read_roots", "require_installed", "verify"]

_SHA256 = "2.16.840.1.101.3.4.2.1"
_GRANTED = 0
_MOST_BYTES = 256 * 1024  # a token with its chain of certificates has some 5 kB
_MOST_ROOTS_BYTES = 4 * 1024 * 1024
_INSTALL = "run python3 -m pip install 'persona-check[timestamp]'"


class TimeStampError(Exception):
    """Why a token is none, or not of this manifest, in words for a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeStamp:
    """What a token says of the manifest: that it existed ``at`` (UTC), stated by ``signer``.

    ``signer_unverified`` says why the signature was not verified; None where it was, against roots
    that the user trusts. Without that, anybody may have made the token.
    """

    at: datetime
    signer: str
    serial_number: int
    signer_unverified: str | None


class Poster(Protocol):
    """What sends a request to a service."""

    async def post(
        self, url: str, content: bytes, *, headers: Mapping[str, str], max_bytes: int
    ) -> Received:
        """The answer to one POST; raises ``SourceUnavailableError``."""
        ...


def require_installed() -> None:
    """Raises ``UsageError`` where the extra is not installed."""
    if find_spec("rfc3161_client") is None:
        raise UsageError("time-stamps need the extra timestamp, which is not installed", _INSTALL)


async def ask(http: Poster, url: str, manifest: bytes) -> bytes:
    """The token that the service at ``url`` gives; only the manifest's SHA-256 goes there.

    Raises ``TimeStampError`` for an answer that is no token of this manifest, and
    ``SourceUnavailableError`` where there was none.
    """
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    request = TimestampRequestBuilder(
        data=manifest, hash_algorithm=HashAlgorithm.SHA256, nonce=True, cert_req=True
    ).build()
    # RFC 3161, section 3.4
    received = await http.post(
        url,
        request.as_bytes(),
        headers={
            "content-type": "application/timestamp-query",
            "accept": "application/timestamp-reply",
        },
        max_bytes=_MOST_BYTES,
    )
    if received.status != 200:
        raise TimeStampError(f"the service answered with status {received.status}")
    response = _granted(received.body, manifest)
    if response.tst_info.nonce != request.nonce:
        raise TimeStampError("it answers a different request")
    _signer(response)
    return received.body


def verify(token: bytes, manifest: bytes, roots: Sequence["Certificate"] = ()) -> TimeStamp:
    """What the token says of this manifest.

    ``roots`` are certificates that the user trusts to vouch for time-stamp services. Raises
    ``TimeStampError`` where it is no token, or one of other bytes, and ``UsageError`` where the
    extra is not installed.
    """
    require_installed()
    from rfc3161_client import VerifierBuilder

    if len(token) > _MOST_BYTES:
        raise TimeStampError("it is too large for a token")
    response = _granted(token, manifest)
    signer = _signer(response)
    unverified: str | None = "no root certificates given"
    if roots:
        try:
            VerifierBuilder(roots=list(roots)).build().verify_message(response, manifest)
            unverified = None
        except Exception:  # broken certificates raise errors of many kinds
            unverified = "it does not lead to a given root certificate"
    return TimeStamp(
        at=response.tst_info.gen_time.astimezone(UTC),
        signer=signer,
        serial_number=response.tst_info.serial_number,
        signer_unverified=unverified,
    )


def read_roots(path: Path) -> tuple["Certificate", ...]:
    """The certificates in a PEM file; raises ``UsageError`` where there are none."""
    require_installed()
    from cryptography.x509 import load_pem_x509_certificates

    try:
        with open_regular(path) as file:
            content = file.read(_MOST_ROOTS_BYTES)
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from error
    try:
        return tuple(load_pem_x509_certificates(content))
    except ValueError as error:
        raise UsageError(
            f"{path} contains no readable certificates",
            "use the time-stamp service's root certificate as PEM, -----BEGIN CERTIFICATE----- …",
        ) from error


def _granted(body: bytes, manifest: bytes) -> "TimeStampResponse":
    """The response, where it is one, was granted, and is of this manifest."""
    from rfc3161_client import decode_timestamp_response

    try:
        response = decode_timestamp_response(body)
        if response.status != _GRANTED:
            raise TimeStampError(f"the service refused (status {response.status})")
        imprint = response.tst_info.message_imprint
        algorithm, digest = imprint.hash_algorithm.dotted_string, imprint.message
    except TimeStampError:
        raise
    except Exception as error:  # of many kinds, by what is broken
        raise TimeStampError("it is not a time-stamp token") from error
    if algorithm != _SHA256 or digest != hashlib.sha256(manifest).digest():
        raise TimeStampError("it was made for something other than this manifest")
    return response


def _signer(response: "TimeStampResponse") -> str:
    """The subject of the certificate by which the token says it was signed."""
    from cryptography.x509 import load_der_x509_certificate

    try:
        signers = {(one.issuer, one.serial_number) for one in response.signed_data.signer_infos}
        subjects = {
            certificate.subject.rfc4514_string()
            for encoded in response.signed_data.certificates
            for certificate in [load_der_x509_certificate(encoded)]
            if (certificate.issuer, certificate.serial_number) in signers
        }
    except Exception as error:  # of many kinds, by what is broken
        raise TimeStampError("its certificates cannot be read") from error
    if not subjects:
        raise TimeStampError("it contains no certificate of its signer")
    # no signature covers the list of certificates: anybody can add one of another name to it
    if len(subjects) > 1:
        raise TimeStampError("it names more than one signer")
    return subjects.pop()
