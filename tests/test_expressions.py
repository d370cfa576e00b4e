import re
from collections.abc import Callable
from typing import Any

import pytest

from persona_check.expressions import Expression

WORDS = "Norrvik, 2014; norrvik (2019)"
CALLS: dict[str, Callable[[Any], Any]] = {
    "search": lambda of: of.search(WORDS, 3).span(),
    "match": lambda of: of.match(WORDS).groups(),
    "fullmatch": lambda of: of.fullmatch("NORRVIK 2020").groups(),
    "finditer": lambda of: [found.span() for found in of.finditer(WORDS, 1, 29)],
    "findall": lambda of: of.findall(WORDS),
    "split": lambda of: of.split(WORDS, maxsplit=1),
    "sub": lambda of: of.sub(r"\2", WORDS, 1),
    "sub by a function": lambda of: of.sub(lambda found: found[1].upper(), WORDS),
    "subn": lambda of: of.subn("x", WORDS),
}


@pytest.mark.parametrize("call", CALLS)
def test_it_answers_as_a_compiled_expression(call: str) -> None:
    late = Expression(r"(norrvik)\W+(\d{4})", re.IGNORECASE)
    early = re.compile(late.pattern, late.flags)
    assert CALLS[call](late) == CALLS[call](early)


def test_it_is_compiled_at_first_use_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_now = re.compile

    def noted(pattern: str, flags: int) -> re.Pattern[str]:
        compiled.append(pattern)
        return compile_now(pattern, flags)

    monkeypatch.setattr(re, "compile", noted)
    late = Expression("a+")
    assert compiled == []
    assert late.search("baa")
    assert late.search("ab")
    assert compiled == ["a+"]


def test_a_wrong_expression_fails_when_it_is_used() -> None:
    with pytest.raises(re.error):
        Expression("(").search("")
