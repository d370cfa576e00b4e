"""The same claim said otherwise, a claim that says less, and items that nobody ever did."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from anyascii import anyascii

from persona_check.claimfile import read_claim, read_rows, row_to_claim
from persona_check.model.claim import Claim

__all__ = ["FILES", "LESS", "LIES", "OTHERWISE", "Row", "abbreviated", "from_row"]

# A claim in the keys of a line of JSON.
Row: TypeAlias = Mapping[str, Any]


def _works(row: Row, change: Callable[[dict[str, Any]], object]) -> Row:
    return {**row, "works": [change(dict(one)) for one in row["works"]]} if "works" in row else row


def family_first(row: Row) -> Row:
    given, _, family = row["name"].rpartition(" ")
    return {**row, "name": f"{family}, {given}" if given else family}


def initials(row: Row) -> Row:
    *given, family = row["name"].split()
    return {**row, "name": " ".join([*(f"{part[0]}." for part in given), family])}


def transliterated(row: Row) -> Row:
    return {**row, "name": anyascii(row["name"])}


def abbreviated(words: str) -> str:
    """As a list of references shortens a venue: “Tidal Systems Letters” to “Tidal Syst. Lett.”."""
    kept = [word for word in words.split() if word.casefold() not in {"of", "the", "on", "and"}]
    return " ".join(f"{word[:4]}." if len(word) > 6 and word.isalpha() else word for word in kept)


def venues_abbreviated(row: Row) -> Row:
    return _works(
        row,
        lambda one: {**one, "venue": abbreviated(one["venue"])} if one.get("venue") else one,
    )


def lower_case(row: Row) -> Row:
    return _works(row, lambda one: {**one, "title": one["title"].lower()})


def upper_case(row: Row) -> Row:
    return _works(row, lambda one: {**one, "title": one["title"].upper() + "."})


def _cited(row: Row, pattern: str) -> Row:
    *given, family = row["name"].split()
    letters = " ".join(f"{part[0]}." for part in given)

    def cite(one: dict[str, Any]) -> object:
        return {
            "title": pattern.format(
                family=family,
                initials=letters,
                year=one.get("year") or "n.d.",
                title=one["title"],
                venue=one.get("venue") or "",
            ).strip()
        }

    return _works(row, cite)


def as_apa(row: Row) -> Row:
    return _cited(row, "{family}, {initials}, et al. ({year}). {title}. {venue}.")


def as_ieee(row: Row) -> Row:
    return _cited(row, "{initials} {family} et al., “{title},” {venue}, {year}.")


def works_backwards(row: Row) -> Row:
    return {**row, "works": row["works"][::-1]} if "works" in row else row


def only(*keys: str) -> Callable[[Row], Row]:
    return lambda row: {key: value for key, value in row.items() if key in {"id", "name", *keys}}


def without(*keys: str) -> Callable[[Row], Row]:
    return lambda row: {key: value for key, value in row.items() if key not in keys}


def bare_titles(row: Row) -> Row:
    return _works(row, lambda one: {"title": one["title"]})


def every_other_work(row: Row) -> Row:
    return {**row, "works": row["works"][::2]} if "works" in row else row


def first_work_only(row: Row) -> Row:
    return {**row, "works": row["works"][:1]} if "works" in row else row


OTHERWISE: Mapping[str, Callable[[Row], Row]] = {
    "family name first": family_first,
    "initials": initials,
    "transliterated": transliterated,
    "venues abbreviated": venues_abbreviated,
    "titles in lower case": lower_case,
    "titles in capitals": upper_case,
    "references, APA": as_apa,
    "references, IEEE": as_ieee,
    "works in another order": works_backwards,
}
LESS: Mapping[str, Callable[[Row], Row]] = {
    "name and affiliation": only("affiliation"),
    "speaker sheet": only("affiliation", "bio"),
    "bio alone": only("bio"),
    "no works": without("works"),
    "no coauthors": without("coauthors"),
    "no affiliation": without("affiliation", "affiliations"),
    "no dates": without("timeline", "bio"),
    "no contact": without("email_domain", "homepage", "orcid", "scholar_id"),
    "titles alone": bare_titles,
    "every other work": every_other_work,
    "one work": first_work_only,
}


def _and_work(one: Mapping[str, Any]) -> Callable[[Row], Row]:
    return lambda row: {**row, "works": [*row.get("works", ()), dict(one)]}


def another_work(venue: str, year: int) -> Callable[[Row], Row]:
    title = "Zephyr lattices for undersea bell ringers"
    return _and_work({"title": title, "venue": venue, "year": year})


def a_stranger(row: Row) -> Row:
    return {**row, "coauthors": [*row.get("coauthors", ()), "Casimir Tamberlane-Ruhl"]}


def a_prize(row: Row) -> Row:
    prize = {"award": "ACM A.M. Turing Award", "year": 2004}
    return {**row, "awards": [*row.get("awards", ()), prize]}


def a_wrong_orcid(row: Row) -> Row:
    # its check digit is wrong; a claim has one iD, and another may be a lie already
    return {"orcid": "0000-0007-4642-7576", **row}


def a_post_that_ends_before_it_starts(row: Row) -> Row:
    post = {"event": "researcher", "org": "Quorra College", "start": 2019, "end": 2012}
    return {**row, "timeline": [*row.get("timeline", ()), post]}


def a_doctorate_to_come(row: Row) -> Row:
    degree = {"event": "PhD", "org": "Quorra College", "end": 2039}
    return {**row, "timeline": [*row.get("timeline", ()), degree]}


LIES: Mapping[str, Callable[[Row], Row]] = {
    "a stranger": a_stranger,
    "a prize": a_prize,
    "a wrong ORCID iD": a_wrong_orcid,
    "an end before the start": a_post_that_ends_before_it_starts,
    "a doctorate to come": a_doctorate_to_come,
}


def from_row(row: Row, folder: Path) -> Claim:
    """The claim as a line of JSON gives it."""
    path = folder / "claim.jsonl"
    path.write_text(json.dumps(row, ensure_ascii=False) + "\n", "utf-8")
    (read,) = read_rows(path)
    return row_to_claim(read, path)


def from_toml(row: Row, folder: Path) -> Claim:
    path = folder / "claim.toml"
    path.write_text("".join(f"{key} = {_toml(value)}\n" for key, value in row.items()), "utf-8")
    return read_claim(path)


def _toml(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key} = {_toml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def from_csv(row: Row, folder: Path) -> Claim:
    """A table's row; works as titles, as such a table has them."""
    cells = {key: value for key, value in row.items() if isinstance(value, str)}
    cells["coauthors"] = "; ".join(row.get("coauthors", ()))
    cells["works"] = "; ".join(one["title"].replace(";", ",") for one in row.get("works", ()))
    text = io.StringIO()
    table = csv.writer(text)
    table.writerows([cells, cells.values()])
    path = folder / "claim.csv"
    path.write_text(text.getvalue(), "utf-8")
    (read,) = read_rows(path)
    return row_to_claim(read, path)


FILES: Mapping[str, Callable[[Row, Path], Claim]] = {"TOML": from_toml, "CSV": from_csv}
