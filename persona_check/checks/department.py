"""Does the claimed institute or school exist at the organisation, by what papers print?"""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from persona_check.checks.counts import papers
from persona_check.compare import organizations
from persona_check.compare.affiliation_lines import (
    claimed_units,
    organization_words,
    read_lines,
    subject,
)
from persona_check.dossier.bylines import own_places
from persona_check.dossier.claimed_works import (
    LEAST_ABSENT,
    WorkMatch,
    absent_where_held,
    is_by_others,
    match_work,
    vouched_for,
)
from persona_check.dossier.index import OF_WORKS, Dossier, evidence_of
from persona_check.dossier.institution_pages import pages_of_claimed_organizations
from persona_check.model.claim import AssertionKind, Claim, PostAssertion, WorkAssertion
from persona_check.model.finding import (
    AssertionState,
    Level,
    Observation,
    Outcome,
    Severity,
    Skipped,
    SkipReason,
)
from persona_check.model.lookup import (
    Found,
    OrganizationByName,
    PageAt,
    PersonById,
    PersonByName,
    UnitsOfOrganization,
)
from persona_check.model.record import Coverage, PrintedUnitsRecord, WorkRecord

__all__ = ["UNLIKE_ALONE", "UNLIKE_WITH_OTHERS", "Department", "is_unlike_all"]

# Fixed before the rate of false alarms was measured (docs/timeline.md).
# A unit whose subject one printed unit covers to this share is printed; words count by rarity.
SHARE_OF_THE_SAME = 0.9
# Below these shares, at the organisation and anywhere, nothing like the unit is printed: by itself,
# and where other kinds of evidence say the same.
UNLIKE_ALONE = (0.3, 0.6)
UNLIKE_WITH_OTHERS = (0.5, 0.75)
# So many papers and units must be known of an organisation before one is missed among them.
LEAST_WORKS_OF_ORGANIZATION = 100
LEAST_UNITS_OF_ORGANIZATION = 10
# An index of fewer units knows too little of what units there are.
LEAST_UNITS_OF_INDEX = 2_000


class Department:
    """Claimed units of an organisation against those that papers print with it."""

    id: ClassVar[str] = "department"
    question: ClassVar[str] = "Do papers mention the claimed institute, school or department?"
    if_wrong: ClassVar[str] = (
        "give a page of the organisation that names the unit, or the name it had when you "
        "worked there."
    )
    reads: ClassVar[frozenset[AssertionKind]] = frozenset({AssertionKind.POST})
    levels: ClassVar[tuple[Level, ...]] = (
        Level(
            id="unit_printed",
            outcome=Outcome.INCONCLUSIVE,
            meaning="Papers name this unit of this organisation. That does not show that this "
            "person works there.",
        ),
        Level(
            id="unit_not_among_printed",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.EXPLAINABLE,
            meaning="A database that covers journals or conferences of the claimed papers has many "
            "units of this organisation, and none is like the claimed one, here or at any other "
            "organisation. About one real unit in thirty is unlike all others.",
            state=AssertionState.PARTLY,
            innocent="a new, renamed, small or teaching unit, or a database that covers few fields",
        ),
        Level(
            id="unit_and_person_unprinted",
            outcome=Outcome.CONTRADICTS,
            severity=Severity.MATERIAL,
            meaning="No paper names a unit much like the claimed one, here or anywhere; the "
            "databases that should have the claimed papers do not show them as this person's; and "
            "nothing else connects the person with the organisation.",
            state=AssertionState.CONFLICT,
            innocent="a new or renamed unit, and papers published under another name",
        ),
        Level(
            id="unit_not_comparable",
            outcome=Outcome.INCONCLUSIVE,
            meaning="Too little is known about the units of this organisation, the claimed one is "
            "like some that others have, or sources that may name it did not answer.",
        ),
    )

    def run(self, claim: Claim, dossier: Dossier) -> Iterable[Observation | Skipped]:
        """One line on each claimed unit."""
        posts = claim.all(PostAssertion)
        claimed = [
            (post, organization, unit)
            for post in posts
            for organization, units in [claimed_units(post.organization, post.department)]
            for unit in units
        ]
        if not claimed:
            yield Skipped(
                check=self.id,
                reason=SkipReason.NOTHING_CLAIMED,
                detail="no institute or department",
            )
            return
        works = claim.all(WorkAssertion)
        matches = [match_work(claim, a, dossier) for a in works]
        for post, organization, unit in claimed:
            record = _indexed(post, unit, dossier)
            if in_hand := _printing(organization, unit, dossier):
                yield _printed(post, organization, unit, in_hand)
            elif record is not None:
                yield _on_unit(claim, post, record, dossier, matches)
            else:
                yield Skipped(
                    check=self.id,
                    reason=SkipReason.COULD_NOT_CHECK,
                    detail=f"none of the papers found names {unit}, and no local corpus "
                    "(--corpus) was asked about the units of this organisation",
                )


def _indexed(post: PostAssertion, unit: str, dossier: Dossier) -> PrintedUnitsRecord | None:
    """What an index of printed affiliations says of the unit."""
    return next(
        (
            record
            for lookup in dossier.about(post.id, UnitsOfOrganization)
            if isinstance(lookup, Found)
            for record in lookup.records
            if isinstance(record, PrintedUnitsRecord) and record.unit == unit
        ),
        None,
    )


