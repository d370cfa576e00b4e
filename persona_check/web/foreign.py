"""Answers of something that stands between us and a service, told from the service's own.

Captive portals (RFC 8952), web filters, logins, captchas, parked domains and pages that only a
browser can show answer in the place of a service, often with 200 or 404. None of it is an answer.
The marks are those that the products themselves document or show, November 2026: Anubis
(anubis.techaro.lol), AWS WAF (docs.aws.amazon.com, "x-amzn-waf-action"), Cloudflare
(developers.cloudflare.com, "cf-mitigated"), DataDome, Imperva, SAML 2.0 and WISPr.
"""

import hashlib
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from persona_check.expressions import Expression
from persona_check.model.lookup import UnavailableReason
from persona_check.web.base import SourceUnavailableError

__all__ = [
    "asks_for_a_human",
    "foreign_answer",
    "is_page",
    "page_title",
    "skeleton",
    "stand_in",
]

_LOOKED_AT = 64 * 1024
_SHORT = 1500  # visible characters; a wall says little, a page that quotes one says much
_SHELL = 200
# feeds and records have titles too, so an element that they share counts at the start only
_PAGE = re.compile(
    rb"\A(?:<!--.{0,1000}?-->\s*)?<(?:!doctype\s+html|title|meta|script|center|h1|p|div|form)\b|"
    rb"<(?:html|head|body)[\s>]",
    re.DOTALL,
)
_TITLE = Expression(r"<title[^>]*>(.{0,300}?)</title", re.IGNORECASE | re.DOTALL)
_HIDDEN = Expression(
    r"<(script|style|noscript|template)\b.{0,20000}?</\1\s*>", re.IGNORECASE | re.DOTALL
)
_TAG = Expression(r"<[^<>]{0,2000}>")
_TAG_NAME = Expression(r"</?([a-zA-Z][a-zA-Z0-9]{0,15})")
_SPACE = Expression(r"\s+")

_BOT_CHECK = Expression(
    r"anubis_challenge|within\.website/x/cmd/anubis|awswaf(?:cookie|integration)|"
    r"challenges\.cloudflare\.com|_cf_chl_opt|captcha-delivery\.com|_incapsula_resource|"
    r"px-captcha|sgcaptcha|/recaptcha/|hcaptcha\.com",
    re.IGNORECASE,
)
_BOT_WORDS = Expression(
    r"\bcaptcha\b|\brobots?\b|making sure you|verif\w+ (?:that )?you are (?:a )?human|"
    r"are you (?:a )?human|checking your browser|just a moment|unusual traffic|"
    r"enable javascript and cookies",
    re.IGNORECASE,
)
_DENIED = Expression(r"access denied|forbidden|blocked by|has been blocked|web ?filter|firewall")
_PORTAL = Expression(
    r"wispaccessgatewayparam|captive ?portal|hotspot|guest wi-?fi|"
    r"wi-?fi (?:log ?in|access)|accept (?:the )?terms (?:of use )?(?:to|and) (?:connect|continue)",
    re.IGNORECASE,
)
_LOGIN = Expression(
    r"samlrequest|shibboleth|type=[\"']?password|login\.microsoftonline\.com|/adfs/ls|/cas/login",
    re.IGNORECASE,
)
_LOGIN_ADDRESS = Expression(r"saml|shibboleth|/adfs/|/cas/|/sso\b|/oauth2?/|/(?:log|sign)-?in\b")
_CONSENT = Expression(
    r"\bcookies?\b.{0,400}\b(?:accept|agree|consent|reject)|"
    r"\b(?:accept|agree|consent|reject)\b.{0,400}\bcookies?\b",
    re.IGNORECASE | re.DOTALL,
)
_CONSENT_HOST = Expression(r"(?:^|\.)consent\.")
_PARKED = Expression(
    r"domain (?:name )?(?:is|may be) (?:for sale|parked)|this domain is parked|"
    r"buy this domain|sedoparking|parkingcrew|bodis\.com|hugedomains|afternic",
    re.IGNORECASE,
)
_ROOT = Expression(r"<div[^>]{0,200}\bid=[\"']?(?:root|app|__next|__nuxt)\b", re.IGNORECASE)
_NEEDS_SCRIPTS = Expression(
    r"(?:enable|requires?|need) (?:to )?(?:enable )?javascript", re.IGNORECASE
)


def is_page(body: bytes) -> bool:
    """Whether a body is a web page or part of one, not a feed or an object that names one."""
    start = body[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"{", b"[")) or (start.startswith(b"<?xml") and b"<html" not in start):
        return False
    return _PAGE.search(start) is not None


def page_title(body: bytes) -> str:
    """The title of a page, white space folded, 80 characters at most; '' where it has none."""
    found = _TITLE.search(_text(body))
    return _SPACE.sub(" ", _TAG.sub(" ", found.group(1))).strip()[:80] if found else ""


