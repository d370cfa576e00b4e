"""vCard, JSON Resume and CITATION.cff."""

import base64
import json

import pytest

from persona_check.intake.forms import form_of, read
from persona_check.intake.reading import AttachedKind, Given, ReadClaim, texts_of
from persona_check.intake.written_dates import is_running, year_and_month


def _read(name: str, text: str | bytes) -> ReadClaim:
    return read(Given(name=name, content=text if isinstance(text, bytes) else text.encode()))


_PICTURE = base64.b64encode(b"\xff\xd8\xff\xe0picture").decode()
_V3 = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Dr. Zoë Ashgrove\r\nN:Ashgrove;Zoë;;Dr.;\r\nNICKNAME:Zo\r\n"
    "item1.ORG:Norrvik University\\, North;Dept. of Water\r\nitem1.X-ABLabel:\r\nTITLE:Lecturer\r\n"
    "EMAIL;TYPE=INTERNET,PREF:zoe@norrvik.example\r\nURL:https://ashgrove.example\r\n"
    "URL;TYPE=GitHub:https://github.com/ashgrove\r\n"
    "X-SOCIALPROFILE;TYPE=twitter;x-user=slowwater:x-apple:slowwater\r\n"
    "NOTE:Studies rivers\\, and\r\n  canals\\nin the north\r\nTEL:123\r\n"
    f"PHOTO;ENCODING=b;TYPE=JPEG:{_PICTURE[:10]}\r\n {_PICTURE[10:]}\r\nEND:VCARD\r\n"
)
_V21 = (
    "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Ashgrove;Zo=C3=AB;;Dr.\n"
    "ORG;QUOTED-PRINTABLE:Norrvik University, North;Dept. =\nof Water\nTITLE:Lecturer\n"
    "EMAIL;INTERNET:zoe@norrvik.example\nURL:https://ashgrove.example\nEND:VCARD\n"
)
_V4 = (
    "BEGIN:VCARD\nVERSION:4.0\nFN:Dr. Zoë Ashgrove\n"
    "ORG:Norrvik University\\, North;Dept. of Water\n"
    "TITLE:Lecturer\nEMAIL:mailto:zoe@norrvik.example\nURL;VALUE=uri:https://ashgrove.example\n"
    f"SOCIALPROFILE;SERVICE-TYPE=Mastodon:https://social.example/@zoe\n"
    f"PHOTO:data:image/jpeg;base64,{_PICTURE}\nEND:VCARD\n"
)


@pytest.mark.parametrize("card", [_V3, _V21, _V4])
def test_a_card_says_the_same_in_every_version(card: str) -> None:
    found = _read("contact.vcf", card)
    assert texts_of(found, "name", "email", "homepage") == (
        "Dr. Zoë Ashgrove",
        "zoe@norrvik.example",
        "https://ashgrove.example",
    )
    (post,) = found.all("affiliations")
    assert post.value == {
        "organization": "Norrvik University, North",
        "department": "Dept. of Water",
        "role": "Lecturer",
    }


def test_a_card_gives_other_names_pages_note_and_portrait_with_their_lines() -> None:
    found = _read("contact.vcf", _V3)
    assert texts_of(found, "also_known_as", "links", "bio") == (
        "Zo",
        "https://github.com/ashgrove",
        "https://twitter.com/slowwater",
        "Studies rivers, and canals\nin the north",
    )
    assert found.items[0].place == "line 3"
    assert [(one.kind, one.content[:3]) for one in found.attached] == [
        (AttachedKind.PORTRAIT, b"\xff\xd8\xff")
    ]
    assert [one.what for one in found.left_aside] == ["TEL"]


def test_several_cards_are_several_people() -> None:
    other = "BEGIN:VCARD\nVERSION:3.0\nFN:Ben Brannock\nEND:VCARD\n"
    assert [one.name for one in _read("all.vcf", _V3 + other).people] == [
        "Dr. Zoë Ashgrove",
        "Ben Brannock",
    ]


