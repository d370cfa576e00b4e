"""Identifiers, pages and mail addresses as a claim document states them."""

from collections.abc import Callable, Iterator, Mapping

from persona_check.claimfile import values
from persona_check.claimfile.cursor import Cursor
from persona_check.model.claim import (
    Assertion,
    EmailAssertion,
    IdentifierAssertion,
    IdentifierScheme,
    LinkAssertion,
    LinkRole,
)

__all__ = ["email", "identifier", "links"]


def identifier(scheme: IdentifierScheme, example: str) -> Callable[..., Iterator[Assertion]]:
    """A reader of one scheme's identifiers, bare or as addresses."""

    def read(cursor: Cursor, _: Mapping[str, Cursor]) -> Iterator[Assertion]:
        words = cursor.text()
        identifier = values.bare_identifier(scheme, words)
        keep = cursor.document.lenient and len(words) <= 64 and words.isascii()
        if identifier is None and keep and "/" not in words:
            identifier = words  # nobody's identifier: a claimed item, for the checks to judge
        elif identifier is None:
            cursor.fail(f"“{words[:60]}” is not a valid {scheme} id", f"write it like {example}")
        elif scheme is IdentifierScheme.ORCID and not cursor.document.lenient:
            expected = values.orcid_check_digit(identifier[:-1].replace("-", ""))
            if identifier[-1] != expected:
                cursor.fail(
                    f"{identifier} is not a valid ORCID iD: its check digit is {identifier[-1]}, "
                    f"but should be {expected}",
                    "check it against the original: a digit is wrong, or two are swapped",
                )
        yield IdentifierAssertion(id="", origin=cursor.origin, scheme=scheme, identifier=identifier)

    return read


def links(role: LinkRole) -> Callable[..., Iterator[Assertion]]:
    """A reader of web addresses; those of known identity services become identifiers."""

    def read(cursor: Cursor, _: Mapping[str, Cursor]) -> Iterator[Assertion]:
        for item in cursor.items():
            words = item.text()
            url = values.web_address(words)
            if url is None:
                item.fail(
                    f"“{words[:60]}” is not a web address", "start it with http:// or https://"
                )
            known = values.identifier_in_address(url)
            if known and role is LinkRole.PROFILE:
                yield IdentifierAssertion(
                    id="", origin=item.origin, scheme=known[0], identifier=known[1]
                )
            else:
                yield LinkAssertion(id="", origin=item.origin, url=url, role=role)

    return read


def email(cursor: Cursor, _: Mapping[str, Cursor]) -> Iterator[Assertion]:
    """Mail addresses or domains."""
    for item in cursor.items():
        words = item.text()
        parts = values.split_mail(words)
        if parts is None:
            item.fail(
                f"“{words[:60]}” is not an email address", "write it like name@university.example"
            )
        yield EmailAssertion(id="", origin=item.origin, address=parts[0], domain=parts[1])
