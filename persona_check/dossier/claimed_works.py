"""Which records answer a claimed work, and whether the claimed name stands on them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from persona_check.compare import names, professions, titles, venues
from persona_check.compare.group_authors import is_group
from persona_check.compare.title_rarity import is_plain
from persona_check.dossier.bylines import fit_of_claimed, own_bylines
from persona_check.dossier.index import Dossier, answered, outages
from persona_check.dossier.people import work_key
from persona_check.dossier.silence import joined, named, silence_words
from persona_check.model.claim import Claim, WorkAssertion
from persona_check.model.lookup import (
    Found,
    JointWorks,
    Lookup,
    NotFound,
    Unavailable,
    VenueCoverage,
    WorkByDoi,
    WorkByTitle,
    WorksOfPerson,
)
from persona_check.model.provenance import AssertedBy
from persona_check.model.record import Authorship, Coverage, CoverageRecord, WorkRecord
from persona_check.model.traits import Scope, Trait

__all__ = [
    "LEAST_ABSENT",
    "WorkMatch",
    "absent_where_held",
    "independent",
    "is_by_others",
    "left_open",
    "match_work",
    "vouched_for",
]

# One title may be reworded or mistyped; this many may not.
LEAST_ABSENT = 2
# A title of the person's that agrees in this share of letters may be the claimed one, misprinted,
# or another of a series: which, is undecided.
NEARLY_ALIKE = 0.85
# Preprint, conference and journal print one work within as many years.
YEARS_OF_ONE_WORK = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkMatch:
    """What the sources hold of one claimed work.

    ``records`` carry the claimed title or DOI; ``bylines`` are those authors of theirs whose name
    fits the claim. ``empty`` are answers without it, ``silent`` the asks without an answer;
    ``unheard`` where one of these, or a list of works, may hold a copy that tells otherwise.
    ``sought`` where an index that should hold it looked for it and answered.
    ``coverage`` is the best statement on venue and year, None where no index made one;
    ``coverage_unheard`` where one that may was asked and gave no answer.
    ``other_title`` is set where the claimed DOI leads to another title, and
    ``other_title_may_be_own`` where the claimed name may stand on it: a translation, or another
    work. ``spelled_otherwise`` where no byline fits, and one may be the claimed name written
    otherwise. ``self_deposited`` says that no editor or publisher stands behind it: a repository
    takes any deposit. ``in_no_wide_index`` says that every index meant to hold all works lacks it.
    ``nearly_found`` where one of the person's works has almost this title.
    """

    assertion: WorkAssertion
    records: tuple[WorkRecord, ...]
    bylines: tuple[tuple[WorkRecord, Authorship], ...]
    empty: tuple[Found | NotFound, ...]
    silent: tuple[Unavailable, ...]
    coverage: CoverageRecord | None
    coverage_unheard: bool = False
    unheard: bool = False
    sought: bool = False
    other_title: WorkRecord | None = None
    other_title_may_be_own: bool = False
    spelled_otherwise: bool = False
    self_deposited: bool = False
    in_no_wide_index: bool = False
    nearly_found: bool = False

    @property
    def year(self) -> int | None:
        """The earliest year on the records."""
        return min((work.year for work in self.records if work.year), default=None)


def independent(copies: Sequence[WorkRecord], dossier: Dossier) -> bool:
    """Whether a third party stands behind the deposit that these records copy.

    The registry in which it was deposited knows best; among other indexes, which all copy, the
    most doubtful statement holds. That somebody lists a work on a record of their own says nothing
    about who deposited it.
    """
    registries = dossier.sources_with(Trait.DOI_REGISTRY)
    by_owner = dossier.sources_with(Trait.LISTS_BY_OWNER)
    registered = [work for work in copies if work.provenance.source in registries]
    indexed = [work for work in copies if work.provenance.source not in by_owner]
    behind = {work.provenance.asserted_by for work in registered or indexed or copies}
    return behind == {AssertedBy.THIRD_PARTY}


def vouched_for(works: Iterable[WorkRecord], dossier: Dossier) -> list[WorkRecord]:
    """Those works behind which somebody stands besides their authors.

    What an author deposits may print any organisation and any coauthor, and costs nothing.
    """
    copies: dict[str, list[WorkRecord]] = {}
    for record in dossier.records(WorkRecord):
        copies.setdefault(work_key(record), []).append(record)
    return [work for work in works if independent(copies.get(work_key(work), [work]), dossier)]


def _by_deposit(records: Iterable[WorkRecord]) -> Iterable[Sequence[WorkRecord]]:
    groups: dict[str, list[WorkRecord]] = {}
    for work in records:
        groups.setdefault((work.provenance.upstream or (work.key,))[0], []).append(work)
    return groups.values()


def match_work(claim: Claim, assertion: WorkAssertion, dossier: Dossier) -> WorkMatch:
    """The answers on one claimed work, compared by DOI and by title."""
    lookups = dossier.about(assertion.id, WorkByDoi, WorkByTitle)
    held: list[WorkRecord] = []
    empty: list[Found | NotFound] = []
    doi_leads_to: list[WorkRecord] = []
    for lookup in answered(lookups):
        works = [w for w in _works(lookup) if _is_claimed(claim, assertion, w)]
        if not works:
            empty.append(lookup)
        if isinstance(lookup.query, WorkByDoi):
            doi_leads_to += _works(lookup)
        held += works
    held += [
        work
        for candidate in dossier.candidates
        for work in candidate.works
        if _is_claimed(claim, assertion, work) and work not in held
    ]
    bylines = tuple(own_bylines(claim, held))
    other_title = _other_work(doi_leads_to, held)
    coverage = _coverage(assertion, dossier)
    return WorkMatch(
        assertion=assertion,
        records=tuple(held),
        bylines=bylines,
        empty=tuple(empty),
        silent=tuple(lookup for lookup in lookups if isinstance(lookup, Unavailable)),
        coverage=coverage,
        coverage_unheard=dossier.unheard(VenueCoverage, about=assertion.id),
        unheard=bool(outages(lookups)) or dossier.unheard(WorksOfPerson, JointWorks),
        sought=_is_sought(assertion, coverage, answered(lookups), dossier),
        other_title=other_title,
        other_title_may_be_own=other_title is not None and _not_ruled_out(claim, other_title),
        spelled_otherwise=not bylines and any(_not_ruled_out(claim, work) for work in held),
        self_deposited=not any(independent(group, dossier) for group in _by_deposit(held)),
        in_no_wide_index=_lacked_by_all(dossier, empty),
        nearly_found=not held and _nearly_found(claim, assertion, dossier),
    )


def _nearly_found(claim: Claim, assertion: WorkAssertion, dossier: Dossier) -> bool:
    wanted = assertion.title
    return wanted is not None and any(
        any(titles.same(wanted, title).similarity >= NEARLY_ALIKE for title in work.titles)
        and any(own_bylines(claim, [work]))
        for candidate in dossier.candidates
        for work in candidate.works
    )


def _other_work(
    doi_leads_to: Sequence[WorkRecord], held: Sequence[WorkRecord]
) -> WorkRecord | None:
    """What stands under the claimed DOI, where no index holds the claimed title there."""
    if any(work in held for work in doi_leads_to):
        return None
    return next(iter(doi_leads_to), None)


def _lacked_by_all(dossier: Dossier, empty: Iterable[Lookup]) -> bool:
    """Whether every index meant to hold all works answered without it."""
    wide = dossier.sources_with(Trait.WIDE_INDEX)
    return bool(wide) and wide <= {lookup.source for lookup in empty}


def _is_sought(
    assertion: WorkAssertion,
    coverage: CoverageRecord | None,
    answers: Iterable[Found | NotFound],
    dossier: Dossier,
) -> bool:
    """Whether somebody answered who means to hold such a work.

    That preprint servers and indexes of single fields lack a work of history says nothing, nor
    does a corpus that has nothing of its venue. Whoever holds another work of the very title has
    such works, though, and shows what it found in place of the claimed one.
    """
    if coverage is not None and coverage.coverage is not Coverage.NOT_HELD:
        return True
    answers = tuple(answers)
    if any(_is_namesake_title(assertion, work) for one in answers for work in _works(one)):
        return True
    should = set(dossier.sources_with(Trait.WIDE_INDEX))
    if "computing" in professions.of_work("", assertion.venue):
        should |= dossier.holding(Scope.COMPUTING)
    return any(lookup.source in should for lookup in answers)


def left_open(match: WorkMatch, dossier: Dossier) -> str | None:
    """Why it cannot be told whether a work that nobody shows exists; None where it can.

    Whoever gave no answer may hold it, and of those who answered one at least should.
    """
    # whoever knows the DOI knows the paper that stands there in place of the claimed one
    told = match.sought or match.other_title is not None
    if match.records or (told and not match.unheard):
        return None
    wide = dossier.sources_with(Trait.WIDE_INDEX)
    silent = [one for one in match.silent if one.source in wide] or list(match.silent)
    silent = silent or list(outages(dossier.asked(WorksOfPerson, JointWorks)))
    lacking = named((one.source for one in match.empty), dossier.traits)
    have = f"{joined(lacking)} {'has' if len(lacking) == 1 else 'have'} no record of it"
    words = silence_words(silent, dossier.traits)
    if match.sought or not lacking:
        return f"{words}; {have}" if lacking else words
    return f"{words or 'no database that should have it was asked'}; {have}, and need not have one"


def _is_namesake_title(assertion: WorkAssertion, work: WorkRecord) -> bool:
    wanted = assertion.title
    return wanted is not None and any(titles.same(wanted, title).same for title in work.titles)


def _not_ruled_out(claim: Claim, work: WorkRecord) -> bool:
    """Whether some name on the work is not plainly another than the claimed one."""
    return any(
        fit_of_claimed(claim, *author.names).verdict is not names.NameVerdict.INCOMPATIBLE
        for author in work.authors
    )


def _works(lookup: Found | NotFound) -> Sequence[WorkRecord]:
    if isinstance(lookup, NotFound):
        return ()
    return [record for record in lookup.records if isinstance(record, WorkRecord)]


def _is_claimed(claim: Claim, assertion: WorkAssertion, work: WorkRecord) -> bool:
    if assertion.title is None:
        return assertion.doi == work.doi
    if not assertion.understood:
        return any(titles.stands_in(title, assertion.title) for title in work.titles)
    if not any(titles.same(assertion.title, title).same for title in work.titles):
        return False
    return not _of_the_same_title(claim, assertion, work)


def _of_the_same_title(claim: Claim, assertion: WorkAssertion, work: WorkRecord) -> bool:
    """Whether it is somebody else's work of a plain title: at another venue, in another year."""
    if assertion.doi and assertion.doi == work.doi:
        return False
    if not is_plain(work.title) or _not_ruled_out(claim, work):
        return False
    elsewhere = bool(
        assertion.venue and work.venue and not venues.same(assertion.venue, work.venue)
    )
    then = bool(
        assertion.year and work.year and abs(assertion.year - work.year) > YEARS_OF_ONE_WORK
    )
    told = bool((assertion.venue and work.venue) or (assertion.year and work.year))
    return elsewhere or then or not told


