import json
from dataclasses import replace
from pathlib import Path

import pytest

from persona_check.claimfile import ClaimFlags, claim_from_flags, read_rows, row_to_claim
from persona_check.errors import ClaimError, UsageError
from persona_check.model.claim import (
    Assertion,
    AwardAssertion,
    BookAssertion,
    Claim,
    CoauthorAssertion,
    DegreeAssertion,
    EmailAssertion,
    FieldAssertion,
    FoundedAssertion,
    IdentifierAssertion,
    IdentifierScheme,
    LifeEvent,
    LifeEventAssertion,
    LinkAssertion,
    LinkRole,
    MembershipAssertion,
    MessageAssertion,
    PhotoAssertion,
    PostAssertion,
    WorkAssertion,
    WorkCountAssertion,
)
from persona_check.model.exhibit import Exhibit, ExhibitKind

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
EML = b"From: a@uni.example\r\nSubject: x\r\n\r\nHello\r\n"


def bare(claim: Claim) -> list[Assertion]:
    """The assertions without ids and origins."""
    return [replace(assertion, id="", origin="") for assertion in claim.assertions]


def origins(claim: Claim) -> list[tuple[str, str]]:
    return [(assertion.value, assertion.origin) for assertion in claim.assertions]


def of_file(path: Path, text: str) -> Claim:
    path.write_text(text, encoding="utf-8")
    return claim_from_flags(ClaimFlags(), claim_file=path)


def test_flags_make_a_claim_whose_items_name_their_option(tmp_path: Path) -> None:
    (tmp_path / "face.png").write_bytes(PNG)
    (tmp_path / "other.png").write_bytes(PNG)
    (tmp_path / "mail.eml").write_bytes(EML)
    (tmp_path / "bio.txt").write_text("Ada studies rivers.\n", encoding="utf-8")
    claim = claim_from_flags(
        ClaimFlags(
            name="  Ada\tExample ",
            also_known_as=("A. Example",),
            affiliation=("University of X (2015–)", "Institute Y (2010-2014)"),
            role="Professor",
            field=("hydrology",),
            degree=("PhD in Physics, University of Z (2009)",),
            orcid="https://orcid.org/0000-0002-1825-0097",
            scholar="AbCdEfGhIjKl",
            doi=("https://doi.org/10.5555/R.1",),
            work=("On Rivers (J. Water, 2014)",),
            coauthor=("Bo Sample",),
            photo=str(tmp_path / "face.png"),
            photo_reference=(str(tmp_path / "other.png"),),
            bio=str(tmp_path / "bio.txt"),
            email="ada@X.example",
            homepage="ada.example",
            link=("https://www.linkedin.com/in/ada", "https://github.com/ada-x"),
            eml=str(tmp_path / "mail.eml"),
        )
    )
    assert (claim.id, claim.name, claim.also_known_as) == ("claim", "Ada Example", ("A. Example",))
    assert claim.bio == "Ada studies rivers.\n"
    assert origins(claim) == [
        ("Professor, University of X (2015–today)", "--affiliation"),
        ("Institute Y (2010–2014)", "--affiliation"),
        ("hydrology", "--field"),
        ("PhD, Physics, University of Z (–2009)", "--degree"),
        ("orcid:0000-0002-1825-0097", "--orcid"),
        ("scholar:AbCdEfGhIjKl", "--scholar"),
        ("https://ada.example", "--homepage"),
        ("https://www.linkedin.com/in/ada", "--link"),
        ("github:ada-x", "--link"),
        ("ada@X.example", "--email"),
        ("On Rivers (J. Water, 2014)", "--work"),
        ("doi:10.5555/r.1", "--doi"),
        ("Bo Sample", "--coauthor"),
        ("face.png", "--photo"),
        ("mail.eml", "--eml"),
    ]
    assert [assertion.id for assertion in claim.assertions] == [f"a{n}" for n in range(1, 16)]
    assert claim.exhibits == (
        Exhibit(
            id="e1", kind=ExhibitKind.PHOTO, file_name="face.png", content=PNG, origin="--photo"
        ),
        Exhibit(
            id="e2",
            kind=ExhibitKind.PHOTO_REFERENCE,
            file_name="other.png",
            content=PNG,
            origin="--photo-reference",
        ),
        Exhibit(
            id="e3", kind=ExhibitKind.MESSAGE, file_name="mail.eml", content=EML, origin="--eml"
        ),
    )
    assert claim.assertions[-2] == PhotoAssertion(
        id="a14", origin="--photo", exhibit="e1", file_name="face.png"
    )
    assert claim.assertions[-1] == MessageAssertion(
        id="a15", origin="--eml", exhibit="e3", file_name="mail.eml"
    )


