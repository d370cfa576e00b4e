import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_check.bio.event import BioEvent, EventKind
from persona_check.bio.files import as_json_line, read_rows
from persona_check.bio.reader import MOST_CHARACTERS, read_bio
from persona_check.bio.years import years_in
from persona_check.calibration import bio_reader
from persona_check.calibration.bio_gold import counted, dated
from tests.quick import first_python

MEASURED_PRECISION, MEASURED_F1 = 0.92, 0.82
SHARED = Path(__file__).parents[3] / "shared"
Told = tuple[str, str | None, int | None, int | None]


def told(text: str) -> list[Told]:
    return [(e.kind.value, e.organization, e.start, e.end) for e in read_bio(text)]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        (
            "She is a Professor of Hydrology at the University of Northmere, where she has worked "
            "since 2015.",
            [("post", "University of Northmere", 2015, None)],
        ),
        (
            "He holds a PhD in Hydrogeology from Vesterby Institute of Technology (2009).",
            [("degree", "Vesterby Institute of Technology", None, 2009)],
        ),
        (
            "She received MS degrees from Zell University in 2002 and from Vesterby University in "
            "2005.",
            [
                ("degree", "Zell University", None, 2002),
                ("degree", "Vesterby University", None, 2005),
            ],
        ),
        (
            "From 2008-2013, Oduya was a Commissioner of the Northmere Water Commission.",
            [("post", "Northmere Water Commission", 2008, 2013)],
        ),
        (
            "He joined Tidal Works in 2016 as a senior engineer.",
            [("post", "Tidal Works", 2016, None)],
        ),
        ("He was the CEO of TidalWorks from 2014 to 2019.", [("post", "TidalWorks", 2014, 2019)]),
        ("In 2021, he founded TideLab.", [("founded", "TideLab", 2021, None)]),
        (
            "She is the co-founder and CEO of TideLab.",
            [("founded", "TideLab", None, None), ("post", "TideLab", None, None)],
        ),
        (
            "He is a fellow of the Econometric Institution and the Tidal Society.",
            [
                ("member", "Econometric Institution", None, None),
                ("member", "Tidal Society", None, None),
            ],
        ),
        (
            "She was awarded the 2010 Vantressel Award from the Tidal Society.",
            [("award", "Tidal Society", 2010, 2010)],
        ),
        ("He has been writing about rivers since 2006.", [("other", None, 2006, None)]),
        (
            "Elle est directrice du Centre de Recherche Côtière depuis 2018.",
            [("post", "Centre de Recherche Côtière", 2018, None)],
        ),
        (
            "Seit 2012 ist sie Professorin an der Universität Nordmeer.",
            [("post", "Universität Nordmeer", 2012, None)],
        ),
    ],
)  # fmt: skip
def test_items_with_their_organisation_and_years(text: str, events: list[Told]) -> None:
    assert told(text) == events


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Her interests are rivers, tides and the history of Northmere.",
        "She has worked with Python and Django on many projects.",
        "He lives in Vesterby with two cats and loves the marathon.",
    ],
)
def test_what_is_not_understood_is_left_out(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text", ["A. ", "of the ", "Best Paper ", "A and ", "in 2010, ", "école de la "]
)
def test_a_hostile_text_is_read_in_a_moment(text: str) -> None:
    """Repeated, each of these once made a pattern try all its ways."""
    started = time.perf_counter()
    read_bio((text * MOST_CHARACTERS)[:MOST_CHARACTERS])
    assert time.perf_counter() - started < 2


def test_a_supervisors_title_is_not_the_persons() -> None:
    text = "She wrote her thesis with Professor Jana Zellhoffer at Zell University."
    assert all(event.kind is not EventKind.POST for event in read_bio(text))


