"""Which organisations a printed affiliation names, between units, streets, cities and countries."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum, auto
from functools import lru_cache

from persona_check.compare import known_organizations
from persona_check.compare.countries import country_in
from persona_check.compare.organization_words import (
    MOST_CHARACTERS,
    in_other_script,
    key_words,
    lines_of,
    repaired,
)
from persona_check.compare.university_systems import (
    CAMPUS_ALSO_CALLED,
    FLAGSHIPS,
    NO_CAMPUS,
    SYSTEMS,
)
from persona_check.expressions import Expression

__all__ = [
    "LEAST_WORDS",
    "UNITS_BEHIND",
    "Kind",
    "Name",
    "Reading",
    "distinctive",
    "read",
]

MOST_SEGMENTS = 10
# So many words name one organisation even where none of them is a proper name.
LEAST_WORDS = 5
MOST_LINES = 8


class Kind(StrEnum):
    """How surely a segment names an organisation."""

    ORGANIZATION = auto()  # a university, an academy; or one that the table knows
    UNIT = auto()  # an institute, a laboratory: of its own or a part of something
    PART = auto()  # a unit or an acronym beside the organisation it is a part of
    COMPANY = auto()
    PLAIN = auto()  # none of these: a lone word, mostly
    ACRONYM = auto()


@dataclass(frozen=True, slots=True)
class Name:
    """One name in an affiliation; ``ids`` are those of the table, empty where it knows none."""

    words: tuple[str, ...]
    kind: Kind
    ids: frozenset[str] = frozenset()
    country: str | None = None
    best_known: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a printed affiliation names."""

    names: tuple[Name, ...]
    other_script: bool


