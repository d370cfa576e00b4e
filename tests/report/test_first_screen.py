"""The first screen of a terminal: at most 30 lines for any claim, and nothing adverse folded."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from persona_check.model.lookup import Lookup, UnavailableReason, WorkByTitle
from persona_check.model.report import Candidate, Report, Review, SetAside
from persona_check.report.answer.reasons import conflicts
from persona_check.report.screen.first import MOST_LINES
from persona_check.report.screen.lines import cut, width, wrapped
from persona_check.report.terminal import Terminal, one_line
from persona_check.report.wording import FORBIDDEN
from persona_check.sources.registry import TRAITS
from tests import test_golden
from tests.builders import not_found, unavailable
from tests.contract.test_formats import every_level
from tests.hostile import HOSTILE, hostile_report
from tests.quick import first_python
from tests.report.builders import network, report

CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
MADE = {
    "mixed": report(),
    "clean": report(conflicts=False),
    "60 findings, 40 coauthors": replace(report(rows=60), graph=network(40)),
    "400 coauthors": replace(report(), graph=network(400)),
    "every level": every_level(),
    "long words": report(words="a long summary " * 30),
}
COLUMNS = pytest.mark.parametrize("columns", [60, 80, 88, 120])


def screen(shown: Report, columns: int = 88) -> list[str]:
    return Terminal(columns=columns).render(shown).splitlines()


@COLUMNS
@pytest.mark.parametrize("name", MADE)
def test_a_made_report_fits_one_screen(name: str, columns: int) -> None:
    lines = screen(MADE[name], columns)
    assert len(lines) <= MOST_LINES
    assert max(map(width, lines)) <= min(columns, 88)
    assert lines[-1] == "It judges the claim, not the person. The decision is yours."


@COLUMNS
@pytest.mark.parametrize("name", [*test_golden.CLAIMS, *test_golden.NEWCOMERS])
def test_a_demo_fits_one_screen(name: str, columns: int) -> None:
    lines = screen(test_golden.report(name, test_golden.NEWCOMERS.get(name)), columns)
    assert len(lines) <= MOST_LINES
    assert max(map(width, lines)) <= min(columns, 88)


@first_python
def test_two_hundred_hostile_claims_fit_one_screen_and_are_inert() -> None:
    for number, payload in enumerate(HOSTILE):
        shown = hostile_report(payload)
        text = Terminal(columns=80).render(shown)
        assert not CONTROLS.search(text), number
        lines = text.splitlines()
        assert len(lines) <= MOST_LINES, number
        assert max(map(width, lines)) <= 80, number
        assert "CONTRADICTED" in lines
        assert one_line(shown).count("\n") == 1
        assert not CONTROLS.search(one_line(shown)), number


def test_every_conflict_stands_on_the_screen_while_there_is_room() -> None:
    shown = test_golden.report("ethicist")
    text = " ".join(" ".join(screen(shown)).split())
    against = conflicts(shown)
    assert len(against) == 5
    for one in against:
        assert one.words[:60] in text
        assert one.everyday[:16] in text
        assert one.who_short in text


def test_of_more_conflicts_than_lines_the_rest_is_counted() -> None:
    shown = every_level()
    lines = screen(shown)
    told = [line for line in lines if line.startswith("✗ ")][1:]  # the first is the bottom line
    more = re.fullmatch(r"✗ and (\d+) more contradictions: --details", told[-1])
    assert more
    assert len(told) - 1 + int(more[1]) == len(conflicts(shown))


def test_what_two_checks_saw_of_one_thing_stands_once() -> None:
    shown = test_golden.report("ethicist")
    ids = [one.finding.id for one in conflicts(shown)]
    assert "contact/young_domain" in ids
    assert "pages/young_page_domain" not in ids


def test_a_full_conflict_names_who_says_so_where_to_look_and_what_else_it_fits() -> None:
    text = "\n".join(screen(test_golden.report("professor")))
    block = text[text.index("CONTRADICTED") : text.index("CONFIRMED")]
    assert "register of research organisations, 2026-11-20: https://ror.org/" in block
    assert "Could also be: a new project or company, or a domain that changed hands." in block


def test_several_people_of_the_name_are_listed_with_what_tells_them_apart() -> None:
    people = tuple(Candidate(id=f"c{n}", name="Wei Wang") for n in range(8))
    shown = replace(every_level(), candidates=people)
    bare = replace(shown, assessment=replace(shown.assessment, findings=()))
    lines = screen(bare)
    assert lines[2].startswith("? Several people bear this name")
    assert lines.index("WHICH ONE?") < lines.index("NEXT")
    assert "  and 3 more: --details" in lines


def test_what_a_reviewer_set_aside_is_told() -> None:
    shown = report()
    worst = shown.assessment.findings[0]
    review = Review(
        set_aside=(SetAside(finding=worst, reason="r"),),
        verdict=shown.assessment.verdict,
        confidence=0.2,
        interval=(0.1, 0.3),
    )
    text = " ".join(" ".join(screen(replace(shown, review=review))).split())
    assert "1 finding set aside by the reviewer; with everything counted it was: mixed" in text


def test_without_unicode_the_marks_are_plain_and_no_mark_has_two_meanings() -> None:
    mixed = test_golden.report("professor")
    fancy, plain = (
        Terminal(columns=88, unicode=one).render(mixed).splitlines() for one in (True, False)
    )
    assert all(line.isascii() for line in plain)
    assert [len(line) for line in fancy] == [len(line) for line in plain]
    letters = zip("".join(fancy), "".join(plain), strict=True)
    pairs = {mark + shown for mark, shown in letters if mark != shown}
    assert "✗x" in pairs
    assert not {"✗+", "✓x"} & pairs


def test_colour_is_used_for_the_answer_the_marks_and_the_titles_alone() -> None:
    shown = report()
    coloured = Terminal(columns=88, color=True).render(shown)
    styles = set(re.findall(r"\x1b\[([0-9;]+)m", coloured))
    assert styles <= {"0", "1", "2", "1;31", "31", "34"}
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == Terminal(columns=88).render(shown)


def test_no_forbidden_word_is_said() -> None:
    for shown in MADE.values():
        said = "\n".join(screen(shown)).casefold()
        assert not [word for word in FORBIDDEN if re.search(rf"\b{word}\b", said)]


def test_a_line_that_is_cut_ends_with_a_whole_word() -> None:
    assert wrapped("one two three four", 9, 1) == ["one two …"]
    assert wrapped("one two three four", 8, 1) == ["one …"]
    assert wrapped("onetwothreefour", 8, 1) == ["onetwot…"]


def test_an_address_to_look_at_stands_whole_or_not_at_all() -> None:
    for name in ("professor", "ethicist", "researcher"):
        for columns in (60, 88):
            for line in screen(test_golden.report(name), columns):
                assert not re.search(r"https?:\S*…|2026-11-20: …", line)


@pytest.mark.parametrize("columns", [5, 12, 30])
def test_words_are_wrapped_within_their_columns_and_none_is_lost(columns: int) -> None:
    text = "one two threefourfivesixseven 東京大学の研究者 eight"
    lines = wrapped(text, columns, 40)
    assert max(map(width, lines)) <= columns
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    few = wrapped(text, columns, 1)
    assert len(few) == 1
    assert few[0].endswith("…") == (len(lines) > 1)
    assert width(cut(text, columns)) <= columns


def test_the_fullest_plan_that_fits_is_taken() -> None:
    clean = test_golden.report("researcher", None)
    assert len(screen(clean)) > 20
    fewer = [len(screen(clean, columns)) for columns in (88, 120)]
    assert all(a == b for a, b in pairwise(fewer))


def test_the_first_line_says_of_nobody_left_alone_by_choice_that_they_did_not_answer() -> None:
    query = WorkByTitle(title="Salt in the marsh")
    offline: tuple[Lookup, ...] = tuple(
        unavailable(query, source, UnavailableReason.OFFLINE) for source in ("crossref", "dblp")
    )
    cases: tuple[tuple[tuple[Lookup, ...], str], ...] = (
        (offline, "no source was asked"),
        ((not_found(query, "orcid"), *offline), "1 source answered"),
        ((*offline, unavailable(query, "openalex")), "0 sources answered, OpenAlex did not"),
    )
    for lookups, said in cases:
        assert screen(replace(report(), lookups=lookups))[0].endswith(f" · {said}")


@pytest.mark.parametrize(
    ("silent", "columns", "said"),
    [
        (("crossref",), 88, "1 source answered, Crossref did not"),
        (("crossref", "openalex"), 88, "1 source answered, Crossref and OpenAlex did not"),
        (("crossref", "openalex"), 60, "1 source answered, 2 did not"),
        (("crossref", "openalex", "dblp"), 88, "1 source answered, 3 did not"),
        ((), 88, "1 source answered"),
    ],
)
def test_the_first_line_names_one_or_two_that_did_not_answer_where_there_is_room(
    silent: tuple[str, ...], columns: int, said: str
) -> None:
    names = {source: own.name for source, own in TRAITS.items()}
    query = WorkByTitle(title="Salt in the marsh")
    lookups: tuple[Lookup, ...] = (not_found(query, "orcid"),)
    lookups += tuple(unavailable(query, source) for source in silent)
    shown = replace(report(), lookups=lookups, source_names=names)
    first = screen(shown, columns)[0]
    assert first.endswith(f" · {said}")
    assert first.startswith(shown.claim.name[:10])
