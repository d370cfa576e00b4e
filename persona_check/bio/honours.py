"""Finds the awards that a sentence of a bio says were given to the person."""

import re
from collections.abc import Iterator

from persona_check.expressions import Expression
from persona_check.model.claim import AwardAssertion

__all__ = ["honours_claimed"]

_YEAR = r"(?:19|20)\d\d"
_GIVEN = (
    r"(?i:\b(?:honou?rs?|awards?)\s*:|"
    r"\b(?:received|receives|won|wins|earned|shared|holds|took home|"
    r"(?:co-?)?(?:winner|recipient|holder|laureate|awardee) of|"
    r"(?:was|been|were) (?:awarded|given|conferred|presented with|the recipient of)|"
    r"honou?red with|recogni[sz]ed with|presented with))"
)
_PRIZE = r"(?:Award|Prize|prize|Medal|medal)"
_NAME = (
    r"[A-Z][\w.’'&-]*(?:\s+(?:of|for|in|and|the|[A-Z][\w.’'&-]*)){0,8}?\s"
    rf"{_PRIZE}(?:\s+(?:in|for)\s+[A-Z]\w+(?:\s+[A-Z]\w+)?)?"
)
# "the ACL 2018 best paper award"
_PAPER_AWARD = (
    rf"(?:[A-Z][\w.’'&-]*\s+){{1,3}}(?:{_YEAR}\s+)?"
    r"(?:(?:best|outstanding|distinguished|test[- ]of[- ]time)\s+)"
    r"(?:(?:student|long|short|system|demo|research)\s+)?(?:paper|thesis|dissertation|poster)\s+"
    r"(?:award|prize)"
)
_WHEN = (
    rf"(?:\s*\((?:in\s+)?(?P<inside>{_YEAR})\)|"
    rf"(?:\s+back)?\s+(?:in|of|for|from)\s+(?:the year\s+)?(?P<after>{_YEAR}))?"
)
_AWARD = Expression(
    rf"{_GIVEN}\s+(?:the\s+|an?\s+)?(?:(?P<before>{_YEAR})\s+)?"
    rf"(?P<award>{_NAME}|{_PAPER_AWARD})\b{_WHEN}"
)
# "worked with Turing Award winner X", "Her mother is a Turing Award winner" are not of the person.
_IS_ONE = r"\b(?:is|was|became|been|becoming)\s+(?:also\s+)?(?:an?|the)\s+"
_OF_SOMEBODY_ELSE = Expression(r"(?:Her|His|Their|My|Its)\s")
# "In 2013 she was awarded"
_OPENS_WITH_YEAR = Expression(rf"In (?P<year>{_YEAR}),?\s+(?:[A-Z][\w.’'-]*\s|s?he\s|they\s|I\s)")
_LAUREATE = Expression(
    rf"{_IS_ONE}(?:two-time\s+|(?P<before>{_YEAR})\s+)*"
    rf"(?P<award>(?:{_NAME}|Turing|Fields|Abel|Nobel(?:\s+[Mm]emorial)?(?:\s+[Pp]rize)?)\s+"
    r"(?:(?:co-?)?(?:laureate|winner|recipient|awardee|medall?ist|holder)s?|prizewinner)"
    rf"(?:\s+in\s+[Ee]conomics?(?:\s+[Ss]ciences?)?)?)\b(?!\s+[A-Z]){_WHEN}"
)
_WENT_TO = Expression(
    rf"\b[Tt]he\s+(?:(?P<before>{_YEAR})\s+)?(?P<award>{_NAME})\s+"
    rf"(?:went|was (?:awarded|given))\s+to\s+(?:her|him|me|them)\b{_WHEN}"
)
# What names the body: an acronym, or a society's name.
_BODY = (
    r"(?:[A-Z]{3,7}|(?:[A-Z]\w+\s+){0,4}(?:Academy|Association|Society|Federation|Union)"
    r"(?:\s+(?:of|for|and)(?:\s+the)?(?:\s+[A-Z]\w+)+)*)"
)
_MADE = (
    r"(?:(?:is|was|became|been|becoming)\s+(?:also\s+)?"
    r"(?:(?:elected|named|made|appointed|inducted|elevated|selected|chosen|honou?red|admitted)"
    r"(?:\s+(?:as|to|into|to be))?\s+)?|"
    r"(?:elected|named|made|inducted|elevated)\s+(?:as\s+|to\s+)?)"
)
_ELECTED = (
    rf"(?:\s*[,(]\s*(?:(?:elected|class of|since|in)\s+)*(?P<inside>{_YEAR})\)?|"
    rf"\s+(?:in|since|from)\s+(?P<after>{_YEAR}))?"
)
_FELLOW = Expression(
    rf"(?:[Ii]n\s+(?P<before>{_YEAR})\s*,?\s+[^.;]{{0,60}}?)?\b{_MADE}(?:an?\s+|the\s+)?"
    rf"(?:(?P<first>{_YEAR})\s+)?"
    rf"(?:(?P<ahead>{_BODY})\s+[Ff]ellow\b(?!\s+(?:at|in)\s+(?!\d))|"
    rf"[Ff]ellow\s+of\s+(?:the\s+)?(?P<behind>{_BODY}))(?=[\s.,;()]|$){_ELECTED}"
)


def honours_claimed(sentence: str, origin: str) -> Iterator[AwardAssertion]:
    """Awards and fellowships of learned bodies with their year, where the person received them.

    A nomination, a place on a jury, a lecture in an award's name and a laureate whom the person
    worked with are none.
    """
    of_the_person = _OF_SOMEBODY_ELSE.match(sentence) is None
    patterns = [_AWARD, _WENT_TO, _LAUREATE] if of_the_person else [_AWARD, _WENT_TO]
    found: dict[int, re.Match[str]] = {}
    for pattern in patterns:
        for one in pattern.finditer(sentence):
            found.setdefault(one.start("award"), one)
    for _, one in sorted(found.items()):
        years = one.groupdict()
        year = years["before"] or years["inside"] or years["after"] or _year_beside(sentence, one)
        yield AwardAssertion(
            id="", origin=origin, award=one["award"], year=int(year) if year else None
        )
    for one in _FELLOW.finditer(sentence) if of_the_person else ():
        year = one["first"] or one["inside"] or one["after"] or one["before"]
        body = one["ahead"] or one["behind"]
        yield AwardAssertion(
            id="",
            origin=origin,
            award=f"Fellow of the {body}",
            organization=body,
            year=int(year) if year else None,
        )


def _year_beside(sentence: str, found: re.Match[str]) -> str | None:
    """The year in the award's name, or the one that opens the sentence."""
    if inside := re.search(rf"\b{_YEAR}\b", found["award"]):
        return inside[0]
    opening = _OPENS_WITH_YEAR.match(sentence)
    return opening["year"] if opening else None