_PHRASES = (
    (r"\buc (?=[a-z])", "university california "),
    (r"\bucb\b", "university california berkeley"),
    (r"\bucsd\b", "university california san diego"),
    (r"\bsuny\b", "state university new york"),
    (r"\bcuny\b", "city university new york"),
    (r"\bumass\b", "university massachusetts"),
    (r"\bunc (?=chapel|charlotte|greensboro|wilmington)", "university north carolina "),
    (r"\buw (?=madison|milwaukee)", "university wisconsin "),
    (r"\bu(?:niversity)? penn\b", "university pennsylvania"),
    (r"\b(?<!ecole )eth(z| zurich)?\b(?! zurich)", "eth zurich"),
    (r"\btu (?=[a-z])", "technology university "),
    (r"^tu$", "technology university"),
    (r"\but (?=austin|dallas|arlington)", "university texas "),
    (r"\biit (?=[a-z])", "india institute technology "),
    (r"\biiit (?=[a-z])", "international institute information technology "),
    (r"\bmpi (?=[a-z])", "max planck institute "),
    (r"\bpolytechnic university\b|\buniversity polytechnic\b", "polytechnic"),
    (r"^u (?=[a-z]{3,})", "university "),
    (r"\bpenn state( university)?\b", "pennsylvania state university"),
)
_ANY_PHRASE = Expression("|".join(pattern for pattern, _ in _PHRASES))
_HEADS = frozenset(
    "university college polytechnic academy hospital institute laboratory center school faculty "
    "department division group section chair program observatory 大学 大學 대학교".split()
)
_HEADS_OF_ORGANIZATIONS = frozenset("university polytechnic 大学 大學 대학교".split())
_COLLEGE_LIKE = frozenset("college academy hospital".split())
# Units that are put beside the name of their organisation: "UC Berkeley EECS".
UNITS_BEHIND = frozenset("eecs eee ece cse cs ee csail ischool seas".split())
_COMPANY_WORDS = frozenset("research technologies group holdings systems robotics labs".split())
_LEGAL_FORM = Expression(
    r"\b(?:inc|ltd|llc|gmbh|ag|corp(?:oration)?|co|company|s\.?p\.?a|s\.?r\.?l|plc)\b\.?\s*$",
    re.IGNORECASE,
)
# What units study: beside the kind of unit it names no organisation.
_SUBJECT_STEMS = tuple(
    "robot mechatr system comput informat engineer learn intelligen vision langua control "
    "automat scienc cienc mathem physi fisic chemi chimi quimic biolog medic elect elektr mechan "
    "mecan aerospa aeronaut industr material softwar interact cognit neurosc neuroinf econom "
    "busin managem humanit educat educac psycholog statist linguist speech percept knowledg "
    "technolog appli advanc graduat nation research laborat embedd dynamic graphic multimed "
    "communic network secur energ environm health nursing pharma quantum photon optic optim "
    "operat produc design architect manufactur process natural politic machin virtual digital "
    "underwater autonom integrat generat foundat creativ translat pattern recognit surg rehabil "
    "artificial theor experim develop innovat servic analy simulat adapt depart facult divis "
    "school program colleg institut academ hospital universit polytech modern parallel "
    "distribut wireless telecomm automot transport maritim agricult veterin genom genet molecul "
    "clinic financ account market federal normal superior bioinform biomedic bioengin microel "
    "microsys nanotec geodes geoinf geolog geograph internation observator govern philosoph "
    "histor theolog religi environn".split()
)
_SUBJECT_WORDS = frozenset(
    "law art arts key state new open free joint real deep soft smart field mind brain team teams "
    "life music sound text data bio human humans space mobile image signal media study studies "
    "unit general china japan korea europe european micro nano multi earth ocean plant animal "
    "cell food civil logic center central group section chair social public policy marine cancer "
    "dental aero speech nursing core first second third main higher 大学 大學 대학교".split()
)
_STATES = frozenset(
    "al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm "
    "ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy dc on qc bc ab ns mb sk nb nsw vic "
    "qld act uk usa us prc roc uae eu alabama alaska arizona arkansas california colorado "
    "connecticut delaware florida georgia hawaii idaho illinois indiana iowa kansas kentucky "
    "louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana "
    "nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia "
    "washington wisconsin wyoming ontario quebec alberta".split()
)
_ACRONYM = Expression(r"[A-Z][A-Za-z]{0,2}[A-Z&]{1,6}|[A-Z]{2,8}")
_STREET = Expression(r"\d{2,}|\b(?:street|road|avenue|ave|blvd|rue|via|str|floor|building)\b", re.I)
_STREET_BEHIND = Expression(r"\s(?:\d+-\d+|\d{2,4}\s+[A-Z])")
# A unit's organisation behind "of": "School of Physics of Norrvik University".
_UNIT_OF = Expression(
    r"^(?P<unit>.*\b(?:department|dept|school|institute|faculty|laboratory|lab|group|center|centre|"
    r"division|college|team)\b.*?)\s+(?:of|de|der|di|in|do|da)\s+(?:the\s+|la\s+)?"
    r"(?P<organization>(?:univ|tu\s)\S*\s?.*|(?:(?!of\b)\S+\s+){1,4}university)$",
    re.IGNORECASE,
)
_SEPARATOR = Expression(
    r"[,/()|\\:]|\s[-–—]+\s|[-–—](?=\s)|\bat\b|@|\band\b(?=\s(?!tech)[^,;]*\buniv|"
    r"\s(?-i:[A-Z]{3,})\b|\s(?:is|was|are)\b)",
    re.IGNORECASE,
)


@lru_cache(maxsize=65_536)
def read(text: str) -> Reading:
    """The organisations that a printed affiliation names; a string often holds several."""
    text = repaired(text[:MOST_CHARACTERS])
    lines = lines_of(text)[:MOST_LINES]
    names = dict.fromkeys(name for line in lines for name in _read_line(line))
    return Reading(tuple(names), in_other_script(text))


@dataclass(frozen=True, slots=True)
class _Segment:
    text: str
    words: tuple[str, ...]
    ids: tuple[str, ...]
    place: bool
    unit: bool
    acronym: bool


def distinctive(words: Sequence[str]) -> frozenset[str]:
    """The words that name this organisation and no other."""
    return frozenset(word for word in words if not _is_subject(word))


@lru_cache(maxsize=65_536)
def _is_subject(word: str) -> bool:
    return word in _SUBJECT_WORDS or word.startswith(_SUBJECT_STEMS) or word.isdigit()


