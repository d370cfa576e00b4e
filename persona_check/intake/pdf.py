"""The words of a PDF with their places on its pages."""

import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from persona_check.errors import ClaimError, UsageError
from persona_check.intake import pdf_worker
from persona_check.intake.reading import Given
from persona_check.intake.texts import within_bounds

__all__ = ["Link", "Page", "Word", "pages_of"]

_COMBINING = {
    "¨": "\u0308", "´": "\u0301", "`": "\u0300", "ˆ": "\u0302", "˜": "\u0303", "¸": "\u0327",
    "ˇ": "\u030c", "˚": "\u030a", "˘": "\u0306", "¯": "\u0304",
}  # fmt: skip
_ACCENT = re.compile(rf"([{''.join(_COMBINING)}])([A-Za-zı])")
_BULLETS = frozenset("\uf0b7\uf0a7\uf0d8\uf02d")  # of Word's symbol fonts
_REASONS = {
    "password": ("is protected by a password", "save it without a password"),
    "broken": ("is damaged, or not a PDF", "save or print it as PDF again"),
    "memory": ("needs more memory than any honest document", "print it as PDF again"),
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word, its box and baseline, in points from the page's upper left corner.

    ``font`` is a number without meaning, the same for words of one font.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    weight: int
    size: float
    font: int


@dataclass(frozen=True, slots=True)
class Link:
    """An address and the box behind which it lies."""

    address: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The words of a page in the order of the file."""

    width: float
    height: float
    words: tuple[Word, ...]
    links: tuple[Link, ...]


def pages_of(given: Given) -> tuple[tuple[Page, ...], int]:
    """The pages that were read, and how many there are.

    Raises ``ClaimError`` where the file is locked, broken, hostile, or a scan without text;
    ``UsageError`` where the library is not installed.
    """
    within_bounds(given)
    if find_spec("pypdfium2") is None:
        raise UsageError(
            "reading PDF needs the extra “intake”", "run: pip install 'persona-check[intake]'"
        )
    try:
        # S603 warns of commands made of others' words: this one is Python and our own script, and
        # the document comes to it as bytes on standard input
        ended = subprocess.run(  # noqa: S603
            [sys.executable, "-I", str(Path(pdf_worker.__file__))],
            input=given.content,
            capture_output=True,
            timeout=pdf_worker.MOST_SECONDS,
            check=False,
        )
        found: dict[str, Any] = (
            json.loads(ended.stdout) if ended.returncode == 0 else {"error": "memory"}
        )
    except subprocess.TimeoutExpired:
        raise ClaimError(
            "takes too long to read", "print it as PDF again", file=given.name
        ) from None
    except ValueError:
        found = {"error": "broken"}
    if "error" in found:
        message, hint = _REASONS.get(found["error"], _REASONS["broken"])
        raise ClaimError(message, hint, file=given.name)
    pages = tuple(
        Page(
            width=page["width"],
            height=page["height"],
            words=tuple(_words(page["words"])),
            links=tuple(Link(*link) for link in page["links"]),
        )
        for page in found["pages"]
    )
    if not any(page.words for page in pages):
        raise ClaimError(
            "contains no text, only pictures: it was scanned",
            "ask for the document itself, or run it through text recognition (OCR) first",
            file=given.name,
        )
    return pages, found["total"]


def _words(listed: Iterable[Sequence[Any]]) -> Iterator[Word]:
    for text, *more in listed:
        if clean := _clean(text):
            yield Word(clean, *more)


def _clean(text: str) -> str:
    """The word without icons, and with accents that stand before their letter on it.

    LaTeX's older fonts print "ü" as two signs.
    """
    text = _ACCENT.sub(
        lambda found: unicodedata.normalize("NFC", found[2] + _COMBINING[found[1]]), text
    )
    kept = (
        letter
        for letter in text
        if letter in _BULLETS or unicodedata.category(letter) not in {"Cc", "Co", "Cn", "Cs"}
    )
    return "".join(kept)
