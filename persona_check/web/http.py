"""The HTTP client: limits redirects, addresses, sizes and times."""

import asyncio
import logging
import ssl
import zlib
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from persona_check import __version__
from persona_check.model.lookup import UnavailableReason
from persona_check.progress import Progress, SilentProgress
from persona_check.settings import Settings
from persona_check.web.base import Request, SourceUnavailableError
from persona_check.web.client import Client
from persona_check.web.envelope import public_url
from persona_check.web.guard import Checked, Resolver, check_address, resolve
from persona_check.web.network import Network
from persona_check.web.recorded import Recorded
from persona_check.web.wire import Received

if TYPE_CHECKING:
    import httpx  # noqa: TID251 - this is the door

__all__ = ["HttpxWire", "open_client", "open_network"]

_MAX_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CONNECT_S = 5.0
_CHUNK_BYTES = 256 * 1024


def open_network(
    settings: Settings,
    *,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    shared: Path | None = None,
    resolver: Resolver = resolve,
    guarded_transport: "httpx.AsyncBaseTransport | None" = None,
    retry_wait_s: float = 0.5,
) -> Network:
    """The network over httpx; to be closed by whoever opened it.

    ``resolver`` and ``guarded_transport`` replace DNS and the wire for untrusted addresses (tests).
    """
    return Network(
        settings,
        open_wire=lambda: HttpxWire(
            contact_email=settings.contact_email,
            resolver=resolver,
            guarded_transport=guarded_transport,
        ),
        clock=clock,
        shared=shared,
        retry_wait_s=retry_wait_s,
    )


@asynccontextmanager
async def open_client(
    settings: Settings,
    *,
    progress: Progress | None = None,
    subjects: Sequence[str] = (),
    recorded: Recorded | None = None,
    **network: Any,
) -> AsyncIterator[Client]:
    """A client with a network of its own, which takes the further arguments of ``open_network``."""
    opened = open_network(settings, **network)
    try:
        yield Client(
            opened, progress=progress or SilentProgress(), subjects=subjects, recorded=recorded
        )
    finally:
        await opened.aclose()


class HttpxWire:
    """Carries requests with httpx.

    Trusted addresses (those of the sources) may be anywhere and go through the user's proxies.
    Untrusted ones, and every redirect to another host, are checked, and the connection is made to
    the very IP that was checked. Keys travel to the host that they belong to and no further.
    """

    def __init__(
        self,
        *,
        contact_email: str | None = None,
        resolver: Resolver = resolve,
        guarded_transport: "httpx.AsyncBaseTransport | None" = None,
    ) -> None:
        import httpx  # noqa: TID251 - this is the door

        _hush()
        mail = f"; mailto:{contact_email}" if contact_email and contact_email.isascii() else ""
        self._agent = f"persona-check/{__version__} (+evidence about claimed experts{mail})"
        self._resolver = resolver
        verify = _certificates()
        self._trusted = httpx.AsyncClient(verify=verify, trust_env=True)
        self._local = httpx.AsyncClient(verify=verify, trust_env=False)
        # no kept connections: one to a shared IP would have been verified for another host
        self._guarded = httpx.AsyncClient(
            trust_env=False,
            transport=guarded_transport
            or httpx.AsyncHTTPTransport(
                verify=verify, limits=httpx.Limits(max_keepalive_connections=0)
            ),
        )

    async def aclose(self) -> None:
        """Closes the connections."""
        await self._trusted.aclose()
        await self._local.aclose()
        await self._guarded.aclose()

    async def fetch(self, request: Request, *, timeout_s: float) -> Received:
        """What comes back within ``timeout_s``, name resolution and redirects included."""
        import httpx  # noqa: TID251 - this is the door

        try:
            async with asyncio.timeout(timeout_s):
                return await self._follow(request, timeout_s)
        except (TimeoutError, httpx.TimeoutException) as error:
            raise SourceUnavailableError(
                UnavailableReason.TIMED_OUT, f"no complete answer within {timeout_s:.3g} s"
            ) from error
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, httpx.LocalProtocolError) as error:
            raise SourceUnavailableError(
                UnavailableReason.REJECTED_REQUEST, "the request could not be sent"
            ) from error
        except httpx.HTTPError as error:
            raise SourceUnavailableError(
                UnavailableReason.NETWORK_ERROR, f"connection failed ({type(error).__name__})"
            ) from error

    async def _follow(self, request: Request, timeout_s: float) -> Received:
        url = request.url
        for _ in range(_MAX_REDIRECTS + 1):
            at_home = _origin(url) == _origin(request.url)
            checked = await self._check(request, url, at_home)
            received = await self._once(request, url, checked, at_home, timeout_s)
            target = received.headers.get("location")
            followed = received.status in _REDIRECTS and request.content is None
            if not followed or not target:
                if url == request.url:
                    return received
                return Received(
                    status=received.status,
                    headers=received.headers,
                    body=received.body,
                    redirected_to=public_url(url),
                )
            url = _without(request.secret_params, urljoin(url, target))
        raise SourceUnavailableError(
            UnavailableReason.MOVED, f"more than {_MAX_REDIRECTS} redirects"
        )

    async def _check(self, request: Request, url: str, at_home: bool) -> Checked | None:
        """The address that a stranger named, checked; a service never redirects to a private one.

        A captive portal does: its login page is at the router (RFC 8952).
        """
        if at_home and not request.untrusted:
            return None
        try:
            return await check_address(url, self._resolver)
        except SourceUnavailableError as error:
            refused = error.reason is UnavailableReason.REFUSED_ADDRESS
            if request.untrusted or not refused or not url.startswith(("http:", "https:")):
                raise
            host = urlsplit(url).hostname or "another address"
            raise SourceUnavailableError(
                UnavailableReason.CAPTIVE_PORTAL,
                f"redirected to {host[:80]}, which is not on the public internet",
                hint="open a web page in your browser, log in to the network, and try again",
            ) from error

    async def _once(
        self,
        request: Request,
        url: str,
        checked: Checked | None,
        at_home: bool,
        timeout_s: float,
    ) -> Received:
        import httpx  # noqa: TID251 - this is the door

        client = self._trusted
        headers = {
            "user-agent": self._agent,
            # only what is decoded here, piece by piece, so that no small answer grows unseen
            "accept-encoding": "gzip",
            **request.headers,
        }
        extensions: dict[str, Any] = {}
        if at_home:
            headers |= request.secret_headers
            url = _with(request.secret_params, url)
        if checked is not None:
            client = self._guarded
            parts = urlsplit(url)
            headers["host"] = checked.host if parts.port is None else f"{checked.host}:{parts.port}"
            extensions["sni_hostname"] = checked.host
            ip = f"[{checked.ip}]" if ":" in checked.ip else checked.ip
            url = urlunsplit((parts.scheme, f"{ip}:{checked.port}", parts.path, parts.query, ""))
        elif urlsplit(url).hostname in ("127.0.0.1", "localhost", "::1"):
            client = self._local
        timeout = httpx.Timeout(timeout_s, connect=min(_CONNECT_S, timeout_s))
        async with client.stream(
            "GET" if request.content is None else "POST",
            url,
            content=request.content,
            headers=headers,
            extensions=extensions,
            timeout=timeout,
            follow_redirects=False,
        ) as response:
            client.cookies.clear()
            if response.status_code in _REDIRECTS:
                body = b""
            else:
                body = await _bounded(response, request.max_bytes)
            return Received(
                status=response.status_code,
                headers={name.lower(): value for name, value in response.headers.items()},
                body=body,
            )