def _read_line(line: str) -> Iterator[Name]:
    segments = list(_segments(line))
    country = next((c for s in reversed(segments) if (c := country_in(s.text))), None)
    places = " ".join(" ".join(s.words) for s in segments if not s.unit)
    found = [_placed(name, country, places) for name in _names(segments)]
    told = any(name.kind is Kind.ORGANIZATION or name.ids for name in found)
    spelled_out = any(name.kind is Kind.ORGANIZATION for name in found)
    for name in found:
        if spelled_out and name.kind is Kind.ACRONYM and len(name.ids) > 1:
            # "(NU)" behind its own name, which many others share
            yield replace(name, kind=Kind.PART, ids=frozenset())
        elif not told or name.kind is Kind.ORGANIZATION or name.ids:
            yield name
        elif name.kind in (Kind.UNIT, Kind.ACRONYM):
            yield replace(name, kind=Kind.PART)
        elif name.kind is Kind.COMPANY:
            yield name


def _placed(name: Name, country: str | None, places: str) -> Name:
    """The name with the ids of those of its bearers that lie where the affiliation says."""
    ids = name.ids
    if len(ids) > 1:
        about = {one: known_organizations.about(one) for one in ids}
        there = {one for one in ids if country and about[one].country == country}
        ids = frozenset(there) or ids
        town = {one for one in ids if about[one].city and about[one].city in places}
        ids = frozenset(town) or ids
    best = name.best_known if name.best_known in ids else None
    return replace(name, ids=ids, country=country, best_known=best)


def _segments(line: str) -> Iterator[_Segment]:
    parts = [" ".join(part.split()) for part in _SEPARATOR.split(line) if part]
    split: list[str] = []
    for part in parts:
        both = _UNIT_OF.match(part)
        split.extend([both["unit"], both["organization"]] if both else [part])
    for number, part in enumerate(split[:MOST_SEGMENTS]):
        words = _expanded(key_words(part))
        if not _HEADS.isdisjoint(words) and (street := _STREET_BEHIND.search(part)):
            words = _expanded(key_words(part[: street.start()]))
        if not words:
            continue
        acronym = _ACRONYM.fullmatch(part.strip(" .")) is not None
        # "University of Technology" is the name of one, and the beginning of many
        whole = bool(distinctive(words)) or len(words) >= LEAST_WORDS
        ids = known_organizations.named(words) if whole else ()
        if not ids and acronym and len(words) == 1:
            ids = known_organizations.abbreviated(part.strip(" ."))
        place = _is_place(part, words, first=number == 0)
        unit = _is_unit(words) and not ids
        yield _Segment(part, words, () if place else ids, place, unit, acronym)


def _expanded(words: tuple[str, ...]) -> tuple[str, ...]:
    text = " ".join(words)
    if _ANY_PHRASE.search(text):
        for pattern, spelled in _PHRASES:
            text = re.sub(pattern, spelled, text)
        return tuple(text.split())
    return words


def _is_place(part: str, words: tuple[str, ...], *, first: bool) -> bool:
    if first:
        return False
    if country_in(part) is not None or " ".join(words) in _STATES:
        return True
    if not _HEADS.isdisjoint(words):
        return False
    return _STREET.search(part) is not None or (words[-1] in _STATES and len(words[-1]) <= 3)


def _is_unit(words: tuple[str, ...]) -> bool:
    """Whether it may be a part of something: by its kind, or because it is but a subject."""
    if not _HEADS_OF_ORGANIZATIONS.isdisjoint(words) or _is_institute_of_technology(words):
        return not distinctive(words)
    if not _COLLEGE_LIKE.isdisjoint(words):
        return not distinctive(words) or "school" in words
    return not _HEADS.isdisjoint(words) or not distinctive(words)


def _is_institute_of_technology(words: tuple[str, ...]) -> bool:
    return "institute" in words and ("technology" in words or words[-1] == "science")


