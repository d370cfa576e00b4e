"""Why a connection failed, in words that say what to do: certificate, proxy, name, network."""

import socket
import ssl
from collections.abc import Iterator
from urllib.parse import urlsplit

from persona_check.model.lookup import UnavailableReason
from persona_check.web.base import SourceUnavailableError

__all__ = ["connection_failed", "proxy_refused", "without_credentials"]

_COMPANY = "a company proxy? set SSL_CERT_FILE to its CA certificate"
_CLOCK = "check the date and time of this computer"
_PROXY = "check HTTPS_PROXY, or ask whoever runs the proxy"
_OF_PROXY = {
    407: "put user name and password into HTTPS_PROXY (http://USER:PASSWORD@HOST:PORT)",
    403: "the proxy does not let this host through: ask whoever runs it",
}
_NETWORK = "check the network connection"
# X.509 verification results (OpenSSL, x509_vfy.h): not yet valid, expired
_DATES = frozenset({9, 10})


def connection_failed(
    error: BaseException, host: str, *, proxy: str | None = None
) -> SourceUnavailableError:
    """What an error of the wire means; ``proxy`` is the one on the way to ``host``, if any.

    Libraries wrap the true cause, some of them twice, so the whole chain is looked through.
    """
    met = proxied(proxy) if proxy else host
    for cause in _chain(error):
        match cause:
            case ssl.SSLCertVerificationError():
                said = cause.verify_message or "verification failed"
                return _failed(
                    f"the certificate of {host} is not trusted ({said})",
                    _CLOCK if cause.verify_code in _DATES else _COMPANY,
                )
            case ssl.SSLError():
                said = (cause.reason or "TLS error").replace("_", " ").lower()
                return _failed(f"no secure connection to {host} ({said})", _COMPANY)
            case socket.gaierror():
                return _failed(f"the name {_name(met)} does not resolve", _where(proxy))
            case ConnectionRefusedError():
                return _failed(f"{met} refused the connection", _where(proxy))
    return _failed(f"the connection to {met} failed ({type(error).__name__})", _where(proxy))


def proxy_refused(said: str, host: str, proxy: str | None) -> SourceUnavailableError:
    """A proxy that let nothing through; ``said`` opens with its HTTP status, if it sent one."""
    status = said.partition(" ")[0]
    where = proxied(proxy) if proxy else "the proxy"
    if not (status.isascii() and status.isdecimal()):
        return _failed(f"{where} did not let {host} through", _PROXY)
    return _failed(
        f"{where} answered {status} in place of {host}", _OF_PROXY.get(int(status), _PROXY)
    )


def proxied(proxy: str) -> str:
    """The proxy as it may be shown, “the proxy proxy.example:3128”."""
    return f"the proxy {without_credentials(proxy)}"


def without_credentials(proxy: str) -> str:
    """Host and port of a proxy's address."""
    return urlsplit(proxy).netloc.rpartition("@")[2]


def _name(met: str) -> str:
    return met.removeprefix("the proxy ").rpartition(":")[0] if met.startswith("the ") else met


def _where(proxy: str | None) -> str:
    return _PROXY if proxy else _NETWORK


def _failed(detail: str, hint: str) -> SourceUnavailableError:
    return SourceUnavailableError(UnavailableReason.NETWORK_ERROR, detail, hint=hint)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error, what it was raised from, and the members of groups, each once."""
    seen: set[int] = set()
    waiting = [error]
    while waiting:
        one = waiting.pop()
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        if isinstance(one, BaseExceptionGroup):
            waiting += reversed(one.exceptions)
        waiting += [one.__context__, one.__cause__]
