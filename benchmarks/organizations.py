"""Measures the comparison of organisations on printed affiliations and on registry names.

Same person, same year, two papers: their affiliations mostly share an organisation. One registry
id under two names: the same. Two ids whose names share a word, neither a part of the other nor two
branches of a company: not the same.

    python -m benchmarks.organizations PAPERS RECORDS [--half test] [--table HALF.tsv] [--show 40]

PAPERS is a folder of works-*.jsonl.gz, RECORDS a checkout of github.com/ror-community/ror-records.
People and ids are halved by a hash: rules were looked at on one half ("rules"). With a table made
of the other half of the ids (``organization_table --half even``), the rules are measured alone.
"""

import argparse
import gzip
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from unittest.mock import patch

from benchmarks.organization_table import in_half, newest, spelled
from persona_check.compare import known_organizations, organizations
from persona_check.compare.organization_readings import distinctive
from persona_check.compare.organization_words import key_words

HALVES = {"rules": "even", "test": "odd"}
MOST_PAIRS = 20_000
# A word in the names of more organisations than this tells little: "technology".
MOST_NAMES_OF_A_WORD = 60

Pair = tuple[Sequence[str], Sequence[str]]


def printed(papers: Path, half: str) -> tuple[set[str], list[Pair]]:
    """All printed strings, and the affiliations of one person on two papers of one year."""
    strings: set[str] = set()
    of_person: dict[tuple[str, int], set[tuple[str, ...]]] = defaultdict(set)
    for path in sorted(papers.glob("works-*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            for line in stream:
                work = json.loads(line)
                for author in work["authors"]:
                    places = tuple(author.get("affiliations") or ())
                    strings.update(places)
                    key = author.get("orcid") or author.get("author_id")
                    if key and places and work["year"] and in_half(key, half):
                        of_person[key, work["year"]].add(places)
    pairs = [pair for seen in of_person.values() for pair in combinations(sorted(seen), 2)]
    return strings, pairs


def registered(records: Path, half: str) -> tuple[list[Pair], list[Pair]]:
    """Two names of one id, and names of two ids that share a word."""
    one: list[Pair] = []
    by_word: dict[str, list[tuple[str, str, frozenset[str], bool]]] = defaultdict(list)
    chance = random.Random(4)  # noqa: S311 - a sample
    for key, record in sorted(newest(records)[0].items()):
        types = {kind.casefold() for kind in record.get("types", ())}
        if record.get("status") != "active" or not types & {"education", "facility", "company"}:
            continue
        if not in_half(key, half):
            continue
        names = [name for name, kind, _ in spelled(record) if kind != "acronym"]
        shown = next(name for name, kind, _ in spelled(record) if kind == "ror_display")
        others = sorted(set(names) - {shown})
        if others:
            one.append(((shown,), (chance.choice(others),)))
        related = frozenset(
            other["id"][-9:]
            for other in record.get("relationships", ())
            if other["type"].casefold() != "related"
        )
        for word in distinctive(key_words(shown)):
            by_word[word].append((key, shown, related, types == {"company"}))
    two = {
        ((a[1],), (b[1],))
        for members in by_word.values()
        if len(members) < MOST_NAMES_OF_A_WORD
        for a, b in combinations(members, 2)
        if not (a[3] and b[3])
        and a[1].casefold() != b[1].casefold()
        and b[0] not in a[2]
        and a[0] not in b[2]
        and not a[2] & b[2]
    }
    return one, chance.sample(sorted(two), min(MOST_PAIRS, len(two)))


def turned_round(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Those pairs that are told by the order of their words alone."""
    for pair in pairs:
        a, b = (key_words(side[0]) for side in pair)
        if a != b and sorted(a) == sorted(b):
            yield pair


def verdict(pair: Pair) -> str:
    found = {organizations.same(a, b).verdict.value for a in pair[0] for b in pair[1]}
    return next(one for one in ("same", "undecided", "different") if one in found)


def report(title: str, pairs: Sequence[Pair], show: int, wrong: Callable[[str], bool]) -> None:
    told = [(verdict(pair), pair) for pair in pairs]
    counts = Counter(said for said, _ in told)
    shares = ", ".join(f"{said} {n / len(pairs):.4f}" for said, n in counts.most_common())
    print(f"{title}: {len(pairs)} pairs, {shares}")
    misses = [pair for said, pair in told if wrong(said)]
    for a, b in random.Random(3).sample(misses, min(show, len(misses))):  # noqa: S311 - a sample
        print(f"    {' + '.join(a)!r} / {' + '.join(b)!r}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("papers", type=Path)
    parser.add_argument("records", type=Path)
    parser.add_argument("--half", choices=tuple(HALVES), default="test")
    parser.add_argument("--table", type=Path)
    parser.add_argument("--show", type=int, default=0)
    options = parser.parse_args()
    text = (options.table or known_organizations.TABLE).read_text(encoding="utf-8")
    with patch.object(known_organizations, "table_text", lambda: text):
        strings, pairs = printed(options.papers, HALVES[options.half])
        unlike = [one for one in strings if not organizations.same(one, one).same]
        print(f"printed strings: {len(strings)}, not the same as themselves: {len(unlike)}")
        report("one person, one year", pairs, options.show, lambda said: said == "different")
        one, two = registered(options.records, HALVES[options.half])
        latin = [pair for pair in one if re.fullmatch(r"[\x00-\u024f]+", pair[1][0])]
        report("one id, two names", latin, options.show, lambda said: said == "different")
        report("two ids", two, options.show, lambda said: said == "same")
        report("of these in another order", list(turned_round(two)), options.show, "same".__eq__)


if __name__ == "__main__":
    main()
