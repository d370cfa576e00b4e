"""What somebody typed or pasted where a person was asked for: a name, a file, an address, an iD."""

import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qs, unquote, urlsplit

from persona_check.claimfile.references import read_reference
from persona_check.claimfile.values import (
    KEY_OF_SCHEME,
    bare_doi,
    bare_identifier,
    identifier_in_address,
    split_mail,
    web_address,
)
from persona_check.errors import UsageError
from persona_check.expressions import Expression
from persona_check.intake.reading import Item, ReadClaim
from persona_check.model.claim import IdentifierScheme

__all__ = ["Argument", "Kind", "recognised"]


class Kind(StrEnum):
    """What an argument is taken for."""

    NAME = "name"
    FILE = "file"
    STANDARD_INPUT = "standard input"
    TEXT = "pasted text"
    PAGE = "web page"
    PERSON = "identifier"
    WORK = "work"


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """What it is, and what it says itself: ``read`` holds an identifier, a mail, a work.

    ``words`` is the argument, of a page its address with a scheme. ``hint`` tells of something
    that looks odd, such as a name with digits.
    """

    kind: Kind
    words: str
    read: ReadClaim | None = None
    hint: str | None = None


# Endings under which documents come; what has one and is no file there is a slip, never a name.
_SUFFIXES = frozenset(
    (
        "eml emlx mbox msg mht pdf docx doc odt rtf txt text html htm xhtml md markdown tex latex "
        "bib bibtex ris nbib enw json jsonl ndjson csl yaml yml toml csv tsv tab xlsx xls xlsm ods "
        "numbers pages vcf cff zip jpg jpeg png webp gif heic tif tiff ppt pptx"
    ).split()
)
_TILDE = Expression(r"~(?P<name>[^\W\d_][\w'’.\-]*(?:_[\w'’.\-]+)+?)(?P<number>\d+)")
_LOGIN = Expression(r"@[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})")
_FEDIVERSE = Expression(r"@?(?P<user>[\w.-]+)@(?P<host>[\w-]+(?:\.[\w-]+)+)")
_HOST = Expression(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,24}(?::\d{1,5})?(?:[/?#]\S*)?")
_SCHEMED = Expression(r"(?P<scheme>[a-z]{4,16}):\s*(?P<rest>\S+)", re.IGNORECASE)
_SCHEMES = {scheme.value: scheme for scheme in IdentifierScheme} | {
    "semantic_scholar": IdentifierScheme.SEMANTIC_SCHOLAR,
    "s2": IdentifierScheme.SEMANTIC_SCHOLAR,
}
_PATH = Expression(r"(?:\.{1,2}|~)?[/\\]|[A-Za-z]:[/\\]")
_SHOWN_MAIL = Expression(r"[“\"']?(?P<name>[^<>@]*?)[”\"']?\s*<\s*(?P<mail>[^<>\s]+@[^<>\s]+)\s*>")
_LINKEDIN = "open the profile, choose “More”, “Save to PDF”, and give that file"
_LONGEST_NAME_WORDS = 8


def recognised(
    words: str, *, is_file: Callable[[str], bool], beside: Callable[[str], Iterable[str]]
) -> Argument:
    """What the argument is; pure but for the two questions about files.

    ``beside`` gives the names of the files in the folder of a path. Raises ``UsageError`` for a
    file that is not there, and for addresses that nobody can read (LinkedIn).
    """
    text = words.strip()
    if text == "-":
        return Argument(kind=Kind.STANDARD_INPUT, words="-")
    if "\n" in text:
        return Argument(kind=Kind.TEXT, words=words)
    if text and is_file(words):
        return Argument(kind=Kind.FILE, words=words)
    found = _mail(text) or _identifier(text) or _work(text)
    if found is not None:
        return found
    missing = _is_path(text)
    if not missing and (page := _page(text)) is not None:
        return page
    if missing:
        raise _no_such_file(text, beside)
    if (cited := _cited(text)) is not None:
        return cited
    return Argument(kind=Kind.NAME, words=words, hint=_oddity(text))


def _claim(form: str, *items: tuple[str, str]) -> ReadClaim:
    return ReadClaim(form=form, items=tuple(Item(key=key, value=value) for key, value in items))


def _mail(text: str) -> Argument | None:
    if shown := _SHOWN_MAIL.fullmatch(text):
        named = [("name", shown["name"])] if shown["name"] else []
        read = _claim("mail address", *named, ("email", shown["mail"]))
        return Argument(kind=Kind.PERSON, words=text, read=read)
    bare = re.sub(r"^mailto:", "", text, flags=re.IGNORECASE).partition("?")[0]
    if "@" in bare[1:] and "/" not in bare and not bare.startswith("@"):
        parts = split_mail(bare)
        if parts is not None and parts[0] is not None:
            return Argument(
                kind=Kind.PERSON, words=text, read=_claim("mail address", ("email", bare))
            )
    return None


def _identifier(text: str) -> Argument | None:
    if tilde := _TILDE.fullmatch(text):
        return _openreview(text, tilde["name"])
    if _LOGIN.fullmatch(text):
        return _of_scheme(IdentifierScheme.GITHUB, text[1:], text)
    if text.startswith("@") and (user := _FEDIVERSE.fullmatch(text)):
        address = f"https://{user['host']}/@{user['user']}"
        return Argument(kind=Kind.PAGE, words=address)
    if schemed := _SCHEMED.fullmatch(text):
        scheme = _SCHEMES.get(schemed["scheme"].casefold())
        if scheme and scheme is not IdentifierScheme.CORPUS and "//" not in text:
            bare = bare_identifier(scheme, schemed["rest"])
            if bare is not None:
                return _of_scheme(scheme, bare, text)
    if orcid := bare_identifier(IdentifierScheme.ORCID, text):
        return _of_scheme(IdentifierScheme.ORCID, orcid, text)
    for scheme, shape in (
        (IdentifierScheme.OPENALEX, r"[Aa]\d{6,12}"),
        (IdentifierScheme.WIKIDATA, r"[Qq]\d{2,12}"),
    ):
        if re.fullmatch(shape, text):
            return _of_scheme(scheme, text.upper(), text)
    return _profile(text)


def _profile(text: str) -> Argument | None:
    """The person whom the address of a known service means."""
    address = web_address(text) if "." in text and not re.search(r"\s", text) else None
    if address is None or "@" in text.partition("/")[0]:
        return None
    known = identifier_in_address(address)
    if known is not None:
        return _of_scheme(known[0], known[1], text)
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    if host == "linkedin.com" or host.endswith(".linkedin.com"):
        raise UsageError("LinkedIn shows its pages only to members", _LINKEDIN)
    if host == "openreview.net":
        for person in parse_qs(parts.query).get("id", ()):
            if tilde := _TILDE.fullmatch(unquote(person)):
                return _openreview(person, tilde["name"])
    if host == "orcid.org":
        raise UsageError(f"{text[:80]} holds no ORCID iD", "an iD looks like 0000-0002-1825-0097")
    return None


def _of_scheme(scheme: IdentifierScheme, identifier: str, text: str) -> Argument:
    read = _claim("identifier", (KEY_OF_SCHEME[scheme], identifier))
    return Argument(kind=Kind.PERSON, words=text, read=read)


def _openreview(tilde: str, name: str) -> Argument:
    read = _claim(
        "OpenReview id, which contains the name",
        ("name", name.replace("_", " ")),
        ("links", f"https://openreview.net/profile?id={tilde}"),
    )
    return Argument(kind=Kind.PERSON, words=tilde, read=read)


def _work(text: str) -> Argument | None:
    if " " not in text and (doi := bare_doi(text)):
        return Argument(kind=Kind.WORK, words=text, read=_claim("DOI", ("dois", doi)))
    return None


def _cited(text: str) -> Argument | None:
    """A whole reference pasted in place of a name: it is a work of somebody."""
    if len(text.split()) < _LONGEST_NAME_WORDS:
        return None
    read = read_reference(text)
    if read.is_title_alone or not (read.year or read.doi):
        return None
    return Argument(kind=Kind.WORK, words=text, read=_claim("reference", ("works", text)))


def _page(text: str) -> Argument | None:
    has_scheme = re.match(r"https?://", text, re.IGNORECASE)
    if not has_scheme and (not _HOST.fullmatch(text) or re.match(r"(?:[A-Z]\.)+", text)):
        return None  # "J.R. Example" and "A.B" are initials
    address = web_address(text)
    return Argument(kind=Kind.PAGE, words=address) if address else None


def _is_path(text: str) -> bool:
    if re.match(r"[a-z][a-z0-9+.-]*://", text, re.IGNORECASE):
        return False
    ending = text.rpartition(".")[2].casefold() if "." in text else ""
    return bool(_PATH.match(text)) or (ending in _SUFFIXES and "/" not in ending)


def _no_such_file(text: str, beside: Callable[[str], Iterable[str]]) -> UsageError:
    name = re.split(r"[/\\]", text)[-1]
    near = difflib.get_close_matches(name, list(beside(text))[:2000], n=1, cutoff=0.6)
    hint = f"did you mean “{near[0]}”?" if near else "check the path, or give the person's name"
    return UsageError(f"{text[:200]}: no such file", hint)


def _oddity(text: str) -> str | None:
    if any(letter.isdigit() for letter in text):
        return "a name with digits: if this is an identifier, see persona-check help intake"
    if len(text.split()) > _LONGEST_NAME_WORDS:
        return "a long name: to check a text, put it in a file or give it on standard input with -"
    return None
