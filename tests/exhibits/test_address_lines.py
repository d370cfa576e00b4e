"""Lines of addresses that are made not to be read are none, and end nothing."""

from datetime import UTC, datetime

import pytest

from persona_check.exhibits.address_lines import LONGEST_LINE, addresses_in
from persona_check.exhibits.message import examine
from persona_check.exhibits.signature import MessageOutcome

HOSTILE = ["(" * 50_000, "g:" * 50_000, "<" * 50_000, '"' * 50_001, "a@b," * 20_000, "\x00" * 99]


def test_addresses_are_read_with_their_names() -> None:
    assert addresses_in(["Ada Roe <ada@roe.example>", "b@c.example"]) == [
        ("Ada Roe", "ada@roe.example"),
        ("", "b@c.example"),
    ]


@pytest.mark.parametrize("line", HOSTILE, ids=range(len(HOSTILE)))
def test_no_line_ends_the_run(line: str) -> None:
    assert len(addresses_in([line])) <= LONGEST_LINE
    mail = f"From: {line}\r\nDate: Mon, 23 Nov 2026 10:00:00 +0000\r\n\r\nhello\r\n"
    found = examine(
        mail.encode(), resolve_txt=lambda _: None, now=datetime(2026, 11, 23, tzinfo=UTC)
    )
    assert found.outcome in (MessageOutcome.MALFORMED, MessageOutcome.UNSIGNED)
