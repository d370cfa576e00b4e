"""A web page, or the HTML of a mail, as lines: blocks, cells, bold words, addresses behind them."""

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from persona_check.intake.cv.lines import Line, Span

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

__all__ = ["lines_of_html", "soup_of"]

MOST_DEPTH = 200
MOST_LINES = 20_000
_BLOCKS = frozenset(
    (
        "p div li ul ol dl dt dd tr table tbody thead section article header footer main aside nav "
        "h1 h2 h3 h4 h5 h6 blockquote pre address figure figcaption form fieldset details summary "
        "body hr"
    ).split()
)
_SKIPPED = frozenset(
    "script style head template noscript svg iframe object select button input textarea".split()
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SIZES = {"h1": 24.0, "h2": 18.0, "h3": 15.0, "h4": 13.0, "h5": 12.0, "h6": 11.0}
_BOLD = frozenset(("b", "strong", "th", "dt", *_HEADINGS))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_QUOTED = re.compile(r"gmail_quote|yahoo_quoted|moz-cite-prefix|protonmail_quote|divRplyFwdMsg")


def soup_of(content: bytes) -> "BeautifulSoup":
    """The parsed page; broken ones as browsers read them."""
    from bs4 import BeautifulSoup

    return BeautifulSoup(content, "lxml")


@dataclass(slots=True)
class _Writer:
    lines: list[Line] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    text: str = ""
    links: tuple[str, ...] = ()
    bold: bool = False
    size: float = 10.0
    heading: bool = False
    listed: bool = False
    space: float = 1.0
    joined: bool = False
    glued: bool = False
    outside: int = 0

    def flush_span(self) -> None:
        words = " ".join(self.text.split())
        if words:
            if self._goes_on(words):
                last = self.spans[-1]
                links = tuple(dict.fromkeys((*last.links, *self.links)))
                self.spans[-1] = replace(last, text=last.text + words, links=links)
                self.glued = not self.text[-1].isspace()
                self.text = ""
                return
            self.glued = not self.text[-1].isspace()
            self.spans.append(
                Span(
                    text=words, bold=self.bold, size=self.size, links=self.links, joined=self.joined
                )
            )
        self.text, self.joined = "", bool(self.spans)

    def _goes_on(self, words: str) -> bool:
        """Whether a word goes on in another weight: "<b>M</b>easurements"."""
        if not (self.spans and self.joined and self.glued) or self.text[:1].isspace():
            return False
        return self.spans[-1].text[-1:].isalpha() and words[:1].isalpha() and words[:1].islower()

    def flush_line(self, space: float = 0.0) -> None:
        self.flush_span()
        if self.spans and len(self.lines) < MOST_LINES:
            place = f"line {len(self.lines) + 1}"
            first = replace(self.spans[0], joined=False)
            self.lines.append(
                Line(
                    spans=(first, *self.spans[1:]),
                    place=place,
                    space=self.space,
                    heading=self.heading,
                    listed=self.listed,
                    page=0 if self.outside else 1,
                )
            )
            self.space = 0.0
            self.listed = False  # of a list's entry only the first line begins it
        self.spans, self.joined = [], False
        self.space = max(self.space, space)


def lines_of_html(soup: "BeautifulSoup | Tag", *, without_quotes: bool = False) -> tuple[Line, ...]:
    """The lines that a reader sees, in the order of the page.

    Those of menus and of the page's foot have page 0, all others page 1.
    """
    writer = _Writer()
    _walk(soup, writer, 0, without_quotes)
    writer.flush_line()
    return tuple(writer.lines)


def _walk(node: "BeautifulSoup | Tag", writer: _Writer, depth: int, without_quotes: bool) -> None:
    from bs4 import NavigableString, Tag
    from bs4.element import PreformattedString

    if depth > MOST_DEPTH:
        return
    for child in node.children:
        if isinstance(child, PreformattedString):
            continue  # comments, doctype, CDATA
        if isinstance(child, NavigableString):
            writer.text += str(child)
        elif isinstance(child, Tag):
            _element(child, writer, depth, without_quotes)


def _element(tag: "Tag", writer: _Writer, depth: int, without_quotes: bool) -> None:
    name = tag.name.casefold()
    if name in _SKIPPED or _HIDDEN.search(str(tag.get("style") or "")) or tag.has_attr("hidden"):
        return
    if without_quotes and (
        name == "blockquote" or _QUOTED.search(f"{tag.get('class') or ''} {tag.get('id') or ''}")
    ):
        return
    if name == "br":
        writer.flush_line()
        return
    if name in {"td", "th"} and tag.find_previous_sibling(["td", "th"]) is not None:
        writer.flush_span()
        writer.joined = False
    if name in _BLOCKS:
        writer.flush_line(0.0 if name in {"li", "tr", "dd", "div", "dt"} else 1.0)
    before = (writer.bold, writer.size, writer.links, writer.heading, writer.listed)
    changed = name in _BOLD or name == "a" or _is_bold(tag)
    if changed:
        writer.flush_span()
    writer.bold = writer.bold or name in _BOLD or _is_bold(tag)
    writer.size = _SIZES.get(name, writer.size)
    writer.heading = writer.heading or name in _HEADINGS
    writer.listed = writer.listed or name == "li"
    if name in {"nav", "footer"}:
        writer.outside += 1
    if name == "a" and tag.get("href"):
        writer.links = (str(tag.get("href")).strip(),)
        if not tag.get_text(strip=True):
            title = str(tag.get("title") or tag.get("aria-label") or "link")
            writer.text += f" {title} "
    _walk(tag, writer, depth + 1, without_quotes)
    if name in _BLOCKS:
        writer.flush_line(0.0 if name in {"li", "tr", "dd", "div", "dt"} else 1.0)
    elif changed:
        writer.flush_span()
    writer.bold, writer.size, writer.links, writer.heading, _ = before
    if name in {"nav", "footer"}:
        writer.outside -= 1
    if name == "li":
        writer.listed = False


def _is_bold(tag: "Tag") -> bool:
    style = str(tag.get("style") or "").casefold()
    return "font-weight" in style and bool(re.search(r"font-weight\s*:\s*(?:bold|[6-9]00)", style))
