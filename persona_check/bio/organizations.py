"""Finds what may be an organisation in running text: capitalised names, and French ones."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from persona_check.bio.word_files import one_of, word_set
from persona_check.expressions import Expression

__all__ = ["Organization", "is_department", "names_in"]

# what is written like a name, a town's university aside
_CAPITAL = (
    r"[A-ZÀ-ÖØ-ÞŁŚŠŽČ](?:[\w’'&.\-‐@/+®™]|[—―](?=\w))*|\d{1,2}[A-Z]\w+|\d+[a-z]+[A-Z]\w*|"
    r"[a-z]{1,3}[A-Z]\w+|[a-z]+[A-Z]\w*|"
    r"\d{1,2}(?:st|nd|rd|th)(?=\s+[A-Z])|[a-z]\d+[a-z]+|"
    r"university of (?:the )?[A-Z]\w+|"
    r"[a-z0-9][\w-]*\.(?:com|org|net|io|ai|gov|edu|fr|de)\b"
)
_JOIN = (
    r"(?:of the|of|for the|for|de la|de l['’]|de|du|des|da|do|di|del|della|la|le|les|"
    r"für|zu|der|und|"
    r"et|y|e|on|&)"
)
_AND = r"(?:and|&|und|et|y)"
# "University of Wisconsin at Madison"
_STATE_UNIVERSITY = Expression(r"University of [A-Z]\w+(?: [A-Z]\w+)?")
_CAMPUS = Expression(r" at [A-Z][a-z]\w+(?:-[A-Z]\w+)*")
# "Université Pierre et Marie Curie"
_FRENCH_ORGANIZATION = Expression(
    r"(?:Universit[éy]|[ÉE]cole|Institut|Centre|Collège|Lycée|Hôpital)\b"
)
_LINK_AT_END = Expression(r"[\s,]*\b(?:(?:de la|de|du|des|la|le|et|d|l)\b['’]?\s*)*$")
_ORDINAL = Expression(r"(?:the\s+)?\d{1,2}(?:st|nd|rd|th)\s+")
# French names go on in small letters: "École normale supérieure"
_FRENCH_LINK = r"(?:de la|de l['’]|des|du|de|d['’]|pour l['’]|pour la|pour le|pour|en|aux?|à)"
# in small letters throughout it is an organisation in general: "un laboratoire de recherche"
_CAPITAL_NEXT = Expression(rf"\w+\s+(?:{_FRENCH_LINK}\s*)?[A-ZÉ]")
# in an English sentence: "elected to the Académie des sciences in 2017"
_FOREIGN_AT_END = Expression(r"(?:\s+(?:in|and|from|since|for|where|with|as))+$")
# "Université Nordmer 1"
_NUMBER = Expression(r"\s\d{1,2}\b(?!\s*[-–/]\s*\d)")
_FRENCH_TEXT = Expression(r"\b(?:est|une|du|des|à|au|elle|il|dans|où|depuis)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """A name and where it stands (``at`` to ``to``, in characters)."""

    name: str
    at: int
    to: int

    @property
    def named_as_organization(self) -> bool:
        """Whether a word in it says what it is."""
        if self.name in word_set("known_organizations", "universities", "companies"):
            return True
        if _begins_french(self.name):
            return True
        too_general = word_set("organizations", "too_general")
        return bool(_kind().search(self.name)) and self.name not in too_general


def names_in(sentence: str) -> tuple[Organization, ...]:
    """Names in order; whether one is an organisation, its place in the text tells."""
    found = [Organization(name=sentence[at:to], at=at, to=to) for at, to in _french_names(sentence)]
    for match in _name_form().finditer(sentence):
        for at, to in _parts(sentence, match.start(), match.end()):
            organization = _bare(sentence, at, to)
            if organization is not None:
                found += _beside(_with_campus(sentence, organization), found)
    return tuple(sorted(found, key=lambda organization: organization.at))


def _beside(organization: Organization, found: Sequence[Organization]) -> list[Organization]:
    """The organisation, or what of it stands before one that was found: "L3M de l'Université …"."""
    over = [one for one in found if one.at < organization.to and organization.at < one.to]
    if not over:
        return [organization]
    kept = _LINK_AT_END.sub("", organization.name[: max(0, over[0].at - organization.at)])
    return (
        [Organization(name=kept, at=organization.at, to=organization.at + len(kept))]
        if len(kept) > 1
        else []
    )


def _with_campus(sentence: str, organization: Organization) -> Organization:
    campus = _CAMPUS.match(sentence, organization.to)
    if campus is None or not _STATE_UNIVERSITY.fullmatch(organization.name):
        return organization
    return Organization(
        name=sentence[organization.at : campus.end()], at=organization.at, to=campus.end()
    )


def _bare(sentence: str, at: int, to: int) -> Organization | None:
    """The name without article, genitive and a first word that is no name ("Currently Google")."""
    name = sentence[at:to]
    if ordinal := _ORDINAL.match(name):
        at, name = at + ordinal.end(), name[ordinal.end() :]
    trimmed = name if re.search(r"\b(?:Inc|Ltd|Co|Corp)\.$", name) else name.rstrip(".,;:’'")
    if trimmed.startswith("the "):
        at, trimmed = at + 4, trimmed[4:]
    for genitive in ("’s", "'s"):
        trimmed = trimmed.removesuffix(genitive)
    words, no_names = trimmed.split(), word_set("not_organizations", "first_words")
    if words and words[0].rstrip(".,").lower() in no_names and words[0].lower() != "the":
        if len(words) == 1:
            return None
        if words[0].lower() in word_set("not_organizations", "languages"):
            return Organization(name=trimmed, at=at, to=at + len(trimmed))
        cut = len(words[0]) + 1
        at, trimmed = at + cut, trimmed[cut:].lstrip()
    if len(trimmed) < 2 or trimmed.lower() in no_names:
        return None
    return Organization(name=trimmed, at=at, to=at + len(trimmed))


def _parts(sentence: str, at: int, to: int) -> list[tuple[int, int]]:
    """The span, taken apart at an "and" between two names of their own."""
    for joint in re.finditer(rf"\s+{_AND}\s+(?P<the>the\s+)?", sentence[at:to]):
        left, right = sentence[at : at + joint.start()], sentence[at + joint.end() : to]
        if _are_two(sentence, at, left, joint, right):
            return [(at, at + joint.start()), *_parts(sentence, at + joint.end(), to)]
    return [(at, to)]


def _are_two(sentence: str, at: int, left: str, joint: re.Match[str], right: str) -> bool:
    if right.startswith("State University"):
        return False
    university = re.match(r"(?:the\s+)?Univ\w+ of [A-Z]\w+$", left)
    if "&" in joint.group() and not university:
        return False
    if joint["the"] and (_kind().search(left) or left.isupper()) and _kind().search(right):
        return True
    fields = word_set("organizations", "fields")
    if not joint["the"] and (right.split() or [""])[0].rstrip(".,;") in fields:
        return False
    if (
        joint.group().strip() == "et"
        and _FRENCH_ORGANIZATION.match(left)
        and not _kind().match(right)
    ):
        return False
    if left.split()[-1].isupper() and re.fullmatch(r"[A-Z]{2,}[.,;]?", right):
        return True
    if right.rstrip(".,;") in word_set("known_organizations", "universities"):
        return True
    first, last = (right.split() or [""])[0], (right.split() or [""])[-1]
    one_name = re.search(r"\b(?:of|for|on|de|in|für)\s+(?:the\s+)?[^,]*$", left) and not (
        _kind().search(first)
    )
    weak = last in word_set("organizations", "weak_kinds")
    if one_name and _kind().search(left) and _kind().search(last) and not weak:
        one_name = None
    if one_name and _kind().search(left) and " " in right and re.fullmatch(r"[A-Z]{2,}", first):
        one_name = None
    whole = sentence[max(0, at - 4) : at] == "the " or left.startswith("the ")
    if whole and not _kind().search(left) and _kind().search(right):
        return False
    return bool(university or not one_name)


def _begins_french(name: str) -> bool:
    """Whether it begins with what it is: "université de Nordmer", "Paris 12"."""
    return bool(_first_word().match(name))


def _french_names(sentence: str) -> Iterator[tuple[int, int]]:
    """Where each stands (from, to, in characters), if the sentence is French."""
    if not _FRENCH_TEXT.search(sentence):
        return
    at = 0
    while match := _french_form().search(sentence, at):
        name = _FOREIGN_AT_END.sub("", match.group())
        numbered = _NUMBER.match(sentence, match.end())
        to = numbered.end() if numbered and "niversité" in name else match.start() + len(name)
        if name[0].isupper() or _CAPITAL_NEXT.match(name):
            yield match.start(), to
            at = match.end()
        else:
            at = match.start() + 1


@cache
def _name_form() -> re.Pattern[str]:
    towns = one_of("organizations", "towns_of_numbered_universities")
    capital = rf"(?:(?:{towns})\s\d{{1,2}}\b|{_CAPITAL})"
    return re.compile(
        rf"(?:the\s+)?{capital}(?:\s+(?:de\s+l|d|l|dell)['’]{capital}|"
        rf"(?:\s+(?:{_JOIN}|{_AND})(?:\s+the)?)?\s+{capital}|"
        rf",\s+(?:{one_of('organizations', 'behind_a_comma')})\b\.?)*"
    )


@cache
def _kind() -> re.Pattern[str]:
    """The words in a name that say that it is an organisation's."""
    return re.compile(rf"\b(?:{one_of('kinds_of_organizations')})\b")


@cache
def _first_word() -> re.Pattern[str]:
    first = one_of("organizations", "french_first_words")
    return re.compile(rf"(?:{first})\s|[A-Z][a-z]+ \d{{1,2}}\b")


@cache
def _french_form() -> re.Pattern[str]:
    first = one_of("organizations", "french_first_words")
    stop = rf"(?!(?:{one_of('organizations', 'french_words_behind')})\b)"
    return re.compile(
        rf"\b(?:{first})\b(?:\s+(?:{_FRENCH_LINK}\s*)?{stop}[^\W\d][\w-]+"
        rf"(?:\s+et\s+(?:(?:de la|de l['’]|des|du|de|d['’])\s*)?{stop}[\w-]+s\b)?){{1,8}}"
    )


def is_department(name: str) -> bool:
    """Whether it is a part of some organisation that it does not name."""
    return bool(_department().match(name))


@cache
def _department() -> re.Pattern[str]:
    parts = one_of("organizations", "departments")
    return re.compile(rf"(?:the )?(?:{parts})\b|.*\b(?:Department|Division)$")
