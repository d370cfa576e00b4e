"""Time-stamps: what is asked for, what counts as an answer, what is verified without a network."""

import asyncio
import hashlib
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from asn1crypto import tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from persona_check.casefile import time_stamps
from persona_check.casefile.time_stamps import (
    TimeStamp,
    TimeStampError,
    ask,
    read_roots,
    require_installed,
    verify,
)
from persona_check.errors import UsageError
from persona_check.web.wire import Received
from tests.casefile.small_tsa import REFUSED, STAMPED_AT, SmallTsa

MANIFEST = b'{"bundle": 1}\n'
TSA = SmallTsa()
URL = "https://stamps.example/tsa"


class Service:
    """Sends requests to a function instead of a service."""

    def __init__(self, answer: Callable[[bytes], bytes], status: int = 200) -> None:
        self._answer, self._status = answer, status
        self.sent: list[tuple[str, bytes, Mapping[str, str]]] = []

    async def post(
        self, url: str, content: bytes, *, headers: Mapping[str, str], max_bytes: int
    ) -> Received:
        self.sent.append((url, content, headers))
        return Received(status=self._status, headers={}, body=self._answer(content)[:max_bytes])


def token() -> bytes:
    return asyncio.run(ask(Service(TSA.answer), URL, MANIFEST))


def test_a_service_is_told_the_hash_of_the_manifest_and_a_nonce_alone() -> None:
    service = Service(TSA.answer)
    asyncio.run(ask(service, URL, MANIFEST))
    ((url, content, headers),) = service.sent
    asked = tsp.TimeStampReq.load(content).native
    assert url == URL
    assert headers["content-type"] == "application/timestamp-query"
    assert asked["message_imprint"]["hash_algorithm"]["algorithm"] == "sha256"
    assert asked["message_imprint"]["hashed_message"] == hashlib.sha256(MANIFEST).digest()
    assert {name for name, value in asked.items() if value} == {
        "version",
        "message_imprint",
        "nonce",
        "cert_req",
    }


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda asked: b"", "not a time-stamp token"),
        (lambda asked: b"<html>Sign in</html>", "not a time-stamp token"),
        (lambda asked: TSA.answer(asked)[:-9], "not a time-stamp token"),
        (lambda asked: REFUSED, "refused (status 2)"),
        (lambda asked: TSA.answer(asked, nonce=7), "a different request"),
        (lambda asked: TSA.answer(asked, imprint=b"\1" * 32), "something other"),
        (lambda asked: TSA.answer(asked, imprint=b"\1" * 20), "something other"),
    ],
    ids=["empty", "page", "cut", "refused", "nonce", "imprint", "short-imprint"],
)
def test_an_answer_that_is_no_token_of_this_manifest_is_told_apart(
    answer: Callable[[bytes], bytes], words: str
) -> None:
    with pytest.raises(TimeStampError) as caught:
        asyncio.run(ask(Service(answer), URL, MANIFEST))
    assert words in str(caught.value)


def test_a_status_other_than_200_is_no_answer() -> None:
    with pytest.raises(TimeStampError, match="status 302"):
        asyncio.run(ask(Service(TSA.answer, status=302), URL, MANIFEST))


def test_a_token_is_verified_against_the_roots_that_were_given() -> None:
    assert verify(token(), MANIFEST, [SmallTsa("Another").root, TSA.root]) == TimeStamp(
        at=STAMPED_AT, signer="CN=Stamps of Example", serial_number=77, signer_unverified=None
    )


def test_without_the_right_roots_a_token_says_who_signed_and_that_this_is_not_verified() -> None:
    without = verify(token(), MANIFEST)
    assert (without.at, without.signer) == (STAMPED_AT, "CN=Stamps of Example")
    assert without.signer_unverified == "no root certificates given"
    wrong = verify(token(), MANIFEST, [SmallTsa("Another").root])
    assert wrong.signer_unverified == "it does not lead to a given root certificate"


def test_a_signer_whose_certificate_is_for_other_things_is_not_verified() -> None:
    other = SmallTsa(time_stamping=False)
    made = asyncio.run(ask(Service(other.answer), URL, MANIFEST))
    assert verify(made, MANIFEST, [other.root]).signer_unverified is not None


def test_a_certificate_that_was_not_valid_at_the_stated_time_is_not_verified() -> None:
    late = STAMPED_AT + timedelta(days=3000)
    made = asyncio.run(ask(Service(lambda asked: TSA.answer(asked, at=late)), URL, MANIFEST))
    assert verify(made, MANIFEST, [TSA.root]).signer_unverified is not None


def test_a_token_of_other_bytes_does_not_hold() -> None:
    with pytest.raises(TimeStampError, match="something other"):
        verify(token(), MANIFEST + b" ", [TSA.root])


@pytest.mark.parametrize("content", [b"", b"\x30\x00", b"x" * (256 * 1024 + 1), b"\x30" * 500])
def test_what_is_no_token_does_not_hold(content: bytes) -> None:
    with pytest.raises(TimeStampError):
        verify(content, MANIFEST)


def test_no_changed_token_states_another_time_and_stays_verified() -> None:
    made = token()
    held = 0
    for at in range(len(made)):
        changed = bytearray(made)
        changed[at] ^= 1
        try:
            found = verify(bytes(changed), MANIFEST, [TSA.root])
        except TimeStampError:
            continue
        if found.signer_unverified is None:
            held += 1  # a field that the standard lets stand unsigned, such as a version
            assert found.at == STAMPED_AT
    assert held < 20


def test_roots_are_read_from_a_pem_file(tmp_path: Path) -> None:
    path = tmp_path / "roots.pem"
    path.write_bytes(b"some words\n" + TSA.root_pem + SmallTsa("Another").root_pem)
    assert read_roots(path)[0] == TSA.root
    assert len(read_roots(path)) == 2
    path.write_bytes(b"words")
    for wrong in (path, tmp_path / "missing.pem"):
        with pytest.raises(UsageError):
            read_roots(wrong)


def test_where_the_extra_is_missing_a_hint_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(time_stamps, "find_spec", lambda name: None)
    for use in (require_installed, lambda: verify(b"", MANIFEST)):
        with pytest.raises(UsageError) as caught:
            use()
        assert caught.value.hint == "run python3 -m pip install 'persona-check[timestamp]'"


def test_a_certificate_that_was_laid_beside_the_signers_own_gives_it_no_other_name() -> None:
    service = SmallTsa()
    key = ec.generate_private_key(ec.SECP256R1())
    own = service.certificate
    famous = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "National Time Service")])
    service.beside = (
        x509.CertificateBuilder(
            own.issuer,
            famous,
            key.public_key(),
            own.serial_number,
            own.not_valid_before_utc,
            own.not_valid_after_utc,
        ).sign(key, hashes.SHA256()),
    )
    with pytest.raises(TimeStampError, match="more than one signer"):
        asyncio.run(ask(Service(service.answer), URL, MANIFEST))
