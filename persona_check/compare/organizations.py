"""Whether two written affiliations name one organisation."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum, auto
from functools import lru_cache

from anyascii import anyascii

from persona_check.compare import known_organizations
from persona_check.compare.organization_readings import (
    LEAST_WORDS,
    UNITS_BEHIND,
    Kind,
    Name,
    distinctive,
    read,
)
from persona_check.compare.organization_words import (
    MOST_CHARACTERS,
    SPELLED_OUT,
    key_words,
    repaired,
)
from persona_check.compare.university_systems import SYSTEMS
from persona_check.expressions import Expression

__all__ = [
    "ABBREVIATED",
    "OrganizationMatch",
    "OrganizationVerdict",
    "core_words",
    "differs_from_all",
    "same",
    "same_as_any",
    "spans_campuses",
]

_PHRASES = (
    (r"\buc (?=[a-z])", "university california "),
    (r"\bucb\b", "university california berkeley"),
    (r"\bucla\b", "university california los angeles"),
    (r"\bucsd\b", "university california san diego"),
    (r"\bmit\b", "massachusetts institute technology"),
    (r"\bcmu\b", "carnegie mellon university"),
    (r"\beth(z| zurich| zuerich)?\b", "eth zurich"),
    (r"\bepfl\b", "ecole polytechnic federale lausanne"),
    (r"\bsuny\b", "state university new york"),
    (r"\bcaltech\b", "california institute technology"),
    (r"\bgeorgia tech\b", "georgia institute technology"),
    (r"\bvirginia tech\b", "virginia polytechnic"),
    (r"\btu (?=[a-z])", "technology university "),
    (r"\but (?=austin|dallas|arlington)", "university texas "),
)
_ANY_PHRASE = Expression("|".join(pattern for pattern, _ in _PHRASES))
# Words that may stand abbreviated in a name.
ABBREVIATED = frozenset(SPELLED_OUT.values()) | frozenset(
    word for _, words in _PHRASES for word in words.split()
)
_EMPTY = frozenset("of the at and for in de di der des la le del et und e y a an".split())
# Addresses in Hong Kong and Macao name China or leave it out.
_ONE_COUNTRY_AT_TIMES = {"CN", "HK", "MO"}
_PLAIN = (Kind.PLAIN, Kind.COMPANY)
_UNITS = (Kind.UNIT, Kind.PART)
# Kinds that say the same of one proper name: "RWTH Aachen" is "RWTH Aachen University".
_LEFT_OUT = frozenset("university polytechnic institute technology national royal".split())


class OrganizationVerdict(StrEnum):
    """Whether two affiliations share an organisation, so far as their words tell."""

    SAME = auto()
    DIFFERENT = auto()
    UNDECIDED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationMatch:
    """Whether two affiliations share an organisation, and by which words."""

    verdict: OrganizationVerdict
    words: str = ""

    @property
    def same(self) -> bool:
        """Whether they share one; False also where that cannot be told."""
        return self.verdict is OrganizationVerdict.SAME


@lru_cache(maxsize=65_536)
def same(a: str, b: str) -> OrganizationMatch:
    """Whether some organisation stands in both, whatever unit, city or country is around it.

    Language, abbreviations, punctuation and order of unit and organisation are forgiven; a
    university system without its campus matches no campus. Two units of one organisation share it.
    Undecided where an acronym, a lone word or a unit may or may not mean the other.
    """
    if _is_one_string(a, b):
        return OrganizationMatch(
            verdict=OrganizationVerdict.SAME, words=min(" ".join(a.split()), " ".join(b.split()))
        )
    left, right = read(a), read(b)
    undecided = not left.names or not right.names or left.other_script != right.other_script
    best = ""
    for x in left.names:
        for y in right.names:
            verdict = _compare(x, y)
            if verdict is OrganizationVerdict.SAME:
                shared = " ".join(sorted({*x.words} & {*y.words})) or min(x.words[0], y.words[0])
                best = max(best, shared, key=lambda words: (len(words), words))
            undecided |= verdict is OrganizationVerdict.UNDECIDED
    if best:
        return OrganizationMatch(verdict=OrganizationVerdict.SAME, words=best)
    if undecided:
        return OrganizationMatch(verdict=OrganizationVerdict.UNDECIDED)
    return OrganizationMatch(verdict=OrganizationVerdict.DIFFERENT)


def same_as_any(a: str, others: Iterable[str]) -> bool:
    """Whether one of the others names the same organisation."""
    return any(same(a, other).same for other in others)


def differs_from_all(a: str, others: Iterable[str]) -> bool:
    """Whether each of the others surely names another organisation."""
    return all(same(a, other).verdict is OrganizationVerdict.DIFFERENT for other in others)


@lru_cache(maxsize=65_536)
def core_words(name: str) -> frozenset[str]:
    """The words that make up an organisation's name, abbreviations spelled out."""
    return frozenset(_plain_words(name))


