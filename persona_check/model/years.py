"""Spans of years in words."""

__all__ = ["span", "span_words"]


def span_words(first: int, last: int) -> str:
    """“2014–2018”, or “2014” where both ends are one year."""
    return str(first) if first == last else f"{first}–{last}"


def span(start: int | None, end: int | None, *, current: bool) -> str:
    """A span of years in brackets after a blank, " (2015–today)"; nothing where none is known."""
    if start is None and end is None:
        return ""
    if start == end:
        return f" ({start})"
    last = "today" if current and end is None else (end if end is not None else "")
    return f" ({start if start is not None else ''}–{last})"
