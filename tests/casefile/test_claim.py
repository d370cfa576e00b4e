"""A claim in a bundle: what goes in comes out, and what was touched is refused."""

import asyncio
import json
from pathlib import Path

import pytest

from persona_check.casefile.bundle import read_bundle, write_bundle
from persona_check.casefile.claim import claim_in, files_of
from persona_check.errors import UsageError
from persona_check.exhibits.records import examined
from persona_check.model.claim import (
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
from persona_check.progress import SilentProgress
from persona_check.report.json_v1 import JsonV1
from persona_check.session import assess, gather
from persona_check.sources.registry import build
from tests.askers import save_run
from tests.cli.running import ran
from tests.world_wire import NOW, WorldWire, claim_of, client_over, world_settings

CLAIM = Claim(
    id="c-1",
    name="Mira Vantongeren \u202e",
    also_known_as=("M. V.",),
    assertions=(
        PostAssertion(
            id="a1", origin="x", organization="U", role="R", start_year=2010, current=True
        ),
        DegreeAssertion(id="a2", origin="x", degree="PhD", end_year=2009),
        WorkAssertion(id="a3", origin="x", title="T", doi="10.5555/t", position="first"),
        WorkCountAssertion(id="a4", origin="x", count=7, venue="J"),
        BookAssertion(id="a5", origin="x", title="B"),
        CoauthorAssertion(id="a6", origin="x", name="Jo Quill"),
        IdentifierAssertion(
            id="a7", origin="x", scheme=IdentifierScheme.ORCID, identifier="0000-0002-1825-0097"
        ),
        LinkAssertion(id="a8", origin="x", url="https://m.example/", role=LinkRole.STAFF_PAGE),
        EmailAssertion(id="a9", origin="x", domain="m.example", address="m@m.example"),
        AwardAssertion(id="a10", origin="x", award="P", year=2020),
        MembershipAssertion(id="a11", origin="x", role="Fellow"),
        FoundedAssertion(id="a12", origin="x", organization="F"),
        FieldAssertion(id="a13", origin="x", field="wolves"),
        LifeEventAssertion(id="a14", origin="x", event=LifeEvent.BORN, year=1980),
        PhotoAssertion(id="a15", origin="x", exhibit="e1", file_name="../face.jpg"),
        MessageAssertion(id="a16", origin="x", exhibit="e2", file_name="m.eml"),
    ),
    exhibits=(
        Exhibit(
            id="e1",
            kind=ExhibitKind.PHOTO,
            file_name="../face.jpg",
            content=b"\xff\xd8\x00",
            origin="--photo",
        ),
        Exhibit(id="e2", kind=ExhibitKind.MESSAGE, file_name="m.eml", content=b"", origin="--eml"),
    ),
    bio="She counts wolves.",
    origin="claim.toml",
)


@pytest.mark.parametrize(
    "claim",
    [CLAIM, Claim(id="c", name="A"), *(claim_of(who) for who in ("researcher", "ethicist"))],
    ids=lambda claim: claim.id,
)
def test_a_claim_comes_out_of_a_bundle_as_it_went_in(claim: Claim, tmp_path: Path) -> None:
    write_bundle(tmp_path / "c.zip", as_of=NOW, envelopes=[], files=files_of(claim))
    assert claim_in(read_bundle(tmp_path / "c.zip").files) == claim


def test_no_file_of_a_claim_is_named_by_the_claim() -> None:
    assert set(files_of(CLAIM)) == {"claim.json", "exhibit-1.bin", "exhibit-2.bin"}


def test_a_bundle_without_a_claim_holds_none() -> None:
    assert claim_in({"report.json": b"{}"}) is None


@pytest.mark.parametrize(
    "change",
    [
        {"claim": 2},
        {"name": None, "assertions": 3},
        {"assertions": [{"kind": "mood"}]},
        {"assertions": [{"kind": "coauthor", "id": "a1", "origin": "x", "name": 3}]},
        {
            "exhibits": [
                {"id": "e1", "kind": "photo", "file_name": "x", "origin": "x", "content": "-"}
            ]
        },
    ],
)
def test_a_claim_that_cannot_be_read_is_refused_with_a_hint(change: dict[str, object]) -> None:
    content = json.loads(files_of(Claim(id="c", name="A"))["claim.json"]) | change
    with pytest.raises(UsageError) as caught:
        claim_in({"claim.json": json.dumps(content).encode()})
    assert caught.value.hint is not None


@pytest.mark.parametrize("content", [b"[" * 100_000, b'{"claim":' * 50_000, b"1", b""])
def test_a_claim_made_to_exhaust_its_reader_is_refused(content: bytes) -> None:
    with pytest.raises(UsageError, match="the claim in the bundle cannot be read"):
        claim_in({"claim.json": content})


def test_half_a_character_in_a_bundle_is_refused_as_in_a_claim_file() -> None:
    content = files_of(Claim(id="c", name="A"))["claim.json"].replace(b'"A"', rb'"A\ud800"')
    with pytest.raises(UsageError, match="the claim in the bundle cannot be read"):
        claim_in({"claim.json": content})


@pytest.mark.parametrize("who", ["researcher", "ethicist", "professor"])
def test_a_bundle_alone_runs_again_to_the_same_bytes(
    who: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    claim, path = claim_of(who), tmp_path / "case.zip"

    async def first() -> str:
        settings = world_settings()
        client = client_over(WorldWire({"crossref": ("503", 0.5)}, seed=7), settings)
        lookups = await gather(
            claim, build(settings), client, settings=settings, progress=SilentProgress()
        )
        report = assess(claim, lookups, examined(claim, as_of=NOW), as_of=NOW, settings=settings)
        save_run(client, path, files_of(claim))
        return JsonV1().render(report)

    live = asyncio.run(first())
    again = ran(capsys, "check", "--replay", str(path), "--json")
    assert (again.code, again.err, again.out) == (0, "", live)
