"""How often a pasted reference is read right, by style.

``python -m benchmarks.references_read CORPUS [CORPUS …] [--references dev.jsonl] [--misses N]``:
references are made of the works of corpus files (JSON Lines, plain or gzip) in several styles, and
read back. A work is right where title, year and venue are all as they were, and the reading is
sure; wrong where it is sure and the title is another one.
"""

import argparse
import gzip
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from persona_check.claimfile.references import read_reference
from persona_check.compare import titles

# The rules were chosen on these; the others were left out.
CHOSEN_ON = ("apa", "vancouver", "ieee", "gbt", "cv quoted", "first et al.")

Work = dict[str, Any]


def _family(name: str) -> str:
    return name.split()[-1]


def _initials(name: str, dot: str = ".", gap: str = " ") -> str:
    return gap.join(part[0] + dot for part in name.split()[:-1])


def _each(work: Work, form: Callable[[str], str], gap: str = ", ", last: str = ", ") -> str:
    names = [form(name) for name in work["names"][:7]]
    return names[0] if len(names) == 1 else gap.join(names[:-1]) + last + names[-1]


def _apa_name(name: str) -> str:
    return f"{_family(name)}, {_initials(name)}"


def _vancouver_name(name: str) -> str:
    return f"{_family(name)} {_initials(name, '', '')}"


def _ieee_name(name: str) -> str:
    return f"{_initials(name)} {_family(name)}"


def _gbt_name(name: str) -> str:
    return f"{_family(name).upper()} {_initials(name, '')}"


def _title(work: Work) -> str:
    title: str = work["title"].rstrip(".")
    return title if title.endswith(("?", "!")) else f"{title}."


STYLES: dict[str, Callable[[Work], str]] = {
    "apa": lambda w: (
        f"{_each(w, _apa_name, last=', & ')} ({w['year']}). {_title(w)} "
        f"{w['venue']}, {w['vol']}({w['no']}), {w['from']}–{w['to']}. https://doi.org/{w['doi']}"
    ),
    "first et al.": lambda w: (
        f"{_apa_name(w['names'][0])}, et al. ({w['year']}). {_title(w)} {w['venue']}."
    ),
    "vancouver": lambda w: (
        f"{_each(w, _vancouver_name)}. {_title(w)} {w['venue']}. "
        f"{w['year']};{w['vol']}({w['no']}):{w['from']}-{w['to']}."
    ),
    "ieee": lambda w: (
        f"{_each(w, _ieee_name, last=' and ')}, “{w['title']},” "
        f"{w['venue']}, vol. {w['vol']}, no. {w['no']}, pp. {w['from']}–{w['to']}, {w['year']}."
    ),
    "gbt": lambda w: (
        f"{_each(w, _gbt_name)}. {w['title']}[J]. "
        f"{w['venue']}, {w['year']}, {w['vol']}({w['no']}): {w['from']}-{w['to']}."
    ),
    "cv quoted": lambda w: f"{w['year']}. “{w['title']}”, {w['venue']}",
    "harvard": lambda w: (
        f"{_each(w, _apa_name, last=' and ')}, {w['year']}. {_title(w)} {w['venue']}, "
        f"{w['vol']}({w['no']}), pp.{w['from']}-{w['to']}."
    ),
    "mla": lambda w: (
        f"{_family(w['names'][0])}, {' '.join(w['names'][0].split()[:-1])}, et al. “{w['title']}.” "
        f"{w['venue']}, vol. {w['vol']}, no. {w['no']}, {w['year']}, pp. {w['from']}-{w['to']}."
    ),
    "chicago": lambda w: (
        f"{_family(w['names'][0])}, {' '.join(w['names'][0].split()[:-1])}. {w['year']}. "
        f"“{w['title']}.” {w['venue']} {w['vol']} ({w['no']}): {w['from']}–{w['to']}."
    ),
    "acm": lambda w: (
        f"{_each(w, str, last=', and ')}. {w['year']}. {_title(w)} In {w['venue']}. "
        f"{w['from']}–{w['to']}. doi:{w['doi']}"
    ),
    "springer": lambda w: (
        f"{_each(w, _apa_name)}: {_title(w)} {w['venue']} {w['vol']}({w['no']}), "
        f"{w['from']}–{w['to']} ({w['year']})"
    ),
    "dblp": lambda w: (
        f"{_each(w, str)}: {_title(w)} {w['venue']} {w['vol']}({w['no']}): {w['from']}-{w['to']} "
        f"({w['year']})"
    ),
    "nature": lambda w: (
        f"{_each(w, _apa_name, last=' & ')} {_title(w)} {w['venue']} {w['vol']}, "
        f"{w['from']}–{w['to']} ({w['year']})."
    ),
    "acs": lambda w: (
        f"{_each(w, _apa_name, gap='; ', last='; ')} {_title(w)} {w['venue']} {w['year']}, "
        f"{w['vol']}, {w['from']}–{w['to']}."
    ),
    "pubmed": lambda w: (
        f"{_each(w, _vancouver_name)}. {_title(w)} {w['venue']}. "
        f"{w['year']} Mar 4;{w['vol']}({w['no']}):{w['from']}-{w['to']}. doi: {w['doi']}. "
        "PMID: 1234567."
    ),
    "bibtex": lambda w: (
        f"@article{{x1, author = {{{' and '.join(w['names'])}}}, title = {{{w['title']}}}, "
        f"journal = {{{w['venue']}}}, year = {{{w['year']}}}}}"
    ),
    "cv year first": lambda w: f"{w['year']} — {_each(w, _apa_name)} {_title(w)} {w['venue']}.",
    "title (venue, year)": lambda w: f"{w['title']} ({w['venue']}, {w['year']})",
    "title alone": lambda w: w["title"],
}


