"""Drives scholarly in a process of its own: one page, no proxy, no browser, no second try.

Reads ``{"user": …, "base_url": …, "timeout_s": …}`` from stdin; writes one JSON object to stdout,
``{"outcome": "profile", "profile": …}``, or another outcome with its detail.
"""

import json
import re
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

__all__ = ["main", "outcome"]

_HOST = "https://scholar.google.com"
_MOST_WORKS = 100
_SECTIONS = ["basics", "indices", "counts"]
_MAX_BYTES = 4 * 1024 * 1024
_FAILURES = (("TimeoutException", "timed_out"), ("TransportError", "network_error"))
_ROW = 'class="gsc_a_tr"'
_LAST = re.compile(r'<button[^>]*id="gsc_bpf_more"[^>]*\sdisabled')


class _RefusedError(Exception):
    """Google Scholar showed something else than a profile; ``outcome`` says what."""

    def __init__(self, outcome: str, detail: str, **more: Any) -> None:
        super().__init__(detail)
        self.told = {"outcome": outcome, "detail": detail, **more}


def outcome(task: Mapping[str, Any]) -> dict[str, Any]:
    """What asking for one profile comes to."""
    try:
        return {"outcome": "profile", "profile": _profile(task)}
    except _RefusedError as error:
        return error.told
    except ImportError as error:
        return {"outcome": "not_installed", "detail": type(error).__name__}
    except Exception as error:  # httpx's, or whatever scholarly raises on what it cannot read
        ancestors = {kind.__name__ for kind in type(error).__mro__}
        word = next((word for kind, word in _FAILURES if kind in ancestors), "exception")
        return {"outcome": word, "detail": type(error).__name__}


def _profile(task: Mapping[str, Any]) -> dict[str, Any]:
    from scholarly import scholarly  # noqa: TID251 - this is the door
    from scholarly.data_types import AuthorSource  # noqa: TID251 - this is the door

    navigator = scholarly._Scholarly__nav
    session = navigator.pm1.get_session()
    base_url = str(task.get("base_url") or _HOST).rstrip("/")
    query = urlencode({"hl": "en", "user": task["user"], "pagesize": _MOST_WORKS})
    page = _page(
        session,
        navigator._requests_has_captcha,
        f"{base_url}/citations?{query}",
        timeout_s=float(task.get("timeout_s") or 15.0),
    )
    # its own way of getting a page waits, changes proxies, and opens a browser at a captcha
    navigator._get_page = lambda *_: page
    rows = page.count(_ROW)
    author = {
        "container_type": "Author",
        "filled": [],
        "scholar_id": str(task["user"]),
        "source": AuthorSource.AUTHOR_PROFILE_PAGE,
    }
    # no more works than the page has rows: beyond them it would ask for another page
    sections = [*_SECTIONS, *(["publications"] if rows else [])]
    filled = scholarly.fill(author, sections=sections, publication_limit=rows)
    if not filled or not filled.get("name"):
        raise _RefusedError("empty", "the profile has no name")
    return {
        "user": filled["scholar_id"],
        "name": filled["name"],
        "affiliation": filled.get("affiliation"),
        "email_domain": filled.get("email_domain"),
        "homepage": filled.get("homepage"),
        "interests": filled.get("interests") or [],
        "picture": filled.get("url_picture"),
        "cited_by": filled.get("citedby"),
        "cites_per_year": {str(year): n for year, n in filled.get("cites_per_year", {}).items()},
        "works": [
            {"title": work["bib"].get("title"), "year": work["bib"].get("pub_year")}
            for work in filled.get("publications", [])
        ],
        "complete": not rows or _LAST.search(page) is not None,
    }


def _page(
    session: Any, has_captcha: Callable[[str], bool], address: str, *, timeout_s: float
) -> str:
    """The page of the profile, or what was shown in its place."""
    until = time.monotonic() + timeout_s
    body = bytearray()
    with session.stream("GET", address, timeout=timeout_s, follow_redirects=False) as answer:
        status, headers = answer.status_code, answer.headers
        for chunk in answer.iter_bytes():
            body += chunk
            if len(body) > _MAX_BYTES:
                raise _RefusedError("too_large", "the page is too large")
            if time.monotonic() > until:
                raise _RefusedError("timed_out", f"no complete page within {timeout_s:.3g} s")
    text = body.decode("utf-8", "replace")
    try:
        captcha = has_captcha(text)
    except Exception:  # scholarly's own for "too many requests from here"
        captcha = True
    if captcha or "/sorry/" in headers.get("location", ""):
        raise _RefusedError("captcha", "it asks for a captcha")
    if 300 <= status < 400:
        raise _RefusedError("exception", "it redirects elsewhere")
    if status != 200:
        wait = headers.get("retry-after")
        raise _RefusedError("status", f"status {status}", status=status, retry_after=wait)
    if 'id="gsc_prf_in"' not in text:
        # an unknown id is answered with the sign-in page, as are many visitors
        raise _RefusedError("empty", "the answer contains no profile")
    if "</html>" not in text:
        raise _RefusedError("exception", "the page is incomplete")
    return text


def main() -> None:
    """Does what stdin says."""
    task = json.loads(sys.stdin.read())
    # scholarly and its dependencies may print; stdout is for the outcome alone
    out, sys.stdout = sys.stdout, sys.stderr
    found = outcome(task)
    out.write(json.dumps(found))
    out.flush()


if __name__ == "__main__":
    main()
