"""The HTTP client: limits redirects, addresses, sizes and times."""

import asyncio
import contextlib
import logging
import os
import ssl
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
from persona_check.web.bodies import bounded
from persona_check.web.client import Client
from persona_check.web.envelope import public_url
from persona_check.web.failures import connection_failed, proxy_refused, without_credentials
from persona_check.web.guard import Checked, Resolver, check_address, check_proxied, resolve
from persona_check.web.network import Network
from persona_check.web.proxies import proxy_of
from persona_check.web.recorded import Recorded
from persona_check.web.wire import Received

if TYPE_CHECKING:
    import httpx  # noqa: TID251 - this is the door

__all__ = ["HttpxWire", "open_client", "open_network"]

_MAX_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CONNECT_S = 5.0


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
    the very IP that was checked; where the user has a proxy, it is asked for them by their name
    (see ``guard.check_proxied``). Keys travel to the host that they belong to and no further.

    Raises ``SourceUnavailableError`` where SSL_CERT_FILE or the proxy cannot be used.
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
        self._trusted = _usable(lambda: httpx.AsyncClient(verify=verify, trust_env=True))
        # by proxy; none of them ever connects directly, whatever the environment says later
        self._proxied: dict[str, httpx.AsyncClient] = {}
        self._verify = verify
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
        for client in self._proxied.values():
            await client.aclose()

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
        except httpx.ProxyError as error:
            host, proxy = self._way(error, request.url)
            raise proxy_refused(str(error), host, proxy) from error
        except httpx.HTTPError as error:
            host, proxy = self._way(error, request.url)
            raise connection_failed(error, host, proxy=proxy) from error

    def _way(self, error: "httpx.HTTPError", url: str) -> tuple[str, str | None]:
        """The host that was to be reached, after redirects, and the proxy before it."""
        with contextlib.suppress(RuntimeError):  # the error came before there was a request
            # the address may hold the checked IP in place of the name
            host = error.request.headers.get("host", "")
            url = f"{error.request.url.scheme}://{host or error.request.url.netloc.decode()}"
        host = urlsplit(url).hostname or url
        return host, None if _is_local(host) else proxy_of(url)

    async def _follow(self, request: Request, timeout_s: float) -> Received:
        url = request.url
        for _ in range(_MAX_REDIRECTS + 1):
            at_home = _origin(url) == _origin(request.url)
            checked, proxy = None, None
            if request.untrusted or not at_home:
                proxy = proxy_of(url)
                checked = await self._check(request, url, proxied=proxy is not None)
            received = await self._once(request, url, checked, at_home, timeout_s, proxy=proxy)
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

    async def _check(self, request: Request, url: str, *, proxied: bool) -> Checked | None:
        """The address that a stranger named, checked; a service never redirects to a private one.

        A captive portal does: its login page is at the router (RFC 8952).
        """
        try:
            if proxied:
                await check_proxied(url, self._resolver)
                return None
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
        *,
        proxy: str | None = None,
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
        elif proxy is not None:
            client = self._behind(proxy)
        elif _is_local(urlsplit(url).hostname):
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
                body = await bounded(response, request.max_bytes)
            return Received(
                status=response.status_code,
                headers={name.lower(): value for name, value in response.headers.items()},
                body=body,
            )

    def _behind(self, proxy: str) -> "httpx.AsyncClient":
        """The client that asks this proxy."""
        import httpx  # noqa: TID251 - this is the door

        if proxy not in self._proxied:
            self._proxied[proxy] = _usable(
                lambda: httpx.AsyncClient(verify=self._verify, trust_env=False, proxy=proxy)
            )
        return self._proxied[proxy]


def _is_local(host: str | None) -> bool:
    return host in ("127.0.0.1", "localhost", "::1")


def _usable(make: "Callable[[], httpx.AsyncClient]") -> "httpx.AsyncClient":
    """The client; raises NETWORK_ERROR where the environment names a proxy that cannot be used."""
    try:
        return make()
    except (ImportError, ValueError) as error:
        proxy = proxy_of("https://any.example/") or proxy_of("http://any.example/") or ""
        raise SourceUnavailableError(
            UnavailableReason.NETWORK_ERROR,
            f"the proxy {without_credentials(proxy) or 'in the environment'} cannot be used",
            hint="HTTPS_PROXY takes http:// and https:// addresses",
        ) from error


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

    try:
        return httpx.create_ssl_context()
    except (OSError, ssl.SSLError) as error:
        named = os.environ.get("SSL_CERT_FILE") or os.environ.get("SSL_CERT_DIR") or "the system's"
        raise SourceUnavailableError(
            UnavailableReason.NETWORK_ERROR,
            f"the certificates in {named} cannot be read",
            hint="SSL_CERT_FILE must name a file of CA certificates (PEM)",
        ) from error


def _hush() -> None:
    logger = logging.getLogger("httpx")
    if not any(isinstance(known, _WithoutQuery) for known in logger.filters):
        logger.addFilter(_WithoutQuery())
        # retries are not worth a line on stderr where nobody set up logging
        logging.getLogger("stamina").addHandler(logging.NullHandler())
