"""One check from claim to report: the only place that knows sources, checks and combining."""

import asyncio
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from persona_check import __version__
from persona_check.advice.next_steps import next_steps
from persona_check.asking.collect import collect
from persona_check.asking.plan import first_round, second_round
from persona_check.casefile import overrides
from persona_check.casefile.bundle import Bundle
from persona_check.casefile.claim import files_of
from persona_check.casefile.overrides import Override
from persona_check.casefile.save import replay_notes, save
from persona_check.casefile.time_stamps import require_installed
from persona_check.checks.base import Check
from persona_check.checks.registry import ALL_CHECKS, CONSISTENCY, all_levels, if_wrong
from persona_check.corpus import BUNDLED_ANSWERS_NAME
from persona_check.dossier.coauthor_graph import ego_network
from persona_check.dossier.index import Dossier
from persona_check.dossier.people import resolve
from persona_check.errors import NotAssessedError, UsageError
from persona_check.exhibits.dns_keys import BUNDLED_NAME, KeyRecords, key_records
from persona_check.exhibits.records import examined
from persona_check.model.claim import Claim, ExhibitKind
from persona_check.model.finding import Observation, Outcome, Skipped, SkipReason
from persona_check.model.lookup import Found, Lookup, Query, Unavailable
from persona_check.model.record import PageRecord, PhotoRecord, PictureRecord, Record
from persona_check.model.report import Assessment, Report, Review
from persona_check.progress import Progress, SilentProgress
from persona_check.report.json_v1 import JsonV1
from persona_check.settings import Settings
from persona_check.sources.base import HttpClient, Source
from persona_check.sources.registry import build
from persona_check.web.http import open_client
from persona_check.weighing.combine import combine
from persona_check.weighing.expected_change import expected_change
from persona_check.weighing.priors import DEFAULT, prior_named
from persona_check.weighing.table import Calibration, load

if TYPE_CHECKING:
    from persona_check.corpus.answers import RecordedCorpus
    from persona_check.corpus.source import LocalCorpus

__all__ = ["assess", "check", "gather", "observe"]

R = TypeVar("R", bound=Record)


def check(
    claim: Claim,
    settings: Settings,
    *,
    progress: Progress | None = None,
    set_aside: Sequence[Override] = (),
) -> Report:
    """The report on one claim, without what a reviewer set aside now or in the replayed bundle.

    Raises:
        NotAssessedError: no source answered anything.
        UsageError: something is to be set aside that was not found.
    """
    return asyncio.run(_check(claim, settings, progress or SilentProgress(), set_aside))


async def _check(
    claim: Claim, settings: Settings, progress: Progress, given: Sequence[Override]
) -> Report:
    if settings.save is not None and settings.timestamp_url is not None:
        require_installed()
    async with open_client(settings, progress=progress, subjects=(claim.id, *claim.names)) as http:
        settings = http.settings
        prior_named(settings.prior or DEFAULT)  # a wrong one shows before anything is asked
        corpus = _corpus(settings, http.bundle)
        sources = (*((corpus,) if corpus else ()), *build(settings))
        keys = _key_records(claim, settings, http.bundle)
        kept = dict(files_of(claim)) if settings.save is not None else {}
        aside = overrides.merged(_bundled_overrides(http.bundle), given)
        try:
            lookups = await gather(claim, sources, http, settings=settings, progress=progress)
            exhibits = examined(
                claim,
                as_of=http.as_of,
                resolve_txt=keys,
                faces_pack=settings.faces_pack,
                pictures=_records(lookups, PictureRecord),
            )
            if keys.answered:
                kept[BUNDLED_NAME] = keys.to_json()
            report = assess(
                claim, lookups, exhibits, as_of=http.as_of, settings=settings, set_aside=aside
            )
            applied = report.review.set_aside if report.review else ()
            report = replace(report, notes=(*report.notes, *overrides.notes(aside, applied)))
            if aside:
                kept[overrides.BUNDLED_NAME] = overrides.as_json(aside)
        except (NotAssessedError, UsageError):
            if settings.save is not None:
                await save(http, kept | _corpus_answers(corpus), progress)
            raise
        if settings.save is not None:
            kept["report.json"] = JsonV1().render(report).encode("ascii")
            await save(http, kept | _corpus_answers(corpus), progress)
        if http.bundle is not None:
            report = replace(report, notes=(*report.notes, *replay_notes(http.bundle)))
    return report


def _corpus(settings: Settings, bundle: Bundle | None) -> "LocalCorpus | RecordedCorpus | None":
    """The local corpus where one is wanted, in a replay what it answered then."""
    if not settings.wants("corpus"):
        return None
    own = settings.source("corpus")
    if settings.corpus is not None:
        from persona_check.corpus.source import LocalCorpus

        return LocalCorpus(own, settings.corpus)
    recorded = bundle.files.get(BUNDLED_ANSWERS_NAME) if bundle else None
    if recorded is None:
        return None
    from persona_check.corpus.answers import RecordedCorpus, read_answers

    return RecordedCorpus(own, read_answers(recorded))


def _bundled_overrides(bundle: Bundle | None) -> tuple[Override, ...]:
    content = bundle.files.get(overrides.BUNDLED_NAME) if bundle else None
    return () if content is None else overrides.from_json(content)


