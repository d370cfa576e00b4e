"""Do the claimed coauthors share works with the claimed person, and what shape has their circle?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from persona_check.checks.coauthors.levels import LEVELS
from persona_check.compare import names
from persona_check.dossier.claimed_works import absent_where_held, match_work, vouched_for
from persona_check.dossier.coauthor_graph import NetworkShape, ego_network, shape_of
from persona_check.dossier.index import (
    OF_PEOPLE,
    OF_WORKS,
    Dossier,
    answered,
    evidence_of,
    outages,
)
from persona_check.dossier.silence import joined, named, silence_words
from persona_check.model.claim import AssertionKind, Claim, CoauthorAssertion, WorkAssertion
from persona_check.model.finding import (
    Level,
    Observation,
    Skipped,
    SkipReason,
)
from persona_check.model.lookup import Found, JointWorks, NotFound
from persona_check.model.record import PersonRecord, WorkRecord
from persona_check.model.traits import Scope

__all__ = ["Coauthors"]

# A coauthor with fewer works of their own may simply be thinly indexed.
WORKS_OF_A_KNOWN_COAUTHOR = 5
# With this many works of their own, a coauthor's common work with somebody whose claimed works were
# all found would have to show.
WORKS_OF_A_WELL_KNOWN_COAUTHOR = 10
# Smaller circles have no shape worth speaking of: junior and solo authors are not suspicious.
LEAST_WORKS_FOR_SHAPE = 4
LEAST_COAUTHORS_FOR_SHAPE = 3
# From here on one core holds most of the coauthors, and the summary says so.
SHARE_OF_ONE_GROUP = 0.5
MOST_EVIDENCE = 8


class Coauthors:
    """Claimed coauthors against common works, and the circle's measurements."""

    id: ClassVar[str] = "coauthors"
    question: ClassVar[str] = "Have the claimed coauthors published with the claimed person?"
    if_wrong: ClassVar[str] = (
        "name a paper you wrote together, with its DOI, or the name it was published under."
    )
    reads: ClassVar[frozenset[AssertionKind]] = frozenset(
        {AssertionKind.COAUTHOR, AssertionKind.WORK}
    )
    levels: ClassVar[tuple[Level, ...]] = LEVELS

    def run(self, claim: Claim, dossier: Dossier) -> Iterable[Observation | Skipped]:
        """One line a claimed coauthor, one on all of them, one on the circle's shape."""
        claimed = claim.all(CoauthorAssertion)
        if claimed:
            yield from _claimed(claim, claimed, dossier)
        else:
            yield Skipped(check=self.id, reason=SkipReason.NOTHING_CLAIMED, detail="no coauthors")
        yield from _shape(claim, dossier)


@dataclass(frozen=True, slots=True, kw_only=True)
class CoauthorMatch:
    """What the sources hold of one claimed coauthor.

    ``common`` are works with both names behind which somebody stands besides the authors,
    ``deposited`` those that the authors uploaded. ``known`` is a record that the coauthor has of
    their own. ``answers`` are those to questions about joint works; ``looked_at`` says whether
    there was anything to look at. ``open_for`` says who gave no answer and may hold a common work,
    or that nobody was asked who would have to; "" where all that was to be looked at was.
    """

    assertion: CoauthorAssertion
    common: Sequence[WorkRecord]
    deposited: Sequence[WorkRecord]
    known: PersonRecord | None
    answers: Sequence[Found | NotFound]
    looked_at: bool
    open_for: str

    @property
    def well_known(self) -> bool:
        """Whether the coauthor has published a lot."""
        works = self.known.works_count if self.known else None
        return (works or 0) >= WORKS_OF_A_WELL_KNOWN_COAUTHOR


def _match(claim: Claim, assertion: CoauthorAssertion, dossier: Dossier) -> CoauthorMatch:
    deposited = _common_works(claim, assertion, dossier)
    known = _known(assertion, dossier)
    answers = answered(dossier.about(assertion.id, JointWorks))
    return CoauthorMatch(
        assertion=assertion,
        common=vouched_for(deposited, dossier),
        deposited=deposited,
        known=known,
        answers=answers,
        looked_at=bool(deposited or known or answers or dossier.chosen),
        open_for=_open_for(answers, dossier),
    )


def _open_for(answers: Sequence[Found | NotFound], dossier: Dossier) -> str:
    """Why a common work that nobody shows may exist all the same; "" where it would be seen."""
    if lost := silence_words(outages(dossier.asked(*OF_PEOPLE)), dossier.traits):
        return lost
    fields = {Scope.COMPUTING, Scope.LIFE_SCIENCES, Scope.PREPRINTS}
    of_some_fields = [
        one.source
        for one in answers
        if one.source in dossier.traits and dossier.traits[one.source].works_of in fields
    ]
    if dossier.chosen is not None or len(of_some_fields) < len(answers):
        return ""
    return f"{joined(named(of_some_fields, dossier.traits))} cover only some fields"


def _claimed(
    claim: Claim, claimed: Sequence[CoauthorAssertion], dossier: Dossier
) -> Iterator[Observation | Skipped]:
    accounted = _all_works_accounted_for(claim, dossier)
    matches = [_match(claim, assertion, dossier) for assertion in claimed]
    for match in matches:
        yield _on_item(match, accounted=accounted)
    looked_at = sum(match.looked_at for match in matches)
    shared = [match for match in matches if match.common]
    unshared = [match for match in matches if match.known and not match.common and accounted]
    strangers = [match for match in unshared if match.well_known]
    if shared and strangers:
        yield _on_strangers(strangers, looked_at)
    if shared and len(shared) * 2 >= looked_at:
        yield _on_the_circle("circle_confirmed", shared, looked_at, ("sharing_works", len(shared)))
    elif unshared and not shared:
        counted = ("with_own_record", len(unshared))
        yield _on_the_circle("circle_unshared", unshared, looked_at, counted)


