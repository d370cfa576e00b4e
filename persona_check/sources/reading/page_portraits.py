"""Which of a page's pictures are said to show the person, or stand beside the name."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from persona_check.sources.reading.page_elements import attribute, folded, meta, stands_in

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

__all__ = ["portraits"]

_MOST_PICTURES = 500
_HEADINGS = ("h1", "h2", "h3", "h4", "figcaption", "strong")
_MOST_BESIDE = 5  # headings that are the name
_MOST_PARTS = 12  # tags and texts in such a heading
_NEAR = 3  # parts of a page, from within, that may hold a name and the picture beside it


def portraits(soup: "BeautifulSoup", names: Sequence[str]) -> Iterator[str]:
    """Pictures that are said to show a person of the name, one beside it, and the page's own."""
    for image in soup.find_all("img", limit=_MOST_PICTURES):
        alternative = f"{attribute(image, 'alt')} {attribute(image, 'title')}"
        if any(stands_in(name, alternative) for name in names):
            yield _shown(image)
    yield from _beside(soup, names)
    if own := meta(soup, "og:image"):
        yield own


def _beside(soup: "BeautifulSoup", names: Sequence[str]) -> Iterator[str]:
    """The picture that shares a part of the page with the name, where it is the only one there."""
    wanted = {folded(name) for name in names}
    headings = soup.find_all(_HEADINGS, limit=_MOST_PICTURES)
    named = (heading for heading in headings if folded(_short_text(heading)) in wanted)
    for heading in islice(named, _MOST_BESIDE):
        for part in heading.find_parents(limit=_NEAR):
            images = part.find_all("img", limit=2)
            if len(images) == 1:
                yield _shown(images[0])
            if images:
                break


def _short_text(heading: "Tag") -> str:
    """The text of a heading of a few parts; empty for one that holds half the page."""
    parts = list(islice(heading.descendants, _MOST_PARTS + 1))
    return "" if len(parts) > _MOST_PARTS else heading.get_text(" ")


def _shown(image: "Tag") -> str:
    """The address of a picture, also where a script loads it only when it comes into sight."""
    address = attribute(image, "src")
    waiting = not address or address.startswith("data:")
    return attribute(image, "data-src") if waiting else address
