"""Which addresses of strangers are fetched: public ones, and nothing else."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_check.model.lookup import UnavailableReason
from persona_check.web.base import SourceUnavailableError
from persona_check.web.guard import Checked, check_address, is_public


@pytest.mark.parametrize(
    "address",
    ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::808:808"],
)
def test_an_address_of_the_public_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.255.0.9",
        "0.0.0.0",  # noqa: S104 - an address to refuse, nothing binds
        "10.1.2.3",
        "172.16.0.1",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.0.8",
        "192.0.2.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.9",
        "224.0.0.1",
        "239.1.1.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b::c612:7",
        "64:ff9b:1::808:808",
        "64:ff9b:0:0:1::808:808",
        "64:ff9b:1::7f00:1",
        "2002:7f00:1::",
        "2001:0:0:0:0:0:80ff:fffe",
        "fe80::1%eth0",
        "fc00::1",
        "fd12::1",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
        "100::1",
        "mira.example",
        "",
    ],
)
def test_an_address_that_is_not_of_the_public_internet_is_not_public(address: str) -> None:
    assert not is_public(address)


@given(st.ip_addresses(v=4))
def test_a_mapped_address_is_as_public_as_the_one_inside(address: object) -> None:
    assert is_public(f"::ffff:{address}") == is_public(str(address))


@given(st.ip_addresses(v=4))
def test_an_address_behind_nat64_is_as_public_as_the_one_inside(address: object) -> None:
    assert is_public(f"64:ff9b::{address}") == is_public(str(address))


def check(url: str, *found: str) -> Checked | UnavailableReason:
    async def resolver(host: str, port: int) -> tuple[str, ...]:
        return found

    try:
        return asyncio.run(check_address(url, resolver))
    except SourceUnavailableError as error:
        return error.reason


@pytest.mark.parametrize(
    ("url", "checked"),
    [
        ("http://mira.example/a?b#c", Checked(host="mira.example", port=80, ip="8.8.8.8")),
        ("https://mira.example.:443/", Checked(host="mira.example", port=443, ip="8.8.8.8")),
        ("https://MÜLLER.example", Checked(host="xn--mller-kva.example", port=443, ip="8.8.8.8")),
        # IDNA 2008 has letters of their own for these; IDNA 2003 wrote ss and another sigma
        ("https://straße.example", Checked(host="xn--strae-oqa.example", port=443, ip="8.8.8.8")),
        (
            "https://XN--strae-OQA.example",
            Checked(host="xn--strae-oqa.example", port=443, ip="8.8.8.8"),
        ),
        ("https://例え。example/", Checked(host="xn--r8jz45g.example", port=443, ip="8.8.8.8")),
        ("https://☃.example/", Checked(host="xn--n3h.example", port=443, ip="8.8.8.8")),
    ],
)
def test_a_public_page_is_checked_to_its_ip(url: str, checked: Checked) -> None:
    assert check(url, "8.8.8.8", "8.8.4.4") == checked


@pytest.mark.parametrize(
    "url",
    [
        "ftp://mira.example/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "//mira.example/",
        "http://user@mira.example/",
        "http://user:pw@mira.example/",
        "http://@mira.example/",
        "http://mira.example:22/",
        "http://mira.example:8080/",
        "http://mira.example:x/",
        "http:///path",
        "http://[::1/",
        "http://mira.example/a b",
        "http://mira.example/\x00",
        "http://mira.example/\u202e",
        "http://" + "a" * 64 + ".example/",
        "http://mira.example/" + "a" * 2048,
        "",
    ],
)
def test_an_address_of_a_wrong_kind_is_refused_before_it_is_looked_up(url: str) -> None:
    assert check(url, "8.8.8.8") is UnavailableReason.REFUSED_ADDRESS


def test_a_name_with_one_private_address_among_public_ones_is_refused() -> None:
    got = check("http://mira.example/", "8.8.8.8", "10.0.0.1")
    assert got is UnavailableReason.REFUSED_ADDRESS


@pytest.mark.parametrize(
    "address", ["198.18.0.7", "198.19.255.1", "::ffff:198.18.0.7", "64:ff9b::c612:7"]
)
def test_an_address_that_a_proxy_program_made_up_is_refused_with_what_to_do(address: str) -> None:
    async def resolver(host: str, port: int) -> tuple[str, ...]:
        return (address,)

    with pytest.raises(SourceUnavailableError) as caught:
        asyncio.run(check_address("https://mira.example/", resolver))
    assert caught.value.reason is UnavailableReason.REFUSED_ADDRESS
    assert "VPN and proxy programs" in caught.value.detail
    assert "fake-IP" in (caught.value.hint or "")


def test_a_name_that_resolves_to_nothing_is_a_network_error() -> None:
    assert check("http://mira.example/") is UnavailableReason.NETWORK_ERROR


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "[::1]", "127.1", "2130706433", "0x7f.1", "0177.0.0.1", "[::]"],
)
def test_every_spelling_of_this_machine_is_refused_by_the_real_resolver(host: str) -> None:
    with pytest.raises(SourceUnavailableError) as caught:
        asyncio.run(check_address(f"http://{host}/"))
    assert caught.value.reason is UnavailableReason.REFUSED_ADDRESS
