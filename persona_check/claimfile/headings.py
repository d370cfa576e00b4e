"""What the columns of a table hold, told by their headings; the words are in headings.toml."""

import difflib
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from persona_check.claimfile.fields import KEYS

__all__ = [
    "DEPARTMENT",
    "FAMILY",
    "GIVEN",
    "MIDDLE",
    "NETWORK",
    "PICTURE",
    "SUFFIX",
    "TAGLINE",
    "Columns",
    "columns_of",
    "full_name",
    "names_several",
    "network_in",
    "says_who",
]

# what columns hold besides the keys of a claim
GIVEN, MIDDLE, FAMILY, SUFFIX = "given name", "middle name", "family name", "name suffix"
DEPARTMENT, TAGLINE, PICTURE = "department", "tagline", "picture"
NETWORK = "network:"  # before the network whose handles or addresses the column holds
_TALK, _WHO, _SEVERAL_PEOPLE, _ASKING = "talk", "who", "several", "asking"
_MISSPELT = 0.85  # "affilation" is a slip, "workshop" is not "works"
_SEVERAL = frozenset(
    ("affiliations", "email", "links", "works", "dois", "fields", "coauthors", "bio", DEPARTMENT)
)
_EITHER = re.compile(r"\s*[/|&,]\s*|\s+(?:and|or|und|oder|et|ou|y|o|e|en|of)\s+", re.IGNORECASE)
_NETWORKS = (
    "twitter x linkedin mastodon fediverse bluesky instagram facebook xing youtube researchgate "
    "gitlab threads substack medium"
).split()
_OF_A_NETWORK = (
    "handle url link profile username user account id name address page profil konto compte cuenta"
).split()
# "person", "user" and the like name somebody only together with another word
_NEVER_ALONE = frozenset("your profile user keynote moderation who wer qui chi quem wie".split())
_LONGEST_KEY = 60  # of a heading that may be a misspelt key
_LONGEST_QUESTION = 300


def _squeezed(heading: str) -> str:
    """Letters and figures only; remarks in brackets and marks of required answers dropped."""
    plain = unicodedata.normalize("NFKC", heading).casefold()
    plain = re.sub(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])\s*[*:?]*\s*$", "", plain)
    plain = re.sub(r"\s*#", " number", plain) if "#" in plain else plain
    return re.sub(r"[\W_]+", "", re.sub(r"['’]s\b", "", plain))


