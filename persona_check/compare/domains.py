"""Which part of a domain somebody registered, and how domains are written the same way."""

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

__all__ = ["ascii_domain", "is_own_space", "registrable"]

_OWN_SPACE = re.compile(r"/~|/users?/|/personal/|/home(?:page)?s?/", re.IGNORECASE)


@cache
def _suffixes(top: str) -> "PublicSuffixList":
    """The list's rules for one top-level domain, of which most have few; all rules take 0.1 s."""
    from publicsuffixlist import PSLFILE, PublicSuffixList

    if not top.isascii() or top.startswith("xn--"):
        return PublicSuffixList()
    rules = Path(PSLFILE).read_text("utf-8").splitlines()
    return PublicSuffixList([rule for rule in rules if rule.rsplit(".", 1)[-1] == top])


def ascii_domain(domain: str) -> str:
    """The domain in lower-case A-labels by IDNA 2008, which keeps ß and final ς; "" if it is none.

    What IDNA 2008 forbids and IDNA 2003 allowed (signs, emoji) is written by the older rules:
    such domains exist.
    """
    import idna

    plain = domain.strip(" .\u3002\uff0e\uff61\t").lower()
    if not plain.isascii():
        try:
            plain = idna.encode(plain, uts46=True).decode("ascii")
        except UnicodeError:
            try:
                plain = plain.encode("idna").decode("ascii")
            except UnicodeError:
                return ""
    return plain if re.fullmatch(r"[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})+", plain) else ""


def registrable(domain: str) -> str:
    """The part that somebody registered ("mail.norrvik.ac.uk" gives "norrvik.ac.uk").

    By the Public Suffix List that the library carries; an unlisted ending counts as a suffix.
    """
    plain = ascii_domain(domain) or domain.strip(". ").lower()
    return _suffixes(plain.rsplit(".", 1)[-1]).privatesuffix(plain) or plain


def is_own_space(url: str) -> bool:
    """Whether an address is a home that an institution hosts and does not write: ~name, /users/."""
    return _OWN_SPACE.search(urlsplit(url).path) is not None
