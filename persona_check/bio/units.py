"""Tells departments and schools from the universities that they are in."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from persona_check.bio.organizations import Organization
from persona_check.bio.word_files import one_of, words

__all__ = ["is_department", "outer_organization", "without_departments"]

_UNIVERSITY = re.compile(
    r"Universi|\bUnivers|\bCollege\b|\bInstitute of (?:Science and )?Technology\b|Politecnico|"
    r"\bETH\b|\bEPFL\b"
)
# "Faculty of Medicine of the University of Zell"
_DEPARTMENT_OF_A = re.compile(
    r"\b(?:of|at|de)\s+(?:the\s+|l['’])?(?P<organization>(?:\S*Univers|[A-Z]{2,}[a-z]*\b).*)$"
)
_WITHIN = re.compile(
    r"(?:\s*\([^()]*\))?\s*(?:in\s+\d{4}\s+)?(?:,|at|of|in|from|within|de|à|der)\s*(?:the\s+|l['’])?"
)


@cache
def _department() -> re.Pattern[str]:
    parts = one_of("organizations", "departments")
    return re.compile(rf"(?:the )?(?:{parts})\b|.*\b(?:Department|Division)$")


@cache
def _its_organization() -> re.Pattern[str]:
    """What leads "NTS Tides Department" and "Princeton Computer Science Department"."""
    universities = "|".join(sorted(words("known_organizations", "universities")))
    return re.compile(rf"(?:[A-Z]{{2,}}|{universities})(?= )")


def is_department(name: str) -> bool:
    """Whether it is a part of some organisation that it does not name."""
    return bool(_department().match(name))


def without_departments(
    chosen: list[Organization], zone: list[Organization], sentence: str
) -> list[Organization]:
    """The university in the place of its departments and schools that are named first."""
    kept = list(chosen)
    number = zone.index(chosen[-1])
    while number + 1 < len(zone):
        part, whole = zone[number], zone[number + 1]
        inside = _WITHIN.fullmatch(sentence[part.to : whole.at])
        if not inside or (_UNIVERSITY.search(part.name) and not _is_its_college(part, whole)):
            break
        if not (_department().match(part.name) or _UNIVERSITY.search(whole.name)):
            break
        kept[-1] = whole
        number += 1
    found = [one for part in kept for one in _no_department(part)]
    return found or _behind(sentence, zone, number)


def _is_its_college(part: Organization, whole: Organization) -> bool:
    """Whether it is told as "Zell College, Vesterby University"."""
    return part.name.endswith(" College") and whole.name.endswith(" University")


def _behind(sentence: str, zone: Sequence[Organization], number: int) -> list[Organization]:
    """The university that follows a department without a name: "department of tides at …"."""
    for organization in zone[number + 1 :]:
        if re.search(r"[,.;]", sentence[zone[number].to : organization.at]):
            return []
        if _UNIVERSITY.search(organization.name):
            return [organization]
    return []


def outer_organization(
    sentence: str, organizations: Sequence[Organization], zone: Sequence[Organization]
) -> Organization | None:
    """The university that the last of the organisations is said to be a part of."""
    if (
        not organizations
        or organizations[-1] not in zone
        or _UNIVERSITY.search(organizations[-1].name)
    ):
        return None
    behind = zone[zone.index(organizations[-1]) + 1 :]
    part = organizations[-1]
    for whole in behind:
        if not _WITHIN.fullmatch(sentence[part.to : whole.at]):
            return None
        if _UNIVERSITY.search(whole.name):
            return whole
        part = whole
    return None


def _no_department(organization: Organization) -> Iterator[Organization]:
    """The organisation, or what a department's own name says of what it is in."""
    if not _department().match(organization.name):
        yield organization
    elif found := _DEPARTMENT_OF_A.search(organization.name):
        yield Organization(
            name=found["organization"],
            at=organization.at + found.start("organization"),
            to=organization.to,
        )
    elif found := _its_organization().match(organization.name):
        yield Organization(name=found.group(), at=organization.at, to=organization.at + found.end())
