"""Which organisations are called by a name or an acronym, by the Research Organization Registry.

The table holds a few thousand of its organisations; what it does not know, it says nothing of.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["KnownOrganization", "abbreviated", "about", "is_town", "named"]


@dataclass(frozen=True, slots=True)
class KnownOrganization:
    """One row: its first name, where it lies, and the organisations that it is part of."""

    ror: str
    name: str
    country: str
    city: str
    part_of: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Index:
    organizations: dict[str, KnownOrganization]
    by_name: dict[str, tuple[str, ...]]
    by_acronym: dict[str, tuple[str, ...]]
    towns: frozenset[str]


def table_text() -> str:
    """The table as it is in the package."""
    table = files("persona_check.compare").joinpath("known_organizations.tsv")
    return table.read_text(encoding="utf-8")


def named(words: Iterable[str]) -> tuple[str, ...]:
    """The ids of organisations of this name; its words in order, as ``key_words`` gives them."""
    return _index().by_name.get(" ".join(words), ())


def abbreviated(acronym: str) -> tuple[str, ...]:
    """The ids of organisations that go by this acronym, the best known first."""
    return _index().by_acronym.get(acronym.casefold(), ())


def about(ror: str) -> KnownOrganization:
    """What the table says of an id that it gave."""
    return _index().organizations[ror]


def is_town(words: str) -> bool:
    """Whether an organisation of the table lies in a town of this name."""
    return words in _index().towns


@cache
def _index() -> _Index:
    known: dict[str, KnownOrganization] = {}
    by_name: dict[str, list[str]] = defaultdict(list)
    by_acronym: dict[str, list[str]] = defaultdict(list)
    for line in table_text().splitlines():
        if line.startswith("#"):
            continue
        ror, country, city, parents, spelled, acronyms = line.split("\t")
        first, *others = spelled.split("|")
        known[ror] = KnownOrganization(ror, first, country, city, frozenset(parents.split()))
        for name in (first, *others):
            by_name[name].append(ror)
        for acronym in acronyms.split("|") if acronyms else ():
            by_acronym[acronym].append(ror)
    return _Index(
        known,
        {name: tuple(ids) for name, ids in by_name.items()},
        {acronym: tuple(ids) for acronym, ids in by_acronym.items()},
        frozenset(one.city for one in known.values()),
    )
