"""Whether a domain is made to pass for another one at a glance.

Domains come as labels of the DNS; "registrable" is what ``domains.registrable`` gives. What is
told apart: letters that look alike, a slip of the keyboard, another ending, words added, and the
real domain shown within a foreign one. Alumni, hospitals and the country offices of firms have
domains like their institution's, and are left alone.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files

__all__ = ["imitates"]

# Pairs and digits of ASCII that pass for a letter (what is seen in look-alike registrations).
_PASSES_FOR = (
    ("rn", "m"), ("vv", "w"), ("cl", "d"), ("0", "o"), ("1", "l"), ("i", "l"), ("3", "e"),
    ("5", "s"), ("8", "b"),
)  # fmt: skip
# Words that a look-alike adds to an institution's own label.
_ADDED = frozenset(
    "university univ uni edu college institute inst academic academia mail email webmail mails "
    "staff faculty research campus portal online official school dept department info net org com "
    "ac team office group lab my the login logon signin sso auth vpn secure security account "
    "accounts user users support help helpdesk service services server verify verification update "
    "admin web www id host global world international intl site link cloud contact".split()
)
# Units that a look-alike runs in with the label, as if a dot were lost ("csnorrvik.example").
_UNITS = frozenset("cs ee ece eecs cse math maths stat stats econ phys chem bio law eng".split())
# What institutions do have beside them under names like their own.
_KIN = frozenset(
    "alumni alumnus alum hospital hospitals health healthcare medicine medical med clinic clinics "
    "klinik klinikum spital hopital chu foundation press library museum ventures innovation "
    "innovations enterprise enterprises".split()
)
LEAST_LETTERS_TO_IMITATE = 3
# A label of this many letters is a name of its own; a shorter one stands in many words by chance.
LETTERS_OF_A_NAME = 5
EDITS_OF_A_TYPO = 1
LETTERS_OF_A_COUNTRY = 2


def imitates(domain: str, own: str, known: str, *, academic: Callable[[str], bool]) -> bool:
    """Whether ``domain``, of which ``own`` is registrable, imitates the registrable ``known``.

    ``academic`` says whether only institutions of learning can have a domain, or have it.
    """
    label, _, ends = own.partition(".")
    theirs, _, their_ends = known.partition(".")
    seen, meant = _letters(label), _letters(theirs)
    if _shows_whole(domain, own, known):
        return True
    if len(meant) < LEAST_LETTERS_TO_IMITATE:
        return False
    if label == theirs:
        return _is_another_ending(own, known, academic) or _shows_label(domain, own, known)
    if len(seen) < LEAST_LETTERS_TO_IMITATE:
        return _shows_label(domain, own, known)
    if _KIN & {*seen.split("-")} or any(seen == meant + word for word in _KIN):
        return False
    return (
        _bare(seen) == _bare(meant)
        or sorted(seen.split("-")) == sorted(meant.split("-"))
        or _shows_label(domain, own, known)
        or _runs_in(seen, meant, their_ends if academic(known) else "")
        or _is_a_slip(seen.replace("-", ""), meant.replace("-", ""), same_end=ends == their_ends)
    )


def _shows_whole(domain: str, own: str, known: str) -> bool:
    """Whether a foreign domain shows the whole known one within: norrvik.ac.uk.host.example."""
    shown, theirs = _tokens(domain), _tokens(known)
    inside = _places(shown, theirs)
    return bool(inside) and len(shown) > len(theirs) and not own.endswith("." + known)


def _shows_label(domain: str, own: str, known: str) -> bool:
    """Whether the known label stands in the domain with nothing but words that are easily added."""
    theirs, _, their_ends = known.partition(".")
    ends = own.partition(".")[2]
    front = domain.removesuffix("." + ends) if ends else domain
    endings = {_bare(word) for word in their_ends.split(".")}
    added = {_bare(word) for word in _ADDED} | endings
    shown, label = [_bare(t) for t in _tokens(front)], [_bare(t) for t in _tokens(theirs)]
    for at in _places(shown, label):
        rest = shown[:at] + shown[at + len(label) :]
        if not rest:
            continue
        if any(_bare(word) in rest for word in _KIN):
            return False
        after = shown[at + len(label)] if at + len(label) < len(shown) else ""
        foreign = [w for w in rest if w not in added and len(w) > LETTERS_OF_A_COUNTRY]
        if not foreign or after in endings:
            return True
        in_own_label = _places([_bare(t) for t in _tokens(own.partition(".")[0])], label)
        if in_own_label and len(theirs) >= LETTERS_OF_A_NAME:
            return True
    return False


def _runs_in(seen: str, meant: str, their_ends: str) -> bool:
    """Whether a word, a unit or the ending was run in with the label.

    ``their_ends`` is "" for firms, which do keep such names beside one in .ai or .io.
    """
    plain, label = _bare(seen), _bare(meant)
    ending = _bare(their_ends.replace(".", ""))
    endings = {ending, *(_bare(part) for part in their_ends.split("."))} - {""}
    added = {_bare(word) for word in _ADDED}
    if plain.startswith(label) and plain[len(label) :] in added | endings:
        return True
    return plain.endswith(label) and plain[: -len(label)] in added | _UNITS


def _is_another_ending(own: str, known: str, academic: Callable[[str], bool]) -> bool:
    """Whether the same label under another ending is likely another's.

    Institutions have a short and a long form in their country (.hk and .edu.hk), firms one in every
    country; endings that only institutions of learning get are no imitator's.
    """
    if own == known or academic(own):
        return False
    ends, theirs = own.rsplit(".", 1)[-1], known.rsplit(".", 1)[-1]
    if ends == theirs and len(ends) == LETTERS_OF_A_COUNTRY:
        return False
    of_a_country = {len(end) == LETTERS_OF_A_COUNTRY or end == "com" for end in (ends, theirs)}
    return academic(known) or of_a_country != {True}


def _is_a_slip(seen: str, meant: str, *, same_end: bool) -> bool:
    """Whether one letter was lost, added, changed or swapped; of short labels, doubled."""
    from rapidfuzz.distance import DamerauLevenshtein

    # numbered institutions are each other's neighbours, and many drop the u of "university"
    if re.sub(r"\d", "", seen) == re.sub(r"\d", "", meant):
        return False
    if "u" + seen == meant or "u" + meant == seen:
        return False
    if len(meant) < LETTERS_OF_A_NAME:
        doubled = {meant[:at] + meant[at] + meant[at:] for at in range(len(meant))}
        return same_end and seen in doubled
    return int(DamerauLevenshtein.distance(seen, meant)) <= EDITS_OF_A_TYPO


def _tokens(domain: str) -> list[str]:
    return [token for token in re.split(r"[.-]", _letters(domain)) if token]


def _places(shown: list[str], part: list[str]) -> list[int]:
    """Where ``part`` stands in ``shown``."""
    size = len(part)
    return [at for at in range(len(shown) - size + 1) if shown[at : at + size] == part]


@cache
def _letters(domain: str) -> str:
    """The domain in the Latin letters and digits that it looks like."""
    from anyascii import anyascii

    plain = unicodedata.normalize("NFKD", ".".join(map(_unicode, domain.split("."))))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return str(anyascii(bare.translate(_confusables()))).lower()


def _unicode(label: str) -> str:
    import idna

    try:
        return idna.decode(label) if label.startswith("xn--") else label
    except UnicodeError:
        return label


def _bare(letters: str) -> str:
    """Without hyphens, and with what passes for a letter as that letter."""
    for seen, meant in _PASSES_FOR:
        letters = letters.replace(seen, meant)
    return letters.replace("-", "")


@cache
def _confusables() -> dict[int, str]:
    lines = (files("persona_check.compare") / "confusables.txt").read_text("utf-8").splitlines()
    return dict(_pairs(line for line in lines if not line.startswith("#")))


def _pairs(lines: Iterable[str]) -> Iterable[tuple[int, str]]:
    for line in lines:
        meant, letters = line.split(" ", 1)
        for letter in letters:
            yield ord(letter), meant
