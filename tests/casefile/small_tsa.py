"""A time-stamp service (RFC 3161) of two certificates, for tests."""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

__all__ = ["REFUSED", "STAMPED_AT", "SmallTsa"]

STAMPED_AT = datetime(2026, 11, 20, 12, 0, 5, tzinfo=UTC)
_FROM, _UNTIL = STAMPED_AT - timedelta(days=30), STAMPED_AT + timedelta(days=30)
REFUSED = bytes.fromhex("30053003020102")  # an answer of status 2, rejection, and no token
_POLICY = "1.3.6.1.4.1.55555.1"


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


@dataclass(slots=True)
class SmallTsa:
    """Answers requests as a service does; ``name`` is that of its signing certificate.

    ``beside`` are certificates that somebody put into the token without signing it anew.
    """

    name: str = "Stamps of Example"
    time_stamping: bool = True
    beside: tuple[x509.Certificate, ...] = ()
    root: x509.Certificate = field(init=False)
    certificate: x509.Certificate = field(init=False)
    _key: ec.EllipticCurvePrivateKey = field(init=False)

    def __post_init__(self) -> None:
        root_key = ec.generate_private_key(ec.SECP256R1())
        self._key = ec.generate_private_key(ec.SECP256R1())
        usage = (
            ExtendedKeyUsageOID.TIME_STAMPING
            if self.time_stamping
            else ExtendedKeyUsageOID.CODE_SIGNING
        )
        root_name = _name(f"Root of {self.name}")
        self.root = (
            x509.CertificateBuilder(root_name, root_name, root_key.public_key(), 1, _FROM, _UNTIL)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .sign(root_key, hashes.SHA256())
        )
        self.certificate = (
            x509.CertificateBuilder(
                root_name, _name(self.name), self._key.public_key(), 2, _FROM, _UNTIL
            )
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.ExtendedKeyUsage([usage]), critical=True)
            .sign(root_key, hashes.SHA256())
        )

    @property
    def root_pem(self) -> bytes:
        """The root certificate as a PEM file."""
        return self.root.public_bytes(Encoding.PEM)

    def answer(
        self,
        request: bytes,
        *,
        at: datetime = STAMPED_AT,
        nonce: int | None = None,
        imprint: bytes | None = None,
    ) -> bytes:
        """The reply to a request, DER; ``nonce`` and ``imprint`` replace those asked for."""
        asked = tsp.TimeStampReq.load(request)
        stated: dict[str, Any] = {
            "version": "v1",
            "policy": _POLICY,
            "message_imprint": {
                "hash_algorithm": {"algorithm": "sha256"},
                "hashed_message": imprint or asked["message_imprint"]["hashed_message"].native,
            },
            "serial_number": 77,
            "gen_time": at,
            "nonce": asked["nonce"].native if nonce is None else nonce,
        }
        return bytes(
            tsp.TimeStampResp(
                {
                    "status": {"status": "granted"},
                    "time_stamp_token": {
                        "content_type": "signed_data",
                        "content": self._signed(tsp.TSTInfo(stated).dump()),
                    },
                }
            ).dump()
        )

    def _signed(self, content: bytes) -> cms.SignedData:
        own = asn1_x509.Certificate.load(self.certificate.public_bytes(Encoding.DER))
        sha256 = algos.DigestAlgorithm({"algorithm": "sha256"})
        attributes = cms.CMSAttributes(
            [
                {"type": "content_type", "values": ["tst_info"]},
                {"type": "message_digest", "values": [hashlib.sha256(content).digest()]},
                {
                    "type": "signing_certificate_v2",
                    "values": [{"certs": [{"cert_hash": hashlib.sha256(own.dump()).digest()}]}],
                },
            ]
        )
        signer = cms.SignerInfo(
            {
                "version": "v1",
                "sid": cms.SignerIdentifier(
                    "issuer_and_serial_number",
                    {"issuer": own.issuer, "serial_number": own.serial_number},
                ),
                "digest_algorithm": sha256,
                "signed_attrs": attributes,
                "signature_algorithm": {"algorithm": "sha256_ecdsa"},
                "signature": self._key.sign(attributes.dump(), ec.ECDSA(hashes.SHA256())),
            }
        )
        return cms.SignedData(
            {
                "version": "v3",
                "digest_algorithms": [sha256],
                "encap_content_info": {
                    "content_type": "tst_info",
                    "content": core.ParsableOctetString(content),
                },
                "certificates": [
                    *(
                        asn1_x509.Certificate.load(one.public_bytes(Encoding.DER))
                        for one in self.beside
                    ),
                    own,
                ],
                "signer_infos": [signer],
            }
        )
