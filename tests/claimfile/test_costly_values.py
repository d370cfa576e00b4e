"""Values made to keep a reader busy end in time: each took seconds to hours before."""

import resource

import pytest

from persona_check.claimfile.documents import json_document, parsed, toml_document
from persona_check.claimfile.references import read_reference
from persona_check.claimfile.values import cut_venue_and_year
from persona_check.errors import ClaimError

MOST_S = 2.0


def spent() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime


@pytest.mark.parametrize(
    "line",
    ["a." * 20_000 + "a = 1", "[" + "a." * 20_000 + "a]", "x = {" + '"a" . ' * 20_000 + "a = 1}"],
    ids=["key", "table", "within a table"],
)
def test_a_key_of_thousands_of_parts_is_refused_unread(line: str) -> None:
    before = spent()
    with pytest.raises(ClaimError, match="more than 32 parts") as refused:
        toml_document(f'name = "Ada Roe"\n{line}\n', "claim.toml")
    assert refused.value.line == 2
    assert spent() - before < MOST_S


@pytest.mark.parametrize(
    "text",
    [
        ".".join("a" * 20) + " = 1\n",
        'bio = "' + "1." * 20 + '"\n',
        'bio = """\n' + ". " * 200 + "= 3\n" + 'www.a.example/b.c.d.e.f"""\n',
    ],
)
def test_other_dots_are_no_parts_of_a_key(text: str) -> None:
    value, _ = toml_document(text, "claim.toml")
    assert isinstance(value, dict)


@pytest.mark.parametrize("before", ["[" * 50_000, "a = [" * 3_000, "x = " + "{a = " * 3_000])
def test_brackets_without_end_are_told(before: str) -> None:
    with pytest.raises(ClaimError, match="invalid TOML"):
        toml_document(before, "claim.toml")


def test_the_key_that_stands_twice_among_thousands_is_named() -> None:
    before = spent()
    keys = ",".join(f'"k{number}": 1' for number in range(60_000))
    with pytest.raises(ClaimError, match="duplicate key “k59999”"):
        parsed(f'{{{keys}, "k59999": 2}}', "row", first_line=1)
    assert json_document(f"{{{keys}}}", "row")[0] is not None
    assert spent() - before < MOST_S


@pytest.mark.parametrize(
    "text",
    [
        "On tides (" + "," * 20_000,
        "On tides (" + " " * 20_000 + "x)",
        "On tides " + "(" * 20_000,
        "On tides " + "()" * 10_000 + "x",
        "On tides (" + "2014 " * 4_000 + "x)",
    ],
    ids=["commas", "blanks", "brackets", "pairs", "years"],
)
def test_punctuation_without_end_is_a_title(text: str) -> None:
    before = spent()
    assert cut_venue_and_year(text) == (text, None, None)
    read_reference(text[:2_000])
    assert spent() - before < MOST_S


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("On tides (Journal of Tides, 2014)", ("On tides", "Journal of Tides", 2014)),
        ("On tides (2014 )", ("On tides", None, 2014)),
        ("On tides (Tides;\n 2014)", ("On tides", "Tides", 2014)),
        ("On tides (Tides2014)", ("On tides (Tides2014)", None, None)),
        ("On tides (2014, Tides)", ("On tides (2014, Tides)", None, None)),
        ("On tides (3014)", ("On tides (3014)", None, None)),
    ],
)
def test_venue_and_year_in_brackets_are_cut(
    text: str, cut: tuple[str, str | None, int | None]
) -> None:
    assert cut_venue_and_year(text) == cut
