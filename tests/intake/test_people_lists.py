"""A list of people says the same in every form, and ``batch`` takes it as it is."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from persona_check.claimfile import row_to_claim
from persona_check.errors import ClaimError
from persona_check.intake.forms import form_of, read
from persona_check.intake.reading import Given, ReadClaim, texts_of
from persona_check.intake.rows import read_rows
from persona_check.model.claim import Claim, EmailAssertion, LinkAssertion, PostAssertion
from tests.intake.workbook_files import ods, xlsx

_FIRST = "Ada Bela Dorte Elif Farid Greta Ivo Kaja Lotte Mirko Nadia Oskar Søren Zoë Íris".split()
_LAST = "Ashgrove Brannock Dunmore Müller-Elsworth".split()
_PLACES = ("Norrvik University", "Tessaly Institute", "Wick GmbH", "Selden Hospital")
_ROLES = ("Lecturer", "Head of Research", "Senior Data Engineer", "Professor of Law")


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    first: str
    last: str
    place: str
    role: str

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}"

    @property
    def email(self) -> str:
        return f"s{abs(_SPEAKERS.index(self))}@{self.place.split()[0].lower()}.example"

    @property
    def handle(self) -> str:
        return f"slow_water_{_SPEAKERS.index(self)}"

    @property
    def bio(self) -> str:
        return (
            f"{self.first} studies rivers at {self.place}; before that “slow water”,\n"
            f"{self.last} says, was a hobby that began in 2009, and a long one at that."
        )


_SPEAKERS = [
    Speaker(first=first, last=last, place=_PLACES[at % 4], role=_ROLES[(at + len(last)) % 4])
    for at, first in enumerate(_FIRST)
    for last in _LAST
]


def _csv(header: Sequence[str], *, delimiter: str = ",", talks: int = 1, before: str = "") -> str:
    stream = io.StringIO()
    stream.write(before)
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([header, *_rows(header, talks)])
    return stream.getvalue()


def _rows(header: Sequence[str], talks: int = 1) -> list[list[str]]:
    return [
        [_CELLS[heading](one) if heading in _CELLS else f"{heading} {number}" for heading in header]
        for one in _SPEAKERS
        for number in range(talks)
    ]


_CELLS: dict[str, Callable[[Speaker], str]] = {
    **dict.fromkeys(("FirstName", "Vorname", "first name", "Prénom"), lambda one: one.first),
    **dict.fromkeys(("LastName", "Nachname", "last name", "Nom"), lambda one: one.last),
    **dict.fromkeys(
        ("Name", "Speaker", "Nombre y apellidos", "Naam spreker"), lambda one: one.name
    ),
    **dict.fromkeys(
        ("Email", "E-Mail-Adresse", "Courriel", "Correo electrónico", "contact"),
        lambda one: one.email,
    ),
    **dict.fromkeys(
        ("Affiliation", "Firma / Institution", "Organisme", "Institución", "Organisatie"),
        lambda one: one.place,
    ),
    **dict.fromkeys(
        ("Position", "Job title", "Fonction", "Cargo", "Functie"), lambda one: one.role
    ),
    **dict.fromkeys(("Bio", "Kurzbiografie", "Notice", "Semblanza", "txt"), lambda one: one.bio),
    "TagLine": lambda one: f"{one.role}, {one.place}",
    "Titel und Institution": lambda one: f"{one.role} | {one.place}",
    **dict.fromkeys(("Twitter", "X (Twitter)"), lambda one: f"https://twitter.com/{one.handle}"),
    "Twitter-Handle": lambda one: f"@{one.handle}",
    "Speaker Id": lambda one: f"id-{_SPEAKERS.index(one)}",
}
_SESSIONIZE = (
    "Session Id,Title,Description,Owner,Room,Speaker Id,FirstName,LastName,Email,TagLine,Bio,"
    "X (Twitter),T-Shirt size"
).split(",")
_GERMAN = (
    "Nachname;Vorname;Firma / Institution;Position;E-Mail-Adresse;Kurzbiografie;Twitter-Handle;"
    "Übernachtung?"
).split(";")
_ENGLISH = "Name,Affiliation,Job title,Email,Bio,Twitter".split(",")


def _record(one: Speaker) -> dict[str, object]:
    return {
        "name": one.name,
        "title": one.role,
        "company": one.place,
        "email": one.email,
        "bio": one.bio,
        "social": {"twitter": one.handle, "mastodon": None},
    }


def _sessionize_all() -> dict[str, object]:
    return {
        "sessions": [
            {"id": "1", "title": "Slow water", "speakers": ["id-0"], "questionAnswers": []}
        ],
        "speakers": [
            {
                "id": f"id-{at}",
                "firstName": one.first,
                "lastName": one.last,
                "fullName": one.name,
                "bio": one.bio,
                "tagLine": f"{one.role} at {one.place}",
                "profilePicture": "https://pictures.example/1.jpg",
                "isTopSpeaker": False,
                "links": [
                    {
                        "title": "X (Twitter)",
                        "url": f"https://twitter.com/{one.handle}",
                        "linkType": "Twitter",
                    }
                ],
                "sessions": [at],
                "questionAnswers": [{"questionId": 7, "answerValue": one.email}],
                "categoryItems": [],
            }
            for at, one in enumerate(_SPEAKERS)
        ],
        "questions": [{"id": 7, "question": "Email address", "questionType": "Short_Text"}],
        "categories": [],
        "rooms": [{"id": 1, "name": "Hall A", "sort": 0}],
    }


def _pretalx() -> dict[str, object]:
    def answers(one: Speaker) -> list[object]:
        asked = (
            ({"en": "What is your affiliation?", "de": "Institution"}, one.place),
            ({"en": "Job title"}, one.role),
            ({"en": "Social (Twitter)"}, one.handle),
            ({"en": "T-shirt size"}, "M"),
        )
        return [
            {"id": at, "question": {"id": at, "question": words}, "answer": answer, "options": []}
            for at, (words, answer) in enumerate(asked)
        ]

    return {
        "count": len(_SPEAKERS),
        "next": None,
        "previous": None,
        "results": [
            {
                "code": f"A{at:05}",
                "name": one.name,
                "biography": one.bio,
                "submissions": ["B1"],
                "avatar_url": None,
                "email": one.email,
                "timezone": "Europe/Norrvik",
                "locale": "en",
                "answers": answers(one),
            }
            for at, one in enumerate(_SPEAKERS)
        ],
    }


def _toml() -> str:
    return "".join(
        f'[[speakers]]\nname = "{one.name}"\nrole = "{one.role}"\ncompany = "{one.place}"\n'
        f'email = "{one.email}"\ntwitter = "{one.handle}"\ndescription = """{one.bio}"""\n\n'
        for one in _SPEAKERS
    )


def _yaml() -> str:
    def quoted(text: str) -> str:
        return json.dumps(text, ensure_ascii=False)

    return "".join(
        f"s{at}:\n  nom: {one.name}\n  pos: {quoted(f'{one.role}, {one.place}, Norrland')}\n"
        f"  mail: {one.email}\n  twitter: {one.handle}\n  txt: {quoted(one.bio)}\n"
        for at, one in enumerate(_SPEAKERS)
    )


_FORMS: dict[str, Callable[[], bytes]] = {
    "sessionize.xlsx": lambda: xlsx([_SESSIONIZE, *_rows(_SESSIONIZE, talks=2)]),
    "sessionize-all.json": lambda: json.dumps(_sessionize_all()).encode(),
    "pretalx.json": lambda: json.dumps(_pretalx(), indent=1).encode(),
    "excel.csv": lambda: _csv(_GERMAN, delimiter=";", before="sep=;\r\n").encode("cp1252"),
    "mac.csv": lambda: _csv(_ENGLISH).replace("\r\n", "\r").encode("mac-roman"),
    "unicode.txt": lambda: _csv(_ENGLISH, delimiter="\t").encode("utf-16"),
    "with-mark.csv": lambda: _csv(_ENGLISH).encode("utf-8-sig"),
    "tabs.tsv": lambda: _csv(["Speaker", *_ENGLISH[1:]], delimiter="\t").encode(),
    "french.csv": lambda: _csv(
        "Nom;Prénom;Organisme;Fonction;Courriel;Notice;Twitter".split(";"), delimiter=";"
    ).encode(),
    "spanish.csv": lambda: _csv(
        "Nombre y apellidos,Institución,Cargo,Correo electrónico,Semblanza,Twitter".split(",")
    ).encode(),
    "dutch.csv": lambda: _csv(
        "Naam spreker,Organisatie,Functie,contact,txt,Twitter".split(",")
    ).encode(),
    "one-line.csv": lambda: _csv(
        "Name,Titel und Institution,Email,Bio,Twitter".split(",")
    ).encode(),
    "list.ods": lambda: ods([["Speakers of the day"], [""], _ENGLISH, *_rows(_ENGLISH)]),
    "list.yaml": lambda: _yaml().encode(),
    "list.toml": lambda: _toml().encode(),
    "hugo.json": lambda: json.dumps({"speakers": [_record(one) for one in _SPEAKERS]}).encode(),
    "by-name.json": lambda: json.dumps({one.name: _record(one) for one in _SPEAKERS}).encode(),
}


def _said(claim: Claim) -> tuple[object, ...]:
    return (
        claim.name,
        [(post.organization, post.role) for post in claim.all(PostAssertion)],
        [mail.value for mail in claim.all(EmailAssertion)],
        [link.url for link in claim.all(LinkAssertion)],
        " ".join((claim.bio or "").split()),
    )


_WANTED = sorted(
    (
        one.name,
        [(one.place, one.role)],
        [one.email],
        [f"https://twitter.com/{one.handle}"],
        " ".join(one.bio.split()),
    )
    for one in _SPEAKERS
)


@pytest.mark.parametrize("form", _FORMS)
def test_the_same_list_says_the_same_in_every_form(tmp_path: Path, form: str) -> None:
    path = tmp_path / form
    path.write_bytes(_FORMS[form]())

    claims = [row_to_claim(row, path, read_bio=lambda _: ()) for row in read_rows(path)]

    assert len(claims) == 60
    assert sorted(map(_said, claims)) == _WANTED


@pytest.mark.parametrize("form", _FORMS)
def test_what_is_read_of_a_list_is_what_the_batch_takes(form: str) -> None:
    found = read(Given(name=form, content=_FORMS[form]()))

    assert sorted(person.name or "" for person in found.people) == sorted(s.name for s in _SPEAKERS)
    assert {texts_of(person, "email") for person in found.people} == {
        (one.email,) for one in _SPEAKERS
    }
    assert all(person.row for person in found.people)


def test_places_name_row_and_column_and_what_was_not_used_is_told_once() -> None:
    found = read(Given(name="excel.csv", content=_FORMS["excel.csv"]()))
    first = found.people[0]

    assert [(item.key, item.place) for item in first.items][:3] == [
        ("name", "row 3, column “Nachname”"),
        ("affiliations", "row 3, column “Firma / Institution”"),
        ("role", "row 3, column “Position”"),
    ]
    assert [one.why for one in found.left_aside] == [
        "the file is not UTF-8; read as Windows-1252. If names look wrong, save it as UTF-8",
        "ignoring unknown column “Übernachtung?”",
    ]


def _people(name: str, text: str | bytes) -> tuple[ReadClaim, ...]:
    content = text if isinstance(text, bytes) else text.encode()
    return read(Given(name=name, content=content)).people


def _names(name: str, text: str) -> list[str | None]:
    return [person.name for person in _people(name, text)]


def test_contributions_with_several_presenters_become_people() -> None:
    text = (
        "Id,Title,Session,Presenters\n"
        '1,Slow water,S1,"Ada Ashgrove, Ben Brannock"\n2,Weirs,S1,Ada Ashgrove\n'
        "3,Locks,S2,Cy Dunmore\n"
    )
    assert _names("contributions.csv", text) == ["Ada Ashgrove", "Ben Brannock", "Cy Dunmore"]


def test_emails_of_several_go_to_each_where_they_are_as_many() -> None:
    text = (
        "Title,Author Names,Author Emails\n"
        "Weirs,Ada Ashgrove; Ben Brannock,a@wick.example; b@wick.example\n"
    )
    people = _people("papers.csv", text)
    assert [(one.name, *texts_of(one, "email")) for one in people] == [
        ("Ada Ashgrove", "a@wick.example"),
        ("Ben Brannock", "b@wick.example"),
    ]


def test_a_row_that_names_two_people_beside_one_email_is_not_checked(tmp_path: Path) -> None:
    path = tmp_path / "talks.csv"
    path.write_text("name,email\nAda Ashgrove and Ben Brannock,a@wick.example\nCy Dunmore,\n")
    first, second = read_rows(path)

    with pytest.raises(ClaimError, match="names 2 people: “Ada Ashgrove and Ben Brannock”"):
        row_to_claim(first, path)
    assert row_to_claim(second, path).name == "Cy Dunmore"
    (shown, _) = _people("talks.csv", path.read_bytes())
    assert (shown.name, texts_of(shown, "email")) == ("Ada Ashgrove and Ben Brannock", ())
    assert "names 2 people" in shown.left_aside[0].why


@pytest.mark.parametrize(
    "name", ["José Ortega y Gasset", "Ada Ashgrove, PhD", "Wu Fei", "Anna e Silva", "Li, Wei"]
)
def test_one_person_stays_one(name: str) -> None:
    assert _names("s.csv", f'name,email\n"{name}",a@wick.example\n') == [name]


def test_two_people_of_one_name_stay_two() -> None:
    text = (
        "Talk,Speaker,Affiliation,Email\nA,Ada Ashgrove,Norrvik University,a@norrvik.example\n"
        "B,Ada Ashgrove,Selden Hospital,b@selden.example\nC,Ada Ashgrove,,a@norrvik.example\n"
    )
    people = _people("talks.csv", text)
    assert [texts_of(one, "email") for one in people] == [
        ("a@norrvik.example",),
        ("b@selden.example",),
    ]


def test_what_rows_of_one_person_add_is_kept() -> None:
    text = (
        "Session,Speaker Id,Name,LinkedIn,Company\nA,7,Ada Ashgrove,,Wick GmbH\n"
        "B,7,Ada Ashgrove,https://www.linkedin.com/in/ashgrove,Wick GmbH\n"
    )
    (one,) = _people("s.csv", text)
    assert texts_of(one, "affiliations", "links") == (
        "Wick GmbH",
        "https://www.linkedin.com/in/ashgrove",
    )


def test_a_list_without_talks_keeps_its_rows() -> None:
    assert len(_names("s.csv", "name,email\nAda Roe,a@x.example\nAda Roe,a@x.example\n")) == 2


def test_openreview_profiles_keep_their_dated_history() -> None:
    profile = {
        "id": "~Ada_Ashgrove1",
        "content": {
            "names": [
                {"first": "A.", "last": "Ashgrove"},
                {"first": "Ada", "last": "Ashgrove", "preferred": True},
            ],
            "preferredEmail": "****@norrvik.example",
            "history": [
                {
                    "position": "Lecturer",
                    "start": 2014,
                    "end": None,
                    "institution": {"name": "Norrvik University"},
                }
            ],
            "relations": [{"name": "Ben Brannock", "email": "b@wick.example"}],
            "gscholar": "https://scholar.google.com/citations?user=AbCdEfGhIjKl",
        },
    }
    (one,) = _people("profiles.json", json.dumps({"profiles": [profile]}))
    assert (one.id, one.name, texts_of(one, "also_known_as", "email")) == (
        "~Ada_Ashgrove1",
        "Ada Ashgrove",
        ("A. Ashgrove",),
    )
    assert [item.value for item in one.all("affiliations")] == [
        {
            "organization": "Norrvik University",
            "role": "Lecturer",
            "start": "2014",
            "current": True,
        }
    ]


@pytest.mark.parametrize(
    ("name", "text", "names"),
    [
        ("x.yaml", "- {name: Ada Roe, org: Wick}\n- {name: No, org: Off}\n", ["Ada Roe", "No"]),
        ("x.yaml", "chairs:\n  - Ada Roe (Wick GmbH)\n  - Ben Poe\n", ["Ada Roe", "Ben Poe"]),
        ("x.json", '[{"title": "Weirs", "speaker": "Ada Roe", "time": "9:00"}]', ["Ada Roe"]),
        (
            "x.json",
            '{"days": [{"sessions": [{"title": "A", "speakers": [{"name": "Ada Roe"}]},'
            ' {"title": "B", "speakers": [{"name": "Ada Roe"}, {"name": "Ben Poe"}]}]}]}',
            ["Ada Roe", "Ben Poe"],
        ),
        ("x.json", '[{"name": "Ada", "surname": "Roe", "email": "a@x.example"}]', ["Ada Roe"]),
        ("x.csv", "Name,Vorname,Firma\nRoe,Ada,Wick\n", ["Ada Roe"]),
        ("x.csv", "first,last,paper,affiliation\nAda,Roe,3,Wick\n", ["Ada Roe"]),
        ("x.csv", "Your full name,Where do you work?\nAda Roe,Wick\n", ["Ada Roe"]),
        (
            "x.toml",
            '[ada]\nname = "Ada Roe"\njob = "Dean"\n[ben]\nname = "Ben Poe"\njob = "Dean"\n',
            ["Ada Roe", "Ben Poe"],
        ),
    ],
)
def test_lists_that_people_keep_by_hand(name: str, text: str, names: list[str]) -> None:
    assert _names(name, text) == names


def test_forms_of_address_and_parts_at_the_event_are_no_posts() -> None:
    text = "Title,Name,Role,Organization\nDr.,Ada Roe,Speaker,Wick\nProf.,Ben Poe,Moderator,Brill\n"
    people = _people("s.csv", text)
    assert [texts_of(one, "role", "affiliations") for one in people] == [("Wick",), ("Brill",)]


def test_a_claim_file_is_no_list_of_the_people_it_names(tmp_path: Path) -> None:
    claim = 'name = "Ada Roe"\ncoauthors = ["Ben Poe", "Cy Moe"]\n[[affiliations]]\nname = "Wick"\n'
    form = form_of(Given(name="claim.toml", content=claim.encode()))
    assert form is None or form.reader != "people_list:read"
