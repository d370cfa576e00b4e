import pytest
from markdown_it import MarkdownIt

from persona_check.report.escaping import markdown, plain
from tests.hostile import HOSTILE

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def shown(text: str) -> str:
    """What a reader sees of a line of Markdown."""
    tokens = PARSER.parse(text)
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    assert {child.type for child in children} <= {"text", "text_special"}
    return "".join(child.content for child in children)


@pytest.mark.parametrize(
    "text",
    [
        "1. one",
        "12) twelve",
        "- item",
        "+ item",
        "# heading",
        "> said",
        "=====",
        "---",
        "a_b*c*`d` [e](f) ![g](h) <i>j</i> &amp; ~~k~~ | l $m$",
        "https://x.example www.x.example mailto:a@b.example :skull:",
        "2026-11-20, 14:30 (half past two); costs 5.00 + 1",
        "C:\\temp \\* done",
    ],
)
def test_markdown_shows_a_line_as_it_is(text: str) -> None:
    assert shown(markdown(text)) == text


def test_what_means_nothing_to_markdown_is_left_as_it_is() -> None:
    assert markdown("Norrvik University (2019–2026), 43% of 12.") == (
        "Norrvik University (2019–2026), 43% of 12."
    )
    assert markdown("orcid:0000-0008-0000-0421") == "orcid:0000-0008-0000-0421"


def test_two_hundred_hostile_texts_are_shown_as_they_are() -> None:
    for text in HOSTILE:
        line = plain(text)
        if line.strip():
            assert shown(markdown(text)) == line
