import csv
import gc
import io
import json
import multiprocessing
import os
import signal
import struct
import subprocess
import sys
import threading
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from persona_check.batch import LINE_FORMATS, Tally, run_batch, workers
from persona_check.batch.journal import fingerprint
from persona_check.batch.row_formats import line_format
from persona_check.batch.rows import Job, Kind, Outcome, assess_row
from persona_check.batch.workers import default_jobs, outcomes
from persona_check.claimfile import Row, read_rows
from persona_check.errors import ClaimError, UsageError
from persona_check.model.claim import Claim
from persona_check.model.report import Report
from persona_check.settings import Settings
from tests.quick import first_python

ROOT = Path(__file__).parents[2]
ANSWERS = ROOT / "fixtures" / "answers" / "researcher"
SETTINGS = Settings(replay=ANSWERS)


def rows_of_the_researcher(path: Path, number: int, *bad: int) -> Path:
    """A file of claims: the fixture's researcher many times over, with unreadable rows."""
    claim = tomllib.loads((ROOT / "fixtures/claims/researcher.toml").read_text("utf-8"))
    claim.pop("photo", None)
    with path.open("w", encoding="utf-8") as lines:
        for at in range(number):
            given = {"id": f"r{at}", "nme": 1} if at in bad else claim | {"id": f"r{at}"}
            lines.write(json.dumps(given) + "\n")
    return path


class Heard:
    def __init__(self) -> None:
        self.steps: list[tuple[int, int]] = []
        self.notes: list[str] = []

    def advanced(self, done: int, total: int, *, earlier: int = 0, lost: int = 0) -> None:
        self.steps.append((done, total))

    def note(self, text: str) -> None:
        self.notes.append(text)


def parsed(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_every_row_has_one_line_in_input_order_whatever_is_wrong_with_it(tmp_path: Path) -> None:
    claims = rows_of_the_researcher(tmp_path / "c.jsonl", 4, 1)
    heard, lines = Heard(), list[str]()
    tally = run_batch(claims, SETTINGS, lines.append, jobs=1, progress=heard)
    reports = parsed("".join(lines))
    assert [report["id"] for report in reports] == ["r0", "r1", "r2", "r3"]
    assert [report.get("verdict") for report in reports] == [
        "corroborated",
        None,
        "corroborated",
        "corroborated",
    ]
    assert reports[1] == {
        "id": "r1",
        "error": "c.jsonl:2:21: nme: unknown key “nme” (did you mean “name”?)",
    }
    assert tally == Tally(assessed=3, unreadable=1)
    assert heard.steps == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]


def test_two_processes_write_what_one_writes(tmp_path: Path) -> None:
    claims = rows_of_the_researcher(tmp_path / "c.jsonl", 12, 5)
    for jobs in (1, 2):
        run_batch(claims, SETTINGS, tmp_path / f"{jobs}.jsonl", jobs=jobs)
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "2.jsonl").read_bytes()
    assert len((tmp_path / "1.jsonl").read_bytes().splitlines()) == 12


def command(claims: Path, out: Path, *more: str) -> list[str]:
    words = ["-m", "persona_check", "batch", str(claims), "--replay", str(ANSWERS), "--no-cache"]
    return [sys.executable, *words, "--jobs", "1", "--output", str(out), *more]


@first_python
@pytest.mark.no_cover  # the same lines hundreds of times over
def test_a_killed_batch_resumes_and_ends_with_the_same_bytes(tmp_path: Path) -> None:
    claims = rows_of_the_researcher(tmp_path / "c.jsonl", 40, 3)
    whole, broken = tmp_path / "whole.jsonl", tmp_path / "broken.jsonl"
    subprocess.run(command(claims, whole), cwd=ROOT, check=True, capture_output=True)  # noqa: S603  # own program
    partial = tmp_path / "broken.jsonl.partial"
    process = subprocess.Popen(command(claims, broken), cwd=ROOT, stderr=subprocess.DEVNULL)  # noqa: S603  # own program
    until = time.monotonic() + 30
    while not partial.exists() or partial.read_bytes().count(b"\n") < 5:
        assert process.poll() is None, "the batch ended before it could be killed"
        assert time.monotonic() < until
        time.sleep(0.01)
    process.kill()
    process.wait()
    assert not broken.exists()
    with partial.open("ab") as stream:
        stream.write(b'{"id":"torn')  # what a power cut may leave of a line
    kept = partial.read_bytes().count(b"\n")
    assert kept < 40
    done = subprocess.run(  # noqa: S603  # own program
        command(claims, broken, "--resume"), cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert f"continuing after {kept} of 40 rows" in done.stderr
    assert broken.read_bytes() == whole.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "broken.jsonl",
        "c.jsonl",
        "whole.jsonl",
    ]


