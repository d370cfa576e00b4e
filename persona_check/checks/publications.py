"""Does each claimed work exist, and does the claimed name stand on it?"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from persona_check.compare import venues
from persona_check.dossier.claimed_works import (
    LEAST_ABSENT,
    WorkMatch,
    absent_where_held,
    is_by_others,
    match_work,
)
from persona_check.dossier.index import Dossier, evidence_of
from persona_check.dossier.namesakes import of_namesakes
from persona_check.model.claim import AssertionKind, Claim, WorkAssertion
from persona_check.model.finding import (
    AssertionState,
    Level,
    Observation,
    Outcome,
    Severity,
    Skipped,
    SkipReason,
)
from persona_check.model.lookup import Found, NotFound
from persona_check.model.record import Coverage, CoverageRecord

__all__ = ["Publications"]

# A year off by one is the usual slip between preprint, conference and proceedings.
YEARS_APART_FORGIVEN = 1
MOST_EVIDENCE = 12


class Publications:
    """Claimed works against the records of every index that answered."""

    id: ClassVar[str] = "publications"
    question: ClassVar[str] = "Do the claimed works exist, and does the claimed name stand on them?"
    if_wrong: ClassVar[str] = (
        "give a DOI for each work, and other names that you publish under. A record with "
        "a wrong author list is mended by its publisher or index."
    )
    reads: ClassVar[frozenset[AssertionKind]] = frozenset({AssertionKind.WORK})
    levels: ClassVar[tuple[Level, ...]] = (
        Level(
            id="work_confirmed",
            outcome=Outcome.CORROBORATES,
            meaning="An index holds this work and prints the claimed name among its authors.",
            state=AssertionState.SUPPORTED,
            weighed=False,
        ),
        Level(
            id="work_differs",
            outcome=Outcome.INCONCLUSIVE,
            meaning="The work and the name on it were found, with another year than claimed.",
            state=AssertionState.PARTLY,
            weighed=False,
        ),
        Level(
            id="work_at_another_venue",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.MATERIAL,
            meaning="The work was published at another venue than claimed. Either an index holds "
            "the claimed one completely and not the work in it, or the two are well-known venues "
            "that never share a paper.",
            state=AssertionState.CONFLICT,
            innocent="an earlier version may have been shown there, or the venues are related",
        ),
        Level(
            id="work_self_deposited",
            outcome=Outcome.INCONCLUSIVE,
            meaning="The work stands under the claimed name in a repository that takes any "
            "deposit; no publisher or other third party stands behind it.",
            state=AssertionState.PARTLY,
            weighed=False,
        ),
        Level(
            id="work_by_others",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.MATERIAL,
            meaning="A work of this title exists, and the claimed name is not among its authors.",
            state=AssertionState.CONFLICT,
            innocent="the work may have been published under another name, or another work may "
            "bear the same title",
            weighed=False,
        ),
        Level(
            id="work_spelled_otherwise",
            outcome=Outcome.INCONCLUSIVE,
            meaning="A work of this title exists, by a name one letter from the claimed one and "
            "beside a coauthor whom the claim names: another spelling, or another person.",
            state=AssertionState.AMBIGUOUS,
            weighed=False,
        ),
        Level(
            id="work_authors_unknown",
            outcome=Outcome.INCONCLUSIVE,
            meaning="A work of this title exists, and no index gave the whole list of its authors.",
            state=AssertionState.AMBIGUOUS,
            weighed=False,
        ),
        Level(
            id="doi_of_another_work",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.MATERIAL,
            meaning="The claimed DOI leads to a work of another title.",
            state=AssertionState.CONFLICT,
            innocent="a digit of the DOI may have been mistyped",
            weighed=False,
        ),
        Level(
            id="not_first_author",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.MATERIAL,
            meaning="The claim says first author; the work prints the name at another place.",
            state=AssertionState.CONFLICT,
            innocent="equal contributions are sometimes meant, or authors are listed by alphabet",
        ),
        Level(
            id="work_retracted",
            outcome=Outcome.INCONCLUSIVE,
            meaning="The publisher's record says that this work was retracted or corrected. This "
            "concerns the work, not whether the author is real.",
            weighed=False,
        ),
        Level(
            id="work_not_found",
            outcome=Outcome.INCONCLUSIVE,
            meaning="No index that answered holds a work of this title. Indexes have gaps, so "
            "this alone says little.",
            state=AssertionState.NOT_FOUND,
            weighed=False,
        ),
        Level(
            id="record_confirmed",
            outcome=Outcome.CORROBORATES,
            meaning="Several claimed works stand in independent indexes under the claimed name.",
            identity=True,
        ),
        Level(
            id="record_thin",
            outcome=Outcome.CORROBORATES,
            meaning="One claimed work stands in an independent index under the claimed name.",
            identity=True,
        ),
        Level(
            id="record_mixed",
            outcome=Outcome.CORROBORATES,
            meaning="Some claimed works stand under the claimed name, as many or more belong to "
            "other people.",
            identity=True,
        ),
        Level(
            id="record_of_namesakes",
            outcome=Outcome.INCONCLUSIVE,
            meaning="The claimed works print the name, which many people share, and they seem to "
            "belong to more than one of them. An ORCID iD would tell.",
            state=AssertionState.AMBIGUOUS,
        ),
        Level(
            id="record_by_others",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.MATERIAL,
            meaning="The claimed works exist, and none of them prints the claimed name.",
            innocent="the works may have been published under a former or another name",
        ),
        Level(
            id="record_absent",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.MATERIAL,
            meaning="None of the claimed works was found where they would have to stand: every "
            "index that should hold those venues and years answered without them.",
            innocent="titles may have been translated or reworded, or the venues may be named "
            "loosely",
        ),
        Level(
            id="record_self_deposited",
            outcome=Outcome.INCONCLUSIVE,
            meaning="What was found of the claimed works are deposits by the authors themselves, "
            "which anybody can make.",
        ),
        Level(
            id="record_not_found",
            outcome=Outcome.INCONCLUSIVE,
            meaning="None of the claimed works was found, and no index that answered is known to "
            "hold their venues completely.",
        ),
    )

    def run(self, claim: Claim, dossier: Dossier) -> Iterable[Observation | Skipped]:
        """One line for each claimed work, and one weighed statement on the whole."""
        claimed = [a for a in claim.assertions if isinstance(a, WorkAssertion)]
        if not claimed:
            yield Skipped(check=self.id, reason=SkipReason.NOTHING_CLAIMED)
            return
        matches = []
        for assertion in claimed:
            match = match_work(claim, assertion, dossier)
            if not match.records and not match.empty:
                if match.silent:
                    yield _unanswered(assertion, match)
                else:
                    yield Skipped(
                        check=self.id,
                        reason=SkipReason.COULD_NOT_CHECK,
                        detail="no source was asked about this work",
                        assertions=(assertion.id,),
                    )
                continue
            matches.append(match)
            yield from _on_item(match)
        if matches:
            yield from _on_the_whole(matches, of_namesakes(claim, dossier, matches))


def _unanswered(assertion: WorkAssertion, match: WorkMatch) -> Skipped:
    reasons = Counter(f"{lookup.source}: {lookup.reason}" for lookup in match.silent)
    return Skipped(
        check=Publications.id,
        reason=SkipReason.COULD_NOT_CHECK,
        detail=", ".join(sorted(reasons)),
        assertions=(assertion.id,),
    )


def _on_item(match: WorkMatch) -> Iterator[Observation]:
    assertion = match.assertion
    title = assertion.title or f"doi:{assertion.doi}"
    if match.bylines and match.self_deposited:
        words = f"“{title}” was deposited under the claimed name; no third party stands behind it"
        yield _observation(match, "work_self_deposited", words)
        yield from _on_position(match, title)
    elif match.bylines and (printed := _other_venue(match)):
        words = f"“{title}” is held under the claimed name, at {printed}"
        yield _observation(match, "work_at_another_venue", words)
        yield from _on_position(match, title)
    elif match.bylines:
        year = match.year
        if assertion.year and year and abs(assertion.year - year) > YEARS_APART_FORGIVEN:
            measured = (("claimed_year", assertion.year), ("record_year", year))
            words = f"“{title}” is held under the claimed name, dated {year}"
            yield _observation(match, "work_differs", words, measured)
        else:
            words = f"“{title}” is held under the claimed name"
            yield _observation(match, "work_confirmed", words)
        yield from _on_position(match, title)
    elif match.spelled_otherwise:
        words = f"“{title}” exists under a name one letter from the claimed one"
        yield _observation(match, "work_spelled_otherwise", words)
    elif is_by_others(match):
        others = ", ".join(author.name for author in match.records[0].authors[:3])
        yield _observation(match, "work_by_others", f"“{title}” exists, by {others}")
    elif match.records:
        words = f"“{title}” exists; no index gave the whole list of its authors"
        yield _observation(match, "work_authors_unknown", words)
    elif match.other_title is not None:
        words = f"doi:{assertion.doi} leads to “{match.other_title.title}”"
        yield _observation(match, "doi_of_another_work", words)
    else:
        yield _observation(match, "work_not_found", f"no record of “{title}” was found")
    notices = {notice for work in match.records for notice in work.notices}
    if notices or any(work.retracted for work in match.records):
        words = ", ".join(sorted(notices)) or "retracted"
        yield _observation(match, "work_retracted", f"notice on “{title}”: {words}")


def _other_venue(match: WorkMatch) -> str | None:
    """The venue that indexes print, where that rules out the claimed one.

    Either an index holds the claimed one completely and not the work in it, or all copies print
    one well-known venue, and the claimed one is another whose papers those never are.
    """
    claimed, coverage = match.assertion.venue, match.coverage
    printed = [work.venue for work in match.records if work.venue]
    if claimed is None or not printed or any(venues.same(venue, claimed) for venue in printed):
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
        words = f"“{title}” prints the claimed name as author {min(places)}; {first} is first"
        yield _observation(match, "not_first_author", words, (("position", min(places)),))


def _on_the_whole(matches: Sequence[WorkMatch], split: bool) -> Iterator[Observation]:
    deposited = [match for match in matches if match.bylines and match.self_deposited]
    confirmed = [match for match in matches if match.bylines and not match.self_deposited]
    by_others = [match for match in matches if is_by_others(match)]
    absent = [match for match in matches if absent_where_held(match)]
    count = (
        ("claimed_works", len(matches)),
        ("confirmed", len(confirmed)),
        ("self_deposited", len(deposited)),
        ("by_others", len(by_others)),
        ("absent", len(absent)),
    )
    if confirmed and split:
        level, shown = "record_of_namesakes", confirmed
        words = f"{len(confirmed)} works print the name; they seem to be several people's"
    elif confirmed and len(by_others) >= len(confirmed):
        level, shown = "record_mixed", confirmed
        words = f"{len(confirmed)} of {len(matches)} claimed works print the claimed name"
    elif len(confirmed) > 1:
        level, shown = "record_confirmed", confirmed
        words = f"{len(confirmed)} of {len(matches)} claimed works stand under the claimed name"
    elif confirmed:
        level, shown = "record_thin", confirmed
        words = f"1 of {len(matches)} claimed works stands under the claimed name"
    elif by_others:
        level, shown = "record_by_others", by_others
        words = f"{len(by_others)} of {len(matches)} claimed works exist, all by other people"
    elif len(absent) >= LEAST_ABSENT:
        level, shown = "record_absent", absent
        words = (
            f"no third party holds any of the {len(matches)} claimed works; "
            f"{len(absent)} would be held if they existed"
        )
    elif deposited:
        level, shown = "record_self_deposited", deposited
        words = f"{len(deposited)} of {len(matches)} claimed works are the authors' own deposits"
    else:
        level, shown = "record_not_found", list(matches)
        words = f"none of {len(matches)} claimed works was found"
    answers = [a for match in shown for a in (match.records or _silences(match))]
    yield Observation(
        check=Publications.id,
        level=level,
        summary=words,
        assertions=tuple(match.assertion.id for match in shown),
        evidence=evidence_of(answers)[:MOST_EVIDENCE],
        upstream=_upstream(shown),
        group="record",
        measurements=count,
    )


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
