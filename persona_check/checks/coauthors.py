"""Do the claimed coauthors share works with the claimed person, and what shape has their circle?"""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from persona_check.compare import names
from persona_check.dossier.claimed_works import absent_where_held, match_work, vouched_for
from persona_check.dossier.coauthor_graph import NetworkShape, ego_network, shape_of
from persona_check.dossier.index import Dossier, answered, evidence_of
from persona_check.model.claim import AssertionKind, Claim, CoauthorAssertion, WorkAssertion
from persona_check.model.finding import (
    AssertionState,
    Level,
    Observation,
    Outcome,
    Severity,
    Skipped,
    SkipReason,
)
from persona_check.model.lookup import Found, JointWorks, NotFound
from persona_check.model.record import PersonRecord, WorkRecord

__all__ = ["Coauthors"]

# A coauthor with fewer works of their own may simply be thinly indexed.
WORKS_OF_A_KNOWN_COAUTHOR = 5
# With this many works of their own, a coauthor's common work with somebody whose claimed works were
# all found would have to show.
WORKS_OF_A_WELL_KNOWN_COAUTHOR = 10
# Smaller circles have no shape worth speaking of: junior and solo authors are not suspicious.
LEAST_WORKS_FOR_SHAPE = 4
LEAST_COAUTHORS_FOR_SHAPE = 3
MOST_EVIDENCE = 8


class Coauthors:
    """Claimed coauthors against common works, and the circle's measurements."""

    id: ClassVar[str] = "coauthors"
    question: ClassVar[str] = "Do the claimed coauthors share works with the claimed person?"
    if_wrong: ClassVar[str] = (
        "name a common work with its DOI, or the name under which it was published."
    )
    reads: ClassVar[frozenset[AssertionKind]] = frozenset(
        {AssertionKind.COAUTHOR, AssertionKind.WORK}
    )
    levels: ClassVar[tuple[Level, ...]] = (
        Level(
            id="coauthor_shares_work",
            outcome=Outcome.CORROBORATES,
            meaning="A work in an index prints both names.",
            state=AssertionState.SUPPORTED,
            weighed=False,
        ),
        Level(
            id="coauthor_in_own_deposits",
            outcome=Outcome.INCONCLUSIVE,
            meaning="The two names stand together only on deposits that the authors made "
            "themselves; nobody else stands behind them.",
            state=AssertionState.PARTLY,
            weighed=False,
        ),
        Level(
            id="coauthor_not_seen",
            outcome=Outcome.INCONCLUSIVE,
            meaning="No work in hand prints both names; the coauthor's own record is too thin, or "
            "too little of the claimed record was found, to expect one.",
            state=AssertionState.NOT_FOUND,
            weighed=False,
        ),
        Level(
            id="coauthor_without_common_work",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.EXPLAINABLE,
            meaning="The claimed coauthor has a record of their own, and none of its works prints "
            "the claimed name.",
            state=AssertionState.CONFLICT,
            innocent="the common work may be recent, unpublished, or in a venue no index holds",
            weighed=False,
        ),
        Level(
            id="circle_confirmed",
            outcome=Outcome.CORROBORATES,
            meaning="Most claimed coauthors share indexed works with the claimed name.",
        ),
        Level(
            id="circle_unshared",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.MATERIAL,
            meaning="Claimed coauthors have records of their own, and none shares a work with the "
            "claimed name.",
            innocent="the person may publish under another name in the indexes",
        ),
        Level(
            id="coauthor_unshared",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.MATERIAL,
            meaning="Some claimed coauthors have long records of their own, and no work prints "
            "them beside the claimed name, although the claimed works were found.",
            innocent="the common work may be recent, unpublished, or in a venue no index holds",
        ),
        Level(
            id="closed_circle",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.EXPLAINABLE,
            meaning="The coauthors publish only with each other and within a short span of years.",
            innocent="a small project team or a young field can look like this",
        ),
        Level(
            id="open_circle",
            outcome=Outcome.CORROBORATES,
            meaning="The coauthors spread over years and institutions, as they do in a career.",
        ),
    )

    def run(self, claim: Claim, dossier: Dossier) -> Iterable[Observation | Skipped]:
        """One line a claimed coauthor, one on all of them, one on the circle's shape."""
        claimed = [a for a in claim.assertions if isinstance(a, CoauthorAssertion)]
        if claimed:
            yield from _claimed(claim, claimed, dossier)
        else:
            yield Skipped(
                check=self.id, reason=SkipReason.NOTHING_CLAIMED, detail="no coauthor is claimed"
            )
        yield from _shape(claim, dossier)


