"""Marks by which lists of works and of people and cards show their form.

Those that need more than the first bytes are asked late, and only of a content that may be one.
"""

from importlib import import_module

from persona_check.intake.reading import Given

__all__ = [
    "is_bibtex",
    "is_citation_cff",
    "is_endnote",
    "is_json_resume",
    "is_old_workbook",
    "is_people_records",
    "is_people_table",
    "is_pubmed",
    "is_references",
    "is_ris",
    "is_vcard",
    "is_web_of_science",
    "is_workbook",
    "is_works_json",
    "is_works_table",
]

_RECORDS = (".yaml", ".yml", ".toml", ".json")
_TABLES = (".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")


def _asks(module: str, given: Given, function: str = "shows") -> bool:
    shows = getattr(import_module(f"persona_check.intake.{module}"), function)
    return bool(shows(given))


def _is_named(given: Given, *suffixes: str) -> bool:
    """Whether the name says so and nothing speaks against it: a broken list is a broken list."""
    return given.suffix in suffixes and b"\0" not in _head(given)


def _head(given: Given) -> bytes:
    return given.content[:64].lstrip(b"\xef\xbb\xbf \t\r\n")


def _begins_as_records(given: Given) -> bool:
    return _head(given)[:1] in (b"{", b"[") or given.suffix in _RECORDS


def _is_plain(given: Given) -> bool:
    head = _head(given)
    return given.content[:2] in (b"\xff\xfe", b"\xfe\xff") or (
        b"\0" not in head and head[:1] not in (b"<", b"%", b"{")
    )


def is_vcard(given: Given) -> bool:
    """``BEGIN:VCARD``."""
    begins = _head(given)[:11].upper() == b"BEGIN:VCARD"
    return _is_named(given, ".vcf", ".vcard") or (begins and _asks("vcard", given))


def is_bibtex(given: Given) -> bool:
    """An entry with a key and a field."""
    may_be = b"@" in given.content[:20_000]
    return _is_named(given, ".bib", ".bibtex") or (may_be and _asks("bibtex", given))


def is_ris(given: Given) -> bool:
    """``TY  - JOUR``."""
    may_be = b"TY " in given.content[:4000]
    return _is_named(given, ".ris") or (may_be and _asks("ris", given))


def is_pubmed(given: Given) -> bool:
    """``PMID- 12345678``."""
    may_be = b"PMID-" in given.content[:4000]
    return _is_named(given, ".nbib") or (may_be and _asks("pubmed", given))


def is_endnote(given: Given) -> bool:
    """``%0 Journal Article``."""
    return _head(given)[:1] == b"%" and _asks("endnote", given)


def is_web_of_science(given: Given) -> bool:
    """``FN Clarivate Analytics Web of Science``."""
    return _head(given)[:3] == b"FN " and _asks("web_of_science", given)


def is_citation_cff(given: Given) -> bool:
    """``cff-version:``."""
    return b"cff-version" in given.content[:20_000] and _asks("citation_cff", given)


def is_json_resume(given: Given) -> bool:
    """JSON or YAML with the sections of a CV."""
    begins = _begins_as_records(given) or b"basics:" in given.content[:2000]
    return begins and given.suffix != ".toml" and _asks("json_resume", given)


def is_works_json(given: Given) -> bool:
    """JSON with titles, authors and what works have."""
    return _begins_as_records(given) and _asks("works_json", given)


def is_people_records(given: Given) -> bool:
    """JSON, YAML or TOML with a list of people."""
    if _is_named(given, ".json", ".yaml", ".yml"):
        return True
    begins = _begins_as_records(given) and b"\0" not in given.content[:64]
    return begins and _asks("people_list", given, "shows_records")


def is_workbook(given: Given) -> bool:
    """XLSX, ODS and what Excel wrote before."""
    return given.content[:2] in (b"PK", b"\xd0\xcf") and _asks("workbooks", given, "is_workbook")


def is_old_workbook(given: Given) -> bool:
    """What Excel wrote before 2007, which begins as an Outlook message does."""
    return given.suffix == ".xls" and given.content[:2] == b"\xd0\xcf"


def is_works_table(given: Given) -> bool:
    """A header of titles and authors."""
    fits = is_workbook(given) or (given.suffix in (*_TABLES, ".txt", "") and _is_plain(given))
    return fits and _asks("works_table", given)


def is_people_table(given: Given) -> bool:
    """A header with a column of names."""
    if is_workbook(given) or _is_named(given, ".csv", ".tsv", ".tab"):
        return True
    fits = given.suffix in (*_TABLES, ".txt", "") or "." not in given.name
    return fits and _is_plain(given) and _asks("people_list", given, "shows_table")


def is_references(given: Given) -> bool:
    """Lines that are references."""
    return _is_plain(given) and _asks("pasted_references", given)
