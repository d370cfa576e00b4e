"""How long have independent parties known this person?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from persona_check.checks import counts
from persona_check.dossier.claimed_works import match_work
from persona_check.dossier.index import OF_PEOPLE, Dossier, evidence_of
from persona_check.dossier.institution_pages import names_claimant, of_claimed_organization
from persona_check.model.claim import Assertion, AssertionKind, Claim, WorkAssertion
from persona_check.model.finding import Level, Observation, Outcome, Severity, Skipped, SkipReason
from persona_check.model.lookup import Unavailable
from persona_check.model.provenance import AssertedBy
from persona_check.model.record import CaptureRecord, PageRecord, PersonRecord, WorkRecord

__all__ = ["Footprint"]

LEAST_YEARS = 5
LEAST_WITNESSES = 3
YOUNG_MONTHS = 12
# A career claimed to be at least this much older than every trace of it.
CAREER_YEARS = 4
# A deposit this long after the printed year was made for an old volume, or made up to look old.
BACKDATED_YEARS = 3
# Registries took in the volumes of whole decades when they began; only late deposits stand out.
BACKDATED_LATELY_YEARS = 2


@dataclass(frozen=True, slots=True)
class _Sighting:
    """A day on which a third party's clock saw the person, and what the party holds."""

    on: date
    record: WorkRecord | CaptureRecord | PersonRecord
    witness: str


class Footprint:
    """Dates that others set: deposits, captures, the making of accounts."""

    id: ClassVar[str] = "footprint"
    question: ClassVar[str] = "How long have independent parties known this person?"
    if_wrong: ClassVar[str] = (
        "nothing needs to be corrected: everybody was new once. An older trace, perhaps under "
        "another name, would help."
    )
    reads: ClassVar[frozenset[AssertionKind]] = frozenset(AssertionKind)
    levels: ClassVar[tuple[Level, ...]] = (
        Level(
            id="known_for_years",
            outcome=Outcome.CORROBORATES,
            meaning="Several independent parties have known this person for years. Nothing is "
            "harder to fake than time.",
            depth=True,
        ),
        Level(
            id="known_lately",
            outcome=Outcome.INCONCLUSIVE,
            meaning="Independent parties know this person, but have not known them for long, or "
            "there are only a few. Every career starts like this.",
        ),
        Level(
            id="every_trace_young",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.EXPLAINABLE,
            meaning="The claimed career goes back years, but every trace of it that a third party "
            "dated is less than a year old.",
            innocent="a career outside the sources we asked, or a change of name",
        ),
        Level(
            id="deposits_back_dated",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.EXPLAINABLE,
            meaning="Most papers were registered long after the year they carry.",
            innocent="publishers often register their old volumes late",
        ),
    )

    def run(self, claim: Claim, dossier: Dossier) -> Iterable[Observation | Skipped]:
        """One statement on the depth of time, one on back-dated deposits where most are."""
        sightings = sorted(_sightings(claim, dossier), key=lambda s: (s.on, s.witness))
        if not sightings:
            yield Skipped(
                check=self.id,
                reason=SkipReason.COULD_NOT_CHECK,
                detail="no third party gave a date for any trace",
            )
            return
        first = sightings[0]
        witnesses = {sighting.witness for sighting in sightings}
        age_days = (dossier.as_of.date() - first.on).days
        measured = (
            ("first_seen_year", first.on.year),
            ("age_days", age_days),
            ("witnesses", len(witnesses)),
        )
        shown = evidence_of(sighting.record for sighting in sightings[:4])
        earliest = _earliest_claimed(claim)
        if age_days >= 365 * LEAST_YEARS and len(witnesses) >= LEAST_WITNESSES:
            level = "known_for_years"
            words = (
                f"known to independent parties since {first.on.year} "
                f"({counts.witnesses(len(witnesses))})"
            )
        elif (
            age_days < 31 * YOUNG_MONTHS
            and earliest is not None
            and dossier.as_of.year - earliest >= CAREER_YEARS
            and not _older_claimed_work(claim, dossier, first.on.year)
            # a source that gave no answer may know older traces
            and not any(isinstance(lookup, Unavailable) for lookup in dossier.lookups)
        ):
            level = "every_trace_young"
            words = f"no trace before {first.on}, although the claimed career begins in {earliest}"
        else:
            level = "known_lately"
            words = (
                f"first seen by a third party on {first.on} ({counts.witnesses(len(witnesses))})"
            )
        yield Observation(
            check=self.id,
            level=level,
            summary=words,
            evidence=shown,
            upstream=tuple(sorted(witnesses)),
            group="depth",
            measurements=measured,
        )
        yield from _back_dated(dossier)


