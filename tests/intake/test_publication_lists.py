"""A publication list says the same in every form and dialect."""

import json
from collections.abc import Callable, Mapping

import pytest

from persona_check.claimfile.bios import bio_assertions
from persona_check.claimfile.build import claim_from
from persona_check.claimfile.cursor import Cursor, Document
from persona_check.claimfile.documents import toml_document
from persona_check.intake.as_toml import as_toml
from persona_check.intake.forms import form_of, read
from persona_check.intake.latex_letters import without_latex
from persona_check.intake.owner import owner_of
from persona_check.intake.reading import Given, ReadClaim
from persona_check.intake.to_claim import claim_of
from persona_check.intake.works import authors_in
from persona_check.model.claim import WorkAssertion
from tests.intake.workbook_files import ods, xlsx

_WORKS = [
    ("Rills & runnels: 5% more water", ["Søren Müller", "Ada Ashgrove"], 2014, "Slow Water",
     "10.5555/sw.2014.1"),
    ("Weirs of the north", ["Ada Ashgrove"], 2016, "Canal Letters", "10.5555/cl.2016.2"),
    ("Łódź and its sluices", ["Ben Brannock", "Ada Ashgrove", "Cy Dunmore"], 2019, "Slow Water",
     "10.5555/sw.2019.3"),
    ("A lock is no key", ["Ada Ashgrove", "Eva von Berg"], 2021, "Canal Letters",
     "10.5555/cl.2021.4"),
]  # fmt: skip


def _turned(name: str) -> str:
    first, _, last = name.partition(" ")
    return f"{last}, {first}"


def _bibtex(entry: Callable[..., str]) -> str:
    return "% a list\n@string{sw = {Slow Water}}\n" + "\n".join(
        entry(at, *work) for at, work in enumerate(_WORKS)
    )


_TEX = {
    "ø": r"{\o}",
    "ü": r"{\"u}",
    "Ł": r"{\L}",
    "ó": r"\'o",
    "ź": r"{\'z}",
    "&": r"\&",
    "%": r"\%",
}


def _tex(text: str) -> str:
    return "".join(_TEX.get(letter, letter) for letter in text)


def _scholar(at: int, title: str, authors: list[str], year: int, venue: str, doi: str) -> str:
    names = " and ".join(map(_turned, authors))
    return (
        f"@article{{k{at},\n  title={{{_tex(title)}}},\n  author={{{_tex(names)}}},\n"
        f"  journal={{{venue}}},\n  year={{{year}}},\n  doi={{{doi}}}\n}}\n"
    )


def _zotero(at: int, title: str, authors: list[str], year: int, venue: str, doi: str) -> str:
    names = " and ".join(f"{{{name.split(' ', 1)[1]}}}, {name.split()[0]}" for name in authors)
    shown = "sw" if venue == "Slow Water" else f'"{venue}"'
    return (
        f'@article{{k{at} , title = "{{{{{_tex(title)}}}}}" , author = {{{_tex(names)}}},\n'
        f"date = {{{year}-05-03}}, journaltitle = {shown}, url = {{https://doi.org/{doi}}}, }}"
    )


def _mendeley_without_commas(
    at: int, title: str, authors: list[str], year: int, venue: str, doi: str
) -> str:
    return (
        f"@Article(k{at},\nTitle = {{{_tex(title)}}}\nAuthor = {{{' and '.join(authors)}}}\n"
        f"Booktitle = {{{venue}}}\nYear = {year}\nDOI = {{https://doi.org/{doi}}}\n)\n"
    )


def _unclosed(at: int, title: str, authors: list[str], year: int, venue: str, doi: str) -> str:
    return (
        f"@article{{k{at},\n  note = {{never closed,\n  title = {{{title}}},\n"
        f"  author = {{{' and '.join(authors)}}},\n  journal = {{{venue}}},\n"
        f"  year = {year},\n  doi = {{{doi}}}\n}}\n"
    )


def _ris(blank: str = "  ", end: str = "ER  - \n\n", tags: Mapping[str, str] | None = None) -> str:
    named = {"title": "TI", "author": "AU", "year": "PY", "venue": "JO"} | dict(tags or {})
    text = ""
    for title, authors, year, venue, doi in _WORKS:
        lines = [("TY", "JOUR"), (named["title"], title)]
        lines += [(named["author"], _turned(name)) for name in authors]
        lines += [(named["year"], f"{year}/05/03/"), (named["venue"], venue), ("DO", doi)]
        text += "".join(f"{tag}{blank}- {value}\n" for tag, value in lines) + end
    return text


