"""Writes the package's table of organisations from records of the Research Organization Registry.

    python -m benchmarks.organization_table RECORDS PAPERS > known_organizations.tsv

RECORDS is a checkout of github.com/ror-community/ror-records (CC0): JSON records by release, of
which the newest of each organisation counts. PAPERS is a folder of works-*.jsonl.gz. Those are kept
that others name most (in papers, by languages, relations and grants given), of the kinds that
affiliations print; and all universities whose names differ from another's in order alone.
``--half even`` makes a table of half of the organisations, to measure on the others.
"""

import argparse
import gzip
import hashlib
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from persona_check.compare.organization_readings import distinctive
from persona_check.compare.organization_words import key_words
from persona_check.compare.university_systems import SYSTEMS

# Latin letters, or Chinese, Japanese and Korean ones; other scripts are seldom printed.
SCRIPTS = re.compile(r"[\u0000-\u024f\u1e00-\u1eff\u2010-\u201f]+|[\u3040-\u9fff\uac00-\ud7af\s]+")
ACRONYM = re.compile(r"[A-Za-z][A-Za-z&-]{1,7}")
LEARNING_BYTES = 250_000
OTHERS_BYTES = 110_000
MOST_NAMES = 6
MOST_ACRONYMS = 3
LONGEST_NAME = 60
HEAD = """\
# Names and acronyms of organisations of learning and research.
# Source: Research Organization Registry (https://ror.org), github.com/ror-community/ror-records,
# releases 1.0 to {release}. Licence: CC0 1.0. Made by benchmarks/organization_table.py.
# Columns: ROR id, country, city, ids it is part of, names as words in order, acronyms.
"""


@dataclass(slots=True)
class Organization:
    """A record, reduced to what the table needs."""

    id: str
    types: frozenset[str]
    country: str
    city: str
    names: list[str]
    acronyms: list[str]
    parents: frozenset[str]
    rank: int
    kept_parents: set[str] = field(default_factory=set)

    def row(self) -> str:
        cells = (
            self.id, self.country, " ".join(key_words(self.city)),
            " ".join(sorted(self.kept_parents)), "|".join(self.names), "|".join(self.acronyms),
        )  # fmt: skip
        return "\t".join(cells) + "\n"


def newest(folder: Path) -> tuple[dict[str, dict[str, Any]], str]:
    """The newest record of each organisation, and the last release."""
    found: dict[str, tuple[tuple[int, int], Path]] = {}
    last = (0, 0)
    for path in folder.glob("v*/*.json"):
        release = re.match(r"v(\d+)\.(\d+)", path.parent.name)
        if release and re.fullmatch(r"[0-9a-z]{9}", path.stem):
            version = (int(release[1]), int(release[2]))
            last = max(last, version)
            if path.stem not in found or version > found[path.stem][0]:
                found[path.stem] = (version, path)
    records = {key: json.loads(path.read_text("utf-8")) for key, (_, path) in found.items()}
    return records, f"{last[0]}.{last[1]}"