async def _bounded(response: "httpx.Response", max_bytes: int) -> bytes:
    """The decoded body; raises TOO_LARGE before more than ``max_bytes`` are held."""
    stated = response.headers.get("content-length", "")
    if stated.isdecimal() and int(stated) > max_bytes:
        raise _too_large(max_bytes)
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise SourceUnavailableError(
            UnavailableReason.MALFORMED, "the answer uses a content encoding that was not requested"
        )
    plain = encoding in ("", "identity")
    unpack = None if plain else zlib.decompressobj(wbits=47 if "gzip" in encoding else 15)
    body = bytearray()
    try:
        async for chunk in response.aiter_raw(_CHUNK_BYTES):
            rest = chunk
            while rest:
                if unpack is None:
                    body += rest
                    break
                body += unpack.decompress(rest, _CHUNK_BYTES)
                rest = unpack.unconsumed_tail
                if len(body) > max_bytes:
                    break
            if len(body) > max_bytes:
                raise _too_large(max_bytes)
    except zlib.error as error:
        raise SourceUnavailableError(
            UnavailableReason.MALFORMED, "the compressed answer is damaged"
        ) from error
    if unpack is not None and body and not unpack.eof:
        raise SourceUnavailableError(
            UnavailableReason.MALFORMED, "the compressed answer is incomplete"
        )
    return bytes(body)


def _too_large(max_bytes: int) -> SourceUnavailableError:
    return SourceUnavailableError(
        UnavailableReason.TOO_LARGE, f"the answer is larger than {max_bytes // 1024} KiB"
    )


def _origin(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    try:
        return parts.scheme, parts.hostname, parts.port
    except ValueError:  # an impossible port in a redirect
        return parts.scheme, parts.hostname, -1


def _with(secrets: Mapping[str, str], url: str) -> str:
    if not secrets:
        return url
    parts = urlsplit(url)
    query = "&".join(part for part in (parts.query, urlencode(secrets)) if part)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


def _without(secrets: Mapping[str, str], url: str) -> str:
    """The target of a redirect without the secrets that a server may have echoed into it."""
    if not secrets:
        return url
    parts = urlsplit(url)
    hidden = {value for value in secrets.values() if value}
    query = urlencode(
        [
            (name, value)
            for name, value in parse_qsl(parts.query, keep_blank_values=True)
            if name not in secrets and value not in hidden
        ]
    )
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


class _WithoutQuery(logging.Filter):
    """Keeps keys out of httpx's own log lines, which hold whole addresses."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(
                str(part).partition("?")[0] if "://" in str(part) else part for part in record.args
            )
        return True


@cache
def _certificates() -> ssl.SSLContext:
    """The certificates to verify by, read once: reading them takes longer than many an answer."""
    import httpx  # noqa: TID251 - this is the door

    return httpx.create_ssl_context()


def _hush() -> None:
    logger = logging.getLogger("httpx")
    if not any(isinstance(known, _WithoutQuery) for known in logger.filters):
        logger.addFilter(_WithoutQuery())
        # retries are not worth a line on stderr where nobody set up logging
        logging.getLogger("stamina").addHandler(logging.NullHandler())
