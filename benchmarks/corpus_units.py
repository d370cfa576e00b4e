"""How often a real unit looks unknown: units printed on some works, asked of the other works.

``python -m benchmarks.corpus_units FOLDER [CLAIMS]`` splits the works of corpus JSON Lines (plain
or gzip) by venue into two halves, makes a corpus of each, and asks it for units that works of the
other half print. What is counted is what the check ``department`` would say. Every claim of the
other half is taken at its word: misprints and places that were read as units count as alarms.
"""

import argparse
import asyncio
import gzip
import json
import math
import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from persona_check.checks.department import (
    UNLIKE_ALONE,
    UNLIKE_WITH_OTHERS,
    Department,
    is_unlike_all,
)
from persona_check.compare.affiliation_lines import claimed_units
from persona_check.corpus.importing import import_files
from persona_check.corpus.source import LocalCorpus
from persona_check.dossier.index import Dossier
from persona_check.model.claim import Claim, PostAssertion, WorkAssertion
from persona_check.model.finding import Observation
from persona_check.model.lookup import Found, UnitsOfOrganization, VenueCoverage
from persona_check.model.record import Coverage, CoverageRecord, PrintedUnitsRecord
from persona_check.settings import SourceSettings

SEED = 20_261_127
CLAIMS = 4_000


class _Quiet:
    def advanced(self, done: int, total: int) -> None:
        del done, total

    def note(self, text: str) -> None:
        del text


def works(folder: Path) -> Iterator[dict[str, Any]]:
    """The works of all files."""
    for path in sorted(folder.glob("*.jsonl*")):
        with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as lines:
            for line in lines:
                yield json.loads(line)


def half(work: dict[str, Any]) -> int:
    """0 or 1 by venue and year."""
    return sha256(f"{work.get('venue')} {work.get('year')}".encode()).digest()[0] & 1


def claimed(held_out: Sequence[dict[str, Any]], most: int) -> list[str]:
    """Printed affiliations that name a unit and an organisation, one of each text, drawn by lot."""
    printed = {
        text
        for work in held_out
        for author in work["authors"]
        for text in author.get("affiliations") or ()
        if "+" not in text and ";" not in text and claimed_units(text, None)[1]
    }
    drawn = sorted(printed)
    random.Random(SEED).shuffle(drawn)  # noqa: S311  # a sample, no secret
    return drawn[:most]


def said(corpus: LocalCorpus, text: str) -> tuple[str, bool, bool]:
    """The level of the check on a post there, by itself, and whether the unit is unlike all.

    Last whether it is unlike enough where other kinds of evidence say the same.
    """
    organization, units = claimed_units(text, None)
    query = UnitsOfOrganization(organization=organization, unit=units[0], about=("a1",))
    # the corpus asks nothing of the network, so the client is never used
    records = tuple(asyncio.run(corpus.lookup(query, None)))  # type: ignore[arg-type]  # never used
    post = PostAssertion(id="a1", origin="printed", organization=text)
    # the claim names a work of a venue that the index holds: both are of one field
    work = WorkAssertion(id="a2", origin="printed", title="A work", venue="V", year=2020)
    venue = VenueCoverage(venue="V", year=2020, about=("a2",))
    held = CoverageRecord(
        venue="V", year=2020, coverage=Coverage.HELD, works=99, provenance=records[0].provenance
    )
    dossier = Dossier(
        lookups=(
            Found(source="corpus", query=query, records=records),
            Found(source="corpus", query=venue, records=(held,)),
        ),
        as_of=datetime.now(UTC),
    )
    items = Department().run(Claim(id="c", name="N. N.", assertions=(post, work)), dossier)
    (record,) = (one for one in records if isinstance(one, PrintedUnitsRecord))
    return (
        next(item.level for item in items if isinstance(item, Observation)),
        is_unlike_all(record, UNLIKE_ALONE),
        is_unlike_all(record, UNLIKE_WITH_OTHERS),
    )


def wilson(hits: int, n: int) -> tuple[float, float]:
    """95 % interval of a share."""
    z, p = 1.96, hits / n
    half_width = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return (p + z * z / (2 * n) - half_width) / (1 + z * z / n), (
        p + z * z / (2 * n) + half_width
    ) / (1 + z * z / n)


def main() -> None:
    """Prints the levels with their shares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("claims", type=int, nargs="?", default=CLAIMS)
    arguments = parser.parse_args()
    halves: tuple[list[dict[str, Any]], list[dict[str, Any]]] = ([], [])
    for work in works(arguments.folder):
        halves[half(work)].append(work)
    levels: Counter[str] = Counter()
    total = 0
    with tempfile.TemporaryDirectory() as folder:
        for number in (0, 1):
            source = Path(folder) / f"half-{number}.jsonl"
            source.write_text("".join(f"{json.dumps(work)}\n" for work in halves[number]))
            path = Path(folder) / f"half-{number}.duckdb"
            import_files([source], path, progress=_Quiet())
            corpus = LocalCorpus(SourceSettings(), path)
            for text in claimed(halves[1 - number], arguments.claims):
                level, unlike, with_others = said(corpus, text)
                levels[level] += 1
                levels["(unlike all, at any organisation)"] += unlike
                levels["(the same, with others)"] += with_others
                total += 1
    for level, count in levels.most_common():
        low, high = wilson(count, total)
        print(f"{level:28} {count:6} of {total}  {count / total:.4f} [{low:.4f}, {high:.4f}]")


if __name__ == "__main__":
    main()
