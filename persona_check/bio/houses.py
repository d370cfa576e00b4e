"""Organisations as they are written in running text: capitalised names behind a preposition."""

import re
from dataclasses import dataclass

__all__ = ["House", "houses_in"]

_CAP = r"(?:[A-ZÀ-ÖØ-ÞŁŚŠŽČ][\w’'&.\-‐/]*|\d{1,2}[A-Z]\w+|[a-z]{1,3}[A-Z]\w+|[a-z]+[A-Z]\w*)"
_JOIN = (
    r"(?:of the|of|for the|for|de la|de l['’]|de|du|des|da|do|di|del|della|la|le|les|"
    r"für|zu|der|und|"
    r"et|y|e|on|&)"
)
_AND = r"(?:and|&|und|et|y)"
_NAME = re.compile(
    rf"(?:the\s+)?{_CAP}(?:(?:\s+(?:{_JOIN}|{_AND})(?:\s+the)?)?\s+{_CAP}|,\s+(?:Inc|"
    rf"LLC|Ltd|Berkeley|Los Angeles|San Diego|Santa Barbara|Santa Cruz|Irvine|Davis|"
    rf"San Francisco|Riverside|Merced|Madison|Urbana|Chapel Hill|College Park|"
    rf"Austin|Ann Arbor|Bloomington)\b\.?)*"
)
_HEADS = re.compile(
    r"\b(?:Univ\w*|College|Institut\w*|Cent(?:er|re)|School|Academy|Laborator\w*|Lab|Labs|Hospital|"
    r"Foundation|Department|Ministry|Agency|Council|Association|Society|Company|Inc|LLC|Ltd|Group|"
    r"Bank|Fund|Programme?|Network|Initiative|Commission|Office|Consortium|Clinic|Museum|Library|"
    r"Corporation|Corp|Studio|Media|News|Press|Times|Post|Conference|Journal|Research|Technologies|"
    r"École|Hochschule|CNRS|Inria)\b"
)
_NOT_NAMES = frozenset(
    "i he she they we it his her their my our the a an this that these in at on for from with and "
    "or but as when while after before since during prior currently previously today now also "
    "dr prof professor mr mrs ms phd ph.d msc bsc ba ma bs ms mba january february march april may "
    "june july august september october november december monday tuesday wednesday thursday friday "
    "saturday sunday spring summer fall winter autumn english french german spanish".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """A name and where it stands (``at`` to ``to``, in characters)."""

    name: str
    at: int
    to: int

    @property
    def named_as_house(self) -> bool:
        """Whether a word in it says what it is."""
        return bool(_HEADS.search(self.name))


def houses_in(sentence: str) -> tuple[House, ...]:
    """Capitalised names in order; whether one is an organisation, its place in the text tells."""
    found: list[House] = []
    for match in _NAME.finditer(sentence):
        for at, to in _parts(sentence, match.start(), match.end()):
            name = sentence[at:to]
            trimmed = (
                name.rstrip(".,;:’'") if not re.search(r"\b(?:Inc|Ltd|Co|Corp)\.$", name) else name
            )
            if trimmed.startswith("the "):
                at, trimmed = at + 4, trimmed[4:]
            for genitive in ("’s", "'s"):
                trimmed = trimmed.removesuffix(genitive)
            words = trimmed.split()
            if words and words[0].rstrip(".,").lower() in _NOT_NAMES and words[0].lower() != "the":
                if len(words) == 1:
                    continue
                cut = len(words[0]) + 1
                at, trimmed = at + cut, trimmed[cut:].lstrip()
            if len(trimmed) > 1 and trimmed.lower() not in _NOT_NAMES:
                found.append(House(name=trimmed, at=at, to=at + len(trimmed)))
    return tuple(found)


def _parts(sentence: str, at: int, to: int) -> list[tuple[int, int]]:
    """The span, taken apart at an "and" between two names of their own."""
    for joint in re.finditer(rf"\s+{_AND}\s+(?:the\s+)?", sentence[at:to]):
        left, right = sentence[at : at + joint.start()], sentence[at + joint.end() : to]
        one_name = re.search(
            r"\b(?:of|for|on|de|in|für)\s+(?:the\s+)?[^,]*$", left
        ) and not _HEADS.search(right.split()[0] if right.split() else "")
        if (
            one_name
            and _HEADS.search(left)
            and _HEADS.search(right.split()[-1] if right.split() else "")
        ):
            one_name = None
        university = re.match(r"(?:the\s+)?Univ\w+ of [A-Z]\w+$", left)
        if joint.group().strip() == "&" and not university:
            continue
        whole = sentence[max(0, at - 4) : at] == "the " or left.startswith("the ")
        if whole and not _HEADS.search(left) and _HEADS.search(right):
            continue
        if university or not one_name:
            return [(at, at + joint.start()), *_parts(sentence, at + joint.end(), to)]
    return [(at, to)]
