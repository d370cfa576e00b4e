"""An identifier or a work alone: whose it is, the sources' records say."""

import pytest

from tests.cli.running import ran
from tests.test_golden import FIXTURES

ANSWERS = ("--replay", str(FIXTURES / "answers" / "researcher"))


@pytest.mark.parametrize("given", ["https://orcid.org/0000-0008-0000-0421", "0000-0008-0000-0421"])
def test_an_orcid_id_is_checked_under_the_name_in_its_records(
    capsys: pytest.CaptureFixture[str], given: str
) -> None:
    done = ran(capsys, "check", given, *ANSWERS)
    assert done.code == 0
    assert "Maren Oduya-Lindqvist  [the record at" in done.out + done.err
    assert "Is there such a person?" in done.out


def test_a_work_of_several_asks_which_one_is_meant(capsys: pytest.CaptureFixture[str]) -> None:
    done = ran(capsys, "check", "https://doi.org/10.5555/maren17.2022", *ANSWERS)
    assert done.code == 3
    assert "authors: " in done.err
    assert "Oduya-Lindqvist" in done.err
    assert "say which one is meant, for example --name" in done.err


@pytest.mark.parametrize(
    "given", ["https://doi.org/10.5555/nowhere.1", "https://orcid.org/0000-0002-1825-0097"]
)
def test_whose_records_nobody_has_is_asked_for_a_name(
    capsys: pytest.CaptureFixture[str], given: str
) -> None:
    done = ran(capsys, "check", given, *ANSWERS)
    assert done.code == 3
    assert 'add --name "…"' in done.err
