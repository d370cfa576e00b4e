"""The local corpus of a session: the database, what a bundle kept of it, or none."""

from typing import TYPE_CHECKING

from persona_check.settings import Settings

if TYPE_CHECKING:
    from persona_check.corpus.answers import RecordedCorpus
    from persona_check.corpus.source import LocalCorpus

__all__ = ["opened"]


def opened(settings: Settings, recorded: bytes | None) -> "LocalCorpus | RecordedCorpus | None":
    """The local corpus if one is used; in a replay, its ``recorded`` answers."""
    if not settings.wants("corpus"):
        return None
    own = settings.source("corpus")
    if settings.corpus is not None:
        from persona_check.corpus.source import LocalCorpus

        return LocalCorpus(own, settings.corpus)
    if recorded is None:
        return None
    from persona_check.corpus.answers import RecordedCorpus, read_answers

    return RecordedCorpus(own, read_answers(recorded))
