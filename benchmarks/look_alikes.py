"""Look-alike domains: false alarms on real pairs of domains, and made-up imitations found.

``python -m benchmarks.look_alikes corpus/works-*.jsonl.gz`` reads corpus lines (docs/corpus.md).
Real pairs: two domains printed with the works of one person, one taken as claimed, the other as
known, both ways round. Imitations: made of each domain that is printed twice, one of every kind,
for the half of the domains (by hash) on which no rule was chosen. The kinds marked "no" use words
and letters on which none was chosen either.
"""

import argparse
import gzip
import hashlib
import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import permutations
from pathlib import Path

from persona_check.compare import academic_domains
from persona_check.compare.domain_relations import DomainRelation, relate
from persona_check.compare.domains import registrable

KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
CYRILLIC = dict(zip("aceopxyis", "асеорхуіѕ", strict=True))
GREEK = dict(zip("oauv", "οαυν", strict=True))
ACCENTED = {"a": "á", "e": "ė", "i": "ı", "o": "ö", "u": "ü", "c": "ç", "n": "ñ"}
LEAST_LETTERS = 3

Imitate = Callable[[str, str, random.Random], str | None]


def _put(label: str, ends: str, table: dict[str, str], chance: random.Random) -> str | None:
    places = [at for at, letter in enumerate(label) if letter in table]
    if not places:
        return None
    at = chance.choice(places)
    return f"{label[:at]}{table[label[at]]}{label[at + 1 :]}.{ends}"


def _long(label: str) -> bool:
    return len(label) > 4


def _swapped(label: str, ends: str, chance: random.Random) -> str | None:
    places = [n for n in range(len(label) - 1) if label[n] != label[n + 1]]
    if not _long(label) or not places:
        return None
    at = chance.choice(places)
    return f"{label[:at]}{label[at + 1]}{label[at]}{label[at + 2 :]}.{ends}"


def _neighbour(label: str, ends: str, chance: random.Random) -> str | None:
    at = chance.randrange(len(label))
    row = next((row for row in KEYBOARD if label[at] in row), None)
    if row is None or not _long(label):
        return None
    place = row.index(label[at])
    return f"{label[:at]}{row[place - 1 if place else 1]}{label[at + 1 :]}.{ends}"


def _doubled(label: str, ends: str, chance: random.Random) -> str | None:
    at = chance.randrange(len(label))
    return f"{label[:at]}{label[at]}{label[at:]}.{ends}"


def _left_out(label: str, ends: str, chance: random.Random) -> str | None:
    at = chance.randrange(1, len(label))
    return f"{label[:at]}{label[at + 1 :]}.{ends}" if _long(label) else None


def _digit(label: str, ends: str, chance: random.Random) -> str | None:
    return _put(label, ends, {"o": "0", "l": "1", "e": "3", "s": "5", "i": "1"}, chance)


def _pair(label: str, ends: str, _: random.Random) -> str | None:
    for seen, put in (("m", "rn"), ("w", "vv"), ("d", "cl")):
        if seen in label:
            return f"{label.replace(seen, put, 1)}.{ends}"
    return None


def _punycode(label: str, ends: str, chance: random.Random) -> str | None:
    shown = _put(label, ends, CYRILLIC, chance)
    if shown is None:
        return None
    try:
        return shown.encode("idna").decode("ascii")
    except UnicodeError:
        return None


def _hyphen(label: str, ends: str, chance: random.Random) -> str | None:
    if "-" in label:
        return f"{label.replace('-', '')}.{ends}"
    at = chance.randrange(1, len(label))
    return f"{label[:at]}-{label[at:]}.{ends}" if _long(label) else None


def _other_top(tops: str) -> Imitate:
    def imitate(label: str, ends: str, chance: random.Random) -> str | None:
        return f"{label}.{chance.choice([top for top in tops.split() if top != ends])}"

    return imitate


def _worded(shape: str, words: str) -> Imitate:
    def imitate(label: str, ends: str, chance: random.Random) -> str | None:
        first = ends.split(".")[0]
        return shape.format(label=label, ends=ends, first=first, word=chance.choice(words.split()))

    return imitate


