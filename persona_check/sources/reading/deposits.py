"""Which deposit a record repeats."""

import re

from persona_check.sources.reading.decoding import upstream_of_work

__all__ = ["arxiv_of_doi", "bare_arxiv", "upstream_of"]

_ARXIV_DOI = "10.48550/arxiv."
_ARXIV = re.compile(
    r"(?:arxiv:)?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?", re.IGNORECASE
)


def arxiv_of_doi(doi: str | None) -> str | None:
    """The arXiv identifier behind a DOI that arXiv assigned; None for any other."""
    if doi is None or not doi.lower().startswith(_ARXIV_DOI):
        return None
    return bare_arxiv(doi[len(_ARXIV_DOI) :])


def bare_arxiv(text: str | None) -> str | None:
    """The arXiv identifier in a text, without version; None where there is none."""
    found = _ARXIV.search(text) if text else None
    return found.group(1).lower() if found else None


def upstream_of(doi: str | None, arxiv: str | None = None, *, otherwise: str) -> tuple[str, ...]:
    """The deposits that a record repeats; the index's own key where it names none."""
    return upstream_of_work(doi, arxiv_id=arxiv) or (otherwise,)