def _coverage(assertion: WorkAssertion, dossier: Dossier) -> CoverageRecord | None:
    order = (Coverage.NOT_HELD, Coverage.PARTLY, Coverage.HELD)
    statements = [
        record
        for lookup in dossier.about(assertion.id, VenueCoverage)
        if isinstance(lookup, Found)
        for record in lookup.records
        if isinstance(record, CoverageRecord)
    ]
    return max(statements, key=lambda record: order.index(record.coverage), default=None)


def absent_where_held(match: WorkMatch) -> bool:
    """Whether the work was not found although it would have to be found if it existed."""
    if match.records or match.nearly_found or match.unheard or not match.assertion.understood:
        return False
    if match.coverage is not None:
        return match.coverage.coverage is Coverage.HELD
    named = bool(match.assertion.venue and match.assertion.year)
    return named and not (match.silent or match.coverage_unheard) and match.in_no_wide_index


def is_by_others(match: WorkMatch) -> bool:
    """Whether the work exists, and its whole list of authors holds nobody of the claimed name."""
    return (
        bool(match.records)
        and match.assertion.understood
        and not match.bylines
        and not match.spelled_otherwise
        and any(_names_all_authors(work) for work in match.records)
    )


def _names_all_authors(work: WorkRecord) -> bool:
    return (
        bool(work.authors)
        and work.authors_complete
        and not any(author.group or is_group(author.name) for author in work.authors)
    )
