"""What a check would ask first, and whom, without asking."""

from collections.abc import Iterator, Sequence

from persona_check.asking.collect import plan_lookups
from persona_check.asking.plan import MOST_PICTURES_ASKED, first_round
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
        yield "nothing: the claim holds no item that a usable source could be asked about"
    for exhibit in claim.exhibits:
        if exhibit.kind is ExhibitKind.MESSAGE and not _dns_is_given(settings):
            yield f"keys of the signatures in {plain(exhibit.file_name)}  →  the name servers"
    if settings.save is not None and settings.timestamp_url is not None and not settings.offline:
        yield f"sha256 of the bundle's manifest  →  {plain(public_url(settings.timestamp_url))}"
    showing = [source.id for source in usable if PictureAt in source.answers]
    if _shows_pictures(claim) and showing:
        most, readers = MOST_PICTURES_ASKED, ", ".join(showing)
        yield f"at most {most} pictures that those pages name  →  {readers}"
    yield "A second round asks for the works of whoever is found; the limits of requests hold."
    if settings.offline or settings.replay is not None:
        kept = "what was kept" if settings.replay is None else "the bundle"
        yield f"None of this leaves the machine: it is looked up in {kept} alone."
    for source in sources:
        state = source.availability()
        if settings.wants(source.id) and not state.usable:
            yield f"not asked: {source.id}" + (f" ({state.hint})" if state.hint else "")


def _shows_pictures(claim: Claim) -> bool:
    """Whether there is a photo to compare, and a page that may show another."""
    return all(
        any(isinstance(a, kind) for a in claim.assertions)
        for kind in (PhotoAssertion, LinkAssertion)
    )


def _dns_is_given(settings: Settings) -> bool:
    return settings.offline or settings.replay is not None or settings.dns_replay is not None
