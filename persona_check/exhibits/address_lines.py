"""The addresses in a line of a mail's headers, however the line was made."""

from collections.abc import Iterable
from email.utils import getaddresses

__all__ = ["addresses_in"]

# A list of recipients may be long; the parser of the standard library calls itself at each bracket.
LONGEST_LINE = 20_000


def addresses_in(lines: Iterable[str]) -> list[tuple[str, str]]:
    """Display name and address of each; none where the lines are made not to be read."""
    try:
        found = getaddresses([line[:LONGEST_LINE] for line in lines])
    except (RecursionError, ValueError, IndexError):
        return []
    return [(name, address) for name, address in found if "@" in address]
