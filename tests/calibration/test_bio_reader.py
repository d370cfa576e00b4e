"""How the reader of bios learns: from few invented sentences, as from many."""

import json
import re
from pathlib import Path

import pytest

from persona_check.bio.lexicon import lexicon
from persona_check.bio.model import from_json
from persona_check.bio.passage import passage_of
from persona_check.bio.reader import events_in
from persona_check.calibration import bio_reader
from persona_check.calibration.bio_examples import examples, variants
from persona_check.calibration.bio_fitting import fit_labels, fit_sure
from persona_check.calibration.bio_gold import lesson_of, same_name
from tests.quick import first_python


def test_a_feature_of_one_repository_is_left_out() -> None:
    features = [["everywhere", "here"], ["everywhere"], ["everywhere", "there"]]
    found = fit_labels(features, [1, 0, 1], ["a", "b", "c"], [1, 1, 1], 2, 1.0, 3)
    assert list(found) == ["everywhere"]
    assert found["everywhere"][0] == 0


def test_what_goes_with_being_right_weighs_for_it() -> None:
    rows = [{"bias": 1.0, "sign": float(n % 2)} for n in range(40)]
    found = fit_sure(rows, [bool(n % 2) for n in range(40)])
    assert found["sign"] > 1
    assert found["bias"] < 0


def test_a_row_is_a_lesson_with_the_word_that_each_event_hangs_on() -> None:
    row = {
        "source_repo": "invented",
        "bio": "She is a lecturer at Norrvik University since 2015. She wrote Cold Rivers (2011).",
        "events": [
            {
                "kind": "post",
                "role": "lecturer",
                "organization": "Norrvik University",
                "start": 2015,
                "end": None,
                "current": True,
                "text": "is a lecturer at Norrvik University since 2015",
            },
            {
                "kind": "book",
                "role": "Cold Rivers",
                "organization": None,
                "start": 2011,
                "end": 2011,
                "current": False,
                "text": "wrote Cold Rivers (2011)",
            },
        ],
    }
    lesson = lesson_of(row)
    words = [
        lesson.passages[sentence].tokens[word].text
        for sentence, heads in lesson.events.items()
        for word in heads
    ]
    assert words == ["lecturer", "Cold"]


def test_an_example_is_taught_about_somebody_else_as_well() -> None:
    told = [lesson.passages[0].text for lesson in variants()]
    assert len(told) > len([*examples()])
    assert len({text.partition(" ")[0] for text in told}) > 100


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Norrvik University", "the Norrvik University", True),
        ("Norrvik University", "Norrvik Univ.", True),
        ("NU", "Norrvik University", False),
        ("", "Norrvik University", False),
    ],
)
def test_names_are_one_as_the_annotated_bios_are_scored(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same


def test_of_a_model_that_knows_nothing_nothing_is_read() -> None:
    row = {
        "decisions": {
            name: {"labels": labels, "weights": {}}
            for name, labels in {
                "head": ("none", *"post degree award founded member book other".split()),
                "kind": tuple("post degree award founded member book other".split()),
                "organization": ("no", "yes"),
                "year": ("no", "yes"),
                "dating": ("start", "end", "both"),
                "current": ("no", "yes"),
            }.items()
        },
        "accept": {"bias": -5.0},
        "least": {
            "own": -1e9,
            "near": -1e9,
            "head": 0.9,
            "organization": 0.5,
            "dated head": 0.15,
            "dated organization": 0.7,
            "year": 0.65,
        },
    }
    for _, _, lesson in [*examples()][:50]:
        assert [*events_in(lesson.passages[0], from_json(row))] == []


def _annotated(number: int) -> dict[str, object]:
    """An invented bio of a repository of its own, with what it says."""
    town = ("Norrvik", "Tessaly", "Halvenberg", "Ostrama", "Khel", "Brightmere")[number % 6]
    first, last, prize = 1990 + number, 1995 + number, 2005 + number
    sentences = (
        f"Ada Roe is a lecturer at {town} University since {prize}.",
        f"She holds a PhD from {town} Polytechnic ({last}).",
        f"From {first} to {last} she was a researcher at the {town} Institute of Tides.",
        f"She received the {town} Medal in {prize}.",
    )
    told = (
        ("post", f"{town} University", prize, None, True),
        ("degree", f"{town} Polytechnic", None, last, False),
        ("post", f"{town} Institute of Tides", first, last, False),
        ("award", None, prize, prize, False),
    )
    roles = ("lecturer", "PhD", "researcher", f"{town} Medal")
    return {
        "source_repo": f"invented/{number}",
        "bio": " ".join(sentences),
        "events": [
            {
                "kind": kind, "role": role, "organization": organization, "start": start,
                "end": end, "current": current, "text": sentence.rstrip("."),
            }
            for sentence, role, (kind, organization, start, end, current) in zip(
                sentences, roles, told, strict=True
            )
        ],
    }  # fmt: skip


@first_python
def test_what_is_learned_of_some_repositories_is_measured_on_others_and_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    taught = list(variants())[:80]
    monkeypatch.setattr(bio_reader, "variants", lambda: taught)
    bios, written = tmp_path / "bios.jsonl", tmp_path / "model.json"
    bios.write_text("".join(f"{json.dumps(_annotated(n))}\n" for n in range(12)), "utf-8")
    kept = tmp_path / "kept"
    words = [str(bios), "--write", str(written), "--keep", str(kept)]
    assert bio_reader.main(words) == 0
    said = capsys.readouterr()
    assert said.err.count("fold") == bio_reader.FOLDS
    shipped = said.out.partition("shipped")[2]
    (found,) = re.findall(r"dated events\n  all +P ([\d.]+)  R ([\d.]+)", shipped)
    assert float(found[0]) >= 0.9
    assert float(found[1]) >= 0.5
    assert "organisations" in shipped
    learned = from_json(json.loads(written.read_text("utf-8")))
    passage = passage_of("Cy Dee is a lecturer at Oakham University since 2011.", lexicon("en"))
    events = events_in(passage, learned)
    assert [(one.kind.value, one.organization, one.start) for one in events] == [
        ("post", "Oakham University", 2011)
    ]
    assert kept.stat().st_size > 0
