"""Pages that stand in the place of an answer: how little they say tells them from those quoted."""

import pytest

from persona_check.web.foreign import asks_for_a_human, stand_in

WORD = "peat "


def page(text: str, visible: int) -> bytes:
    """A page of so many visible characters."""
    filled = (text + " " + WORD * visible)[:visible].rstrip().ljust(visible, "x")
    return f"<html><body>{filled}</body></html>".encode()


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("Are you a robot?", 1499),
        ("Captive portal.", 1499),
        ("This domain is for sale.", 1499),
        ("Access denied.", 1499),
        ("We use cookies: accept them.", 749),
        ("Please enable JavaScript.", 199),
    ],
)
def test_a_wall_says_little_and_a_page_that_quotes_one_says_more(text: str, most: int) -> None:
    assert stand_in(200, {}, page(text, most)) is not None
    assert stand_in(200, {}, page(text, most + 1)) is None


def test_a_record_that_speaks_of_robots_asks_for_nobody() -> None:
    assert asks_for_a_human({}, page("Are you a robot?", 100))
    assert not asks_for_a_human({}, b'{"title": "Are you a robot?"}')
