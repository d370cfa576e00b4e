"""Which units are printed together with an organisation, and what is like a claimed one."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from persona_check.compare.affiliation_lines import says_its_subject, subject
from persona_check.corpus.keys import hashed, organization_hash
from persona_check.model.record import PrintedUnit

__all__ = ["HeldUnits", "held_units"]

# Returns all rows of a statement, values for its question marks.
Rows = Callable[[str, Sequence[object]], list[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldUnits:
    """What is held of an organisation and of one unit; see ``PrintedUnitsRecord``."""

    works: int
    units: int
    all_units: int
    comparable: bool
    here: PrintedUnit | None = None
    anywhere: PrintedUnit | None = None
    countries: tuple[tuple[str, int], ...] = ()


def held_units(rows: Rows, organization: str, unit: str | None, all_units: int) -> HeldUnits:
    """What ``rows`` of a corpus hold; ``all_units`` is the number of different units in it."""
    key = organization_hash(organization)
    printed = rows(
        "SELECT unit, count(DISTINCT no), min(year), max(year) FROM places "
        f"WHERE house = {key} AND unit IS NOT NULL GROUP BY unit ORDER BY unit",
        [],
    )
    ((works,),) = rows(f"SELECT count(DISTINCT no) FROM places WHERE house = {key}", [])
    countries = rows(
        "SELECT country, count(DISTINCT no) AS n FROM places "
        f"WHERE house = {key} AND country IS NOT NULL GROUP BY country ORDER BY n DESC, country",
        [],
    )
    weights = _weights(rows, unit, all_units) if unit else {}
    total = sum(weights.values())
    return HeldUnits(
        works=works,
        units=len({subject(row[0]) for row in printed} - {frozenset()}),
        all_units=all_units,
        comparable=total > 0,
        here=_here(printed, weights, total) if total else None,
        anywhere=_anywhere(rows, weights, total) if total else None,
        countries=tuple(countries),
    )


def _weights(rows: Rows, unit: str, all_units: int) -> dict[str, float]:
    """The words of the unit's subject with their rarity; none where only a name is given."""
    words = sorted(subject(unit))
    counted = dict(
        rows(
            "SELECT h, count(*) FROM unit_words SEMI JOIN (SELECT unnest(?::UBIGINT[]) AS h) "
            "USING (h) GROUP BY h",
            [[hashed(f"u:{word}") for word in words]],
        )
    )
    held = {word: counted.get(hashed(f"u:{word}"), 0) for word in words}
    if not says_its_subject(unit):
        # before "Laboratory" or "Group" an unknown word is a person's or a project's name
        held = {word: count for word, count in held.items() if count}
    return {word: math.log((all_units + 1) / (count + 1)) for word, count in held.items()}


def _here(
    printed: Sequence[tuple[str, int, int | None, int | None]],
    weights: dict[str, float],
    total: float,
) -> PrintedUnit | None:
    alike = [
        PrintedUnit(unit=unit, share=round(share, 3), works=works, first_year=first, last_year=last)
        for unit, works, first, last in printed
        if (share := sum(weights.get(word, 0) for word in subject(unit)) / total) > 0
    ]
    return max(alike, key=lambda one: (one.share, one.works, one.unit), default=None)


def _anywhere(rows: Rows, weights: dict[str, float], total: float) -> PrintedUnit | None:
    # numbers made here, not text from outside
    by_hash = {hashed(f"u:{word}"): weight for word, weight in weights.items()}
    cases = " ".join(f"WHEN {h} THEN {weight!r}::DOUBLE" for h, weight in by_hash.items())
    keys = ", ".join(map(str, by_hash))
    best = rows(
        f"SELECT unit, sum(CASE h {cases} END) AS s FROM unit_words WHERE h IN ({keys}) "
        "GROUP BY unit ORDER BY round(s, 9) DESC, unit LIMIT 1",
        [],
    )
    return PrintedUnit(unit=best[0][0], share=round(best[0][1] / total, 3)) if best else None
