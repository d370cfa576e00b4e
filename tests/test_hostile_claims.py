"""Two hundred hostile claims as somebody would hand them in: a file of rows, read and assessed."""

import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from persona_check.batch import run_batch
from persona_check.settings import Settings
from tests.batch.test_batch import ANSWERS
from tests.contract.test_formats import CONTROLS, JSON_SCHEMA, Tags
from tests.hostile import HOSTILE
from tests.quick import first_python

LETTER = Path(__file__).parent.parent / "fixtures" / "letters" / "researcher.eml"


def claims(folder: Path) -> Path:
    """A row for each hostile text, in every field that takes text, with a message to examine."""
    shutil.copy(LETTER, folder / "letter.eml")
    path = folder / "claims.jsonl"
    with path.open("w", encoding="ascii") as lines:
        for number, text in enumerate(HOSTILE):
            row = {
                "id": f"{number} {text[:50]}",
                "name": text[:300],
                "also_known_as": [f"Ada {text[:200]}"],
                "role": text[:200],
                "fields": [text[:200]],
                "affiliations": [{"organization": text[:300], "from": 2015}],
                "works": [{"title": text, "venue": text[:200], "year": 2020}],
                "coauthors": [text[:200]],
                "awards": [text[:200]],
                "eml": "letter.eml",
            }
            lines.write(json.dumps(row) + "\n")
    return path


@first_python
@pytest.mark.no_cover  # the same lines hundreds of times over
def test_two_hundred_hostile_rows_each_end_in_an_inert_line_and_most_in_a_report(
    tmp_path: Path,
) -> None:
    out, pages = tmp_path / "out.jsonl", tmp_path / "pages"
    given = claims(tmp_path)
    run_batch(given, Settings(replay=ANSWERS), out, jobs=1, pages=pages)
    lines = out.read_text("ascii").splitlines()
    assert len(lines) == len(HOSTILE) == 200
    ended = Counter(_ending(json.loads(line)) for line in lines)
    assert ended["report"] >= 100, ended
    assert set(ended) <= {"report", "unreadable"}, ended
    shown = list(pages.glob("*.html"))
    assert len(shown) == ended["report"] + 1
    for path in shown:
        page = path.read_text("utf-8")
        assert re.fullmatch(r"(index|\d{5}-?[a-z0-9-]*)\.html", path.name)
        assert not CONTROLS.search(page)
        parser = Tags()
        parser.feed(page)
        assert parser.open == []
        index = path.name == "index.html"
        assert index or parser.faults == [], path.name
    assert (pages / "index.html").read_text("utf-8").count("<tr") == 201


def _ending(document: dict[str, object]) -> str:
    if "error" not in document:
        JSON_SCHEMA.validate(document)
        assert document["findings"] or document["skipped"]
        return "report"
    words = str(document["error"])
    assert not CONTROLS.search(words)
    # a row that cannot be understood is told with its place; anything else would be a fault here
    return "unreadable" if words.startswith("claims.jsonl:") else words
