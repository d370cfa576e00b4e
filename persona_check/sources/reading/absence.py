"""The words in which each service itself says that it holds no such record.

A 404 proves nothing: web filters, portals and parked domains send one too. Each rule below is the
body that the service was seen to send, or documents; whatever else comes with the status is the
answer of something else (see ``web.foreign``).
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import msgspec

from persona_check.web.base import Answer

__all__ = ["Absent", "in_json", "in_page", "in_text"]

Absent: TypeAlias = Callable[[Answer], bool]


def in_json(holds: Callable[[Mapping[str, Any]], bool]) -> Absent:
    """Where the body is a JSON object of which this holds."""

    def absent(answer: Answer) -> bool:
        try:
            body = msgspec.json.decode(answer.body)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return False
        return isinstance(body, dict) and holds(body)

    return absent


def in_text(words: str) -> Absent:
    """Where the body is these words and no others."""
    wanted = words.encode()
    return lambda answer: answer.body.strip() == wanted


def in_page(pattern: str) -> Absent:
    """Where the body is a page in which this stands, white space folded."""
    wanted = re.compile(pattern, re.IGNORECASE)

    def absent(answer: Answer) -> bool:
        text = answer.body[:16384].decode("utf-8", "replace")
        return wanted.search(" ".join(text.split())) is not None

    return absent
