"""Which organisation an item is told to be at, among the names of a sentence."""

import pytest

from persona_check.bio.reader import read_bio

Told = tuple[str, str | None]


def told(text: str) -> list[Told]:
    return [(event.kind.value, event.organization) for event in read_bio(text)]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        # lists, with cities between
        (
            "She worked at Tidal Works in Norrvik, Zell University and the Coastal Institute.",
            [("post", "Tidal Works"), ("post", "Zell University"), ("post", "Coastal Institute")],
        ),
        (
            "He is a member of the Academy of Tides and the Academy of Lakes.",
            [("member", "Academy of Tides"), ("member", "Academy of Lakes")],
        ),
        ("She is a Fellow of NTS and ALK.", [("member", "NTS"), ("member", "ALK")]),
        # departments and units
        (
            "He is a lecturer in the School of Water, Faculty of Engineering, Zell University.",
            [("post", "Zell University")],
        ),
        (
            "She is a professor and director of the Center for Tides at Zell University.",
            [("post", "Zell University"), ("post", "Center for Tides")],
        ),
        (
            "She was a lecturer at the University of Science and Technology of Northmere.",
            [("post", "University of Science and Technology of Northmere")],
        ),
        # what stands before
        ("She is an NTS fellow.", [("member", "NTS")]),
        ("At Tidal Works, he is the chief engineer.", [("post", "Tidal Works")]),
        (
            "He founded the Northmere Lake Clinic and was its first director.",
            [("founded", "Northmere Lake Clinic"), ("post", "Northmere Lake Clinic")],
        ),
        (
            "He holds a PhD from Zell University, where he also received a master's degree.",
            [("degree", "Zell University"), ("degree", "Zell University")],
        ),
        # the body tells whether one works there
        ("She serves on the Tidal Safety Committee.", [("member", "Tidal Safety Committee")]),
        ("He is a research fellow at NTS.", [("post", "NTS")]),
        ("She is editor of the Journal of Lakes.", [("member", "Journal of Lakes")]),
        ("She was editor at the Northmere Times.", [("post", "Northmere Times")]),
        ("She is rédactrice en chef of the Revue des lacs.", [("member", "Revue des lacs")]),
        ("He is a member of the research team at TideLab.", [("post", "TideLab")]),
        ("A member of both the Academy of Tides and the Society of Lakes, she writes.",
         [("member", "Academy of Tides"), ("member", "Society of Lakes")]),
        ("He is a research associate of the NTSB.", [("member", "NTSB")]),
        ("He is an Affiliate Professor of Law at Zell University.", [("post", "Zell University")]),
        ("Previously, she led the Coastal Science Office at Zell Works.",
         [("post", "Coastal Science Office")]),
        ("He is Deputy Director for the Office of Tides at the National Water Foundation.",
         [("post", "Office of Tides")]),
        ("He was a lecturer at Zell University, College Park, MD and Guest Researcher at NTS.",
         [("post", "Zell University, College Park"), ("post", "NTS")]),
        # what is said of others, or is no organisation
        ("She received a PhD from Zell University, working with Jana Zellhoffer on tides.",
         [("degree", "Zell University")]),
        ("He is an engineer at Tidal Works with his co-founder Bo Sample.",
         [("post", "Tidal Works")]),
        ("She is Director of the Joint Tides Ph.D. Program at Tidal Works.",
         [("post", "Tidal Works")]),
        ("Her PhD research focused on lakes.", []),
        ("She has been recognized for her talks and is a renowned researcher.", []),
        ("She is Head of Research at Tidal Works.", [("post", "Tidal Works")]),
        ("Provost's Chair at large, she has published in The Economist and Tidal News.", []),
        # told twice: "joining" the employer again
        (
            "She is a professor at Zell University (ZU). Before joining ZU, she was at TideLab.",
            [("post", "Zell University"), ("post", "TideLab")],
        ),
        # French names go on in small letters
        (
            "Elle est chargée de recherche au laboratoire L3M et membre de la Société des lacs.",
            [("post", "laboratoire L3M"), ("member", "Société des lacs")],
        ),
        ("Elle a travaillé chez TideLab puis chez Vestria.",
         [("post", "TideLab"), ("post", "Vestria")]),
        (
            "Diplômée de Vestria Paris et de NTSA, il est maître de conférences à l'Institut "
            "national des eaux et forêts.",
            [
                ("degree", "Vestria Paris"),
                ("degree", "NTSA"),
                ("post", "Institut national des eaux et forêts"),
            ],
        ),
    ],
)  # fmt: skip
def test_the_organisation_of_each_item(text: str, events: list[Told]) -> None:
    assert told(text) == events
