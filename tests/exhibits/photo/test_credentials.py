import importlib
import io
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from PIL import Image

from persona_check.exhibits.photo.examination import PhotoLevel, examine
from persona_check.exhibits.photo.provenance import GENERATED, marks

HIT = Path(__file__).parents[3] / "fixtures" / "claims" / "portraits" / "ethicist.jpg"
MODEL = (GENERATED, "IPTC digital source type trainedAlgorithmicMedia")
FITS = "the signature matches the file, but the signer is not on a trust list available here"
DOES_NOT_FIT = (
    "no longer matches the file, as happens after editing with a program that does not sign"
)


def picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.open(HIT).resize((256, 256)).save(out, kind)
    return out.getvalue()


@pytest.fixture(scope="module", autouse=True)
def library() -> None:
    pytest.importorskip("c2pa", reason="c2pa-python comes with the development dependencies")


def signed(kind: str, source_type: str, **where: str) -> bytes:
    from tests.exhibits.photo.signing import signed as sign

    return sign(picture(kind), f"image/{kind.lower()}", source_type, **where)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_valid_signature_of_an_unknown_signer_is_said_to_be_just_that(kind: str) -> None:
    found = marks(signed(kind, "digitalCapture"))
    assert found == (
        ("content_credentials", f"signed by Tarnholm Camera 7: {FITS}"),
        ("digital_source_type", "digitalCapture"),
    )
    assert not any(word in str(found) for word in ("tamper", "forged", "invalid"))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_model_named_in_the_manifest_is_read(kind: str) -> None:
    found = marks(signed(kind, "trainedAlgorithmicMedia"))
    assert set(found) == {("content_credentials", f"signed by Tarnholm Camera 7: {FITS}"), MODEL}


def test_one_flipped_byte_of_the_picture_and_the_signature_fits_no_more() -> None:
    content = bytearray(signed("JPEG", "digitalCapture"))
    content[-1000] ^= 0x01
    (kind, words), source = marks(bytes(content))
    assert kind == "content_credentials"
    assert DOES_NOT_FIT in words
    assert source == ("digital_source_type", "digitalCapture")


def test_one_flipped_byte_of_the_manifest_and_the_signature_fits_no_more() -> None:
    content = signed("JPEG", "digitalCapture")
    at = content.index(b"digitalsourcetype/digitalCapture") + 20
    changed = content[:at] + b"D" + content[at + 1 :]
    assert DOES_NOT_FIT in dict(marks(changed))["content_credentials"]


def test_a_manifest_cut_to_pieces_is_unreadable_and_no_crash() -> None:
    content = signed("JPEG", "digitalCapture")
    at = content.index(b"c2pa")
    broken = content[: at + 40] + b"\x00" * 3000 + content[at + 3040 :]
    assert marks(broken) == (
        ("content_credentials", "present, but unreadable or stored elsewhere"),
    )
    assert examine(broken).level is PhotoLevel.HIT


def test_the_word_alone_is_no_manifest() -> None:
    assert marks(picture("JPEG") + b" c2pa ") == ()


def test_without_the_library_what_is_missing_is_said_and_a_model_as_source_still_heard(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = signed("JPEG", "trainedAlgorithmicMedia")
    monkeypatch.setitem(sys.modules, "c2pa", None)
    assert set(marks(content)) == {
        (
            "content_credentials",
            "present but not read: run pip install 'persona-check[c2pa]' to read them",
        ),
        MODEL,
    }


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """A server of this machine, and what it was asked for."""
    paths: list[str] = []

    class Listening(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(404)

        def log_message(self, format: str, *args: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Listening)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/manifest.c2pa", paths
    server.shutdown()
    server.server_close()


def test_a_manifest_that_lies_elsewhere_is_never_fetched(asked: tuple[str, list[str]]) -> None:
    c2pa = importlib.import_module("c2pa")
    url, paths = asked
    content = signed("JPEG", "digitalCapture", elsewhere=url)
    assert url.encode() in content
    assert marks(content) == (
        ("content_credentials", "present, but unreadable or stored elsewhere"),
    )
    assert paths == []
    # the library as it comes does ask, so that the silence above is no accident
    with pytest.raises(c2pa.C2paError):
        c2pa.Reader("image/jpeg", io.BytesIO(content))
    assert paths == ["/manifest.c2pa"]


@pytest.mark.parametrize(
    "document",
    [
        "[]",
        '{"manifests": []}',
        '{"active_manifest": "a", "manifests": {"a": {"signature_info": null}}}',
        '{"active_manifest": "a", "manifests": {"a": {"assertions": [{"label": "c2pa.actions", '
        '"data": ["x"]}]}}}',
    ],
)
def test_a_manifest_of_another_shape_is_unreadable_and_ends_nothing(
    document: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import c2pa

    content = signed("JPEG", "digitalCapture")
    monkeypatch.setattr(c2pa.Reader, "json", lambda self: document)
    assert marks(content) == (
        ("content_credentials", "present, but unreadable or stored elsewhere"),
    )
