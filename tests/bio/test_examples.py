"""The marked sentences that the reader learns from are its examples: what it reads of them."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from persona_check.bio.event import EventKind
from persona_check.bio.model import model
from persona_check.bio.reader import events_in, read_bio
from persona_check.calibration.bio_examples import examples, lesson_of_example
from persona_check.calibration.bio_gold import (
    Lesson,
    counted,
    dated,
    distinct_organizations,
    same_name,
)

Told = tuple[str, str | None, int | None, int | None]
EXAMPLES = [*examples()]


def read(lesson: Lesson) -> list[Mapping[str, Any]]:
    return [
        {
            "kind": event.kind.value,
            "organization": event.organization,
            "start": event.start,
            "end": event.end,
        }
        for passage in lesson.passages
        for event in dict.fromkeys(events_in(passage, model()))
    ]


def rates(*, organizations: bool) -> tuple[float, float]:
    """Precision and recall over all examples."""
    pick = distinct_organizations if organizations else lambda events: [*filter(dated, events)]
    hits = told = found = 0
    for _, _, lesson in EXAMPLES:
        events = read(lesson)
        hits += counted(lesson.told, events, organizations=organizations)
        told += len(pick(lesson.told))
        found += len(pick(events))
    return hits / found, hits / told


def test_the_examples_are_read() -> None:
    precision, recall = rates(organizations=False)
    assert precision >= 0.95
    assert recall >= 0.88
    precision, recall = rates(organizations=True)
    assert precision >= 0.95
    assert recall >= 0.88


def test_every_mark_belongs_to_an_item_and_every_name_is_found() -> None:
    """So that no example teaches something else than it says."""
    for language, line, lesson in EXAMPLES:
        marks = re.findall(r"\{([a-z])(\d+)", line)
        items = {number for kind, numbers in marks if kind not in "oy" for number in numbers}
        assert {number for _, numbers in marks for number in numbers} <= items, (language, line)
        for passage, events in lesson.headed():
            names = [name.name for name in passage.names]
            missing = [
                event["organization"]
                for found in events.values()
                for event in found
                if event["organization"]
                and not any(same_name(event["organization"], name) for name in names)
            ]
            assert missing == [], (language, line)


def test_each_language_and_each_kind_has_examples() -> None:
    kinds: dict[str, set[str]] = {}
    for language, _, lesson in EXAMPLES:
        kinds.setdefault(language, set()).update(event["kind"] for event in lesson.told)
    every = {kind.value for kind in EventKind}
    assert {language for language, found in kinds.items() if found == every} >= {
        "en", "de", "fr", "es", "it", "pt", "nl", "sv"
    }  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "{p1 Lecturer at Norrvik University",
        "{q1 Lecturer} at Norrvik University",
        "{p1 Lecturer} since {y1 long}",
    ],
)
def test_a_mark_that_is_not_understood_is_an_error(line: str) -> None:
    with pytest.raises(ValueError, match=r"mark|year"):
        lesson_of_example(line, "en", "test")


def told(text: str) -> list[Told]:
    return [(e.kind.value, e.organization, e.start, e.end) for e in read_bio(text)]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("She has been a lecturer at Zell University since 2010.",
         [("post", "Zell University", 2010, None)]),
        ("In 2014, he joined Levin Foods.", [("post", "Levin Foods", 2014, None)]),
        ("He joined Tidal Works in 2016 as a senior engineer.",
         [("post", "Tidal Works", 2016, None)]),
        ("From 2008-2013, Oduya was a Commissioner of the Northmere Water Commission.",
         [("post", "Northmere Water Commission", 2008, 2013)]),
        ("He holds a PhD in Hydrogeology from Vesterby Institute of Technology (2009).",
         [("degree", "Vesterby Institute of Technology", None, 2009)]),
        ("He earned his BS, MS and PhD from Zell University in 1992, 1994 and 1999.",
         [("degree", "Zell University", None, 1992), ("degree", "Zell University", None, 1994),
          ("degree", "Zell University", None, 1999)]),
        ("In 2021, he founded TideLab.", [("founded", "TideLab", 2021, None)]),
        ("She is the co-founder and CEO of TideLab.",
         [("founded", "TideLab", None, None), ("post", "TideLab", None, None)]),
        ("He is a fellow of the Econometric Institution and the Tidal Society.",
         [("member", "Econometric Institution", None, None),
          ("member", "Tidal Society", None, None)]),
        ("She was awarded the 2010 Vantressel Award from the Tidal Society.",
         [("award", "Tidal Society", 2010, 2010)]),
        ("He has been writing about rivers since 2006.", [("other", None, 2006, None)]),
        ("He was called to the bar in 2009.", [("other", None, 2009, 2009)]),
        ("Her novel Red Hills (Oak Press, 2003) was filmed.", [("book", "Oak Press", 2003, 2003)]),
        ("Elle est directrice du Centre de Recherche Côtière depuis 2018.",
         [("post", "Centre de Recherche Côtière", 2018, None)]),
        ("Seit 2012 ist sie Professorin an der Universität Nordmeer.",
         [("post", "Universität Nordmeer", 2012, None)]),
        ("Desde 2014 es profesora en la Universidad de Normar.",
         [("post", "Universidad de Normar", 2014, None)]),
        ("Dal 2010 al 2014 è stato ricercatore presso l'Università di Normare.",
         [("post", "Università di Normare", 2010, 2014)]),
        ("Desde 2016 é pesquisadora na Universidade de Normar.",
         [("post", "Universidade de Normar", 2016, None)]),
        ("Sinds 2013 is zij hoogleraar aan de Universiteit Noordmeer.",
         [("post", "Universiteit Noordmeer", 2013, None)]),
        ("Sedan 2015 är hon VD för Norrvik Handel AB.",
         [("post", "Norrvik Handel AB", 2015, None)]),
        ("Od 2015 roku jest dyrektorem Muzeum Jezior.", [("post", "Muzeum Jezior", 2015, None)]),
        ("He joined Zell University in 1984 as Assistant Professor. In 1990 he became Associate "
         "Professor.",
         [("post", "Zell University", 1984, None), ("post", "Zell University", 1990, None)]),
    ],
)  # fmt: skip
def test_plain_sentences(text: str, events: list[Told]) -> None:
    assert told(text) == events


@pytest.mark.parametrize(
    "text",
    [
        "She has worked at Zell University for over fifteen years.",
        "He is in his third year as a lecturer at Zell University.",
        "She was at Tidal Works until last year.",
        "He joined Tidal Works in the 1990s.",
        "The institute, founded in 1987, holds data on 110,000 people.",
        "Before 2018 she had wide experience in finance.",
    ],
)
def test_a_time_that_says_nothing_of_a_year_of_theirs_gives_none(text: str) -> None:
    assert [event for event in read_bio(text) if event.start or event.end] == []


def _dated(events: Sequence[Told]) -> set[Told]:
    return {event for event in events if event[2] or event[3]}


BIO = (
    "{she} is a professor at Norrvik University. {she} joined Tidal Works in 2004 as an engineer. "
    "{she} received {her} PhD from Tessaly University in 2003. "
    "From 2008 to 2012, {she} was a lecturer at Halden College. "
    "{she} was awarded the Lake Prize in 2015."
)


@pytest.mark.parametrize(
    ("she", "her"),
    [("She", "her"), ("He", "his"), ("They", "their"), ("Dr. Moreau", "her"), ("Ada Lane", "her")],
)
def test_whoever_it_is_about_the_same_is_read(she: str, her: str) -> None:
    assert _dated(told(BIO.format(she=she, her=her))) == _dated(
        told(BIO.format(she="She", her="her"))
    )


def test_in_whatever_order_the_sentences_stand_the_same_is_read() -> None:
    sentences = BIO.format(she="She", her="her").split(". ")
    turned = ". ".join(part.rstrip(".") for part in reversed(sentences)) + "."
    assert sorted(map(str, told(turned))) == sorted(
        map(str, told(BIO.format(she="She", her="her")))
    )


@pytest.mark.parametrize("university", ["Norrvik University", "Halden College", "Oster University"])
@pytest.mark.parametrize("dash", ["-", "–", "—", " – ", "--"])
def test_whatever_the_name_and_the_dash_the_same_is_read(university: str, dash: str) -> None:
    text = f"She was a lecturer at {university} (2011{dash}2015)."
    assert told(text) == [("post", university, 2011, 2015)]


@pytest.mark.parametrize(
    ("text", "organization"),
    [
        ("Seit {} 2016 ist er Professor an der Universität Halden.", "Universität Halden"),
        ("Depuis {} 2016, il est professeur à l'Université de Halden.", "Université de Halden"),
        ("Since {} 2016 he has been a professor at Halden University.", "Halden University"),
    ],
)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_month_changes_nothing(text: str, organization: str, place: int) -> None:
    months = {"S": ("Mai", "Oktober", "März"), "D": ("mai", "octobre", "mars")}
    month = months.get(
        text[0] if "Seit" in text or "Depuis" in text else "", ("May", "Oct.", "March")
    )
    assert told(text.format(month[place])) == [("post", organization, 2016, None)]
