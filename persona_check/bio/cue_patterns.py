"""Builds the patterns that find cues, one for each kind of cue, from the word files."""

import re
from collections.abc import Mapping
from functools import cache

from persona_check.bio.event import EventKind
from persona_check.bio.word_files import one_of, words

__all__ = ["cue_patterns"]

_CAPITAL = r"(?-i:[A-Z])"
# "Northmere Review of Tides"
_NAME = rf"(?:the )?(?:{_CAPITAL}[\w&]+ (?:of (?:the )?|for |in )?){{0,5}}"
_ORGANIZATION_FOLLOWS = (
    r"(?=\b[^.;]{0,90}?\s+(?:at|for|with|in|within|as|on|by|of|à|au|chez|bei|an der|en|presso|"
    r"[A-Z]))"
)


@cache
def cue_patterns() -> tuple[tuple[EventKind, bool, re.Pattern[str]], ...]:
    """Kind, whether the words name no title, and pattern; the most telling kind comes first."""
    forms = (
        (EventKind.AWARD, _awards(), False, 0),
        (EventKind.FOUNDED, _filled(one_of("founding")), False, re.IGNORECASE),
        (EventKind.BOOK, _filled(one_of("books", "english", "french")), False, 0),
        (EventKind.MEMBER, _filled(one_of("members")), False, re.IGNORECASE),
        (EventKind.DEGREE, one_of("degrees"), False, 0),
        (EventKind.POST, _appointments(), True, re.IGNORECASE),
        (EventKind.POST, one_of("posts"), False, re.IGNORECASE),
        (EventKind.POST, _working(), True, 0),
    )
    return tuple(
        (kind, verb, re.compile(rf"(?<![\w-])(?:{form})(?!\w|-(?-i:[A-Z]))", flags))
        for kind, form, verb, flags in forms
    )


def _filled(form: str) -> str:
    """The form with what its words in braces stand for."""
    for word, meant in _stands_for().items():
        form = form.replace(f"{{{word}}}", meant)
    return form


@cache
def _stands_for() -> Mapping[str, str]:
    publishers = one_of("books", "publishers")
    return {
        "capital": _CAPITAL,
        "name": _NAME,
        "universities": "|".join(sorted(words("known_organizations", "universities"))),
        "title_and_publisher": (
            rf"(?= [A-Z“\"‘«][^.;()]{{3,90}} \([^()]{{0,60}}(?:{publishers})[^()]{{0,20}},? "
            r"(?:19|20)\d\d\))"
        ),
    }


def _working() -> str:
    forms = _filled(one_of("working"))
    return rf"(?:(?:has |have )?(?:{forms})){_ORGANIZATION_FOLLOWS}"


def _appointments() -> str:
    """Nouns of working that name a place and no title: "appointments at A and B"."""
    return (
        rf"(?:(?:{one_of('appointments', 'kinds')}) )*(?:{one_of('appointments', 'nouns')})"
        r"(?= (?:at|with|in|within) (?:the )?(?-i:[A-Z])| [^.;]{0,50}(?:like|such as) (?-i:[A-Z]))|"
        r"(?:sabbaticals?|residency)(?= [^.;,]{0,45} at (?:the )?(?-i:[A-Z]))"
    )


def _awards() -> str:
    """Names of awards, built of capitalised words or of what they are for, and other honours."""
    prize = rf"(?:{one_of('awards', 'prizes')})s?"
    word = (
        rf"(?!(?:{prize}|{one_of('awards', 'not_in_a_name')}|(?:19|20)\d\d)\b)"
        r"[A-Z0-9][\w’'&./+-]*"
    )
    joined = r"(?:of|to|for|in|the|and|&|des?|du|de la|von|van|der|di)"
    for_what = rf"(?:(?:{one_of('awards', 'for_what')})[ -])"
    return "|".join(
        (
            one_of("awards", "orders"),
            rf"(?:{word}(?:(?<=Society)|(?<=Association)|(?<=Foundation)),\s+)?"
            rf"(?:{word}\s+(?:{joined}\s+){{0,2}}){{0,9}}{prize}\b(?: Awards?\b)?"
            r"(?:\s+(?:for|in)\s+[A-Z][a-z]\w+)?",
            rf"(?:{word}\s+(?:of\s+)?){{1,6}}Fellowships?(?: Awards?)?\b(?!\s+at\b)",
            rf"(?:{word}\s+(?:v[ao]n\s+)?){{1,6}}{for_what}{{0,5}}"
            r"(?:(?:awards?|prizes?|medals?)\b|(?:fellowships?|scholarships?)\b(?!\s+at\b))",
            rf"(?!(?:the|of|for|in)[ -]){for_what}{{1,5}}(?:awards?|prizes?|medals?)\b",
            r"\bawards?(?=\s+(?:from|by|for|of|in)\b)",
            rf"(?:{one_of('awards', 'fellowships')})\s+"
            r"(?:Graduate |Research |Doctoral |Visiting )*(?:Fellow|Scholar|laureate|grant)",
            one_of("awards", "honours", "announcements", "orders_of_chivalry", "french"),
        )
    )
