"""The one pattern of an ORCID iD, and its check digit."""

import re
from urllib.parse import unquote

from persona_check.compare.doi import pasted

__all__ = ["ORCID_PATTERN", "bare_orcid", "has_valid_check_digit"]

ORCID_PATTERN = r"(\d{4})-(\d{4})-(\d{4})-(\d{3}[\dX])"
_PASTED = re.compile(
    r"[\W_]*(?:(?:orcid)?[\s-]*(?:id)?[\s:=#]*)?"
    r"(?:(?:https?:/*)?(?:[\w-]+\.)*orcid\.org\b\S*?)?[\W_]*"
    r"(\d{4})[\s-]*(\d{4})[\s-]*(\d{4})[\s-]*(\d{3}[\dX])"
    r"(?:[/?#&]\S*)?\W*",
    re.IGNORECASE,
)


def bare_orcid(text: str) -> str | None:
    """The iD as ``0000-0002-1825-0097``, as people paste it or its address; None for others.

    Hyphens of any kind or none, brackets around it, a full stop behind it, the address of the
    owner's own page (``my-orcid?orcid=…``) and "ORCID iD:" before it are forgiven.
    """
    match = _PASTED.fullmatch(pasted(unquote(text)))
    return "-".join(match.groups()).upper() if match else None


def has_valid_check_digit(orcid: str) -> bool:
    """Whether the last character is the ISO 7064 11,2 check digit of the others.

    Source: support.orcid.org, "Structure of the ORCID Identifier" (read November 2026).
    """
    digits = orcid.replace("-", "")
    if not re.fullmatch(r"\d{15}[\dX]", digits):
        return False
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return digits[-1] == ("X" if check == 10 else str(check))
