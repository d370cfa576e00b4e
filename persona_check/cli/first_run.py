"""What a first run without any key or contact address has to do without, told once a machine."""

import contextlib
from pathlib import Path

from persona_check.files import write_private
from persona_check.settings import Settings

__all__ = ["lost_without_keys"]

_TOLD = "told-what-keys-change"
_WORDS = (
    "no key or contact address is set: OpenAlex allows few searches a day, Semantic Scholar mostly "
    "refuses, Crossref and Wikidata are slow; `persona-check sources` says where to get them free"
)


def lost_without_keys(settings: Settings) -> str | None:
    """The one line; None where something is set, nothing will be asked, or it was told before.

    That it was told is kept in the cache folder; without one, it is not told at all.
    """
    folder = settings.cache_dir
    keys = any(own.key or own.contact_email for own in settings.sources.values())
    if keys or settings.contact_email or settings.offline or settings.replay or folder is None:
        return None
    mark = Path(folder) / _TOLD
    if mark.exists():
        return None
    with contextlib.suppress(OSError):  # then it is told again next time
        mark.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_private(mark, b"")
    return _WORDS
