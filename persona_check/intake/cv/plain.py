"""Plain text and Markdown as lines."""

import re
from collections.abc import Iterator

from persona_check.expressions import Expression
from persona_check.intake.cv.lines import MOST_LINE_CHARS, Line, Span

__all__ = ["lines_of_markdown", "lines_of_text"]

MOST_LINES = 20_000
_BULLET = Expression(r"^(?P<indent>\s*)(?:[•·∙●○◦▪■□►▸➢✓⁃‣*+]|[-–](?=\s))\s+")
_EDGE = Expression(r"\t+|\s{3,}|\s*\|\s*(?=\S)")
_RULE = Expression(r"^\s*(?:[-=_*~#]\s*){3,}$")
_LINK = Expression(r"!?\[(?P<text>[^\]\n]*)\]\((?P<address>[^)\s]+)(?:\s+\"[^\"]*\")?\)")
_BARE = Expression(r"<(?P<address>(?:https?|mailto):[^>\s]+)>")
_BOLD = Expression(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")


def lines_of_text(text: str) -> tuple[Line, ...]:
    """Lines with their columns; a line that is underlined is a heading."""
    rows = [row[:MOST_LINE_CHARS] for row in text.split("\n")[:MOST_LINES]]
    found: list[Line] = []
    blank = True
    for number, row in enumerate(rows, start=1):
        if not row.strip() or _RULE.match(row):
            if row.strip() and found and not blank and len(found[-1].text) < 60:
                last = found[-1]
                found[-1] = Line(spans=last.spans, place=last.place, space=last.space, heading=True)
            blank = True
            continue
        bullet = _BULLET.match(row)
        words = row[bullet.end() :] if bullet else row
        start = len(row) - len(words)
        spans = tuple(_columns(words, start))
        if spans:
            found.append(
                Line(
                    spans=spans,
                    place=f"line {number}",
                    space=1.0 if blank else 0.0,
                    listed=bullet is not None,
                )
            )
            blank = False
    return tuple(found)


def _columns(words: str, start: int) -> Iterator[Span]:
    at = 0
    expanded = words.expandtabs(8)
    for part in re.split(r"(\s{3,})", expanded):
        text = part.strip()
        if text:
            left = start + at + len(part) - len(part.lstrip())
            yield Span(text=text, left=6.0 * left, right=6.0 * (left + len(text)))
        at += len(part)


def lines_of_markdown(text: str) -> tuple[Line, ...]:
    """Lines with headings, lists, bold words, links and the cells of tables."""
    found: list[Line] = []
    blank, fenced = True, False
    front = text.startswith("---\n")
    for number, whole in enumerate(text.split("\n")[:MOST_LINES], start=1):
        row = whole[:MOST_LINE_CHARS]
        if front and number > 1:
            front = row.strip() not in {"---", "..."}
            continue
        if front:
            continue
        if row.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
            continue
        if fenced or re.match(r"\s*(?:\{[:%{]|<!--)", row):
            continue
        if re.fullmatch(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)*\s*:?-{2,}:?\s*\|?\s*", row):
            if found and not blank and "|" not in row:
                last = found[-1]
                found[-1] = Line(spans=last.spans, place=last.place, space=last.space, heading=True)
            continue
        if not row.strip() or _RULE.match(row):
            blank = True
            continue
        heading = re.match(r"\s{0,3}(?P<level>#{1,6})\s+", row)
        bullet = _BULLET.match(row) or re.match(r"^(?P<indent>\s*)\d{1,3}[.)]\s+", row)
        words = row[heading.end() :] if heading else row[bullet.end() :] if bullet else row
        words = words.strip().strip("|#").strip()
        words = re.sub(r"<br\s*/?>|\\$", "   ", words)
        words = re.sub(r"</?[a-z][^>]*>", "", words)
        left = 6.0 * (len(row) - len(row.lstrip()))
        size = 24.0 - 3 * len(heading["level"]) if heading else 10.0
        spans = tuple(_marked(words, left, size, heading is not None))
        if spans:
            found.append(
                Line(
                    spans=spans,
                    place=f"line {number}",
                    space=1.0 if blank or heading else 0.0,
                    heading=heading is not None,
                    listed=bullet is not None,
                )
            )
        blank = heading is not None
    return tuple(found)


def _marked(words: str, left: float, size: float, bold: bool) -> Iterator[Span]:
    for cell_number, cell in enumerate(_EDGE.split(words)):
        joined = False
        for number, part in enumerate(_bold_parts(cell)):
            links = tuple(
                found["address"] for pattern in (_LINK, _BARE) for found in pattern.finditer(part)
            )
            plain = _BARE.sub(r"\g<address>", _LINK.sub(r"\g<text>", part))
            plain = re.sub(r"(?<!\w)[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}(?!\w)", "", plain)
            plain = " ".join(plain.replace("\\", "").split())
            if plain:
                yield Span(
                    text=plain,
                    left=left + 100.0 * cell_number,
                    bold=bold or number % 2 == 1,
                    size=size,
                    links=links,
                    joined=joined,
                )
                joined = True


def _bold_parts(cell: str) -> Iterator[str]:
    """Plain and bold parts in turn."""
    at = 0
    for found in _BOLD.finditer(cell):
        yield cell[at : found.start()]
        yield found[2]
        at = found.end()
    yield cell[at:]
