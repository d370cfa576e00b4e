import json
from pathlib import Path

import pytest

from persona_check.casefile import layout
from persona_check.casefile.bundle import read_bundle
from persona_check.claimfile import read_rows, row_to_claim
from persona_check.corpus.answers import read_answers
from persona_check.errors import UsageError
from persona_check.model.claim import Claim
from persona_check.report.json_v1 import JsonV1
from persona_check.session import check
from persona_check.settings import Settings
from tests.corpus.files import author, imported, work

MAREN = author("Maren Oduya-Lindqvist", affiliations=["Norrvik University"], author_id="x:~M1")
WORKS = [
    work("x:1", "Tidal pumping in coastal aquifers", MAREN, "Ivo Tamberlane"),
    work("x:2", "Dune lenses under a rising sea", MAREN, "Ann Bee", year=2015),
    work("x:3", "On lakes that nobody has seen", author("Ivo Tamberlane")),
]  # fmt: skip
CLAIM: dict[str, object] = {
    "id": "m-1",
    "name": "Maren Oduya-Lindqvist",
    "affiliation": "Norrvik University",
    "works": [
        {"title": "Tidal pumping in coastal aquifers", "year": 2012},
        {"title": "Nowhere to be found at all", "year": 2013, "venue": "Tidal Systems Letters"},
    ],
    "coauthors": ["Ivo Tamberlane", "Nobody Atall"],
}


def claim_in(folder: Path, content: dict[str, object]) -> Claim:
    path = folder / "claim.jsonl"
    path.write_text(json.dumps(content))
    (row,) = read_rows(path)
    return row_to_claim(row, path)


@pytest.fixture
def saved(tmp_path: Path) -> tuple[Path, str]:
    """A bundle of a check against a corpus that is gone since, and the report of that check."""
    corpus, _ = imported(tmp_path, WORKS)
    bundle = tmp_path / "case.zip"
    settings = Settings(offline=True, corpus=corpus, save=bundle)
    report = JsonV1().render(check(claim_in(tmp_path, CLAIM), settings))
    corpus.unlink()
    return bundle, report


def test_a_bundle_holds_what_the_corpus_answered_and_replays_to_the_same_bytes(
    saved: tuple[Path, str], tmp_path: Path
) -> None:
    bundle, report = saved
    looked = json.loads(report)["lookups"]
    own = {one["result"] for one in looked if one["source"] == "corpus"}
    assert own == {"found", "not_found"}
    again = tmp_path / "again.zip"
    replayed = check(claim_in(tmp_path, CLAIM), Settings(replay=bundle, save=again))
    assert JsonV1().render(replayed) == report
    assert (
        read_bundle(again).files[layout.CORPUS_ANSWERS]
        == read_bundle(bundle).files[layout.CORPUS_ANSWERS]
    )


def test_another_claim_finds_no_answer_in_the_bundle(
    saved: tuple[Path, str], tmp_path: Path
) -> None:
    other = claim_in(tmp_path, CLAIM | {"works": [{"title": "A title that was never asked"}]})
    report = json.loads(JsonV1().render(check(other, Settings(replay=saved[0]))))
    states = {one["value"]: one["state"] for one in report["claim"]["assertions"]}
    assert states["A title that was never asked"] == "could_not_check"


@pytest.mark.parametrize(
    "content",
    [b"", b"[1]", b'[{"query": "x", "records": [{"type": "Path", "content": "/"}]}]'],
)
def test_answers_that_cannot_be_read_are_refused(content: bytes) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_answers(content)
