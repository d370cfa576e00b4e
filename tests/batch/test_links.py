import json
from pathlib import Path

from persona_check.batch.links import Link, LinkKind, links_as_json, links_between, links_in
from persona_check.claimfile import read_rows, row_to_claim

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


def written(folder: Path, *rows: dict[str, object] | str) -> Path:
    path = folder / "claims.jsonl"
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_claims_that_share_a_picture_an_identifier_an_address_or_a_page_are_linked(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.png").write_bytes(PNG)
    (tmp_path / "copy.png").write_bytes(PNG)
    (tmp_path / "b.png").write_bytes(PNG + b"x")
    path = written(
        tmp_path,
        {"id": "a", "name": "Ada", "photo": "a.png", "orcid": "0000-0002-1825-0097"},
        {"id": "b", "name": "Bo", "photo": "copy.png", "email": "desk@x.example"},
        "not a row",
        {"id": "c", "name": "Cy", "photo": "b.png", "email": "DESK@x.example",
         "orcid": "0000-0002-1825-0097"},
        {"id": "d", "name": "Di", "homepage": "https://x.example/di", "email_domain": "x.example"},
        {"id": "e", "name": "Ed", "homepage": "http://X.example/di/", "email_domain": "x.example"},
    )  # fmt: skip
    found = links_in(path)
    picture = found[0].value
    assert found == (
        Link(kind=LinkKind.PICTURE, value=picture, claims=("a", "b")),
        Link(kind=LinkKind.IDENTIFIER, value="orcid:0000-0002-1825-0097", claims=("a", "c")),
        Link(kind=LinkKind.ADDRESS, value="desk@x.example", claims=("b", "c")),
        Link(kind=LinkKind.PAGE, value="x.example/di", claims=("d", "e")),
    )
    assert len(picture) == 12


def test_a_ring_that_names_each_other_is_one_link_and_a_one_sided_mention_none(
    tmp_path: Path,
) -> None:
    path = written(
        tmp_path,
        {"id": "a", "name": "Ada One", "coauthors": ["Bo Two", "Zed Zero"]},
        {"id": "b", "name": "Bo Two", "coauthors": ["ada  ONE", "Cy Three"]},
        {"id": "c", "name": "C. Three", "also_known_as": ["Cy Three"], "coauthors": ["Bo Two"]},
        {"id": "d", "name": "Di Four", "coauthors": ["Ada One", "Di Four"]},
    )
    assert links_in(path) == (Link(kind=LinkKind.EACH_OTHER, value="", claims=("a", "b", "c")),)


def test_other_keys_of_a_portrait_can_be_given(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PNG)
    (tmp_path / "b.png").write_bytes(PNG + b"x")
    path = written(
        tmp_path,
        {"id": "a", "name": "Ada", "photo": "a.png"},
        {"id": "b", "name": "Bo", "photo": "b.png"},
    )
    claims = [row_to_claim(row, path) for row in read_rows(path)]
    assert links_between(claims) == ()
    assert links_between(claims, lambda exhibit: ((LinkKind.PICTURE, "frame"),)) == (
        Link(kind=LinkKind.PICTURE, value="frame", claims=("a", "b")),
    )


def test_every_link_says_what_else_would_fit() -> None:
    links = [Link(kind=kind, value="v", claims=("a", "b")) for kind in LinkKind]
    document = json.loads(links_as_json(links))
    assert [entry["kind"] for entry in document["links"]] == [kind.value for kind in LinkKind]
    assert all(entry["innocent_explanation"] for entry in document["links"])
