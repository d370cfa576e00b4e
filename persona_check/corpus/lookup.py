"""Point look-ups in an open corpus; all pure reads."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from statistics import median
from typing import Any

from persona_check import names, titles
from persona_check.corpus.entry import Byline, Entry
from persona_check.corpus.importing import title_words
from persona_check.model.record import Coverage
from persona_check.venues import canonical

__all__ = ["Corpus"]

MOST_WORKS_OF_A_NAME = 400
MOST_NAMES = 200
MOST_TITLE_HITS = 5
MOST_POSTINGS = 2500
# A year with less than this share of its neighbours' works is held only in part.
PARTLY_BELOW = 0.5
NEIGHBOUR_YEARS = 3


class Corpus:
    """Questions to one corpus file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self.as_of = str(self._one("SELECT value FROM meta WHERE key = 'as_of'") or "")
        self._entry = lru_cache(maxsize=50_000)(self._read_entry)
        self._named = lru_cache(maxsize=2_000)(self._names_like)

    def entry(self, work: int) -> Entry:
        """A stored work."""
        return self._entry(work)

    def works_by_title(self, title: str) -> list[int]:
        """Works that bear this title, slips forgiven, best first; at most five."""
        key = titles.key(title)
        if not key:
            return []
        found = self._column("SELECT work FROM title_key WHERE key = ? LIMIT 50", key)
        found += self._column(
            "SELECT work FROM title_key WHERE key = ? LIMIT 50",
            titles.key(title.partition(":")[0]) or key,
        )
        matches = self._same(title, dict.fromkeys(found))
        if not matches:
            matches = self._same(title, self._near(key))
        return matches[:MOST_TITLE_HITS]

    def works_by_doi(self, doi: str) -> list[int]:
        """Works under a DOI (bare, lower case)."""
        return self._column("SELECT id FROM work WHERE doi = ? LIMIT 5", doi)

    def works_of(self, column: str, value: str) -> list[int]:
        """Works that print an identifier; ``column`` is person, orcid or scholar."""
        if column not in {"person", "orcid", "scholar"}:
            raise ValueError(column)
        return self._column(
            f"SELECT DISTINCT work FROM byline WHERE {column} = ? LIMIT {MOST_WORKS_OF_A_NAME}",  # noqa: S608 - a fixed set of columns
            value,
        )

    def works_of_name(self, name: str) -> list[int]:
        """Works that print a name compatible with this one, in order of import."""
        identities = self._named(name)
        found: dict[int, None] = {}
        for identity in identities:
            found.update(
                dict.fromkeys(self._column("SELECT work FROM byline WHERE name = ?", identity))
            )
        return sorted(found)[:MOST_WORKS_OF_A_NAME]

    def joint_works(self, name: str, other: str) -> list[int]:
        """Works that print both names."""
        theirs = set(self.works_of_name(other))
        return [work for work in self.works_of_name(name) if work in theirs]

    def coverage(self, venue: str, year: int) -> tuple[Coverage, int]:
        """Whether the corpus holds that venue's works of that year, and how many."""
        key = canonical(venue)
        rows = dict(
            self._db.execute(
                "SELECT year, works FROM coverage WHERE venue_key = ? AND year BETWEEN ? AND ?",
                (key, year - NEIGHBOUR_YEARS, year + NEIGHBOUR_YEARS),
            ).fetchall()
        )
        held = int(rows.pop(year, 0))
        if not held:
            return Coverage.NOT_HELD, 0
        usual = median(rows.values()) if rows else held
        return (Coverage.PARTLY if held < PARTLY_BELOW * usual else Coverage.HELD), held

    def _names_like(self, name: str) -> tuple[int, ...]:
        found: dict[int, None] = {}
        for key in sorted(names.keys(name)):
            rows = self._db.execute(
                "SELECT n.id, n.written FROM name_key k JOIN name n ON n.id = k.name"
                " WHERE k.key = ?",
                (key,),
            )
            for identity, written in rows:
                if names.compatible(name, written):
                    found[identity] = None
        return tuple(found)[:MOST_NAMES]

    def _near(self, key: str) -> list[int]:
        words = list(title_words(key))
        counts = {
            word: count
            for word in words
            if (count := self._one("SELECT works FROM word_count WHERE word = ?", word))
        }
        rare = sorted(counts, key=lambda word: int(counts[word]))
        hits: Counter[int] = Counter()
        for word in rare[:4]:
            if int(counts[word]) <= MOST_POSTINGS:
                hits.update(self._column("SELECT work FROM title_word WHERE word = ?", word))
        least = 2 if len(words) > 2 else 1
        return [work for work, count in hits.most_common(60) if count >= least]

    def _same(self, title: str, works: Iterable[int]) -> list[int]:
        scored = []
        for work in works:
            match = titles.same(title, self.entry(work).title)
            if match.same:
                scored.append((-match.similarity, work))
        return [work for _, work in sorted(scored)]

    def _read_entry(self, work: int) -> Entry:
        key, title, year, venue, doi, kind, deposited_on = self._db.execute(
            "SELECT key, title, year, venue, doi, kind, deposited_on FROM work WHERE id = ?",
            (work,),
        ).fetchone()
        rows = self._db.execute(
            "SELECT n.written, b.person, b.orcid, b.scholar, b.email_domain, b.affiliations"
            " FROM byline b JOIN name n ON n.id = b.name WHERE b.work = ? ORDER BY b.position",
            (work,),
        ).fetchall()
        bylines = tuple(
            Byline(
                name=row[0],
                person=row[1],
                orcid=row[2],
                scholar=row[3],
                email_domain=row[4],
                affiliations=tuple(json.loads(row[5])) if row[5] else (),
            )
            for row in rows
        )
        return Entry(key, title, year, venue, doi, kind, deposited_on, bylines)

    def _column(self, query: str, *values: object) -> list[int]:
        return [int(row[0]) for row in self._db.execute(query, values)]

    def _one(self, query: str, *values: object) -> Any:
        row = self._db.execute(query, values).fetchone()
        return row[0] if row else None