def _pubmed() -> str:
    text = ""
    for at, (title, authors, year, venue, doi) in enumerate(_WORKS):
        half = title.index(" ") + 1
        text += f"\nPMID- 100{at}\nDP  - {year} May\nTI  - {title[:half]}\n      {title[half:]}.\n"
        text += f"LID - {doi} [doi]\nLID - S1 [pii]\nAB  - Water.\n"
        text += "".join(f"FAU - {_turned(name)}\nAU  - X\n" for name in authors)
        text += f"JT  - {venue}\n"
    return text


def _endnote() -> str:
    return "\n".join(
        f"%0 Journal Article\n%T {title}\n"
        + "".join(f"%A {_turned(name)}\n" for name in authors)
        + f"%J {venue}\n%D {year}\n%R {doi}\n"
        for title, authors, year, venue, doi in _WORKS
    )


def _web_of_science() -> str:
    records = "".join(
        f"PT J\nAU X\nAF {_turned(authors[0])}\n"
        + "".join(f"   {_turned(name)}\n" for name in authors[1:])
        + f"TI {title}\nSO {venue}\nPY {year}\nDI {doi}\nER\n\n"
        for title, authors, year, venue, doi in _WORKS
    )
    return f"FN Clarivate Analytics Web of Science\nVR 1.0\n{records}EF\n"


def _csl() -> list[dict[str, object]]:
    return [
        {
            "type": "article-journal",
            "title": title.replace("&", "&amp;"),
            "author": [
                {"given": name.split()[0], "family": name.split(" ", 1)[1]} for name in authors
            ],
            "issued": {"date-parts": [[str(year), 5, 3]]},
            "container-title": venue,
            "DOI": doi,
        }
        for title, authors, year, venue, doi in _WORKS
    ]


def _zotero_api() -> list[dict[str, object]]:
    return [
        {
            "key": f"K{at}",
            "data": {
                "itemType": "journalArticle",
                "title": title,
                "creators": [
                    {"creatorType": "editor", "firstName": "No", "lastName": "Body"},
                    *(
                        {
                            "creatorType": "author",
                            "firstName": name.split()[0],
                            "lastName": name.split(" ", 1)[1],
                        }
                        for name in authors
                    ),
                ],
                "date": f"May 3, {year}",
                "publicationTitle": venue,
                "DOI": doi,
            },
        }
        for at, (title, authors, year, venue, doi) in enumerate(_WORKS)
    ]


def _rows(header: str, authors_as: Callable[[list[str]], str]) -> list[list[str]]:
    return [
        header.split("|"),
        *(
            [title, authors_as(authors), str(year), venue, doi, "12"]
            for title, authors, year, venue, doi in _WORKS
        ),
    ]


def _table(rows: list[list[str]], delimiter: str = ",") -> str:
    return "".join(delimiter.join(f'"{cell}"' for cell in row) + "\r\n" for row in rows)


def _semicolons(authors: list[str]) -> str:
    return "".join(f"{_turned(name)}; " for name in authors)


_HEADER = "Title|Authors|Year|Publication|DOI|Cited by"
_LISTS: dict[str, Callable[[], bytes]] = {
    "scholar.bib": lambda: _bibtex(_scholar).encode(),
    "zotero.bib": lambda: _bibtex(_zotero).encode(),
    "old-mac.bib": lambda: _bibtex(_scholar).replace("\n", "\r").encode(),
    "mendeley.txt": lambda: _bibtex(_mendeley_without_commas).encode("utf-8-sig"),
    "unclosed.bib": lambda: _bibtex(_unclosed).encode(),
    "plain.ris": lambda: _ris().encode(),
    "one-blank.ris": lambda: _ris(blank=" ", end="ER -\n").replace("\n", "\r\n").encode(),
    "no-end.ris": lambda: _ris(
        end="\n", tags={"title": "T1", "author": "A1", "year": "Y1", "venue": "T2"}
    ).encode("utf-8-sig"),
    "pubmed.nbib": lambda: _pubmed().encode(),
    "endnote.enw": lambda: _endnote().encode(),
    "savedrecs.txt": lambda: _web_of_science().encode("utf-8-sig"),
    "csl.json": lambda: json.dumps(_csl()).encode(),
    "items.json": lambda: json.dumps({"items": _csl()}).encode(),
    "zotero.json": lambda: json.dumps(_zotero_api()).encode(),
    "citations.csv": lambda: _table(_rows(_HEADER, _semicolons)).encode("utf-8-sig"),
    "scopus.csv": lambda: _table(
        _rows("Document Title|Author full names|Year|Source title|DOI|Cited by", _semicolons)
    ).encode(),
    "excel.csv": lambda: _table(_rows(_HEADER, _semicolons), ";").encode(),
    "works.xlsx": lambda: xlsx(_rows(_HEADER, _semicolons)),
    "works.ods": lambda: ods(_rows(_HEADER, _semicolons)),
}  # fmt: skip


