"""Keeps the cues of a sentence that speak of the person, with the words that belong to each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from persona_check.bio.cues import Cue
from persona_check.bio.event import EventKind
from persona_check.expressions import Expression

__all__ = ["own_cues"]

MOST_TO_THE_AWARD_CHARACTERS = 60
MOST_AHEAD_CHARACTERS = 100

_NAME = r"[A-Z][\w.’'-]+"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Elsewhere:
    """A cue that says nothing of the person: its own words, and the text before and behind it.

    All that are given have to match; ``kind`` and ``verb`` restrict it to such cues.
    """

    kind: EventKind | None = None
    verb: bool | None = None
    words: str = ""
    ahead: str = ""
    behind: str = ""

    def matches(self, sentence: str, cue: Cue) -> bool:
        near = max(0, cue.at - MOST_AHEAD_CHARACTERS)
        return (
            self.kind in {None, cue.kind}
            and self.verb in {None, cue.verb}
            and (not self.words or re.fullmatch(self.words, cue.words) is not None)
            and (not self.behind or re.compile(self.behind).match(sentence, cue.to) is not None)
            and (
                not self.ahead
                or re.compile(rf"(?:{self.ahead})$").search(sentence, near, cue.at) is not None
            )
        )


_ELSEWHERE = (
    # "Professor Zellhoffer received …": a form of address
    _Elsewhere(
        words="Professor|President|Dean|Director|Lecturer",
        ahead=r"(?:^|[,;(:]\s*|\b(?:[Ii]n|[Ss]ince|[Uu]ntil)\s(?:[A-Z]\w+\s)?\d{4}\s)",
        behind=rf"\s+(?:{_NAME}\s+){{0,3}}?{_NAME}(?:['’]s\b|,?\s+(?:who|also|currently|is|was|has|"
        r"previously|had|serves|served|received|earned|holds|obtained|completed|graduated|joined|"
        r"works|worked|teaches|studies|studied|did|leads|became|est|a)\b|\s*\()",
    ),
    # "adviser to the President of Norland"
    _Elsewhere(
        words="(?i:president|(?:prime )?minister|governor|dean|director|provost|rector|"
        "chancellor|secretary|CEO|commissioner)",
        ahead=r"(?i:advis[eo]r|assistant|consultant|counsell?or|counsel|aide|delegate)\s"
        r"(?:to|of)\s(?:the\s)?(?:\w+\s)?",
    ),
    # "Provost's Chair Professor"; "in The Economist"
    _Elsewhere(behind=r"['’]s\b"),
    _Elsewhere(words="(?!.*(?:Medal|Prize|Award)\\b)[A-Z].*", ahead=r"(?<!^)\bThe "),
    # a supervisor or partner: "with Professor Jana Zellhoffer", "his co-founder Bo Sample"
    _Elsewhere(
        verb=False,
        words=r"(?!.*(?:ed|ing)$).*",
        ahead=r"\b(?:with|by|under|of|and|from)\s+(?:the\s+)?",
        behind=rf"\s+(?:Dr\.? )?{_NAME} [A-Z][\w-]+",
    ),
    _Elsewhere(words="Professor", ahead=r"\b(?:with|by|under) ", behind=rf"\s+{_NAME}"),
    _Elsewhere(
        words="(?i:co-?founder|partner|mentor|advis[eo]r)",
        ahead=r"\b(?:his|her|their|my) (?:[a-z-]+ ){0,2}",
    ),
    _Elsewhere(ahead=r"\b(?:advised|supervised|mentored|sponsored|led) by (?:[\w.]+ ){0,3}"),
    _Elsewhere(ahead=r"\b(?:founded|created) by (?:[\w.]+ ){0,3}"),
    _Elsewhere(ahead=rf"\bwith {_NAME} {_NAME}, (?:the |an? )?"),
    # "working on tides with Prof. Zellhoffer at …" is part of a degree or post told before
    _Elsewhere(
        verb=True,
        words="work.*",
        behind=r"[^.;,]{0,80}?\b(?:with|under)\s+(?:Prof\.?|Professors?|Drs?\.?)\s|"
        r"\s+with\s+[A-Z][a-z]+ (?:[A-Z]\. )?[A-Z][a-z]+\b(?=[.,]| (?:in|at|on|and)\b)",
    ),
    _Elsewhere(
        kind=EventKind.DEGREE,
        words="doctoral studies|studies",
        ahead="(?i:prior to|before|during) (?:his|her|their|my|the) ",
    ),
    _Elsewhere(ahead=r"\bgraduat\w+ as an?\s+(?:[\w’'-]+\s+){0,3}"),
    _Elsewhere(ahead=r"\b(?:itself|themselves)\s+(?:an?|the)?\s*"),
    # "Her papers have been selected"; "best paper award winner"
    _Elsewhere(
        kind=EventKind.AWARD,
        words="(?:was|been|is|were).*",
        ahead=r"\b(?:work|works|papers?|research|thesis|project|team|company|book|film|startup)\s+"
        r"(?:\w+\s+){0,3}",
    ),
    _Elsewhere(kind=EventKind.AWARD, words="winner", ahead="[Aa]ward "),
    # "Director of the Ph.D. Program"; "Her PhD research focused on …"; "Zell, MD"
    _Elsewhere(
        kind=EventKind.DEGREE,
        ahead=r"\b(?i:director|head|chair|co-?ordinator|manager) (?:of|for) (?:[\w-]+ ){0,5}",
        behind=r" [Pp]rogram",
    ),
    _Elsewhere(
        kind=EventKind.DEGREE,
        ahead=r"\b(?:[Hh]is|[Hh]er|[Tt]heir|[Mm]y) ",
        behind=r" (?:research|work|thesis|dissertation)\s+(?:was|is|revolve|focus|explore|"
        r"investigate|examine|address|concern|deal|develop|on\b)",
    ),
    _Elsewhere(
        kind=EventKind.DEGREE,
        ahead=r"\b(?i:in|for|during) (?:his|her|their|my) ",
        behind=r" (?:thesis|dissertation|research|work|studies)\b"
        r"(?! (?:at|in|from) (?:the )?[A-Z])",
    ),
    _Elsewhere(
        words="MD|MA",
        ahead=r"\b(?:at|of|in|from|for)\s(?:[A-Z][\w.-]*[ ,]+(?:of |and )?){1,7}",
        behind=r"\s+(?:and|where|with|as|USA)\b|,\s+USA|[.;]?$",
    ),
    # "directrice du Master …"; "at the Chair of Tides"; "keynote lecturer"; "Committee on Tides"
    _Elsewhere(
        kind=EventKind.DEGREE,
        ahead=r"\b(?i:programmes?|parcours|responsable|direct(?:eur|rice)|cours)"
        r"(?: pédagogique| scientifique)? (?:de|du|des) ",
    ),
    _Elsewhere(words="(?i:chair.*)", ahead=r"\bat the "),
    # "President of the NTS Executive Board": the name goes on
    _Elsewhere(
        words="(?i:executive(?: board| committee)?|board.*|(?:\\w+ )?committee|council)",
        ahead=r"\b(?i:member|president|chair\w*|director|secretary|treasurer) (?:of|on) the "
        r"(?:[A-Z][\w-]+ ){1,3}",
    ),
    _Elsewhere(words="lecturer", ahead="(?i:medallion|keynote|plenary|guest|invited) "),
    _Elsewhere(words=".*Committee", behind=" on (?:the )?[A-Z]"),
)

_ANNOUNCES = ("winner", "named", "selected", "recognized", "recognised", "honored", "honoured")
_AS_A = Expression(
    r"\s+(?:[\w’'-]+\s+){0,3}?(?:as|for)\s+(?:an?\s+|the\s+|its\s+|their\s+|our\s+|both\s+)?"
    r"(?:(?!and\b)[\w’'-]+\s+){0,3}"
)
_ON_A = Expression(r"\s+(?:[\w’'-]+\s+)?(?:on|in)\s+(?:the\s+|several\s+)?(?:[\w’'-]+\s+){0,3}")
_FEW_WORDS = Expression(r"\s+(?:[\w-]+\s+){0,2}")
_FEW_MORE_WORDS = Expression(r"\s+(?:[\w’'-]+\s+){0,3}")
# "joined the ZU faculty", "was named an NTS Institute Investigator"
_ITS_FACULTY = Expression(r"\s+(?:the\s+)?(?:[A-Z][\w.&’'-]*\s+){1,5}")
_A_TITLE_OF_AN_ORGANIZATION = Expression(r"\s+(?:an?|the)\s+(?:[A-Z][\w.&’'-]*\s+(?:of\s+)?){1,6}")
_NEXT_TO_IT = Expression(r"\s+(?:\(\d{4}\)\s+)?")
# "held the position of vice president"
_OF_ITS = Expression(r"\s+(?:of|as)\s+(?:the\s+|an?\s+)?(?:[\w-]+\s+)?")
_SERVES = Expression(r"(?:has |have )?(?:serv|work|teach|taught)")


def own_cues(sentence: str, cues: Sequence[Cue]) -> list[Cue]:
    """Without forms of address, supervisors' titles and the titles that a degree was taken as.

    "Postdoctoral researcher" is one cue, and so is "served as its chair".
    """
    kept: list[Cue] = []
    for cue in cues:
        if any(form.matches(sentence, cue) for form in _ELSEWHERE):
            continue
        if not kept:
            kept.append(cue)
        elif _repeats(sentence, kept[-1], cue):
            continue
        elif _joins_the_faculty(sentence, kept[-1], cue):
            if not _ITS_FACULTY.fullmatch(sentence[kept[-1].to : cue.at]):
                kept[-1] = replace(kept[-1], to=cue.to)
        elif _only_announces(sentence, kept[-1], cue):
            kept[-1] = cue
        elif _one_item(sentence, kept[-1], cue):
            kept[-1] = _as_one(sentence, kept[-1], cue)
        else:
            kept.append(cue)
    return kept


def _repeats(sentence: str, before: Cue, cue: Cue) -> bool:
    """Whether a word only takes up the one before it: "as a fellow working at …"."""
    between = sentence[before.to : cue.at]
    if before.kind is cue.kind is EventKind.DEGREE and between == " (":
        return True
    if cue.words == "HDR" and before.kind is EventKind.POST and between.isspace():
        return True
    title = not before.verb and before.kind is not EventKind.DEGREE
    return cue.verb and title and bool(_FEW_WORDS.fullmatch(between))


def _joins_the_faculty(sentence: str, before: Cue, cue: Cue) -> bool:
    """Whether it is no title of its own: "joining the faculty at …"."""
    joins = before.verb and "join" in before.words
    between = sentence[before.to : cue.at]
    if joins and cue.words.startswith("faculty") and _ITS_FACULTY.fullmatch(between):
        return True
    plain = between in {" the ", " its "}
    return joins and plain and cue.words.startswith(("faculty", "staff"))


def _only_announces(sentence: str, before: Cue, cue: Cue) -> bool:
    """Whether "winner of" or "was named" tells no more than the honour or title behind it."""
    if before.kind is not EventKind.AWARD or not before.words.endswith(_ANNOUNCES):
        return False
    between = sentence[before.to : cue.at]
    told = (
        cue.kind is EventKind.AWARD
        or _FEW_MORE_WORDS.fullmatch(between)
        or _A_TITLE_OF_AN_ORGANIZATION.fullmatch(between)
    )
    near = len(between) < MOST_TO_THE_AWARD_CHARACTERS
    return bool(told and near and not re.search(r"[;.]| and ", between))


def _one_item(sentence: str, before: Cue, cue: Cue) -> bool:
    """Whether both are of one item: "served as chair", "postdoctoral researcher", "BS degree"."""
    between = sentence[before.to : cue.at]
    if before.verb and before.words.startswith(("held", "holds")) and cue.kind is not before.kind:
        return bool(cue.kind is EventKind.MEMBER and _OF_ITS.fullmatch(between))
    if before.verb and before.words.startswith(("held", "holds")):
        return not cue.verb and bool(_OF_ITS.fullmatch(between))
    if before.verb:
        own = cue.kind in {EventKind.POST, EventKind.MEMBER} and not cue.verb
        if not own or not _SERVES.match(before.words):
            return False
        on = cue.kind is EventKind.MEMBER and _ON_A.fullmatch(between)
        return bool((on or _AS_A.fullmatch(between)) and not re.search(r" [A-Z]", between))
    if before.words.startswith("volunteer") and cue.kind is EventKind.POST:
        return bool(_AS_A.fullmatch(between))
    if before.kind is cue.kind is EventKind.DEGREE and _NEXT_TO_IT.fullmatch(between):
        return cue.words in {"degree", "degrees"}
    return before.kind is cue.kind is EventKind.POST and not cue.verb and between.isspace()


def _as_one(sentence: str, before: Cue, cue: Cue) -> Cue:
    volunteers = before.words.startswith("volunteer")
    if before.verb:
        return replace(cue, at=before.at, says=cue.at)
    return replace(
        cue,
        kind=before.kind if volunteers else cue.kind,
        at=before.at,
        words=sentence[before.at : cue.to],
        says=before.at if before.says is None else before.says,
    )
