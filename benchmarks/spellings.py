"""Measures the comparison of names on pairs of one author's names and of different people's.

    python -m benchmarks.spellings SPELLINGS.jsonl CORPUS_FOLDER [--half 0|1] [--show KIND]

SPELLINGS has lines ``{"a": …, "b": …, "kind": "one_author" | "different"}``. Of the corpus' files
(``works-*.jsonl.gz``) two forms under one person id or ORCID iD are one author's; names of
different ids of one source with one family name and first initial are different people's. Pairs
are halved by a hash: rules are looked at on half 0, figures are quoted of half 1.
"""

import argparse
import gzip
import json
import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import combinations
from pathlib import Path

from persona_check.compare import names
from persona_check.compare.name_rarity import is_common

# ids that mean one byline say nothing; those that split one person say nothing on difference
NOT_PEOPLE = ("nberwp:",)
SPLIT = ("ieee:",)
MOST_DIFFERENT = 30_000

Pair = tuple[str, str]


def half_of(pair: Pair) -> int:
    return blake2b("|".join(sorted(pair)).encode(), digest_size=1).digest()[0] % 2


def spellings(path: Path) -> Iterator[tuple[str, Pair]]:
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        yield f"DBLP, {row['kind'].replace('_', ' ')}", (row["a"], row["b"])


def people(folder: Path) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for path in sorted(folder.glob("works-*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            for line in stream:
                for author in json.loads(line)["authors"]:
                    orcid = author.get("orcid")
                    for key in (author.get("author_id"), f"orcid:{orcid}" if orcid else None):
                        if key and not key.startswith(NOT_PEOPLE):
                            found[key][author["name"]] += 1
    return found


def of_ids(known: dict[str, Counter[str]]) -> Iterator[tuple[str, Pair]]:
    for key, spelled in sorted(known.items()):
        for pair in combinations(sorted(spelled), 2):
            yield f"{key.partition(':')[0]} ids, one author", pair
    blocks: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for key, spelled in sorted(known.items()):
        name = max(sorted(spelled), key=lambda one: (spelled[one], len(one)))
        words = names.plain_words(name)
        if len(words) > 1 and not key.startswith(SPLIT):
            blocks[key.partition(":")[0], words[-1], words[0][0]].append(name)
    different = [
        pair
        for _, members in sorted(blocks.items())
        for pair in combinations(members, 2)
        if pair[0] != pair[1]
    ]
    random.Random(5).shuffle(different)  # noqa: S311 - a sample
    for pair in different[:MOST_DIFFERENT]:
        yield f"ids, different, {commonness(pair)}", pair


def commonness(pair: Pair) -> str:
    common = sum(map(is_common, pair))
    return ("rare names", "one common name", "common names")[common]


def wilson(count: int, total: int) -> str:
    if not total:
        return "none"
    z, p = 1.96, count / total
    middle = (p + z * z / (2 * total)) / (1 + z * z / total)
    spread = z * math.sqrt(p * (1 - p) / total + z * z / (4 * total**2)) / (1 + z * z / total)
    low, high = 100 * max(0, middle - spread), 100 * min(1, middle + spread)
    return f"{100 * p:.1f} % [{low:.1f}, {high:.1f}]"


def report(pairs: Iterable[tuple[str, Pair]], half: int, show: str) -> None:
    verdicts: dict[str, Counter[str]] = defaultdict(Counter)
    found = Counter[str]()
    for kind, pair in pairs:
        if half_of(pair) != half:
            continue
        comparison = names.compare(*pair)
        verdicts[kind][comparison.verdict] += 1
        if comparison.verdict is names.NameVerdict.COMPATIBLE:
            found[kind] += bool(names.keys(pair[0]) & names.keys_asked(pair[1]))
        if kind == show:
            print(f"    {comparison.verdict}: {pair[0]!r} / {pair[1]!r} {comparison.reasons}")
    print("| pairs | n | compatible | undecided | incompatible | compatible ones found by key |")
    print("|---|---|---|---|---|---|")
    for kind, counts in sorted(verdicts.items()):
        total = counts.total()
        shares = " | ".join(
            wilson(counts[verdict], total)
            for verdict in ("compatible", "undecided", "incompatible")
        )
        by_key = f"{found[kind]} of {counts['compatible']}"
        print(f"| {kind} | {total} | {shares} | {by_key} |")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("spellings", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--half", type=int, choices=(0, 1), default=1)
    parser.add_argument("--show", default="")
    options = parser.parse_args()
    pairs = [*spellings(options.spellings), *of_ids(people(options.corpus))]
    report(pairs, options.half, options.show)


if __name__ == "__main__":
    main()
