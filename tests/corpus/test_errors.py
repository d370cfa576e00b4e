import errno
from pathlib import Path

import duckdb  # noqa: TID251 - its errors are what is explained
import pytest

from persona_check.corpus.errors import CorpusError, database_errors

PATH = Path("some.duckdb")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (FileNotFoundError(2, "No such file"), "no such file"),
        (PermissionError(13, "Permission denied"), "permission denied while reading"),
        (OSError(errno.ENOSPC, "No space left on device"), "disk full"),
        (OSError(errno.EDQUOT, "over quota"), "disk full"),
        (duckdb.IOException("Could not write all bytes"), "disk full"),
        (duckdb.IOException("Could not set lock on file"), "another process"),
        (duckdb.OutOfMemoryException("Out of Memory Error"), "not enough memory"),
        (duckdb.SerializationException("field id mismatch"), "damaged, incomplete or not a corpus"),
    ],
)
def test_each_trouble_is_said_in_words_with_a_remedy(error: Exception, words: str) -> None:
    with pytest.raises(CorpusError, match=words) as caught, database_errors(PATH, "reading"):
        raise error
    assert str(PATH) in str(caught.value) or words == "not enough memory"
    assert caught.value.hint


def test_other_mistakes_are_not_dressed_up() -> None:
    with pytest.raises(KeyError), database_errors(PATH, "reading"):
        raise KeyError("x")
