"""A session checks many claims, which share request rates, connections, cache and corpus."""

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from persona_check import __version__
from persona_check.advice.next_steps import next_steps
from persona_check.asking.collect import collect
from persona_check.asking.foreign_pages import Sifted, StandIn, sifted
from persona_check.asking.plan import (
    FIRST_SHARE,
    deciding_round,
    first_round,
    narrowing_round,
    second_round,
)
from persona_check.casefile import layout, overrides
from persona_check.casefile.bundle import Bundle, read_bundle
from persona_check.casefile.claim import files_of
from persona_check.casefile.overrides import Override
from persona_check.casefile.replay import as_recorded, recorded_in, replay_notes
from persona_check.casefile.save import save
from persona_check.casefile.time_stamps import require_installed
from persona_check.checks.base import Check
from persona_check.checks.observing import left_of, observe
from persona_check.checks.registry import ALL_CHECKS, all_levels, if_wrong
from persona_check.corpus.opening import opened
from persona_check.dossier.coauthor_graph import ego_network
from persona_check.dossier.index import Dossier
from persona_check.dossier.people import resolve
from persona_check.errors import NotAssessedError, UsageError
from persona_check.exhibits.dns_keys import KeyRecords, key_records
from persona_check.exhibits.records import examined
from persona_check.model.claim import Claim
from persona_check.model.examination import PhotoRecord
from persona_check.model.exhibit import ExhibitKind
from persona_check.model.finding import Observation
from persona_check.model.lookup import BY_CHOICE, Found, Lookup, Query, Unavailable
from persona_check.model.record import PageRecord, PictureRecord, Record
from persona_check.model.report import Assessment, Report, Review
from persona_check.progress import Progress, SilentProgress
from persona_check.report.json_v1 import JsonV1
from persona_check.report.outages import common_failure
from persona_check.settings import Settings
from persona_check.sources.base import Source
from persona_check.sources.registry import TRAITS, build
from persona_check.web.base import RunClient
from persona_check.web.client import Client
from persona_check.web.http import open_network
from persona_check.web.network import Network
from persona_check.weighing.combine import combine
from persona_check.weighing.expected_change import expected_change
from persona_check.weighing.priors import DEFAULT, prior_named
from persona_check.weighing.table import Calibration, load

if TYPE_CHECKING:
    from persona_check.corpus.answers import RecordedCorpus
    from persona_check.corpus.source import LocalCorpus

__all__ = ["Session", "assess", "check", "gather", "observe"]

log = logging.getLogger(__name__)

R = TypeVar("R", bound=Record)

_NOBODY_ASKED = "No source was asked: this report rests on what was handed in, and on nothing else."


