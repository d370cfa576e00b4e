"""Whether two written titles name one work."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from anyascii import anyascii

from persona_check.compare.markup import plain_text, without_tex
from persona_check.compare.misread import read_again
from persona_check.compare.title_words import differ_by_slips, numbers, roman
from persona_check.expressions import Expression

__all__ = [
    "TitleLikeness",
    "TitleMatch",
    "key",
    "main_titles",
    "same",
    "says_retracted",
    "stands_in",
    "without_mark",
]

MOST_CHARACTERS = 600
# Markup comes on top: one formula in MathML takes thousands of characters.
MOST_CHARACTERS_MARKED = 20_000
# Below this many words a title is too common for a near match to mean anything.
LEAST_WORDS_FOR_NEAR = 4
LEAST_WORDS_OF_MAIN = 3
MOST_MAINS = 3
LANGUAGES_OF_A_TITLE = 2
# Share of equal letters, after normalising, from which on a difference may be a slip of the pen.
NEAR_AT_LEAST = 0.85

# Marks that publishers put on a paper taken back (the notice of it is a work of its own).
_TAKEN_BACK = (
    r"(?:(?:this\s+)?(?:article|paper|chapter)\s+(?:has\s+been\s+)?(?:retracted|withdrawn)"
    r"|(?:retracted|withdrawn|removed|temporary\s+removal)"
    r"(?:\s+(?:article|paper|chapter|manuscript|publication|study))?|notice\s+of\s+retraction"
    r"|notice\s+of\s+violation\s+of\s+\w+\s+publication\s+principles)"
)
_MARK_BEFORE = Expression(
    rf"^\W*{_TAKEN_BACK}\s*(?:[:：.\])】—–*|]|-(?=\s)|<br\s*/?>)[\s:]*", re.IGNORECASE
)
_MARK_BEHIND = Expression(
    rf"\s*[\[(【*—–:]\s*{_TAKEN_BACK}(?:\s*[.:,;]?\s*see\b[^\[\]]*)?\s*[\])】*.]*\s*$",
    re.IGNORECASE,
)
_SUBTITLE = Expression(
    r"[:：;；?？!！/]|\s[-–~]+\s|\s*[—―]+\s*|[.。]\s|\s?[(\[（【]|\s\|\s|\.{2,}|…|--+|\s=\s"
)
_PART = (
    r"(?:part|pt|teil|partie|parte|deel|del|chapter|kapitel|chapitre|capitulo|capitolo|volume|vol"
    r"|band|tome|tomo|book|no|nr|phase|stage|type|class|section|paper|study|experiment|case|series)"
)
# What makes a work of its own of a title that stands in it.
_ABOUT = frozenset(
    "reply replies response comment comments commentary erratum errata corrigendum corrigenda "
    "correction corrections addendum rejoinder discussion supplement supplementary appendix "
    "retraction review editorial introduction preface erwiderung reponse".split()
)
_GREEK = "\u0370-\u03ff\u1f00-\u1fff"
_GREEK_LETTER = Expression(rf"(?<![{_GREEK}])[α-ωΑ-Ω](?![{_GREEK}])")
_UNIT = Expression(r"[\u00b5\u03bc](?=[mlgsMLVAF](?![a-z]))")


class TitleLikeness(StrEnum):
    """How two titles relate."""

    EXACT = "exact"
    NEAR = "near"
    SUBTITLE = "subtitle"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleMatch:
    """How two titles relate, and their similarity in [0, 1]."""

    likeness: TitleLikeness
    similarity: float

    @property
    def same(self) -> bool:
        """Whether both may name one work."""
        return self.likeness is not TitleLikeness.DIFFERENT


def says_retracted(title: str) -> bool:
    """Whether the title carries its publisher's mark that the paper was taken back."""
    text = plain_text(title)
    return bool(_MARK_BEFORE.match(text) or _MARK_BEHIND.search(text))


def without_mark(title: str) -> str:
    """The title without such a mark."""
    rest = _MARK_BEHIND.sub("", _MARK_BEFORE.sub("", title, count=1), count=1)
    return rest if re.search(r"\w", rest) else title


@lru_cache(maxsize=65_536)
def _plain(title: str) -> str:
    plain = plain_text(read_again(title[:MOST_CHARACTERS_MARKED]))
    text = without_tex(plain)[:MOST_CHARACTERS]
    return without_mark(text)


@lru_cache(maxsize=65_536)
def key(title: str) -> str:
    """The title's words in plain lower-case Latin letters; equal keys are equal titles.

    "and" does not count, parts are numbered in digits, Greek letters have their names.
    """
    return " ".join(_words(_plain(title)))


def _words(plain: str) -> list[str]:
    text = _UNIT.sub("u", plain)
    text = unicodedata.normalize("NFKC", _GREEK_LETTER.sub(_greek, text))
    text = re.sub(r"(?<=[A-Za-z])\+\+", "plusplus", text).replace("×", "x")
    text = re.sub(r"(?<=\b[A-Za-z])#", "sharp", text)
    words = re.findall(r"[a-z0-9]+", anyascii(text.replace("&", " and ")).casefold())
    words = [word for word in words if word != "and"] or words
    return [_number(word, before) for word, before in zip(words, ["", *words], strict=False)]


