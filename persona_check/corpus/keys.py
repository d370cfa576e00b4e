"""The 64-bit keys under which names, titles, identifiers and organisations are found."""

from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise

from persona_check.compare import affiliation_lines, names, titles

__all__ = [
    "hashed",
    "name_hashes",
    "name_hashes_asked",
    "organization_hash",
    "title_hashes",
    "title_pair_hashes",
    "title_words",
    "unit_hashes",
]

MOST_PAIRS = 40


def hashed(text: str) -> int:
    """The same 64 bits on every machine and in every version."""
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big")


@lru_cache(maxsize=100_000)
def name_hashes(name: str) -> tuple[int, ...]:
    """Those under which a printed name is kept, one for each reading."""
    return tuple(sorted(hashed(f"n:{key}") for key in names.keys(name)))


def name_hashes_asked(name: str) -> tuple[int, ...]:
    """Those under which all names stand that are compatible with this one."""
    return tuple(sorted(hashed(f"n:{key}") for key in names.keys_asked(name)))


@lru_cache(maxsize=100_000)
def organization_hash(organization: str) -> int:
    """That under which an organisation is kept, however its name is abbreviated."""
    return hashed(f"h:{' '.join(sorted(affiliation_lines.organization_words(organization)))}")


@lru_cache(maxsize=100_000)
def unit_hashes(unit: str) -> tuple[int, ...]:
    """Those of the words that say what a unit is about."""
    return tuple(sorted(hashed(f"u:{word}") for word in affiliation_lines.subject(unit)))


def title_words(title: str) -> list[str]:
    """The title's words as compared."""
    return titles.key(title).split()


def title_hashes(title: str) -> tuple[int, ...]:
    """Of the whole title, then of what stands before a subtitle; spaces do not count."""
    whole = titles.key(title).replace(" ", "")
    if not whole:
        return ()
    found = {hashed(f"t:{whole}"): None}
    for main in titles.main_titles(title):
        found[hashed(f"t:{titles.key(main).replace(' ', '')}")] = None
    return tuple(found)


def title_pair_hashes(title: str) -> tuple[int, ...]:
    """Of each two neighbouring words: most survive a slip of the pen."""
    words = title_words(title)
    pairs = dict.fromkeys(pairwise(words))
    return tuple(hashed(f"p:{a} {b}") for a, b in list(pairs)[:MOST_PAIRS])
