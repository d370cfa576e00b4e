"""Forms under which one given name is in use: short ones, and those of other languages."""

from collections.abc import Iterator
from functools import cache

from persona_check.compare.names.table_files import lines

__all__ = ["doubtful_given", "given_forms", "same_given"]


def given_forms(given: str) -> frozenset[str]:
    """All given names (plain lower case) in common use for this one, itself left out."""
    return _forms().get(given, frozenset())


def same_given(a: str, b: str) -> bool:
    """Whether two given names (plain lower case) are in common use for one another."""
    return b in _forms().get(a, ())


def doubtful_given(a: str, b: str) -> bool:
    """Whether some author has published under both, though they are hardly one given name."""
    return (a, b) in _doubtful() or (b, a) in _doubtful()


@cache
def _doubtful() -> frozenset[tuple[str, str]]:
    rows = (line.split() for line in lines("author_given_names_doubtful.txt"))
    return frozenset((name, other) for name, *others in rows for other in others)


def _pairs() -> Iterator[tuple[str, str]]:
    for line in lines("given_name_forms.txt"):
        group = line.split()
        yield from ((a, b) for a in group for b in group if a != b)
    for table in ("author_given_names.txt", "english_short_forms.txt"):
        for line in lines(table):
            name, *forms = line.split()
            for form in forms:
                yield name, form
                yield form, name


@cache
def _forms() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, form in _pairs():
        found.setdefault(name, set()).add(form)
    return {name: frozenset(forms) for name, forms in found.items()}
