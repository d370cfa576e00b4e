"""What one run is told by options, environment and config file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

__all__ = ["Settings", "SourceSettings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSettings:
    """What one source is told: another base address (mirror, test server) and a key.

    ``key`` is a secret: it never reaches provenance, store, logs or ``repr``.
    """

    base_url: str | None = None
    key: str | None = field(default=None, repr=False)
    contact_email: str | None = None


_PATHS = ("cache_dir", "replay", "save", "corpus", "faces_pack", "dns_replay")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One run's settings.

    ``sources`` maps source ids to their settings (absent: defaults). ``only_sources`` empty means
    all. ``replay`` is a bundle or folder that alone answers; ``save`` the bundle to write;
    ``offline`` allows the cache and corpus but no network. ``max_requests`` bounds network requests
    of one check; ``timeout_s`` bounds collecting as a whole, ``request_timeout_s`` one request.
    ``as_of`` fixes the clock (tests, replay). ``prior`` is a preset's name or ``G/F/B`` shares;
    None is the bundle's on replay, else ``default``. ``timestamp_url`` is the RFC 3161 service
    that stamps what is saved.
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

    def __post_init__(self) -> None:
        """Takes paths as text too, as callers of a library like to give them."""
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
