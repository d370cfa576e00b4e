"""Every combination of the three answers has one sentence, and none says more than its answers."""

import re
from dataclasses import replace
from itertools import product

import pytest

from persona_check.model.report import NextStep, StepKind
from persona_check.report.answer.bottom_line import Facts, bottom_line, sentence_for
from persona_check.report.answer.questions import Exists, Holds, WriterIs
from persona_check.report.wording import FORBIDDEN
from tests.report.builders import report

WRITE = NextStep(
    action="Write to m@norrvik.example, which 4 papers since 2014 give.",
    why="w",
    kind=StepKind.WRITE,
    to="m@norrvik.example",
    would="a reply from m@norrvik.example, which 4 papers since 2014 give, would",
)
FACTS = Facts(
    points=2,
    conflict="the DOI leads elsewhere",
    mail="norrvik-uni.example imitates norrvik.example",
    step=WRITE,
    works=True,
)
ALL = list(product(Exists, Holds, WriterIs))


def told(exists: Exists, holds: Holds, writer: WriterIs, facts: Facts = FACTS) -> str:
    return sentence_for(exists, holds, writer, facts)


def test_no_two_combinations_share_a_sentence() -> None:
    # with nobody to compare with, the sentence says the step; so it does where all is open
    sentences: dict[str, list[tuple[Exists, Holds, WriterIs]]] = {}
    for one in ALL:
        sentences.setdefault(told(*one), []).append(one)
    shared = [some for some in sentences.values() if len(some) > 1]
    for some in shared:
        assert {(exists, holds) for exists, holds, _ in some} == {some[0][:2]}
        assert {writer for *_, writer in some} == {WriterIs.NOT_SHOWN, WriterIs.NOBODY}


@pytest.mark.parametrize("one", ALL, ids=["-".join(one) for one in ALL])
@pytest.mark.parametrize("facts", [FACTS, Facts()], ids=["all known", "nothing known"])
def test_no_sentence_says_more_than_its_answers(
    one: tuple[Exists, Holds, WriterIs], facts: Facts
) -> None:
    exists, holds, writer = one
    words = told(exists, holds, writer, facts)
    assert words[0].isupper()
    assert words.endswith(".")
    assert not re.search(r"\.\.|  |\{|\}| ,|;\.", words)
    assert len(words) < 400
    said = words.casefold()
    assert not [word for word in FORBIDDEN if re.search(rf"\b{word}\b", said)]
    # the first question
    assert ("the record is real" in said) <= (exists is Exists.YES)
    assert ("there is such a person" in said.replace("whether there is", "")) <= (
        exists is Exists.YES
    )
    assert ("very likely" in said) == (exists is Exists.LIKELY)
    assert ("could not tell" in said) == (exists is Exists.CANNOT_TELL)
    assert ("several people" in said) == (exists is Exists.SEVERAL)
    assert ("was found where they would have to be" in said) == (exists is Exists.NO_TRACE)
    # the second
    denied = "does not match" in said or "do not match" in said or exists is Exists.NO_TRACE
    assert ("match the record" in said) <= (holds is Holds.CONFLICTS)
    assert (holds is Holds.CONFLICTS) <= denied
    assert ("second look" in said) == (holds is Holds.DOUBTS)
    # the third
    assert ("has shown control" in said) == (writer is WriterIs.SHOWN)
    assert ("probably not this person" in said) == (writer is WriterIs.AGAINST)
    assert ("do not answer" in said) <= (writer is WriterIs.AGAINST)
    assert ("nothing yet shows" in said) <= (writer is WriterIs.NOT_SHOWN)
    if writer is not WriterIs.AGAINST:
        assert "imitates" not in said


def test_the_action_stands_in_the_sentence_with_its_address() -> None:
    for exists, holds, writer in ALL:
        words = told(exists, holds, writer)
        assert ("m@norrvik.example" in words) == (writer is not WriterIs.SHOWN)


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (
            (Exists.YES, Holds.CONFIRMED, WriterIs.SHOWN),
            "The record is real. The writer has shown control of a mailbox printed for this "
            "person.",
        ),
        (
            (Exists.YES, Holds.CONFIRMED, WriterIs.NOT_SHOWN),
            "The record is real. Nothing yet shows that the writer is its owner; a reply from "
            "m@norrvik.example, which 4 papers since 2014 give, would.",
        ),
        (
            (Exists.YES, Holds.CONFIRMED, WriterIs.AGAINST),
            "Probably not this person: the record is real, but norrvik-uni.example imitates "
            "norrvik.example. Do not reply to this writer; write to m@norrvik.example, which 4 "
            "papers since 2014 give.",
        ),
        (
            (Exists.YES, Holds.CONFLICTS, WriterIs.NOT_SHOWN),
            "There is such a person; two points of the claim do not match the record: the DOI "
            "leads elsewhere. Nothing yet shows that the writer is its owner; a reply from "
            "m@norrvik.example, which 4 papers since 2014 give, would.",
        ),
    ],
)
def test_the_sentences_are_those_of_the_words_page(
    one: tuple[Exists, Holds, WriterIs], words: str
) -> None:
    assert told(*one) == words


def test_of_a_report_the_sentence_follows_from_its_answers() -> None:
    shown = report()
    # its builder calls the post in conflict, by the mail domain
    assert bottom_line(shown).startswith(
        "Probably not this person: there is such a person; one point of the claim needs a second "
        "look, but the mail domain imitates another"
    )
    clean = report(conflicts=False)
    assert bottom_line(clean).startswith("The record is real. Nothing yet shows ")
    bare = replace(clean, next_steps=())
    assert bottom_line(bare) == (
        "The record is real. Nothing yet shows that the writer is its owner."
    )
