"""Profiles as OpenReview's API gives them: names, dated history, and pages of the person.

Source: the profile form at openreview.net, seen 2026; each value of ``content`` is plain, or a
table with ``value``.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from persona_check.claimfile.row import Row
from persona_check.intake.written_dates import year_and_month

__all__ = ["openreview_row"]

_PAGES = ("linkedin", "wikipedia", "semanticScholar", "aclanthology")


def openreview_row(table: Mapping[str, object], row: Row) -> Row | None:
    """The row with the claim of one profile; None where the table is none."""
    content = table.get("content")
    if not isinstance(content, Mapping) or not isinstance(_of(content, "names"), list):
        return None
    claim: dict[str, object] = {}
    names = list(dict.fromkeys(_names(_of(content, "names"))))
    if not names:
        return None
    claim["name"] = names[0]
    if names[1:]:
        claim["also_known_as"] = names[1:]
    email = _of(content, "preferredEmail")
    if isinstance(email, str) and "*" not in email:
        claim["email"] = email
    for key, field in (("homepage", "homepage"), ("github", "github"), ("orcid", "orcid")):
        if isinstance(words := _of(content, field), str) and words.strip():
            claim[key] = words.strip()
    pages = (_of(content, field) for field in (*_PAGES, "gscholar", "dblp"))
    links = [words for words in pages if isinstance(words, str) and words.startswith("http")]
    identity = str(table.get("id") or "")
    if identity.startswith("~"):
        links.append(f"https://openreview.net/profile?id={identity}")
    if links:
        claim["links"] = links
    if posts := list(_posts(_of(content, "history"))):
        claim["affiliations"] = posts
    if fields := list(_fields(_of(content, "expertise"))):
        claim["fields"] = fields
    return replace(row, id=identity or row.id, raw=json.dumps(claim, ensure_ascii=False))


def _of(content: Mapping[object, object], key: str) -> object:
    value = content.get(key)
    return value.get("value") if isinstance(value, Mapping) and "value" in value else value


def _names(value: object) -> Iterator[str]:
    tables = [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []
    for one in sorted(tables, key=lambda one: not one.get("preferred")):
        whole = one.get("fullname")
        parts = [one.get(key) for key in ("first", "middle", "last")]
        words = whole if isinstance(whole, str) else " ".join(str(part) for part in parts if part)
        if re.search(r"\w", words):
            yield " ".join(words.split())


def _posts(value: object) -> Iterator[Mapping[str, object]]:
    for one in value if isinstance(value, list) else ():
        institution = one.get("institution") if isinstance(one, Mapping) else None
        name = institution.get("name") if isinstance(institution, Mapping) else institution
        if not isinstance(one, Mapping) or not isinstance(name, str) or not name.strip():
            continue
        post: dict[str, object] = {"organization": name.strip()}
        if isinstance(role := one.get("position"), str) and role.strip():
            post["role"] = role.strip()
        if isinstance(institution, Mapping) and isinstance(institution.get("department"), str):
            post["department"] = institution["department"]
        start, end = year_and_month(one.get("start")), year_and_month(one.get("end"))
        post |= {"start": start} if start else {}
        post |= {"end": end} if end else {}
        post["current"] = end is None
        yield post


def _fields(value: object) -> Iterator[str]:
    for one in value if isinstance(value, list) else ():
        listed = one.get("keywords") if isinstance(one, Mapping) else None
        for word in listed if isinstance(listed, list) else ():
            if isinstance(word, str) and word.strip():
                yield word.strip()
