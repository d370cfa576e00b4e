"""How the reader of bios learns: from few invented sentences, as from many."""

import pytest

from persona_check.bio.model import from_json
from persona_check.bio.reader import events_in
from persona_check.calibration.bio_examples import examples, variants
from persona_check.calibration.bio_fitting import fit_labels, fit_sure
from persona_check.calibration.bio_gold import lesson_of, same_name


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
