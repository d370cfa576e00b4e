"""The one pattern of a DOI, and how people paste one."""

import html
import re
import unicodedata
from urllib.parse import unquote

from persona_check.expressions import Expression

__all__ = ["DOI_PATTERN", "doi_in", "only_doi", "pasted"]

# The prefix of a registrant is four to nine digits, and may be divided further (ISO 26324:
# "10.1000.10/123456"; Crossref, "DOIs and matching regular expressions", 2015); a suffix may hold
# anything but blanks.
DOI_PATTERN = r"10\.\d{4,9}(?:\.\d{1,9})*/\S+"
_DOI = Expression(rf"(?<![\d.]){DOI_PATTERN}")
_BEFORE = Expression(
    r"\W*(?:(?:digital object identifier|doi|urn|info|available at|https?)\b[\s:=/#.]*)*"
    r"(?:\S*[./]\S*[/=:])?",
    re.IGNORECASE,
)
_ADDRESS = Expression(r"(?:https?://|www\.|\b[\w-]+\.[a-z]{2,}/)\S*$", re.IGNORECASE)
_ASKED = Expression(r"[?&](?:[\w.-]{1,40}=|$).*|#(?:[A-Za-z]\S*)?$", re.DOTALL)
# publishers' addresses go on behind the DOI with the form that is shown
_FORM = Expression(
    r"/(?:abstract|full|full-text|fulltext|pdf|epdf|pdfdirect|html|epub|meta|summary|references"
    r"|citedby|supplementary-material)/?$",
    re.IGNORECASE,
)
_HYPHENS = Expression("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_UNSEEN = Expression("[\u00ad\u200b-\u200f\u2060\ufeff]")
_PAIRS = {")": "(", "]": "[", "}": "{", ">": "<"}
_MOST_DECODINGS = 3


def pasted(text: str) -> str:
    """The text with plain hyphens, letters and blanks, and nothing that cannot be seen.

    Word processors, PDF readers and web pages put in hyphens that do not break, soft hyphens,
    full-width letters and entities.
    """
    words = html.unescape(_UNSEEN.sub("", text))
    return _HYPHENS.sub("-", unicodedata.normalize("NFKC", words)).strip()


def doi_in(text: str) -> str | None:
    """The first DOI in a text or address, bare and in lower case; None where there is none."""
    found = _found(text)
    return found[1] if found else None


def only_doi(text: str) -> str | None:
    """The DOI, where the text is a DOI or its address and nothing else."""
    words = re.sub(r"(?<=\d)\s*/\s*", "/", pasted(text), count=1)
    found = _found(words)
    return found[1] if found and _BEFORE.fullmatch(found[0]) and not found[2] else None


def _found(text: str) -> tuple[str, str, str] | None:
    """What stands before the first DOI, the DOI, and what stands behind it."""
    words = pasted(text)
    for _ in range(_MOST_DECODINGS):
        encoded = re.search(r"%[0-9A-Fa-f]{2}", words)
        found = _DOI.search(words)
        if not encoded or (found and "%" not in found.group()):
            break
        # a sign that belongs to the DOI comes encoded; what asks for more does not
        words = unquote(_without_question(words))
    found = _DOI.search(words)
    if not found:
        return None
    before, doi = words[: found.start()], found.group()
    if _ADDRESS.search(before) or re.search(r"\?[\w.-]{1,40}=", doi):
        doi = _FORM.sub("", _without_question(doi))
    behind = words[found.end() :].strip(" .,;)]}>\"'”’»")
    return before, _without_end(doi).lower(), behind


def _without_question(words: str) -> str:
    # SICI identifiers end in a check sign, which may be "#"
    return words if words.endswith("CO;2-#") else _ASKED.sub("", words)


def _without_end(doi: str) -> str:
    """Without the full stop, quotes and brackets of the sentence around it."""
    while doi:
        last = doi[-1]
        opening = _PAIRS.get(last)
        unpaired = opening is not None and doi.count(last) > doi.count(opening)
        if not (unpaired or last in ".,;:!?/\"'”’»…*" or doi.endswith("&")):
            break
        doi = doi[:-1]
    return doi
