"""Role and organisation in one line, and addresses of handles."""

import pytest

from persona_check.claimfile.handles import profile_address
from persona_check.claimfile.post_lines import read_post_line, role_in_bio


@pytest.mark.parametrize(
    ("line", "role", "organization"),
    [
        ("Lecturer, Norrvik University, Norrland", "Lecturer", "Norrvik University"),
        ("Lecturer at Norrvik University", "Lecturer", "Norrvik University"),
        ("Leiterin Forschung bei Wick GmbH, Linz", "Leiterin Forschung", "Wick GmbH"),
        ("Norrvik University - Lecturer", "Lecturer", "Norrvik University"),
        ("MVP | Wick Solutions GmbH, Lead Architect", "Lead Architect", "Wick Solutions GmbH"),
        ("Head of Research, Norrvik University", "Head of Research", "Norrvik University"),
        ("Group Leader, Brill, Barcelona, Spain", "Group Leader", "Brill"),
        ("DevRel @Brill", "DevRel", "Brill"),
        ("CEO & Co-founder of Brill", "CEO & Co-founder", "Brill"),
        (
            "PhD student, Dept of Law, Brill University",
            "PhD student",
            "Dept of Law, Brill University",
        ),
        ("Wick GmbH", None, "Wick GmbH"),
        ("Software Engineer", "Software Engineer", None),
        ("Passionate about data", None, None),
        ("Data Science", None, None),
        ("", None, None),
    ],
)
def test_a_line_is_taken_apart_or_left(
    line: str, role: str | None, organization: str | None
) -> None:
    found = read_post_line(line)
    assert (found.role, found.organization) == (role, organization)


def test_a_bare_name_is_an_organization_where_the_bio_names_it() -> None:
    assert read_post_line("Brill").organization is None
    assert read_post_line("Brill", "Ada is an engineer at Brill in Linz.").organization == "Brill"


@pytest.mark.parametrize(
    ("bio", "role"),
    [
        ("Ada is the Deputy Head of Water at Wick GmbH.", "Deputy Head of Water"),
        ("Ada worked at Brill. She loves Wick GmbH.", None),
        ("Ada talks about rivers.", None),
    ],
)
def test_a_bio_gives_the_role_only_with_these_words(bio: str, role: str | None) -> None:
    assert role_in_bio(bio, "Wick GmbH") == role


@pytest.mark.parametrize(
    ("network", "handle", "address"),
    [
        ("Twitter handle", "@slow_water", "https://twitter.com/slow_water"),
        ("LinkedIn", "ada-roe", "https://www.linkedin.com/in/ada-roe"),
        ("Mastodon", "@ada@social.example", "https://social.example/@ada"),
        ("Mastodon", "ada", None),
        ("", "https://ada.example/x", "https://ada.example/x"),
        ("twitter", "I have none, sorry", None),
        ("shoe size", "42", None),
    ],
)
def test_a_handle_becomes_the_address_of_its_network(
    network: str, handle: str, address: str | None
) -> None:
    assert profile_address(network, handle) == address
