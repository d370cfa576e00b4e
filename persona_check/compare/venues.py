"""Which venue a written name means, and in which years well-known ones were held."""

import re
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

__all__ = ["Series", "canonical", "never_one", "same", "series"]

MOST_CHARACTERS = 300

_NOISE = frozenset(
    "a acm aaai an and annual at by cvf edition eighth fifth fourth first for ieee in "
    "international iclr conference conf meeting ninth nineteenth tenth of on part proc proceedings "
    "rsj second seventh sixth symposium the third usenix vol volume advances main long papers "
    "short".split()
)
_PUBLISHING = frozenset("proceedings proc of the in ieee acm cvf rsj".split())


# Subjects after which journals are named too: only "Conference on …" means the series.
_SUBJECTS = frozenset(
    ("machine learning", "artificial intelligence", "computational linguistics", "multimedia",
     "computer vision", "robotics automation", "learning theory", "robot learning", "web",
     "discourse dialogue", "theory computing", "uncertainty artificial intelligence",
     "natural language learning", "intelligent robots", "semantic evaluation",
     "applications computer vision", "intelligent robots systems")
)  # fmt: skip
_MEETS = re.compile(r"\b(conf|conference|meeting|symposium|congress)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A well-known series: its short name, first year, and every how many years it was held.

    ``last_year`` is the last under this name; None where it goes on. The years are those that the
    series' own pages and proceedings give. Only plainly regular series state ``every``.
    """

    name: str
    first_year: int | None = None
    every: int = 1
    last_year: int | None = None
    skipped: tuple[int, ...] = ()

    def was_held(self, year: int) -> bool:
        """Whether it can have been held in that year."""
        if self.first_year is None:
            return True
        if year < self.first_year or (self.last_year is not None and year > self.last_year):
            return False
        return (year - self.first_year) % self.every == 0 and year not in self.skipped


# short name; first year as such; period; other names, without words that any venue's name has
_SERIES: tuple[tuple[Series, str], ...] = (
    (Series(name="NeurIPS", first_year=1987), "neural information processing systems|nips"),
    (Series(name="ICML"), "machine learning|international conference on machine learning"),
    (Series(name="ICLR", first_year=2013), "learning representations"),
    (Series(name="AISTATS", first_year=1985), "artificial intelligence statistics"),
    (Series(name="UAI", first_year=1985), "uncertainty artificial intelligence"),
    (Series(name="COLT", first_year=1988), "learning theory|computational learning theory"),
    (Series(name="ALT", first_year=1990), "algorithmic learning theory"),
    (Series(name="ACML", first_year=2009), "asian machine learning"),
    (Series(name="L4DC", first_year=2019), "learning dynamics control"),
    (Series(name="CoRL", first_year=2017), "robot learning"),
    (Series(name="MLHC", first_year=2016), "machine learning healthcare"),
    (Series(name="AAAI", first_year=1980), "artificial intelligence|national artificial "
     "intelligence|aaai artificial intelligence"),
    (Series(name="IJCAI", first_year=1969), "artificial intelligence joint|joint artificial "
     "intelligence"),
    (Series(name="CVPR", first_year=1983, skipped=(1984, 1987, 1990, 1995, 2002)),
     "computer vision pattern recognition"),
    (Series(name="ICCV", first_year=1987), "computer vision"),
    (Series(name="ECCV", first_year=1990, every=2), "european computer vision"),
    (Series(name="WACV"), "winter applications computer vision|applications computer vision"),
    (Series(name="ACL", first_year=1963), "association computational linguistics"),
    (Series(name="EMNLP", first_year=1996), "empirical methods natural language processing"),
    (Series(name="NAACL", first_year=2000), "north american chapter association computational "
     "linguistics|north american chapter association computational linguistics human language "
     "technologies|nations americas chapter association computational linguistics|naacl hlt"),
    (Series(name="EACL", first_year=1983),
     "european chapter association computational linguistics"),
    (Series(name="IJCNLP", first_year=2004), "natural language processing joint|joint natural "
     "language processing"),
    (Series(name="COLING", first_year=1965), "computational linguistics"),
    (Series(name="LREC", first_year=1998, every=2, last_year=2024),
     "language resources evaluation"),
    (Series(name="CoNLL", first_year=1997), "computational natural language learning|"
     "natural language learning"),
    (Series(name="IROS", first_year=1988), "intelligent robots systems|intelligent robots"),
    (Series(name="ICRA", first_year=1984), "robotics automation"),
    (Series(name="RSS", first_year=2005), "robotics science systems|robotics science"),
    (Series(name="KDD", first_year=1995), "knowledge discovery data mining|sigkdd knowledge "
     "discovery data mining|sigkdd"),
    (Series(name="WWW", first_year=1994), "world wide web|web|the web conference"),
    (Series(name="SIGGRAPH", first_year=1974), "computer graphics interactive techniques"),
    (Series(name="SIGGRAPH Asia", first_year=2008), "siggraph asia"),
    (Series(name="SIGDIAL", first_year=2000), "special interest group discourse dialogue|"
     "discourse dialogue"),
    (Series(name="SemEval/*SEM"), "semeval|semantic evaluation|lexical computational semantics|"
     "sem|joint lexical computational semantics"),
    (Series(name="STOC", first_year=1969), "theory computing|stoc theory computing"),
    (Series(name="ACM MM", first_year=1993), "multimedia|mm"),
    (Series(name="ACL workshops"), "association computational linguistics workshops|"
     "acl workshop"),
    (Series(name="NBER Working Papers", first_year=1973), "national bureau economic research "
     "working papers|nber working paper|nber working paper series|nber"),
    (Series(name="Journal of Open Source Education", first_year=2018), "jose"),
)  # fmt: skip


# Series that hold joint meetings, or workshops beside one another, now and then.
_HELD_TOGETHER = (
    frozenset(
        ("ACL", "EMNLP", "NAACL", "EACL", "IJCNLP", "COLING", "CoNLL", "SemEval/*SEM", "SIGDIAL",
         "LREC", "ACL workshops")
    ),
    frozenset(("SIGGRAPH", "SIGGRAPH Asia")),
    frozenset(("IROS", "ICRA", "RSS", "CoRL")),
    frozenset(("COLT", "ALT", "ICML")),
    frozenset(("ICCV", "ECCV")),
)  # fmt: skip
# Journals of all sciences that print no conference's papers.
_GENERAL_JOURNALS = frozenset(
    ("science", "nature", "cell", "lancet", "pnas", "new england journal medicine", "jama",
     "national academy sciences")
)  # fmt: skip


def canonical(venue: str) -> str:
    """What the names of one venue share: the short name in lower case, else its telling words."""
    found = series(venue)
    return found.name.casefold() if found else " ".join(_words(venue)) or _plain(venue)


def same(a: str, b: str) -> bool:
    """Whether two written names mean one venue."""
    left, right = canonical(a), canonical(b)
    return bool(left) and left == right


def never_one(a: str, b: str) -> bool:
    """Whether two names mean two well-known venues that no work has both of.

    Series that are or were held together, and workshops of one another, are left out.
    """
    left, right = series(a), series(b)
    if left is None or right is None:
        return bool(left or right) and bool({canonical(a), canonical(b)} & _GENERAL_JOURNALS)
    pair = {left.name, right.name}
    return len(pair) == 2 and not any(pair <= together for together in _HELD_TOGETHER)


@lru_cache(maxsize=8_192)
def series(venue: str) -> Series | None:
    """The well-known series that a name means; None where it is none of them.

    A short name in brackets or alone decides; else the words, without year, number, publisher and
    the words that all venues' names share.
    """
    bracketed = re.findall(r"\(([^()]{2,30})\)", venue[:MOST_CHARACTERS])
    for text in (venue, *bracketed):
        plain = _plain(text)
        words = re.sub(r"\b(19|20)\d\d\b|\b\d+(st|nd|rd|th)?\b|\d\d$", " ", plain).split()
        for name in (plain, " ".join(word for word in words if word not in _PUBLISHING)):
            if found := _named(name, plain):
                return found
    whole = re.sub(r"\([^()]*\)", " ", venue[:MOST_CHARACTERS])
    return _named(" ".join(_words(whole)), _plain(whole))


def _named(words: str, plain: str) -> Series | None:
    if words in _SUBJECTS and not _MEETS.search(plain):
        return None
    return _table().get(words)


def _plain(text: str) -> str:
    text = anyascii(text[:MOST_CHARACTERS]).casefold().replace("'", "")
    return " ".join(re.findall(r"[a-z0-9]+", text))


def _words(text: str) -> list[str]:
    plain = re.sub(r"\b(19|20)\d\d\b|\b\d+(st|nd|rd|th)?\b", " ", _plain(text))
    return [word for word in plain.split() if word not in _NOISE]


@lru_cache(maxsize=1)
def _table() -> dict[str, Series]:
    table: dict[str, Series] = {}
    for one, others in _SERIES:
        for name in (_plain(one.name), *others.split("|")):
            table.setdefault(name, one)
    return table
