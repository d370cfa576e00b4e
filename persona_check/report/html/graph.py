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
MOST_NAMED = 60  # so many have a row for circle and name; beyond, circles swarm
LONGEST_NAME = 26
ROW, HEADING, LABEL = 18.0, 20.0, 20.0
SMALL = 0.62
LETTER = 7.2  # width of a letter at the label's size, generous: fonts differ
WIDE_LETTER = 13.0  # Chinese, Japanese and Korean letters are square

Label = tuple[str, float, float]  # what is shown, and where it starts


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where one coauthor stands; ``label`` is empty where a name would overlap another.

    ``apart`` says that the label stands so far off that a line has to lead to it.
    """

    node: GraphNode
    x: float
    y: float
    radius: float
    label: str
    label_x: float
    label_y: float
    lane: int
    apart: bool = False

    @property
    def label_end(self) -> float | None:
        """Where the label ends, if that is at its circle."""
        to_the_left = bool(self.label) and self.label_x < self.x and abs(self.label_y - self.y) < 5
        return round(self.x - self.radius - 4, 1) if to_the_left else None


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

    named = len(people) <= MOST_NAMED
    lanes: list[Lane] = []
    places: list[tuple[GraphNode, float, float, float, int]] = []
    labels: dict[str, Label] = {}
    top = TOP
    for number, members in enumerate(_circles(people)):
        name = "Others" if number == MOST_LANES - 1 else f"Group {number + 1}"
        count = f"{len(members)} {'person' if len(members) == 1 else 'people'}"
        if named:
            stacked, height = _rows(members, at, top + HEADING, labels), 0.0
            height = max(y for _, _, y, _ in stacked) + ROW / 2 + 4 - top
        else:
            stacked = _swarm(members, at)
            half = max(max(abs(y) + radius for _, _, y, radius in stacked), 8.0)
            middle = top + HEADING + LABEL + half
            stacked = [(node, x, middle + y, radius) for node, x, y, radius in stacked]
            height = HEADING + 2 * (half + LABEL)
        lanes.append(Lane(name=f"{name}, {count}", top=top, height=height))
        places += [(node, x, y, radius, number) for node, x, y, radius in stacked]
        top += height + 4
    if not named:
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
                apart=node.id in labels and abs(labels[node.id][2] - y) > radius + 16,
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


def _rows(
    members: list[GraphNode],
    at: Callable[[int | None], float],
    top: float,
    labels: dict[str, Label],
) -> list[tuple[GraphNode, float, float, float]]:
    """Each in the highest row where circle and name have room; fills in ``labels``."""
    placed: list[tuple[GraphNode, float, float, float]] = []
    rows: list[list[tuple[float, float]]] = []
    order = sorted(members, key=lambda node: (node.first_year or 0, -node.works, node.id))
    for node in order:
        radius = min(ROW / 2 - 1, 3.5 + 1.5 * max(0, node.works - 1) ** 0.5)
        x = at(node.first_year)
        name, wide = _cut(node.name)
        left = x + radius + 4
        if left + wide > WIDTH - 4:
            left = x - radius - 4 - wide
        start, end = min(x - radius, left) - 8, max(x + radius, left + wide) + 8
        number = next(
            (n for n, row in enumerate(rows) if all(end <= a or b <= start for a, b in row)),
            len(rows),
        )
        if number == len(rows):
            rows.append([])
        rows[number].append((start, end))
        y = top + (number + 0.5) * ROW
        placed.append((node, x, y, radius))
        labels[node.id] = (name, left, y + 4)
    return placed


def _cut(name: str) -> tuple[str, float]:
    """The name as it is shown, and how wide that is at most."""
    shown = name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"
    return shown, sum(WIDE_LETTER if ord(one) > 0x2E7F else LETTER for one in shown)


def _swarm(
    members: list[GraphNode], at: Callable[[int | None], float]
) -> list[tuple[GraphNode, float, float, float]]:
    """Each circle as near to its lane's middle as the others leave room."""
    placed: list[tuple[GraphNode, float, float, float]] = []
    for node in members:
        radius = min(15.0, 4.0 + 2.2 * max(0, node.works - 1) ** 0.5) * SMALL
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
) -> dict[str, Label]:
    """Names where there is room, those that were claimed and those with most works first."""
    # a lane leaves room for the names above and below its circles, so no name reaches another lane
    taken = [[(8.0, one.top, 8 + len(one.name) * LETTER, one.top + 18)] for one in lanes]
    for _, x, y, radius, lane in places:
        taken[lane].append((x - radius, y - radius, x + radius, y + radius))
    given: dict[str, Label] = {}
    order = sorted(places, key=lambda one: (not one[0].claimed, -one[0].works, one[0].id))
    for node, x, y, radius, lane in order:
        if len(given) >= MOST_LABELS:
            break
        name, wide = _cut(node.name)
        spots = [
            (x + radius + 4, y + 4),
            (x - radius - 4 - wide, y + 4),
            (x - wide / 2, y - radius - 5),
            (x - wide / 2, y + radius + 14),
        ]
        if node.claimed:
            # whoever the claim names is named here too: at the lane's edge where nothing is nearer
            edge = lanes[lane]
            ends = (edge.top + HEADING + LABEL - 6, edge.top + edge.height - 6)
            spots += [
                (x - wide / 2 + aside, end) for aside in (0, 60, -60, 120, -120) for end in ends
            ]
        for left, base in spots:
            box = (left, base - 11, left + wide, base + 3)
            own = (x - radius, y - radius, x + radius, y + radius)
            if box[0] < 4 or box[2] > WIDTH - 4:
                continue
            if any(_meet(box, other) for other in taken[lane] if other != own):
                continue
            taken[lane].append(box)
            given[node.id] = (name, left, base)
            break
    return given


def _meet(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