def _names(segments: Sequence[_Segment]) -> Iterator[Name]:
    plain_found = False
    before: Name | None = None
    for number, segment in enumerate(segments):
        if segment.place:
            continue
        words, ids, behind = segment.words, segment.ids, segments[number + 1 :]
        kind = _kind(segment)
        if frozenset(words) in SYSTEMS:
            words = _with_campus(words, behind)
            if before is not None and words[-1] == NO_CAMPUS:
                # "King's College, University of London"
                words = (*before.words, *(w for w in words if w not in (NO_CAMPUS, "university")))
            ids, kind = known_organizations.named(words), Kind.ORGANIZATION
        elif not ids and kind is not Kind.ACRONYM and (known := _known_with_place(segment, behind)):
            words, ids, kind = *known, Kind.ORGANIZATION
        elif kind is Kind.UNIT and _named_by_place(words):
            where = next((s for s in behind if not (s.unit or s.ids or s.place)), None)
            if where is not None:
                words = (*words, *where.words)
                ids = known_organizations.named(words)
                if not _HEADS_OF_ORGANIZATIONS.isdisjoint(words):
                    kind = Kind.ORGANIZATION
        if kind in (Kind.PLAIN, Kind.COMPANY):
            if plain_found and kind is Kind.PLAIN:
                continue
            plain_found = True
        if not ids:
            yield from _held_in(words)
        before = Name(words, kind, frozenset(ids), best_known=ids[0] if ids else None)
        yield before


def _kind(segment: _Segment) -> Kind:
    if segment.acronym and len(segment.words) == 1:
        return Kind.ACRONYM
    if segment.ids:
        return Kind.COMPANY if _HEADS.isdisjoint(segment.words) else Kind.ORGANIZATION
    if segment.unit:
        return Kind.UNIT
    if not _HEADS.isdisjoint(segment.words):
        return Kind.ORGANIZATION
    return Kind.COMPANY if _is_company(segment) else Kind.PLAIN


def _held_in(words: tuple[str, ...]) -> Iterator[Name]:
    """A known organisation at the end of a unit, or one of a short name before its unit."""
    for size in range(len(words) - 1, 0, -1):
        for held, rest in ((words[-size:], words[:-size]), (words[:size], words[size:])):
            if not _is_but_a_unit(rest) or not distinctive(held):
                continue
            if held[0] == words[0] and not _HEADS.isdisjoint(held):
                continue  # "Norrvik University of Economics" is not Norrvik University
            ids = known_organizations.named(held)
            if size == 1:
                # "Coastal Laboratory" is not of Coastal Carolina University
                ids = tuple(one for one in ids if not _is_cut_short(held[0], one))
            if not ids and size == 1 and len(held[0]) > 2:
                ids = known_organizations.abbreviated(held[0])
            if ids:
                yield Name(held, Kind.ORGANIZATION, frozenset(ids), best_known=ids[0])
                return


def _is_cut_short(word: str, ror: str) -> bool:
    """Whether the word is one of several that tell the organisation's own name."""
    own = distinctive(tuple(known_organizations.about(ror).name.split()))
    return word in own and len(own) > 1


def _is_but_a_unit(words: tuple[str, ...]) -> bool:
    return (
        distinctive(words) <= UNITS_BEHIND
        and _HEADS_OF_ORGANIZATIONS.isdisjoint(words)
        and _COLLEGE_LIKE.isdisjoint(words)
        and not _is_institute_of_technology(words)
    )


def _named_by_place(words: tuple[str, ...]) -> bool:
    """Whether it is a kind and a subject alone, which the place behind makes a name."""
    return not _HEADS.isdisjoint(words) and not distinctive(words)


def _known_with_place(
    segment: _Segment, behind: Sequence[_Segment]
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The words and ids where the table knows the name with the place behind it only."""
    for where in behind[:2]:
        words = (*segment.words, *where.words)
        if not where.unit and (ids := known_organizations.named(words)):
            return words, ids
    return None


def _is_company(segment: _Segment) -> bool:
    return bool(_LEGAL_FORM.search(segment.text) or not _COMPANY_WORDS.isdisjoint(segment.words))


def _with_campus(words: tuple[str, ...], behind: Sequence[_Segment]) -> tuple[str, ...]:
    """A system's name with its campus, or with the one that is meant where none is named."""
    for segment in behind:
        if segment.place:
            break
        if not segment.unit and not segment.ids and not segment.acronym:
            campus = " ".join(segment.words)
            return (*words, *CAMPUS_ALSO_CALLED.get(campus, campus).split())
    return (*words, *FLAGSHIPS.get(frozenset(words), [NO_CAMPUS]))
