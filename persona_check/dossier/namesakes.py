"""Whether the works of a claim are several people's, who share its name."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence, Set
from itertools import combinations

from persona_check.compare import organizations
from persona_check.compare.academic_domains import is_free_mail
from persona_check.compare.domain_relations import DomainRelation, relate
from persona_check.compare.name_rarity import is_common
from persona_check.dossier.bylines import own_bylines, own_identifiers, own_places
from persona_check.dossier.claimed_works import WorkMatch
from persona_check.dossier.index import Dossier
from persona_check.dossier.people import work_key
from persona_check.model.claim import Claim, EmailAssertion, IdentifierAssertion, PostAssertion
from persona_check.model.report import Candidate
from persona_check.model.traits import Trait

__all__ = ["of_namesakes", "of_several_people"]

LEAST_WORKS_OF_A_NAMESAKE = 2
LEAST_SHARE_OF_ONE_PERSON = 0.67


def of_namesakes(claim: Claim, dossier: Dossier, matches: Sequence[WorkMatch]) -> bool:
    """Whether the claimed works lie with several people of one common name.

    Candidates that print a claimed organisation, mail domain or identifier are held to be the
    claimed person: what they lack is a common coauthor, and people move and change fields.
    """
    if not is_common(claim.name):
        return False
    found = [match for match in matches if match.bylines]
    holdings = [
        (candidate, {match.assertion.id for match in found if _lies_with(match, candidate)})
        for candidate in dossier.candidates
    ]
    tied = set().union(
        *(held for candidate, held in holdings if _prints_what_is_claimed(claim, candidate))
    )
    with_most = max(len(tied), *(len(held) for _, held in holdings), 0)
    apart = len(found) > 1 and with_most < LEAST_SHARE_OF_ONE_PERSON * len(found)
    return apart or of_several_people(found, dossier.sources_with(Trait.PEOPLE_BY_PROGRAM))


def _lies_with(match: WorkMatch, candidate: Candidate) -> bool:
    held = {work_key(work) for work in candidate.works}
    return any(work_key(work) in held for work, _ in match.bylines)


def of_several_people(matches: Sequence[WorkMatch], by_program: Set[str]) -> bool:
    """Whether a source holds the works to be two people's, who print no common organisation.

    A single work under another key may be a slip. ``by_program`` are sources whose keys a program
    assigned: these split one person who moves.
    """
    by_source: dict[str, dict[str, list[WorkMatch]]] = defaultdict(lambda: defaultdict(list))
    places: dict[str, set[str]] = defaultdict(set)
    for match in matches:
        for _, author in match.bylines:
            key = author.author_key or ""
            source = key.partition(":")[0]
            if not key or source in by_program:
                continue
            places[key].update(author.affiliations)
            if match not in by_source[source][key]:
                by_source[source][key].append(match)
    for people in by_source.values():
        several = [key for key, works in people.items() if len(works) >= LEAST_WORKS_OF_A_NAMESAKE]
        for one, other in combinations(sorted(several), 2):
            if places[one] and places[other] and _share_no_place(places[one], places[other]):
                return True
    return False


def _prints_what_is_claimed(claim: Claim, candidate: Candidate) -> bool:
    """Whether its bylines print an organisation, mail domain or identifier of the claim."""
    places = own_places(claim, candidate.works)
    identifiers = own_identifiers(claim, candidate.works)
    bylines = own_bylines(claim, candidate.works)
    domains = [author.email_domain for _, author in bylines if author.email_domain]
    for assertion in claim.assertions:
        match assertion:
            case PostAssertion(organization=organization):
                tied = organizations.same_as_any(organization, places)
            case EmailAssertion(domain=domain):
                tied = not is_free_mail(domain) and (
                    relate(domain, domains)[0] is DomainRelation.SAME
                )
            case IdentifierAssertion():
                tied = assertion.value in identifiers
            case _:
                continue
        if tied:
            return True
    return False


def _share_no_place(some: Iterable[str], others: Collection[str]) -> bool:
    return all(organizations.differs_from_all(one, others) for one in some)