def _said(found: ReadClaim) -> list[tuple[object, ...]]:
    claim = claim_of(found, "list", read_bio=bio_assertions)
    return [(w.title, w.year, w.venue, w.doi) for w in claim.all(WorkAssertion)]


def _named(found: ReadClaim) -> ReadClaim:
    from dataclasses import replace

    from persona_check.intake.reading import Item

    return replace(found, items=(Item(key="name", value="Ada Ashgrove"), *found.items))


@pytest.mark.parametrize("name", _LISTS)
def test_the_same_list_says_the_same_in_every_form(name: str) -> None:
    found = read(Given(name=name, content=_LISTS[name]()))

    assert _said(_named(found)) == [(t, y, v, d) for t, _, y, v, d in _WORKS]
    assert found.owner == "Ada Ashgrove"


@pytest.mark.parametrize("name", _LISTS)
def test_the_form_shows_whatever_the_file_is_called(name: str) -> None:
    content = _LISTS[name]()
    form = form_of(Given(name=name, content=content))
    other = form_of(Given(name="download", content=content))
    assert form is not None
    assert other is form


def test_places_say_entry_and_line() -> None:
    found = read(Given(name="x.bib", content=_LISTS["scholar.bib"]()))
    assert [item.place for item in found.items][:2] == ["entry 1, line 3", "entry 2, line 11"]


def test_a_title_with_a_year_in_brackets_stays_a_title() -> None:
    text = "@book{a, title={Nature (2014): a review, Vol. 3}, author={Roe, Ada}, year=2019}"
    (work,) = _said(_named(read(Given(name="x.bib", content=text.encode()))))
    assert work == ("Nature (2014): a review, Vol. 3", 2019, None, None)


def test_bibtex_keeps_no_comment_and_takes_the_year_of_the_proceedings() -> None:
    text = (
        '@comment{@article{x, title={No}}}\n@preamble{"\\newcommand"}\n'
        "@inproceedings{a, title={{On} Locks}, author={{The Canal Group} and Roe, Ada},\n"
        ' crossref={P}}\n@proceedings{p, title={Proc. of Water}, year="20" # "20"}\n'
    )
    found = read(Given(name="x.bib", content=text.encode()))
    assert [dict(i.value)["title"] for i in found.items if isinstance(i.value, dict)][-2:] == [
        "On Locks",
        "Proc. of Water",
    ]
    value = next(
        i.value for i in found.items if isinstance(i.value, dict) and "Locks" in str(i.value)
    )
    assert (value["year"], value["venue"], value["authors"]) == (
        2020,
        "Proc. of Water",
        ["The Canal Group", "Roe, Ada"],
    )


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        (r"R{\u{a}}dulescu", "Rădulescu"),
        (r"Nguy{\~{\^e}}n, Fran\c{c}ois, Fran{\c c}ois", "Nguyễn, François, François"),
        (r"\v{C}ern\'y \.{I}nan \'\i \'{\i} \o stre \AA", "Černý İnan í í østre Å"),
        (r"{{How GitHub}} Can -- A~B", "How GitHub Can – A B"),
        (r"50% of A & B, 50\% of C \& D", "50% of A & B, 50% of C & D"),
        (r"H$_2$O and x$^{2}$ and $\alpha$-synuclein", "H2O and x2 and α-synuclein"),
        (r"\textit{Camellia} \emph{(L.)} \textquotedbl{}x\textquotedbl{}", 'Camellia (L.) "x"'),
        (r"\href{http://x.example/}{A title}", "A title"),
        ("plain", "plain"),
    ],
)
def test_latex_letters_are_read_as_printed(written: str, printed: str) -> None:
    assert without_latex(written) == printed


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Roe, A.; Poe, B.", ("Roe, A.", "Poe, B.")),
        ("AMV Roe, AR Poe, JK Moe, ...", ("AMV Roe", "AR Poe", "JK Moe")),
        ("AMV Roe, DG Poe", ("AMV Roe", "DG Poe")),
        ("Roe, A., Poe, B. C., & Moe, D.", ("Roe, A.", "Poe, B. C.", "Moe, D.")),
        ("Ada Roe and Ben Poe", ("Ada Roe", "Ben Poe")),
        ("Ada Roe, Ben Poe and Cy Moe", ("Ada Roe", "Ben Poe", "Cy Moe")),
        ("Roe, Ada", ("Roe, Ada",)),
        ("Roe A, Poe B, et al.", ("Roe A", "Poe B")),
        ("", ()),
    ],
)
def test_authors_in_one_cell(text: str, names: tuple[str, ...]) -> None:
    assert authors_in(text)[0] == names


