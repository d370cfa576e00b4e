"""Heads and feet that a document repeats on its pages: no part of what it says."""

import re
from collections import Counter
from collections.abc import Sequence

from persona_check.intake.cv.lines import Line

__all__ = ["without_running_heads"]

EDGE_LINES = 2
TOP_LINES = 4
LEAST_PAGES = 3
_COUNT = re.compile(
    r"\b(?:page|seite|página|pagina|pág)?\.?\s*\d{1,3}(?:\s*(?:/|of|von|de|di|van|sur)\s*\d{1,3})?\b",
    re.IGNORECASE,
)


def without_running_heads(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines without those at the edge of a page that say again what stands on others.

    On the first page nothing at the top is taken away: there the name stands.
    """
    pages: dict[int, list[int]] = {}
    for at, line in enumerate(lines):
        pages.setdefault(line.page, []).append(at)
    if len(pages) < 2:
        return tuple(lines)
    first = min(pages)
    top = {_folded(lines[at].text) for at in pages[first][:TOP_LINES]}
    edges = {
        at: page
        for page, own in pages.items()
        for at in {*own[:EDGE_LINES], *own[-EDGE_LINES:]}
        if page != first or at not in own[:EDGE_LINES]
    }
    seen = Counter(
        folded for folded, _ in {(_folded(lines[at].text), p) for at, p in edges.items()}
    )
    dropped: set[int] = set()
    for at, page in edges.items():
        text = lines[at].text
        folded = _folded(text)
        counted = _COUNT.search(text) is not None
        repeated = seen[folded] >= LEAST_PAGES or (counted and seen[folded] >= 2)
        known = page != first and folded in top
        if len(folded) >= 4 and len(text) < 120 and (repeated or known):
            dropped.add(at)
    return tuple(line for at, line in enumerate(lines) if at not in dropped)


def _folded(text: str) -> str:
    return " ".join(re.findall(r"[^\W\d_]+", _COUNT.sub(" ", text).casefold()))
