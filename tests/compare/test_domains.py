import pytest

from persona_check.compare.domain_relations import DomainRelation, relate
from persona_check.compare.domains import ascii_domain, registrable

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
        # letters of other scripts, as such and in punycode
        ("nоrrvik.example", "norrvik.example", LOOK_ALIKE),
        ("nοrrvik.example", "norrvik.example", LOOK_ALIKE),
        ("nörrvik.example", "norrvik.example", LOOK_ALIKE),
        ("xn--nrrvik-wqf.example", "norrvik.example", LOOK_ALIKE),
        ("n0rrv1k.example", "norrvik.example", LOOK_ALIKE),
        # the whole domain within another
        ("norrvik.ac.uk.login-portal.com", "norrvik.ac.uk", LOOK_ALIKE),
        ("sso.norrvik.ac.uk.host.example", "norrvik.ac.uk", LOOK_ALIKE),
        ("norrvik-ac-uk.com", "norrvik.ac.uk", LOOK_ALIKE),
        ("norrvik.in.co", "norrvik.ac.in", LOOK_ALIKE),
        ("norrvik.login.net", "norrvik.ac.uk", LOOK_ALIKE),
        # words and units added, the ending among them
        ("mynorrvik.net", "norrvik.ac.uk", LOOK_ALIKE),
        ("csnor.org", "nor.ac.uk", LOOK_ALIKE),
        ("norrvik-ac.us", "norrvik.ac.uk", LOOK_ALIKE),
        ("norrvikacuk.com", "norrvik.ac.uk", LOOK_ALIKE),
        ("norrvik-tides.com", "norrvik.ac.uk", LOOK_ALIKE),
        ("norrvik-uni.org", "uni-norrvik.example", LOOK_ALIKE),
        ("uninorrvik.example", "uni-norrvik.example", LOOK_ALIKE),
        # slips of the keyboard
        ("norrviik.example", "norrvik.example", LOOK_ALIKE),
        ("nrorvik.example", "norrvik.example", LOOK_ALIKE),
        ("norvik.example", "norrvik.example", LOOK_ALIKE),
        ("noor.example", "nor.example", LOOK_ALIKE),
        ("nur.example", "nor.example", OTHER),
        # other endings
        ("norrvik.net", "norrvik.ac.uk", LOOK_ALIKE),
        ("norrvik.xyz", "norrvik.com", LOOK_ALIKE),
        # what institutions do have: short forms, country offices, alumni, hospitals, neighbours
        ("norrvik.uk", "norrvik.ac.uk", OTHER),
        ("norrvik.edu.au", "norrvik.ac.uk", OTHER),
        ("norrvik.de", "norrvik.com", OTHER),
        ("norrvik.co.uk", "norrvik.com", OTHER),
        ("norrvik-alumni.org", "norrvik.ac.uk", OTHER),
        ("alumni-norrvik.org", "norrvik.ac.uk", OTHER),
        ("norrvik-klinikum.de", "uni-norrvik.de", OTHER),
        ("norrvikhealth.org", "norrvik.ac.uk", OTHER),
        ("univ-norrvik2.example", "univ-norrvik1.example", OTHER),
        ("unorrvik.example", "norrvik.example", OTHER),
        ("norrvikai.com", "norrvik.ai", OTHER),
        # a listed institution imitates nobody
        ("unimib.it", "unimi.it", OTHER),
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


@pytest.mark.parametrize(
    ("written", "ascii_form"),
    [
        ("Straße.example", "xn--strae-oqa.example"),
        ("STRASSE.example", "strasse.example"),
        ("νόμος.example", "xn--xxabhm1c.example"),
        ("Bücher。example", "xn--bcher-kva.example"),
        ("xn--strae-oqa.example", "xn--strae-oqa.example"),
        ("☃.example", "xn--n3h.example"),
        ("no domain", ""),
        ("", ""),
    ],
)
def test_a_domain_is_written_by_the_rules_of_2008(written: str, ascii_form: str) -> None:
    assert ascii_domain(written) == ascii_form


def test_sharp_s_and_double_s_are_two_domains() -> None:
    assert relate("post.straße.example", ["xn--strae-oqa.example"])[0] is SAME
    assert relate("straße.example", ["strasse.example"])[0] is not SAME
