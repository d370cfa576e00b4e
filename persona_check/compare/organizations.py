"""Whether two written affiliations name one organisation."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from persona_check.compare.countries import country_in

__all__ = [
    "ABBREVIATED",
    "OrganizationMatch",
    "core_words",
    "same",
    "same_as_any",
    "spans_campuses",
]

MOST_CHARACTERS = 400
MOST_SEGMENTS = 8

_SPELLED_OUT = {
    "univ": "university", "universite": "university", "universitat": "university",
    "universitaet": "university", "universidad": "university", "universidade": "university",
    "universita": "university", "universiteit": "university", "universitet": "university",
    "universitetet": "university", "uni": "university", "inst": "institute",
    "institut": "institute", "instituto": "institute", "istituto": "institute",
    "tech": "technology", "technol": "technology", "dept": "department", "lab": "laboratory",
    "labs": "laboratory", "laboratories": "laboratory", "laboratoire": "laboratory",
    "centre": "center", "natl": "national", "sci": "science", "sciences": "science",
    "calif": "california", "mass": "massachusetts", "coll": "college", "acad": "academy",
    "technical": "technology", "technische": "technology", "technischen": "technology",
    "tecnica": "technology", "tecnologico": "technology", "polytech": "polytechnic",
    "politecnico": "polytechnic",
    "polytechnique": "polytechnic", "hosp": "hospital", "corp": "", "inc": "", "ltd": "",
    "gmbh": "", "llc": "",
}  # fmt: skip
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
_ANY_PHRASE = re.compile("|".join(pattern for pattern, _ in _PHRASES))
# Words that may stand abbreviated in a name.
ABBREVIATED = frozenset(_SPELLED_OUT.values()) | frozenset(
    word for _, words in _PHRASES for word in words.split()
)
_EMPTY = frozenset("of the at and for in de di der des la le del et und e y a an".split())
# Systems whose campuses are universities of their own: the campus must agree too.
_SYSTEMS = tuple(
    frozenset(words.split())
    for words in (
        "university california", "university texas", "university illinois", "university london",
        "university massachusetts", "university north carolina", "university maryland",
        "university wisconsin", "university colorado", "university michigan",
        "university minnesota", "state university new york", "city university new york",
        "university nebraska", "university alabama", "university tennessee",
        "indian institute technology", "national institute technology", "university paris",
    )
)  # fmt: skip
# The campus that is meant where a system is named without one.
_FLAGSHIPS = {
    frozenset(f"university {state}".split()): frozenset(campus.split())
    for state, campus in (
        ("michigan", "ann arbor"), ("texas", "austin"), ("illinois", "urbana champaign"),
        ("maryland", "college park"), ("wisconsin", "madison"), ("colorado", "boulder"),
        ("minnesota", "twin cities"), ("massachusetts", "amherst"),
        ("north carolina", "chapel hill"), ("nebraska", "lincoln"), ("tennessee", "knoxville"),
    )
}  # fmt: skip
_NATIONS = frozenset({"usa", "us", "united states", "united states america", "u s", "u s a"})
# Units that are put behind the name of their organisation: "UC Berkeley EECS".
_UNITS = frozenset("eecs eee ece cse cs ee csail ischool".split())
# Units: what a lone word behind them names is the organisation.
_PARTS = frozenset("department school faculty division group laboratory section chair".split())
# Words that any organisation may carry and that so name none.
_GENERIC = frozenset(
    "university institute college school department science technology national research center "
    "laboratory faculty academy hospital group division international engineering computer "
    "computing informatics mathematics physics medicine economics electrical mechanical "
    "information systems state applied advanced general".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationMatch:
    """Whether two affiliations share an organisation, and by which words."""

    same: bool
    words: str = ""


@lru_cache(maxsize=65_536)
def same(a: str, b: str) -> OrganizationMatch:
    """Whether some organisation stands in both, whatever unit, city or country is around it.

    Abbreviations, punctuation and order of unit and organisation are forgiven; a university system
    without its campus matches no campus. Two units of one organisation share it.
    """
    left, right = _readings(a), _readings(b)
    shared = left & right
    if shared:
        best = max(shared, key=lambda words: (len(words), sorted(words)))
        return OrganizationMatch(same=True, words=" ".join(sorted(best)))
    for short, long in ((a.strip(), b), (b.strip(), a)):
        if re.fullmatch(r"[A-Z]{3,6}", short) and short.casefold() in _acronyms(long):
            return OrganizationMatch(same=True, words=short)
        if _campus_of(short, long):
            return OrganizationMatch(same=True, words=short)
    return OrganizationMatch(same=False)


def same_as_any(a: str, others: Iterable[str]) -> bool:
    """Whether one of the others names the same organisation."""
    return any(same(a, other).same for other in others)


def _campus_of(short: str, long: str) -> bool:
    """Whether "IIT Kanpur" is what "Indian Institute of Technology Kanpur" is called."""
    written = re.fullmatch(r"([A-Z]{3,6})[\s-]+([A-Z][\w\s]{2,40})", short)
    if written is None or len(long) > MOST_CHARACTERS:
        return False
    place = _plain_words(written[2])
    for words in (_plain_words(long), _plain_words(long.split(",")[0] + " " + written[2])):
        rest = [word for word in words if word not in place]
        initials = "".join(word[0] for word in rest)
        if place and set(place) <= set(_plain_words(long)) and initials == written[1].casefold():
            return True
    return False


@lru_cache(maxsize=65_536)
def core_words(name: str) -> frozenset[str]:
    """The words that make up an organisation's name, abbreviations spelled out."""
    return frozenset(_plain_words(name))


