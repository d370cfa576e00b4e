"""Drives scholarly in a process of its own: one page, no proxy, no browser, no second try.

Reads ``{"user": …, "base_url": …, "timeout_s": …}`` from stdin; writes one JSON object to stdout,
``{"outcome": "profile", "profile": …}``, or another outcome with its detail.
"""

import json
import re
import sys
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

__all__ = ["main", "outcome"]

_HOST = "https://scholar.google.com"
_MOST_WORKS = 100
_SECTIONS = ["basics", "indices", "counts"]
_ROW = 'class="gsc_a_tr"'
_LAST = re.compile(r'<button[^>]*id="gsc_bpf_more"[^>]*\sdisabled')


class _RefusedError(Exception):
    """Google Scholar showed something else than a profile; ``outcome`` says what."""

    def __init__(self, outcome: str, detail: str = "") -> None:
        super().__init__(detail)
        self.outcome = outcome


def outcome(task: Mapping[str, Any]) -> dict[str, Any]:
    """What asking for one profile comes to."""
    try:
        return {"outcome": "profile", "profile": _profile(task)}
    except _RefusedError as error:
        return {"outcome": error.outcome, "detail": str(error)}
    except ImportError as error:
        return {"outcome": "not_installed", "detail": type(error).__name__}
    except Exception as error:  # whatever scholarly raises on a page that it cannot read
        return {"outcome": "exception", "detail": type(error).__name__}


def _profile(task: Mapping[str, Any]) -> dict[str, Any]:
    from scholarly import scholarly  # noqa: TID251 - this is the door
    from scholarly.data_types import AuthorSource  # noqa: TID251 - this is the door

    navigator = scholarly._Scholarly__nav
    session = navigator.pm1.get_session()
    base_url = str(task.get("base_url") or _HOST).rstrip("/")
    query = urlencode({"hl": "en", "user": task["user"], "pagesize": _MOST_WORKS})
    page = _page(
        session.get,
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
    get: Callable[..., Any], has_captcha: Callable[[str], bool], address: str, *, timeout_s: float
) -> str:
    """The page of the profile, or what was shown in its place."""
    answer = get(address, timeout=timeout_s)
    text = str(answer.text)
    try:
        captcha = has_captcha(text)
    except Exception:  # scholarly's own for "too many requests from here"
        captcha = True
    if captcha or "/sorry/" in str(answer.headers.get("location", "")):
        raise _RefusedError("captcha", "it asks for a captcha")
    if answer.status_code != 200:
        raise _RefusedError("refused", f"status {answer.status_code}")
    if 'id="gsc_prf_in"' not in text:
        # an unknown id is answered with the sign-in page, as are many visitors
        raise _RefusedError("empty", "the answer holds no profile")
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
