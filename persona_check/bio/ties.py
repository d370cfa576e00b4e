"""Tells which word ties a name to a cue, and how likely it makes the name its organisation."""

import re
from collections.abc import Mapping
from functools import cache
from typing import TypeAlias

from persona_check.bio.cues import Cue
from persona_check.bio.event import EventKind
from persona_check.bio.organizations import Organization
from persona_check.bio.places import is_place
from persona_check.bio.word_files import one_of
from persona_check.expressions import Expression

__all__ = ["heads_an_organization", "likelihood"]

FARTHEST_CHARACTERS = 45
FARTHEST_FROM_AN_AWARD_CHARACTERS = 20
# "a researcher in CNTIDE"; shorter ones in this place are fields ("NLP")
LEAST_LETTERS_OF_A_SHORT_NAME = 5

_PREPOSITION = Expression(
    r"(?:^|^.*[\s,(])(?P<word>at|for|with|from|by|of|in|within|to|into|on|under|@|à|au|aux|"
    r"chez|de|du|des|d|bei|beim|an der|am|en|dans|presso|van|zu|na|no|nel|nella|alla|da|do|del|"
    r"della|aan|bij|notamment|dont|joined|joining|join|joins|attended|as|such as|like|"
    r"including|affectée? au)\s+"
    r"(?P<between>(?:(?!and\b|or\b|who\b|which\b|that\b|"
    r"where\b)[\w’'-]+\s+){0,3}?)(?:the\s+|both\s+(?:the\s+)?|l['’])?$",
    re.IGNORECASE,
)
# "at the business school of …"
_AT_A_PART_OF = Expression(
    r"\bat (?:the |its )?(?:[a-z-]+ ){0,2}"
    r"(?:schools?|departments?|faculty|faculties|campus|institutes?|offices?|headquarters|"
    r"laborator(?:y|ies)|hospitals?) of (?:the )?$"
)
# "at the leading newspaper, the Northmere Times"
_APPOSED = Expression(
    r"\b(?:at|from|for|of|with|by)\b[^,;()]{0,60}\b(?:school|university|institute|company|firm|"
    r"agency|newspaper|college|hospital|bank|organi[sz]ation|start-?up|think tank|magazine|"
    r"platform|website|daily),\s*(?:the\s+)?$"
)
# "joined the law firm Zell & Sample"
_CALLED = Expression(
    r"(?:^|\b(?:at|for|with|from|by))\s+(?:(?:the|an?|his|her)\s+)?(?:[a-z][\w-]*\s+){0,4}"
    r"(?:firm|company|start-?up|newspaper|magazine|think tank|agency|bank|consultancy|studio)\s+$"
)
# "dirige depuis 2018 le Laboratoire …"
# "directeur du journal en ligne Marée"
_KIND_OF_ORGANIZATION = Expression(
    r"\s(?:journal|magazine|site|quotidien|groupe|cabinet|société|entreprise|ONG|association)"
    r"(?: en ligne| d['’]information)?\s$"
)
# "awards at several conferences (TIDES 2000, LAKES 2005)"
_SEVERAL = Expression(
    r"\b(?:at|from|for|with|by|of)\s(?:[a-z-]+\s){0,3}(?:conferences|journals|venues|societies|"
    r"institutions|universities|companies|organi[sz]ations|firms|banks)\s+\($"
)
_WHEN_IT_WAS = Expression(r"\s(?:depuis|since|seit|desde|in|en|im)\s(?:1[89]|20)\d\d\s")
# "chaired the 2018 Tidal Conference"
_OF_THE_YEAR = Expression(r"(?<=\sthe\s)(?:1[89]|20)\d\d\s$")
_ELIDED = Expression(r"\b(?:d|l)['’]$")
# "holds the Example Chair in Tidal Studies"
_ENDOWED = Expression(r" (?:in|Professor)\b")
# "in the field of Machine Learning" names no organisation
_FIELD_OF = Expression(
    r"\b(?:field|fields|area|areas|domain|domaine|topic|topics|specialt?y|discipline|focus|"
    r"specialization|interests?|expertise|spécialité|Gebiet|Bereich|ámbito|campo|settore)\s+"
    r"(?:of|de|du|des|der|d['’]|in)\b",
    re.IGNORECASE,
)

