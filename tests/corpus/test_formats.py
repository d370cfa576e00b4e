import gzip
import json
from pathlib import Path

import pytest

from persona_check.corpus.importers import ALL_IMPORTERS, importer_of
from persona_check.corpus.importers.base import MOST_LINE_BYTES, Refused, open_plain
from persona_check.corpus.importers.crossref import CROSSREF_WORKS
from persona_check.corpus.importers.dblp import DBLP_XML
from persona_check.corpus.importers.openalex import OPENALEX_WORKS
from persona_check.corpus.schema import StoredAuthor, StoredWork
from tests.corpus.files import lines, work, write

OPENALEX = {
    "id": "https://openalex.org/W42",
    "doi": "https://doi.org/10.5555/TIDE.1",
    "title": "Tidal pumping",
    "publication_year": 2012,
    "publication_date": "2012-05-06",
    "type": "article",
    "created_date": "2016-06-24",
    "primary_location": {"source": {"display_name": "Tidal Systems Letters"}},
    "authorships": [
        {
            "author": {
                "id": "https://openalex.org/A7",
                "display_name": "Maren Oduya-Lindqvist",
                "orcid": "https://orcid.org/0000-0002-1825-0097",
            },
            "raw_author_name": "M. Oduya-Lindqvist",
            "raw_affiliation_strings": ["Norrvik University, Norrvik"],
            "institutions": [],
        }
    ],
}
CROSSREF = {
    "DOI": "10.5555/tide.1",
    "type": "journal-article",
    "prefix": "10.5555",
    "member": "99",
    "title": ["Tidal pumping"],
    "container-title": ["Tidal Systems Letters"],
    "issued": {"date-parts": [[2012, 5, 6]]},
    "created": {"date-time": "2012-05-01T10:00:00Z"},
    "author": [
        {
            "given": "Maren",
            "family": "Oduya-Lindqvist",
            "ORCID": "https://orcid.org/0000-0002-1825-0097",
            "authenticated-orcid": True,
            "affiliation": [{"name": "Norrvik University"}],
        }
    ],
}
DBLP = b"""<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE dblp SYSTEM "dblp-2026-01-01.dtd">
<dblp>
<article mdate="2020-01-01" key="journals/tsl/Oduya12">
<author orcid="0000-0002-1825-0097">Maren Oduya-Lindqvist 0002</author>
<author>J&ouml;rg Tamberl&aring;ne</author>
<title>Tidal <i>pumping</i> &amp; dunes.</title>
<year>2012</year><journal>Tidal Syst. Lett.</journal>
<ee>https://tsl.example/1</ee><ee>https://doi.org/10.5555/TIDE.1</ee>
</article>
<www key="homepages/1/1"><author>Maren Oduya-Lindqvist 0002</author><title>Home Page</title></www>
<inproceedings key="conf/tide/Bee13"><title/><year>2013</year></inproceedings>
<proceedings key="conf/tide/2013"><editor>Ann Bee</editor><title>Tide 2013</title>
<booktitle>TIDE</booktitle></proceedings>
<phdthesis key="phd/Bee"><author>Ann Bee</author><title>On lakes</title>
<year>2009</year></phdthesis>
</dblp>
"""


def read(path: Path) -> list[StoredWork | Refused]:
    with open_plain(path) as stream:
        return list(importer_of(path).read(stream))


def test_openalex_snapshot_lines_are_read(tmp_path: Path) -> None:
    content = f"{json.dumps(OPENALEX)}\n{{}}\nno json\n".encode()
    found, *rest = read(write(tmp_path / "part_000.gz", content))
    assert isinstance(found, StoredWork)
    assert (found.key, found.title, found.year, found.doi, found.venue) == (
        "openalex:W42", "Tidal pumping", 2012, "10.5555/tide.1", "Tidal Systems Letters",
    )  # fmt: skip
    (author,) = found.authors
    assert (author.name, author.orcid, author.affiliations) == (
        "M. Oduya-Lindqvist", "0000-0002-1825-0097", ("Norrvik University, Norrvik",),
    )  # fmt: skip
    assert author.author_id == "openalex:A7"
    assert [type(one) for one in rest] == [Refused, Refused]


@pytest.mark.parametrize("wrapped", [False, True])
def test_crossref_public_data_is_read_in_both_its_forms(tmp_path: Path, wrapped: bool) -> None:
    content = json.dumps({"items": [CROSSREF]} if wrapped else CROSSREF).encode()
    found = read(write(tmp_path / "0.json.gz", content))
    assert found == [
        StoredWork(
            key="crossref:10.5555/tide.1",
            title="Tidal pumping",
            source="crossref",
            year=2012,
            date="2012-05-06",
            venue="Tidal Systems Letters",
            doi="10.5555/tide.1",
            kind="journal-article",
            authors=(
                StoredAuthor(
                    name="Maren Oduya-Lindqvist",
                    affiliations=("Norrvik University",),
                    orcid="0000-0002-1825-0097",
                    orcid_authenticated=True,
                ),
            ),
            created="2012-05-01",
        )
    ]


def test_crossref_records_without_doi_and_oversized_files_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("persona_check.corpus.importers.crossref.MOST_FILE_BYTES", 20)
    with open_plain(write(tmp_path / "a.json", b'{"items": [' + b" " * 50 + b"]}")) as stream:
        assert [type(one) for one in CROSSREF_WORKS.read(stream)] == [Refused]
    with open_plain(write(tmp_path / "b.json", b'{"DOI": "", "member": "1"}\n{]\n')) as stream:
        assert [type(one) for one in CROSSREF_WORKS.read(stream)] == [Refused, Refused]