def spans_campuses(name: str) -> bool:
    """Whether it names a system of universities without saying which of them."""
    return frozenset(key_words(name)) in SYSTEMS


def _is_one_string(a: str, b: str) -> bool:
    left, right = (" ".join(repaired(one).casefold().split()) for one in (a, b))
    return left == right and bool(key_words(a) or left.strip(" .,;-"))


def _compare(x: Name, y: Name) -> OrganizationVerdict:
    if x.ids and y.ids:
        return _by_table(x, y)
    if _are_equal(x, y):
        if _abroad(x, y):
            return OrganizationVerdict.UNDECIDED
        return OrganizationVerdict.SAME
    for short, long in ((x, y), (y, x)):
        if _is_acronym(short) and (verdict := _spelled_out(short, long)):
            return verdict
        if _is_school_of(short, long) or _is_shortened(short, long):
            return OrganizationVerdict.SAME
    if Kind.PART in (x.kind, y.kind):
        return OrganizationVerdict.DIFFERENT
    if Kind.UNIT in (x.kind, y.kind) or Kind.ACRONYM in (x.kind, y.kind):
        return OrganizationVerdict.UNDECIDED
    return _of_unlike_names(x, y)


def _by_table(x: Name, y: Name) -> OrganizationVerdict:
    shared = x.ids & y.ids
    if shared:
        for one in (x, y):
            # "CMU" has many owners; a text that means a lesser one cannot be told
            if one.kind is Kind.ACRONYM and len(one.ids) > 1 and one.best_known not in shared:
                return OrganizationVerdict.UNDECIDED
        return OrganizationVerdict.SAME
    for some, others in ((x.ids, y.ids), (y.ids, x.ids)):
        if any(known_organizations.about(one).part_of & others for one in some):
            return OrganizationVerdict.SAME
    for short, long in ((x, y), (y, x)):
        if short.kind is Kind.ACRONYM and _initials(long.words) == short.words[0]:
            return OrganizationVerdict.UNDECIDED
    return OrganizationVerdict.DIFFERENT


def _are_equal(x: Name, y: Name) -> bool:
    if x.words == y.words:
        if x.kind is y.kind is Kind.PART and len(x.words) == 1:
            return False  # an acronym beside each of two organisations
        return x.kind not in _UNITS or bool(distinctive(x.words)) or len(x.words) >= LEAST_WORDS
    left, right = (_without_unit(one.words) for one in (x, y))
    if left == right:
        return bool(distinctive(x.words))
    return any(
        a < b and b - a <= _towns(name)
        for a, b, name in ((left, right, x), (right, left, y))
        if name.kind is Kind.ORGANIZATION
    )


def _towns(name: Name) -> frozenset[str]:
    towns = (known_organizations.about(one).city for one in name.ids)
    return frozenset(word for town in towns for word in town.split())