def works(paths: list[Path], count: int, seed: int) -> Iterator[Work]:
    """Works with title, authors, venue and year, drawn at random, with invented numbers."""
    chance = random.Random(seed)  # noqa: S311 - a sample
    lines: list[Work] = []
    for path in paths:
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rt", encoding="utf-8") as stream:
            lines += [json.loads(line) for line in stream if chance.random() < 0.1]
    for work in chance.sample(lines, min(len(lines), count)):
        names = [author["name"] for author in work["authors"]]
        if not (names and work["venue"] and work["year"] and all(" " in n for n in names)):
            continue
        first = chance.randrange(1, 900)
        yield {
            "title": " ".join(work["title"].split()).rstrip("."),
            "names": names,
            "year": work["year"],
            "venue": work["venue"],
            "vol": chance.randrange(1, 90),
            "no": chance.randrange(1, 12),
            "from": first,
            "to": first + 12,
            "doi": f"10.5555/x.{first}",
        }


def measure(some: list[Work], misses: int) -> None:
    """Prints one row a style."""
    print("| style | n | right | title right | sure, title wrong | not understood |")
    print("|---|---|---|---|---|---|")
    for style, make in STYLES.items():
        right = title_right = wrong = unsure = shown = 0
        for work in some:
            line = make(work)
            read = read_reference(line)
            same = titles.key(read.title) == titles.key(work["title"])
            alone = style == "title alone"
            whole = same and (alone or (read.year == work["year"] and read.venue == work["venue"]))
            title_right += same
            right += whole and read.understood
            unsure += not read.understood
            if read.understood and not same:
                wrong += 1
            if shown < misses and not (whole and read.understood):
                shown += 1
                print(f"    {line}\n      {read}")
        n = len(some)
        mark = "" if style in CHOSEN_ON else " *"
        print(
            f"| {style}{mark} | {n} | {right / n:.1%} | {title_right / n:.1%} | {wrong / n:.1%} "
            f"| {unsure / n:.1%} |"
        )


def main() -> None:
    """Reads the options and prints the table; * marks styles that no rule was chosen on."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpus", type=Path, nargs="+")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--misses", type=int, default=0)
    args = parser.parse_args()
    measure(list(works(args.corpus, args.count, args.seed)), args.misses)


if __name__ == "__main__":
    main()
