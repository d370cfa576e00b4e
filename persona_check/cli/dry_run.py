"""What a check would ask first, and which sources, without asking."""

from collections.abc import Iterator, Sequence

from persona_check.asking.plan import MOST_PICTURES_ASKED, first_round, plan_lookups
from persona_check.model.claim import Claim, LinkAssertion, PhotoAssertion
from persona_check.model.exhibit import ExhibitKind
from persona_check.model.lookup import PictureAt
from persona_check.report.escaping import plain
from persona_check.settings import Settings
from persona_check.sources.base import Source
from persona_check.web.envelope import public_url

__all__ = ["preview"]


def preview(claim: Claim, sources: Sequence[Source], settings: Settings) -> str:
    """One line a query with the sources that would be asked, then those that cannot be."""
    return "".join(f"{line}\n" for line in _lines(claim, sources, settings))


def _lines(claim: Claim, sources: Sequence[Source], settings: Settings) -> Iterator[str]:
    usable = [source for source in sources if source.availability().usable]
    asked: dict[str, list[str]] = {}
    for query, source in plan_lookups(first_round(claim), usable, settings):
        asked.setdefault(str(query), []).append(source.id)
    for query_words, names in asked.items():
        yield f"{plain(query_words)}  →  {', '.join(names)}"
    if not asked:
        yield "nothing to ask: no usable source can check any part of this claim"
    for exhibit in claim.exhibits:
        if exhibit.kind is ExhibitKind.MESSAGE and not _dns_is_given(settings):
            yield f"signing keys for {plain(exhibit.file_name)}  →  DNS servers"
    if settings.save is not None and settings.timestamp_url is not None and not settings.offline:
        yield f"SHA-256 of the bundle's manifest  →  {plain(public_url(settings.timestamp_url))}"
    readers = ", ".join(source.id for source in usable if PictureAt in source.answers)
    if _shows_pictures(claim) and readers:
        yield f"up to {MOST_PICTURES_ASKED} pictures shown on these pages  →  {readers}"
    yield "A second round then asks for the works of the people found, within --max-requests."
    if settings.offline or settings.replay is not None:
        stored = "stored answers are" if settings.replay is None else "the bundle is"
        yield f"Nothing leaves this machine: only {stored} used."
    for source in sources:
        state = source.availability()
        if settings.wants(source.id) and not state.usable:
            yield f"not asked: {source.id}" + (f" ({state.hint})" if state.hint else "")


def _shows_pictures(claim: Claim) -> bool:
    """Whether there is a photo to compare, and a page that may show another."""
    return all(claim.all(kind) for kind in (PhotoAssertion, LinkAssertion))


def _dns_is_given(settings: Settings) -> bool:
    return settings.offline or settings.replay is not None or settings.dns_replay is not None