def _without_unit(words: tuple[str, ...]) -> frozenset[str]:
    if len(words) > 2 and words[-1] in UNITS_BEHIND:
        words = words[:-1]
    return frozenset(words)


def _abroad(x: Name, y: Name) -> bool:
    """Whether two equal names of universities stand in two countries."""
    return (
        x.country is not None
        and y.country is not None
        and x.country != y.country
        and not {x.country, y.country} <= _ONE_COUNTRY_AT_TIMES
        and x.kind is Kind.ORGANIZATION
    )


def _is_acronym(name: Name) -> bool:
    return name.kind is Kind.ACRONYM or (name.kind is Kind.PART and len(name.words) == 1)


def _spelled_out(short: Name, long: Name) -> OrganizationVerdict | None:
    """Whether the acronym fits the name; None where the two say nothing of each other."""
    if _is_acronym(long):
        return None
    acronym = short.words[0]
    fits = len(acronym) > 2 and acronym == _initials(long.words)
    if fits and not short.ids:
        return OrganizationVerdict.SAME
    if fits:
        return OrganizationVerdict.UNDECIDED
    if short.ids and long.kind is Kind.ORGANIZATION:
        return OrganizationVerdict.DIFFERENT
    return None


def _initials(words: tuple[str, ...]) -> str:
    return "".join(word[0] for word in words) if len(words) > 2 else ""


def _is_school_of(short: Name, long: Name) -> bool:
    """Whether it is "X Medical School" beside "X University".

    Schools of business and economics mostly stand by themselves, and are named after their town.
    """
    if "school" not in short.words or long.words[-1:] != ("university",):
        return False
    if any(word.startswith(("business", "econom", "manag", "commerc")) for word in short.words):
        return False
    named = long.words[:-1]
    return short.words[: len(named)] == named and distinctive(short.words) == distinctive(named)


def _is_shortened(short: Name, long: Name) -> bool:
    """Whether the longer one is the shorter with its kind, or a part of a company."""
    if short.kind not in _PLAIN or not distinctive(short.words):
        return False
    if len(short.words) > 1 and frozenset(short.words) == frozenset(long.words) - _LEFT_OUT:
        return True
    rest = long.words[len(short.words) :]
    if long.words[: len(short.words)] != short.words or long.kind not in (*_PLAIN, Kind.UNIT):
        return False
    return not distinctive(rest) or (long.kind in _PLAIN and len(distinctive(rest)) < len(rest))


def _of_unlike_names(x: Name, y: Name) -> OrganizationVerdict:
    """A lone word may be short for a longer name, and two parts of a company share its word."""
    for short, long in ((x, y), (y, x)):
        if short.kind in _PLAIN and set(short.words) < set(long.words):
            if _goes_by(short, long):
                return OrganizationVerdict.SAME
            return OrganizationVerdict.UNDECIDED
    if (
        x.kind in _PLAIN
        and y.kind in _PLAIN
        and x.words[0] == y.words[0]
        and distinctive(x.words[:1])
    ):
        return OrganizationVerdict.UNDECIDED
    return OrganizationVerdict.DIFFERENT


def _goes_by(short: Name, long: Name) -> bool:
    """Whether a known university goes by its proper name, which is that of no town."""
    return (
        bool(long.ids)
        and set(long.words) - {"university"} == set(short.words)
        and not known_organizations.is_town(" ".join(short.words))
        and long.ids.issuperset(known_organizations.named(reversed(long.words)))
    )


def _plain_words(text: str) -> list[str]:
    plain = anyascii(text[:MOST_CHARACTERS]).casefold().replace("'", "").replace(".", " ")
    plain = re.sub(r"[^a-z0-9]+", " ", plain).strip()
    if _ANY_PHRASE.search(plain):
        for pattern, words in _PHRASES:
            plain = re.sub(pattern, words, plain)
    spelled = [SPELLED_OUT.get(word, word) for word in plain.split()]
    return [word for word in spelled if word and word not in _EMPTY]