def spelled(record: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Every name with its type and language, of records of both schemas."""
    if "names" in record:
        for name in record["names"]:
            for kind in name["types"]:
                yield name["value"], kind, name.get("lang") or ""
        return
    yield record["name"], "ror_display", ""
    for alias in record.get("aliases", ()):
        yield alias, "alias", ""
    for acronym in record.get("acronyms", ()):
        yield acronym, "acronym", ""
    for label in record.get("labels", ()):
        yield label["label"], "label", label.get("iso639") or ""


def reduced(key: str, record: dict[str, Any]) -> Organization | None:
    types = frozenset(kind.casefold() for kind in record.get("types", ()))
    related = [(one["type"].casefold(), one["id"][-9:]) for one in record.get("relationships", ())]
    holds = any(kind == "child" for kind, _ in related)
    if record.get("status") == "withdrawn" or not (
        types & {"education", "facility", "company"} or holds
    ):
        return None
    named = sorted(spelled(record), key=lambda one: one[1] != "ror_display")
    names: dict[str, None] = {}
    acronyms: dict[str, None] = {}
    for value, kind, _ in named:
        if "company" in types:
            # "Norrvik (United States)": the register's own way to tell branches apart
            value = re.sub(r"\s*\([^()]+\)$", "", value)
        words = key_words(value)
        if kind == "acronym":
            if ACRONYM.fullmatch(value):
                acronyms[value.casefold()] = None
        elif words and SCRIPTS.fullmatch(value) and len(" ".join(words)) <= LONGEST_NAME:
            names[" ".join(words)] = None
    if not names:
        return None
    if "locations" in record:
        place = (record["locations"] or [{}])[0].get("geonames_details", {})
        country, city = place.get("country_code") or "", place.get("name") or ""
    else:
        country = record.get("country", {}).get("country_code") or ""
        city = (record.get("addresses") or [{}])[0].get("city") or ""
    languages = {language for _, _, language in named if language}
    rank = min(len(related), 20) + 2 * len(languages) + len(named)
    rank += 8 * ("funder" in types) + 4 * ("education" in types)
    return Organization(
        key, types, country, city, list(names),
        [one for one in acronyms if one not in names][:MOST_ACRONYMS],
        frozenset(other for kind, other in related if kind == "parent"), rank,
    )  # fmt: skip


def turned_round(organizations: list[Organization]) -> set[str]:
    """Universities whose names are another's in another order: York, Miami, Washington."""
    orders: dict[frozenset[str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in organizations:
        if "education" in one.types:
            for name in one.names:
                if distinctive(name.split()):
                    orders[frozenset(name.split())][name].add(one.id)
    return {
        key
        for spelled_ in orders.values()
        if len(spelled_) > 1 and len(set.union(*spelled_.values())) > 1
        for keys in spelled_.values()
        for key in keys
    }


def printed(papers: Path) -> Counter[str]:
    """How many bylines print a name or an acronym as a segment of its own."""
    found: Counter[str] = Counter()
    for path in sorted(papers.glob("works-*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            for line in stream:
                for author in json.loads(line)["authors"]:
                    for text in author.get("affiliations") or ():
                        found.update(re.split(r"[,;()+]|\bat\b", text))
    keys: Counter[str] = Counter()
    for segment, count in found.items():
        keys[" ".join(key_words(segment))] += count
    return keys


def told_apart(organizations: list[Organization]) -> None:
    """Leaves out names that differ from one before in order alone, unless another is called so."""
    owners = Counter(name for one in organizations for name in one.names)
    for one in organizations:
        kept: dict[str, frozenset[str]] = {}
        for name in one.names:
            words = frozenset(name.split())
            if words not in kept.values() or owners[name] > 1:
                kept[name] = words
        one.names = list(kept)[:MOST_NAMES]


def chosen(organizations: list[Organization]) -> list[Organization]:
    organizations = sorted(organizations, key=lambda one: (-one.rank, one.id))
    kept = turned_round(organizations)
    room = {True: LEARNING_BYTES, False: OTHERS_BYTES}
    for one in organizations:
        learning = "education" in one.types
        size = len(one.row().encode())
        if (len(one.names) > 1 or one.acronyms) and room[learning] > size:
            room[learning] -= size
            kept.add(one.id)
    return [one for one in organizations if one.id in kept]


def tie_parts(organizations: list[Organization]) -> None:
    """Keeps the parents of laboratories, and of schools that bear their university's name."""
    by_id = {one.id: one for one in organizations}
    for one in organizations:
        for parent in one.parents & by_id.keys():
            above = by_id[parent].names[0].split()
            shared = distinctive(above) & distinctive(one.names[0].split())
            part = shared if "education" in one.types else "education" not in one.types
            if part and frozenset(above) - {"system"} not in SYSTEMS:
                one.kept_parents.add(parent)


def in_half(key: str, half: str | None) -> bool:
    even = hashlib.sha256(key.encode()).digest()[0] % 2 == 0
    return half is None or (half == "even") == even


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("records", type=Path)
    parser.add_argument("papers", type=Path)
    parser.add_argument("--half", choices=("even", "odd"))
    options = parser.parse_args()
    records, release = newest(options.records)
    reduced_ = [reduced(key, one) for key, one in records.items() if in_half(key, options.half)]
    organizations = [one for one in reduced_ if one is not None]
    counts = printed(options.papers)
    for one in organizations:
        one.rank += round(6 * math.log2(1 + max(counts[name] for name in one.names)))
    told_apart(organizations)
    kept = chosen(organizations)
    tie_parts(kept)
    print(HEAD.format(release=release), end="")
    for one in kept:
        print(one.row(), end="")


if __name__ == "__main__":
    main()
