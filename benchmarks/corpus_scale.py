"""Measures importing and look-ups at 100,000, 300,000 and 1,000,000 works; draws the plot.

The works of PERSONA_CHECK_CORPUS_FILES are multiplied with changed names and titles: given and
family names are put together anew, and every third word of a title is another one of the same
vocabulary, so that common names and words get commoner as in a larger corpus.

    python benchmarks/corpus_scale.py WORKDIR [--sizes 100000,300000,1000000] [--plot docs/x.svg]
"""

import argparse
import gzip
import itertools
import json
import os
import random
import resource
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

from persona_check.compare.affiliation_lines import claimed_units
from persona_check.corpus.importing import import_files
from persona_check.corpus.lookup import Corpus

FILES = Path(os.environ.get("PERSONA_CHECK_CORPUS_FILES", "../shared/corpus"))
ASKED = 400


class Quiet:
    def advanced(self, done: int, total: int) -> None: ...

    def note(self, text: str) -> None: ...


def lines() -> list[dict[str, Any]]:
    found = []
    for path in sorted(FILES.glob("works-*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            for line in stream:
                work = json.loads(line)
                work.pop("abstract", None)
                found.append(work)
    return found


def pick(seed: str, most: int) -> int:
    digest = blake2b(seed.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big") % most


def multiplied(works: Sequence[dict[str, Any]], size: int) -> Iterator[dict[str, Any]]:
    names = [author["name"] for work in works for author in work["authors"]]
    words = [word for work in works for word in work["title"].split()]
    for number in range(size):
        copy, index = divmod(number, len(works))
        work = works[index]
        if copy == 0:
            yield work
            continue

        def renamed(name: str, copy: int = copy) -> str:
            given = names[pick(f"g{copy}:{name}", len(names))].split()[:-1]
            family = names[pick(f"f{copy}:{name}", len(names))].split()[-1:]
            return " ".join([*given, *family]) or name

        title = [
            words[pick(f"t{number}:{place}", len(words))] if place % 3 == 1 else word
            for place, word in enumerate(work["title"].split())
        ]
        yield {
            **work,
            "id": f"{work['id']}#{copy}",
            "title": " ".join(title),
            "doi": None,
            "authors": [
                {
                    **author,
                    "name": renamed(author["name"]),
                    "author_id": f"{author['author_id']}#{copy}"
                    if author.get("author_id")
                    else None,
                    "orcid": None,
                    "scholar": None,
                }
                for author in work["authors"]
            ],
        }


def timed(ask: Callable[[Any], object], questions: Sequence[Any]) -> dict[str, float]:
    took, used = [], []
    for question in questions:
        start, start_cpu = time.perf_counter(), time.process_time()
        ask(question)
        took.append((time.perf_counter() - start) * 1000)
        used.append((time.process_time() - start_cpu) * 1000)
    took.sort()
    used.sort()
    last = int(len(took) * 0.99)
    return {
        "median_ms": round(statistics.median(took), 2),
        "p99_ms": round(took[last], 2),
        # what a look-up takes where nobody else wants the processor
        "cpu_median_ms": round(statistics.median(used), 2),
        "cpu_p99_ms": round(used[last], 2),
    }


def measured(path: Path) -> dict[str, Any]:
    corpus = Corpus(path)
    chosen = random.Random(7)  # noqa: S311 - a sample, not a secret
    held = [corpus.works([no])[0].work for no in chosen.sample(range(corpus.works_count), ASKED)]
    corpus.close()
    corpus = Corpus(path)  # nothing of the sample is remembered
    titles = [work.title for work in held]
    mistyped = [title[: len(title) // 2] + "x" + title[len(title) // 2 + 1 :] for title in titles]
    # first words of one with the rest of another: nothing of the kind exists
    absent = [
        f"{' '.join(a.split()[:3])} {' '.join(b.split()[3:])}"
        for a, b in itertools.pairwise(titles)
    ]
    people = [chosen.choice(work.authors).name for work in held if work.authors]

    places = [
        claimed_units(place, None)
        for work in held
        for author in work.authors
        for place in author.affiliations[:1]
    ]
    units = [(organization, named[0]) for organization, named in places if named][:ASKED]

    def person(name: str) -> object:
        return corpus.works(byline.no for byline in corpus.bylines(name))

    for title in titles[:5]:
        corpus.works_by_title(f"warming up {title}")
    return {
        "works": corpus.works_count,
        "title": timed(corpus.works_by_title, titles),
        "title mistyped": timed(corpus.works_by_title, mistyped),
        "title absent": timed(corpus.works_by_title, absent),
        "person with works": timed(person, people),
        "unit of an organisation": timed(lambda asked: corpus.units(*asked), units),
    }


def plot(results: Sequence[dict[str, Any]], target: Path) -> None:
    wide, high, left, low = 640, 360, 60, 40
    series = [key for key in results[0] if isinstance(results[0][key], dict)]
    colours = ("#1b6ca8", "#c2571a", "#2f855a", "#7b3f9e", "#8a6d1c")
    most = max(result[key]["cpu_median_ms"] for result in results for key in series) * 1.2
    works = max(result["works"] for result in results)

    def at(x: float, y: float) -> str:
        across = left + x / works * (wide - left - 20)
        return f"{across:.0f},{high - low - y / most * (high - low - 20):.0f}"

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" '
        'font-family="sans-serif" font-size="12">',
        "<title>Median time of a look-up by size of the corpus</title>",
        f'<path d="M{left},20 V{high - low} H{wide - 20}" fill="none" stroke="#444"/>',
        f'<text x="{left}" y="14">ms of processor time, median</text>',
        f'<text x="{wide - 20}" y="{high - 8}" text-anchor="end">works</text>',
    ]
    for step in range(5):
        value = most * step / 4
        x, y = at(0, value).split(",")
        parts.append(f'<text x="{int(x) - 6}" y="{y}" text-anchor="end">{value:.1f}</text>')
    for result in results:
        x, y = at(result["works"], 0).split(",")
        parts.append(
            f'<text x="{x}" y="{int(y) + 16}" text-anchor="middle">{result["works"]:,}</text>'
        )
    for number, (key, colour) in enumerate(zip(series, colours, strict=False)):
        points = " ".join(at(r["works"], r[key]["cpu_median_ms"]) for r in results)
        parts.append(
            f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>'
        )
        parts.append(f'<text x="{left + 20}" y="{34 + 16 * number}" fill="{colour}">{key}</text>')
    target.write_text("\n".join([*parts, "</svg>", ""]), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("workdir", type=Path)
    parser.add_argument("--sizes", default="100000,300000,1000000")
    parser.add_argument("--plot", type=Path)
    options = parser.parse_args()
    options.workdir.mkdir(exist_ok=True)
    works = lines()
    results = []
    for size in map(int, options.sizes.split(",")):
        source = options.workdir / f"works-{size}.jsonl"
        target = options.workdir / f"corpus-{size}.duckdb"
        if not source.exists():
            with source.open("w", encoding="utf-8") as stream:
                stream.writelines(f"{json.dumps(work)}\n" for work in multiplied(works, size))
        took_s = None
        if not target.exists():
            start = time.monotonic()
            import_files([source], target, progress=Quiet())
            took_s = round(time.monotonic() - start, 1)
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        result = {
            **measured(target),
            "import_s": took_s,
            "import_cpu_s": round(sum(one.ru_utime + one.ru_stime for one in used), 1),
            "peak_mb": [round(one.ru_maxrss / 1024) for one in used],
            "file_mb": round(target.stat().st_size / 1e6, 1),
        }
        print(json.dumps(result), flush=True)
        results.append(result)
    if options.plot:
        plot(results, options.plot)


if __name__ == "__main__":
    main()
