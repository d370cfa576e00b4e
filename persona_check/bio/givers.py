"""Who gives an award, where its own name says so: "the Northmere Society Young Author Award"."""

import re

from persona_check.bio.known_organizations import COMPANIES

__all__ = ["giver_in"]

# what an award is for or how it ranks; before such a word stands who gives it
_DESCRIBES = frozenset(
    "presidential best outstanding distinguished young early mid career faculty research "
    "researcher researchers investigator innovation innovations innovator teaching service "
    "student paper papers thesis dissertation excellence scientific science sciences technical "
    "technology achievement lifetime contribution contributions impact rising star stars "
    "leadership graduate doctoral postdoctoral undergraduate fellowship fellowships scholarship "
    "scholarships award awards fellow fellows community hero heroes journalism journalist new "
    "annual junior senior author article book test time teacher educator education professor "
    "scholar women woman mid-career publication presentation poster demo talk reviewer starting "
    "consolidator advanced synergy emerging leader leaders pioneer merit grant grants prize medal "
    "gold silver bronze honor honors honour memorial independence privacy financial developer "
    "challenge special recognition commendation discovery global international national world "
    "european american african asian british canadian french german indian the a an of for in and "
    "public outreach engineering industrial software security business university college school "
    "first second third top most influential".split()
)
# a name that says what it is ends here
_NAMED_ORGANIZATION = re.compile(
    r"(?:[A-Z][\w.&’'-]*\s+(?:(?:of|for|and|the|&)\s+(?:the\s+)?)?){0,6}?"
    r"(?:University|College|Institutes?|Society|Societies|Association|Foundation|Academy|"
    r"Council|Club|Federation|Union|Commission|Department|Ministry|Agency|Network|Networks|"
    r"Hospital|Press|Fund|Trust|Library|Museum|Chamber|Board|Center|Centre|Laboratory|Bank|"
    r"Corporation|Company|Parliament|Government|School)\b(?:\s+(?:Council|School|College|Society)\b)?"
    r"(?:\s+of\s+(?:the\s+)?[A-Z]\w+(?:\s+and\s+[A-Z]\w+)?)?"
)
_SHORT = re.compile(
    r"[A-Z][A-Z&]+[a-z]?(?:/[A-Z]\w+)?(?:\s+(?:[A-Z]{3,}|[A-Z][a-z]+[A-Z]\w*)(?:/[A-Z]\w+)?)*\b"
)
_CAMEL = re.compile(r"[A-Z]+[a-z]+[A-Z]\w*|[A-Z]{2,}[a-z]\w+")
# "Tidal Society dissertation award", "the Water Council's teaching award"
_BEFORE_SMALL = re.compile(r"(?P<name>[A-Z][\w.&-]*(?:\s[A-Z][\w.&-]*)*)(?:['’]s)?\s[a-z]")
_NO_GIVERS = frozenset(
    "OBE MBE CBE KBE DBE CAREER YIP ECR PHD II III IV AI ML US UK EU TV IT".split()
)


_CALLS_IT_AN_AWARD = re.compile(r"\b(?:Award|Prize|Medal|Grant|Fellowship|Scholarship|Honou?r)s?\b")


def _without_what_for(name: str) -> str:
    words = name.split()
    while words and (words[-1].lower() in _DESCRIBES or words[-1] in _NO_GIVERS):
        words.pop()
    return " ".join(words)


def _are_initials(name: str, award: str) -> bool:
    """Whether a person is meant: "the AB Sample Medal"."""
    following = award[len(name) :].split()
    return len(name) == 2 and bool(following) and following[0].lower() not in _DESCRIBES


def giver_in(award: str) -> str | None:
    """The leading words of an award's name that name an organisation; None where they do not.

    A society, foundation or university is told by its own word, others by being an acronym or a
    word in camel case, or by standing before what the award is for ("Tidalia Young Author Award").
    A name that may be a person's ("the Ada Example Prize") is none.
    """
    if (first := award.split()[0] if award else "") in COMPANIES:
        return first
    if (found := _BEFORE_SMALL.match(award)) and not _CALLS_IT_AN_AWARD.search(found["name"]):
        award = found["name"]
        name = _without_what_for(award)
        if name and not _NAMED_ORGANIZATION.match(award):
            return None if name.split()[0].lower() in _DESCRIBES else name
    if found := _NAMED_ORGANIZATION.match(award):
        name = found.group()
        if name.split()[0].lower() not in _DESCRIBES or len(name.split()) > 1:
            return name
    if found := _SHORT.match(award):
        words = [w for w in found.group().split() if w not in _NO_GIVERS]
        name = " ".join(words)
        if len(name) > 1 and award.startswith(name) and not _are_initials(name, award):
            return name
    if found := _CAMEL.match(award):
        return found.group()
    words = award.split()
    if (
        len(words) > 2
        and words[0].isalpha()
        and words[0].lower() not in _DESCRIBES
        and words[1].lower() in _DESCRIBES
        and words[1] not in {"Memorial", "Medal", "Prize", "of", "for", "and", "Fellowship"}
    ):
        return words[0]
    return None