def _claimed(
    claim: Claim, claimed: list[CoauthorAssertion], dossier: Dossier
) -> Iterator[Observation | Skipped]:
    shared: list[tuple[CoauthorAssertion, WorkRecord]] = []
    unshared: list[tuple[CoauthorAssertion, PersonRecord]] = []
    looked_at = 0
    accounted = _all_works_accounted_for(claim, dossier)
    for assertion in claimed:
        lookups = dossier.about(assertion.id, JointWorks)
        deposited = _common_works(claim, assertion, dossier)
        common = vouched_for(deposited, dossier)
        known = _known(assertion, dossier)
        if common:
            looked_at += 1
            shared.append((assertion, common[0]))
            words = f"{assertion.name} and the claimed name stand on “{common[0].title}”"
            yield _item("coauthor_shares_work", assertion, words, common)
        elif known is not None and not accounted:
            looked_at += 1
            words = (
                f"{assertion.name} has {known.works_count} indexed works, none with the claimed "
                "name; claimed works outside the indexes, or under another spelling, may be the "
                "common ones"
            )
            yield _item("coauthor_not_seen", assertion, words, [known])
        elif known is not None:
            looked_at += 1
            unshared.append((assertion, known))
            words = (
                f"{assertion.name} has {known.works_count} indexed works, none with the claimed "
                "name"
            )
            yield _item("coauthor_without_common_work", assertion, words, [known])
        elif deposited:
            looked_at += 1
            words = f"{assertion.name} and the claimed name share only deposits of their own"
            yield _item("coauthor_in_own_deposits", assertion, words, deposited)
        elif answered(lookups) or dossier.chosen is not None:
            looked_at += 1
            words = f"no work in hand prints {assertion.name} beside the claimed name"
            yield _item("coauthor_not_seen", assertion, words, list(answered(lookups)))
        else:
            yield Skipped(
                check=Coauthors.id,
                reason=SkipReason.COULD_NOT_CHECK,
                detail="no source answered on common works",
                assertions=(assertion.id,),
            )
    strangers = [
        (assertion, record)
        for assertion, record in unshared
        if (record.works_count or 0) >= WORKS_OF_A_WELL_KNOWN_COAUTHOR
    ]
    if shared and strangers:
        names_of = ", ".join(assertion.name for assertion, _ in strangers[:3])
        yield Observation(
            check=Coauthors.id,
            level="coauthor_unshared",
            summary=f"{names_of}: long records of their own, none with the claimed name",
            assertions=tuple(assertion.id for assertion, _ in strangers),
            evidence=evidence_of(record for _, record in strangers)[:MOST_EVIDENCE],
            group="strangers",
            measurements=(
                ("claimed_coauthors", looked_at),
                ("without_common_work", len(strangers)),
            ),
        )
    if shared and len(shared) * 2 >= looked_at:
        yield Observation(
            check=Coauthors.id,
            level="circle_confirmed",
            summary=f"{len(shared)} of {looked_at} claimed coauthors share indexed works",
            assertions=tuple(assertion.id for assertion, _ in shared),
            evidence=evidence_of(work for _, work in shared)[:MOST_EVIDENCE],
            upstream=_upstream(work for _, work in shared),
            group="circle",
            measurements=(("claimed_coauthors", looked_at), ("sharing_works", len(shared))),
        )
    elif unshared and not shared:
        yield Observation(
            check=Coauthors.id,
            level="circle_unshared",
            summary=f"none of {looked_at} claimed coauthors shares an indexed work",
            assertions=tuple(assertion.id for assertion, _ in unshared),
            evidence=evidence_of(record for _, record in unshared)[:MOST_EVIDENCE],
            group="circle",
            measurements=(("claimed_coauthors", looked_at), ("with_own_record", len(unshared))),
        )


