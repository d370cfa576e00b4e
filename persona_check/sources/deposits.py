"""Which registry a DOI belongs to, and which deposit a record repeats."""

import re

from persona_check.sources.decoding import upstream_of_work

__all__ = ["CROSSREF_PREFIXES", "arxiv_of_doi", "bare_arxiv", "upstream_of"]

_ARXIV_DOI = "10.48550/arxiv."
_ARXIV = re.compile(
    r"(?:arxiv:)?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?", re.IGNORECASE
)

# The largest members of Crossref by number of DOIs: what they assigned is asked of Crossref, and
# need not be asked of other registries and of indexes that copy it.
# fmt: off
CROSSREF_PREFIXES = frozenset({
    "10.1001", "10.1002", "10.1007", "10.1016", "10.1017", "10.1021", "10.1038", "10.1039",
    "10.1046", "10.1056", "10.1061", "10.1063", "10.1073", "10.1080", "10.1083", "10.1086",
    "10.1088", "10.1093", "10.1097", "10.1098", "10.1099", "10.1101", "10.1103", "10.1108",
    "10.1109", "10.1111", "10.1115", "10.1117", "10.1126", "10.1128", "10.1136", "10.1140",
    "10.1142", "10.1145", "10.1152", "10.1155", "10.1158", "10.1159", "10.1161", "10.1163",
    "10.1172", "10.1177", "10.1186", "10.1242", "10.1353", "10.1371", "10.1515", "10.1523",
    "10.1525", "10.2139", "10.2307", "10.3109", "10.3138", "10.3233", "10.3389", "10.3390",
    "10.4018", "10.4324", "10.5194", "10.7326", "10.7554", "10.7717",
})
# fmt: on


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
