"""BibTeX and BibLaTeX, as Scholar, ORCID, Zotero, Mendeley, Scopus and hands write it.

Read here because the libraries that can stand beside ``scholarly`` do not hold out: bibtexparser
1.4 took 4 ms an entry and knows no lines; pybtex ends at a key that is there twice.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from persona_check.expressions import Expression
from persona_check.intake.latex_letters import without_latex
from persona_check.intake.reading import Given, LeftAside, ReadClaim
from persona_check.intake.whole_text import whole_text
from persona_check.intake.works import ListedWork, authors_in, doi_from, list_of_works, year_in

__all__ = ["read", "shows"]

_ENTRY = Expression(r"(?:^|(?<=[}\s,)]))@\s*([A-Za-z]+)\s*[{(]", re.MULTILINE)
_NO_WORKS = frozenset(("comment", "preamble", "string", "set", "xdata"))
_KEY = Expression(r"\s*([^\s,={}\"]*)\s*,")
_FIELD = Expression(r"[\s,]*([A-Za-z][\w:.+/-]*)\s*=\s*")
_NEXT_FIELD = Expression(r",?[ \t]*\r?\n[ \t]*[A-Za-z][\w-]*\s*=\s*[{\"\w]")
_BRACE = Expression(r"[{}]")
_QUOTE_OR_BRACE = Expression(r'[{}"]')
_MOST_UNCLOSED = 20  # in one entry: each is looked for to its end
_BARE = Expression(r"[^\s,#{}\"()]+")
_JOINT = Expression(r"\s*#\s*")
_AND = Expression(r"\s+and\s+", re.IGNORECASE)
_SUFFIX = Expression(r",\s*(?:jr|sr|ii|iii|iv)\.?\s*,", re.IGNORECASE)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: str
    key: str
    line: int
    fields: Mapping[str, str]


def shows(given: Given) -> bool:
    """Whether an entry begins in the text, with a key and a field."""
    head = given.content[:20_000]
    return b"@" in head and bool(
        re.search(rb"(?:^|\s)@\s*[A-Za-z]{3,20}\s*[{(]\s*[^\s,{}]*\s*,\s*[A-Za-z][\w-]*\s*=", head)
    )


def read(given: Given) -> ReadClaim:
    """Its entries as works."""
    text = whole_text(given)
    entries = list(_entries(text))
    by_key = {entry.key.casefold(): entry for entry in entries if entry.key}
    works, aside = [], []
    for number, entry in enumerate(entries, start=1):
        place = f"entry {number}, line {entry.line}"
        if not entry.fields:
            aside.append(LeftAside(what=f"@{entry.kind}{{{entry.key[:60]}", why="has no fields",
                                   place=place))  # fmt: skip
            continue
        works.append(_work(entry, by_key, place))
    return list_of_works("BibTeX", works, aside, given.known_as)


def _work(entry: _Entry, by_key: Mapping[str, _Entry], place: str) -> ListedWork:
    fields = entry.fields
    parent = by_key.get(fields.get("crossref", "").casefold())
    outer = parent.fields if parent else {}
    title = without_latex(fields.get("title", ""))
    if subtitle := without_latex(fields.get("subtitle", "")):
        title = f"{title}: {subtitle}" if title else subtitle
    named = ("journal", "journaltitle", "booktitle", "maintitle")
    venue = next((fields[one] for one in named if fields.get(one)), None)
    venue = venue or outer.get("booktitle") or outer.get("title")
    authors = [without_latex(one) for one in _authors(fields.get("author", ""))]
    names = tuple(one for one in authors if one and one.casefold() != "others")
    return ListedWork(
        title=title or None,
        authors=names,
        more=len(names) < len(authors),
        year=year_in(
            *(fields.get(one) for one in ("year", "date", "issued", "origdate")),
            *(outer.get(one) for one in ("year", "date")),
        ),
        venue=(without_latex(venue) if venue else None) or None,
        doi=doi_from(fields.get("doi"), *_addresses(fields)),
        place=place,
    )


def _addresses(fields: Mapping[str, str]) -> Iterator[str]:
    """Where a DOI stands else: addresses, and notes that call it one."""
    for name in ("url", "link", "ee", "bdsk-url-1", "howpublished"):
        if (text := fields.get(name)) and "doi" in text.casefold():
            yield text.replace("\\", "").replace("{", "").replace("}", "")
    for name in ("note", "annote"):
        if found := re.search(r"doi\s*[:=.]?\s*(\S*10\.\S+)", fields.get(name, ""), re.IGNORECASE):
            yield found[1]


def _authors(text: str) -> list[str]:
    """The names between "and"; within braces it is part of a name.

    ORCID's export joins names in full by commas.
    """
    if "{" not in text:
        parts = _AND.split(text)
        if len(parts) == 1 and text.count(",") > 1 and not _SUFFIX.search(text):
            return list(authors_in(text)[0])
        return parts
    parts, start, depth, at = [], 0, 0, 0
    for found in re.finditer(r"[{}]|\s+and\s+", text, re.IGNORECASE):
        at = found.start()
        if found[0] in "{}":
            depth += 1 if found[0] == "{" else -1
        elif depth <= 0:
            parts.append(text[start:at])
            start = found.end()
    return [*parts, text[start:]]


def _entries(text: str) -> Iterator[_Entry]:
    macros = {month: month for month in _MONTHS}
    starts = list(_ENTRY.finditer(text))
    line, seen = 1, 0
    for number, start in enumerate(starts):
        line += text.count("\n", seen, start.start())
        seen = start.start()
        end = starts[number + 1].start() if number + 1 < len(starts) else len(text)
        kind, body = start[1].casefold(), text[start.end() : end]
        if kind == "string":
            macros |= dict(_fields(body, 0, macros))
        elif kind not in _NO_WORKS:
            key = _KEY.match(body)
            named = dict[str, str]()
            for name, value in _fields(body, key.end() if key else 0, macros):
                named.setdefault(name, value)
            yield _Entry(kind, key[1] if key else "", line, named)


def _fields(body: str, at: int, macros: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    unclosed = 0
    while unclosed <= _MOST_UNCLOSED and (found := _FIELD.match(body, at)):
        at = found.end()
        parts = []
        while True:
            value, at, closed = _value(body, at, macros)
            unclosed += not closed
            parts.append(value)
            joint = _JOINT.match(body, at)
            if not joint:
                break
            at = joint.end()
        yield found[1].casefold(), "".join(parts).strip()


def _value(body: str, at: int, macros: Mapping[str, str]) -> tuple[str, int, bool]:
    """The value, where it ends, and whether what it stands in was closed."""
    opened = body[at : at + 1]
    if opened in ("{", '"'):
        closing = _closing_brace(body, at + 1) if opened == "{" else _closing_quote(body, at + 1)
        missing = _NEXT_FIELD.search(body, at + 1, len(body) if closing is None else closing)
        if closing is not None and not missing:
            return body[at + 1 : closing], closing + 1, True
        # never closed, or closed by what belongs to a later field
        end = missing.start() if missing else len(body)
        return body[at + 1 : end].rstrip(' \t\r\n},"'), end, False
    found = _BARE.match(body, at)
    if not found:
        return "", at + 1, True
    return macros.get(found[0].casefold(), found[0]), found.end(), True


def _closing_brace(body: str, at: int) -> int | None:
    depth = 1
    for found in _BRACE.finditer(body, at):
        depth += 1 if found[0] == "{" else -1
        if depth == 0:
            return found.start()
    return None


def _closing_quote(body: str, at: int) -> int | None:
    depth = 0
    for found in _QUOTE_OR_BRACE.finditer(body, at):
        if found[0] == '"' and depth <= 0:
            return found.start()
        depth += {"{": 1, "}": -1}.get(found[0], 0)
    return None