class Session:
    """Checks claims one after another or at the same time, within one event loop.

    All claims share request rates, Retry-After, connections, cached answers and money spent.
    ``shared`` is a folder through which other processes share these too (None: the cache folder).
    Limits on time and requests apply to each claim separately. ``network`` replaces the network
    (tests).
    """

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        shared: Path | None = None,
        network: Callable[[Settings], Network] | None = None,
    ) -> None:
        self._given = settings or Settings()
        self._opening = network or (lambda settings: open_network(settings, shared=shared))
        self._network: Network | None = None
        self._bundle: Bundle | None = None
        self._sources: tuple[Source, ...] = ()

    async def __aenter__(self) -> Self:
        """Reads the bundle to replay, if any.

        Raises:
            UsageError: the bundle cannot be read, the prior is unknown, or an extra is missing.
        """
        settings = self._given
        if settings.save is not None and settings.timestamp_url is not None:
            require_installed()
        if settings.replay is not None:
            self._bundle = read_bundle(settings.replay)
            settings = as_recorded(settings, self._bundle)
        prior_named(settings.prior or DEFAULT)  # a wrong one shows before anything is asked
        self._sources = build(settings)
        self._network = self._opening(settings)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Closes the connections."""
        if self._network is not None:
            await self._network.aclose()
            self._network = None

    async def look_up(self, queries: Sequence[Query]) -> tuple[Lookup, ...]:
        """What the sources answer, before there is a claim (whose iD is this?)."""
        if self._network is None:
            raise RuntimeError("open the session first: async with Session() as session")
        recorded = recorded_in(self._bundle) if self._bundle else None
        http = Client(self._network, progress=SilentProgress(), recorded=recorded)
        sources = self._sources
        return await collect(
            queries, sources, http, settings=http.settings, progress=SilentProgress()
        )

    async def check(
        self,
        claim: Claim,
        *,
        progress: Progress | None = None,
        set_aside: Sequence[Override] = (),
    ) -> Report:
        """The report on one claim.

        It does not count what a reviewer set aside, in ``set_aside`` or in the replayed bundle.

        Raises:
            NotAssessedError: no source answered.
            UsageError: a finding to set aside is not in the report.
        """
        if self._network is None:
            raise RuntimeError("open the session first: async with Session() as session")
        progress, bundle = progress or SilentProgress(), self._bundle
        http = Client(
            self._network,
            progress=progress,
            subjects=(claim.id, *claim.names),
            recorded=recorded_in(bundle) if bundle else None,
        )
        settings = http.settings
        corpus = opened(settings, bundle.files.get(layout.CORPUS_ANSWERS) if bundle else None)
        sources = (*((corpus,) if corpus else ()), *self._sources)
        keys = _key_records(claim, settings, bundle)
        kept = dict(files_of(claim)) if settings.save is not None else {}
        aside = overrides.merged(overrides.kept_in(bundle.files if bundle else {}), set_aside)
        try:
            found = await _gathered(claim, sources, http, settings=settings, progress=progress)
            lookups, instead = found.lookups, found.instead
            exhibits = examined(
                claim,
                as_of=http.as_of,
                resolve_txt=keys,
                faces_pack=settings.faces_pack,
                pictures=_records(lookups, PictureRecord),
            )
            for host in instead.hosts if instead and http.reaches_network else ():
                self._network.rates.reopen(host)
            if keys.answered:
                kept[layout.DNS_KEYS] = keys.to_json()
            report = assess(
                claim,
                lookups,
                exhibits,
                as_of=http.as_of,
                settings=settings,
                set_aside=aside,
                instead=instead,
            )
            applied = report.review.set_aside if report.review else ()
            report = replace(report, notes=(*report.notes, *overrides.notes(aside, applied)))
            if aside:
                kept[layout.OVERRIDES] = overrides.as_json(aside)
        except (NotAssessedError, UsageError):
            if settings.save is not None:
                await save(http, kept | _corpus_answers(corpus), progress)
            raise
        if settings.save is not None:
            kept[layout.REPORT] = JsonV1().render(report).encode("ascii")
            await save(http, kept | _corpus_answers(corpus), progress)
        if bundle is not None:
            notes = (*report.notes, *replay_notes(bundle))
            report = replace(report, notes=notes, decisions=bundle.decisions)
        return report


def check(
    claim: Claim,
    settings: Settings | None = None,
    *,
    progress: Progress | None = None,
    set_aside: Sequence[Override] = (),
) -> Report:
    """The report on one claim, from a session of its own; raises what ``Session.check`` raises.

    If an event loop is already running (in a notebook, for example), this blocks it until the
    report is ready; await ``Session.check`` instead.
    """

    async def once() -> Report:
        async with Session(settings) as session:
            return await session.check(claim, progress=progress, set_aside=set_aside)

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(once())
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(max_workers=1) as elsewhere:
        return elsewhere.submit(asyncio.run, once()).result()


def _corpus_answers(corpus: "LocalCorpus | RecordedCorpus | None") -> dict[str, bytes]:
    """What the corpus answered in this run, as a file of the bundle."""
    if corpus is None:
        return {}
    from persona_check.corpus.answers import kept

    return {layout.CORPUS_ANSWERS: kept(corpus.given)}


def _key_records(claim: Claim, settings: Settings, bundle: Bundle | None) -> KeyRecords:
    """Where the keys for email signatures come from; in a replay, from the bundle."""
    signed = any(exhibit.kind is ExhibitKind.MESSAGE for exhibit in claim.exhibits)
    return key_records(settings, bundle.files.get(layout.DNS_KEYS) if bundle and signed else None)


async def gather(
    claim: Claim,
    sources: Sequence[Source],
    http: RunClient,
    *,
    settings: Settings,
    progress: Progress,
) -> tuple[Lookup, ...]:
    """All rounds of lookups: about the claim, then about the person chosen from the records.

    Between them, where a name is common, about people of that name at the claimed organisations,
    and where that leaves it open, about those who publish with the claimed coauthors.
    """
    found = await _gathered(claim, sources, http, settings=settings, progress=progress)
    return found.lookups


async def _gathered(
    claim: Claim,
    sources: Sequence[Source],
    http: RunClient,
    *,
    settings: Settings,
    progress: Progress,
) -> Sifted:
    started_at = asyncio.get_running_loop().time()

    async def ask(
        queries: Sequence[Query], share: float, before: Sequence[Lookup] = ()
    ) -> tuple[Lookup, ...]:
        until = started_at + share * settings.timeout_s
        return await collect(
            queries,
            sources,
            http,
            settings=settings,
            progress=progress,
            deadline=until,
            before=before,
        )

    asked = first_round(claim)
    first = await ask(asked, FIRST_SHARE)
    first = (*first, *await ask(narrowing_round(claim, first), FIRST_SHARE, first))
    candidates = resolve(claim, first)
    if deciding := deciding_round(claim, first, candidates):
        first = (*first, *await ask(deciding, FIRST_SHARE, first))
        candidates = resolve(claim, first)
    pages = _records(first, PageRecord)
    second = await ask(second_round(claim, candidates, (*asked, *deciding), pages), 1.0, first)
    return sifted((*first, *second), http, TRAITS)


def _records(lookups: Iterable[Lookup], kind: type[R]) -> tuple[R, ...]:
    return tuple(
        record
        for lookup in lookups
        if isinstance(lookup, Found)
        for record in lookup.records
        if isinstance(record, kind)
    )


def assess(
    claim: Claim,
    lookups: Sequence[Lookup],
    exhibits: Sequence[Record],
    *,
    as_of: datetime,
    settings: Settings,
    calibration: Calibration | None = None,
    checks: Sequence[Check] = ALL_CHECKS,
    set_aside: Sequence[Override] = (),
    instead: StandIn | None = None,
) -> Report:
    """The report on what was gathered; pure. ``instead`` is what answered in place of services.

    Raises:
        NotAssessedError: no lookup was answered, unless the user chose that nobody be asked and
            handed in something else than photos.
        UsageError: a finding to set aside is not in the report.
    """
    lost = [lookup for lookup in lookups if isinstance(lookup, Unavailable)]
    silent = bool(lookups) and len(lost) == len(lookups)
    # a photo never decides, so a report on it alone would pass for a check that was none; so
    # would one on a letter, whose key comes by the network that failed
    chosen = all(one.reason in BY_CHOICE for one in lost)
    if silent and not (chosen and any(not isinstance(one, PhotoRecord) for one in exhibits)):
        if instead is not None:
            raise NotAssessedError(f"not assessed: {instead.words}", instead.hint)
        why = _why_nothing_answered(settings, lookups)
        raise NotAssessedError("not assessed: no source answered", why)
    dossier = Dossier(
        lookups=tuple(lookups),
        exhibits=tuple(exhibits),
        candidates=resolve(claim, lookups),
        as_of=as_of,
        traits=TRAITS,
    )
    observations, skipped = observe(claim, dossier, checks)
    levels, prior = all_levels(), prior_named(settings.prior or DEFAULT)
    calibration = calibration or load()

    def weighed(some: Sequence[Observation], withheld: Set[Observation]) -> Assessment:
        return combine(
            claim, some, skipped, levels, calibration=calibration, prior=prior, withheld=withheld
        )

    assessment, review = weighed(observations, frozenset()), None
    left, copies = observations, frozenset[Observation]()
    if aside := overrides.set_aside(assessment.findings, set_aside):
        left, copies = left_of(assessment, aside, observations)
        review = Review(
            set_aside=aside,
            verdict=assessment.verdict,
            confidence=assessment.confidence,
            interval=assessment.interval,
        )
        assessment = _named_as(assessment, weighed(left, copies))
    change = expected_change(left, levels, calibration, prior.hypotheses, copies)
    return Report(
        claim=claim,
        assessment=assessment,
        lookups=dossier.lookups,
        candidates=dossier.candidates,
        generated_at=as_of.astimezone(UTC),
        tool_version=__version__,
        graph=ego_network(claim, dossier.chosen),
        photos=tuple(dossier.records(PhotoRecord)),
        review=review,
        next_steps=next_steps(
            claim, dossier, left, levels, change, calibration.shares_able, settings.language
        ),
        if_wrong=if_wrong(),
        source_names={source: own.name for source, own in TRAITS.items()},
        notes=(*((instead.note,) if instead else ()), *((_NOBODY_ASKED,) if silent else ())),
    )


def _why_nothing_answered(settings: Settings, lookups: Sequence[Lookup]) -> str:
    """What the user can do: without a network, its connection is not what was missing."""
    if settings.replay is not None:
        return "replay the bundle saved for this claim, or run without --replay"
    if settings.offline:
        return "run once without --offline, or add a local corpus with --corpus"
    return common_failure(lookups) or "check the network, or run `persona-check sources`"


def _named_as(whole: Assessment, left: Assessment) -> Assessment:
    """The assessment of what is left, its findings under the names they had before."""
    names = {finding.observation: finding.id for finding in whole.findings}
    named = tuple(replace(one, id=names.get(one.observation, one.id)) for one in left.findings)
    return replace(left, findings=named)
