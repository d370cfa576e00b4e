"""Certificates, proxies and names that fail, and the way that strangers' addresses take."""

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from persona_check.model.lookup import UnavailableReason as Reason
from persona_check.settings import Settings, SourceSettings
from persona_check.web import http
from persona_check.web.base import SourceUnavailableError
from persona_check.web.guard import check_proxied
from persona_check.web.http import open_client
from tests.askers import ask
from tests.wire import Reply, Seen, serve

PAGE = "page.example"


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate that signs itself, for the name of the page; and it with its key."""
    folder = tmp_path_factory.mktemp("papers")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, PAGE)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(
            name, name, key.public_key(), 1, now - timedelta(days=1), now + timedelta(days=1)
        )
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName(PAGE), x509.DNSName("localhost")]),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    public = made.public_bytes(Encoding.PEM)
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "ca.pem").write_bytes(public)
    (folder / "both.pem").write_bytes(secret + public)
    return folder / "ca.pem", folder / "both.pem"


@pytest.fixture(autouse=True)
def certificates_read_anew(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    http._certificates.cache_clear()
    yield
    http._certificates.cache_clear()


@asynccontextmanager
async def tls_server(both: Path) -> AsyncIterator[int]:
    """Answers every request with one page; gives the port."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(both)

    async def one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\nconnection: close\r\n\r\ntruth")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(one, "127.0.0.1", 0, ssl=context)
    async with server:
        yield server.sockets[0].getsockname()[1]


class ConnectProxy:
    """A proxy of this machine: tunnels every CONNECT to one port, or answers with a status."""

    def __init__(self, *, to_port: int = 0, status: int = 200) -> None:
        self.to_port, self.status = to_port, status
        self.asked: list[str] = []
        self.url = ""

    @asynccontextmanager
    async def running(self) -> AsyncIterator["ConnectProxy"]:
        server = await asyncio.start_server(self._one, "127.0.0.1", 0)
        self.url = f"http://user:secret@127.0.0.1:{server.sockets[0].getsockname()[1]}"
        async with server:
            yield self

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        self.asked.append(head.split(b" ")[1].decode())
        if self.status != 200:
            writer.write(f"HTTP/1.1 {self.status} No\r\ncontent-length: 0\r\n\r\n".encode())
            await writer.drain()
            writer.close()
            return
        there, back = await asyncio.open_connection("127.0.0.1", self.to_port)
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        with contextlib.suppress(asyncio.CancelledError):  # the test is over
            await asyncio.gather(_pump(reader, back), _pump(there, writer))


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while chunk := await reader.read(65536):
            writer.write(chunk)
            await writer.drain()
    except (ConnectionError, ssl.SSLError):
        pass
    finally:
        writer.close()


async def unknown(host: str, port: int) -> Sequence[str]:
    raise OSError("no names are known here")


def resolving_to(address: str) -> Callable[[str, int], Awaitable[Sequence[str]]]:
    async def resolver(host: str, port: int) -> Sequence[str]:
        return [address]

    return resolver


async def answer_or_failure(
    url: str, *, source: str = "crossref", **more: Any
) -> bytes | SourceUnavailableError:
    untrusted = more.pop("untrusted", False)
    settings = more.pop("settings", Settings(request_timeout_s=3))
    async with open_client(settings, retry_wait_s=0.01, **more) as client:
        try:
            return (await ask(client, source, url, untrusted=untrusted)).body
        except SourceUnavailableError as error:
            return error


def failure(url: str, **more: Any) -> tuple[str, str | None]:
    got = asyncio.run(answer_or_failure(url, **more))
    assert isinstance(got, SourceUnavailableError)
    assert got.reason is Reason.NETWORK_ERROR
    return got.detail, got.hint


def test_an_untrusted_certificate_names_the_host_and_the_setting(papers: tuple[Path, Path]) -> None:
    async def main() -> bytes | SourceUnavailableError:
        async with tls_server(papers[1]) as port:
            return await answer_or_failure(f"https://localhost:{port}/works")

    got = asyncio.run(main())
    assert isinstance(got, SourceUnavailableError)
    assert got.detail == "the certificate of localhost is not trusted (self-signed certificate)"
    assert got.hint == "a company proxy? set SSL_CERT_FILE to its CA certificate"


def test_the_hint_helps(papers: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(papers[0]))

    async def main() -> bytes | SourceUnavailableError:
        async with tls_server(papers[1]) as port:
            return await answer_or_failure(f"https://localhost:{port}/works")

    assert asyncio.run(main()) == b"truth"


def test_certificates_that_are_not_there_are_no_bug(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "gone.pem"))
    detail, hint = failure("https://localhost:1/works")
    assert detail == f"the certificates in {tmp_path / 'gone.pem'} cannot be read"
    assert hint == "SSL_CERT_FILE must name a file of CA certificates (PEM)"


