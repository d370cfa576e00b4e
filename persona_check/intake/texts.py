"""The text of a document of bytes, whatever program of whatever country wrote it."""

import codecs
import re

from persona_check.errors import ClaimError
from persona_check.intake.reading import Given

__all__ = ["MOST_BYTES", "MOST_TEXT_CHARS", "not_too_large", "text_of", "within_bounds"]

MOST_BYTES = 40_000_000
MOST_TEXT_CHARS = 2_000_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def within_bounds(given: Given) -> None:
    """Raises ``ClaimError`` where there is nothing, or more than any honest document has."""
    if not given.content.strip():
        raise ClaimError("is empty", "check that this is the right file", file=given.name)
    not_too_large(given)


def not_too_large(given: Given) -> None:
    """Raises ``ClaimError`` where it has more bytes than any honest document."""
    if len(given.content) > MOST_BYTES:
        raise ClaimError(
            f"is too large: {len(given.content) / 1e6:,.0f} MB, at most "
            f"{MOST_BYTES / 1e6:,.0f} MB allowed",
            "check that this is the right file",
            file=given.name,
        )


def text_of(given: Given) -> str:
    """Its text: UTF-8, UTF-16 with a mark, else Windows-1252; line ends as newlines."""
    within_bounds(given)
    content = given.content
    codec = next((codec for mark, codec in _MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(codec)
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    if len(text) > MOST_TEXT_CHARS:
        text = text[:MOST_TEXT_CHARS]
    return re.sub(r"\r\n?|\u2028|\u2029", "\n", text).replace("\0", "")
