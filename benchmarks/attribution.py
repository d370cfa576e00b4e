"""Measures which works are held to be one person's, against the person keys of a corpus' sources.

For each of a sample of people: their name is asked of the corpus, every person key is taken out of
the answer, and the works are grouped from what is left (names, coauthors, affiliations, years,
ORCID iDs where printed). Then one work of theirs is claimed, and the works of the chosen candidate
are compared with the truth. Names are halved by a hash: look at ``dev`` while working on the
rules, quote ``test``.

    python -m benchmarks.attribution CORPUS [--people 1500] [--half test]
"""

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from itertools import combinations
from math import sqrt
from pathlib import Path

from persona_check.compare.name_rarity import is_common
from persona_check.corpus.lookup import Byline, Corpus
from persona_check.corpus.records import person_key, work_record
from persona_check.dossier.people import resolve
from persona_check.model.claim import Claim, WorkAssertion
from persona_check.model.lookup import Found, PersonByName
from persona_check.model.record import WorkRecord
from persona_check.model.report import Candidate

# its keys split one person over several at times: equal ones are one person, others say nothing
SPLIT = "ieee:"
MOST_PAIRS_OF_A_NAME = 2_000


@dataclass(slots=True)
class Tally:
    people: int = 0
    names: int = 0
    together_right: int = 0
    together_wrong: int = 0
    same: int = 0
    abstained: int = 0
    left_open: int = 0
    attributed_right: int = 0
    attributed_wrong: int = 0
    missed: int = 0
    wrong: list[str] = field(default_factory=list)


def half(name: str) -> str:
    digest = blake2b(name.casefold().encode("utf-8", "replace"), digest_size=2).digest()
    return "test" if digest[0] % 2 else "dev"


def one_person(a: str, b: str) -> bool | None:
    """Whether two keys mean one person; None where they do not tell."""
    if a == b:
        return True
    if a.split(":")[0] != b.split(":")[0] or a.startswith(SPLIT):
        return None
    return False


def people_of(corpus: Corpus) -> dict[str, tuple[str, list[Byline]]]:
    """By key: the name most printed, and the bylines, of everybody with two works or more."""
    found: dict[str, list[Byline]] = defaultdict(list)
    for start in range(0, corpus.works_count, 5_000):
        for held in corpus.works(range(start, min(start + 5_000, corpus.works_count))):
            for position, author in enumerate(held.work.authors, start=1):
                if key := person_key(author):
                    found[key].append(Byline(no=held.no, position=position, name=author.name))
    return {
        key: (Counter(byline.name for byline in own).most_common(1)[0][0], own)
        for key, own in found.items()
        if len({byline.no for byline in own}) > 1
    }


def without_keys(work: WorkRecord) -> WorkRecord:
    authors = tuple(replace(a, author_key=None, scholar_id=None) for a in work.authors)
    return replace(work, authors=authors)


def asked(corpus: Corpus, name: str) -> tuple[tuple[WorkRecord, ...], dict[tuple[str, int], str]]:
    """The works that print a compatible name, without person keys; and the keys by byline."""
    found = corpus.bylines(name)
    works, truth = [], {}
    for held in corpus.works(byline.no for byline in found):
        works.append(without_keys(work_record(held.work, held.doc)))
        for position, author in enumerate(held.work.authors, start=1):
            if key := person_key(author):
                truth[works[-1].key, position] = key
    return tuple(works), truth


def keys_of(
    candidate: Candidate, truth: dict[tuple[str, int], str], bylines: set[tuple[str, int]]
) -> list[str]:
    """The keys under the candidate's works, where only one name on a work is meant."""
    found = []
    for work in candidate.works:
        places = [p for a in work.authors if (p := (work.key, a.position)) in bylines]
        found += [truth[place] for place in places if len(places) == 1 and place in truth]
    return found


