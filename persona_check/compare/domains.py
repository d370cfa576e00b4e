"""How a mail domain relates to the domains that an institution is known to use."""

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from persona_check.compare import academic_domains
from persona_check.compare.look_alikes import imitates

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

__all__ = ["DomainRelation", "ascii_domain", "is_own_space", "registrable", "relate"]

_OWN_SPACE = re.compile(r"/~|/users?/|/personal/|/home(?:page)?s?/", re.IGNORECASE)


# Endings that registries give to institutions of learning alone.
_OF_LEARNING = re.compile(r"\.(?:edu|(?:edu|ac)\.[a-z]{2})$")


class DomainRelation(StrEnum):
    """What a domain is to the known ones."""

    SAME = "same"
    LOOK_ALIKE = "look_alike"
    OTHER = "other"


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


def relate(domain: str, known: Iterable[str]) -> tuple[DomainRelation, str | None]:
    """What ``domain`` is to the known domains, and to which of them.

    A domain that a list gives to an institution, or to a public mail service, imitates nobody.
    """
    own = registrable(domain)
    others = [registrable(other) for other in known]
    for other in others:
        if own == other:
            return DomainRelation.SAME, other
    if academic_domains.schools_at(own) or academic_domains.is_free_mail(own):
        return DomainRelation.OTHER, None
    whole = ascii_domain(domain) or domain.strip(". ").lower()
    for other in others:
        if imitates(whole, own, other, academic=_is_of_learning):
            return DomainRelation.LOOK_ALIKE, other
    return DomainRelation.OTHER, None


def _is_of_learning(domain: str) -> bool:
    """Whether an institution of learning holds the domain, or nobody else can have such a one."""
    return _OF_LEARNING.search(domain) is not None or academic_domains.is_academic(domain)
