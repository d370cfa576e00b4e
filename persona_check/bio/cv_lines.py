"""Parts the lines of a CV that begin or end with their years."""

from collections.abc import Sequence

from persona_check.bio.years import years_in
from persona_check.expressions import Expression

__all__ = ["parted"]

_BLANK_LINE = Expression(r"\n[^\S\n]*\n")
_ENTRY = Expression(r"[\s:,.|)\-–—]*[“\"'(]?[^\W\d_a-z]")
_OPENS = Expression(r"[\s(\[•*·-]*$")
_CLOSES = Expression(r"[\s.,;:)\]]*$")
_GOES_ON = Expression(r"(?:,|\b[a-z]{1,7})$")
_LEAST_LINES = 2  # one line of prose may begin with a year by chance, not two before a capital
MOST_LINE_CHARACTERS = 300


def parted(text: str) -> str:
    """The text with a blank line between the entries of a CV that gives one a line.

    Their years would else be taken for those of the line before or behind.
    """
    if "\n" not in text:
        return text
    return "\n\n".join(_parted_block(block) for block in _BLANK_LINE.split(text))


def _parted_block(block: str) -> str:
    lines = [line for line in block.split("\n") if line.strip()]
    if len(lines) < _LEAST_LINES or not any(letter.isdigit() for letter in block):
        return block
    places = [_place_of_years(line) for line in lines]
    before = [
        number
        for number, place in enumerate(places)
        if place == "begins" and not (number and _GOES_ON.search(lines[number - 1].rstrip()))
    ]
    if len(before) >= _LEAST_LINES:
        return _with_breaks(lines, before)
    alone = [number for number, place in enumerate(places) if place == "alone"]
    if len(alone) >= _LEAST_LINES and alone[0] == 0:
        return _with_breaks(lines, alone)
    behind = [
        number + 1
        for number, place in enumerate(places)
        if place in {"ends", "alone"}
        and (number + 1 == len(lines) or _ENTRY.match(lines[number + 1]))
    ]
    if len(behind) >= _LEAST_LINES:
        return _with_breaks(lines, behind)
    return block


def _place_of_years(line: str) -> str:
    """Where a line has its years: alone, at its beginning, at its end; empty for elsewhere."""
    years = years_in(line[:MOST_LINE_CHARACTERS])
    if not years or len(line) > MOST_LINE_CHARACTERS:
        return ""
    begins = _OPENS.match(line[: years[0].at]) is not None
    ends = _CLOSES.match(line[years[-1].to :]) is not None
    if begins and ends and len(years) == 1:
        return "alone"
    if begins and _ENTRY.match(line[years[0].to :]):
        return "begins"
    return "ends" if ends else ""


def _with_breaks(lines: Sequence[str], before: Sequence[int]) -> str:
    """The lines with a blank one before these."""
    return "\n".join(
        f"\n{line}" if number in before and number else line for number, line in enumerate(lines)
    )
