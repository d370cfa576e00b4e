"""The files of a bundle: what is packed comes out; hostile zips are refused within bounds."""

import io
import random
import struct
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_check.casefile.archive import (
    BundleFileError,
    Change,
    Difference,
    differences,
    pack,
    read_members,
)
from persona_check.casefile.bundle import bundle_members, examine, read_bundle, write_members
from persona_check.errors import UsageError
from tests.web.test_cache import FAILED, NOW, envelope

MEBIBYTE = 1024 * 1024


def zipped(
    *names: str | zipfile.ZipInfo, content: bytes = b"{}", method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", method) as archive:
        for name in names:
            archive.writestr(name, content)
    return memory.getvalue()


def read(tmp_path: Path, content: bytes) -> dict[str, bytes]:
    path = tmp_path / "case.zip"
    path.write_bytes(content)
    return read_members(path)


def why(tmp_path: Path, content: bytes) -> str:
    with pytest.raises(BundleFileError) as caught:
        read(tmp_path, content)
    return str(caught.value)


NAMES = st.from_regex(r"[a-z0-9][a-z0-9._-]{0,20}(/[a-z0-9][a-z0-9._-]{0,20}){0,2}", fullmatch=True)


@given(members=st.dictionaries(NAMES, st.binary(max_size=60), max_size=6))
def test_what_is_packed_comes_out_and_equal_files_give_equal_bytes(
    members: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    backwards = dict(reversed(members.items()))
    assert pack(members) == pack(backwards)
    assert read(tmp_path_factory.mktemp("z"), pack(members)) == members


def test_a_zip_tells_neither_when_nor_on_which_system_it_was_made(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(pack({"a": b"1"}))) as archive:
        (entry,) = archive.infolist()
    assert (entry.date_time, entry.create_system) == ((1980, 1, 1, 0, 0, 0), 3)
    assert entry.external_attr >> 16 == 0o100600  # unpacked, it is for its owner alone


@pytest.mark.parametrize(
    "name",
    [
        "../outside",
        "files/../../outside",
        "/etc/passwd",
        "C:/windows",
        "files\\outside",
        "files//double",
        ".hidden",
        "files/.hidden",
        "files/a b",
        "files/\u202eexe",
        "files/\x1b[31m",
        "x" * 300,
        "/".join("abcdefghij"),
    ],
)
def test_a_name_that_leads_elsewhere_or_tells_something_is_refused(
    name: str, tmp_path: Path
) -> None:
    assert "invalid name" in why(tmp_path, zipped("manifest.json", name))
    with pytest.raises(BundleFileError, match="invalid name"):
        pack({name: b""})


def test_a_name_that_ends_early_for_some_readers_is_refused(tmp_path: Path) -> None:
    content = zipped("files/aXb").replace(b"files/aXb", b"files/a\0b")
    assert why(tmp_path, content) == "it contains a file with an invalid name"


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("second", ["files/x.json", "files/X.json"])
def test_a_name_that_stands_twice_is_refused(second: str, tmp_path: Path) -> None:
    assert why(tmp_path, zipped("files/x.json", second)).startswith("duplicate file ")


def link() -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo("files/x")
    entry.create_system, entry.external_attr = 3, 0o120777 << 16
    return entry


def encrypted(content: bytes) -> bytes:
    """The same zip, its only file marked as encrypted in both places."""
    changed = bytearray(content)
    changed[6] |= 1
    changed[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(changed)


def declared(content: bytes, size_bytes: int) -> bytes:
    """The same zip, each of its files said to be of stated size in its directory."""
    changed = bytearray(content)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + 24 : at + 28] = struct.pack("<I", size_bytes)
        at = changed.find(b"PK\x01\x02", at + 1)
    return bytes(changed)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (zipped(link()), "is not a regular file"),
        (encrypted(zipped("files/x")), "is encrypted"),
        (zipped("files/x", method=zipfile.ZIP_LZMA), "unsupported compression"),
        (zipped("files/x", method=zipfile.ZIP_BZIP2), "unsupported compression"),
        (zipped("files/x", content=b"\0" * 65 * MEBIBYTE), "too large for a bundle"),
        (declared(zipped("files/x"), 65 * MEBIBYTE), "too large for a bundle"),
        (declared(zipped("files/x", content=b"\0" * 9000), 5), "damaged"),
        (zipped(*(f"f{number}" for number in range(20_001)), content=b""), "too large for a"),
        (zipped("x") + b"PK", "added at the end"),
        (b"#!/bin/sh\n" + zipped("x"), "not a zip file"),
        (zipped("x") + zipped("y"), "added to it"),
        (zipped("x")[:-1], "incomplete"),
        (zipped("x")[:40], "incomplete"),
        (b"", "not a zip file"),
        (b"PK", "not a zip file"),
        (b"\x1f\x8b" + b"\0" * 60, "not a zip file"),
    ],
    ids=(
        "link",
        "encrypted",
        "lzma",
        "bzip2",
        "bomb",
        "declared larger",
        "declared smaller",
        "many files",
        "bytes behind",
        "bytes before",
        "two in one",
        "one byte short",
        "half",
        "empty",
        "two bytes",
        "gzip",
    ),
)
def test_a_hostile_or_damaged_zip_is_refused_with_its_reason(
    content: bytes, words: str, tmp_path: Path
) -> None:
    assert words in why(tmp_path, content)


