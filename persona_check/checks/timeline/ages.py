"""Works and posts before an age at which anybody has had one."""

from collections.abc import Iterable, Iterator, Sequence

from persona_check.checks.timeline.dating import observation, years
from persona_check.dossier.index import OF_PEOPLE, Dossier, evidence_of
from persona_check.model.claim import Assertion, LifeEvent, LifeEventAssertion, PostAssertion
from persona_check.model.finding import Observation
from persona_check.model.record import PersonRecord

__all__ = ["ages"]

# Nobody is known to have published or held a post below these ages; prodigies exist above.
LEAST_AGE_OF_AN_AUTHOR = 12
LEAST_AGE_OF_A_POST = 16


def ages(dated: Sequence[Assertion], dossier: Dossier) -> Iterator[Observation]:
    """By a claimed year of birth, else by that of a public record."""
    born = [a for a in dated if isinstance(a, LifeEventAssertion) and a.event is LifeEvent.BORN]
    for birth in born[:1]:
        for a in dated:
            least = LEAST_AGE_OF_AN_AUTHOR
            if isinstance(a, PostAssertion):
                least = LEAST_AGE_OF_A_POST
            if a is not birth and min(years(a)) - birth.year < least:
                age = min(years(a)) - birth.year
                words = f"{a.value}: {_at(age)}, by the claimed year of birth ({birth.year})"
                yield observation("too_young", words, [birth, a], age_years=age)
    if not born and dossier.chosen is not None and not dossier.unheard(*OF_PEOPLE):
        yield from _ages_by_record(dated, dossier.chosen.records)


def _ages_by_record(
    dated: Sequence[Assertion], records: Iterable[PersonRecord]
) -> Iterator[Observation]:
    for record in records:
        if record.birth_year is None:
            continue
        for a in dated:
            age = min(years(a)) - record.birth_year
            if age < LEAST_AGE_OF_AN_AUTHOR:
                words = f"{a.value}: {_at(age)}, by a public record of the birth"
                yield observation(
                    "too_young", words, [a], evidence=evidence_of([record]), age_years=age
                )
        return


def _at(age: int) -> str:
    return f"at the age of {age}" if age >= 0 else "before birth"