def spans_campuses(name: str) -> bool:
    """Whether it names a system of universities without saying which of them."""
    return core_words(name) in _SYSTEMS


def _plain_words(text: str) -> list[str]:
    plain = anyascii(text[:MOST_CHARACTERS]).casefold().replace("'", "").replace(".", " ")
    plain = re.sub(r"[^a-z0-9]+", " ", plain).strip()
    if _ANY_PHRASE.search(plain):
        for pattern, words in _PHRASES:
            plain = re.sub(pattern, words, plain)
    spelled = [_SPELLED_OUT.get(word, word) for word in plain.split()]
    return [word for word in spelled if word and word not in _EMPTY]


@lru_cache(maxsize=65_536)
def _readings(text: str) -> frozenset[frozenset[str]]:
    """Word sets of the segments, and of neighbours together, that can name an organisation."""
    return frozenset(_read(text))


def _read(text: str) -> Iterator[frozenset[str]]:
    parts = re.split(r"[,;/()|+†‡*]|\s[-–—]+\s|\bat\b", text[:MOST_CHARACTERS])
    named = [(part, kept) for part in parts if (kept := _without_unit(_plain_words(part)))]
    segments = [kept for _, kept in named[:MOST_SEGMENTS]]
    places = {n for n in range(len(segments)) if _is_place(n, named[n][0], segments)}
    for start in range(len(segments)):
        for width in (1, 2, 3):
            window = segments[start : start + width]
            if len(window) < width:
                break
            words = frozenset(word for segment in window for word in segment)
            if words in _SYSTEMS and _stands_alone(segments[start + width :]):
                yield words | _FLAGSHIPS.get(words, frozenset({"(no campus)"}))
            if words <= _GENERIC or words in _SYSTEMS or (width == 1 and start in places):
                continue
            if width > 1 and frozenset(window[0]) not in _SYSTEMS and len(segments) != width:
                continue
            if not _names_an_organization(words) and len(segments) > 1:
                continue
            yield words


def _is_place(number: int, part: str, segments: Sequence[list[str]]) -> bool:
    """Whether a lone word is where the organisation named before it lies, and not its name."""
    if len(segments[number]) != 1 or number == 0:
        return False
    if country_in(part) is not None or " ".join(segments[number]) in _NATIONS:
        return True
    if re.fullmatch(r"\s*[A-Z]{3,}\s*", part):
        return False  # an acronym
    return any(_PARTS.isdisjoint(words) for words in segments[:number])


def _without_unit(words: list[str]) -> list[str]:
    """The words of a segment without a unit that follows its organisation."""
    if len(words) > 2 and words[-1] in _UNITS and _names_an_organization(frozenset(words)):
        return words[:-1]
    return words


def _stands_alone(after: list[list[str]]) -> bool:
    """Whether no campus can follow: nothing does, or a country."""
    return not after or (len(after) == 1 and " ".join(after[0]) in _NATIONS)


def _names_an_organization(words: frozenset[str]) -> bool:
    kinds = "university institute college school academy polytechnic hospital center laboratory"
    return bool(words & frozenset(kinds.split())) or len(words) == 1


def _acronyms(text: str) -> set[str]:
    found = set()
    for part in re.split(r"[,;()]", text[:MOST_CHARACTERS]):
        words = _plain_words(part)
        if len(words) > 2:
            found.add("".join(word[0] for word in words))
    return found
