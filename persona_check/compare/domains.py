"""How a mail domain relates to the domains that an institution is known to use."""

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

__all__ = ["DomainRelation", "ascii_domain", "is_own_space", "registrable", "relate"]

_OWN_SPACE = re.compile(r"/~|/users?/|/personal/|/home(?:page)?s?/", re.IGNORECASE)

# Characters and pairs that pass for another at a glance (Unicode TR 39, "confusables", and the
# substitutions seen in look-alike registrations).
_LOOKS_LIKE = (
    ("rn", "m"), ("vv", "w"), ("cl", "d"), ("0", "o"), ("1", "l"), ("i", "l"), ("3", "e"),
    ("5", "s"), ("8", "b"),
)  # fmt: skip
# Words that a look-alike adds to an institution's own label.
_ADDED = frozenset(
    "university univ uni edu college institute inst academic academia mail email staff faculty "
    "research alumni campus portal online official school dept department media press info net "
    "org ac team office group lab".split()
)
LEAST_LETTERS_TO_IMITATE = 3
# A label of this many letters is a name of its own; a shorter one stands in many words by chance.
LETTERS_OF_A_NAME = 5
EDITS_OF_A_TYPO = 1


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
    """What ``domain`` is to the known domains, and to which of them."""
    own = registrable(domain)
    whole = domain.strip(". ").casefold()
    others = [registrable(other) for other in known]
    for other in others:
        if own == other:
            return DomainRelation.SAME, other
    for other in others:
        if _wraps(whole, other) or _imitates(own, other):
            return DomainRelation.LOOK_ALIKE, other
    return DomainRelation.OTHER, None


def _wraps(domain: str, known: str) -> bool:
    """Whether a foreign domain shows the known one in front, as "norrvik.ac.uk.co" does."""
    label = _label(known)
    return len(label) >= LEAST_LETTERS_TO_IMITATE and (
        domain.startswith(known + ".")
        or (
            domain.startswith(label + ".")
            and not set(known.split(".")[1:]).isdisjoint(domain.split("."))
        )
        or domain.startswith(known.replace(".", "-"))
    )


def _imitates(domain: str, known: str) -> bool:
    label, theirs = _label(domain), _label(known)
    if len(theirs) < LEAST_LETTERS_TO_IMITATE:
        return False
    if label == theirs or _skeleton(label) == _skeleton(theirs):
        return True
    parts = set(label.split("-"))
    if theirs in parts and (parts - {theirs} <= _ADDED or len(theirs) >= LETTERS_OF_A_NAME):
        return True
    for added in _ADDED:
        if label in (theirs + added, added + theirs):
            return True
    return len(theirs) > LETTERS_OF_A_NAME and _distance(label, theirs) <= EDITS_OF_A_TYPO


def _label(domain: str) -> str:
    return domain.split(".", 1)[0]


def _skeleton(label: str) -> str:
    for seen, meant in _LOOKS_LIKE:
        label = label.replace(seen, meant)
    return label.replace("-", "")


def _distance(a: str, b: str) -> int:
    from rapidfuzz.distance import DamerauLevenshtein

    return int(DamerauLevenshtein.distance(a, b))
