import pytest

from persona_check.compare.addresses import (
    addresses_in,
    given_to_outsiders,
    plain_address,
    shows_name,
)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (
            "Norrvik University. Electronic address: M.Oduya@Norrvik.example.",
            ("m.oduya@norrvik.example",),
        ),
        ("(e-mail: a@b.example, c.d+e@f.g.example)", ("a@b.example", "c.d+e@f.g.example")),
        (
            "<o'dell-tan@norrvik.example>; twice o'dell-tan@norrvik.example",
            ("o'dell-tan@norrvik.example",),
        ),
        ("l@straße.example", ("l@xn--strae-oqa.example",)),
        ("Institute @ Norrvik", ()),
        ("lab@host", ()),
        ("", ()),
    ],
)
def test_addresses_are_read_from_a_printed_line(line: str, found: tuple[str, ...]) -> None:
    assert addresses_in(line) == found


def test_a_hostile_line_is_read_quickly() -> None:
    assert addresses_in("a@" * 100_000) == ()
    assert addresses_in("a@" + "b." * 100_000) == ()


def test_two_spellings_of_one_mailbox_are_one() -> None:
    assert plain_address(" M.Oduya@BÜCHER.example ") == plain_address(
        "m.oduya@xn--bcher-kva.example"
    )


@pytest.mark.parametrize(
    ("address", "outside"),
    [
        ("oduya@norrvik.example", False),
        ("oduya.guest7@norrvik.example", True),
        ("ext-oduya@norrvik.example", True),
        ("oduya@alumni.norrvik.example", True),
        ("oduya@students.norrvik.example", True),
        ("oduya.extrand@norrvik.example", False),
        ("alumbaugh@norrvik.example", False),
    ],
)
def test_addresses_for_guests_and_students_are_told_from_those_of_staff(
    address: str, outside: bool
) -> None:
    assert given_to_outsiders(address) is outside


def test_an_address_shows_a_name_by_a_word_of_it() -> None:
    assert shows_name("m.oduya@norrvik.example", ["Maren Oduya-Lindqvist"])
    assert not shows_name("press@norrvik.example", ["Maren Oduya-Lindqvist"])