def test_a_resumed_table_keeps_its_one_header_and_its_start(tmp_path: Path) -> None:
    claims = rows_of_the_researcher(tmp_path / "c.jsonl", 3)
    whole, out = tmp_path / "whole.csv", tmp_path / "out.csv"
    run_batch(claims, SETTINGS, whole, format_id="csv", jobs=1)
    partial, journal = tmp_path / "out.csv.partial", tmp_path / "out.csv.journal"
    partial.write_bytes(b"".join(whole.read_bytes().splitlines(keepends=True)[:2]))
    mark = fingerprint(claims, SETTINGS, "csv")
    journal.write_text(json.dumps({"fingerprint": mark, "started_at": "2026-01-02T03:04:05+00:00"}))
    tally = run_batch(claims, SETTINGS, out, format_id="csv", jobs=1, resume=True)
    assert tally == Tally(assessed=2, earlier=1)
    assert out.read_bytes() == whole.read_bytes()


def test_a_batch_stopped_before_its_first_line_resumes_too(tmp_path: Path) -> None:
    claims = rows_of_the_researcher(tmp_path / "c.jsonl", 1)
    out = tmp_path / "out.jsonl"
    mark = fingerprint(claims, SETTINGS, "json")
    (tmp_path / "out.jsonl.journal").write_text(
        json.dumps({"fingerprint": mark, "started_at": "2026-01-02T03:04:05+00:00"})
    )
    assert run_batch(claims, SETTINGS, out, jobs=1, resume=True) == Tally(assessed=1)


@pytest.mark.parametrize(
    ("journal", "message"),
    [
        (None, "nothing to resume: out.jsonl.journal not found"),
        ("{", "out.jsonl.journal is damaged"),
        ("{}", "out.jsonl.journal is damaged"),
        (
            '{"fingerprint": "x", "started_at": "2026-01-02T03:04:05+00:00"}',
            "the stopped run used different claims, options, corpus or version",
        ),
    ],
)
def test_only_the_same_batch_can_be_resumed(
    tmp_path: Path, journal: str | None, message: str
) -> None:
    claims = rows_of_the_researcher(tmp_path / "c.jsonl", 1)
    if journal is not None:
        (tmp_path / "out.jsonl.journal").write_text(journal)
    with pytest.raises(UsageError) as caught:
        run_batch(claims, SETTINGS, tmp_path / "out.jsonl", resume=True)
    assert caught.value.message == message


def test_the_fingerprint_is_of_claims_options_and_corpus_but_not_of_keys(tmp_path: Path) -> None:
    claims = rows_of_the_researcher(tmp_path / "c.jsonl", 1)
    corpus = tmp_path / "corpus"
    corpus.write_text("x")
    same = fingerprint(claims, Settings(corpus=corpus), "json")
    assert fingerprint(claims, Settings(corpus=corpus, cache_dir=tmp_path), "json") == same
    assert fingerprint(claims, Settings(corpus=corpus, prior="other"), "json") != same
    assert fingerprint(claims, Settings(corpus=tmp_path / "none"), "json") != same
    corpus.write_text("xy")
    assert fingerprint(claims, Settings(corpus=corpus), "json") != same


def test_stdout_cannot_be_resumed(tmp_path: Path) -> None:
    claims = rows_of_the_researcher(tmp_path / "c.jsonl", 1)
    with pytest.raises(UsageError, match="--resume needs --output"):
        run_batch(claims, SETTINGS, print, resume=True)


def test_an_output_that_cannot_be_written_is_a_usage_error(tmp_path: Path) -> None:
    claims = rows_of_the_researcher(tmp_path / "c.jsonl", 1)
    with pytest.raises(UsageError, match="cannot write"):
        run_batch(claims, SETTINGS, tmp_path / "none" / "out.jsonl")
    (tmp_path / "out.jsonl").mkdir()
    with pytest.raises(UsageError, match="cannot write"):
        run_batch(claims, SETTINGS, tmp_path / "out.jsonl", jobs=1)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_ends_with_the_way_to_go_on(tmp_path: Path) -> None:
    claims = rows_of_the_researcher(tmp_path / "c.jsonl", 1)
    (tmp_path / "out.jsonl.partial").symlink_to("/dev/full")
    with pytest.raises(UsageError, match="No space left on device") as caught:
        run_batch(claims, SETTINGS, tmp_path / "out.jsonl", jobs=1)
    assert "--resume" in (caught.value.hint or "")