# "a fellow in the area of tides at Zell University"
_AT_AN_ORGANIZATION = Expression(r"\s(?:at|chez)\s[^,;]{0,40}$")
# "a doctorate in tidal studies (Zell University, 2013)", "a PhD in Computer Science, Zell …"
_SAID_WHERE = Expression(
    r"\(\s*(?:the\s+|l['’])?$|^\s+(?:degrees?\s+)?in\s+[^,;()]{3,60},\s+(?:the\s+)?$"
)

# "Lecturer (2012–2016), Zell University"
_YEARS_BETWEEN = Expression(r"\s*\([^()]*\b(?:1[89]|20)\d\d\b[^()]*\)\s*[,|:–—-]\s*(?:the\s+)?")

# How likely a name behind a word is where it was, the lower the likelier: for a name that says
# that it is an organisation ("… University"), and for any other. None: it is not.
_Ranks: TypeAlias = Mapping[str, tuple[int | None, int | None]]
_SURE, _NEXT, _PERHAPS, _NAMED_ONLY, _NEVER = (0, 0), (1, 1), (3, 3), (2, None), (None, None)
_WHERE: _Ranks = dict.fromkeys(
    "at @ from joined joining join joins attended chez bei presso na no nel nella alla aan bij à "
    "au".split(),
    _SURE,
)
_TITLE_RANKS: _Ranks = {
    **_WHERE, ",": (1, 4), **dict.fromkeys("for with within into to".split(), _NEXT),
    **dict.fromkeys(("of", "de", "du", "direct"), _NAMED_ONLY),
    **dict.fromkeys("in on en dans under".split(), (3, None)),
    **dict.fromkeys(("such as", "like"), _NEVER), "": (5, 5),
}  # fmt: skip
_HEAD_RANKS: _Ranks = {
    **_TITLE_RANKS, ",": _NEXT, "for": (0, 1),
    **dict.fromkeys("of de du des d da do del della van".split(), (0, 1)),
}  # fmt: skip
_DEGREE_RANKS: _Ranks = {
    **_WHERE, **dict.fromkeys("for within into to".split(), _SURE),
    **dict.fromkeys(("in", "of", "de", "du", ",", "direct", "with", "on"), _NAMED_ONLY),
}  # fmt: skip
_SCHOOL_RANKS: _Ranks = {
    **_DEGREE_RANKS, **dict.fromkeys("direct of de du d des".split(), _SURE),
}  # fmt: skip
_VERB_RANKS: _Ranks = {
    **_WHERE, **dict.fromkeys(("for", "within", "into", "by"), _SURE), "with": _NEXT,
    "direct": (1, None), **dict.fromkeys(("such as", "like", "including"), _PERHAPS),
    **dict.fromkeys(("in", ","), (3, None)),
}  # fmt: skip
_JOINED_RANKS: _Ranks = {**_VERB_RANKS, "of": (0, 1), "direct": _SURE, "to": _SURE, "from": _NEVER}
_SERVES_RANKS: _Ranks = {**_VERB_RANKS, "on": _NAMED_ONLY}
_LEADS_RANKS: _Ranks = {**_VERB_RANKS, "direct": _SURE}
_FOUNDED_RANKS: _Ranks = {
    **dict.fromkeys("of de du d direct".split(), _SURE), "in": _NAMED_ONLY, "": _NEXT,
}  # fmt: skip
_MEMBER_RANKS: _Ranks = {
    **dict.fromkeys("of de du des d direct at for with à au aux".split(), _SURE),
    **dict.fromkeys("in on including notamment dont".split(), (2, 2)), "": _NEXT,
}  # fmt: skip
_AWARD_RANKS: _Ranks = {
    **dict.fromkeys("from by".split(), _SURE), **dict.fromkeys("of at à du de".split(), _NEXT),
    "in": (2, None), "to": _PERHAPS,
}  # fmt: skip
_BOOK_RANKS: _Ranks = dict.fromkeys("by aux chez".split(), _SURE)