def measured(corpus: Corpus, wanted: str, most: int) -> dict[str, Tally]:
    tallies = {"common": Tally(), "rare": Tally()}
    people = people_of(corpus)
    chosen = random.Random(11)  # noqa: S311 - a sample, not a secret
    keys = sorted(key for key, (name, _) in people.items() if half(name) == wanted)
    chosen.shuffle(keys)
    grouped: set[str] = set()
    quotas = {"common": most // 2, "rare": most - most // 2}
    for key in keys:
        name, own = people[key]
        kind = "common" if is_common(name) else "rare"
        tally = tallies[kind]
        if tally.people >= quotas[kind]:
            continue
        tally.people += 1
        works, truth = asked(corpus, name)
        printed = {(b.no, b.position) for b in corpus.bylines(name)}
        numbers = {
            f"corpus:{held.work.key}": held.no for held in corpus.works(n for n, _ in printed)
        }
        bylines = {
            (work.key, author.position)
            for work in works
            for author in work.authors
            if (numbers[work.key], author.position) in printed
        }
        query = PersonByName(name=name)
        lookups = [Found(source="corpus", query=query, records=works)]
        groups = resolve(Claim(id="x", name=name), lookups)
        tally.left_open += not any(group.chosen for group in groups)
        if name not in grouped:
            grouped.add(name)
            _grouped(tally, groups, truth, bylines)
        known = {b.no for b in own}
        # under a very common name not all works are returned, and perhaps none of this person
        seed = next((w for w in works if numbers[w.key] in known), None)
        if seed is None:
            tally.abstained += 1
            continue
        claim = Claim(
            id="x",
            name=name,
            assertions=(WorkAssertion(id="a1", origin="seed", title=seed.title),),
        )
        _attributed(tally, key, resolve(claim, lookups), truth, bylines, seed)
    return tallies


def _grouped(
    tally: Tally,
    candidates: Sequence[Candidate],
    truth: dict[tuple[str, int], str],
    bylines: set[tuple[str, int]],
) -> None:
    tally.names += 1
    groups = [keys_of(candidate, truth, bylines) for candidate in candidates]
    for group in groups:
        for a, b in _some(combinations(group, 2)):
            match one_person(a, b):
                case True:
                    tally.together_right += 1
                case False:
                    tally.together_wrong += 1
                    if len(tally.wrong) < 400:
                        tally.wrong.append(f"{a} {b}")
                case None:
                    continue
    counts = Counter(key for group in groups for key in group)
    tally.same += sum(min(n * (n - 1) // 2, MOST_PAIRS_OF_A_NAME) for n in counts.values())


def _some(pairs: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    found = list(pairs)
    if len(found) <= MOST_PAIRS_OF_A_NAME:
        return found
    return random.Random(3).sample(found, MOST_PAIRS_OF_A_NAME)  # noqa: S311 - a sample, not a secret


def _attributed(
    tally: Tally,
    key: str,
    candidates: Sequence[Candidate],
    truth: dict[tuple[str, int], str],
    bylines: set[tuple[str, int]],
    seed: WorkRecord,
) -> None:
    own = sum(other == key for place, other in truth.items() if place in bylines) - 1
    person = next((one for one in candidates if one.chosen), None)
    if person is None:
        tally.abstained += 1
        tally.missed += own
        return
    others = replace(person, works=tuple(w for w in person.works if w.key != seed.key))
    given = keys_of(others, truth, bylines)
    right = given.count(key)
    tally.attributed_right += right
    tally.attributed_wrong += sum(one_person(key, other) is False for other in given)
    tally.missed += own - right


def share(k: int, n: int) -> str:
    if not n:
        return "-"
    p, z = k / n, 1.96
    mid, spread = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    low, high = ((mid + sign * spread) / (1 + z * z / n) for sign in (-1, 1))
    return f"{k}/{n} = {p:.4f} [{low:.4f}, {high:.4f}]"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--people", type=int, default=1_500)
    parser.add_argument("--half", choices=("dev", "test"), default="dev")
    parser.add_argument("--show", type=int, default=0)
    options = parser.parse_args()
    for kind, tally in measured(Corpus(options.corpus), options.half, options.people).items():
        together = tally.together_right + tally.together_wrong
        given = tally.attributed_right + tally.attributed_wrong
        own = tally.attributed_right + tally.missed
        print(f"{kind} names, {tally.people} people ({options.half} half)")
        print(f"  pairs held to be one person, rightly  {share(tally.together_right, together)}")
        print(f"  pairs of one person held together     {share(tally.together_right, tally.same)}")
        print(f"  works attributed, rightly             {share(tally.attributed_right, given)}")
        print(f"  works of the person attributed        {share(tally.attributed_right, own)}")
        print(f"  nobody chosen, by name and one work   {share(tally.abstained, tally.people)}")
        print(f"  nobody chosen, by name alone          {share(tally.left_open, tally.people)}")
        for line in tally.wrong[: options.show]:
            print("    ", line)


if __name__ == "__main__":
    main()
