"""A saved run as the ground of another one: its answers, its circumstances, what has changed."""

from dataclasses import replace

from persona_check import __version__
from persona_check.casefile import layout
from persona_check.casefile.bundle import Bundle
from persona_check.settings import Settings
from persona_check.web.recorded import Recorded
from persona_check.weighing.table import load, shipped

__all__ = ["as_recorded", "recorded_in", "replay_notes"]


def recorded_in(bundle: Bundle) -> Recorded:
    """The answers of a bundle, which alone answer in a replay."""
    return Recorded(as_of=bundle.as_of, envelopes=bundle.envelopes, outcomes=bundle.outcomes)


def as_recorded(settings: Settings, bundle: Bundle) -> Settings:
    """The settings with which a bundle is to be replayed.

    Base addresses are those with which it was made, and so are the sources to ask and the prior
    where the user names none.
    """
    sources = {
        source: replace(settings.source(source), base_url=bundle.base_urls.get(source))
        for source in {*settings.sources, *bundle.base_urls}
    }
    settings = replace(settings, sources=sources)
    made = bundle.circumstances
    if made is None:
        return settings
    if not settings.only_sources and not settings.without_sources:
        settings = replace(
            settings,
            only_sources=frozenset(made.only_sources),
            without_sources=frozenset(made.without_sources),
        )
    return replace(settings, prior=settings.prior or made.prior)


def replay_notes(bundle: Bundle) -> tuple[str, ...]:
    """What a replayed report must say: that it was not made as the saved one was."""
    notes = []
    kept = bundle.files.get(layout.CALIBRATION)
    if kept is not None and kept != shipped():
        made = bundle.circumstances.calibration_id if bundle.circumstances else None
        notes.append(
            f"Replayed with calibration {load().id}; the bundle was made with "
            f"{made or 'another one'}, so confidence and verdict may differ from the saved report."
        )
    if kept is not None and bundle.tool_version != __version__:
        notes.append(
            f"Replayed with persona-check {__version__}; the bundle was made with "
            f"{bundle.tool_version or 'an unknown version'}, "
            "which may read some answers differently."
        )
    return tuple(notes)
