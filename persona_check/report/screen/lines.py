"""Lines of text in columns: measured, wrapped and styled, whatever they are put together from."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from persona_check.report.escaping import plain

__all__ = ["PLAIN_MARKS", "Line", "cut", "painted", "width", "wrapped"]

# ECMA-48 select graphic rendition
_STYLES = {
    "": "",
    "bold": "1",
    "dim": "2",
    "good": "1;32",
    "bad": "1;31",
    "open": "1;36",
    "bar": "34",
    "mark bad": "31",
}
# What terminals of another encoding show instead; each stands for one mark only.
PLAIN_MARKS = str.maketrans(
    {
        "✓": "+", "✗": "x", "–": "-", "…": "~", "“": '"', "”": '"', "’": "'", "‘": "'", "·": "|",
        "█": "#", "░": ":", "→": ">",
    }
)  # fmt: skip

Part = tuple[str, str]  # text and the name of its style


@dataclass(frozen=True, slots=True)
class Line:
    """One line, its parts side by side."""

    parts: tuple[Part, ...] = ()

    @property
    def text(self) -> str:
        """The line without its styles."""
        return "".join(text for text, _ in self.parts).rstrip()


def width(text: str) -> int:
    """Columns that a terminal takes for the text (UAX 11: wide letters take two, marks none)."""
    columns = 0
    for letter in text:
        if unicodedata.combining(letter):
            continue
        columns += 2 if unicodedata.east_asian_width(letter) in "WF" else 1
    return columns


def cut(text: str, columns: int) -> str:
    """The text in so many columns, with "…" where something is left out."""
    lead = text[: len(text) - len(text.lstrip(" "))]  # an indent is meant
    text = lead + plain(text, 2 * columns + 2)
    if width(text) <= columns:
        return text
    while text and width(text) > columns - 1:
        text = text[:-1]
    return f"{text.rstrip()}…"


def wrapped(text: str, columns: int, most: int) -> list[str]:
    """At most ``most`` lines of the text; the last ends in "…" where more would follow.

    A word longer than a line (a web address) is broken.
    """
    lines: list[str] = []
    line = ""
    for word in plain(text, columns * (most + 2)).split(" "):
        rest = word
        while rest:
            room = columns - (width(line) + 1 if line else 0)
            if width(rest) <= room:
                line, rest = f"{line} {rest}" if line else rest, ""
            elif line:
                lines, line = [*lines, line], ""
            else:
                head = _fitting(rest, columns)
                lines, rest = [*lines, head], rest[len(head) :]
    lines = [*lines, line] if line else lines
    if len(lines) > most:
        last = lines[most - 1]
        while " " in last and width(last) + 2 > columns:
            last = last.rpartition(" ")[0]
        lines = [*lines[: most - 1], cut(f"{last} …", columns)]
    return lines


def _fitting(text: str, columns: int) -> str:
    head = text[:columns]
    while width(head) > columns:
        head = head[:-1]
    return head or text[0]


def painted(lines: Iterable[Line], *, color: bool, unicode: bool) -> str:
    """All lines as text, with styles where there is colour."""
    out = []
    for line in lines:
        parts = _without_end_blanks(line.parts)
        text = "".join(_paint(one, style) if color else one for one, style in parts)
        out.append(text if unicode else text.translate(PLAIN_MARKS))
    return "\n".join(out) + "\n"


def _without_end_blanks(parts: Sequence[Part]) -> tuple[Part, ...]:
    kept = list(parts)
    while kept:
        text, style = kept.pop()
        if text := text.rstrip():
            return (*kept, (text, style))
    return ()


def _paint(text: str, style: str) -> str:
    code = _STYLES[style]
    return f"\x1b[{code}m{text}\x1b[0m" if code and text.strip() else text
