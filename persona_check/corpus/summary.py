"""What a corpus holds, for a person to read."""

from collections.abc import Iterator
from pathlib import Path

from persona_check.corpus.lookup import Corpus
from persona_check.corpus.schema import SCHEMA_VERSION
from persona_check.corpus.store import read_meta

__all__ = ["summary"]

_MOST_VENUES = 25
_MOST_FILES = 20


def summary(path: Path) -> tuple[str, ...]:
    """Lines on works, imported files, and the largest venues with their years; not yet escaped.

    Raises:
        CorpusError: as ``Corpus``.
    """
    corpus = Corpus(path)
    try:
        return tuple(_lines(path, corpus))
    finally:
        corpus.close()


def _lines(path: Path, corpus: Corpus) -> Iterator[str]:
    yield (
        f"{path}: {corpus.works_count} works, schema {SCHEMA_VERSION}, "
        f"{path.stat().st_size / 1e6:.1f} MB"
    )
    yield f"digest {read_meta(path)['digest']}"
    imports = corpus.imports()
    yield ""
    yield f"imported files: {len(imports)}"
    for one in imports[:_MOST_FILES]:
        yield (
            f"  {one['name'][:60]}  {one['format']}  {one['works']} works, "
            f"{one['refused']} unreadable, dated {one['modified_at'][:10]}, "
            f"sha256 {one['sha256'][:12]}…"
        )
    if len(imports) > _MOST_FILES:
        yield f"  and {len(imports) - _MOST_FILES} more"
    yield ""
    yield "largest venues (works, years):"
    for venue, works, first, last in corpus.largest_venues(_MOST_VENUES):
        yield f"  {venue[:50]:<50} {works:>8}  {first}–{last}"
