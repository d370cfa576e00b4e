"""How a mail domain relates to the domains that an institution is known to use."""

import re
from collections.abc import Iterable
from enum import StrEnum

from persona_check.compare import academic_domains
from persona_check.compare.domains import ascii_domain, registrable
from persona_check.compare.look_alikes import imitates

__all__ = ["DomainRelation", "relate"]

# Endings that registries give to institutions of learning alone.
_OF_LEARNING = re.compile(r"\.(?:edu|(?:edu|ac)\.[a-z]{2})$")


class DomainRelation(StrEnum):
    """What a domain is to the known ones."""

    SAME = "same"
    LOOK_ALIKE = "look_alike"
    OTHER = "other"


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