def _printing(organization: str, unit: str, dossier: Dossier) -> list[WorkRecord]:
    """Works in hand that print the unit with its organisation, on anybody's byline."""
    about, at = subject(unit), organization_words(organization)
    return [
        work
        for work in dossier.records(WorkRecord)
        if about
        and any(
            about == subject(printed)
            and any(at == organization_words(name) for name in line.organizations)
            for author in work.authors
            for place in author.affiliations
            for line in read_lines(place)
            for printed in line.units
        )
    ]


def _printed(
    post: PostAssertion, organization: str, unit: str, works: Sequence[WorkRecord]
) -> Observation:
    return Observation(
        check=Department.id,
        level="unit_printed",
        summary=f"{papers(len({work.key for work in works}), 'name')} {unit} at {organization}",
        assertions=(post.id,),
        evidence=evidence_of(works)[:4],
        group=f"unit:{organization}:{unit}",
    )


def _on_unit(
    claim: Claim,
    post: PostAssertion,
    record: PrintedUnitsRecord,
    dossier: Dossier,
    matches: Sequence[WorkMatch],
) -> Observation:
    here = record.here.share if record.here else 0.0
    anywhere = record.anywhere.share if record.anywhere else 0.0
    of_the_field = any(map(_in_the_index, matches))
    # who did not answer may hold a work that prints the unit, or what ties the person to it
    heard = of_the_field and not dossier.unheard(*OF_WORKS)
    unlike = heard and is_unlike_all(record, UNLIKE_ALONE)
    with_others = (
        heard
        and is_unlike_all(record, UNLIKE_WITH_OTHERS)
        and not dossier.unheard(PersonById, PersonByName, PageAt, OrganizationByName)
    )
    if record.here and here >= SHARE_OF_THE_SAME:
        level = "unit_printed"
        words = f"{papers(record.here.works, 'name')} {record.here.unit} at {record.organization}"
    elif with_others and _are_not_theirs(matches) and not _tied(claim, post, dossier):
        level = "unit_and_person_unprinted"
        words = (
            f"none of {record.all_units} units named in papers is much like {record.unit}, and no "
            f"paper by this person lists {record.organization}"
        )
    elif (
        unlike
        and record.works >= LEAST_WORKS_OF_ORGANIZATION
        and record.units >= LEAST_UNITS_OF_ORGANIZATION
    ):
        level = "unit_not_among_printed"
        words = (
            f"{papers(record.works, 'name')} {record.organization}, with {record.units} units; "
            f"none is like {record.unit}"
        )
    else:
        level = "unit_not_comparable"
        words = (
            f"{papers(record.works, 'name')} {record.organization}, with {record.units} units; "
            f"this is too little to judge {record.unit}"
        )
    return Observation(
        check=Department.id,
        level=level,
        summary=words,
        assertions=(post.id,),
        evidence=evidence_of([record], _says(record)),
        group=f"unit:{record.organization}:{record.unit}",
        measurements=(
            ("works_of_organization", record.works),
            ("units_of_organization", record.units),
            ("share_alike_here", here),
            ("share_alike_anywhere", anywhere),
        ),
    )


def is_unlike_all(record: PrintedUnitsRecord, shares: tuple[float, float]) -> bool:
    """Whether an index of many units holds none that covers more of the claimed one's subject.

    ``shares`` are those at the organisation and anywhere, in [0, 1].
    """
    here = record.here.share if record.here else 0.0
    anywhere = record.anywhere.share if record.anywhere else 0.0
    return (
        record.comparable
        and here < shares[0]
        and anywhere < shares[1]
        and record.all_units >= LEAST_UNITS_OF_INDEX
    )


def _says(record: PrintedUnitsRecord) -> str:
    nearest = record.here or record.anywhere
    near = f"; closest: {nearest.unit}" if nearest else ""
    return f"{record.organization}: {record.works} papers, {record.units} units{near}"


def _in_the_index(match: WorkMatch) -> bool:
    """Whether a claimed work is of the index's fields: it holds the work, or some of its venue.

    An index of few fields knows nothing of the units of others.
    """
    return bool(match.records) or (
        match.coverage is not None and match.coverage.coverage is not Coverage.NOT_HELD
    )


def _are_not_theirs(matches: Sequence[WorkMatch]) -> bool:
    """Whether none of the claimed works prints the name, and some would have to be found."""
    return not any(match.bylines or match.spelled_otherwise for match in matches) and (
        any(is_by_others(match) for match in matches)
        or sum(absent_where_held(match) for match in matches) >= LEAST_ABSENT
    )


def _tied(claim: Claim, post: PostAssertion, dossier: Dossier) -> bool:
    """Whether a byline, a record or an institution's page may put the person at the organisation.

    A place that cannot be told from it counts: nothing is held against anybody on its account.
    """
    chosen = dossier.chosen
    places: list[str] = []
    if chosen is not None:
        places = own_places(claim, vouched_for(chosen.works, dossier))
        places += [fact.organization for one in chosen.records for fact in one.affiliations]
    named = any(pages_of_claimed_organizations(claim, dossier))
    return named or not organizations.differs_from_all(post.organization, places)