@pytest.mark.parametrize(
    ("entries", "owner"),
    [
        ([["Roe, Ada", "Poe, B."], ["A. M. Roe"], ["Roe A", "Moe C"]], "Ada Roe"),
        ([["Ada Roe", "Ben Poe"], ["Ben Poe", "Ada Roe"]], None),  # both, always together
        ([["Ada Roe", "Ben Poe"]], None),
        ([["Ada Roe"]], "Ada Roe"),
        ([["Ada Roe"], ["Ben Poe"], ["Cy Moe"]], None),
        ([["R.E. Lewin", "A. Poe"], ["R. Lewin", "B. Moe"], ["R.E. Lewin"]], "R.E. Lewin"),
        ([["Ruiz-Batlle, José Ramón"], ["José Ruiz Batlle", "A. Poe"]], "José Ramón Ruiz-Batlle"),
        ([[], []], None),
    ],
)
def test_the_owner_is_common_to_the_entries_or_left_out(
    entries: list[list[str]], owner: str | None
) -> None:
    assert owner_of([(names, False) for names in entries]) == owner
    assert owner_of([(names, False) for names in reversed(entries)]) == owner


def test_a_known_name_decides_between_two_who_share_all_entries() -> None:
    both = [(["Ada Roe", "Ben Poe"], False), (["Ada Roe", "Ben Poe"], False)]
    assert owner_of(both, ("A. Roe",)) == "Ada Roe"
    assert owner_of(both, ("Eve Noe",)) is None


def test_lists_cut_short_do_not_speak_against_the_owner() -> None:
    entries = [(["A Roe", "B Poe"], False), (["A Roe"], False), (["X Long", "Y Short"], True)]
    assert owner_of(entries) == "A Roe"


_STYLES = [
    "Ashgrove, A., & Poe, B. (2014). On rills and runnels. Journal of Slow Water, 12(3), 44–51. "
    "https://doi.org/10.5555/jsw.2014.3",
    "Ashgrove A, Lim C. Weirs of the north. J Slow Water. 2016;14(1):4-9.",
    "A. Ashgrove, D. Moe, and E. Noe, “Sluices at dusk,” Canal Letters, vol. 2, pp. 1–4, 2018.",
    "Noe, Eva, and Ada Ashgrove. “Locks and Keys.” Journal of Slow Water 15, no. 3 (2019): 44–51.",
]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(_STYLES),
        "\n\n".join(line.replace(" Slow", "\nSlow") for line in _STYLES),
        "Publications\n\n" + "\n".join(f"{n}. {line}" for n, line in enumerate(_STYLES, 1)),
        "\n".join(f"[{n}] {line}".replace(". ", ".\n    ", 1) for n, line in enumerate(_STYLES, 1)),
    ],
)
def test_pasted_references_are_works_of_one_author(text: str) -> None:
    found = read(Given(name="pasted text", content=text.encode()))
    assert found.form == "references"
    assert [(w[0], w[1]) for w in _said(_named(found))] == [
        ("On rills and runnels", 2014),
        ("Weirs of the north", 2016),
        ("Sluices at dusk", 2018),
        ("Locks and Keys", 2019),
    ]
    assert found.owner == "Ada Ashgrove"


@pytest.mark.parametrize("line", _STYLES)
def test_a_single_reference_is_one_in_any_style_that_has_author_year_and_venue(line: str) -> None:
    form = form_of(Given(name="pasted text", content=line.encode()))
    assert form is not None
    assert form.id == "references"
    assert len(_said(_named(read(Given(name="pasted text", content=line.encode()))))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Smith, John (2014) says the sea is rising. Nobody listened. Nature, he said, wins.",
        "Roe, A. 2014. Tides.",
        "The tide came in. (2014). We were young, and the sea was cold.",
        "Dear editor,\n\nI send you an article about weirs.\n\nYours,\nAda Ashgrove\n",
        "Education\n2014 PhD, Norrvik University\n2009 BSc, Brill Institute\n",
        "title,authors,session\nWeirs,Ada Roe,S1\n",
    ],
)
def test_other_texts_are_no_publication_lists(text: str) -> None:
    form = form_of(Given(name="note", content=text.encode()))
    assert form is None or ("works" not in form.id and form.id != "references")


def test_a_list_kept_as_a_claim_file_says_the_same() -> None:
    found = _named(read(Given(name="x.bib", content=_LISTS["scholar.bib"]())))
    kept = claim_from_text(as_toml(found, "x.bib"))
    assert [(w.title, w.year, w.venue, w.doi, w.first_author) for w in kept] == [
        (title, year, venue, doi, _turned(authors[0]))
        for title, authors, year, venue, doi in _WORKS
    ]


def claim_from_text(text: str) -> list[WorkAssertion]:
    value, places = toml_document(text, "claim.toml")
    cursor = Cursor(document=Document(label="claim.toml", places=places), path=(), value=value)
    claim = claim_from([cursor], default_id="c", origin="claim.toml", read_bio=bio_assertions)
    return list(claim.all(WorkAssertion))