def _greek(match: "re.Match[str]") -> str:
    name = unicodedata.name(match[0], "").rpartition(" ")[2].lower()
    return {"lamda": "lambda"}.get(name, name)


def _number(word: str, before: str) -> str:
    if len(word) == 1 and not re.fullmatch(_PART, before):
        return word
    value = roman(word)
    return word if value is None else str(value)


@lru_cache(maxsize=65_536)
def main_titles(title: str) -> tuple[str, ...]:
    """What may stand before a subtitle; () where nothing says that there is one.

    A part of a work in parts, a reply or an erratum is not named by what stands before its mark.
    """
    text = _plain(title)
    found: list[str] = []
    for match in _SUBTITLE.finditer(text):
        head, rest = text[: match.start()].strip(), text[match.end() :]
        first = (_words(rest) or [""])[0]
        words = _words(head)
        if len(words) < LEAST_WORDS_OF_MAIN or not first:
            continue
        if _ABOUT.isdisjoint(_words(rest)[:4]) and not _is_part(rest):
            found.append(head)
    return tuple(found[:MOST_MAINS] + found[MOST_MAINS:][-1:] + _in_another_language(text))


def _in_another_language(text: str) -> list[str]:
    """What stands behind "/" or "=", or in brackets at the end: one title in two languages."""
    parts = re.split(r"\s[/=|]\s", text)
    bracket = re.fullmatch(r"(.+)[(\[（]([^()\[\]（）]+)[)\]）]\W*", text)
    if len(parts) != LANGUAGES_OF_A_TITLE and bracket:
        parts = [bracket[1], bracket[2]]
    if len(parts) != LANGUAGES_OF_A_TITLE:
        return []
    head, rest = (_words(part) for part in parts)
    whole = min(len(head), len(rest)) >= LEAST_WORDS_FOR_NEAR
    return [parts[1]] if whole and _ABOUT.isdisjoint(head[:4] + rest[:4]) else []


def _is_part(rest: str) -> bool:
    words = re.findall(r"\w+", anyascii(rest).casefold())[:2]
    if not words:
        return False
    number = bool(numbers(words[:1])) or roman(words[0]) is not None
    after = len(words) > 1 and (bool(numbers(words[1:])) or len(words[1]) == 1)
    marked = re.match(r"\s*\w+\s*(?:[.:)\]]|$|\s-)", rest) is not None
    return (number and marked) or (re.fullmatch(_PART, words[0]) is not None and after)


@lru_cache(maxsize=65_536)
def _names(title: str) -> frozenset[str]:
    """Words with two capitals or more, like short names; none in a title all in capitals."""
    text = _plain(title)
    letters = [sign for sign in text if sign.isalpha()]
    if 2 * sum(sign.isupper() for sign in letters) > len(letters):
        return frozenset()
    found = re.findall(r"\b\w*[A-Z]\w*[A-Z]\w*\b", text)
    return frozenset(anyascii(word).casefold() for word in found)


def _digits(title: str) -> list[str]:
    """The numbers in digits: 1.5 is not 15, but 1,500 is 1500."""
    return re.findall(r"\d+", re.sub(r"(?<=\d)[.,’'\s](?=\d{3}(?!\d))", "", _plain(title)))


@lru_cache(maxsize=65_536)
def same(a: str, b: str) -> TitleMatch:
    """Case, accents, markup, marks of retraction, small typos and a dropped subtitle are forgiven.

    Another number, part, negation or direction is another title.
    """
    from rapidfuzz.fuzz import ratio

    left, right = key(a), key(b)
    if not left or not right:
        return TitleMatch(likeness=TitleLikeness.DIFFERENT, similarity=0.0)
    if left == right or (
        left.replace(" ", "") == right.replace(" ", "") and _digits(a) == _digits(b)
    ):
        return TitleMatch(likeness=TitleLikeness.EXACT, similarity=1.0)
    similarity = ratio(left, right) / 100
    names = _names(a) | _names(b)
    if _near(left, right, names):
        return TitleMatch(likeness=TitleLikeness.NEAR, similarity=similarity)
    for short, long in ((a, b), (b, a)):
        if any(_is_main(key(head), key(short), names) for head in main_titles(long)):
            return TitleMatch(likeness=TitleLikeness.SUBTITLE, similarity=similarity)
    return TitleMatch(likeness=TitleLikeness.DIFFERENT, similarity=similarity)


def stands_in(title: str, line: str) -> bool:
    """Whether a longer line has the title's words in a row, and that title is no common one."""
    words = key(title)
    return len(words.split()) >= LEAST_WORDS_FOR_NEAR and f" {words} " in f" {key(line)} "


def _is_main(head: str, short: str, names: frozenset[str]) -> bool:
    return head.replace(" ", "") == short.replace(" ", "") or _near(head, short, names)


def _near(left: str, right: str, names: frozenset[str]) -> bool:
    from rapidfuzz.fuzz import ratio

    a, b = left.split(), right.split()
    return (
        min(len(a), len(b)) >= LEAST_WORDS_FOR_NEAR
        and ratio(left, right) >= 100 * NEAR_AT_LEAST
        and differ_by_slips(a, b, names)
    )
