import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import dns.exception
import dns.resolver
import pytest

from persona_check.errors import UsageError
from persona_check.exhibits.dns_keys import KeyRecords, ask_name_servers, key_records, read_answers
from persona_check.exhibits.signature import DnsSilentError
from persona_check.settings import Settings

NAME = "k1._domainkey.norrvik.example"


def test_json_and_zone_file_lines_hold_the_same_answers() -> None:
    as_json = b'{"K1._domainkey.norrvik.example.": ["v=DKIM1; ", "p=AA"], "gone.example": null}'
    as_zone = b'; keys\n\nK1._domainkey.norrvik.example. 300 IN TXT "v=DKIM1; " "p=AA"\n'
    assert KeyRecords(read_answers(as_json, "f"))(NAME) == "v=DKIM1; p=AA"
    assert KeyRecords(read_answers(as_json, "f"))("gone.example") is None
    assert KeyRecords(read_answers(as_zone, "f"))(NAME + ".") == "v=DKIM1; p=AA"


@pytest.mark.parametrize(
    "pasted",
    [
        '"v=DKIM1; p=AABB"',
        '"v=DKIM1; p=AA" "BB"',
        '("v=DKIM1; p=AA"\n "BB")',
        'v=DKIM1; p=AA" "BB',
        "“v=DKIM1; p=AA” “BB”",
        '\\"v=DKIM1\\; p=AABB\\"',
        "v=DKIM1\\; p=AABB",
        "'v=DKIM1; p=AABB'",
    ],
)
def test_a_key_pasted_with_the_marks_around_its_parts_is_the_same_key(pasted: str) -> None:
    for value in (pasted, [pasted]):
        answers = read_answers(json.dumps({NAME: value}).encode("utf-8"), "f")
        assert KeyRecords(answers)(NAME) == "v=DKIM1; p=AABB"


@pytest.mark.parametrize(
    "printed",
    [
        f'{NAME}. 300 IN TXT "v=DKIM1; p=AA" "BB"',
        f'{NAME} descriptive text "v=DKIM1; p=AA" "BB"',
        f'{NAME}\ttext = "v=DKIM1; p=AABB"',
        f'{NAME}\ttext =\n\n\t"v=DKIM1; p=AA"\n\t"BB"\n',
        f'{NAME}. IN TXT ( "v=DKIM1; p=AA"\n  "BB" )',
        f'\ufeff{NAME} TXT "v=DKIM1; p=AABB"',
    ],
)
def test_what_dns_tools_print_can_be_pasted(printed: str) -> None:
    assert KeyRecords(read_answers(printed.encode("utf-8"), "f"))(NAME) == "v=DKIM1; p=AABB"


@pytest.mark.parametrize("content", [b"{", b'{"a": 3}', b"k1 MX mail", b'a TXT "open', b"[1]"])
def test_a_file_of_no_answers_is_a_usage_error(content: bytes) -> None:
    with pytest.raises(UsageError, match="no readable DNS answers"):
        read_answers(content, "keys.txt")


def test_answers_are_kept_and_read_again() -> None:
    asked = []

    def ask(name: str) -> str | None:
        asked.append(name)
        return "v=DKIM1; p=AA" if name == NAME else None

    records = KeyRecords(ask=ask)
    assert (records(NAME), records(NAME), records("b.example")) == ("v=DKIM1; p=AA",) * 2 + (None,)
    assert asked == [NAME, "b.example"]
    again = KeyRecords(read_answers(records.to_json(), "dns.json"))
    assert (again(NAME), again("b.example")) == ("v=DKIM1; p=AA", None)


def test_one_message_does_not_make_it_ask_without_end() -> None:
    records = KeyRecords(ask=lambda _: None)
    for number in range(16):
        records(f"s{number}.example")
    with pytest.raises(DnsSilentError):
        records("one.more.example")


def test_a_replay_file_and_a_bundle_answer_and_name_servers_are_not_asked(tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    file.write_text(f'{{"{NAME}": "v=DKIM1; p=AA"}}')
    given = key_records(Settings(dns_replay=file))
    assert given(NAME) == "v=DKIM1; p=AA"
    bundled = key_records(Settings(replay=tmp_path), b'{"b.example": "p=BB"}')
    assert bundled("b.example") == "p=BB"
    for records in (given, bundled, key_records(Settings(offline=True))):
        with pytest.raises(DnsSilentError):
            records("unknown.example")


def test_an_unreadable_or_huge_replay_file_is_a_usage_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UsageError, match="cannot read"):
        key_records(Settings(dns_replay=tmp_path / "none.json"))
    file = tmp_path / "big.json"
    file.write_text("{}" + " " * 100)
    monkeypatch.setattr("persona_check.exhibits.dns_keys.MOST_BYTES", 50)
    with pytest.raises(UsageError, match="too large"):
        key_records(replace(Settings(), dns_replay=file))


def test_name_servers_are_asked_where_nothing_else_is_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def answer(name: str, kind: str, **_: object) -> list[SimpleNamespace]:
        assert kind == "TXT"
        match name:
            case "none.example":
                raise dns.resolver.NXDOMAIN
            case "slow.example":
                raise dns.exception.Timeout
            case "other.example":
                return [SimpleNamespace(strings=(b"a verification word",))]
            case _:
                return [
                    SimpleNamespace(strings=(b"a verification word",)),
                    SimpleNamespace(strings=(b"v=DKIM1; ", b"p=AA")),
                ]

    monkeypatch.setattr(dns.resolver, "resolve", answer)
    records = key_records(Settings())
    assert records(NAME) == "v=DKIM1; p=AA"
    assert ask_name_servers("none.example") is None
    assert ask_name_servers("other.example") is None
    with pytest.raises(DnsSilentError):
        ask_name_servers("slow.example")
