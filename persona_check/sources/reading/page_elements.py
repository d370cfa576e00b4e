"""What all reading of a page rests on: attributes of its elements, and names in its text."""

import re
import unicodedata
from typing import TYPE_CHECKING

from persona_check.sources.reading.decoding import clipped, plain

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

__all__ = ["attribute", "folded", "meta", "stands_in"]

_MOST_IN_ATTRIBUTE = 2000
_WORD = re.compile(r"[^\W_]+")


def attribute(tag: "Tag", name: str) -> str:
    """An attribute as one text of at most 2,000 characters; empty where it is not there."""
    value = tag.get(name)
    text = " ".join(value) if isinstance(value, list) else str(value or "")
    return clipped(text, _MOST_IN_ATTRIBUTE)


def meta(soup: "BeautifulSoup", name: str) -> str | None:
    """What the first ``meta`` element of this property says."""
    for tag in soup.find_all("meta", attrs={"property": name}):
        return plain(attribute(tag, "content"))
    return None


def folded(text: str) -> str:
    """The words of a text without case and accents, each between two spaces."""
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text.casefold())
        if not unicodedata.combining(letter)
    )
    return " " + " ".join(_WORD.findall(bare)) + " "


def stands_in(name: str, text: str) -> bool:
    """Whether a name stands in a text, in its order or family name first."""
    parts = folded(name).split()
    if not parts:
        return False
    words = folded(text)
    turned = [parts[-1], *parts[:-1]]
    return any(f" {' '.join(order)} " in words for order in (parts, turned))