def test_an_empty_file_is_an_unusable_claim(tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").write_text("\n\n")
    with pytest.raises(ClaimError, match="contains no claim"):
        run_batch(tmp_path / "c.jsonl", SETTINGS, print)


def test_reports_say_when_the_run_started(tmp_path: Path) -> None:
    claims = rows_of_the_researcher(tmp_path / "c.jsonl", 2)
    lines: list[str] = []
    as_of = datetime(2026, 5, 6, tzinfo=UTC)
    run_batch(claims, Settings(replay=ANSWERS, as_of=as_of), lines.append, jobs=1)
    assert {report["generated_at"] for report in parsed("".join(lines))} == {"2026-05-06T00:00:00Z"}


def test_an_unknown_key_is_told_once(tmp_path: Path) -> None:
    claims = tmp_path / "c.jsonl"
    claim = json.loads(rows_of_the_researcher(claims, 1).read_text())
    claims.write_text((json.dumps(claim | {"photo_kind": "real"}) + "\n") * 2)
    heard = Heard()
    run_batch(claims, SETTINGS, lambda text: None, jobs=1, progress=heard)
    assert heard.notes == ["ignoring unknown key “photo_kind”"]


def test_a_row_that_nobody_can_answer_for_is_an_error_line(tmp_path: Path) -> None:
    claims = rows_of_the_researcher(tmp_path / "c.jsonl", 1)
    lines: list[str] = []
    tally = run_batch(claims, Settings(offline=True), lines.append, jobs=1)
    assert tally == Tally(not_assessed=1)
    (line,) = parsed("".join(lines))
    assert (line["id"], line["error"].startswith("not assessed: no source")) == ("r0", True)


def test_a_bug_costs_one_row_only(tmp_path: Path) -> None:
    def broken(claim: Claim) -> Report:
        raise ZeroDivisionError

    claims = rows_of_the_researcher(tmp_path / "c.jsonl", 1)
    (row,) = read_rows(claims)
    outcome = assess_row(row, Job(claims=claims, settings=SETTINGS, format_id="json"), broken)
    assert outcome == Outcome(
        line='{"id":"r0","error":"internal error: ZeroDivisionError"}\n', kind=Kind.NOT_ASSESSED
    )


@pytest.mark.parametrize(
    ("tally", "code"),
    [
        (Tally(assessed=1, unreadable=5), 0),
        (Tally(earlier=1, unreadable=5), 0),
        (Tally(not_assessed=1, unreadable=5), 4),
        (Tally(unreadable=5), 3),
    ],
)
def test_the_exit_code_is_0_where_any_row_was_assessed(tally: Tally, code: int) -> None:
    assert tally.exit_code == code


def test_all_cores_work_where_nothing_leaves_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    assert default_jobs(Settings()) == 1
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {1, 2, 3}, raising=False)
    assert default_jobs(Settings(offline=True)) == 3
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert default_jobs(Settings(replay=ANSWERS)) == 1


def _dies_of_row_2(row: Row, job: Job) -> Outcome:
    if row.id == "r2":
        os._exit(9)
    return _named(row, job)


def _named(row: Row, job: Job) -> Outcome:
    return Outcome(line=f"{row.id} of {job.claims.name}", kind=Kind.ASSESSED)


def _killed_half_way(row: Row, job: Job) -> Outcome:
    """Dies once at row r1, when 10 of 1,000 announced bytes of its answer are written."""
    marker = job.claims.with_suffix(".died")
    if row.id == "r1" and not marker.exists():
        marker.touch()
        (link,) = (one for one in gc.get_objects() if isinstance(one, Connection))
        os.write(link.fileno(), struct.pack("!i", 1000) + b"x" * 10)
        os.kill(os.getpid(), signal.SIGKILL)
    return _named(row, job)


@contextmanager
def _opened(assess: Callable[[Row, Job], Outcome], job: Job) -> Iterator[Callable[[Row], Outcome]]:
    yield lambda row: assess(row, job)


def _ended(claims: Path, assess: Callable[[Row, Job], Outcome]) -> list[str]:
    job = Job(claims=claims, settings=SETTINGS, format_id="json")
    with ExitStack() as stack:
        return [
            o.line
            for o in outcomes(read_rows(claims), job, 2, stack, open_=partial(_opened, assess))
        ]


