"""The settings of one run, from options, environment and config file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

__all__ = ["Settings", "SourceSettings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSettings:
    """Settings of one source: another base address (mirror, test server), a key, an email address.

    ``key`` is a secret: it never reaches reports, bundles, the cache, logs or ``repr``.
    """

    base_url: str | None = None
    key: str | None = field(default=None, repr=False)
    contact_email: str | None = None


_PATHS = ("cache_dir", "replay", "save", "corpus", "faces_pack", "dns_replay")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one run.

    ``sources`` maps source ids to their settings; sources not listed use the defaults. An empty
    ``only_sources`` means all. With ``replay``, a bundle or folder, answers come only from there.
    ``save`` is the bundle to write. ``offline`` allows the cache and the corpus, but no network.
    ``max_requests`` limits the network requests of one check; ``timeout_s`` limits the time for
    all answers, ``request_timeout_s`` the time for one. ``as_of`` sets the clock (tests, replay).
    ``prior`` is the name of a preset or three shares (``0.9/0.05/0.05``); None means the bundle's
    prior on replay, otherwise ``default``. ``timestamp_url`` is the RFC 3161 service that
    time-stamps what is saved. ``language`` is that of drafts and letters (``en``, ``de`` …).
    """

    sources: Mapping[str, SourceSettings] = field(default_factory=dict)
    contact_email: str | None = None
    only_sources: frozenset[str] = frozenset()
    without_sources: frozenset[str] = frozenset()
    cache_dir: Path | None = None
    cache_max_age_days: float = 7.0
    offline: bool = False
    replay: Path | None = None
    save: Path | None = None
    timestamp_url: str | None = None
    corpus: Path | None = None
    faces_pack: Path | None = None
    dns_replay: Path | None = None
    max_requests: int = 60
    timeout_s: float = 60.0
    request_timeout_s: float = 15.0
    prior: str | None = None
    as_of: datetime | None = None
    language: str = "en"

    def __post_init__(self) -> None:
        """Accepts paths as text too."""
        for name in _PATHS:
            given = getattr(self, name)
            if isinstance(given, str):
                object.__setattr__(self, name, Path(given))

    def source(self, source_id: str) -> SourceSettings:
        """The settings of one source, with the contact address filled in."""
        own = self.sources.get(source_id, SourceSettings())
        return SourceSettings(
            base_url=own.base_url,
            key=own.key,
            contact_email=own.contact_email or self.contact_email,
        )

    def wants(self, source_id: str) -> bool:
        """Whether the user asked for (or did not exclude) this source."""
        if source_id in self.without_sources:
            return False
        return not self.only_sources or source_id in self.only_sources
