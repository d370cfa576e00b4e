"""An ORCID answer decoded, in JSON or XML, and the values that its boxes hold."""

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from persona_check.sources.reading.decoding import (
    day,
    decode_json,
    decode_xml,
    instant,
    malformed,
)
from persona_check.sources.reading.orcid_schema import Boxed, Emails, FuzzyDate, Person, Text
from persona_check.web.base import Answer

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["addresses", "decode", "domains", "moment", "text", "year"]

# Elements that repeat, and are lists in JSON even where there is one.
_LISTS = frozenset(
    {
        "affiliation-group",
        "email-domain",
        "external-id",
        "external-identifier",
        "group",
        "keyword",
        "other-name",
        "researcher-url",
        "work-summary",
    }
)


def decode(answer: Answer, shape: type[msgspec.Struct]) -> Any:
    """The answer as ``shape``, whether it is JSON or XML; raises ``SourceUnavailableError``."""
    if answer.body.lstrip()[:1] != b"<":
        return decode_json(answer, shape)
    root = decode_xml(answer)
    if not root.tag.startswith("{http://www.orcid.org/ns/"):
        raise malformed("the answer is XML, but not from ORCID")
    try:
        return msgspec.convert(_plainly(root), shape, strict=False)
    except (msgspec.ValidationError, RecursionError) as error:
        raise malformed("the answer lacks required parts of a record") from error


def text(value: Text) -> str | None:
    """The text, boxed or plain."""
    if isinstance(value, Boxed):
        return None if value.value is None else str(value.value)
    return value


def year(value: FuzzyDate | None) -> int | None:
    """The year of a date as typed."""
    found = text(value.year) if value else None
    return int(found) if found and re.fullmatch(r"\d{4}", found, re.ASCII) else None


def moment(value: Text) -> date | None:
    """The day (UTC) of an instant by ORCID's own clock."""
    if isinstance(value, Boxed) and isinstance(value.value, int):
        at = instant(value.value)
        return at.date() if at else None
    return day(text(value))


def addresses(person: Person) -> tuple[tuple[str, date | None], ...]:
    """The verified addresses that the record shows, with the day on which each was last changed."""
    return tuple(
        (entry.email.strip().lower(), moment(entry.last_modified_date))
        for entry in (person.emails or Emails()).email or ()
        if entry is not None and entry.verified and entry.email and "@" in entry.email
    )


def domains(person: Person) -> tuple[str, ...]:
    """The domains at which ORCID verified an address of the person, where shown."""
    emails = person.emails or Emails()
    shown = [
        entry.email.rpartition("@")[2]
        for entry in emails.email or ()
        if entry is not None and entry.verified and entry.email and "@" in entry.email
    ]
    for block in (person.email_domains, emails.email_domains):
        entries = (block.email_domain if block else None) or ()
        shown += [entry.value for entry in entries if entry is not None and entry.value]
    return tuple(dict.fromkeys(domain.lower() for domain in shown))


def _plainly(element: "Element") -> Mapping[str, Any]:
    """An element as the JSON answer would hold it: local names, attributes as fields."""
    fields: dict[str, Any] = dict(element.attrib)
    name = _local(element)
    for child in element:
        tag = _local(child)
        value: Any = _plainly(child) if len(child) or child.attrib else (child.text or "").strip()
        if isinstance(value, dict) and not len(child) and (child.text or "").strip():
            # a text with attributes: key words and other names have "content" within already
            value = (child.text or "").strip()
        if not len(child) and value == "":
            value = None
        if name == "affiliation-group" and tag.endswith("-summary"):
            fields.setdefault("summaries", []).append({tag: value})
        elif tag in _LISTS or (tag == "email" and name == "emails"):
            fields.setdefault(tag, []).append(value)
        else:
            fields[tag] = value
    if name == "works":
        fields.setdefault("group", [])
    return fields


def _local(element: "Element") -> str:
    return element.tag.rpartition("}")[2]
