"""A document as lines, with what of their layout carries meaning."""

import re
from dataclasses import dataclass, replace

__all__ = ["MOST_LINE_CHARS", "Line", "Span"]

MOST_LINE_CHARS = 3_000
_BLANK_BEFORE = (" ,", " .", " ;", " :", " )", " ]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Words that stand together; a wide gap, a tab or a cell's edge parts them from the next.

    ``left`` and ``right`` are in points from the page's left edge, or columns of text; ``links``
    are the addresses behind the words. ``joined`` says that it follows the span before it without
    a gap, in another weight.
    """

    text: str
    left: float = 0.0
    right: float = 0.0
    bold: bool = False
    size: float = 10.0
    links: tuple[str, ...] = ()
    joined: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the document.

    ``space`` is the blank above it, in its own heights: 0 where lines follow closely. ``heading``
    is set where the format itself marks it as one (a Word style, ``<h2>``, a LaTeX section).
    ``listed`` where it is an entry of a bulleted list. ``place`` is for readers: "page 1, line 14".
    """

    spans: tuple[Span, ...]
    place: str
    page: int = 1
    space: float = 0.0
    heading: bool = False
    listed: bool = False

    @property
    def text(self) -> str:
        """All its words; no blank before a comma that another font begins with."""
        text = " ".join(span.text for span in self.spans)
        if not any(mark in text for mark in _BLANK_BEFORE):
            return text
        return re.sub(r" (?=[,.;:)\]]+(?:\s|$))", "", text)

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.spans[0].left if self.spans else 0.0

    @property
    def size(self) -> float:
        """Its largest letters, in points."""
        if len(self.spans) == 1:
            return self.spans[0].size
        return max((span.size for span in self.spans), default=0.0)

    @property
    def bold(self) -> bool:
        """Whether its first words are bold."""
        return bool(self.spans) and self.spans[0].bold

    @property
    def links(self) -> tuple[str, ...]:
        """The addresses behind its words."""
        return tuple(link for span in self.spans for link in span.links)

    def clipped(self, most_chars: int) -> "Line":
        """The same line, cut where it is longer than any honest one."""
        if sum(len(span.text) for span in self.spans) <= most_chars:
            return self
        kept, left = [], most_chars
        for span in self.spans:
            if left <= 0:
                break
            kept.append(replace(span, text=span.text[:left], links=span.links[:20]))
            left -= len(span.text)
        return replace(self, spans=tuple(kept))

    def with_spans(self, *spans: Span) -> "Line":
        """The same line with other words."""
        return replace(self, spans=spans)