def test_a_row_that_kills_its_worker_is_an_error_line_and_the_run_goes_on(tmp_path: Path) -> None:
    claims = rows_of_the_researcher(tmp_path / "c.jsonl", 5)
    assert _ended(claims, _dies_of_row_2) == [
        "r0 of c.jsonl",
        "r1 of c.jsonl",
        '{"id":"r2","error":"internal error: the worker process died twice"}\n',
        "r3 of c.jsonl",
        "r4 of c.jsonl",
    ]


def test_a_worker_that_is_killed_in_the_middle_of_its_answer_costs_no_row(tmp_path: Path) -> None:
    claims = rows_of_the_researcher(tmp_path / "c.jsonl", 16)
    assert _ended(claims, _killed_half_way) == [f"r{at} of c.jsonl" for at in range(16)]
    assert claims.with_suffix(".died").exists()


@first_python
def test_workers_that_are_all_killed_cost_no_row(tmp_path: Path) -> None:
    claims = rows_of_the_researcher(tmp_path / "c.jsonl", 16)
    job = Job(claims=claims, settings=SETTINGS, format_id="json")
    ids: list[str] = []
    with ExitStack() as stack:
        for outcome in outcomes(read_rows(claims), job, 2, stack):
            ids.append(json.loads(outcome.line)["id"])
            assert outcome.kind is Kind.ASSESSED
            if len(ids) == 1:
                for child in multiprocessing.active_children():
                    os.kill(child.pid or 0, signal.SIGKILL)
    assert ids == [f"r{at}" for at in range(16)]


def test_a_batch_that_is_left_early_ends_its_workers(tmp_path: Path) -> None:
    claims = rows_of_the_researcher(tmp_path / "c.jsonl", 16)
    job = Job(claims=claims, settings=SETTINGS, format_id="json")
    with ExitStack() as stack:
        first = next(iter(outcomes(read_rows(claims), job, 2, stack)))
    assert first.kind is Kind.ASSESSED
    assert multiprocessing.active_children() == []


def test_a_worker_answers_until_its_parent_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    claims = rows_of_the_researcher(tmp_path / "c.jsonl", 2)
    near, far = multiprocessing.Pipe()
    for row in read_rows(claims):
        near.send(row)
    job = Job(claims=claims, settings=SETTINGS, format_id="json")
    serving = threading.Thread(target=workers._work, args=(far, job, partial(_opened, _named)))
    serving.start()
    assert [near.recv().line, near.recv().line] == ["r0 of c.jsonl", "r1 of c.jsonl"]
    near.close()
    serving.join(10)
    assert not serving.is_alive()


def test_a_summary_has_a_figure_for_every_column(tmp_path: Path) -> None:
    claims = rows_of_the_researcher(tmp_path / "c.jsonl", 2, 1)
    lines: list[str] = []
    run_batch(claims, SETTINGS, lines.append, format_id="csv", jobs=1)
    first, second = csv.DictReader(io.StringIO("".join(lines)))
    assert {key: first[key] for key in ("id", "name", "verdict", "conflict", "error")} == {
        "id": "r0",
        "name": "Maren Oduya-Lindqvist",
        "verdict": "corroborated",
        "conflict": "none",
        "error": "",
    }
    assert 0.5 < float(first["low"]) <= float(first["confidence"]) <= float(first["high"]) < 1
    assert int(first["supported"]) > 0
    assert second == dict.fromkeys(first, "") | {
        "id": "r1",
        "error": "c.jsonl:2:21: nme: unknown key “nme” (did you mean “name”?)",
    }


def test_a_table_is_aligned_and_cuts_long_words(tmp_path: Path) -> None:
    claims = rows_of_the_researcher(tmp_path / "c.jsonl", 1)
    lines: list[str] = []
    run_batch(claims, SETTINGS, lines.append, format_id="table", jobs=1)
    header, row = lines
    assert row.split()[:2] == ["r0", "corroborated"]
    assert row.index("corroborated") == header.index("verdict")
    assert row.index("Maren") == header.index("name")
    assert line_format("table").failure("x" * 40, "bad\x1b[2J") == (
        "xxxxxxxxxxxxxxx… error         bad�[2J\n"
    )


@pytest.mark.parametrize("cell", ['=HYPERLINK("x")', "+1", "-1", "@x", "\t=1", " =1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    line = line_format("csv").failure(cell, cell)
    first = next(csv.reader(io.StringIO(line)))
    assert first[0] == first[-1] == "'" + cell.strip()


def test_an_unknown_format_is_a_usage_error() -> None:
    assert [one.id for one in LINE_FORMATS] == ["json", "csv", "table"]
    with pytest.raises(UsageError, match="unknown batch format “xml”"):
        line_format("xml")
