"""The coauthor graph as lanes over time: who appears when, and in which circle."""

from collections.abc import Callable
from dataclasses import dataclass

from persona_check.model.report import CoauthorGraph, GraphNode

__all__ = ["Drawing", "Edge", "Lane", "Place", "draw"]

WIDTH = 760.0
MARGIN_X, TOP, AXIS = 34.0, 26.0, 26.0
MOST_LANES = 6
MOST_EDGES = 500
MOST_LABELS = 26
LETTER = 7.2  # width of a letter at the label's size, generous: fonts differ


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where one coauthor stands; ``label`` is empty where a name would overlap another."""

    node: GraphNode
    x: float
    y: float
    radius: float
    label: str
    label_x: float
    label_y: float
    lane: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A line between two coauthors who published together."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One circle of people who publish with each other."""

    name: str
    top: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """All that the picture shows, in its own units."""

    width: float
    height: float
    places: tuple[Place, ...]
    edges: tuple[Edge, ...]
    lanes: tuple[Lane, ...]
    years: tuple[tuple[int, float], ...]


def draw(graph: CoauthorGraph) -> Drawing | None:
    """The picture; the same graph gives the same picture. None where there is no coauthor."""
    people = sorted(
        (node for node in graph.nodes if not node.subject),
        key=lambda node: (-node.works, node.first_year or 9999, node.name, node.id),
    )
    if not people:
        return None
    known = [year for node in people if (year := node.first_year) is not None]
    first, last = (min(known), max(known)) if known else (0, 0)
    span = max(1, last - first)

    def at(year: int | None) -> float:
        share = ((year if year is not None else first) - first) / span
        return MARGIN_X + 10 + share * (WIDTH - 2 * MARGIN_X - 90)

    small = 1.0 if len(people) <= 60 else 0.62
    lanes: list[Lane] = []
    places: list[tuple[GraphNode, float, float, float, int]] = []
    top = TOP
    for number, members in enumerate(_circles(people)):
        stacked = _swarm(members, at, small)
        half = max(max(abs(y) + radius for _, _, y, radius in stacked) + 6, 22.0)
        middle = top + 16 + half
        name = "Others" if number == MOST_LANES - 1 else f"Circle {number + 1}"
        count = f"{len(members)} {'person' if len(members) == 1 else 'people'}"
        lanes.append(Lane(name=f"{name}, {count}", top=top, height=2 * half + 20))
        places += [(node, x, middle + y, radius, number) for node, x, y, radius in stacked]
        top += 2 * half + 24
    labels = _labels(places, lanes)
    spots = {node.id: (x, y) for node, x, y, _, _ in places}
    pairs = sorted(
        (edge for edge in graph.edges if edge.source in spots and edge.target in spots),
        key=lambda edge: (-edge.works, edge.source, edge.target),
    )
    step = max(1, -(-span // 6))
    return Drawing(
        width=WIDTH,
        height=round(top + AXIS, 1),
        places=tuple(
            Place(
                node=node,
                x=round(x, 1),
                y=round(y, 1),
                radius=round(radius, 1),
                lane=lane,
                label=labels.get(node.id, ("", 0.0, 0.0))[0],
                label_x=round(labels.get(node.id, ("", 0.0, 0.0))[1], 1),
                label_y=round(labels.get(node.id, ("", 0.0, 0.0))[2], 1),
            )
            for node, x, y, radius, lane in places
        ),
        edges=tuple(
            Edge(
                x1=round(spots[edge.source][0], 1),
                y1=round(spots[edge.source][1], 1),
                x2=round(spots[edge.target][0], 1),
                y2=round(spots[edge.target][1], 1),
            )
            for edge in pairs[:MOST_EDGES]
        ),
        lanes=tuple(lanes),
        years=tuple((year, round(at(year), 1)) for year in range(first, last + 1, step))
        if known
        else (),
    )


def _circles(people: list[GraphNode]) -> list[list[GraphNode]]:
    """Communities, the largest first; the small ones beyond the last lane share it."""
    held: dict[int, list[GraphNode]] = {}
    for node in people:
        held.setdefault(node.community, []).append(node)
    ordered = sorted(held.values(), key=lambda members: (-len(members), members[0].id))
    if len(ordered) <= MOST_LANES:
        return ordered
    rest = [node for members in ordered[MOST_LANES - 1 :] for node in members]
    return [*ordered[: MOST_LANES - 1], rest]


def _swarm(
    members: list[GraphNode], at: Callable[[int | None], float], small: float
) -> list[tuple[GraphNode, float, float, float]]:
    """Each circle as near to its lane's middle as the others leave room."""
    placed: list[tuple[GraphNode, float, float, float]] = []
    for node in members:
        radius = min(15.0, 4.0 + 2.2 * max(0, node.works - 1) ** 0.5) * small
        x = at(node.first_year)
        near = [one for one in placed if abs(one[1] - x) < radius + one[3] + 1]
        y = 0.0
        for trial in range(400):
            y = (trial + 1) // 2 * 2.5 * (1 if trial % 2 else -1)
            if all(
                (one[1] - x) ** 2 + (one[2] - y) ** 2 >= (radius + one[3] + 1) ** 2 for one in near
            ):
                break
        placed.append((node, x, y, radius))
    return placed


def _labels(
    places: list[tuple[GraphNode, float, float, float, int]], lanes: list[Lane]
) -> dict[str, tuple[str, float, float]]:
    """Names where there is room, those that were claimed and those with most works first."""
    boxes = [(x - radius, y - radius, x + radius, y + radius) for _, x, y, radius, _ in places]
    boxes += [(8.0, one.top, 8 + len(one.name) * LETTER, one.top + 18) for one in lanes]
    given: dict[str, tuple[str, float, float]] = {}
    order = sorted(places, key=lambda one: (not one[0].claimed, -one[0].works, one[0].id))
    for node, x, y, radius, _ in order:
        if len(given) >= MOST_LABELS:
            break
        name = node.name if len(node.name) <= 26 else node.name[:25] + "…"
        wide = len(name) * LETTER
        for left, base in (
            (x + radius + 4, y + 4),
            (x - radius - 4 - wide, y + 4),
            (x - wide / 2, y - radius - 5),
            (x - wide / 2, y + radius + 14),
        ):
            box = (left, base - 11, left + wide, base + 3)
            own = (x - radius, y - radius, x + radius, y + radius)
            if box[0] < 4 or box[2] > WIDTH - 4:
                continue
            if any(_meet(box, other) for other in boxes if other != own):
                continue
            boxes.append(box)
            given[node.id] = (name, left, base)
            break
    return given


def _meet(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