def test_the_dblp_dump_is_read_with_its_entities_and_numbers_of_namesakes(tmp_path: Path) -> None:
    assert read(write(tmp_path / "dblp.xml.gz", DBLP)) == [
        StoredWork(
            key="dblp:journals/tsl/Oduya12",
            title="Tidal pumping & dunes",
            source="dblp",
            year=2012,
            venue="Tidal Syst. Lett.",
            doi="10.5555/tide.1",
            url="https://tsl.example/1",
            kind="article",
            authors=(
                StoredAuthor(
                    name="Maren Oduya-Lindqvist",
                    author_id="dblp:Maren Oduya-Lindqvist 0002",
                    orcid="0000-0002-1825-0097",
                ),
                StoredAuthor(name="Jörg Tamberlåne"),
            ),
        ),
        Refused(reason="record without a key or title"),
        StoredWork(
            key="dblp:phd/Bee",
            title="On lakes",
            source="dblp",
            year=2009,
            kind="phdthesis",
            authors=(StoredAuthor(name="Ann Bee"),),
            deposited_by_authors=True,
        ),
    ]


@pytest.mark.parametrize("chunk_bytes", [7, 50, 64])
def test_an_entity_across_two_chunks_is_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk_bytes: int
) -> None:
    whole = read(write(tmp_path / "dblp.xml", DBLP))
    text = DBLP.replace(b'<!DOCTYPE dblp SYSTEM "dblp-2026-01-01.dtd">', b"")
    monkeypatch.setattr("persona_check.corpus.importers.dblp._CHUNK_BYTES", chunk_bytes)
    assert read(write(tmp_path / "small.xml", text)) == whole


BOMB = b"""<?xml version="1.0"?><!DOCTYPE dblp [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>
<dblp><article key="k"><author>A Bee</author><title>&b;</title></article></dblp>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE dblp [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<dblp><article key="k"><author>A Bee</author><title>&a;</title></article></dblp>"""


@pytest.mark.parametrize("content", [BOMB, OUTSIDE, DBLP[:700], b"<dblp><article>&amp;"])
def test_what_is_no_plain_dblp_ends_in_a_refusal(tmp_path: Path, content: bytes) -> None:
    found = read(write(tmp_path / "dblp.xml", content))
    assert isinstance(found[-1], Refused)
    assert not any("root:" in repr(one) for one in found)


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        (b"&Ccaron;ern&aacute;", "Černá"),
        (b"&Zdblac;ern", "Zern"),
        (b"X&nosuch;ern", "X\ufffdern"),
        (b"X&no.such-one;ern", "X\ufffdern"),
        (b"Tern & Bern", "Tern & Bern"),
        (b"Tern&#0;", "Tern\ufffd"),
        (b"Tern&#x1F;", "Tern\ufffd"),
        (b"Tern\x0cBern", "Tern Bern"),
        (b"Tern&#269;&#x10D;", "Ternčč"),
    ],
)
@pytest.mark.parametrize("chunk_bytes", [9, 64, 1024])
def test_an_unknown_entity_costs_no_record(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    chunk_bytes: int,
    written: bytes,
    read_as: str,
) -> None:
    monkeypatch.setattr("persona_check.corpus.importers.dblp._CHUNK_BYTES", chunk_bytes)
    one = b'<article key="%d"><author>%s</author><title>On terns</title></article>'
    dump = b"<dblp>" + one % (1, written) + one % (2, b"A Bee") + b"</dblp>"
    found = read(write(tmp_path / "dblp.xml", dump))
    assert [w.authors[0].name for w in found if isinstance(w, StoredWork)] == [read_as, "A Bee"]


def test_lines_too_long_are_passed_over_without_the_next(tmp_path: Path) -> None:
    long = b'{"id": "x", "title": "' + b"a" * (MOST_LINE_BYTES + 10) + b'", "authors": []}\n'
    path = write(tmp_path / "w.jsonl", lines(work("x:1", "First", "A Bee")) + long + b"\n"
                 + lines(work("x:2", "Second", "A Bee")))  # fmt: skip
    found = read(path)
    assert [one.key if isinstance(one, StoredWork) else "refused" for one in found] == [
        "x:1", "refused", "x:2",
    ]  # fmt: skip
    for importer in (OPENALEX_WORKS, CROSSREF_WORKS):
        with open_plain(write(tmp_path / "long", long)) as stream:
            assert [type(one) for one in importer.read(stream)] == [Refused]


def test_every_form_is_told_by_its_content_alone(tmp_path: Path) -> None:
    heads = {
        "dblp": DBLP,
        "openalex": json.dumps(OPENALEX).encode(),
        "corpus": lines(work("x:1", "First", "A Bee")),
        "crossref": json.dumps(CROSSREF).encode(),
    }
    for form, content in heads.items():
        path = write(tmp_path / "same-name", content)
        assert importer_of(path).id == form
        assert [one.id for one in ALL_IMPORTERS if one.recognises(content)] == [form]
        path.write_bytes(gzip.compress(content))
        assert importer_of(path).id == form
    assert DBLP_XML.recognises(b"<html>") is False