def skeleton(body: bytes) -> str:
    """What two pages made by one form share, as a hash: the title and the order of the elements.

    What a filter prints into its page (the address, a number, the time) does not change it. For
    anything but a page it is the hash of the body itself.
    """
    if not is_page(body):
        return hashlib.sha256(body.strip()).hexdigest()
    text = _text(body)
    shape = " ".join(name.lower() for name in _TAG_NAME.findall(text))
    title = re.sub(r"[\W\d_]+|\S*\.\S+", " ", page_title(body).casefold())
    return hashlib.sha256(f"{title}\n{shape}".encode()).hexdigest()


def asks_for_a_human(headers: Mapping[str, str], body: bytes) -> bool:
    """Whether an answer, whatever its status, wants proof that no program is asking."""
    if headers.get("cf-mitigated") == "challenge" or headers.get("x-amzn-waf-action"):
        return True
    if not is_page(body):
        return False
    markup = _text(body)
    words = _visible(markup)
    return len(words) < _SHORT and bool(_BOT_CHECK.search(markup) or _BOT_WORDS.search(words))


def stand_in(
    status: int,
    headers: Mapping[str, str],
    body: bytes,
    *,
    asked: str = "",
    redirected_to: str | None = None,
) -> SourceUnavailableError | None:
    """What a page shows itself to be, other than what was asked for; None where it shows nothing.

    ``asked`` is the address asked for, ``redirected_to`` the one that answered, if another.
    """
    if status == 511:
        return _portal()
    if asks_for_a_human(headers, body):
        return SourceUnavailableError(
            UnavailableReason.BLOCKED, "it asks for proof that you are human, or refuses access"
        )
    if not is_page(body):
        return None
    markup = _text(body)
    words = _visible(markup)
    short, elsewhere = len(words) < _SHORT, _elsewhere(asked, redirected_to)
    address = (redirected_to or "").lower() if elsewhere else ""
    if short and _PORTAL.search(markup):
        return _portal()
    if (short and _LOGIN.search(markup)) or _LOGIN_ADDRESS.search(address):
        return SourceUnavailableError(
            UnavailableReason.BLOCKED,
            "a login stands before it",
            hint="open it yourself, if you may",
        )
    if _CONSENT_HOST.search(urlsplit(address).hostname or "") or (
        len(words) < _SHORT // 2 and _CONSENT.search(words)
    ):
        return SourceUnavailableError(
            UnavailableReason.BLOCKED, "a question about cookies stands before it"
        )
    if short and _PARKED.search(markup):
        return SourceUnavailableError(
            UnavailableReason.NOT_THIS_SERVICE, "the domain is parked or for sale"
        )
    if short and _DENIED.search(words.lower()):
        return SourceUnavailableError(
            UnavailableReason.BLOCKED, f"access was refused{_titled(body)}"
        )
    if len(words) < _SHELL and (_ROOT.search(markup) or _NEEDS_SCRIPTS.search(markup)):
        return SourceUnavailableError(
            UnavailableReason.BLOCKED, "it shows its content only in a browser that runs scripts"
        )
    return None


def foreign_answer(
    status: int,
    headers: Mapping[str, str],
    body: bytes,
    *,
    asked: str,
    redirected_to: str | None = None,
) -> SourceUnavailableError:
    """Why an answer that is not in a service's own form is none, in the most telling words."""
    shown = stand_in(status, headers, body, asked=asked, redirected_to=redirected_to)
    if shown is not None:
        return shown
    if status == 410:
        return SourceUnavailableError(UnavailableReason.MOVED, "the service is no longer there")
    if not body.strip():
        return SourceUnavailableError(
            UnavailableReason.NOT_THIS_SERVICE, f"an empty answer (status {status})"
        )
    if _elsewhere(asked, redirected_to):
        host = urlsplit(redirected_to or "").hostname or "another address"
        return SourceUnavailableError(
            UnavailableReason.MOVED, f"{host[:80]} answered in its place{_titled(body)}"
        )
    what = "a web page" if is_page(body) else "something else"
    return SourceUnavailableError(
        UnavailableReason.NOT_THIS_SERVICE,
        f"{what} came back in place of its answer{_titled(body)} (status {status})",
    )


def _portal() -> SourceUnavailableError:
    return SourceUnavailableError(
        UnavailableReason.CAPTIVE_PORTAL,
        "the network asks for a login first",
        hint="open a web page in your browser, log in to the network, and try again",
    )


def _titled(body: bytes) -> str:
    title = page_title(body) if is_page(body) else ""
    return f", “{title}”" if title else ""


def _elsewhere(asked: str, redirected_to: str | None) -> bool:
    """Whether another site answered than the one asked; ``www.`` and subdomains are one site."""
    if not redirected_to or not asked:
        return False
    here, there = (urlsplit(url).hostname or "" for url in (asked, redirected_to))
    return not (there == here or there.endswith(f".{here}") or here.endswith(f".{there}"))


def _text(body: bytes) -> str:
    return body[:_LOOKED_AT].decode("utf-8", "replace")


def _visible(markup: str) -> str:
    return _SPACE.sub(" ", _TAG.sub(" ", _HIDDEN.sub(" ", markup))).strip()
