"""Counted things in the words of a summary, one or many."""

__all__ = ["papers", "witnesses"]


def papers(count: int, verb: str) -> str:
    """“1 paper lists” or “12 papers list”, by the verb's plural."""
    return f"1 paper {verb}s" if count == 1 else f"{count} papers {verb}"


def witnesses(count: int) -> str:
    """“1 witness” or “22 witnesses”."""
    return "1 witness" if count == 1 else f"{count} witnesses"
