"""A Word document as lines: paragraphs with their styles, table rows, text boxes, headers."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from persona_check.errors import ClaimError
from persona_check.intake.archive import members, opened
from persona_check.intake.cv.lines import Line, Span
from persona_check.intake.reading import Given

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["lines_of_docx"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
MOST_DEPTH = 60
MOST_LINES = 20_000
TWIPS_A_POINT = 20
COLUMN_PARAGRAPHS = 7  # cells longer than this on both sides are columns of a page, not a table
_FIELD_LINK = re.compile(r'HYPERLINK\s+"([^"]{4,500})"')


@dataclass(frozen=True, slots=True)
class _Style:
    name: str = ""
    bold: bool = False
    size: float | None = None


@dataclass(slots=True)
class _Paragraph:
    """Lines of spans; a line break within parts them."""

    lines: list[list[Span]] = field(default_factory=lambda: [[]])
    heading: bool = False
    listed: bool = False
    left: float = 0.0
    before: float = 0.0
    boxes: list["_Paragraph"] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return not any(self.lines)


def lines_of_docx(given: Given) -> tuple[Line, ...]:
    """All lines in order, the page's header first; raises ``ClaimError`` where it is broken."""
    names = opened(given.content, given.name).namelist()
    headers = sorted(name for name in names if re.fullmatch(r"word/header\d*\.xml", name))[:6]
    wanted = ("word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels")
    relations = tuple(f"word/_rels/{name.removeprefix('word/')}.rels" for name in headers)
    parts = members(given.content, given.name, (*wanted, *headers, *relations))
    if "word/document.xml" not in parts:
        raise ClaimError("is not a Word document", "save it as .docx or PDF", file=given.name)
    styles = _styles(_parsed(parts.get("word/styles.xml"), given.name))
    found: list[Line] = []
    for name in (*headers, "word/document.xml"):
        root = _parsed(parts.get(name), given.name)
        if root is None:
            continue
        links = _links(
            _parsed(parts.get(f"word/_rels/{name.removeprefix('word/')}.rels"), given.name)
        )
        reader = _Reader(styles, links)
        lines = list(reader.lines(root))
        seen = {line.text for line in found}
        found += [line for line in lines if name == "word/document.xml" or line.text not in seen]
    numbered = (
        replace(line, place=f"line {number}")
        for number, line in enumerate(found[:MOST_LINES], start=1)
    )
    return tuple(numbered)


def _parsed(content: bytes | None, name: str) -> "Element | None":
    if content is None:
        return None
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        return fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, RecursionError) as error:
        raise ClaimError(
            "is damaged: its text cannot be read", "save it again", file=name
        ) from error


def _styles(root: "Element | None") -> Mapping[str, _Style]:
    if root is None:
        return {}
    raw: dict[str, tuple[_Style, str | None]] = {}
    for style in root.iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        based = style.find(f"{_W}basedOn")
        bold, size = _run_look(style.find(f"{_W}rPr"))
        own = _Style(name=_value(name) or "", bold=bool(bold), size=size)
        raw[style.get(f"{_W}styleId") or ""] = (own, _value(based))
    found: dict[str, _Style] = {}
    for key, (own, parent) in raw.items():
        bold, size = own.bold, own.size
        for _ in range(8):
            if parent is None or parent not in raw:
                break
            above, parent = raw[parent]
            bold, size = bold or above.bold, size or above.size
        found[key] = _Style(name=own.name, bold=bold, size=size)
    return found


def _links(root: "Element | None") -> Mapping[str, str]:
    if root is None:
        return {}
    return {
        one.get("Id") or "": one.get("Target") or ""
        for one in root
        if (one.get("Type") or "").endswith("/hyperlink")
    }


def _value(element: "Element | None") -> str | None:
    return None if element is None else element.get(f"{_W}val")


def _run_look(properties: "Element | None") -> tuple[bool | None, float | None]:
    if properties is None:
        return None, None
    bold = properties.find(f"{_W}b")
    size = _value(properties.find(f"{_W}sz"))
    look = None if bold is None else (_value(bold) or "1") not in {"0", "false"}
    return look, float(size) / 2 if size and size.isdigit() else None


