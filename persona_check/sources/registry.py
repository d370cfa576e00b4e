"""All sources, in the order in which a report lists them."""

from persona_check.settings import Settings
from persona_check.sources.base import Source
from persona_check.sources.crossref import Crossref
from persona_check.sources.openalex import OpenAlex
from persona_check.sources.orcid import Orcid
from persona_check.sources.ror import Ror

__all__ = ["ALL_SOURCES", "build"]

ALL_SOURCES: tuple[type[Source], ...] = (
    OpenAlex,
    Crossref,
    Orcid,
    Ror,
)


def build(settings: Settings) -> tuple[Source, ...]:
    """The sources that the user wants, each with its settings."""
    return tuple(
        source(settings.source(source.id)) for source in ALL_SOURCES if settings.wants(source.id)
    )