_RESUME = {
    "basics": {
        "name": "Zoë Ashgrove",
        "label": "Hydrologist",
        "email": "zoe@norrvik.example",
        "url": "https://ashgrove.example",
        "summary": "Studies rivers.",
        "image": "https://ashgrove.example/me.jpg",
        "profiles": [
            {"network": "GitHub", "username": "ashgrove"},
            {"network": "LinkedIn", "url": "https://www.linkedin.com/in/ashgrove"},
        ],
    },
    "work": [
        {"name": "Norrvik University", "position": "Lecturer", "startDate": "2019-03-01"},
        {
            "name": "Wick GmbH",
            "position": "Engineer",
            "startDate": "2014-01",
            "endDate": "2019-02-28",
        },
    ],
    "education": [
        {
            "institution": "Brill Institute",
            "area": "Hydrology",
            "studyType": "PhD",
            "startDate": "2010-10-01",
            "endDate": "2013-12-01",
        }
    ],
    "publications": [
        {
            "name": "Weirs of the north",
            "publisher": "Canal Letters",
            "releaseDate": "2016-05-01",
            "url": "https://doi.org/10.5555/cl.2016.2",
        }
    ],
    "awards": [{"title": "Weir Prize", "awarder": "Canal Society", "date": "2018-01-01"}],
    "skills": [{"name": "Rowing"}],
}
_OLD_RESUME = {
    "basics": {
        "name": "Zoë Ashgrove",
        "email": "zoe@norrvik.example",
        "website": "https://ashgrove.example",
        "summary": "Studies rivers.",
        "picture": "https://ashgrove.example/me.jpg",
        "profiles": [
            {"network": "github", "url": "https://github.com/ashgrove"},
            {"network": "linkedin", "username": "ashgrove"},
        ],
    },
    "experience": [
        {"company": "Norrvik University", "title": "Lecturer", "from": "Mar 2019", "to": "Present"},
        {"company": "Wick GmbH", "title": "Engineer", "from": "01/2014", "to": "février 2019"},
    ],
    "education": [
        {
            "school": "Brill Institute",
            "major": "Hydrology",
            "degree": "PhD",
            "date": "2010 - 12/2013",
        }
    ],
    "publications": [
        {
            "title": "Weirs of the north",
            "publisher": "Canal Letters",
            "date": 2016,
            "website": "https://doi.org/10.5555/cl.2016.2",
        }
    ],
    "awards": [{"name": "Weir Prize", "organization": "Canal Society", "year": "2018"}],
}
_YAML_RESUME = """basics:
  name: Zoë Ashgrove
  email: zoe@norrvik.example
  url: https://ashgrove.example
  summary: Studies rivers.
  image: https://ashgrove.example/me.jpg
  profiles:
    - {network: GitHub, username: ashgrove}
    - {network: LinkedIn, url: https://www.linkedin.com/in/ashgrove}
work:
  - {name: Norrvik University, position: Lecturer, startDate: 2019-03-01, endDate: null}
  - {name: Wick GmbH, position: Engineer, startDate: 2014-01, endDate: 2019-02-28}
education:
  - institution: Brill Institute
    area: Hydrology
    studyType: PhD
    startDate: 2010-10-01
    endDate: 2013-12-01
publications:
  - name: Weirs of the north
    publisher: Canal Letters
    releaseDate: 2016-05-01
    url: https://doi.org/10.5555/cl.2016.2
awards:
  - {title: Weir Prize, awarder: Canal Society, date: 2018-01-01}
"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("resume.json", json.dumps(_RESUME)),
        ("cv.json", json.dumps(_RESUME, indent=2)),
        ("resume.json", json.dumps(_OLD_RESUME)),
        ("resume.yaml", _YAML_RESUME),
    ],
)
def test_a_json_resume_says_the_same_with_new_and_old_keys(name: str, text: str) -> None:
    given = Given(name=name, content=text.encode())
    form = form_of(given)
    found = read(given)

    assert form is not None
    assert form.id == "json-resume"
    assert texts_of(found, "name", "email", "homepage", "bio", "links") == (
        "Zoë Ashgrove",
        "zoe@norrvik.example",
        "https://ashgrove.example",
        "Studies rivers.",
        "https://github.com/ashgrove",
        "https://www.linkedin.com/in/ashgrove",
    )
    posts = [item.value for item in found.all("affiliations")]
    assert posts == [
        {
            "organization": "Norrvik University",
            "role": "Lecturer",
            "start": "2019-03",
            "current": True,
        },
        {
            "organization": "Wick GmbH",
            "role": "Engineer",
            "start": "2014-01",
            "end": "2019-02",
            "current": False,
        },
    ]
    (degree,) = found.all("degrees")
    assert isinstance(degree.value, dict)
    assert (degree.value["degree"], degree.value["field"], degree.value["end"]) == (
        "PhD",
        "Hydrology",
        "2013-12",
    )
    assert [item.value for item in found.all("works")] == [
        {
            "title": "Weirs of the north",
            "year": 2016,
            "venue": "Canal Letters",
            "doi": "10.5555/cl.2016.2",
            "authors": [],
        }
    ]
    assert [item.value for item in found.all("awards")] == [
        {"award": "Weir Prize", "organization": "Canal Society", "year": 2018}
    ]
    assert [one.address for one in found.attached] == ["https://ashgrove.example/me.jpg"]


def test_a_headline_and_other_sections_are_left_aside_and_named() -> None:
    found = _read("resume.json", json.dumps(_RESUME))
    assert [(one.what, one.why) for one in found.left_aside] == [
        ("Hydrologist", "a headline need not be a post"),
        ("sections skills", "not read"),
    ]


_CFF = """cff-version: 1.2.0
message: Please cite.
title: Slow Water Tools
authors:
  - family-names: Ashgrove
    given-names: Zoë
    name-particle: van
    orcid: https://orcid.org/0000-0002-1825-0097
    affiliation: Norrvik University
  - name: The Canal Group