class _Reader:
    def __init__(self, styles: Mapping[str, _Style], links: Mapping[str, str]) -> None:
        self._styles, self._links = styles, links

    def lines(self, root: "Element") -> Iterator[Line]:
        body = root.find(f"{_W}body")
        space = 1.0
        for row in self._rows(root if body is None else body, 0):
            if not any(cell.lines and not cell.empty for cell in row):
                space = 1.0
                continue
            yield from _row_lines(row, space)
            space = 0.0

    def _rows(self, parent: "Element", depth: int) -> Iterator[list[_Paragraph]]:
        """Paragraphs, alone or side by side in a table's row."""
        if depth > MOST_DEPTH:
            return
        for child in parent:
            if child.tag == f"{_W}p":
                paragraph = self._paragraph(child)
                yield [paragraph]
                yield from ([box] for box in paragraph.boxes)
            elif child.tag == f"{_W}tbl":
                for row in child.iter(f"{_W}tr"):
                    yield from self._table_row(row, depth)
                yield [_Paragraph()]
            elif child.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"}:
                yield from self._rows(child, depth + 1)

    def _table_row(self, row: "Element", depth: int) -> Iterator[list[_Paragraph]]:
        cells = [
            [one for line in self._rows(cell, depth + 1) for one in line if not one.empty]
            for cell in row.findall(f"{_W}tc")
        ]
        cells = [cell for cell in cells if cell]
        if len(cells) > 1 and sorted(map(len, cells))[-2] >= COLUMN_PARAGRAPHS:
            yield from ([paragraph] for cell in cells for paragraph in cell)
            return
        empty = _Paragraph()
        for level in zip_longest(*cells, fillvalue=empty):
            # an empty cell keeps its place: what stands below a label is no label
            if not all(paragraph.empty for paragraph in level):
                yield list(level)

    def _paragraph(self, element: "Element") -> _Paragraph:
        paragraph = _Paragraph()
        style = _Style()
        properties = element.find(f"{_W}pPr")
        if properties is not None:
            style = self._styles.get(_value(properties.find(f"{_W}pStyle")) or "", style)
            named = style.name.casefold()
            paragraph.heading = named.startswith(("heading", "überschrift", "titre ", "título "))
            paragraph.listed = properties.find(f"{_W}numPr") is not None or named.startswith("list")
            indent, spacing = properties.find(f"{_W}ind"), properties.find(f"{_W}spacing")
            if indent is not None:
                paragraph.left = _points(indent.get(f"{_W}left") or indent.get(f"{_W}start"))
            if spacing is not None:
                paragraph.before = _points(spacing.get(f"{_W}before"))
        self._runs(element, paragraph, style, (), 0)
        return paragraph

    def _runs(
        self,
        parent: "Element",
        paragraph: _Paragraph,
        style: _Style,
        links: tuple[str, ...],
        depth: int,
    ) -> None:
        if depth > MOST_DEPTH:
            return
        bold, size = _run_look(parent.find(f"{_W}rPr")) if parent.tag == f"{_W}r" else (None, None)
        look = _Style(
            bold=style.bold if bold is None else bold, size=size or style.size, name=style.name
        )
        for child in parent:
            if child.tag == f"{_W}t":
                _add(paragraph, child.text or "", look, links)
            elif child.tag in {f"{_W}tab", f"{_W}ptab"}:
                _add(paragraph, "\t", look, links)
            elif child.tag in {f"{_W}br", f"{_W}cr"}:
                paragraph.lines.append([])
            elif child.tag == f"{_W}noBreakHyphen":
                _add(paragraph, "-", look, links)
            elif child.tag == f"{_W}instrText":
                if found := _FIELD_LINK.search(child.text or ""):
                    links = (found[1],)
            elif child.tag == f"{_W}hyperlink":
                target = self._links.get(child.get(f"{_R}id") or "", "")
                self._runs(child, paragraph, look, (target,) if target else links, depth + 1)
            elif child.tag == f"{_W}txbxContent":
                paragraph.boxes += [one for row in self._rows(child, depth + 1) for one in row]
            elif child.tag in {_FALLBACK, f"{_W}pPr", f"{_W}rPr", f"{_W}del"}:
                continue
            else:
                self._runs(child, paragraph, look, links, depth + 1)


def _points(twips: str | None) -> float:
    return float(twips) / TWIPS_A_POINT if twips and re.fullmatch(r"-?\d{1,6}", twips) else 0.0


def _add(paragraph: _Paragraph, text: str, look: _Style, links: tuple[str, ...]) -> None:
    line = paragraph.lines[-1]
    size = look.size or 11.0
    for number, part in enumerate(re.split(r"(\t+| {4,})", text)):
        if number % 2:
            line.append(Span(text="", size=size))  # an edge
        elif part:
            last = line[-1] if line else None
            if last is not None and last.text and (last.bold, last.links) == (look.bold, links):
                line[-1] = replace(last, text=last.text + part, size=max(last.size, size))
            else:
                joined = last is not None and bool(last.text)
                line.append(Span(text=part, bold=look.bold, size=size, links=links, joined=joined))


def _row_lines(row: Sequence[_Paragraph], space: float) -> Iterator[Line]:
    """The lines of paragraphs side by side."""
    first = next((one for one in row if not one.empty), row[0])
    left = 0.0
    for number, level in enumerate(zip_longest(*(one.lines for one in row), fillvalue=())):
        spans: list[Span] = []
        for column, cell in enumerate(level):
            kept = [span for span in cell if span.text.strip()]
            for at, span in enumerate(kept):
                words = " ".join(span.text.split())
                joined = span.joined and at > 0
                spans.append(replace(span, text=words, joined=joined, left=left + 100.0 * column))
        if not spans:
            space = 1.0
            continue
        spans = [replace(one, left=one.left + first.left) for one in spans]
        gap = max(space, 0.5 if first.before >= 4 and number == 0 else 0.0)
        yield Line(
            spans=(replace(spans[0], joined=False), *spans[1:]),
            place="",
            space=gap,
            heading=first.heading,
            listed=first.listed and number == 0,
        )
        space = 0.0
