"""The DBLP XML dump, streamed record by record; its DTD is never fetched nor obeyed."""

import html.entities
import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from persona_check.corpus.importers.base import Importer, Refused
from persona_check.corpus.schema import StoredAuthor, StoredWork
from persona_check.sources.reading.decoding import bare_doi, bare_orcid, year_in

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["DBLP_XML"]

_WORKS = frozenset("article inproceedings incollection book phdthesis mastersthesis data".split())
_BY_AUTHORS = frozenset({"phdthesis", "mastersthesis", "data"})
_ENTITY = re.compile(
    rb"&(?:#(?P<point>\d{1,9}|x[0-9A-Fa-f]{1,8});|(?P<name>[A-Za-z_:][\w.:-]{0,63});|)"
)
_ACCENTED = re.compile(
    r"([A-Za-z])(?:acute|grave|circ|uml|tilde|caron|cedil|ring|slash|breve|dot|macr|ogon|strok"
    r"|dblac|comma)"
)
_MOST_ENTITY_BYTES = 70
# no character of XML 1.0; one of them ends the parsing
_CONTROL = bytes(set(range(32)) - {9, 10, 13})
_BLANKED = bytes.maketrans(_CONTROL, b" " * len(_CONTROL))
_XML_OWN = frozenset((b"amp", b"lt", b"gt", b"quot", b"apos"))
_DOCTYPE = re.compile(rb"<!DOCTYPE\s+dblp\s+SYSTEM\s+(\"[^\"<>]{0,200}\"|'[^'<>]{0,200}')\s*>")
_CHUNK_BYTES = 1024 * 1024


def _recognises(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith(b"<") and re.search(rb"<dblp[\s>]", start[:4096]) is not None


class _Plain(io.RawIOBase):
    """The dump without its DOCTYPE, entities as character references.

    An entity that nobody knows becomes the sign for an unknown character: the DTD that would
    define it is not read, and one such entity must not cost the rest of the dump.
    An internal subset stays, and is refused by the parser.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._rest = b""
        self._first = True
        self._ready = b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        del size  # any amount is right for the parser
        while not self._ready:
            chunk = self._stream.read(_CHUNK_BYTES)
            text = self._rest + chunk
            if self._first:
                text, self._first = _DOCTYPE.sub(b"", text, count=1), False
            cut = len(text)
            if chunk:
                # an entity may stand across the cut
                at = text.rfind(b"&", max(0, cut - _MOST_ENTITY_BYTES))
                if at >= 0 and b";" not in text[at:]:
                    cut = at
            self._rest = text[cut:]
            self._ready = _ENTITY.sub(_reference, text[:cut].translate(_BLANKED))
            if not chunk:
                break
        ready, self._ready = self._ready, b""
        return ready


def _reference(match: "re.Match[bytes]") -> bytes:
    if point := match["point"]:
        number = int(point[1:], 16) if point.startswith(b"x") else int(point)
        return match.group() if _is_character(number) else b"&#65533;"
    name = match["name"]
    if name is None:
        return b"&amp;"
    if name in _XML_OWN:
        return match.group()
    return b"".join(b"&#%d;" % ord(sign) for sign in _meant(name.decode("ascii", "replace")))


def _meant(name: str) -> str:
    known = html.entities.html5.get(f"{name};")
    accented = _ACCENTED.fullmatch(name)
    return known or (accented[1] if accented else "\ufffd")


def _is_character(number: int) -> bool:
    """Whether XML 1.0 knows the character (production 2)."""
    return (
        number in (9, 10, 13)
        or 0x20 <= number <= 0xD7FF
        or 0xE000 <= number <= 0xFFFD
        or 0x10000 <= number <= 0x10FFFF
    )


def _read(stream: BinaryIO) -> Iterator[StoredWork | Refused]:
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    root = None
    depth = 0
    try:
        for event, element in iterparse(_Plain(stream), events=("start", "end"), forbid_dtd=True):
            if event == "start":
                depth += 1
                root = element if root is None else root
                continue
            depth -= 1
            if depth != 1:
                continue
            if element.tag in _WORKS:
                yield _stored(element)
            if root is not None:
                root.clear()
    except (ParseError, DefusedXmlException) as error:
        yield Refused(reason=f"damaged XML, reading stopped here ({type(error).__name__})")


def _stored(element: "Element") -> StoredWork | Refused:
    key = element.get("key") or ""
    title = _text(element.find("title")).removesuffix(".")
    if not key or not title:
        return Refused(reason="record without a key or title")
    links = [_text(link) for link in element.iter("ee")]
    people = element.findall("author") or element.findall("editor")
    informal = element.get("publtype") == "informal"
    return StoredWork(
        key=f"dblp:{key}",
        title=title,
        source="dblp",
        year=year_in(_text(element.find("year"))),
        venue=_text(element.find("booktitle")) or _text(element.find("journal")) or None,
        doi=next((doi for link in links if "doi.org" in link and (doi := bare_doi(link))), None),
        url=next((link for link in links if link.startswith("https://")), None),
        kind=element.tag,
        authors=tuple(_author(person) for person in people),
        deposited_by_authors=informal or element.tag in _BY_AUTHORS,
    )


def _author(person: "Element") -> StoredAuthor:
    name = _text(person)
    numbered = re.fullmatch(r"(.+) (\d{4})", name)
    return StoredAuthor(
        name=numbered.group(1) if numbered else name,
        # with a number it is one known person; without, it may stand for several
        author_id=f"dblp:{name}" if numbered else None,
        orcid=bare_orcid(person.get("orcid")),
    )


def _text(element: "Element | None") -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


DBLP_XML = Importer(id="dblp", title="DBLP XML dump", recognises=_recognises, read=_read)
