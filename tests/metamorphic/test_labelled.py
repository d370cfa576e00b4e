"""Labelled claims on a corpus that holds their people: the same said otherwise, less, and lies.

Run by hand: the claims and the corpus are not part of the project.
``PERSONA_CHECK_CORPUS`` is the imported corpus, ``PERSONA_CHECK_LABELLED`` the folder with
``personas/`` and ``unprepared/`` (default: ``shared`` beside the project), and
``PERSONA_CHECK_LABELLED_ROWS`` how many claims of each label are drawn (default 2, as of one seed).
"""

import json
import os
import random
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from persona_check.model.claim import Claim
from persona_check.model.report import Assessment
from tests.metamorphic.assessing import adverse, assessing, held_against, once_each
from tests.metamorphic.rewriting import FILES, LESS, LIES, OTHERWISE, Row

CORPUS = os.environ.get("PERSONA_CHECK_CORPUS")
FOLDER = Path(
    os.environ.get("PERSONA_CHECK_LABELLED") or Path(__file__).parents[2].parent / "shared"
)
EACH = int(os.environ.get("PERSONA_CHECK_LABELLED_ROWS") or 2)
SEED = 20261120
SETS = ("personas", "unprepared")

pytestmark = [
    pytest.mark.skipif(
        CORPUS is None or not Path(CORPUS).is_file(),
        reason="needs PERSONA_CHECK_CORPUS, the file of an imported corpus",
    ),
    pytest.mark.skipif(
        not all((FOLDER / name / "dev.claims.jsonl").is_file() for name in SETS),
        reason=f"no labelled claims in {FOLDER.name}/ (PERSONA_CHECK_LABELLED)",
    ),
]


@cache
def drawn() -> dict[str, list[Row]]:
    """Claims by label, some of each."""
    by_label: dict[str, list[Row]] = {}
    for name in SETS:
        folder = FOLDER / name
        if not (folder / "dev.claims.jsonl").is_file():
            continue
        claims, keys = (
            list(map(json.loads, (folder / f"dev.{kind}.jsonl").read_text("utf-8").splitlines()))
            for kind in ("claims", "key")
        )
        labels = {key["id"]: key["label"] for key in keys}
        for claim in claims:
            by_label.setdefault(labels[claim["id"]], []).append(claim)
    rng = random.Random(SEED)  # noqa: S311 - reproducible, no secret
    return {
        label: rng.sample(rows, min(EACH, len(rows))) for label, rows in sorted(by_label.items())
    }


Assess = Callable[[Row], Assessment]


@pytest.fixture(scope="module")
def ask() -> Iterator[Callable[[Claim], Assessment]]:
    with assessing(Path(CORPUS or "")) as asked:
        yield asked


@pytest.fixture(scope="module")
def assess(ask: Callable[[Claim], Assessment], tmp_path_factory: pytest.TempPathFactory) -> Assess:
    return once_each(ask, tmp_path_factory.mktemp("labelled"))


def labelled(*labels: str) -> list[Row]:
    return [row for label, rows in drawn().items() if label in labels or not labels for row in rows]


@pytest.mark.parametrize("said", OTHERWISE)
def test_a_true_claim_said_otherwise_is_not_adverse_where_it_was_not(
    assess: Assess, said: str
) -> None:
    wrong = {
        row["id"]: held_against(found)
        for row in labelled("real")
        for found in [assess(OTHERWISE[said](row))]
        if adverse(found) and not adverse(assess(row))
    }
    assert not wrong


@pytest.mark.parametrize("form", FILES)
def test_a_true_claim_in_another_kind_of_file_is_not_adverse_where_it_was_not(
    assess: Assess, ask: Callable[[Claim], Assessment], tmp_path: Path, form: str
) -> None:
    wrong = {
        row["id"]: held_against(found)
        for row in labelled("real")
        for found in [ask(FILES[form](row, tmp_path))]
        if adverse(found) and not adverse(assess(row))
    }
    assert not wrong


@pytest.mark.parametrize("said", LESS)
def test_a_claim_that_gives_less_is_not_adverse_where_the_whole_was_not(
    assess: Assess, said: str
) -> None:
    wrong = {
        row["id"]: held_against(found)
        for row in labelled()
        for found in [assess(LESS[said](row))]
        if adverse(found) and not adverse(assess(row))
    }
    assert not wrong


@pytest.mark.parametrize("lie", LIES)
def test_an_invented_item_never_raises_confidence(assess: Assess, lie: str) -> None:
    wrong = {
        row["id"]: (assess(row).confidence, more)
        for row in labelled()
        for more in [assess(LIES[lie](row)).confidence]
        if more > assess(row).confidence
    }
    assert not wrong
