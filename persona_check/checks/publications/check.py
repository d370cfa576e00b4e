"""Does each claimed work exist, and does it carry the claimed name?"""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from persona_check.checks.counts import some_of
from persona_check.checks.publications.levels import LEVELS
from persona_check.compare import venues
from persona_check.dossier.claimed_works import (
    LEAST_ABSENT,
    WorkMatch,
    absent_where_held,
    is_by_others,
    left_open,
    match_work,
)
from persona_check.dossier.index import Dossier, evidence_of
from persona_check.dossier.namesakes import of_namesakes
from persona_check.model.claim import AssertionKind, Claim, WorkAssertion
from persona_check.model.finding import (
    Level,
    Observation,
    Skipped,
    SkipReason,
)
from persona_check.model.lookup import Found, NotFound
from persona_check.model.record import Coverage, CoverageRecord, WorkRecord

__all__ = ["Publications"]

# A year off by one is the usual slip between preprint, conference and proceedings.
YEARS_APART_FORGIVEN = 1
MOST_EVIDENCE = 12
# So many missing works for each one found are more than gaps and misprints: of 308 labelled real
# people none had two.
SHARE_ABSENT = 0.5


class Publications:
    """Claimed works against the records of every index that answered."""

    id: ClassVar[str] = "publications"
    question: ClassVar[str] = "Do the claimed papers exist, and do they carry the claimed name?"
    if_wrong: ClassVar[str] = (
        "give a DOI for each paper, and other names that you publish under. A wrong list of "
        "authors can be corrected by the publisher or the database."
    )
    reads: ClassVar[frozenset[AssertionKind]] = frozenset({AssertionKind.WORK})
    levels: ClassVar[tuple[Level, ...]] = LEVELS

    def run(self, claim: Claim, dossier: Dossier) -> Iterable[Observation | Skipped]:
        """One line for each claimed work, and one weighed statement on the whole."""
        claimed = claim.all(WorkAssertion)
        if not claimed:
            yield Skipped(check=self.id, reason=SkipReason.NOTHING_CLAIMED)
            return
        asked = [match_work(claim, assertion, dossier) for assertion in claimed]
        matches = []
        for assertion, match in zip(claimed, asked, strict=True):
            if not match.records and not match.empty and not match.silent:
                yield _could_not_check(assertion, "no source was asked about this paper")
                continue
            if not assertion.understood and not match.bylines and (match.records or match.empty):
                words = "this line could not be read: it is not clear where its title ends"
                yield _could_not_check(assertion, words)
                continue
            open_for = left_open(match, dossier)
            if open_for is not None and not match.other_title_may_be_own:
                yield _could_not_check(assertion, open_for)
                continue
            matches.append(match)
            yield from _on_item(match)
        if matches:
            yield from _on_the_whole(
                matches,
                of_namesakes(claim, dossier, matches),
                claimed=len(claimed),
                unheard=any(map(_may_be_confirmed, asked)),
            )


def _could_not_check(assertion: WorkAssertion, why: str) -> Skipped:
    return Skipped(
        check=Publications.id,
        reason=SkipReason.COULD_NOT_CHECK,
        detail=why,
        assertions=(assertion.id,),
    )


