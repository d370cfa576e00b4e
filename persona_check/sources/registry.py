"""All sources, in the order in which a report lists them."""

from collections.abc import Mapping
from types import MappingProxyType

from persona_check.model.traits import Traits
from persona_check.settings import Settings
from persona_check.sources.arxiv import Arxiv
from persona_check.sources.base import Source
from persona_check.sources.crossref import Crossref
from persona_check.sources.datacite import DataCite
from persona_check.sources.dblp import Dblp
from persona_check.sources.europe_pmc import EuropePmc
from persona_check.sources.github import GitHub
from persona_check.sources.google_scholar import GoogleScholar
from persona_check.sources.openalex import OpenAlex
from persona_check.sources.orcid import Orcid
from persona_check.sources.pages import Homepage
from persona_check.sources.pubmed import PubMed
from persona_check.sources.rdap import Rdap
from persona_check.sources.ror import Ror
from persona_check.sources.semantic_scholar import SemanticScholar
from persona_check.sources.wayback import Wayback
from persona_check.sources.wikidata import Wikidata

__all__ = ["ALL_SOURCES", "TRAITS", "build"]

ALL_SOURCES: tuple[type[Source], ...] = (
    OpenAlex,
    Crossref,
    Orcid,
    Ror,
    SemanticScholar,
    Dblp,
    Arxiv,
    DataCite,
    EuropePmc,
    PubMed,
    Wikidata,
    GitHub,
    GoogleScholar,
    Homepage,
    Wayback,
    Rdap,
)

# by source id, for rules that ask what the word of a source is worth
TRAITS: Mapping[str, Traits] = MappingProxyType(
    {source.id: source.traits for source in ALL_SOURCES}
)


def build(settings: Settings) -> tuple[Source, ...]:
    """The sources that the user wants, each with its settings."""
    return tuple(
        source(settings.source(source.id)) for source in ALL_SOURCES if settings.wants(source.id)
    )