TOML = """\
name = "Ada Example"
also_known_as = ["A. Example"]
role = "Professor"
orcid = "0000-0002-1825-0097"
homepage = "https://ada.example/"
affiliations = [
  "University of X",
  { org = "Institute Y", role = "Fellow", unit = "Rivers", from=2010, to=2014, full_time=true },
]
works = [
  "On Rivers (2014)",
  { title = "On Lakes", year = 2016, venue = "J. Water", doi = "10.5555/l", position = "first" },
]
work_counts = [{ count = 40, venue = "J. Water" }, 120]
books = ["The River (Water Press, 2018)", { title = "The Lake", year = 2019 }]
degrees = [{ degree = "PhD", school = "University of Z", field = "Physics", from=2005, to=2009 }]
awards = ["River Prize (2017)", { award = "Lake Medal", organization = "Society", year = 2018 }]
memberships = ["editor, J. Water (2014-2018)", "Water Society", { role = "chair", org = "W" }]
founded = ["Rivers Ltd (2012)", { organization = "Lakes Ltd", year = 2013 }]

[[timeline]]
event = "born"
start = 1980
"""


def test_a_toml_file_holds_every_kind_of_item_with_its_line(tmp_path: Path) -> None:
    claim = of_file(tmp_path / "claim.toml", TOML)
    assert (claim.id, claim.origin) == ("claim", "claim.toml")
    assert bare(claim) == [
        PostAssertion(
            id="", origin="", organization="University of X", role="Professor", current=True
        ),
        PostAssertion(
            id="",
            origin="",
            organization="Institute Y",
            role="Fellow",
            department="Rivers",
            start_year=2010,
            end_year=2014,
            full_time=True,
        ),
        DegreeAssertion(
            id="",
            origin="",
            degree="PhD",
            organization="University of Z",
            field="Physics",
            start_year=2005,
            end_year=2009,
        ),
        IdentifierAssertion(
            id="", origin="", scheme=IdentifierScheme.ORCID, identifier="0000-0002-1825-0097"
        ),
        LinkAssertion(id="", origin="", url="https://ada.example/"),
        WorkAssertion(id="", origin="", title="On Rivers", year=2014),
        WorkAssertion(
            id="",
            origin="",
            title="On Lakes",
            year=2016,
            venue="J. Water",
            doi="10.5555/l",
            position="first",
        ),
        WorkCountAssertion(id="", origin="", count=40, venue="J. Water"),
        WorkCountAssertion(id="", origin="", count=120),
        BookAssertion(id="", origin="", title="The River (Water Press)", year=2018),
        BookAssertion(id="", origin="", title="The Lake", year=2019),
        AwardAssertion(id="", origin="", award="River Prize", year=2017),
        AwardAssertion(id="", origin="", award="Lake Medal", organization="Society", year=2018),
        MembershipAssertion(
            id="", origin="", role="editor", organization="J. Water", start_year=2014, end_year=2018
        ),
        MembershipAssertion(id="", origin="", role="member", organization="Water Society"),
        MembershipAssertion(id="", origin="", role="chair", organization="W"),
        FoundedAssertion(id="", origin="", organization="Rivers Ltd", year=2012),
        FoundedAssertion(id="", origin="", organization="Lakes Ltd", year=2013),
        LifeEventAssertion(id="", origin="", event=LifeEvent.BORN, year=1980),
    ]
    assert [assertion.origin for assertion in claim.assertions][:7] == [
        "claim.toml:7 affiliations[0]",
        "claim.toml:8 affiliations[1]",
        "claim.toml:16 degrees[0]",
        "claim.toml:4 orcid",
        "claim.toml:5 homepage",
        "claim.toml:11 works[0]",
        "claim.toml:12 works[1]",
    ]


def test_flags_lie_on_top_of_a_claim_file(tmp_path: Path) -> None:
    path = tmp_path / "claim.json"
    path.write_text('{"id": "c7", "name": "Ada Example", "works": ["On Rivers"]}')
    claim = claim_from_flags(ClaimFlags(name="Ada Example", email="x.example"), claim_file=path)
    assert claim.id == "c7"
    assert origins(claim) == [("On Rivers", "claim.json:1 works[0]"), ("x.example", "--email")]
    with pytest.raises(ClaimError, match="NAME: differs from another name: “Ada Example”"):
        claim_from_flags(ClaimFlags(name="Bo"), claim_file=path)


def test_an_item_stated_twice_is_one_item() -> None:
    claim = claim_from_flags(
        ClaimFlags(name="Ada", work=("On Rivers (2014)", "on rivers. (2014)", "On Rivers (2015)"))
    )
    assert [assertion.value for assertion in claim.assertions] == [
        "On Rivers (2014)",
        "On Rivers (2015)",
    ]