def test_a_comment_in_a_zip_is_refused(tmp_path: Path) -> None:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr("x", b"")
        archive.comment = b"not covered by any hash"
    assert "added at the end" in why(tmp_path, memory.getvalue())


def test_a_directory_of_gigabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0x40000000, 4, 0)
    assert "too large for a bundle" in why(tmp_path, b"PK\x03\x04" + end)


def test_many_files_that_are_large_only_together_are_refused_before_they_are_unpacked(
    tmp_path: Path,
) -> None:
    seventeen = zipped(*(f"f{number}" for number in range(17)))
    assert "stated size" in why(tmp_path, declared(seventeen, 3))
    assert "too large for a bundle" in why(tmp_path, declared(seventeen, 63 * MEBIBYTE))


def test_a_folder_entry_is_no_file(tmp_path: Path) -> None:
    assert read(tmp_path, zipped("files/", "files/x")) == {"files/x": b"{}"}


def test_a_file_that_is_too_large_to_be_read_again_is_not_packed(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="too large for a bundle"):
        write_members(tmp_path / "case.zip", {"files/x": b"\0" * 65 * MEBIBYTE})
    assert not (tmp_path / "case.zip").exists()


def whole() -> bytes:
    return pack(
        bundle_members(
            as_of=NOW,
            envelopes=[envelope(), FAILED],
            outcomes={},
            files={"claim.json": b"{}", "report.json": b"[]"},
        )
    )


def test_a_zip_with_any_one_byte_changed_is_refused_or_holds_the_same(tmp_path: Path) -> None:
    content = whole()
    path = tmp_path / "case.zip"
    path.write_bytes(content)
    good = read_bundle(path)
    chosen = random.Random(5)  # noqa: S311 - the same places in every run
    same = 0
    for at in chosen.sample(range(len(content)), 400):
        changed = bytearray(content)
        changed[at] ^= 1 << chosen.randrange(8)
        path.write_bytes(changed)
        try:
            same += read_bundle(path) == good
        except UsageError:
            continue
        else:
            assert read_bundle(path) == good
    assert same < 200  # dates and other fields of a zip that say nothing about its files


@pytest.mark.parametrize("share", [0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_a_zip_that_was_cut_short_is_refused(share: float, tmp_path: Path) -> None:
    content = whole()
    path = tmp_path / "case.zip"
    path.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(UsageError) as caught:
        read_bundle(path)
    assert caught.value.hint is not None


def test_all_that_differs_is_named_in_order() -> None:
    members = {"a": b"1", "b": b"2", "x": b""}
    one = "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"  # of "1"
    assert differences({"a": one, "b": one, "c": one}, members) == (
        Difference(name="b", change=Change.CHANGED),
        Difference(name="c", change=Change.MISSING),
        Difference(name="x", change=Change.EXTRA),
    )
    assert differences({"a": one}, {"a": b"1"}) == ()


def touched(change: Callable[[dict[str, bytes]], object], tmp_path: Path) -> Path:
    members = read(tmp_path, whole())
    change(members)
    path = tmp_path / "touched.zip"
    path.write_bytes(pack(members))
    return path


def _put(members: dict[str, bytes], *, name: str, content: bytes | None = b"x") -> None:
    """Writes the member anew; None takes it out."""
    del members[name]
    if content is not None:
        members[name] = content


def test_every_file_of_a_bundle_is_under_a_hash(tmp_path: Path) -> None:
    names = sorted(set(read(tmp_path, whole())) - {"manifest.json"})
    assert len(names) == 5
    for name in names:
        changed = touched(partial(_put, name=name), tmp_path)
        assert examine(changed) == (Difference(name=name, change=Change.CHANGED),)
        with pytest.raises(UsageError, match="does not match its hash"):
            read_bundle(changed)
        gone = touched(partial(_put, name=name, content=None), tmp_path)
        assert examine(gone) == (Difference(name=name, change=Change.MISSING),)


def test_a_zip_without_a_list_of_hashes_is_no_bundle(tmp_path: Path) -> None:
    for manifest in (None, b"{}", b'{"bundle": 1}'):
        path = touched(partial(_put, name="manifest.json", content=manifest), tmp_path)
        for use in (read_bundle, examine):
            with pytest.raises(UsageError, match="no list of hashes"):
                use(path)


def test_what_is_laid_beside_an_unpacked_bundle_is_named_and_never_used(tmp_path: Path) -> None:
    path = tmp_path / "case.zip"
    path.write_bytes(whole())
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path / "case")
    good = read_bundle(path)
    forged = b'{"envelope": 1, "source": "crossref", "url": "https://x.example/", "status": 404, "retrieved_at": "2026-03-04T05:06:07Z"}'  # noqa: E501 - one line as in a file
    (tmp_path / "case" / "answers" / "forged.json").write_bytes(forged)
    assert read_bundle(tmp_path / "case") == good
    assert examine(tmp_path / "case") == (
        Difference(name="answers/forged.json", change=Change.EXTRA),
    )
