"""Email addresses as they are printed, and what their spelling shows of their holder."""

import re
from collections.abc import Iterable

from anyascii import anyascii

from persona_check.compare.domains import ascii_domain

__all__ = ["addresses_in", "given_to_outsiders", "plain_address", "shows_name"]

MOST_CHARACTERS = 4_000
LEAST_LETTERS_OF_A_NAME = 4
LETTERS_OF_A_SHORTENED_NAME = 5
_PRINTED = re.compile(r"[\w.+'-]{1,64}@(?:[\w-]{1,63}\.){1,6}[^\W\d_][\w-]{1,62}")
# Institutions give such addresses to people who are no longer, or never were, on their staff.
_OUTSIDE_HOST = re.compile(r"(?:^|\.)(?:alum\w*|students?|stud|ex|guests?|visitors?|retiree)\.")
_OUTSIDE_NAME = re.compile(
    r"(?:^|[._+-])(?:alum(?:n\w*|s)?|students?|stud|guests?|gast|visit(?:or|ing)?s?|"
    r"ext(?:ern\w*)?|temp|contractor)"
    r"\d*(?=$|[._+-])"
)


def plain_address(address: str) -> str:
    """The address as two mailboxes are compared: lower case, the domain in A-labels."""
    local, _, domain = address.strip().rpartition("@")
    return f"{local.lower()}@{ascii_domain(domain)}"


def addresses_in(text: str) -> tuple[str, ...]:
    """The addresses in a printed line ("Electronic address: a.b@c.example."), plain, in order."""
    found = _PRINTED.findall(text[:MOST_CHARACTERS]) if "@" in text else ()
    plain = (plain_address(address.lstrip(".'-")) for address in found)
    return tuple(dict.fromkeys(address for address in plain if not address.endswith("@")))


def given_to_outsiders(address: str) -> bool:
    """Whether the address is of a kind that institutions give to students, guests and alumni."""
    local, _, domain = address.lower().rpartition("@")
    return bool(_OUTSIDE_HOST.search(domain) or _OUTSIDE_NAME.search(local))


def shows_name(address: str, names: Iterable[str]) -> bool:
    """Whether the local part of the address shows one of the names."""
    local = anyascii(address.casefold().rpartition("@")[0]).casefold()
    parts = set(re.findall(r"[a-z]+", local))
    together = "".join(re.findall(r"[a-z]+", local))
    for name in names:
        words = re.findall(r"[a-z]+", anyascii(name).casefold())
        if parts & {word for word in words if len(word) > 1}:
            return True
        if any(word in together for word in words if len(word) >= LEAST_LETTERS_OF_A_NAME):
            return True
        if any(
            word[:LETTERS_OF_A_SHORTENED_NAME] in together
            for word in words
            if len(word) > LETTERS_OF_A_SHORTENED_NAME
        ):
            return True
    return False