def _on_item(match: WorkMatch) -> Iterator[Observation]:
    assertion = match.assertion
    title = assertion.title or f"doi:{assertion.doi}"
    if match.bylines and match.self_deposited:
        words = f"“{title}” was uploaded under this name; no third party vouches for it"
        yield _observation(match, "work_self_deposited", words)
        yield from _on_position(match, title)
    elif match.bylines and (printed := _other_venue(match)):
        words = f"“{title}” carries this name, but appeared in {printed}, not in {assertion.venue}"
        yield _observation(match, "work_at_another_venue", words)
        yield from _on_position(match, title)
    elif match.bylines:
        year = match.year
        if assertion.year and year and abs(assertion.year - year) > YEARS_APART_FORGIVEN:
            measured = (("claimed_year", assertion.year), ("record_year", year))
            words = f"“{title}” carries this name, but is dated {year}, not {assertion.year}"
            yield _observation(match, "work_differs", words, measured)
        else:
            words = f"“{title}” exists and carries this name"
            yield _observation(match, "work_confirmed", words)
        yield from _on_position(match, title)
    elif match.spelled_otherwise:
        words = f"“{title}” exists, under a name that may be the claimed one spelled otherwise"
        yield _observation(match, "work_spelled_otherwise", words)
    elif is_by_others(match):
        others = ", ".join(author.name for author in match.records[0].authors[:3])
        yield _observation(match, "work_by_others", f"“{title}” exists, but is by {others}")
    elif match.records:
        words = f"“{title}” exists, but no database gave its full list of authors"
        yield _observation(match, "work_authors_unknown", words)
    elif match.other_title is None:
        yield _observation(match, "work_not_found", f"no record of “{title}” was found")
    if match.other_title is not None:
        yield from _on_doi(match, match.other_title)
    notices = {notice for work in match.records for notice in work.notices}
    if notices or any(work.retracted for work in match.records):
        words = ", ".join(sorted(notices)) or "retracted"
        yield _observation(match, "work_retracted", f"notice on “{title}”: {words}")


def _on_doi(match: WorkMatch, other: WorkRecord) -> Iterator[Observation]:
    """The claimed DOI stands for another title than the claimed one."""
    words = f"doi:{match.assertion.doi} leads to another paper, “{other.title}”"
    if match.other_title_may_be_own:
        yield _observation(match, "doi_of_own_other_title", words)
    elif match.records:
        yield _observation(match, "doi_beside_the_work", words)
    else:
        yield _observation(match, "doi_of_another_work", words)


def _other_venue(match: WorkMatch) -> str | None:
    """The venue that indexes print, where that rules out the claimed one.

    Either an index holds the claimed one completely and not the work in it, or all copies print
    one well-known venue, and the claimed one is another whose papers those never are.
    """
    claimed, coverage = match.assertion.venue, match.coverage
    printed = [work.venue for work in match.records if work.venue]
    if claimed is None or not printed or any(venues.same(venue, claimed) for venue in printed):
        return None
    if match.unheard:
        return None
    held = coverage is not None and coverage.coverage is Coverage.HELD
    if held or all(venues.never_one(venue, claimed) for venue in printed):
        return printed[0]
    return None


def _on_position(match: WorkMatch, title: str) -> Iterator[Observation]:
    if match.assertion.position != "first":
        return
    places = {author.position for _, author in match.bylines}
    if 1 not in places:
        first = next((a.name for w in match.records for a in w.authors if a.position == 1), "?")
        words = f"“{title}” lists this name as author {min(places)}, not as first author ({first})"
        yield _observation(match, "not_first_author", words, (("position", min(places)),))


