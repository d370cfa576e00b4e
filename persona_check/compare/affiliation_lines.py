"""What a printed affiliation names: units, their organisations, and the country."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from persona_check.compare import organizations
from persona_check.compare.countries import country_in
from persona_check.expressions import Expression

__all__ = [
    "AffiliationLine",
    "claimed_units",
    "organization_words",
    "read_lines",
    "says_its_subject",
    "subject",
]

MOST_CHARACTERS = 1_000
MOST_LINES = 8
MOST_SEGMENTS = 10
# Words of different endings and languages are compared by their beginnings.
LETTERS_COMPARED = 6

# What a part of an organisation is called, in the languages in which papers print it most.
_HEADS = (
    r"dep(?:ar)?te?ments?|depts?|departamento|dipartimento|departement|abteilung|school|schools|"
    r"facult(?:y|ies|e|ad|at)|faculdade|facolta|fakulta(?:t|et)|fac|institutes?|institut|instituto|"
    r"istituto|inst|laborator(?:y|ies|io|ium)|laboratoire|labs?|cent(?:re|er)s?|centro|zentrum|"
    r"groupe?|gruppo|grupo|arbeitsgruppe|division|chair|lehrstuhl|chaire|catedra|college|section|"
    r"unit|unite|program(?:me)?|escuela|escola|ecole|scuola|seminar|observatory"
)
_HEAD = Expression(rf"\b(?:{_HEADS})\b")
# "School of X", "Institut für X", "Facultad de X": the subject stands behind
_HEAD_OF = Expression(
    rf"\b(?:{_HEADS})\b\.?\s+(?:of|for|in|on|fur|fuer|der|des|de|di|del|do|da|d)\b[\s']*(?P<subject>.+)"
)
_ORGANIZATION = Expression(
    r"univ|politec|polytec|hochschule|academy of|academia|"
    r"\b\w+ institute of (?:science|technology)|institute of technology\b(?! and)|"
    r"\b(?:imperial|kings|king's|trinity) college|max.planck|"
    r"\beth\b|inria|cnrs|fraunhofer|national laborator|^\w+ college$"
)
# Acronyms of organisations (KAIST, PTIT), also with a place (TTI Chicago, IIT Kanpur).
_ACRONYM = Expression(r"[A-Z]{3,8}(?:[\s-][A-Z][a-z]+){0,2}")
_UNIT_OF_ORGANIZATION = Expression(
    rf"^(?P<unit>.*\b(?:{_HEADS})\b.*?)\s+(?:of|at|de|der|della?|do|da|an der)\s+(?:the\s+|la\s+)?"
    r"(?P<organization>univ\w+\s.*)$",
    re.IGNORECASE,
)
_FUNCTION_WORDS = frozenset(
    "of for the and in at on de la las los des du der die das und fur fuer f y e et del della di "
    "da do dos a an with le les el il".split()
)
# Subjects whose names begin otherwise in another language.
_TRANSLATED = {
    "maschinenbau": "mechanical", "derecho": "law", "droit": "law", "recht": "law",
    "rechtswissenschaft": "law", "jura": "law", "ingenieria": "engineering",
    "ingenierie": "engineering", "ingegneria": "engineering", "engenharia": "engineering",
    "wirtschaftswissenschaften": "economics", "geschichte": "history", "histoire": "history",
    "historia": "history", "storia": "history", "chimie": "chemistry", "chemie": "chemistry",
    "quimica": "chemistry", "chimica": "chemistry", "fisica": "physics", "lettres": "letters",
    "letras": "letters", "sprachwissenschaft": "linguistics", "erziehungswissenschaft": "education",
    "filosofia": "philosophy", "psicologia": "psychology", "ciencias": "science",
    "sciences": "science", "scienze": "science", "wissenschaften": "science",
    "elektrotechnik": "electrical", "electrique": "electrical", "electrica": "electrical",
}  # fmt: skip
_LIKE_SOUNDS = str.maketrans("kq", "cc")


@dataclass(frozen=True, slots=True, kw_only=True)
class AffiliationLine:
    """One affiliation: its units as printed, the narrowest mostly first, and its organisations.

    These are organisations of learning or research that can have units, not firms or places.
    ``country`` is an ISO 3166-1 alpha-2 code, None where the line does not end in one.
    """

    units: tuple[str, ...]
    organizations: tuple[str, ...]
    country: str | None


@lru_cache(maxsize=65_536)
def read_lines(text: str) -> tuple[AffiliationLine, ...]:
    """The affiliations in a printed string, which often holds several; at most eight."""
    lines = re.split(r"[+;]", text[:MOST_CHARACTERS])[:MOST_LINES]
    return tuple(read for line in lines if (read := _read(line)) is not None)


def _read(line: str) -> AffiliationLine | None:
    units: list[str] = []
    named: list[str] = []
    for segment in _segments(line):
        plain = _plain(segment)
        has_head = bool(_HEAD.search(plain))
        is_organization = bool(
            _ORGANIZATION.search(plain) or (not has_head and _ACRONYM.fullmatch(segment))
        )
        if is_organization and (both := _UNIT_OF_ORGANIZATION.match(segment)):
            units.append(both["unit"])
            named.append(both["organization"])
        elif is_organization and country_in(segment) is None:
            named.append(segment)
        elif named and organizations.spans_campuses(named[-1]):
            named[-1] = f"{named[-1]}, {segment}"
        elif has_head:
            units.append(segment)
    if not named:
        return None
    return AffiliationLine(
        units=tuple(dict.fromkeys(units)),
        organizations=tuple(dict.fromkeys(named)),
        country=country_in(line),
    )


def _segments(line: str) -> list[str]:
    parts = re.split(r"[,()/|†‡*]|\s[-–—]+\s|\bat\b(?= )", line)
    flat = (" ".join(part.split()).lstrip("0123456789").strip() for part in parts)
    return [part for part in flat if part][:MOST_SEGMENTS]


def claimed_units(organization: str, department: str | None) -> tuple[str, tuple[str, ...]]:
    """The organisation of a claimed post, and those of its units that are claimed.

    The whole text, without units, where no organisation can be told in it.
    """
    line = next(iter(read_lines(organization)), None)
    units = (department,) if department else ()
    if line is None:
        return organization, units
    # a lone acronym beside a written-out name is mostly a unit, or the same organisation again
    organization = max(line.organizations, key=lambda name: not _ACRONYM.fullmatch(name))
    return organization, (*units, *line.units)


def organization_words(name: str) -> frozenset[str]:
    """The words by which two printed names of one organisation are equal."""
    return organizations.core_words(name)


@lru_cache(maxsize=65_536)
def subject(unit: str) -> frozenset[str]:
    """Beginnings of the words that say what a unit is about.

    Acronyms are left out, and what stands before "School of": donors' names. Empty where
    nothing is left: such a unit can be compared with none.
    """
    behind = _HEAD_OF.search(_plain(unit))
    acronyms = {_plain(word) for word in re.findall(r"\w*[A-Z]\w*[A-Z]\w*|\w*\d\w*", unit)}
    if unit.isupper():
        acronyms = set()
    words = re.findall(r"[a-z]+", behind["subject"] if behind else _plain(unit))
    return frozenset(_beginnings(word for word in words if word not in acronyms))


def says_its_subject(unit: str) -> bool:
    """Whether it is a "School of X"; before "Laboratory" or "Group" a name may stand."""
    return _HEAD_OF.search(_plain(unit)) is not None


def _beginnings(words: Iterator[str]) -> Iterator[str]:
    for word in words:
        if len(word) > 2 and word not in _FUNCTION_WORDS and not _HEAD.fullmatch(word):
            yield _TRANSLATED.get(word, word).translate(_LIKE_SOUNDS)[:LETTERS_COMPARED]


def _plain(text: str) -> str:
    return (text if text.isascii() else str(anyascii(text))).casefold()
