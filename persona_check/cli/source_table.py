"""Which sources can be asked now, which not and how to fix it, and what is left to spend."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from persona_check.asking.self_check import Checkup, Health
from persona_check.report.escaping import plain
from persona_check.settings import Settings
from persona_check.sources.base import Source
from persona_check.web.broken_sources import read_broken
from persona_check.web.budget import Ledger
from persona_check.web.cache import CacheFolder

__all__ = ["source_table"]

_MARKS = {
    Health.WORKS: "works",
    Health.BROKEN: "broken",
    Health.UNAVAILABLE: "no answer",
    Health.NOT_TESTED: "not tested",
}


def source_table(
    sources: Sequence[Source],
    settings: Settings,
    checkups: Sequence[Checkup] = (),
    *,
    at: datetime,
) -> str:
    """A line a source with its state and the reason, one with the remedy; then the cache."""
    return "".join(
        f"{line.rstrip()}\n"
        for line in _lines(sources, settings, {c.source: c for c in checkups}, at)
    )


def _lines(
    sources: Sequence[Source], settings: Settings, checkups: Mapping[str, Checkup], at: datetime
) -> Iterator[str]:
    ledger = Ledger(settings.cache_dir, lambda: at.astimezone(UTC))
    broken = read_broken(settings.cache_dir, at=at)
    width = max((len(source.id) for source in sources), default=0)
    for source in sources:
        state, detail, hint = _state(source, settings, checkups.get(source.id), broken)
        own = settings.source(source.id)
        notes = [detail] if detail else []
        if own.key and (allowance := source.traits.allowance) is not None:
            notes.append(str(ledger.budget(source.id, allowance, key=True)))
        if own.base_url:
            notes.append("custom address")
        if own.key:
            notes.append("key set")
        yield f"{source.id:<{width}}  {state:<10}  {plain('; '.join(notes), 300)}"
        if hint:
            yield f"{'':<{width}}  {'':<10}  {plain(hint, 300)}"
    yield ""
    if settings.cache_dir is None:
        yield "cache: off"
    else:
        size = CacheFolder(settings.cache_dir).size()
        yield f"cache: {size.answers} answers, {size.size_bytes / 1e6:.1f} MB"


def _state(
    source: Source, settings: Settings, checkup: Checkup | None, broken: Mapping[str, str]
) -> tuple[str, str, str | None]:
    if not settings.wants(source.id):
        return "skipped", "by --source or --no-source", None
    if checkup is not None:
        return _MARKS[checkup.health], checkup.detail, checkup.hint
    availability = source.availability()
    if not availability.usable:
        reason = availability.reason.value.replace("_", " ") if availability.reason else ""
        return "unusable", reason, availability.hint
    if source.id in broken:
        return "skipped", broken[source.id], "test again: persona-check sources --self-check"
    return "usable", availability.note or "", availability.hint