def test_what_the_bio_repeats_is_dropped_and_what_it_adds_is_kept(tmp_path: Path) -> None:
    bio = tmp_path / "bio.txt"
    bio.write_text("Ada (University of X, 2015–) wrote On Lakes.", encoding="utf-8")

    def reader(text: str) -> tuple[Assertion, ...]:
        assert text == "Ada (University of X, 2015–) wrote On Lakes."
        origin = "bio, sentence 1"
        return (
            PostAssertion(id="", origin=origin, organization="university of X", start_year=2015),
            WorkAssertion(id="", origin=origin, title="On Lakes"),
        )

    claim = claim_from_flags(
        ClaimFlags(name="Ada", affiliation=("University of X (2015–)",), bio=str(bio)),
        read_bio=reader,
    )
    assert origins(claim) == [
        ("University of X (2015–today)", "--affiliation"),
        ("On Lakes", "bio, sentence 1"),
    ]


def test_what_the_bio_says_more_of_a_stated_post_is_added_to_it(tmp_path: Path) -> None:
    bio = tmp_path / "bio.txt"
    bio.write_text("Ada has been professor at the University of X since 2015.", encoding="utf-8")

    def reader(_: str) -> tuple[Assertion, ...]:
        return (
            PostAssertion(
                id="",
                origin="bio, sentence 1",
                organization="University of X",
                role="professor",
                start_year=2015,
                full_time=True,
            ),
        )

    flags = ClaimFlags(name="Ada", affiliation=("University of X (2015–)",), bio=str(bio))
    (post,) = claim_from_flags(flags, read_bio=reader).all(PostAssertion)
    assert (post.id, post.origin) == ("a1", "--affiliation")
    assert (post.role, post.full_time) == ("professor", True)


def test_a_role_without_post_is_a_field() -> None:
    claim = claim_from_flags(ClaimFlags(name="Ada", role="property expert"))
    assert bare(claim) == [FieldAssertion(id="", origin="", field="property expert")]


def test_a_staff_page_is_not_a_homepage() -> None:
    claim = claim_from_flags(ClaimFlags(name="Ada", staff_page="https://x.example/ada"))
    assert bare(claim) == [
        LinkAssertion(id="", origin="", url="https://x.example/ada", role=LinkRole.STAFF_PAGE)
    ]


def test_json_lines_of_the_persona_form_are_read_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    row = {
        "id": "p-1",
        "name": "Ada Example",
        "title": "Faculty member",
        "affiliation": "University of X",
        "homepage": None,
        "orcid": "0000-0002-1825-0098",
        "scholar_id": "AbCdEfGhIjKl",
        "email_domain": "x.example",
        "bio": "Ada.",
        "works": [{"title": "On Rivers", "year": 2014, "venue": "WATERCONF"}],
        "coauthors": ["Bo Sample"],
        "photo_kind": "real",
        "timeline": [
            {"event": "born", "org": None, "start": 2009, "end": None},
            {"event": "first_paper", "org": None, "start": 2015, "end": None},
            {"event": "PhD", "org": "University of Z", "start": 2001, "end": None},
            {"event": "post_full_time", "org": "Y", "start": 2014, "end": 2008},
            {"event": "professor", "org": "W", "start": 2005, "end": 2012},
            {"event": "post", "org": "V", "start": 2016, "end": 2029},
            {"event": "award", "role": "River Prize", "start": 2010},
            {"event": "founded", "org": "Rivers Ltd", "start": 2011},
            {"event": "member", "org": "Water Society", "start": 2012},
            {"event": "degree", "role": "MSc", "org": "Z", "start": 2003, "end": 2005},
        ],
    }
    path.write_text("\n" + json.dumps(row) + "\n", encoding="utf-8")
    ignored: list[str] = []
    (only,) = read_rows(path)
    claim = row_to_claim(only, path, ignored=ignored.append)
    assert (only.id, only.line, claim.id, claim.origin) == ("p-1", 2, "p-1", "claims.jsonl:2")
    assert ignored == ["unknown key “photo_kind”"]
    assert bare(claim) == [
        PostAssertion(
            id="", origin="", organization="University of X", role="Faculty member", current=True
        ),
        IdentifierAssertion(
            id="", origin="", scheme=IdentifierScheme.ORCID, identifier="0000-0002-1825-0098"
        ),
        IdentifierAssertion(
            id="", origin="", scheme=IdentifierScheme.SCHOLAR, identifier="AbCdEfGhIjKl"
        ),
        EmailAssertion(id="", origin="", domain="x.example"),
        WorkAssertion(id="", origin="", title="On Rivers", year=2014, venue="WATERCONF"),
        CoauthorAssertion(id="", origin="", name="Bo Sample"),
        LifeEventAssertion(id="", origin="", event=LifeEvent.BORN, year=2009),
        LifeEventAssertion(id="", origin="", event=LifeEvent.FIRST_WORK, year=2015),
        DegreeAssertion(
            id="", origin="", degree="PhD", organization="University of Z", end_year=2001
        ),
        PostAssertion(
            id="", origin="", organization="Y", start_year=2014, end_year=2008, full_time=True
        ),
        PostAssertion(
            id="", origin="", organization="W", role="professor", start_year=2005, end_year=2012
        ),
        PostAssertion(id="", origin="", organization="V", start_year=2016, end_year=2029),
        AwardAssertion(id="", origin="", award="River Prize", year=2010),
        FoundedAssertion(id="", origin="", organization="Rivers Ltd", year=2011),
        MembershipAssertion(
            id="", origin="", role="member", organization="Water Society", start_year=2012
        ),
        DegreeAssertion(
            id="", origin="", degree="MSc", organization="Z", start_year=2003, end_year=2005
        ),
    ]
    assert claim.assertions[4].origin == "claims.jsonl:2 works[0]"


