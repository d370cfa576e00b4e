"""Reports made by hand for the formats' tests."""

from dataclasses import replace

from persona_check.dossier.index import evidence_of
from persona_check.model.claim import Claim
from persona_check.model.finding import (
    AssertionState,
    Level,
    Observation,
    Outcome,
    Severity,
    Skipped,
    SkipReason,
)
from persona_check.model.lookup import PersonByName, WorkByTitle
from persona_check.model.report import (
    Candidate,
    CoauthorGraph,
    GraphEdge,
    GraphNode,
    NextStep,
    Report,
)
from persona_check.sources.registry import TRAITS
from persona_check.weighing.combine import combine
from persona_check.weighing.priors import prior_named
from persona_check.weighing.table import Calibration, Number, Weight
from tests import builders as world

__all__ = ["HOSTILE", "network", "report"]

HOSTILE = "<script>alert(1)</script> [red]x[/red] \x1b[31mred \u202eabc =cmd|' /C calc'!A0 \x00"

FIRST = "Ada Bo Cleo Dov Eno Fay Gus Hal Ivo Jun Kit Lea".split()
LAST = (
    "Aldermoor Brackwater Cinderhaugh Dunmarrow Eskdale Farrowby Glimmer Hollin Ister Kell".split()
)

LEVELS = {
    ("publications", "record_confirmed"): Level(
        id="record_confirmed",
        outcome=Outcome.CORROBORATES,
        meaning="m",
        identity=True,
        state=AssertionState.SUPPORTED,
    ),
    ("contact", "look_alike"): Level(
        id="look_alike",
        outcome=Outcome.CONTRADICTS,
        severity=Severity.MATERIAL,
        meaning="m",
        innocent="a forwarding address",
        state=AssertionState.CONFLICT,
    ),
    ("photo", "miss"): Level(id="miss", outcome=Outcome.INCONCLUSIVE, meaning="m"),
}
CALIBRATION = Calibration(
    id="test-1",
    flawless_share=0.5,
    flawless_basis="judgement",
    weights={
        "publications/record_confirmed": Weight(
            genuine=0.8, fabricated=0.01, borrowed=0.8, trials=50, basis="judgement"
        ),
        "contact/look_alike": Weight(
            genuine=0.01, fabricated=0.05, borrowed=0.3, trials=50, basis="judgement"
        ),
    },
    data_sets={},
    record_real_at_least=Number(value=0.8, basis="judgement"),
    unchecked_variance=Number(value=0.5, basis="judgement"),
)


def claimed(name: str = world.NAME, title: str = "Tidal pumping") -> Claim:
    return replace(
        world.claim(world.work_claim(title), world.post("Norrvik University")), name=name
    )


def report(
    about: Claim | None = None,
    *,
    conflicts: bool = True,
    words: str = "1 claimed work stands under the claimed name",
    rows: int = 1,
) -> Report:
    """A report with a corroboration, a conflict, a skip and an outage."""
    about = about or claimed()
    title = str(about.assertions[0].value)
    record = world.work("Tidal pumping", about.name)
    asked = WorkByTitle(title=title, about=("w1",))
    observations = [
        Observation(
            check="publications",
            level="record_confirmed",
            summary=f"{words} ({number})" if number else words,
            assertions=("w1",),
            evidence=evidence_of([record]),
            upstream=(f"doi:{number}",),
            group=f"record{number}",
            measurements=(("confirmed", 1),),
        )
        for number in range(rows)
    ]
    if conflicts:
        observations.append(
            Observation(
                check="contact",
                level="look_alike",
                summary=f"the mail domain imitates another: {words}",
                assertions=("p1",),
                evidence=evidence_of([record], says=words),
            )
        )
    observations.append(Observation(check="photo", level="miss", summary=f"no evidence: {words}"))
    assessment = combine(
        about,
        observations,
        (
            Skipped(check="coauthors", reason=SkipReason.NOTHING_CLAIMED),
            Skipped(
                check="affiliation",
                reason=SkipReason.COULD_NOT_CHECK,
                detail=words,
                assertions=("p1",),
            ),
        ),
        LEVELS,
        calibration=CALIBRATION,
        prior=prior_named("default"),
    )
    return Report(
        claim=about,
        assessment=assessment,
        lookups=(
            world.found(asked, record),
            world.not_found(asked, "openalex"),
            world.unavailable(PersonByName(name=about.name), "dblp"),
        ),
        candidates=(
            Candidate(id="c1", name=about.name, works=(record,), margin=0.8, chosen=True),
            Candidate(id="c2", name=about.name),
        ),
        generated_at=world.NOW,
        tool_version="0.0.0",
        source_names={source: own.name for source, own in TRAITS.items()},
        next_steps=(NextStep(action=f"Write to the department: {words}", why="it would decide"),),
    )


def network(people: int) -> CoauthorGraph:
    """A coauthor graph in which circles of twelve publish with each other over fifteen years."""
    nodes = [GraphNode(id="s", name=world.NAME, works=people, subject=True)]
    edges = []
    for number in range(people):
        nodes.append(
            GraphNode(
                id=f"n{number:03}",
                name=f"{FIRST[number % 12]} {LAST[number // 12 % 10]}-{number}",
                works=1 + number * 7 % 5,
                first_year=2008 + number * 5 % 16,
                last_year=2024,
                claimed=number < 3,
                community=number // 12 % 9,
            )
        )
        edges.append(GraphEdge(source="s", target=f"n{number:03}", works=1))
        if number % 12:
            edges.append(
                GraphEdge(
                    source=f"n{number - 1:03}", target=f"n{number:03}", works=2, years=(2020,)
                )
            )
    return CoauthorGraph(nodes=tuple(nodes), edges=tuple(edges))
