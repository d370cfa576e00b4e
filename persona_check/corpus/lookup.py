"""Answers from a corpus file: people, works, coverage and how common a name is; reads only."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from persona_check.compare import names, titles, venues
from persona_check.corpus.errors import database_errors
from persona_check.corpus.keys import hashed, name_hashes_asked, title_hashes, title_pair_hashes
from persona_check.corpus.schema import StoredWork, decode_work
from persona_check.corpus.store import open_corpus
from persona_check.corpus.units import HeldUnits, held_units
from persona_check.model.record import Coverage

__all__ = ["Byline", "Corpus", "HeldWork", "NameFrequency", "VenueYear", "opened"]

# Of more bylines of one name than this the first are returned; all are counted.
MOST_BYLINES = 400
# Works that share the most word pairs with a title are compared with it letter by letter.
MOST_NEAR = 6
# A slip of the pen spoils two pairs at most; more than these need not be asked for.
MOST_PAIRS_ASKED = 8
# Up to this many rows are fetched one by one, more in one pass (measured, docs/corpus.md).
FEW_ROWS = 4
_NOTHING = titles.TitleMatch(likeness=titles.TitleLikeness.DIFFERENT, similarity=-1.0)
# Works kept in memory between look-ups.
MOST_HELD = 10_000
# A year that holds less than this share of its neighbours' median is held in part.
LEAST_SHARE = 0.5
NEIGHBOURS = 4
# A venue of fewer works in the year, or without neighbours, proves no absence.
LEAST_WORKS_HELD = 20
LEAST_WORKS_ALONE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldWork:
    """A stored work, its place in the corpus, and the line as stored."""

    no: int
    work: StoredWork
    doc: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """A name printed on a work; ``position`` counts from 1."""

    no: int
    position: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VenueYear:
    """What is held of a venue in a year; ``known`` says whether any year of it is held."""

    venue: str
    year: int
    coverage: Coverage
    works: int
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NameFrequency:
    """How common a name is in the corpus.

    ``bylines`` print a compatible name, ``spellings`` are the different full names among them,
    ``people`` the different person keys of sources (a lower bound). ``log10_rarity`` is
    -log10 of the share of bylines that a compatible name stands on: 5 is one in 100,000.
    """

    bylines: int
    spellings: int
    people: int
    log10_rarity: float


class Corpus:
    """One corpus file, open for reading; not for use by several threads at once."""

    def __init__(self, path: Path) -> None:
        """Opens it.

        Raises:
            CorpusError: no such file, no corpus, damaged, or of another schema version.
        """
        self.path = path
        self._connection = open_corpus(path)
        self._held: dict[int, HeldWork] = {}
        self._named = lru_cache(maxsize=1_024)(self._bylines)
        self._years = lru_cache(maxsize=1_024)(self._years_of)
        self.works_count: int = self._rows("SELECT count(*) FROM works")[0][0]
        self._bylines_count: int | None = None
        self._units_count: int | None = None

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()

    def works(self, numbers: Iterable[int]) -> tuple[HeldWork, ...]:
        """The works at these places, in order of place."""
        wanted = sorted(set(numbers))
        missing = [no for no in wanted if no not in self._held]
        if len(self._held) + len(missing) > MOST_HELD:
            self._held.clear()
            missing = wanted
        self._held.update((one.no, one) for one in self._fetched(missing))
        return tuple(self._held[no] for no in wanted if no in self._held)

    def works_by_title(self, title: str) -> tuple[HeldWork, ...]:
        """Works whose title is the same, or the same but for a subtitle or a slip of the pen.

        Best first. Works of exactly that title (or of exactly one of the two without subtitle)
        are returned alone; near ones only where there is none.
        """
        exact = self._numbers("titles", title_hashes(title))
        found = self._alike(title, exact)
        if found:
            return found
        pairs = title_pair_hashes(title)
        step = max(1, math.ceil(len(pairs) / MOST_PAIRS_ASKED))
        near = self._numbers("title_pairs", pairs[::step])
        return self._alike(title, near[:MOST_NEAR])

    def works_by_doi(self, doi: str) -> tuple[HeldWork, ...]:
        """Works under a DOI (bare, lower case); several where several lists name it."""
        return self.works(byline.no for byline in self.identified(f"doi:{doi.lower()}"))

    def identified(self, identifier: str) -> tuple[Byline, ...]:
        """Bylines under ``orcid:…``, ``scholar:…`` or a source's person key.

        For ``doi:…`` the works, with position 0.
        """
        rows = self._rows(
            f"SELECT no, position FROM identifiers WHERE h = {hashed(f'i:{identifier}')} "
            "AND identifier = ? ORDER BY no, position",
            [identifier],
        )
        return tuple(Byline(no=no, position=position, name="") for no, position in rows)

    def bylines(self, name: str) -> tuple[Byline, ...]:
        """Where a compatible name is printed, in order of place; at most ``MOST_BYLINES``."""
        return self._named(name)[:MOST_BYLINES]

    def joint_works(self, name: str, other: str) -> tuple[HeldWork, ...]:
        """Works that print a name compatible with each, at different places."""
        first = {(b.no, b.position) for b in self._named(name)}
        second = {(b.no, b.position) for b in self._named(other)}
        shared = {no for no, _ in first} & {no for no, _ in second}
        return self.works(
            no
            for no in shared
            if len({p for n, p in first if n == no} | {p for n, p in second if n == no}) > 1
        )

    def frequency(self, name: str) -> NameFrequency:
        """How common a name is here."""
        if self._bylines_count is None:
            self._bylines_count = self._rows("SELECT count(*) FROM bylines")[0][0]
        found = self._named(name)
        spellings = {names.normal(byline.name) for byline in found}
        held = self.works(byline.no for byline in found[:MOST_BYLINES])
        authors = {work.no: work.work.authors for work in held}
        people = {
            authors[byline.no][byline.position - 1].author_id for byline in found[:MOST_BYLINES]
        }
        share = (len(found) + 1) / (self._bylines_count + 2)
        return NameFrequency(
            bylines=len(found),
            spellings=len(spellings),
            people=len(people - {None}),
            log10_rarity=round(-math.log10(share), 3),
        )

    def coverage(self, venue: str, year: int) -> VenueYear:
        """Whether the works of a venue in a year are held.

        Partly: far fewer than in the years around it, or too few to be sure.
        """
        counts = dict(self._years(venues.canonical(venue)))
        works = counts.get(year, 0)
        around = sorted(
            count
            for other, count in counts.items()
            if other != year and abs(other - year) <= NEIGHBOURS
        )
        if works == 0:
            state = Coverage.NOT_HELD
        elif around:
            median = around[len(around) // 2]
            enough = works >= LEAST_WORKS_HELD and works >= LEAST_SHARE * median
            state = Coverage.HELD if enough else Coverage.PARTLY
        else:
            state = Coverage.HELD if works >= LEAST_WORKS_ALONE else Coverage.PARTLY
        return VenueYear(venue=venue, year=year, coverage=state, works=works, known=bool(counts))

    def units(self, organization: str, unit: str | None) -> HeldUnits:
        """What is printed together with an organisation, and what is like a unit of it."""
        if self._units_count is None:
            self._units_count = self._rows("SELECT count(DISTINCT unit) FROM unit_words")[0][0]
        return held_units(self._rows, organization, unit, self._units_count or 0)

    def imports(self) -> tuple[dict[str, Any], ...]:
        """The files that were imported: name, format, size_bytes, sha256, modified_at, counts."""
        columns = "name, format, size_bytes, sha256, modified_at, works, refused"
        rows = self._rows(f"SELECT {columns} FROM imports ORDER BY ordinal")
        return tuple(dict(zip(columns.split(", "), row, strict=True)) for row in rows)

    def largest_venues(self, most: int) -> tuple[tuple[str, int, int, int], ...]:
        """Venue, works, first and last year held."""
        return tuple(
            self._rows(
                "SELECT min(venue), sum(works)::BIGINT AS n, min(year), max(year) FROM coverage "
                "GROUP BY venue_key ORDER BY n DESC, 1 LIMIT ?",
                [most],
            )
        )

    def _alike(self, title: str, numbers: Sequence[int]) -> tuple[HeldWork, ...]:
        matches = [
            (titles.same(title, own), held)
            for held in self.works(numbers)
            for own in held.work.titles
        ]
        best: dict[int, tuple[titles.TitleMatch, HeldWork]] = {}
        for match, held in matches:
            if match.same and match.similarity > best.get(held.no, (_NOTHING,))[0].similarity:
                best[held.no] = match, held
        kept = list(best.values())
        kept.sort(key=lambda pair: (-pair[0].similarity, pair[1].no))
        return tuple(held for _, held in kept)

    def _numbers(self, table: str, hashes: Sequence[int]) -> list[int]:
        """Places under any of the hashes, those under most of them first."""
        if not hashes:
            return []
        # numbers made here, not text from outside
        each = [f"SELECT no FROM {table} WHERE h = {h}" for h in hashes]
        rows = self._rows(" UNION ALL ".join(each))
        counts: dict[int, int] = {}
        for (no,) in rows:
            counts[no] = counts.get(no, 0) + 1
        return sorted(counts, key=lambda no: (-counts[no], no))

    def _bylines(self, name: str) -> tuple[Byline, ...]:
        hashes = name_hashes_asked(name)
        if not hashes:
            return ()
        rows = self._rows(
            "SELECT no, position, name FROM bylines "
            "SEMI JOIN (SELECT unnest(?::UBIGINT[]) AS h) USING (h)",
            [list(hashes)],
        )
        fitting = {
            other
            for other in {row[2] for row in rows}
            if not names.plainly_different(name, other) and names.compatible(name, other)
        }
        kept = sorted({row for row in rows if row[2] in fitting})
        return tuple(Byline(no=no, position=position, name=other) for no, position, other in kept)

    def _years_of(self, venue_key: str) -> tuple[tuple[int, int], ...]:
        rows = self._rows(
            "SELECT year, works FROM coverage WHERE venue_key = ? ORDER BY year", [venue_key]
        )
        return tuple(rows)

    def _fetched(self, numbers: Sequence[int]) -> Iterable[HeldWork]:
        if not numbers:
            return
        if len(numbers) <= FEW_ROWS:
            each = [f"SELECT no, doc FROM works WHERE rowid = {int(no)}" for no in numbers]
            rows = self._rows(" UNION ALL ".join(each))
        else:
            rows = self._rows(
                "SELECT no, doc FROM works SEMI JOIN (SELECT unnest(?::INTEGER[]) AS no) "
                "USING (no)",
                [list(numbers)],
            )
        for no, doc in rows:
            yield HeldWork(no=no, work=decode_work(doc), doc=doc)

    def _rows(self, statement: str, values: Sequence[object] = ()) -> list[Any]:
        with database_errors(self.path, "reading it"):
            return self._connection.execute(statement, list(values)).fetchall()


_open: dict[Path, tuple[tuple[int, int], Corpus]] = {}


def opened(path: Path) -> Corpus:
    """The corpus at a path, opened once a process, and anew where the file was replaced.

    Raises:
        CorpusError: as ``Corpus``.
    """
    try:
        status = path.stat()
    except OSError:
        return Corpus(path)  # says what is wrong
    state = (status.st_ino, status.st_mtime_ns)
    known = _open.get(path)
    if known is not None and known[0] == state:
        return known[1]
    if known is not None:
        known[1].close()
        del _open[path]
    _open[path] = state, Corpus(path)
    return _open[path][1]
