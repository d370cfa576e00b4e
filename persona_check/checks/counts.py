"""Counted things in the words of a summary, one or many."""

__all__ = ["papers", "some_of", "witnesses"]


def papers(count: int, verb: str) -> str:
    """“1 paper lists” or “12 papers list”, by the verb's plural."""
    return f"1 paper {verb}s" if count == 1 else f"{count} papers {verb}"


def witnesses(count: int) -> str:
    """“1 witness” or “22 witnesses”."""
    return "1 witness" if count == 1 else f"{count} witnesses"


def some_of(some: int, count: int, whole: str) -> str:
    """How many of a number of things: “3 of the 4 papers”, “both papers”, “all 4 papers”.

    ``whole`` names them with their number, “4 papers”; a single one without, “paper”.
    """
    if count == 1:
        return f"the {whole}"
    if some < count:
        return f"{some} of the {whole}"
    return f"both {whole.removeprefix('2 ')}" if count == 2 else f"all {whole}"
