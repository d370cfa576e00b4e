"""Which proxy the user's environment puts before an address."""

from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

__all__ = ["proxy_of"]


def proxy_of(url: str) -> str | None:
    """The address of the proxy for this one (HTTPS_PROXY, HTTP_PROXY, ALL_PROXY), if any.

    None where NO_PROXY names the host, or the operating system does, as the standard library reads
    them.
    """
    parts = urlsplit(url)
    proxies = getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    if not proxy or not parts.hostname or proxy_bypass(parts.hostname):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"