def _on_the_whole(
    matches: Sequence[WorkMatch], split: bool, *, claimed: int, unheard: bool
) -> Iterator[Observation]:
    deposited = [match for match in matches if match.bylines and match.self_deposited]
    confirmed = [match for match in matches if match.bylines and not match.self_deposited]
    by_others = [match for match in matches if is_by_others(match)]
    spelled = [match for match in matches if match.spelled_otherwise]
    absent = [match for match in matches if absent_where_held(match)]
    # a little truth does not cover a lot of invention
    much_absent = (
        len(absent) >= LEAST_ABSENT
        and len(absent) >= SHARE_ABSENT * len([*confirmed, *deposited, *spelled])
        and not unheard
    )
    checked = "" if len(matches) == claimed else " that could be checked"
    whole = f"paper{checked}" if len(matches) == 1 else f"{len(matches)} papers{checked}"
    missing = f"{len(absent)} of the {whole} are missing from databases that should have them"
    if confirmed and split:
        level, shown = "record_of_namesakes", confirmed
        words = f"{len(confirmed)} papers carry this name, but seem to be by several people"
    elif confirmed and len(by_others) >= len(confirmed):
        level, shown = "record_mixed", confirmed
        words = f"{len(confirmed)} of the {whole} carry this name, {len(by_others)} are by others"
    elif len(confirmed) > 1:
        level, shown = "record_confirmed", confirmed
        words = f"{some_of(len(confirmed), len(matches), whole)} exist and carry this name"
    elif confirmed:
        level, shown = "record_thin", confirmed
        words = f"{some_of(len(confirmed), len(matches), whole)} exists and carries this name"
    elif by_others and not unheard:
        level, shown = "record_by_others", by_others
        exist = "exists" if len(by_others) == 1 else "exist"
        words = f"{some_of(len(by_others), len(matches), whole)} {exist}, but by other people"
    elif much_absent:
        level, shown = "record_absent", absent
        if any(match.records for match in matches):
            words = f"{missing}; nobody confirms the rest"
        else:
            words = f"none of the {whole} could be found; at least {len(absent)} should be in the "
            words += "databases we asked if they existed"
    elif spelled:
        level, shown = "record_spelled_otherwise", spelled
        exist = "exists" if len(spelled) == 1 else "exist"
        words = f"{some_of(len(spelled), len(matches), whole)} {exist}, under a name that may be "
        words += "this one spelled otherwise"
    elif deposited:
        level, shown = "record_self_deposited", deposited
        was = "was" if len(deposited) == 1 else "were"
        words = f"{some_of(len(deposited), len(matches), whole)} {was} uploaded by the authors"
    else:
        level, shown = "record_not_found", list(matches)
        words = (
            f"none of the {whole} was found" if len(matches) > 1 else f"the {whole} was not found"
        )
    count = (
        ("claimed_works", len(matches)),
        ("confirmed", len(confirmed)),
        ("self_deposited", len(deposited)),
        ("by_others", len(by_others)),
        ("absent", len(absent)),
    )
    yield _whole(level, words, shown, count, group="record")
    if confirmed and much_absent:
        yield _whole("record_partly_absent", missing, absent, count, group="absent")


def _whole(
    level: str,
    words: str,
    shown: Sequence[WorkMatch],
    count: tuple[tuple[str, int], ...],
    *,
    group: str,
) -> Observation:
    answers = [a for match in shown for a in (match.records or _silences(match))]
    return Observation(
        check=Publications.id,
        level=level,
        summary=words,
        assertions=tuple(match.assertion.id for match in shown),
        evidence=evidence_of(answers)[:MOST_EVIDENCE],
        upstream=_upstream(shown),
        group=group,
        measurements=count,
    )


def _may_be_confirmed(match: WorkMatch) -> bool:
    """Whether it is open for want of an answer: who gave none may print the name on it."""
    return match.unheard and not is_by_others(match)


def _silences(match: WorkMatch) -> tuple[Found | NotFound | CoverageRecord, ...]:
    """The empty answers, and what a source said of how far it holds the venue."""
    return (*match.empty, match.coverage) if match.coverage is not None else match.empty


def _upstream(matches: Iterable[WorkMatch]) -> tuple[str, ...]:
    keys = {
        key
        for match in matches
        for work in match.records
        for key in work.provenance.upstream or (work.key,)
    }
    return tuple(sorted(keys))


def _observation(
    match: WorkMatch,
    level: str,
    words: str,
    measurements: tuple[tuple[str, int], ...] = (),
) -> Observation:
    shown = [work for work, _ in match.bylines] or list(match.records)
    return Observation(
        check=Publications.id,
        level=level,
        summary=words,
        assertions=(match.assertion.id,),
        evidence=evidence_of(shown or _silences(match)),
        upstream=_upstream([match]),
        group=f"work:{match.assertion.id}",
        measurements=measurements,
    )
