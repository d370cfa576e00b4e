"""The years of a claimed item, and the form of what is said about them."""

from collections.abc import Iterable, Sequence

from persona_check.model.claim import (
    Assertion,
    DegreeAssertion,
    LifeEventAssertion,
    PostAssertion,
    WorkAssertion,
)
from persona_check.model.finding import Evidence, Observation
from persona_check.model.record import WorkRecord

__all__ = ["CHECK", "observation", "upstream_of", "years"]

CHECK = "timeline"


def years(assertion: Assertion) -> tuple[int, ...]:
    """The years that it claims, start before end; () for what is not dated."""
    match assertion:
        case PostAssertion() | DegreeAssertion():
            claimed = (assertion.start_year, assertion.end_year)
        case WorkAssertion() | LifeEventAssertion():
            claimed = (assertion.year, None)
        case _:
            return ()
    return tuple(year for year in claimed if year is not None)


def upstream_of(works: Iterable[WorkRecord]) -> tuple[str, ...]:
    """The deposits that the works rest on."""
    return tuple(sorted({key for work in works for key in work.provenance.upstream or (work.key,)}))


def observation(
    level: str,
    words: str,
    about: Sequence[Assertion],
    *,
    evidence: tuple[Evidence, ...] = (),
    upstream: tuple[str, ...] = (),
    **measured: int,
) -> Observation:
    """One line of the check; lines of one level are one kind of evidence."""
    return Observation(
        check=CHECK,
        level=level,
        summary=words,
        assertions=tuple(assertion.id for assertion in about),
        evidence=evidence,
        upstream=upstream,
        group=f"dates:{level}",
        measurements=tuple(measured.items()),
    )
