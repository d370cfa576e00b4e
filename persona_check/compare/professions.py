"""Broad fields of works and of professions, and which of them are far apart."""

import re
from collections.abc import Iterable

from anyascii import anyascii

from persona_check.compare import venues

__all__ = ["far_apart", "of_profession", "of_work"]

# What people who are not researchers are called. Stems stand at the start of a word.
_PROFESSIONS: tuple[tuple[str, str], ...] = (
    ("health care", "nutrition dietit dietic therapist physiotherap nurse nursing midwi dentist "
     "dental pharmacist physician surgeon paediatric pediatric gynaecolog gynecolog dermatolog "
     "cardiolog oncolog psychotherap counsellor"),
    ("property", "property realtor estate housing mortgage interior letting landlord"),
    ("relationships", "relationship dating sex sexolog marriage wedding parenting etiquette"),
    ("law", "lawyer attorney solicitor barrister judge notary jurist paralegal"),
    ("lifestyle", "beauty fashion stylist travel chef food gardening horoscope astrolog fitness "
     "yoga"),
)  # fmt: skip
# Words of titles, venues and topics. Health words make a work of computing one of both.
_WORKS: tuple[tuple[str, str], ...] = (
    ("computing", "neural robot algorithm vision parsing segmentation transformer reinforcement "
     "semantic comput software reasoning learning bayesian classif translation dataset"),
    ("economics", "monetary tax wage labor labour inflation fiscal market trade econom"),
    ("health care", "clinical patient health disease therap medic nutrition diet hospital cancer "
     "nursing surg"),
    ("law", "law legal court judicial"),
    ("property", "housing property mortgage estate"),
    ("relationships", "sexual marriage family relationship dating"),
    ("lifestyle", "food fashion tourism travel"),
)  # fmt: skip
_ECONOMICS = frozenset({"NBER Working Papers"})
# A record in one of these says nothing of a profession in one of those, unless it names that too.
_FAR = frozenset(
    {
        (works, profession)
        for works in ("computing", "economics")
        for profession in ("health care", "property", "relationships", "law", "lifestyle")
    }
    - {("economics", "property"), ("economics", "law")}
)


def of_profession(role: str) -> frozenset[str]:
    """Fields that a job title names; empty for most, researchers' titles among them."""
    return _named(role, _PROFESSIONS)


def of_work(title: str, venue: str | None, topics: Iterable[str] = ()) -> frozenset[str]:
    """Fields that the words of a work's title, venue and topics name; a known series decides."""
    found = _named(" ".join((title, venue or "", *topics)), _WORKS)
    known = venues.series(venue) if venue else None
    if known is not None:
        found |= {"economics" if known.name in _ECONOMICS else "computing"}
    return found


def far_apart(works: frozenset[str], profession: frozenset[str]) -> bool:
    """Whether works in these fields say nothing for somebody of these professions."""
    return (
        bool(works) and bool(profession) and all((a, b) in _FAR for a in works for b in profession)
    )


def _named(text: str, fields: Iterable[tuple[str, str]]) -> frozenset[str]:
    words = re.findall(r"[a-z]+", anyascii(text).casefold())
    return frozenset(
        field
        for field, stems in fields
        if any(word.startswith(stem) for stem in stems.split() for word in words)
    )
