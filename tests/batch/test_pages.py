import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from persona_check.batch import run_batch, write_index
from persona_check.batch.pages import IndexLines, page_name
from persona_check.claimfile import Row
from persona_check.errors import UsageError
from persona_check.report.html.index import IndexRow, failed_row, index_page, index_row, read_row
from persona_check.settings import Settings
from tests.batch.test_batch import ANSWERS, rows_of_the_researcher
from tests.report.builders import report

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
SETTINGS = Settings(replay=ANSWERS, as_of=AT)


class StopsAfter:
    def __init__(self, rows: int) -> None:
        self._rows = rows

    def advanced(self, done: int, total: int, *, earlier: int = 0, lost: int = 0) -> None:
        if done == self._rows:
            raise KeyboardInterrupt

    def note(self, text: str) -> None:
        """Nothing."""


def test_each_claim_has_its_page_and_a_bad_row_its_line_in_the_index(tmp_path: Path) -> None:
    claims, pages = rows_of_the_researcher(tmp_path / "c.jsonl", 3, 1), tmp_path / "a" / "pages"
    run_batch(claims, SETTINGS, tmp_path / "out.csv", format_id="csv", jobs=1, pages=pages)
    assert sorted(path.name for path in pages.iterdir()) == [
        "00001-r0.html",
        "00003-r2.html",
        "index.html",
        "index.jsonl",
    ]
    page = (pages / "index.html").read_text("utf-8")
    linked = re.findall(r'<a href="(?!#)([^"]*)"', page)
    assert linked == ["00001-r0.html", "00003-r2.html"]
    assert "c.jsonl:2:21: nme: unknown key" in page
    assert "2026-11-20 09:30 UTC" in page
    assert "<h1>Maren Oduya-Lindqvist</h1>" in (pages / linked[0]).read_text("utf-8")


def test_an_interrupted_batch_goes_on_to_the_same_pages(tmp_path: Path) -> None:
    claims = rows_of_the_researcher(tmp_path / "c.jsonl", 5, 3)
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    run_batch(claims, SETTINGS, tmp_path / "whole.jsonl", jobs=1, pages=whole)
    out = tmp_path / "broken.jsonl"
    with pytest.raises(KeyboardInterrupt):
        run_batch(claims, SETTINGS, out, jobs=1, pages=broken, progress=StopsAfter(2))
    assert not (broken / "index.html").exists()
    with (broken / "index.jsonl").open("a", encoding="utf-8") as lines:
        lines.write(IndexRow(id="written before its line in the output").to_json())
        lines.write('{"id": "to')
    run_batch(claims, SETTINGS, out, jobs=1, pages=broken, resume=True)
    assert {path.name: path.read_bytes() for path in broken.iterdir()} == {
        path.name: path.read_bytes() for path in whole.iterdir()
    }
    assert out.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_rows_whose_lines_are_gone_cannot_be_resumed(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not match the stopped run"):
        IndexLines(tmp_path, keep=1)


def test_a_folder_that_cannot_be_written_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot write to"):
        IndexLines(tmp_path / "file" / "pages", keep=0)
    (tmp_path / "index.jsonl").write_text("[]\n")
    with pytest.raises(UsageError, match="cannot be read"):
        write_index(tmp_path, title="t", made_at=AT)


@pytest.mark.parametrize(
    ("identity", "name"),
    [
        ("Ada B.", "00007-ada-b.html"),
        ("../../etc/passwd\x00", "00007-etc-passwd.html"),
        ("CON", "00007-con.html"),
        ("日本", "00007.html"),
        ("<b>" * 100_000, f"00007-{'b-' * 19}b-.html"),
    ],
)
def test_the_file_of_a_page_is_safe_whatever_the_claim_calls_itself(
    identity: str, name: str
) -> None:
    made = page_name(Row(number=7, line=9, id=identity, raw=""))
    assert made == name
    assert re.fullmatch(r"\d{5}[a-z0-9-]{0,41}\.html", made)


def test_a_row_of_the_index_says_what_the_report_says() -> None:
    row = index_row("a", "1.html", report())
    assert (row.verdict, row.conflict, row.supported, row.conflicts) == ("mixed", "material", 1, 1)
    assert row.strongest.startswith("the mail domain imitates another")
    assert row.where == "Crossref, 2026-11-20"
    assert row.fits == "a forwarding address"
    assert read_row(row.to_json()) == row
    assert read_row(failed_row("b", "no name").to_json()).order == -1
    with pytest.raises(ValueError, match="no row"):
        read_row("[]")


def test_the_index_counts_verdicts_and_names_what_claims_share() -> None:
    rows = [index_row(str(n), f"{n}.html", report()) for n in range(2)] + [failed_row("x", "bad")]
    page = index_page(rows, title="speakers.csv", made_at=AT, shared=[Shared()])
    assert '<b class="g-against">2</b>somebody else’s record?' in page
    assert '<b class="g-none">1</b>not assessed' in page
    assert "Same picture (ab12): 0, 1" in page
    assert "a placeholder" in page
    aside = index_page([replace(rows[0], set_aside=2)], title="t", made_at=AT)
    assert "2 set aside" in aside


class Shared:
    kind = "same_picture"
    value = "ab12"
    claims = ("0", "1")
    innocent_explanation = "a placeholder"


def test_the_lines_of_the_index_are_a_summary_for_programs(tmp_path: Path) -> None:
    claims = rows_of_the_researcher(tmp_path / "c.jsonl", 1)
    run_batch(claims, SETTINGS, list[str]().append, jobs=1, pages=tmp_path / "pages")
    (line,) = (tmp_path / "pages" / "index.jsonl").read_text("ascii").splitlines()
    assert json.loads(line)["verdict"] == "corroborated"
