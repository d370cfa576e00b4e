"""Takes out of a reference what points to it: DOI, web address, numbers of databases."""

import re

from persona_check.expressions import Expression

__all__ = ["without_addresses"]

# What separates is taken from its first sign on: tried from each, thousands of commas take seconds.
_ADDRESS = Expression(
    r"(?<!\s)\s*+(?:available (?:at|from|online)|retrieved .{0,30}?from|url|link|doi"
    r"|accessed (?:on )?\d[\w ]*)?\s*:?\s*<?https?://\S+",
    re.IGNORECASE,
)
_BARE_DOI = Expression(
    r"(?<![\s,;(\[])[\s,;(\[]*+\b(?:doi|DOI)?\s*[:=]?\s*10\.\d{4,9}(?:\.\d+)*/\S+"
)
_NUMBER_OF_DATABASE = Expression(
    r"(?<![\s;,])[\s;,]*+\b(?:PMID|PMCID|PMC|arXiv)\s*:\s*[\w./]+(?:\s*\[[\w.-]+\])?"
)


def without_addresses(text: str) -> str:
    """Without DOI, web addresses and numbers of databases."""
    for what in (_ADDRESS, _BARE_DOI, _NUMBER_OF_DATABASE):
        text = what.sub("", text)
    return text.strip(" ,;")