def _on_item(match: CoauthorMatch, *, accounted: bool) -> Observation | Skipped:
    """The line on one coauthor; ``accounted`` says that no claimed work may hide a common one."""
    assertion, known = match.assertion, match.known
    if match.common:
        words = f"{assertion.name} published “{match.common[0].title}” with somebody of this name"
        return _item("coauthor_shares_work", assertion, words, match.common)
    record = f"{known.works_count} papers in the databases, none with this name" if known else ""
    if known is not None and accounted:
        words = f"{assertion.name} has {record}"
        return _item("coauthor_without_common_work", assertion, words, [known])
    if match.open_for and match.looked_at and not match.deposited:
        words = f"none of the papers found carries both names; {match.open_for}"
        return _could_not_check(assertion, words)
    if known is not None and not match.open_for:
        words = f"{assertion.name} has {record}; a joint paper may be missing there, or under "
        words += "another spelling"
        return _item("coauthor_not_seen", assertion, words, [known])
    if match.deposited:
        words = (
            f"{assertion.name} and this name appear together only on papers that the authors "
            "uploaded"
        )
        return _item("coauthor_in_own_deposits", assertion, words, match.deposited)
    if match.looked_at:
        words = f"none of the papers found carries both this name and {assertion.name}"
        return _item("coauthor_not_seen", assertion, words, list(match.answers))
    return _could_not_check(assertion, "no source answered about joint papers")


def _could_not_check(assertion: CoauthorAssertion, why: str) -> Skipped:
    return Skipped(
        check=Coauthors.id,
        reason=SkipReason.COULD_NOT_CHECK,
        detail=why,
        assertions=(assertion.id,),
    )


def _on_strangers(strangers: Sequence[CoauthorMatch], looked_at: int) -> Observation:
    names_of = ", ".join(match.assertion.name for match in strangers[:3])
    return Observation(
        check=Coauthors.id,
        level="coauthor_unshared",
        summary=f"{names_of}: many papers in the databases, none with this name",
        assertions=tuple(match.assertion.id for match in strangers),
        evidence=evidence_of(match.known for match in strangers if match.known)[:MOST_EVIDENCE],
        group="strangers",
        measurements=(("claimed_coauthors", looked_at), ("without_common_work", len(strangers))),
    )


def _on_the_circle(
    level: str, shown: Sequence[CoauthorMatch], looked_at: int, counted: tuple[str, int]
) -> Observation:
    works = [match.common[0] for match in shown if match.common]
    records: Sequence[WorkRecord | PersonRecord] = works or [
        match.known for match in shown if match.known
    ]
    return Observation(
        check=Coauthors.id,
        level=level,
        summary=_have_published(len(works), looked_at),
        assertions=tuple(match.assertion.id for match in shown),
        evidence=evidence_of(records)[:MOST_EVIDENCE],
        upstream=_upstream(works),
        group="circle",
        measurements=(("claimed_coauthors", looked_at), counted),
    )


def _have_published(sharing: int, claimed: int) -> str:
    if claimed == 1:
        return (
            "the claimed coauthor has published with somebody of this name"
            if sharing
            else "the claimed coauthor has not published with anybody of this name"
        )
    if sharing == 0:
        return f"none of the {claimed} claimed coauthors has published with anybody of this name"
    if sharing == claimed:
        some = "both" if claimed == 2 else f"all {claimed}"
    else:
        some = f"{sharing} of the {claimed}"
    verb = "has" if sharing == 1 else "have"
    return f"{some} claimed coauthors {verb} published with somebody of this name"


def _all_works_accounted_for(claim: Claim, dossier: Dossier) -> bool:
    """Whether no claimed work may hide a common one, of a person whom the indexes know.

    Every one was found, or had to be, and one at least carries the claimed name: who is not in
    an index shares no work there with anybody. A work under another spelling of the name may be
    a common one, or what an outage leaves out.
    """
    if dossier.unheard(*OF_WORKS):
        return False
    matches = [match_work(claim, assertion, dossier) for assertion in claim.all(WorkAssertion)]
    return any(match.bylines for match in matches) and all(
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
    return any(
        names.best(wanted, author.names).verdict is names.NameVerdict.COMPATIBLE
        for author in work.authors
    )


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
            detail="too few papers or coauthors were found to show a pattern",
        )
        return
    if shape.closed and dossier.unheard(*OF_PEOPLE):
        yield Skipped(
            check=Coauthors.id,
            reason=SkipReason.COULD_NOT_CHECK,
            detail="a source that may hold works of other years or circles gave no answer",
        )
        return
    if not shape.closed and len(vouched_for(chosen.works, dossier)) < LEAST_WORKS_FOR_SHAPE:
        yield Skipped(
            check=Coauthors.id,
            reason=SkipReason.NOT_APPLICABLE,
            detail="too few papers that others vouch for; an author's own upload can name anybody",
        )
        return
    level = "closed_circle" if shape.closed else "open_circle"
    words = f"{shape.coauthors} coauthors over {_years(shape.years_spanned)}, {_groups(shape)}"
    yield Observation(
        check=Coauthors.id,
        level=level,
        summary=words,
        evidence=evidence_of(chosen.works)[:MOST_EVIDENCE],
        upstream=_upstream(chosen.works),
        group="shape",
        measurements=_measured(shape),
    )


def _years(count: int) -> str:
    return "1 year" if count == 1 else f"{count} years"


def _groups(shape: NetworkShape) -> str:
    if shape.closed:
        return "who publish only with each other"
    if shape.core_share < SHARE_OF_ONE_GROUP:
        return "from several groups"
    return "most of them from one group"


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
