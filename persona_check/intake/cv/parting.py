"""The words of a line taken apart: at commas and dashes, and at words as "at".

"Lecturer at Norrvik University", "Stagiaire au CEA", "PhD University of Saltmarsh".
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from persona_check.intake.cv.kinds import (
    ChunkKind,
    degrees,
    ends_as_company,
    kind_of_part,
    organizations,
    roles,
    sure_organizations,
)
from persona_check.intake.word_files import one_of

__all__ = ["parts_of"]

# "CEA Saclay", "Paris 7": names that no word of an organisation marks
_INITIALS = re.compile(r"[A-ZÀ-Þ]{3,}\b|(?:Paris|Lyon|Lille|Grenoble) (?:\d{1,2}|[IVX]{1,4})\b")
_SIGNS = {"bar": "|", "dash": "-", "comma": ",", "colon": ":", "open": "(", "stop": "."}
_CAPITAL = r"(?=[A-ZÀ-ÖØ-Þ0-9“\"'’])"
MOST_JOINED_WORDS = 4  # between the joining word and the one that marks an organisation
_UNMARKED_UNIT = re.compile(
    r"(?<!\bthe)(?<!\bof)(?<!\bin)(?<!\bfor)(?<!\band)(?<!&)(?<!,)(?<!-)\s+"
    r"(?=(?:Department|Dept\.?|School|Faculty|Institute|Division|Laboratory|Center|Centre)"
    r" (?:of|for)\s)"
)
_FROM_SCHOOL = re.compile(r"\s+from\s+(?:the\s+)?(?=[A-ZÀ-Þ])")
_UNMARKED_SCHOOL = re.compile(
    r"\s*(?P<more>\s+honou?rs|\s+\([^()]{2,30}\)|\s+honou?rs\s+\([^()]{2,30}\))?\s+"
    r"(?P<school>(?:(?:The\s+)?(?:[A-ZÀ-Þ][\w’'-]+\s+){0,3}?"
    r"(?:University|Universität|Université|Universidad|Università|Universidade|Institute|College)"
    r"\b.*))$",
    re.IGNORECASE,
)


def parts_of(words: str) -> Iterator[tuple[str, str]]:
    """Each part and the mark before it, as ``Chunk.before`` names it; empty for the first."""
    yield from _with_schools(_with_joined(_parted(words)))


@cache
def _marks() -> re.Pattern[str]:
    return re.compile(
        r"\s*(?P<bar>[|•·;¦/](?=\s)|\t)\s*|\s+(?P<dash>[-–—]+)\s+|(?P<comma>,)\s+|(?P<colon>:)\s+"
        rf"|\s+(?P<at>{one_of('cv', 'joined_by')})\s+{_CAPITAL}"
        r"|(?P<stop>(?<=[^\W\d_]{4})\.)\s+(?=[A-ZÀ-Þ])"
        r"|\s*(?P<open>\()(?=[^()]*\)\s*$)"
    )


@cache
def _weak_joints() -> re.Pattern[str]:
    often, seldom = one_of("cv", "joined_by_too"), one_of("cv", "joined_by_seldom")
    return re.compile(rf"\s+(?:(?P<often>{often})|(?P<seldom>{seldom}))(?:\s+|(?<=['’])){_CAPITAL}")


def _with_joined(parts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The parts, an organisation behind a post or a degree and a joining word one of its own."""
    for before, text in parts:
        joint = next((one for one in _weak_joints().finditer(text) if _joins(text, one)), None)
        if joint is None:
            yield before, text
            continue
        yield before, text[: joint.start()]
        yield "at", text[joint.end() :]


def _joins(text: str, joint: re.Match[str]) -> bool:
    """Whether a post or degree stands before it and an organisation behind it."""
    front, behind = text[: joint.start()], text[joint.end() :]
    told = roles().match(front.strip()) or degrees().match(front.strip())
    if not told:
        return False
    near = " ".join(behind.split()[:MOST_JOINED_WORDS]).partition("(")[0]
    if joint["seldom"]:
        return sure_organizations().search(near) is not None
    if _INITIALS.match(behind):
        return True
    kind = kind_of_part(behind)
    found = organizations().search(near) is not None
    return found and kind in {ChunkKind.ORGANIZATION, ChunkKind.UNIT}


def _parted(words: str) -> Iterator[tuple[str, str]]:
    before, start = "", 0
    for match in _marks().finditer(words):
        depth = words.count("(", 0, match.start()) - words.count(")", 0, match.start())
        if depth > 0 or (match["stop"] and not _ends_name(words[start : match.start()])):
            continue
        yield before, words[start : match.start()]
        name = match.lastgroup or ""
        before = _SIGNS.get(name, name)
        start = match.end()
    yield before, words[start:]


def _after_role(text: str) -> int:
    """Where a company's name begins that follows a title without a mark; 0 where none does."""
    role = roles().match(text)
    if role is None or not ends_as_company().search(text, role.end()):
        return 0
    behind = re.compile(rf"\s+{_CAPITAL}").match(text, role.end())
    return behind.end() if behind else 0


def _ends_name(text: str) -> bool:
    """Whether a full stop behind it parts it from what follows: it names something."""
    return kind_of_part(text.strip()) in {ChunkKind.ORGANIZATION, ChunkKind.ROLE, ChunkKind.DEGREE}


def _with_schools(parts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The parts, a school that follows a degree without a mark one of its own.

    "PhD University of Saltmarsh", "BA in History from Norrvik College".
    """
    for before, text in parts:
        if degree := degrees().match(text.strip()):
            words = text.strip()
            found = _FROM_SCHOOL.search(words, degree.end())
            behind = words[degree.end() :]
            direct = _UNMARKED_SCHOOL.match(behind)
            if found and organizations().search(words, found.end()):
                yield before, words[: found.start()]
                yield "at", words[found.end() :]
                continue
            if not direct and (unit := _UNMARKED_UNIT.search(words, degree.end())):
                yield before, words[: unit.start()]
                yield "font", words[unit.end() :]
                continue
            if direct and not roles().search(behind):
                yield before, f"{words[: degree.end()]}{direct['more'] or ''}"
                yield "font", direct["school"]
                continue
        if company := _after_role(text):
            yield before, text[:company]
            yield "font", text[company:]
            continue
        unit = _UNMARKED_UNIT.search(text)
        role = roles().search(text)
        if unit and role and role.end() == unit.start():
            yield before, text[: unit.start()]
            yield "font", text[unit.end() :]
            continue
        yield before, text
