"""The coauthor graph around one person, by year, and what its shape measures."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from typing import cast

from persona_check.compare import names
from persona_check.compare.group_authors import is_group
from persona_check.dossier.bylines import may_be_claimants
from persona_check.model.claim import Claim, CoauthorAssertion
from persona_check.model.report import Candidate, CoauthorGraph, GraphEdge, GraphNode

__all__ = ["NetworkShape", "ego_network", "shape_of"]

SUBJECT = "subject"
# Byline lists longer than this tie everybody to everybody and say nothing of a circle.
MOST_AUTHORS_OF_A_TIE = 30
# A circle in which nearly all publish with nearly all, within these years, is called closed.
CLOSED_DENSITY = 0.9
CLOSED_YEARS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkShape:
    """Measurements of an ego network, the ego left out.

    ``density`` is in [0, 1]; ``core_share`` in (0, 1] is that of the densest core (core number
    + 1); ``years_spanned`` counts calendar years from first to last work inclusive;
    ``institutions`` are distinct printed affiliations.
    """

    works: int
    coauthors: int
    years_spanned: int
    density: float
    core_share: float
    institutions: int
    venues: int

    @property
    def closed(self) -> bool:
        """Whether the coauthors publish only with each other, within few years."""
        return (
            self.density >= CLOSED_DENSITY
            and self.years_spanned <= CLOSED_YEARS
            and self.institutions <= 1
        )


def ego_network(claim: Claim, candidate: Candidate | None) -> CoauthorGraph:
    """Who published with the candidate and with each other in the works at hand."""
    if candidate is None or not candidate.works:
        return CoauthorGraph()
    printed: dict[str, str] = {}
    years: dict[str, list[int]] = defaultdict(list)
    count: dict[str, int] = defaultdict(int)
    ties: dict[tuple[str, str], list[int]] = defaultdict(list)
    for work in candidate.works:
        if len(work.authors) > MOST_AUTHORS_OF_A_TIE:
            continue
        present = {SUBJECT}
        for author in work.authors:
            if may_be_claimants(claim, *author.names) or author.group or is_group(author.name):
                continue
            key = names.normal(author.name)
            printed.setdefault(key, author.name)
            present.add(key)
        for key in present:
            count[key] += 1
            years[key] += [work.year] if work.year else []
        for pair in combinations(sorted(present), 2):
            ties[pair].append(work.year or 0)
    claimed = {names.normal(a.name) for a in claim.all(CoauthorAssertion)}
    nodes = tuple(
        GraphNode(
            id=key,
            name=candidate.name if key == SUBJECT else printed[key],
            works=count[key],
            first_year=min(years[key], default=None),
            last_year=max(years[key], default=None),
            claimed=key in claimed,
            subject=key == SUBJECT,
        )
        for key in sorted(count, key=lambda key: (key != SUBJECT, -count[key], key))
    )
    communities = _communities(nodes, ties)
    return CoauthorGraph(
        nodes=tuple(replace(node, community=communities.get(node.id, 0)) for node in nodes),
        edges=tuple(
            GraphEdge(
                source=a,
                target=b,
                works=len(shared),
                years=tuple(sorted({year for year in shared if year})),
            )
            for (a, b), shared in sorted(ties.items())
        ),
    )


def shape_of(graph: CoauthorGraph, candidate: Candidate | None) -> NetworkShape | None:
    """The measurements of a graph; None where there is nobody but the ego."""
    others = [node for node in graph.nodes if not node.subject]
    if candidate is None or not others:
        return None
    import rustworkx as rx

    net = rx.PyGraph(multigraph=False)
    index = {node.id: net.add_node(node.id) for node in others}
    for edge in graph.edges:
        if SUBJECT not in (edge.source, edge.target):
            net.add_edge(index[edge.source], index[edge.target], edge.works)
    # the library's own stubs call this mapping an int
    cores = cast("Mapping[int, int]", rx.core_number(net))
    possible = len(others) * (len(others) - 1) / 2
    years = [work.year for work in candidate.works if work.year]
    places = {
        affiliation
        for work in candidate.works
        for author in work.authors
        for affiliation in author.affiliations
    }
    return NetworkShape(
        works=len(candidate.works),
        coauthors=len(others),
        years_spanned=max(years) - min(years) + 1 if years else 0,
        density=round(net.num_edges() / possible, 4) if possible else 0.0,
        core_share=round((max(cores.values()) + 1) / len(others), 4),
        institutions=len(places),
        venues=len({work.venue for work in candidate.works if work.venue}),
    )


def _communities(
    nodes: tuple[GraphNode, ...], ties: dict[tuple[str, str], list[int]]
) -> dict[str, int]:
    """Connected groups of coauthors once the ego is taken out, largest first, from 1."""
    import rustworkx as rx

    net = rx.PyGraph(multigraph=False)
    index = {node.id: net.add_node(node.id) for node in nodes if not node.subject}
    for a, b in ties:
        if SUBJECT not in (a, b):
            net.add_edge(index[a], index[b], None)
    groups = sorted(rx.connected_components(net), key=lambda group: (-len(group), min(group)))
    return {net[member]: rank for rank, group in enumerate(groups, 1) for member in group}
