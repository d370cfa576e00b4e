"""Whose publication list it is: the author common to its entries, left out where it is doubtful."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from persona_check.compare.names import compatible

__all__ = ["owner_of"]

# A list is somebody's where nearly every entry names them: exports hold a stray entry or two, and
# entries with a long author list are cut short.
_LEAST_SHARE = 0.8
_LEAST_LEAD = 0.1  # before the next author: two who always publish together share their lists
_USUAL = 0.25  # of the most usual spelling's entries; a rarer one may be a slip
_PARTICLES = frozenset(
    "von van der den de del della di da dos das do du la le los las el al bin ibn ter ten zu zur af"
    " av".split()
)
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv)\.?", re.IGNORECASE)
_SHORTEST_HALF = 4  # letters of a family name that may be half of a double one
_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Name:
    given: str
    family: str

    @property
    def whole(self) -> str:
        return f"{self.given} {self.family}".strip()


def owner_of(
    entries: Iterable[tuple[Sequence[str], bool]], known_as: Sequence[str] = ()
) -> str | None:
    """The author common to the entries, in full as the list writes it best; None: doubtful.

    Each entry gives its authors and whether their list was cut short. ``known_as`` decides where
    two would fit.
    """
    counts: Counter[_Key] = Counter()
    names: dict[_Key, Counter[_Name]] = defaultdict(Counter)
    whole: list[set[_Key]] = []
    for authors, more in entries:
        keys: set[_Key] = set()
        for author in authors:
            for name in _readings(author):
                key = (_folded(name.family), _folded(name.given)[:1])
                if key[0]:
                    keys.add(key)
                    names[key][name] += 1
        counts.update(keys)
        if authors and not more:
            whole.append(keys)
    if not counts:
        return None
    total = len(whole)
    best = _same_person(counts.most_common(1)[0][0], counts, names)
    shares = {key: _share(_same_person(key, counts, names), whole) for key in _leading(counts)}
    if known_as:
        for key in shares:
            spelled = _fullest(_same_person(key, counts, names), names)
            if shares[key] >= _LEAST_SHARE / 2 and any(compatible(spelled, n) for n in known_as):
                return spelled
    if total == 0 or (total == 1 and len(_people(whole[0], names)) > 1):
        return None
    share = _share(best, whole)
    rivals = [shares[key] for key in shares if key not in best]
    if share < _LEAST_SHARE or (rivals and max(rivals) > share - max(_LEAST_LEAD, 0.5 / total)):
        return None
    return _fullest(best, names)


def _leading(counts: Counter[_Key]) -> list[_Key]:
    return [key for key, _ in counts.most_common(12)]


def _share(keys: frozenset[_Key], whole: Sequence[set[_Key]]) -> float:
    return sum(not keys.isdisjoint(entry) for entry in whole) / len(whole) if whole else 0.0


def _people(keys: set[_Key], names: dict[_Key, Counter[_Name]]) -> set[str]:
    return {next(iter(names[key])).whole for key in keys}


def _same_person(
    key: _Key, counts: Counter[_Key], names: dict[_Key, Counter[_Name]]
) -> frozenset[_Key]:
    """The key and those of the same name written otherwise: a second family name, no given name."""
    spelled = _fullest(frozenset((key,)), names)
    alike = {key}
    for other in _leading(counts):
        if other == key or other[1] != key[1]:
            continue
        short, long = sorted((key[0], other[0]), key=len)
        half = len(short) >= _SHORTEST_HALF and (long.endswith(short) or long.startswith(short))
        if half or compatible(spelled, _fullest(frozenset((other,)), names)):
            alike.add(other)
    return frozenset(alike)


def _fullest(keys: frozenset[_Key], names: dict[_Key, Counter[_Name]]) -> str:
    """The usual spelling that says most of the given name."""
    spellings: Counter[_Name] = Counter()
    for key in keys:
        spellings.update(names[key])
    most = max(spellings.values())
    usual = [name for name in spellings if spellings[name] >= _USUAL * most]

    def told(name: _Name) -> tuple[int, int, bool, int]:
        letters = [part for part in re.split(r"[\s.]+", name.given) if part]
        full = sum(len(part) for part in letters if not (part.isupper() and len(part) <= 3))
        return full, len(letters), not name.whole.isupper(), spellings[name]

    return max(usual, key=told).whole


def _readings(author: str) -> Iterator[_Name]:
    """The ways to part one written name into given and family name, the likeliest first."""
    words = " ".join(author.replace("\u00a0", " ").split())
    family, comma, given = (part.strip() for part in words.partition(","))
    if comma:
        if _SUFFIX.fullmatch(given.split(",")[0].strip()) and "," in given:
            given = given.partition(",")[2].strip()
        yield _Name(given, family)
        return
    parts = words.split()
    if len(parts) < 2:
        yield _Name("", words)
        return
    while len(parts) > 2 and _SUFFIX.fullmatch(parts[-1]):
        parts.pop()
    if _are_initials(parts[-1]) and not _are_initials(parts[0]):
        yield _Name(parts[-1], " ".join(parts[:-1]))  # "Fournier AM", as PubMed writes
        return
    at = len(parts) - 1
    while at > 1 and parts[at - 1].casefold() in _PARTICLES:
        at -= 1
    yield _Name(" ".join(parts[:at]), " ".join(parts[at:]))
    if at > 1 and at == len(parts) - 1 and len(parts[at - 1].strip(".")) > 1:
        yield _Name(" ".join(parts[: at - 1]), " ".join(parts[at - 1 :]))  # two family names


def _are_initials(word: str) -> bool:
    letters = word.replace(".", "").replace("-", "")
    return 0 < len(letters) <= 3 and letters.isupper() and letters.isalpha()


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = plain.replace("ł", "l").replace("ø", "o").replace("đ", "d").replace("ß", "ss")
    return re.sub(r"[\W_]+", "", "".join(c for c in plain if not unicodedata.combining(c)))
