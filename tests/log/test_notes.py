"""Signed notes: the example of the specification, and everything that is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_check.log.checkpoints import Checkpoint
from persona_check.log.notes import NoteError, PublicKey, SigningKey, new_key, opened, signed

# c2sp.org/signed-note, section Example (read 2026-11-28)
KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
NOTE = """\
This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
"""  # noqa: E501 - as published
# the pair of keys and the note that golang.org/x/mod/sumdb/note shows (read 2026-11-28)
GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_SECRET = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
GO_TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
GO_NOTE = (
    f"{GO_TEXT}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXg"
    "KvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)


def test_the_published_notes_are_opened_and_made() -> None:
    assert opened(NOTE, PublicKey.read(KEY)) == "This is an example message.\n"
    assert opened(GO_NOTE, PublicKey.read(GO_KEY)) == GO_TEXT
    secret = SigningKey.read(GO_SECRET)
    assert str(secret.public) == GO_KEY
    assert secret.secret_text() == GO_SECRET
    assert signed(GO_TEXT, secret) == GO_NOTE


def test_a_key_shows_no_secret() -> None:
    key = new_key("desk.example/cases")
    assert SigningKey.read(key.secret_text()) == key
    assert PublicKey.read(str(key.public)) == key.public
    assert str(key.seed) not in repr(key)
    assert "seed" not in repr(key)


def test_signatures_of_others_are_passed_over_and_a_false_one_of_ours_is_not() -> None:
    ours, other = new_key("desk.example"), new_key("witness.example")
    note = signed("a\n", ours)
    seconded = note + signed("a\n", other).partition("\n\n")[2]
    assert opened(seconded, ours.public) == "a\n"
    assert opened(seconded, other.public) == "a\n"
    with pytest.raises(NoteError, match="has not signed it with this key"):
        opened(note, other.public)
    with pytest.raises(NoteError, match="has not signed it with this key"):
        opened(note, new_key("desk.example").public)
    with pytest.raises(NoteError, match="not one of this text"):
        opened(note.replace("a\n", "b\n", 1), ours.public)


@given(st.integers(0, len(NOTE) - 1), st.characters(exclude_characters="\n"))
def test_a_note_with_any_character_changed_is_not_opened(at: int, other: str) -> None:
    changed = NOTE[:at] + other + NOTE[at + 1 :]
    if changed != NOTE:
        with pytest.raises(NoteError):
            opened(changed, PublicKey.read(KEY))


@given(st.text())
def test_any_text_is_no_note_no_key_and_no_checkpoint(text: str) -> None:
    with pytest.raises(NoteError):
        opened(text, PublicKey.read(KEY))
    with pytest.raises(NoteError):
        PublicKey.read(text)
    with pytest.raises(NoteError):
        SigningKey.read(text)
    with pytest.raises(NoteError):
        Checkpoint.read(text, PublicKey.read(KEY))


@pytest.mark.parametrize("text", ["no line end", "a\x1b[31m\n", "a\r\n", "a\tb\n"])
def test_text_that_is_no_note_is_not_signed(text: str) -> None:
    with pytest.raises(NoteError, match="ends with a line end"):
        signed(text, new_key("desk.example"))


@pytest.mark.parametrize(
    "name", ["", "two words", "a+b", "a\u2003b", "a\n", "a\x1b[31m", "a\u202eb"]
)
def test_a_name_has_no_blanks_and_no_plus(name: str) -> None:
    with pytest.raises(NoteError, match="no blanks"):
        new_key(name)


@pytest.mark.parametrize(
    "text",
    [
        "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/fox+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+BekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AekyeRrm",
        "example.com/foo+530d903a",
    ],
)
def test_a_key_whose_parts_do_not_belong_together_is_none(text: str) -> None:
    with pytest.raises(NoteError):
        PublicKey.read(text)


@pytest.mark.parametrize(
    "lines", [["-1"], ["01"], ["1e3"], ["9" * 40], ["1", "AAAA"], ["1"], ["1", "%%"]]
)
def test_a_signed_text_that_is_no_head_of_a_log_is_none(lines: list[str]) -> None:
    key = new_key("desk.example")
    note = signed("\n".join(["desk.example", *lines, "", "x"]) + "\n", key)
    with pytest.raises(NoteError):
        Checkpoint.read(note, key.public)


def test_the_checkpoint_of_another_log_is_told() -> None:
    key = new_key("desk.example")
    note = Checkpoint(origin="other.example", size=1, root=bytes(32)).note(key)
    with pytest.raises(NoteError, match=r"another log, other\.example"):
        Checkpoint.read(note, key.public)
