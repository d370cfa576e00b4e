"""Which addresses named by strangers may be fetched."""

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import urlsplit

from persona_check.model.lookup import UnavailableReason
from persona_check.web.base import SourceUnavailableError

__all__ = ["Checked", "Resolver", "check_address", "check_proxied", "is_public", "resolve"]

Resolver: TypeAlias = Callable[[str, int], Awaitable[Sequence[str]]]

_PORTS = {"http": 80, "https": 443}
_MAX_LENGTH = 2048
# An IPv6-only network reaches the IPv4 internet through these (NAT64 with DNS64, RFC 6052): the
# last 32 bits are the IPv4 address. 64:ff9b:1::/48 (RFC 8215) is for translation within a site.
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# Reserved for benchmarks (RFC 2544); VPN and proxy programs in "fake-IP" mode answer every name
# with one of these and put in the true address themselves.
_FAKE_IP = ipaddress.IPv4Network("198.18.0.0/15")
# special-purpose blocks that older Pythons take for public (RFC 6890, RFC 7526)
_SPECIAL = (ipaddress.IPv4Network("192.0.0.0/24"), ipaddress.IPv4Network("192.88.99.0/24"))
# endings that no public registry gives out (RFC 6761, RFC 6762, RFC 8375, ICANN's ".internal"),
# and those that inside networks use in their place
_INSIDE = frozenset("localhost local internal intranet lan home corp private arpa".split())
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """An address that passed: the host as named, its port, and the public IP to connect to."""

    host: str
    port: int
    ip: str


def is_public(address: str) -> bool:
    """Whether an IP address (text) is one of the public internet.

    Loopback, private, link-local, carrier-grade NAT, multicast, reserved and documentation ranges
    are not, nor is an IPv6 address that carries such an IPv4 address (mapped, 6to4, Teredo, NAT64).
    """
    ip = _parsed(address)
    if ip is None:
        return False
    if isinstance(ip, ipaddress.IPv4Address):
        special = ip.is_multicast or ip.is_reserved or any(ip in block for block in _SPECIAL)
        return ip.is_global and not special
    if (reached := _reached(ip)) is not None:
        return is_public(str(reached))
    inner: ipaddress.IPv4Address | None = ip.sixtofour
    if inner is None and ip.teredo is not None:
        inner = ip.teredo[1]
    if inner is not None and not is_public(str(inner)):
        return False
    return ip in _GLOBAL_UNICAST and ip.is_global and not (ip.is_multicast or ip.is_reserved)


def _parsed(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return None


def _reached(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 host that a connection to this address ends at; None where it is IPv6 throughout."""
    if ip.ipv4_mapped is not None:
        return ip.ipv4_mapped
    return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None


def _is_fake(address: str) -> bool:
    """Whether a proxy program on this machine made the address up."""
    ip = _parsed(address)
    if isinstance(ip, ipaddress.IPv6Address):
        ip = _reached(ip)
    return ip is not None and ip in _FAKE_IP


async def resolve(host: str, port: int) -> Sequence[str]:
    """The IP addresses of a host, by the system's resolver."""
    loop = asyncio.get_running_loop()
    answers = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(answer[4][0]) for answer in answers))


async def check_address(url: str, resolver: Resolver = resolve) -> Checked:
    """The host, port and checked IP of an address from a claim or a page.

    Every IP that the name resolves to must be public. Raises ``SourceUnavailableError`` with
    REFUSED_ADDRESS, or NETWORK_ERROR where the name does not resolve.
    """
    host, port = _host_and_port(url)
    try:
        addresses = await resolver(host, port)
    except (OSError, UnicodeError) as error:
        raise SourceUnavailableError(
            UnavailableReason.NETWORK_ERROR, f"the host {host} does not resolve"
        ) from error
    if not addresses:
        raise SourceUnavailableError(
            UnavailableReason.NETWORK_ERROR, f"the host {host} does not resolve"
        )
    if any(_is_fake(address) for address in addresses):
        raise SourceUnavailableError(
            UnavailableReason.REFUSED_ADDRESS,
            f"address not opened: {host} resolves to {_FAKE_IP}, which VPN and proxy programs"
            " give in place of the true address",
            hint="turn off fake-IP mode in that program (it may be called enhanced or TUN mode)",
        )
    if not all(is_public(address) for address in addresses):
        raise _refused(f"{host} is not on the public internet")
    return Checked(host=host, port=port, ip=addresses[0])


async def check_proxied(url: str, resolver: Resolver = resolve) -> None:
    """Whether an address from a claim or a page may be handed to the user's proxy.

    Behind a proxy many networks resolve no outside name, and connecting to an IP of our own choice
    would go around the proxy or be refused by it. So the proxy resolves the name, and the IP cannot
    be pinned. What can be seen from here is refused all the same: a bare IP or a name that leads
    to addresses which are not public, a name that only an inside network can know, other ports,
    user names. What remains is a name that looks public and that the proxy alone knows to be
    inside; the proxy's own rules decide on it, it is asked without credentials, and what it
    answers goes into the user's own report only.
    """
    host, port = _host_and_port(url)
    labels = host.casefold().split(".")
    if not _is_ip(host) and (len(labels) < 2 or labels[-1] in _INSIDE):
        raise _refused(f"{host} is not on the public internet")
    try:
        addresses = [host] if _is_ip(host) else await resolver(host, port)
    except (OSError, UnicodeError):
        return  # the proxy resolves it
    if not all(is_public(address) for address in addresses):
        raise _refused(f"{host} is not on the public internet")


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        # resolvers and proxies read other ways to write an IPv4 address: 2130706433, 0x7f.1
        return host.rpartition(".")[2].isdecimal() or host.rpartition(".")[2][:2] == "0x"
    return True


def _host_and_port(url: str) -> tuple[str, int]:
    if len(url) > _MAX_LENGTH or any(char.isspace() or not char.isprintable() for char in url):
        raise _refused("it is too long, or contains spaces or control characters")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _refused("it is not a valid address") from error
    default = _PORTS.get(parts.scheme)
    if default is None:
        raise _refused("only http and https addresses are opened")
    if parts.username is not None or parts.password is not None or "@" in parts.netloc:
        raise _refused("it contains a user name or password")
    if not parts.hostname:
        raise _refused("it has no host name")
    if port is not None and port not in _PORTS.values():
        raise _refused("only ports 80 and 443 are allowed")
    try:
        host = parts.hostname if ":" in parts.hostname else _in_ascii(parts.hostname)
    except UnicodeError as error:
        raise _refused("its host name is not valid") from error
    return host.rstrip("."), port if port is not None else default


def _in_ascii(host: str) -> str:
    """A host name in A-labels by IDNA 2008, which keeps ß and final ς apart from ss and σ.

    Names that only IDNA 2003 allows (signs, emoji) exist too. Raises ``UnicodeError``.
    """
    if not host.isascii():
        import idna

        try:
            return idna.encode(host, uts46=True).decode("ascii")
        except UnicodeError:
            pass
    return host.encode("idna").decode("ascii")


def _refused(why: str) -> SourceUnavailableError:
    return SourceUnavailableError(
        UnavailableReason.REFUSED_ADDRESS,
        f"address not opened: {why}",
        hint="open it yourself, with care, if you need it",
    )
