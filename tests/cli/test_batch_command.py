import io
import json
from pathlib import Path

import pytest

from persona_check.batch import Tally
from persona_check.cli.batch import summary
from persona_check.cli.batch_progress import TerminalBar
from tests.cli.running import ran

ROOT = Path(__file__).parent.parent.parent
ANSWERS = ROOT / "fixtures" / "answers" / "researcher"
Capture = pytest.CaptureFixture[str]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def speakers(tmp_path: Path) -> Path:
    path = tmp_path / "speakers.csv"
    path.write_text(
        "id,name,orcid,email,fee\n"
        "s1,Maren Oduya-Lindqvist,0000-0008-0000-0421,desk@x.example,10\n"
        "s2,,,,\n"
        "s3,Maren Oduya-Lindqvist,0000-0008-0000-0421,desk@x.example,20\n"
    )
    return path


def test_a_table_goes_to_stdout_and_the_summary_to_stderr(capsys: Capture, speakers: Path) -> None:
    code, out, err = ran(
        capsys, "batch", str(speakers), "--replay", str(ANSWERS), "--format", "table", "-j", "1"
    )
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == ["id", "s1", "s2", "s3"]
    assert "speakers.csv:3" in out.splitlines()[2]
    assert err == ("ignoring unknown column “fee”\n2 claims assessed, 1 row could not be read\n")


def test_a_quiet_batch_writes_its_file_and_says_nothing(
    capsys: Capture, speakers: Path, tmp_path: Path
) -> None:
    to, links = tmp_path / "out.jsonl", tmp_path / "links.json"
    result = ran(
        capsys, "batch", str(speakers), "--replay", str(ANSWERS), "-j", "1", "--quiet",
        "--output", str(to), "--links", str(links), "--html", str(tmp_path / "pages"),
    )  # fmt: skip
    assert result == (0, "", "")
    index = (tmp_path / "pages" / "index.html").read_text("utf-8")
    assert "Same mail address (desk@x.example): s1, s3" in index
    assert '<a href="00001-s1.html">Maren Oduya-Lindqvist</a>' in index
    assert [json.loads(line)["id"] for line in to.read_text().splitlines()] == ["s1", "s2", "s3"]
    assert [link["kind"] for link in json.loads(links.read_text())["links"]] == [
        "same_identifier",
        "same_mail_address",
    ]


def test_a_batch_without_any_assessed_row_says_so_by_its_exit_code(
    capsys: Capture, tmp_path: Path
) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text('{"id": "a"}\n')
    assert ran(capsys, "batch", str(path), "--offline").code == 3
    path.write_text('{"id": "a"}\n{"name": "Ada", "works": ["On Rivers"]}\n')
    code, out, err = ran(capsys, "batch", str(path), "--offline", "-j", "1")
    assert (code, len(out.splitlines())) == (4, 2)
    assert err.endswith(
        "0 claims assessed, 1 row could not be read, 1 could not be assessed"
        " (why: see “error” in the output)\n"
    )


def test_the_bar_is_drawn_on_a_terminal_only() -> None:
    screen, file = Terminal(), io.StringIO()
    for stream in (screen, file):
        with TerminalBar(stream=stream) as bar:
            bar.advanced(1, 4)
            bar.advanced(2, 4)  # too soon to be drawn
            bar.note("going\x1b[2J on")
            bar.advanced(4, 4, lost=1)
    assert [line.rstrip() for line in screen.getvalue().replace("\r", "\n").split("\n")[1:]] == [
        "[#######.......................] 1/4  0 s left",
        "going�[2J on",
        "",
        "[##############################] 4/4  1 without a report",
        "",
    ]
    assert file.getvalue() == "going�[2J on\n"


def test_the_time_left_of_a_resumed_batch_is_reckoned_from_its_own_rows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = iter((0.0, 0.0, 10.0))
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    screen = Terminal()
    bar = TerminalBar(stream=screen)
    bar.advanced(90, 100, earlier=90)
    bar.advanced(91, 100, earlier=90)
    assert screen.getvalue().endswith("] 91/100  90 s left")


def test_a_finished_batch_has_nothing_to_resume(
    capsys: Capture, speakers: Path, tmp_path: Path
) -> None:
    to = tmp_path / "out.csv"
    words = (
        "batch",
        str(speakers),
        "--replay",
        str(ANSWERS),
        "-j",
        "1",
        "-f",
        "csv",
        "-o",
        str(to),
    )
    assert ran(capsys, *words).code == 0
    whole = to.read_bytes()
    code, _, err = ran(capsys, *words, "--resume")
    assert (code, err) == (
        2,
        "error: nothing to resume: out.csv.journal not found\nhint: run without --resume\n",
    )
    assert to.read_bytes() == whole


def test_lines_in_a_file_have_the_form_of_its_ending_if_none_was_given(
    capsys: Capture, speakers: Path, tmp_path: Path
) -> None:
    words = ("batch", str(speakers), "--replay", str(ANSWERS), "-j", "1", "-q", "-o")
    assert ran(capsys, *words, str(tmp_path / "a.csv")).code == 0
    assert (tmp_path / "a.csv").read_text().startswith("id,name,verdict")
    wrong = ran(capsys, *words, str(tmp_path / "b.csv"), "-f", "json")
    assert (wrong.code, wrong.err.splitlines()[0]) == (
        2,
        "error: a file ending in .csv cannot hold json",
    )
    assert ran(capsys, *words, str(tmp_path / "b.jsonl"), "-f", "json").code == 0
    assert (tmp_path / "b.jsonl").read_text().startswith('{"id"')
    assert ran(capsys, *words, str(tmp_path / "c.out")).code == 0
    assert (tmp_path / "c.out").read_text().startswith('{"id"')


def test_a_summary_names_every_kind_of_row() -> None:
    tally = Tally(assessed=3, earlier=2, unreadable=1, not_assessed=4)
    assert summary(tally) == (
        "3 claims assessed, 2 rows done earlier, 1 row could not be read, 4 could not be assessed"
        " (why: see “error” in the output)"
    )
    assert summary(Tally(assessed=3)) == "3 claims assessed"


def test_a_corpus_that_cannot_be_read_is_one_error_before_any_row(
    capsys: Capture, speakers: Path, tmp_path: Path
) -> None:
    to = tmp_path / "out.jsonl"
    code, out, err = ran(
        capsys, "batch", str(speakers), "--offline", "--corpus", str(tmp_path / "none.corpus"),
        "--output", str(to),
    )  # fmt: skip
    assert (code, out, to.exists()) == (2, "", False)
    assert err.startswith(f"error: {tmp_path}/none.corpus: no such corpus\nhint: create one")
