"""The bylines of works that may be the claimed person's own."""

from collections.abc import Iterable, Iterator

from persona_check.compare import names
from persona_check.model.claim import Claim
from persona_check.model.record import Authorship, WorkRecord

__all__ = ["fit_of_claimed", "may_be_claimants", "own_bylines", "own_identifiers", "own_places"]


def may_be_claimants(claim: Claim, *printed: str) -> bool:
    """Whether one of the printed names is compatible with one that the claim gives."""
    return fit_of_claimed(claim, *printed).verdict is names.NameVerdict.COMPATIBLE


def fit_of_claimed(claim: Claim, *printed: str) -> names.NameComparison:
    """The best fit between a name that the claim gives and a printed form of one byline."""
    return names.best(claim.names, printed)


def own_bylines(
    claim: Claim, works: Iterable[WorkRecord]
) -> Iterator[tuple[WorkRecord, Authorship]]:
    """Each work with those of its authors whose name fits the claim, in order."""
    for work in works:
        for author in work.authors:
            if may_be_claimants(claim, *author.names):
                yield work, author


def own_places(claim: Claim, works: Iterable[WorkRecord]) -> list[str]:
    """The affiliations that these bylines print, in order, repeated as printed."""
    return [place for _, author in own_bylines(claim, works) for place in author.affiliations]


def own_identifiers(claim: Claim, works: Iterable[WorkRecord]) -> frozenset[str]:
    """The identifiers under which these bylines stand, ``scheme:value`` as a claim gives them."""
    return frozenset(
        f"{scheme}:{value}"
        for _, author in own_bylines(claim, works)
        for scheme, value in (("orcid", author.orcid), ("scholar", author.scholar_id))
        if value
    )