@cache
def _listed() -> Mapping[str, Mapping[str, str]]:
    """The words of ``headings.toml`` by kind and language."""
    text = resources.files("persona_check.claimfile").joinpath("headings.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _words(kind: str) -> frozenset[str]:
    listed = _listed().get(kind, {})
    return frozenset(word for words in listed.values() for word in words.split())


@cache
def _known() -> Mapping[str, str]:
    found = {
        _squeezed(word): key
        for key, languages in _listed().items()
        if key not in {_TALK, _WHO, _SEVERAL_PEOPLE, _ASKING}
        for words in languages.values()
        for word in words.split()
    }
    found |= {_squeezed(word): key for key, others in KEYS.items() for word in (key, *others)}
    for network in _NETWORKS:
        key = "links" if network == "linkedin" else NETWORK + network
        found |= {network + more: NETWORK + network for more in ("", *_OF_A_NETWORK)}
        found.setdefault(network, key)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The key of each column, or None where nothing asks for what it holds.

    ``left_out`` says in words why a column that has a known heading is not read. ``of_talks``:
    the rows are talks, so that one person may have several.
    """

    keys: tuple[str | None, ...]
    left_out: tuple[tuple[int, str], ...] = ()
    headings: tuple[str, ...]
    of_talks: bool = False

    @property
    def unknown(self) -> tuple[int, ...]:
        """The columns with a heading that says nothing known."""
        told = {at for at, _ in self.left_out}
        return tuple(
            at
            for at, key in enumerate(self.keys)
            if key is None and at not in told and self.headings[at].strip()
        )

    @property
    def unknown_headings(self) -> frozenset[str]:
        """The headings of those columns."""
        return frozenset(self.headings[at] for at in self.unknown)

    def nearly(self, heading: str) -> str | None:
        """The key that a misspelt heading means, of those that no column has yet."""
        squeezed = _squeezed(heading[:_LONGEST_QUESTION])
        if squeezed in _words(_TALK) or len(heading) > _LONGEST_KEY:
            return None
        left = {words: key for words, key in _known().items() if key not in self.keys}
        near = difflib.get_close_matches(squeezed, left, n=1, cutoff=_MISSPELT)
        if not near:
            return None
        key = left[near[0]]
        return next((one for one in (key, *KEYS.get(key, ())) if _squeezed(one) == near[0]), key)

    @property
    def hold_names(self) -> bool:
        """Whether some column says who is meant."""
        return not {"name", GIVEN, FAMILY}.isdisjoint(key for key in self.keys if key)


@lru_cache(maxsize=256)
def columns_of(headings: tuple[str, ...]) -> Columns:
    """What each column holds.

    A heading that names the person ("Speaker email") goes before one that does not ("Email");
    beside an abstract a title is a talk's.
    """
    squeezed = [_squeezed(heading) for heading in headings]
    read = [_read(heading) for heading in headings]
    keys = [key for key, _ in read]
    left_out: dict[int, str] = {}
    of_talks = not (_words(_TALK) | _words(_SEVERAL_PEOPLE)).isdisjoint(squeezed)
    if of_talks:
        for at in (at for at, words in enumerate(squeezed) if words in _OF_EITHER):
            keys[at], left_out[at] = None, "beside a session or an abstract it is a talk's"
    kept: dict[str, int] = {}
    for at in sorted(range(len(keys)), key=lambda at: not read[at][1]):
        key = keys[at]
        if key is None or key in _SEVERAL or key.startswith(NETWORK):
            continue
        if key in kept:
            keys[at], left_out[at] = None, f"“{headings[kept[key]].strip()[:80]}” is read instead"
        kept.setdefault(key, at)
    return Columns(
        keys=tuple(keys), left_out=tuple(left_out.items()), headings=headings, of_talks=of_talks
    )


_OF_EITHER = frozenset(("title", "titel", "titre", "título", "titolo", "subtitle", "url", "link"))


def names_several(heading: str) -> bool:
    """Whether several people stand under it in one cell: "Presenters", not "Presenter"."""
    return _squeezed(heading) in _words(_SEVERAL_PEOPLE)


def network_in(heading: str) -> str | None:
    """The network that a heading names, if only in brackets: "Social (LinkedIn)"."""
    words = re.findall(r"\w+", heading.casefold())
    return next((one for one in (*_NETWORKS, "github") if one in words), None)


@lru_cache(maxsize=4_096)
def _read(heading: str) -> tuple[str | None, bool]:
    """The key of a heading, and whether it says whose it is ("Speaker email")."""
    if len(heading) > _LONGEST_QUESTION:
        return None, False
    found = _read_one(_squeezed(heading))
    if found[0] is None and len(parts := _EITHER.split(heading)) > 1:
        both = {_read_one(_squeezed(part)) for part in parts if part.strip()}
        keys = {key for key, _ in both}
        if keys in ({"affiliations", "role"}, {"affiliations", "role", DEPARTMENT}):
            return TAGLINE, False
        if len(keys) == 1:
            return keys.pop(), any(whose for _, whose in both)
    if found[0] is None:
        return _asked(heading), False
    return found


def _asked(heading: str) -> str | None:
    """What a question asks for: "Please enter your current affiliation (for the badge)"."""
    words = re.findall(r"[\w'’-]+", re.split(r"[(\[:?.]", heading.casefold())[0])
    start = 0
    while start < len(words) - 1 and words[start] in _words(_ASKING):
        start += 1
    for end in range(len(words), start, -1):
        behind = words[end] if end < len(words) else "for"
        if behind not in _BEHIND:
            continue
        rest = "".join(re.sub(r"[\W_]+", "", word) for word in words[start:end])
        if start and rest in _known():
            return _known()[rest]
    return None


_BEHIND = frozenset("for as to in so on that which if including with für als pour para per".split())


def _read_one(words: str) -> tuple[str | None, bool]:
    if words in _known():
        return _known()[words], False
    who = _words(_WHO)
    if words in who and words not in _NEVER_ALONE:
        return "name", True
    for rest in _without_person(words):
        if rest in _known():
            return _known()[rest], True
    numbered = words.rstrip("0123456789")
    if numbered != words and (found := _read_one(numbered))[0] in _SEVERAL:
        return found
    return None, False


def _without_person(words: str) -> Iterator[str]:
    """The heading without the word for a person at its start or end, the longest word first."""
    who, longest = _words(_WHO) | {"your", "the"}, _longest_who()
    for length in range(min(longest, len(words) - 1), 1, -1):
        if words[:length] in who:
            yield words[length:]
    for length in range(min(longest, len(words) - 1), 1, -1):
        if words[-length:] in who:
            rest = words[:-length]
            yield from (rest.removesuffix(of) for of in _OF if rest.endswith(of))
            yield rest


_OF = ("ofthe", "of", "der", "du", "del")


@cache
def _longest_who() -> int:
    return max(map(len, _words(_WHO)))


def full_name(given: str, middle: str, family: str, whole: str) -> str:
    """The name that several columns give together.

    Beside a column of given names alone, "Name" is the family's, as in German forms, unless it
    holds the given name too; beside one of family names alone it may be the given name.
    """
    if whole and family and family.casefold() not in whole.casefold():
        if not given or given.casefold() == whole.casefold():
            return " ".join(part for part in (whole, middle, family) if part)
        return whole
    if whole and (family or not given or given.casefold() in whole.casefold()):
        return whole
    return " ".join(part for part in (given, middle, family or whole) if part)


def says_who(heading: str) -> bool:
    """Whether the heading is a word for people: "Speaker", "Referentin"."""
    return _read_one(_squeezed(heading)) == ("name", True)