def test_csv_rows_carry_their_line_and_split_lists_at_semicolons(tmp_path: Path) -> None:
    path = tmp_path / "speakers.csv"
    path.write_text(
        "Id,Name,Affiliation,Works,Timeline,Fee\n"
        's1,Ada Example,University of X (2015–),"On Rivers (2014); On Lakes",,10\n'
        "\n"
        's2,"Bo\nSample",,,"[{""event"": ""born"", ""start"": 1980}]",\n'
        ",Cy Third,,,,\n",
        encoding="utf-8-sig",
    )
    claims = [row_to_claim(row, path) for row in read_rows(path)]
    assert [(claim.id, claim.name, origins(claim)) for claim in claims] == [
        (
            "s1",
            "Ada Example",
            [
                ("University of X (2015–today)", "speakers.csv:2 Affiliation[0]"),
                ("On Rivers (2014)", "speakers.csv:2 Works[0]"),
                ("On Lakes", "speakers.csv:2 Works[1]"),
            ],
        ),
        ("s2", "Bo Sample", [("born (1980)", "speakers.csv:4 Timeline[0]")]),
        ("row-6", "Cy Third", []),
    ]


def test_a_json_list_and_tabs_are_read_too(tmp_path: Path) -> None:
    listed = tmp_path / "claims.json"
    listed.write_text('[\n{"id": 7, "name": "Ada"},\n{"name": "Bo"}, 3]')
    assert [(row.id, row.line) for row in read_rows(listed)] == [
        ("7", 2),
        ("row-3", 3),
        ("row-3", 3),
    ]
    tabbed = tmp_path / "claims.tsv"
    tabbed.write_text("id\tname\n1\tAda, the first\n")
    assert [row_to_claim(row, tabbed).name for row in read_rows(tabbed)] == ["Ada, the first"]
    single = tmp_path / "one.json"
    single.write_text('{"name": "Ada"}')
    assert [row_to_claim(row, single).name for row in read_rows(single)] == ["Ada"]


def test_one_claim_is_read_from_one_row_files_too(tmp_path: Path) -> None:
    assert of_file(tmp_path / "one.jsonl", '{"name": "Ada"}\n').name == "Ada"
    assert of_file(tmp_path / "one.csv", "name\nAda\n").name == "Ada"


def test_exhibits_of_a_claim_file_lie_in_its_folder(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "face.png").write_bytes(PNG)
    claim = of_file(tmp_path / "c.toml", 'name = "Ada"\nphoto = "sub/face.png"')
    assert [exhibit.content for exhibit in claim.exhibits] == [PNG]


def test_nothing_outside_the_claims_folder_is_opened(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(PNG)
    folder = tmp_path / "claims"
    folder.mkdir()
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    for name in ("../secret.png", str(tmp_path / "secret.png"), "link.png"):
        with pytest.raises(ClaimError, match="is outside the claim's folder"):
            of_file(folder / "c.json", json.dumps({"name": "Ada", "photo": name}))


def test_no_name_at_all_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="no name given"):
        claim_from_flags(ClaimFlags(email="a@b.example"))


def test_the_bio_is_read_sentence_by_sentence(tmp_path: Path) -> None:
    claim = of_file(
        tmp_path / "c.toml",
        'name = "Ada"\ncoauthors = ["Bo Sample"]\n'
        'bio = "Ada studies rivers. Author of 106 papers at RIVERCONF. Coauthor of Bo Sample."\n',
    )
    assert origins(claim) == [
        ("Bo Sample", "c.toml:2 coauthors[0]"),
        ("106 works at RIVERCONF", "bio, sentence 2"),
    ]