_OF_A_SCHOOL = Expression(r"attend|alum|élève|iplômée?|ormée?")
_JOINS = Expression(r"join|moved|came|coming|arriv|return|wechsel|rejoi")
_LEADS = Expression(r"lead|\bled\b|direct|head|dirige|leitet")
# "with Jana Zellhoffer", "with Django": one to three plain words
_PLAIN_WORDS = Expression(r"[A-Z][a-z]+(?:\s[A-Z](?:[a-z’'-]+|\.)){0,2}")
_COMMUNITY = Expression(r"\s+(?:[a-z-]+\s+){0,2}communit(?:y|ies)\b")
_GOES_ON = Expression(r",?\s+(?:is|was|has|had|also|will|currently|works|worked|spends|loves)\b")
# "at the department of Logic", "au département Génie électrique"
_OF_A_DEPARTMENT = Expression(
    r"\b(?:département (?:de |d['’])?|(?:department|division|section) of (?:the )?)$"
)


@cache
def _head() -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of('heads')})$", re.IGNORECASE)


@cache
def _task() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{one_of('not_organizations', 'tasks')})$")


@cache
def _run_by_somebody() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{one_of('organizations', 'run_by_somebody')})\b")


def heads_an_organization(sentence: str, cue: Cue) -> bool:
    """Whether it is the title of one who runs a unit, which then is the organisation."""
    if cue.words.lower() in {"research scientist", "research director"}:
        return False
    if cue.words.lower() == "chair" and _ENDOWED.match(sentence[cue.to :]):
        return False
    return bool(_head().search(cue.words))


def _names_no_organization(sentence: str, cue: Cue, word: str, organization: Organization) -> bool:
    """Whether it is a person, a tool, a task, or the subject of what follows."""
    if _OF_A_DEPARTMENT.search(sentence[: organization.at]):
        return True
    if organization.named_as_organization:
        return False
    plain = _PLAIN_WORDS.fullmatch(organization.name)
    if word == "with" and plain and cue.verb and re.search(r"work|teach", cue.words):
        return True
    if (
        word in {"of", "for"}
        and _task().search(organization.name)
        and heads_an_organization(sentence, cue)
    ):
        return "edit" not in cue.words.lower()
    if cue.kind is EventKind.MEMBER and _COMMUNITY.match(sentence[organization.to :]):
        return True
    if word == "direct" and cue.kind is EventKind.FOUNDED and cue.words.endswith(("er", "or")):
        return bool(plain and " " in organization.name)
    return word == "," and bool(_GOES_ON.match(sentence[organization.to :]))


def likelihood(sentence: str, cue: Cue, start: int, organization: Organization) -> int | None:
    """The lower the likelier that the organisation is where it was; None where nothing ties them.

    ``start`` is where the text between begins: the end of the cue, or of the name before.
    """
    word = _introduced(sentence, cue, start, organization)
    if word is None or _names_no_organization(sentence, cue, word, organization):
        return None
    return _rank(sentence, word, cue, organization)


