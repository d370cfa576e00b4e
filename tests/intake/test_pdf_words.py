"""What the reader of PDF says of a page: words where they stand, addresses behind them."""

import pytest

from persona_check.intake.pdf_worker import HYPHEN, _whole, words_of
from tests.intake.test_hostile import pdf

TWO_LINES = b"BT /F1 12 Tf 72 700 Td (Ada Roe) Tj 0 -20 Td (ada@roe.example) Tj ET"


def test_words_come_in_order_with_their_places_and_sizes() -> None:
    found = words_of(pdf(TWO_LINES, pages=2))
    assert (found["total"], len(found["pages"])) == (2, 2)
    words = found["pages"][0]["words"]
    assert [word[0] for word in words] == ["Ada", "Roe", "ada@roe.example"]
    ada, roe, mail = words
    assert ada[1] < ada[3] <= roe[1] < roe[3]
    assert mail[5] - ada[5] == pytest.approx(20, abs=0.5)
    assert {word[7] for word in words} == {12.0}
    assert found["pages"][0]["links"] == []


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 nothing", b"x" * 5_000])
def test_what_is_no_document_is_broken(content: bytes) -> None:
    assert words_of(content) == {"error": "broken"}


@pytest.mark.parametrize(
    ("word", "whole"),
    [
        ("Norrvik", "Norrvik"),
        (f"hydro{HYPHEN}logy", "hydrology"),
        (f"Franco{HYPHEN}Norrvik", "Franco-Norrvik"),
        (f"ada{HYPHEN}roe@uni.example", "ada-roe@uni.example"),
        (f"2014{HYPHEN}2016", "2014-2016"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_goes_but_where_it_belongs(word: str, whole: str) -> None:
    assert _whole(word) == whole