def _all_works_accounted_for(claim: Claim, dossier: Dossier) -> bool:
    """Whether every claimed work was found, or had to be: none may hide a common work.

    A work under another spelling of the name may be one.
    """
    matches = [
        match_work(claim, assertion, dossier)
        for assertion in claim.assertions
        if isinstance(assertion, WorkAssertion)
    ]
    return all(
        not match.spelled_otherwise and (match.records or absent_where_held(match))
        for match in matches
    )


def _common_works(claim: Claim, assertion: CoauthorAssertion, dossier: Dossier) -> list[WorkRecord]:
    works: list[WorkRecord] = []
    for lookup in dossier.about(assertion.id, JointWorks):
        if isinstance(lookup, Found):
            works += [record for record in lookup.records if isinstance(record, WorkRecord)]
    for candidate in dossier.candidates:
        works += candidate.works
    return [
        work for work in works if _prints(work, claim.names) and _prints(work, [assertion.name])
    ]


def _prints(work: WorkRecord, wanted: Iterable[str]) -> bool:
    return any(names.compatible(name, author.name) for name in wanted for author in work.authors)


def _known(assertion: CoauthorAssertion, dossier: Dossier) -> PersonRecord | None:
    """The coauthor's own record, where it is long enough to expect a common work in it."""
    records = [
        record
        for lookup in dossier.about(assertion.id, JointWorks)
        if isinstance(lookup, Found)
        for record in lookup.records
        if isinstance(record, PersonRecord) and names.compatible(record.name, assertion.name)
    ]
    best = max(records, key=lambda record: record.works_count or 0, default=None)
    if best is None or (best.works_count or 0) < WORKS_OF_A_KNOWN_COAUTHOR:
        return None
    return best


def _shape(claim: Claim, dossier: Dossier) -> Iterator[Observation | Skipped]:
    chosen = dossier.chosen
    graph = ego_network(claim, chosen)
    shape = shape_of(graph, chosen)
    if (
        chosen is None
        or shape is None
        or shape.works < LEAST_WORKS_FOR_SHAPE
        or shape.coauthors < LEAST_COAUTHORS_FOR_SHAPE
    ):
        yield Skipped(
            check=Coauthors.id,
            reason=SkipReason.NOT_APPLICABLE,
            detail="too few works or coauthors in hand for the circle to have a shape",
        )
        return
    if not shape.closed and len(vouched_for(chosen.works, dossier)) < LEAST_WORKS_FOR_SHAPE:
        yield Skipped(
            check=Coauthors.id,
            reason=SkipReason.NOT_APPLICABLE,
            detail="the works in hand are the authors' own deposits, which name whom they like",
        )
        return
    level = "closed_circle" if shape.closed else "open_circle"
    words = (
        f"{shape.coauthors} coauthors over {shape.years_spanned} "
        f"{'year' if shape.years_spanned == 1 else 'years'}; "
        f"{shape.core_share:.0%} of them in one closely knit core"
    )
    yield Observation(
        check=Coauthors.id,
        level=level,
        summary=words,
        evidence=evidence_of(chosen.works)[:MOST_EVIDENCE],
        upstream=_upstream(chosen.works),
        group="shape",
        measurements=_measured(shape),
    )


def _measured(shape: NetworkShape) -> tuple[tuple[str, float | int | str], ...]:
    return (
        ("works", shape.works),
        ("coauthors", shape.coauthors),
        ("years_spanned", shape.years_spanned),
        ("density", shape.density),
        ("core_share", shape.core_share),
        ("institutions", shape.institutions),
        ("venues", shape.venues),
    )


def _item(
    level: str,
    assertion: CoauthorAssertion,
    words: str,
    shown: Iterable[WorkRecord | PersonRecord | Found | NotFound],
) -> Observation:
    return Observation(
        check=Coauthors.id,
        level=level,
        summary=words,
        assertions=(assertion.id,),
        evidence=evidence_of(shown)[:MOST_EVIDENCE],
        group=f"coauthor:{assertion.id}",
    )


def _upstream(works: Iterable[WorkRecord]) -> tuple[str, ...]:
    keys = {key for work in works for key in work.provenance.upstream or (work.key,)}
    return tuple(sorted(keys))