def _introduced(sentence: str, cue: Cue, start: int, organization: Organization) -> str | None:
    """The word that ties an organisation to what stands before it; None where nothing does."""
    gap = _KIND_OF_ORGANIZATION.sub(" ", _WHEN_IT_WAS.sub(" ", sentence[start : organization.at]))
    gap = _OF_THE_YEAR.sub("", gap)
    if (field := _FIELD_OF.search(gap)) and not _AT_AN_ORGANIZATION.search(gap, field.end()):
        return None
    if (
        _SAID_WHERE.search(gap)
        and cue.kind is EventKind.DEGREE
        and organization.named_as_organization
    ):
        return ","
    plain = _ELIDED.sub(lambda elided: "de " if elided.group()[0] == "d" else "", gap)
    if found := _PREPOSITION.search(plain):
        word = "at" if _AT_A_PART_OF.search(plain) else found["word"].lower()
        return "such as" if word == "as" and gap[: found.end("word")].endswith("such as") else word
    if _SEVERAL.search(gap):
        return "from"
    if _APPOSED.search(sentence[cue.to : organization.at]) and organization.named_as_organization:
        return "at"
    if cue.kind is EventKind.POST and (called := _CALLED.search(gap)):
        return "at" if called.start() or cue.verb else "direct"
    if start == cue.to:
        if _YEARS_BETWEEN.fullmatch(gap) and organization.named_as_organization:
            return ","
        if re.fullmatch(r"\s*[,|(@–:-]\s*(?:the\s+)?", gap):
            return ","
        if re.fullmatch(
            r"(?:\s+(?:both(?: the)?|the|a|an|called|named|le|la|currently|also|actuellement|"
            r"aujourd['’]hui))?"
            r"\s*(?:l['’])?[“\"‘«]?\s?",
            gap,
        ) or (
            cue.kind is EventKind.FOUNDED and re.fullmatch(r"\s+(?:[a-z’'-]+\s+){0,3}[“\"‘]?", gap)
        ):
            return "direct"
    elif re.fullmatch(r"\s*,\s*(?:the\s+)?", gap) and organization.named_as_organization:
        return ","
    return None


def _ranks(sentence: str, cue: Cue) -> _Ranks:
    match cue.kind:
        case EventKind.FOUNDED:
            return _FOUNDED_RANKS
        case EventKind.MEMBER:
            return _MEMBER_RANKS
        case EventKind.AWARD:
            return _AWARD_RANKS
        case EventKind.BOOK:
            return _BOOK_RANKS
        case EventKind.DEGREE:
            return _SCHOOL_RANKS if _OF_A_SCHOOL.search(cue.words) else _DEGREE_RANKS
        case EventKind.POST if cue.verb:
            if _JOINS.search(cue.words):
                return _JOINED_RANKS
            if "serv" in cue.words:
                return _SERVES_RANKS
            return _LEADS_RANKS if _LEADS.search(cue.words) else _VERB_RANKS
        case EventKind.POST:
            return _HEAD_RANKS if heads_an_organization(sentence, cue) else _TITLE_RANKS
        case _:
            return {}


def _rank(sentence: str, word: str, cue: Cue, organization: Organization) -> int | None:
    if is_place(organization.name) or _too_far(word, cue, organization):
        return None
    ranks = _ranks(sentence, cue)
    named, other = ranks.get(word, ranks.get("", _NEVER))
    if ranks is _HEAD_RANKS and word == "of":
        return named if _run_by_somebody().search(organization.name) else other
    if organization.named_as_organization or _is_the_acronym(sentence, organization):
        return named
    return _rank_in(cue, organization, named, other) if word in {"in", ","} else other


def _is_the_acronym(sentence: str, organization: Organization) -> bool:
    """Whether it is written "associate of the NTB"; a field has no article."""
    return bool(re.fullmatch(r"[A-Z]{3,}", organization.name)) and sentence[
        : organization.at
    ].endswith(" the ")


def _too_far(word: str, cue: Cue, organization: Organization) -> bool:
    away = organization.at - cue.to
    studied = cue.words.startswith("stud")
    if cue.kind is EventKind.AWARD:
        return word not in {"from", "by"} and away > FARTHEST_FROM_AN_AWARD_CHARACTERS
    if not cue.verb and not studied:
        return False
    if studied and word == "for":
        return True
    return away > FARTHEST_CHARACTERS * (2 if word in {"at", "for"} else 1)


def _rank_in(
    cue: Cue, organization: Organization, named: int | None, other: int | None
) -> int | None:
    """What "in" or a comma says of a name: a field and a place are written so as well."""
    if re.search(r"[a-z][A-Z]", organization.name) and (cue.verb or cue.kind is EventKind.MEMBER):
        return named if cue.verb else other
    short = organization.name.isupper() and (
        cue.kind is EventKind.AWARD or len(organization.name) >= LEAST_LETTERS_OF_A_SHORT_NAME
    )
    if short:
        return named
    return None if cue.kind is EventKind.MEMBER and not organization.name.isupper() else other