def test_a_server_that_speaks_no_tls_and_one_that_is_not_there_are_told_apart() -> None:
    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await writer.drain()
        writer.close()

    async def main() -> bytes | SourceUnavailableError:
        async with await asyncio.start_server(plain, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            return await answer_or_failure(f"https://127.0.0.1:{port}/works")

    got = asyncio.run(main())
    assert isinstance(got, SourceUnavailableError)
    assert got.detail.startswith("no secure connection to 127.0.0.1 (")
    assert failure("http://127.0.0.1:9/works") == (
        "127.0.0.1 refused the connection",
        "check the network connection",
    )


def test_a_name_that_does_not_resolve_is_told_as_that(monkeypatch: pytest.MonkeyPatch) -> None:
    assert failure("https://nowhere.invalid/works") == (
        "the name nowhere.invalid does not resolve",
        "check the network connection",
    )


@pytest.mark.parametrize(
    ("status", "advice"),
    [
        (407, "put user name and password into HTTPS_PROXY (http://USER:PASSWORD@HOST:PORT)"),
        (403, "the proxy does not let this host through: ask whoever runs it"),
        (502, "check HTTPS_PROXY, or ask whoever runs the proxy"),
    ],
)
def test_a_proxy_that_refuses_is_named_without_its_password(
    status: int, advice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def main() -> bytes | SourceUnavailableError:
        async with ConnectProxy(status=status).running() as proxy:
            monkeypatch.setenv("HTTPS_PROXY", proxy.url)
            return await answer_or_failure("https://api.example/works")

    got = asyncio.run(main())
    assert isinstance(got, SourceUnavailableError)
    assert got.detail.startswith("the proxy 127.0.0.1:")
    assert got.detail.endswith(f" answered {status} in place of api.example")
    assert got.hint == advice
    assert "secret" not in f"{got.detail} {got.hint}"


@pytest.mark.parametrize(
    ("proxy", "told"),
    [
        ("http://127.0.0.1:9", "the proxy 127.0.0.1:9 refused the connection"),
        ("http://u:p@proxy.invalid:3128", "the name proxy.invalid does not resolve"),
        ("socks5://127.0.0.1:9", "the proxy 127.0.0.1:9 cannot be used"),
        ("gopher://127.0.0.1:9", "the proxy 127.0.0.1:9 cannot be used"),
    ],
)
def test_a_proxy_that_is_not_there_is_what_failed(
    proxy: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    detail, hint = failure("https://api.example/works")
    assert detail == told
    assert "HTTPS_PROXY" in (hint or "")


def through_proxy(
    url: str, both: Path, monkeypatch: pytest.MonkeyPatch, **more: Any
) -> tuple[bytes | SourceUnavailableError, list[str]]:
    async def main() -> tuple[bytes | SourceUnavailableError, list[str]]:
        async with tls_server(both) as port, ConnectProxy(to_port=port).running() as proxy:
            monkeypatch.setenv("HTTPS_PROXY", proxy.url)
            return await answer_or_failure(url, untrusted=True, **more), proxy.asked

    return asyncio.run(main())


@pytest.mark.parametrize("resolver", [unknown, resolving_to("93.184.216.34")])
def test_a_strangers_page_goes_through_the_proxy_by_its_name(
    resolver: Any, papers: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(papers[0]))
    got, asked = through_proxy(f"https://{PAGE}/cv", papers[1], monkeypatch, resolver=resolver)
    assert (got, asked) == (b"truth", [f"{PAGE}:443"])


@pytest.mark.parametrize(
    ("url", "resolver"),
    [
        ("https://10.0.0.5/", unknown),
        ("https://[::1]/", unknown),
        ("https://2130706433/", unknown),
        ("https://0x7f.1/", unknown),
        ("https://intranet/", unknown),
        ("https://wiki.corp/", unknown),
        ("https://printer.local/", unknown),
        (f"https://{PAGE}:8443/", unknown),
        (f"https://{PAGE}/", resolving_to("192.168.1.7")),
        (f"https://{PAGE}/latest", resolving_to("169.254.169.254")),
    ],
)
def test_what_is_plainly_inside_is_not_handed_to_the_proxy(
    url: str, resolver: Any, papers: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    got, asked = through_proxy(url, papers[1], monkeypatch, resolver=resolver)
    assert isinstance(got, SourceUnavailableError)
    assert got.reason is Reason.REFUSED_ADDRESS
    assert asked == []


def test_an_address_with_a_user_name_is_refused_behind_a_proxy_too() -> None:
    with pytest.raises(SourceUnavailableError, match="user name"):
        asyncio.run(check_proxied(f"https://user@{PAGE}/", unknown))


def test_a_host_that_needs_no_proxy_is_reached_and_checked_as_ever(
    papers: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", PAGE)
    got, asked = through_proxy(
        f"https://{PAGE}/", papers[1], monkeypatch, resolver=resolving_to("10.0.0.5")
    )
    assert isinstance(got, SourceUnavailableError)
    assert got.reason is Reason.REFUSED_ADDRESS
    assert asked == []


def test_a_redirect_to_another_host_goes_through_the_proxy_too(
    papers: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(papers[0]))

    def moved(seen: Seen) -> Reply:
        return Reply(status=302, headers={"Location": f"https://{PAGE}/there"})

    async def main() -> tuple[bytes | SourceUnavailableError, list[str]]:
        async with (
            serve(moved) as server,
            tls_server(papers[1]) as port,
            ConnectProxy(to_port=port).running() as proxy,
        ):
            monkeypatch.setenv("HTTPS_PROXY", proxy.url)
            settings = Settings(
                request_timeout_s=3, sources={"crossref": SourceSettings(base_url=server.url)}
            )
            got = await answer_or_failure(f"{server.url}/x", settings=settings, resolver=unknown)
            return got, proxy.asked

    assert asyncio.run(main()) == (b"truth", [f"{PAGE}:443"])