date-released: 2023-03-19
identifiers:
  - {type: doi, value: 10.5555/swt.1}
preferred-citation:
  type: article
  title: Tools for slow water
  authors:
    - {family-names: Ashgrove, given-names: Zoë}
  journal: Canal Letters
  year: 2022
"""


def test_one_author_of_a_citation_file_is_the_claim_with_its_works() -> None:
    found = _read("CITATION.cff", _CFF)
    assert [one.name for one in found.people] == ["Zoë van Ashgrove"]
    assert texts_of(found, "name", "orcid") == (
        "Zoë van Ashgrove",
        "https://orcid.org/0000-0002-1825-0097",
    )
    works = [item.value for item in found.all("works") if isinstance(item.value, dict)]
    assert [(one["title"], one["year"], one.get("doi")) for one in works] == [
        ("Tools for slow water", 2022, None),
        ("Slow Water Tools", 2023, "10.5555/swt.1"),
    ]
    assert [one.what for one in found.left_aside] == ["The Canal Group"]


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2022", "2022"), ("2022-05", "2022-05"), ("2022-05-01T00:00:00Z", "2022-05"),
        ("05/2022", "2022-05"), ("May 2022", "2022-05"), ("Sept. 2020", "2020-09"),
        ("août 2021", "2021-08"), ("März 2019", "2019-03"), ("enero de 2018", "2018-01"),
        ("31.12.2017", "2017-12"), (2016, "2016"), ("soon", None), (None, None),
    ],
)  # fmt: skip
def test_dates_as_people_write_them(written: object, date: str | None) -> None:
    assert year_and_month(written) == date


@pytest.mark.parametrize("words", ["Present", "to date", "heute", "aujourd'hui", "Actualidad"])
def test_words_for_a_running_end(words: str) -> None:
    assert is_running(words)
    assert not is_running("2020")
