"""Organisations as they are written in running text: capitalised names, and French ones."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from persona_check.bio.french_names import french_head, french_names
from persona_check.bio.known_organizations import COMPANIES, UNIVERSITIES

__all__ = ["Organization", "names_in"]

_CAP = (
    r"(?:(?:Paris|Lyon|Lille|Bordeaux|Toulouse|Grenoble|Rennes|Montpellier|Strasbourg)\s\d{1,2}\b|"
    r"[A-ZÀ-ÖØ-ÞŁŚŠŽČ](?:[\w’'&.\-‐@/+®™]|[—―](?=\w))*|\d{1,2}[A-Z]\w+|\d+[a-z]+[A-Z]\w*|[a-z]{1,3}[A-Z]\w+|[a-z]+[A-Z]\w*|"
    r"\d{1,2}(?:st|nd|rd|th)(?=\s+[A-Z])|[a-z]\d+[a-z]+|"
    r"university of (?:the )?[A-Z]\w+|"
    r"[a-z0-9][\w-]*\.(?:com|org|net|io|ai|gov|edu|fr|de)\b)"
)
# languages when alone: "French Academy of Tides" is a name
_NATIONAL = frozenset("english french german spanish".split())
_JOIN = (
    r"(?:of the|of|for the|for|de la|de l['’]|de|du|des|da|do|di|del|della|la|le|les|"
    r"für|zu|der|und|"
    r"et|y|e|on|&)"
)
_AND = r"(?:and|&|und|et|y)"
_NAME = re.compile(
    rf"(?:the\s+)?{_CAP}(?:\s+(?:de\s+l|d|l|dell)['’]{_CAP}|"
    rf"(?:\s+(?:{_JOIN}|{_AND})(?:\s+the)?)?\s+{_CAP}|,\s+(?:Inc|LLC|Ltd|Berkeley|Los Angeles|"
    rf"San Diego|Santa Barbara|Santa Cruz|Irvine|Davis|San Francisco|Riverside|Merced|Madison|"
    rf"Urbana|Chapel Hill|College Park|Austin|Ann Arbor|Bloomington)\b\.?)*"
)
_HEADS = re.compile(
    r"\b(?:Univ\w*|College|Institut\w*|Cent(?:er|re)|School|Academy|Laborator\w*|Lab|Labs|Hospital|"
    r"Foundation|Department|Ministry|Agency|Council|Association|Society|Societies|Company|Inc|LLC|"
    r"Ltd|Group|Bank|Fund|Programme?|Network|Initiative|Commission|Office|Consortium|Clinic|"
    r"Museum|Library|Corporation|Corp|Studio|Media|News|Press|Times|Post|Conference|Symposium|"
    r"Workshop|Journal|Transactions|Proceedings|Magazine|Review|Letters|Research|Technologies|"
    r"Federation|Union|Club|Committee|Board|Trust|Parliament|Observatory|Project|Organi[sz]ation|"
    r"[ÉE]cole|Laboratoire|Société|Ministère|Académie|Fondation|Collège|Observatoire|Hôpital|CHU|"
    r"Hochschule|Akademie|Gesellschaft|Stiftung|Klinikum|Max[- ]Planck|Fraunhofer|Helmholtz|"
    r"Universi\w+|Istituto|Politecnico|Polytechnic\w*|Escuela|Facultad|Fundación|Hogeschool|"
    r"CNRS|INSERM|Inserm|INRAE|Inria|INRIA|CEA|CSIC|CERN|NASA|MIT|ETH|EPFL|UC [A-Z]\w+)\b"
)
# "University of Science and Technology"
_FIELDS = frozenset(
    "Technology Technologies Engineering Arts Sciences Science Medicine Law Economics Management "
    "Business Humanities Design Health Innovation Education Politics Political Literature Letters "
    "Agriculture Commerce Finance Statistics Mathematics Physics Computing Informatics "
    "Communication Communications Society Development Planning Policy Research Culture Metabolism "
    "Obesity Hygiene Security Systems Networks".split()
)
_WEAK_HEADS = frozenset(
    "Technologies Research Media News Press Network Group Program Programme Office".split()
)
_TOO_GENERAL = frozenset(
    "Research Office Bank Media News Press Times Post Conference Journal Technologies Group "
    "Company Society Organization Organisation Union Board Trust Review Letters Network "
    "Program".split()
)
_NOT_NAMES = frozenset(
    "i he she they we it his her their my our the a an this that these in at on for from with and "
    "or but as when while after before since during prior currently previously today now also dr "
    "prof professor mr mrs ms phd ph.d msc bsc ba ma bs mba january february march april may june "
    "july august september october november december monday tuesday wednesday thursday friday "
    "saturday sunday spring summer fall winter autumn english french german spanish starting "
    "beginning il elle ils elles je ses son sa depuis après avant actuellement er sie seit nach "
    "zuvor".split()
)
# "University of Wisconsin at Madison"
_STATE_UNIVERSITY = re.compile(r"University of [A-Z]\w+(?: [A-Z]\w+)?")
_CAMPUS = re.compile(r" at [A-Z][a-z]\w+(?:-[A-Z]\w+)*")
# "Université Pierre et Marie Curie"
_FRENCH_ORGANIZATION = re.compile(
    r"(?:Universit[éy]|[ÉE]cole|Institut|Centre|Collège|Lycée|Hôpital)\b"
)
_LINK_AT_END = re.compile(r"[\s,]*\b(?:(?:de la|de|du|des|la|le|et|d|l)\b['’]?\s*)*$")
_ORDINAL = re.compile(r"(?:the\s+)?\d{1,2}(?:st|nd|rd|th)\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """A name and where it stands (``at`` to ``to``, in characters)."""

    name: str
    at: int
    to: int

    @property
    def named_as_organization(self) -> bool:
        """Whether a word in it says what it is."""
        if self.name in UNIVERSITIES or self.name in COMPANIES or french_head(self.name):
            return True
        return bool(_HEADS.search(self.name)) and self.name not in _TOO_GENERAL


def names_in(sentence: str) -> tuple[Organization, ...]:
    """Names in order; whether one is an organisation, its place in the text tells."""
    found = [Organization(name=sentence[at:to], at=at, to=to) for at, to in french_names(sentence)]
    for match in _NAME.finditer(sentence):
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
    words = trimmed.split()
    if words and words[0].rstrip(".,").lower() in _NOT_NAMES and words[0].lower() != "the":
        if len(words) == 1:
            return None
        if words[0].lower() in _NATIONAL:
            return Organization(name=trimmed, at=at, to=at + len(trimmed))
        cut = len(words[0]) + 1
        at, trimmed = at + cut, trimmed[cut:].lstrip()
    if len(trimmed) < 2 or trimmed.lower() in _NOT_NAMES:
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
    if joint["the"] and (_HEADS.search(left) or left.isupper()) and _HEADS.search(right):
        return True
    if not joint["the"] and (right.split() or [""])[0].rstrip(".,;") in _FIELDS:
        return False
    if (
        joint.group().strip() == "et"
        and _FRENCH_ORGANIZATION.match(left)
        and not _HEADS.match(right)
    ):
        return False
    if left.split()[-1].isupper() and re.fullmatch(r"[A-Z]{2,}[.,;]?", right):
        return True
    if right.rstrip(".,;") in UNIVERSITIES:
        return True
    first, last = (right.split() or [""])[0], (right.split() or [""])[-1]
    one_name = re.search(r"\b(?:of|for|on|de|in|für)\s+(?:the\s+)?[^,]*$", left) and not (
        _HEADS.search(first)
    )
    if one_name and _HEADS.search(left) and _HEADS.search(last) and last not in _WEAK_HEADS:
        one_name = None
    if one_name and _HEADS.search(left) and " " in right and re.fullmatch(r"[A-Z]{2,}", first):
        one_name = None
    whole = sentence[max(0, at - 4) : at] == "the " or left.startswith("the ")
    if whole and not _HEADS.search(left) and _HEADS.search(right):
        return False
    return bool(university or not one_name)