def _corpus_answers(corpus: "LocalCorpus | RecordedCorpus | None") -> dict[str, bytes]:
    """What the corpus answered in this run, as a file of the bundle."""
    if corpus is None:
        return {}
    from persona_check.corpus.answers import kept

    return {BUNDLED_ANSWERS_NAME: kept(corpus.given)}


def _key_records(claim: Claim, settings: Settings, bundle: Bundle | None) -> KeyRecords:
    """Where the keys of the claim's mail signatures come from, in a replay its own bundle."""
    signed = any(exhibit.kind is ExhibitKind.MESSAGE for exhibit in claim.exhibits)
    return key_records(settings, bundle.files.get(BUNDLED_NAME) if bundle and signed else None)


async def gather(
    claim: Claim,
    sources: Sequence[Source],
    http: HttpClient,
    *,
    settings: Settings,
    progress: Progress,
) -> tuple[Lookup, ...]:
    """Both rounds of lookups: what the claim asks, then what hangs off the chosen candidate."""
    deadline = asyncio.get_running_loop().time() + settings.timeout_s

    async def ask(queries: Sequence[Query]) -> tuple[Lookup, ...]:
        return await collect(
            queries, sources, http, settings=settings, progress=progress, deadline=deadline
        )

    asked = first_round(claim)
    first = await ask(asked)
    pages = _records(first, PageRecord)
    second = await ask(second_round(claim, resolve(claim, first), asked, pages))
    return (*first, *second)


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
) -> Report:
    """The report on what was gathered; pure.

    Raises:
        NotAssessedError: every ask ended without an answer, and there is no exhibit either.
        UsageError: something is to be set aside that was not found.
    """
    if lookups and not exhibits and all(isinstance(lookup, Unavailable) for lookup in lookups):
        raise NotAssessedError(
            "not assessed: no source answered",
            "check the network connection, or run `persona-check sources` to see what is usable",
        )
    dossier = Dossier(
        lookups=tuple(lookups),
        exhibits=tuple(exhibits),
        candidates=resolve(claim, lookups),
        as_of=as_of,
    )
    observations, skipped = observe(claim, dossier, checks)
    levels, prior = all_levels(), prior_named(settings.prior or DEFAULT)
    calibration = calibration or load()

    def weighed(
        some: Sequence[Observation], withheld: Set[Observation] = frozenset()
    ) -> Assessment:
        change = expected_change(some, levels, calibration, prior.hypotheses, withheld)
        return combine(
            claim,
            some,
            skipped,
            levels,
            calibration=calibration,
            prior=prior,
            next_steps=next_steps(claim, dossier, some, levels, change, calibration.shares_able),
            withheld=withheld,
        )

    assessment, review = weighed(observations), None
    if set_aside:
        assessment, review = _reviewed(assessment, set_aside, observations, weighed)
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
        if_wrong=if_wrong(),
    )


def _reviewed(
    whole: Assessment,
    given: Sequence[Override],
    observations: Sequence[Observation],
    weighed: Callable[[Sequence[Observation], Set[Observation]], Assessment],
) -> tuple[Assessment, Review | None]:
    """The assessment without what was set aside, its findings under the names they had before.

    Support that was a copy of something counted counts no more than before: setting aside adds
    none.
    """
    aside = overrides.set_aside(whole.findings, given)
    if not aside:
        return whole, None
    gone = {one.finding.observation for one in aside}
    names = {finding.observation: finding.id for finding in whole.findings}
    copies = {
        finding.observation
        for finding in whole.findings
        if not finding.counted and finding.level.outcome is Outcome.CORROBORATES
    }
    left = weighed(_without(gone, observations), copies)
    named = tuple(replace(one, id=names.get(one.observation, one.id)) for one in left.findings)
    review = Review(
        set_aside=aside,
        verdict=whole.verdict,
        confidence=whole.confidence,
        interval=whole.interval,
    )
    return replace(left, findings=named), review


def _without(gone: Set[Observation], observations: Sequence[Observation]) -> list[Observation]:
    """What is left; what was said over all of it is said anew, and only where it was before."""
    left = [one for one in observations if one not in gone]
    rest = [one for one in left if one.check != CONSISTENCY.id]
    return rest if rest == left else [*rest, *CONSISTENCY.over(rest, all_levels())]


def observe(
    claim: Claim, dossier: Dossier, checks: Iterable[Check]
) -> tuple[tuple[Observation, ...], tuple[Skipped, ...]]:
    """What the checks say; a check that fails is skipped with its reason and ends nothing."""
    observations: list[Observation] = []
    skipped: list[Skipped] = []
    for one in checks:
        try:
            said = list(one.run(claim, dossier))
        except Exception as error:
            detail = f"the check itself failed ({type(error).__name__})"
            said = [Skipped(check=one.id, reason=SkipReason.FAILED, detail=detail)]
        observations += [item for item in said if isinstance(item, Observation)]
        skipped += [item for item in said if isinstance(item, Skipped)]
    observations += CONSISTENCY.over(observations, all_levels())
    return tuple(observations), tuple(skipped)
