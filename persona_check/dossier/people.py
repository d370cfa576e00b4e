"""Groups the records of all sources into people, keeps namesakes apart, and shows the margins."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from persona_check.compare import names, organizations, titles
from persona_check.compare.academic_domains import is_mailbox_at
from persona_check.compare.name_rarity import is_common
from persona_check.dossier.bylines import may_be_claimants
from persona_check.dossier.clusters import Cluster, companions, dated_organizations, fuller
from persona_check.model.claim import (
    Claim,
    CoauthorAssertion,
    IdentifierAssertion,
    IdentifierScheme,
    PostAssertion,
    WorkAssertion,
)
from persona_check.model.lookup import Found, Lookup, NamesakesWith, PersonById, WorksOfPerson
from persona_check.model.record import Authorship, PersonRecord, PersonStatus, WorkRecord
from persona_check.model.report import Candidate

__all__ = ["different_works", "resolve", "work_key"]

# What agreement of a candidate with one claimed item is worth when candidates compete. An
# identifier names one person; titles, coauthors and posts are shared by a few, names by many.
POINTS_IDENTIFIER = 6.0
POINTS_WORK = 2.0
POINTS_COAUTHOR = 1.0
POINTS_ORGANIZATION = 1.5
POINTS_RECORD = 0.25
# Below this margin to the runner-up nobody is chosen.
LEAST_MARGIN = 0.25
# Common coauthors, or one and a common organisation, join two bylines of one name.
JOIN_AT = 2.0
# A coauthor whose name few people bear says as much as two of common names, where no
# organisations are printed to compare.
RARE_COAUTHOR = 1.0
# Affiliations this many years apart no longer speak for one person.
AFFILIATION_YEARS_APART = 6


def work_key(work: WorkRecord) -> str:
    """What copies of one work share: its DOI, else its normalised title and year."""
    return f"doi:{work.doi}" if work.doi else f"title:{titles.key(work.title)}:{work.year or ''}"


def different_works(works: Iterable[WorkRecord]) -> int:
    """How many works these are to a reader: a copy without DOI, or a preprint, is no other one."""
    seen: set[str] = set()
    count = 0
    for work in works:
        own = {f"title:{titles.key(work.title)}", *([f"doi:{work.doi}"] if work.doi else ())}
        count += not own & seen
        seen |= own
    return count


def resolve(claim: Claim, lookups: Sequence[Lookup]) -> tuple[Candidate, ...]:
    """The people whom the records may concern, best first; at most one is chosen.

    Records join by shared identifier, by standing on the same work, and, where nothing forbids
    it, by common coauthors and organisations; different ORCID iDs or different person keys of one
    source keep them apart.
    """
    clusters = _joined_by_keys(claim, lookups)
    clusters = _joined_by_company(clusters)
    clusters = _joined_by_rare_name(claim, clusters)
    return _ranked(claim, clusters)


def _joined_by_keys(claim: Claim, lookups: Sequence[Lookup]) -> list[Cluster]:
    parent: dict[str, str] = {}

    def find(key: str) -> str:
        parent.setdefault(key, key)
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    def join(keys: Iterable[str]) -> None:
        first, *rest = [find(key) for key in keys]
        for key in rest:
            parent[find(key)] = first

    persons: list[tuple[str, PersonRecord]] = []
    bylines: list[tuple[str, WorkRecord, Authorship]] = []
    asked_ids = {f"{a.scheme}:{a.identifier}" for a in claim.all(IdentifierAssertion)}
    for lookup in lookups:
        if not isinstance(lookup, Found):
            continue
        # the first of many works prove nothing about whom the others belong to
        if isinstance(lookup.query, NamesakesWith) and lookup.unlisted:
            continue
        for record in lookup.records:
            match record:
                case PersonRecord() if record.status not in (
                    PersonStatus.LOCKED,
                    PersonStatus.DELETED,
                    PersonStatus.AMBIGUOUS,
                ):
                    keys = _person_keys(record)
                    claimed = isinstance(lookup.query, PersonById) and bool(asked_ids & set(keys))
                    if claimed or may_be_claimants(claim, record.name, *record.other_names):
                        join(keys)
                        persons.append((keys[0], record))
                case WorkRecord():
                    owner = _owner_key(lookup)
                    for author in record.authors:
                        if may_be_claimants(claim, *author.names):
                            keys = _byline_keys(record, author)
                            if owner is not None and _alone(claim, record):
                                keys.append(owner)
                            join(keys)
                            bylines.append((keys[0], record, author))
                case _:
                    continue
    clusters: dict[str, Cluster] = defaultdict(Cluster)
    for key, record in persons:
        cluster = clusters[find(key)]
        if record not in cluster.records:
            cluster.records.append(record)
            cluster.keys.update(_person_keys(record))
    for key, work, author in bylines:
        cluster = clusters[find(key)]
        cluster.bylines.append((work, author))
        held = cluster.works.get(work_key(work))
        cluster.works[work_key(work)] = work if held is None else fuller(held, work)
        cluster.keys.update(_byline_ids(author))
    return list(clusters.values())


def _owner_key(lookup: Found) -> str | None:
    """The person whose list of works was asked for, where the query says so."""
    if isinstance(lookup.query, WorksOfPerson):
        return f"{lookup.query.scheme}:{lookup.query.identifier}"
    return None


def _alone(claim: Claim, work: WorkRecord) -> bool:
    return sum(may_be_claimants(claim, *author.names) for author in work.authors) == 1


def _person_keys(record: PersonRecord) -> list[str]:
    return [record.key, *(f"{i.scheme}:{i.value}" for i in record.identifiers)]


def _byline_ids(author: Authorship) -> list[str]:
    keys = [author.author_key] if author.author_key else []
    if author.orcid:
        keys.append(f"{IdentifierScheme.ORCID}:{author.orcid}")
    if author.scholar_id:
        keys.append(f"{IdentifierScheme.SCHOLAR}:{author.scholar_id}")
    return keys


def _byline_keys(work: WorkRecord, author: Authorship) -> list[str]:
    # two sources' copies of one work print the same person at the same place
    return [f"{work_key(work)}#{author.position}", *_byline_ids(author)]


def _joined_by_company(clusters: list[Cluster]) -> list[Cluster]:
    """Clusters merged, to a fixpoint, where common coauthors and organisations say so."""
    alive = dict(
        enumerate(sorted(clusters, key=lambda c: (-len(c.works), sorted(c.keys), sorted(c.works))))
    )
    company = {number: companions(cluster) for number, cluster in alive.items()}
    seen_with: dict[str, set[int]] = defaultdict(set)
    for number, people in company.items():
        for one in people:
            seen_with[one].add(number)
    open_numbers = list(alive)
    while open_numbers:
        number = open_numbers.pop(0)
        if number not in alive:
            continue
        # without a common coauthor nothing reaches JOIN_AT
        near = sorted({n for one in company[number] for n in seen_with[one]} - {number})
        for other in near:
            reasons = _reasons_to_join(alive[number], alive[other], company[number], company[other])
            if reasons:
                _absorb(alive[number], alive.pop(other), reasons)
                # who was a companion of one may be of the people joined: namesakes share bylines
                before = company.pop(number) | company[other]
                company[number] = companions(alive[number])
                for one in before:
                    seen_with[one] -= {number, other}
                for one in company[number]:
                    seen_with[one].add(number)
                del company[other]
                open_numbers.append(number)
                break
    return list(alive.values())


def _joined_by_rare_name(claim: Claim, clusters: list[Cluster]) -> list[Cluster]:
    """Clusters of a name that hardly two people share, written out, and not kept apart by iDs."""
    if is_common(claim.name):
        return clusters
    whole: list[Cluster] = []
    for cluster in sorted(clusters, key=lambda c: (-len(c.works), sorted(c.keys), sorted(c.works))):
        home = next(
            (
                one
                for one in whole
                if _written_alike(one, cluster) and not _kept_apart(one, cluster)
            ),
            None,
        )
        if home is None:
            whole.append(cluster)
        else:
            _absorb(home, cluster, ("a rare name, written out in both",))
    return whole


def _written_alike(a: Cluster, b: Cluster) -> bool:
    written = [
        {author.name for _, author in cluster.bylines} | {record.name for record in cluster.records}
        for cluster in (a, b)
    ]
    alike = (names.NameStrength.IDENTICAL, names.NameStrength.VARIANT)
    return any(names.compare(x, y).strength in alike for x in written[0] for y in written[1])


def _absorb(cluster: Cluster, other: Cluster, reasons: Iterable[str]) -> None:
    cluster.records += [record for record in other.records if record not in cluster.records]
    for key, work in other.works.items():
        held = cluster.works.get(key)
        cluster.works[key] = work if held is None else fuller(held, work)
    cluster.bylines += other.bylines
    cluster.keys |= other.keys
    cluster.reasons.update(dict.fromkeys(reasons))


def _reasons_to_join(a: Cluster, b: Cluster, with_a: set[str], with_b: set[str]) -> tuple[str, ...]:
    if _kept_apart(a, b):
        return ()
    points = 0.0
    reasons = []
    common = sorted(with_a & with_b)
    if common:
        rare = any(not is_common(name) for name in common)
        elsewhere = bool(dated_organizations(a) and dated_organizations(b))
        points += min(2.0, len(common) + RARE_COAUTHOR * (rare and not elsewhere))
        reasons.append("common coauthors: " + ", ".join(common[:3]))
    if _common_organization(a, b):
        points += 1.0
        reasons.append("a common organisation in nearby years")
    if a.records and b.records and not (a.bylines and b.bylines) and points:
        points += 0.5
    return tuple(reasons) if points >= JOIN_AT else ()


def _kept_apart(a: Cluster, b: Cluster) -> bool:
    """Different iDs of a scheme in which one person has one keep two clusters apart."""
    for scheme in ("orcid:", "openreview:", "acl:", "repec:"):
        left = {key for key in a.keys if key.startswith(scheme)}
        right = {key for key in b.keys if key.startswith(scheme)}
        if left and right and not left & right:
            return True
    return any(
        names.best(x.names, y.names).verdict is names.NameVerdict.INCOMPATIBLE
        for _, x in a.bylines[:20]
        for _, y in b.bylines[:20]
    )


def _common_organization(a: Cluster, b: Cluster) -> bool:
    return any(
        (x_year is None or y_year is None or abs(x_year - y_year) <= AFFILIATION_YEARS_APART)
        and organizations.same(x, y).same
        for x, x_year in dated_organizations(a)
        for y, y_year in dated_organizations(b)
    )


def _ranked(claim: Claim, clusters: Sequence[Cluster]) -> tuple[Candidate, ...]:
    scored = sorted(
        ((_score(claim, cluster), cluster) for cluster in clusters),
        key=lambda pair: (-pair[0], -len(pair[1].works), sorted(pair[1].keys)),
    )
    candidates = []
    for index, (score, cluster) in enumerate(scored):
        rival = max((other for i, (other, _) in enumerate(scored) if i != index), default=0.0)
        margin = max(0.0, (score - rival) / score) if score > 0 else 0.0
        chosen = index == 0 and score > POINTS_RECORD and margin >= LEAST_MARGIN
        candidates.append(
            Candidate(
                id=f"c{index + 1}",
                name=_name(claim, cluster),
                records=tuple(cluster.records),
                works=tuple(sorted(cluster.works.values(), key=_by_year)),
                score=round(score, 3),
                margin=round(margin, 3),
                chosen=chosen,
                reasons=tuple(cluster.reasons),
            )
        )
    return tuple(candidates)


def _score(claim: Claim, cluster: Cluster) -> float:
    score = POINTS_RECORD * bool(cluster.records)
    known_with = companions(cluster)
    work_titles = [title for work in cluster.works.values() for title in work.titles]
    dois = {work.doi for work in cluster.works.values() if work.doi}
    places = [organization for organization, _ in dated_organizations(cluster)]
    mailboxes = {author.email_domain for _, author in cluster.bylines if author.email_domain}
    for assertion in claim.assertions:
        match assertion:
            case IdentifierAssertion():
                score += POINTS_IDENTIFIER * (assertion.value in cluster.keys)
            case WorkAssertion(doi=doi, title=title):
                held = doi in dois if doi else False
                held = held or (title is not None and _any_same(title, work_titles))
                score += POINTS_WORK * held
            case CoauthorAssertion(name=name):
                score += POINTS_COAUTHOR * (names.normal(name) in known_with)
            case PostAssertion(organization=organization):
                there = organizations.same_as_any(organization, places)
                there = there or any(is_mailbox_at(one, organization) for one in mailboxes)
                score += POINTS_ORGANIZATION * there
            case _:
                continue
    return score


def _any_same(title: str, others: Iterable[str]) -> bool:
    return any(titles.same(title, other).same for other in others)


def _name(claim: Claim, cluster: Cluster) -> str:
    """The form of the name most printed that fits the claim; never one the claim does not imply."""
    printed = Counter(author.name for _, author in cluster.bylines)
    printed.update(
        record.name for record in cluster.records if may_be_claimants(claim, record.name)
    )
    if not printed:
        return claim.name
    return max(sorted(printed), key=lambda name: (printed[name], len(name)))


def _by_year(work: WorkRecord) -> tuple[int, str]:
    return (work.year or 0, work.title)
