"""What a network may answer in place of a service, and how services refuse."""

import html
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["FOREIGN", "MODES", "REFUSALS", "WORLD_PAGES", "Instead"]

Headers = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Instead:
    """One answer for every request; ``hangs``: none, for as long as anybody waits.

    In ``body`` and ``headers``, ``{url}`` stands for the address that was asked.
    """

    status: int = 200
    headers: Headers = field(default_factory=lambda: {"content-type": "text/html; charset=utf-8"})
    body: str = ""
    hangs: bool = False

    def body_for(self, url: str) -> bytes:
        """The body as it answers this address, which filters like to print."""
        return self.body.replace("{url}", html.escape(url)).encode()


def _page(title: str, text: str, head: str = "") -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><title>{title}</title>{head}</head>\n'
        f"<body><h1>{title}</h1><p>{text}</p></body></html>\n"
    )


_PLAIN = {"content-type": "text/html"}
_JSON = {"content-type": "application/json"}
_FILTER = _page("Notice", "Your request for {url} was handled by the office network. Case 48213.")
_TOO_MANY = json.dumps({"message": "Too Many Requests"})

# one page to everything, the last of which another host serves
FOREIGN: Mapping[str, Instead] = {
    "404": Instead(status=404, body=_FILTER),
    "200": Instead(body=_FILTER),
    "302": Instead(status=302, headers={"location": "https://notice.netz.example/?for=1"}),
    "403": Instead(status=403, body=_FILTER),
}

MODES: Mapping[str, Instead] = {
    **FOREIGN,
    "portal at the router": Instead(status=302, headers={"location": "http://192.168.1.1/login"}),
    "portal, status 511": Instead(status=511, body=_page("Log in", "Log in to use this network.")),
    "portal page": Instead(
        body=_page("Guest Wi-Fi", "Accept the terms to continue.", "<meta name='captive portal'>")
    ),
    "Anubis": Instead(
        body=_page(
            "Making sure you're not a bot!",
            "Loading…",
            '<script id="anubis_challenge" type="application/json">{"rules":{}}</script>',
        )
    ),
    "AWS WAF": Instead(
        status=202,
        headers={"x-amzn-waf-action": "challenge", **_PLAIN},
        body="<!DOCTYPE html><html><head><title></title></head><body></body></html>",
    ),
    "AWS WAF, empty": Instead(status=202, headers={"x-amzn-waf-action": "challenge"}),
    "Cloudflare": Instead(
        status=403,
        headers={"cf-mitigated": "challenge", **_PLAIN},
        body=_page("Just a moment...", "Enable JavaScript and cookies to continue"),
    ),
    "SSO": Instead(
        status=302,
        headers={"location": "https://login.netz.example/idp/profile/SAML2/Redirect/SSO?x=1"},
    ),
    "cookie wall": Instead(
        body=_page("Before you continue", "We use cookies. Accept all or reject all.")
    ),
    "JavaScript shell": Instead(
        body=(
            '<!doctype html><html><head><title>App</title></head><body><div id="root"></div>'
            '<script src="/main.js"></script></body></html>'
        )
    ),
    "parked domain": Instead(
        body=_page("Domain", "This domain is for sale. Buy this domain at once.")
    ),
    "empty, 200": Instead(headers=_JSON),
    "empty, 404": Instead(status=404, headers=_JSON),
    "another shape": Instead(headers=_JSON, body='{"status": "ok", "data": null, "items": 3}'),
    "a list": Instead(headers=_JSON, body="[]"),
    "an empty object": Instead(headers=_JSON, body="{}"),
    "another shape, 404": Instead(
        status=404, headers=_JSON, body='{"policy": "research", "action": "deny"}'
    ),
    "too many, 200": Instead(headers=_JSON, body=_TOO_MANY),
    "plain text, 404": Instead(
        status=404, headers={"content-type": "text/plain"}, body="404 page not found\n"
    ),
    "404 of nginx": Instead(
        status=404,
        body="<html>\r\n<head><title>404 Not Found</title></head>\r\n<body>\r\n"
        "<center><h1>404 Not Found</h1></center>\r\n<hr><center>nginx</center>\r\n</body></html>",
    ),
}

REFUSALS: Mapping[str, Instead] = {
    "429": Instead(status=429, headers=_JSON, body=_TOO_MANY),
    "429 for a second": Instead(status=429, headers={"retry-after": "1"}, body=_TOO_MANY),
    "429 for an hour": Instead(status=429, headers={"retry-after": "3600"}, body=_TOO_MANY),
    "429 page for an hour": Instead(
        status=429, headers={"retry-after": "3600", **_PLAIN}, body=_FILTER
    ),
    "500": Instead(status=500, headers=_JSON, body='{"error": "internal"}'),
    "500 page": Instead(status=500, body=_page("Error", "Something went wrong.")),
    "hanging": Instead(hangs=True),
}

# where the redirects above lead, whatever else is asked there
WORLD_PAGES: Mapping[str, Instead] = {
    "notice.netz.example": Instead(body=_FILTER),
    "login.netz.example": Instead(
        body=_page("Sign in", 'Name <input name="u"> <input type="password" name="p">')
    ),
}
