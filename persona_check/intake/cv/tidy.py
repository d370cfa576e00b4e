"""Lines without what is only drawn: rules made of signs, leaders of dots, lonely marks."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from persona_check.expressions import Expression
from persona_check.intake.cv.lines import Line

__all__ = ["tidied"]

_RULE = Expression(r"(?:[\W_]\s*){3,}")
_LEADERS = re.compile(r"(?:[_=~]{4,}|\.{4,}|(?:\. ){4,}\.?)")


def tidied(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines; a rule between two of them becomes the blank that it stands for."""
    space = 0.0
    for line in lines:
        if not any(_RULE.fullmatch(span.text) or _LEADERS.search(span.text) for span in line.spans):
            yield replace(line, space=max(line.space, space)) if space else line
            space = 0.0
            continue
        spans = [
            replace(span, text=text)
            for span in line.spans
            if not _RULE.fullmatch(span.text) and (text := _LEADERS.sub(" ", span.text).strip())
        ]
        if spans:
            first = replace(spans[0], joined=False)
            yield replace(line, spans=(first, *spans[1:]), space=max(line.space, space))
            space = 0.0
        else:
            space = 1.0
