import pytest

from persona_check.compare.domains import DomainRelation, registrable, relate

SAME, LOOK_ALIKE, OTHER = DomainRelation.SAME, DomainRelation.LOOK_ALIKE, DomainRelation.OTHER


@pytest.mark.parametrize(
    ("domain", "known", "relation"),
    [
        ("cs.norrvik.ac.uk", "norrvik.ac.uk", SAME),
        ("norrvik.example", "mail.norrvik.example", SAME),
        ("norrvik-university.net", "norrvik.ac.uk", LOOK_ALIKE),
        ("qub-university.net", "qub.ac.il", LOOK_ALIKE),
        ("norrvik.com", "norrvik.example", LOOK_ALIKE),
        ("norrvlk.example", "norrvik.example", LOOK_ALIKE),
        ("norrrvik.example", "norrvik.example", LOOK_ALIKE),
        ("norrvikmail.example", "norrvik.example", LOOK_ALIKE),
        ("tessaly-institute.example", "tessaly.example", LOOK_ALIKE),
        ("quorra.example", "norrvik.example", OTHER),
        ("ox.example", "cx.example", OTHER),
        ("maria-tessaly.example", "ly.example", OTHER),
        ("gmail.com", "norrvik.example", OTHER),
    ],
)
def test_what_a_domain_is_to_a_known_one(domain: str, known: str, relation: DomainRelation) -> None:
    assert relate(domain, [known])[0] is relation


def test_the_known_domain_that_is_meant_is_named() -> None:
    known = ["quorra.example", "norrvik.example"]
    assert relate("norrvik-mail.example", known) == (LOOK_ALIKE, "norrvik.example")


def test_the_registrable_part_follows_the_public_suffix_list() -> None:
    assert registrable("Mail.CS.Norrvik.ac.uk.") == "norrvik.ac.uk"
    assert registrable("localhost") == "localhost"