# Kinds by whether the rules were chosen with them in sight.
CHOSEN: dict[str, Imitate] = {
    "Cyrillic letter": lambda label, ends, chance: _put(label, ends, CYRILLIC, chance),
    "punycode of it": _punycode,
    "digit for a letter": _digit,
    "rn for m, vv for w": _pair,
    "two letters swapped": _swapped,
    "letter doubled": _doubled,
    "other ending": _other_top("net org info education xyz online"),
    "real domain as sub-domain": _worded("{label}.{ends}.{word}.com", "login-portal webhost"),
    "ending as a word (cmu-edu.us)": _worded("{label}-{first}.{word}", "us org com"),
    "word after a hyphen": _worded("{label}-{word}.org", "university mail staff"),
    "word before (mycmu.net)": _worded("{word}{label}.net", "my mail"),
    "unit run in (cscmu.org)": _worded("{word}{label}.org", "cs ee"),
}
LEFT_OUT: dict[str, Imitate] = {
    "Greek letter": lambda label, ends, chance: _put(label, ends, GREEK, chance),
    "accented letter": lambda label, ends, chance: _put(label, ends, ACCENTED, chance),
    "key beside it": _neighbour,
    "letter left out": _left_out,
    "hyphen put in or out": _hyphen,
    "newer endings": _other_top("app site live academy co pro"),
    "real domain after a word": _worded("{word}.{label}.{ends}.host-{word}.net", "files intern"),
    "real domain with hyphens": _worded("{word}-{label}-{first}.com", "billing gateway"),
    "ending run in (cmuedu.com)": _worded("{label}{first}.{word}", "com net"),
    "word after, run in": _worded("{label}{word}.com", "hub connect desk"),
    "word before a hyphen": _worded("{word}-{label}.org", "billing gateway inbox"),
    "other unit run in": _worded("{word}{label}.com", "psych astro geo"),
}


def _lines(paths: list[Path]) -> Iterator[dict[str, object]]:
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                yield json.loads(line)


def _printed(paths: list[Path]) -> dict[str, Counter[str]]:
    people: dict[str, Counter[str]] = defaultdict(Counter)
    for work in _lines(paths):
        for author in work["authors"]:  # type: ignore[attr-defined] # lines of a corpus
            person, domain = author.get("author_id"), (author.get("email_domain") or "").lower()
            # "nberwp:" ids are those of a name in one list
            if person and "." in domain and not person.startswith("nberwp"):
                people[person][registrable(domain)] += 1
    return people


def _second_half(domain: str) -> bool:
    return hashlib.sha256(domain.encode()).digest()[0] % 2 == 1


def main() -> None:
    """Prints both tables."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("corpus", nargs="+", type=Path)
    asked.add_argument("--show", action="store_true", help="print the real pairs that alarm")
    given = asked.parse_args()
    people = _printed(given.corpus)
    _real_pairs(people, show=given.show)
    known = {d for domains in people.values() for d, times in domains.items() if times > 1}
    _imitations(sorted(d for d in known if not academic_domains.is_free_mail(d)))


def _real_pairs(people: dict[str, Counter[str]], *, show: bool) -> None:
    print("| real pairs of one person | pairs | called look-alike |\n|---|---|---|")
    pairs = {
        pair
        for domains in people.values()
        for pair in permutations([d for d in domains if not academic_domains.is_free_mail(d)], 2)
    }
    halves: dict[bool, list[tuple[str, str]]] = defaultdict(list)
    for claimed, known in pairs:
        halves[_second_half("".join(sorted((claimed, known))))].append((claimed, known))
    for half, words in ((False, "seen when choosing"), (True, "others")):
        alarms = [p for p in halves[half] if relate(p[0], [p[1]])[0] is DomainRelation.LOOK_ALIKE]
        share = len(alarms) / max(1, len(halves[half]))
        print(f"| {words} | {len(halves[half])} | {len(alarms)} ({100 * share:.2f} %) |")
        for claimed, known in sorted(alarms) if show else ():
            print(f"    {claimed} for {known}")


def _imitations(domains: list[str]) -> None:
    print("\n| made-up kind | chosen on | made | found |\n|---|---|---|---|")
    for kinds, words in ((CHOSEN, "yes"), (LEFT_OUT, "no")):
        for name, imitate in kinds.items():
            chance, made, found = random.Random(name), 0, 0  # noqa: S311 - no secret
            for domain in domains:
                label, _, ends = domain.partition(".")
                if len(label) < LEAST_LETTERS or not _second_half(domain):
                    continue
                imitation = imitate(label, ends, chance)
                if imitation is None or imitation == domain:
                    continue
                made += 1
                found += relate(imitation, [domain])[0] is DomainRelation.LOOK_ALIKE
            print(f"| {name} | {words} | {made} | {100 * found / max(1, made):.1f} % |")


if __name__ == "__main__":
    main()
