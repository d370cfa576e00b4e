"""The post in a signature: the lines below the name, as the head of a CV's entry."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from persona_check.intake.contact import mails_in, web_addresses_in
from persona_check.intake.cv.career import posts_in
from persona_check.intake.cv.entry import Entry
from persona_check.intake.cv.lines import Line, Span
from persona_check.intake.mail.body import Numbered
from persona_check.intake.people_names import looks_like_name
from persona_check.intake.reading import Item

__all__ = ["posts_of_signature"]

MOST_LINES = 5
_CONTACT = re.compile(
    r"\+?\d[\d ()/.\-]{6,}|@|"
    r"\b(?:tel|phone|mobile|fax|email|mail|web|orcid|linkedin|twitter|pronouns)\b",
    re.IGNORECASE,
)


def posts_of_signature(lines: Sequence[Numbered], name: str, at: str) -> Iterator[Item]:
    """The post that a signature states: a title and an organisation."""
    kept = [
        Line(spans=(Span(text=_bare(line.text)),), place=f"{at}, line {line.number}")
        for line in lines
        if not _is_contact(line.text) and not _is_name(line.text, name)
    ]
    head = [line for line in kept if line.text][:MOST_LINES]
    if not head:
        return
    for found in posts_in((Entry(head=tuple(head), date=None),)):
        if isinstance(found, Item) and isinstance(found.value, dict):
            yield replace(found, value={**found.value, "current": True})


def _bare(text: str) -> str:
    return re.sub(r"[*_]{1,2}", "", text).strip(" |–—-")


def _is_contact(text: str) -> bool:
    if _CONTACT.search(text) or any(True for _ in mails_in(text)):
        return True
    return any(True for _ in web_addresses_in(text))


def _is_name(text: str, name: str) -> bool:
    bare = _bare(text)
    words = {*re.findall(r"\w+", bare.casefold())} & {*re.findall(r"\w+", name.casefold())}
    return bool(words) and (looks_like_name(bare) or len(bare.split()) <= 2)