def _sightings(claim: Claim, dossier: Dossier) -> Iterator[_Sighting]:
    chosen = dossier.chosen
    if chosen is not None:
        for work in chosen.works:
            if work.provenance.asserted_by is AssertedBy.SUBJECT:
                continue
            witness = next(iter(work.provenance.upstream), work.key)
            if work.created_on is not None:
                yield _Sighting(work.created_on, work, witness)
            elif work.year and work.provenance.asserted_by is AssertedBy.THIRD_PARTY:
                # printed proceedings are dated by their year alone: its last day claims least
                yield _Sighting(date(work.year, 12, 31), work, witness)
        for record in chosen.records:
            if record.created_on is not None:
                yield _Sighting(record.created_on, record, record.key)
    named = {
        page.url
        for page in dossier.records(PageRecord)
        if names_claimant(claim, page)
        # an event's page at another institution is a third party's too
        and (
            of_claimed_organization(claim, dossier, page)
            or (page.institution_domain and page.provenance.asserted_by is AssertedBy.THIRD_PARTY)
        )
    }
    for capture in dossier.records(CaptureRecord):
        if capture.url in named:
            yield _Sighting(capture.first_captured_at.date(), capture, f"capture:{capture.url}")


def _older_claimed_work(claim: Claim, dossier: Dossier, year: int) -> bool:
    """Whether a claimed work that carries the name is older, though it is not grouped with them.

    It may be a namesake's; it is a trace all the same.
    """
    matches = (match_work(claim, assertion, dossier) for assertion in claim.all(WorkAssertion))
    return any(
        work.year is not None
        and work.year < year
        and work.provenance.asserted_by is not AssertedBy.SUBJECT
        # a work registered lately shows nothing older, whatever year it prints
        and (work.created_on is None or work.created_on.year < year)
        for match in matches
        for work, _ in match.bylines
    )


def _earliest_claimed(claim: Claim) -> int | None:
    return min((year for a in claim.assertions for year in _years(a)), default=None)


def _years(assertion: Assertion) -> Iterator[int]:
    for name in ("start_year", "end_year", "year"):
        year = getattr(assertion, name, None)
        if isinstance(year, int):
            yield year


def _back_dated(dossier: Dossier) -> Iterator[Observation]:
    chosen = dossier.chosen
    dated = [w for w in chosen.works if w.year and w.created_on] if chosen else []
    late = [
        w
        for w in dated
        if w.created_on
        and w.created_on.year - (w.year or 0) > BACKDATED_YEARS
        and dossier.as_of.year - w.created_on.year <= BACKDATED_LATELY_YEARS
    ]
    if dossier.unheard(*OF_PEOPLE):
        return
    if len(late) >= LEAST_WITNESSES and len(late) * 2 > len(dated):
        yield Observation(
            check=Footprint.id,
            level="deposits_back_dated",
            summary=f"{len(late)} of {len(dated)} papers were registered long after their year",
            evidence=evidence_of(late)[:4],
            group="deposits",
            measurements=(("late_deposits", len(late)), ("dated_works", len(dated))),
        )