def test_role_field_and_the_exact_words_are_told() -> None:
    text = "Until 2019 she was Visiting Professor of Coastal Hydrology at Zell University."
    (event,) = read_bio(text)
    assert (event.role, event.field) == ("Visiting Professor", "Coastal Hydrology")
    assert (event.start, event.end) == (None, 2019)
    assert event.text in text


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2015-2019", (2015, 2019)),
        ("2015–19", (2015, 2019)),
        ("2020/21", (2020, 2021)),
        ("from fall 2009 to June 2012", (2009, 2012)),
        ("between 2009 and 2012", (2009, 2012)),
        ("since April 2010", (2010, None)),
        ("2010 – present", (2010, None)),
        ("until 2011", (None, 2011)),
        ("fall 2012", (2012, None)),
        ("depuis 2014", (2014, None)),
        ("seit 2014", (2014, None)),
    ],
)
def test_spans_of_years_as_people_write_them(text: str, span: tuple[int | None, ...]) -> None:
    (mention,) = years_in(text)
    assert (mention.start, mention.end) == span


def test_a_span_that_runs_backwards_is_no_span() -> None:
    assert [m for m in years_in("2019-2015") if m.end is not None] == []


@given(st.text(max_size=400))
def test_any_text_is_read_and_quoted_as_it_stands(text: str) -> None:
    collapsed = " ".join(text.split())
    for event in read_bio(text):
        assert event.text in collapsed


def test_rows_are_read_one_by_one_and_a_bad_one_is_an_error_line() -> None:
    content = (
        '{"id": "a", "bio": "He founded TideLab in 2014.", "name": "Olaf Zell"}\n\n'
        '{"id": "b"}\n{broken\n[1]\n' + json.dumps({"id": 7, "bio": "x" * (MOST_CHARACTERS + 1)})
    )
    rows = [json.loads(as_json_line(*row)) for row in read_rows(content, "f.jsonl")]
    assert rows[0]["events"][0]["organization"] == "TideLab"
    assert [(row["id"], row.get("error", "")[:12]) for row in rows[1:]] == [
        ("b", "missing text"),
        ("line 4", "not a JSON o"),
        ("line 5", "not a JSON o"),
        ("7", "longer than "),
    ]


def test_a_text_that_is_no_json_is_one_bio() -> None:
    ((identity, events),) = read_rows("He founded TideLab in 2014.", "me.txt")
    assert identity == "me.txt"
    assert isinstance(events[0], BioEvent)


BIOS = [SHARED / "bios" / f"{name}.jsonl" for name in ("dev", "dev2", "dev3a", "dev3b")]


@first_python
@pytest.mark.skipif(
    not all(file.is_file() for file in BIOS),
    reason="needs the annotated bios of ../shared/bios, which are not here",
)
def test_the_annotated_bios_are_read_as_learned() -> None:
    """These bios were learned from: the figures of docs/bio.md are of repositories left out."""
    lessons = [
        (row["events"], read_bio(row["bio"], name=row["name"]))
        for file in BIOS
        for row in map(json.loads, file.read_text("utf-8").split("\n")[:-1])
    ]
    hits = told = found = 0
    for events, read in lessons:
        rows = [
            {"kind": one.kind.value, "start": one.start, "end": one.end, "organization": None}
            for one in read
        ]
        hits += counted(events, rows, organizations=False)
        told += sum(map(dated, events))
        found += sum(map(dated, rows))
    assert hits / found >= MEASURED_PRECISION
    assert 2 * hits / (told + found) >= MEASURED_F1


@pytest.mark.skipif(
    not all(file.is_file() for file in BIOS) or "PERSONA_CHECK_MEASURE" not in os.environ,
    reason="learns five times from ../shared/bios (a minute): set PERSONA_CHECK_MEASURE=1",
)
def test_on_repositories_left_out_it_reads_as_docs_bio_says(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert bio_reader.main([str(file) for file in BIOS]) == 0
    out = capsys.readouterr().out
    figures = [line.split() for line in out.partition("shipped")[2].splitlines() if " all " in line]
    (_, _, precision, _, _, _, f1, *_), (_, _, precision_of_names, *_) = figures[:2]
    assert float(precision) >= 0.86
    assert float(f1) >= 0.73
    assert float(precision_of_names) >= 0.80
