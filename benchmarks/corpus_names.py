"""Measures the comparison of names against the person ids of a corpus' sources.

Same id, different strings: these should be compatible. Different ids of one source that share
family name and first initial but spell out different first names: these should not.

    python benchmarks/corpus_names.py [--show 40]
"""

import argparse
import gzip
import json
import os
import random
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

from persona_check.compare import names

FILES = Path(os.environ.get("PERSONA_CHECK_CORPUS_FILES", "../shared/corpus"))
# ids that mean one byline, or that split one person at times, say nothing on difference
NOT_PEOPLE = ("nberwp:",)
SPLIT = ("ieee:",)
MOST_PAIRS = 40_000


def people() -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for path in sorted(FILES.glob("works-*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            for line in stream:
                for author in json.loads(line)["authors"]:
                    key = author.get("author_id")
                    if key and not key.startswith(NOT_PEOPLE):
                        found[key][author["name"]] += 1
    return found


def first_name(name: str) -> str:
    return names.normal(name).split()[0]


def report(title: str, pairs: list[tuple[str, str]], show: int, wanted: names.NameVerdict) -> None:
    verdicts = Counter(names.compare(a, b).verdict for a, b in pairs)
    share = {str(v): round(n / len(pairs), 4) for v, n in verdicts.most_common()}
    keys = sum(bool(names.keys(a) & names.keys_asked(b)) for a, b in pairs) / len(pairs)
    print(f"{title}: {len(pairs)} pairs, {share}, share a blocking key {keys:.4f}")
    wrong = [pair for pair in pairs if names.compare(*pair).verdict is not wanted]
    for a, b in random.Random(3).sample(wrong, min(show, len(wrong))):  # noqa: S311 - a sample
        print(f"    {a!r} / {b!r}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--show", type=int, default=0)
    options = parser.parse_args()
    known = people()
    by_source: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key, spelled in sorted(known.items()):
        for a, b in combinations(sorted(spelled), 2):
            by_source[key.partition(":")[0]].append((a, b))
    for source, pairs in sorted(by_source.items()):
        report(f"same {source} id", pairs, options.show, names.NameVerdict.COMPATIBLE)
    blocks: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for key, spelled in sorted(known.items()):
        if not key.startswith(SPLIT):
            name = max(sorted(spelled), key=lambda one: (spelled[one], len(one)))
            words = names.normal(name).split()
            if len(words) > 1 and len(words[0]) > 1:
                block = f"{words[-1]} {words[0][0]}"
                blocks[key.partition(":")[0], block].append((key, name))
    different = [
        (a, b)
        for _, members in sorted(blocks.items())
        for (_, a), (_, b) in combinations(members, 2)
        if first_name(a) != first_name(b)
    ]
    random.Random(5).shuffle(different)  # noqa: S311 - a sample
    report(
        "different ids, other first name",
        different[:MOST_PAIRS],
        options.show,
        names.NameVerdict.INCOMPATIBLE,
    )


if __name__ == "__main__":
    main()
