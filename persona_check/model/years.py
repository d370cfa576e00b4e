"""Spans of years in words."""

__all__ = ["span_words"]


def span_words(first: int, last: int) -> str:
    """“2014–2018”, or “2014” where both ends are one year."""
    return str(first) if first == last else f"{first}–{last}"
