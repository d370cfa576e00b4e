"""Makes outside text inert: no control, no direction tricks, no endless fields."""

import re
import unicodedata

__all__ = ["MOST_SHOWN", "markdown", "plain"]

# A title may be long; nobody reads more than this, and nobody may fill a screen with it.
MOST_SHOWN = 400
_MARKS = {
    "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO",
    "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI",
    "\u200e": "LRM", "\u200f": "RLM", "\u061c": "ALM",
}  # fmt: skip

# What CommonMark 0.31 and GitHub's extensions give a meaning anywhere in a line: emphasis, code,
# links, table cells, HTML, strike-through, formulas, references to issues.
_MARKDOWN = frozenset("\\`*_{}[]|~$#")
# "<" and "&" would start HTML, ">" a quotation, "@" a mention.
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "@": "&#64;"}
# Lists, headings and rules at the start; addresses that get linked without brackets, and :emoji:.
_OPENING = re.compile(r"[-+=:.!]|\d{1,9}(?=[.)])")
_COLON = re.compile(r":(?=/|[\w+-]+:)")
_WWW = re.compile(r"\b(www|ftp)\.", re.IGNORECASE)


def plain(text: str, most: int = MOST_SHOWN) -> str:
    """One line of visible characters: direction marks by name, controls as "�", cut with "…".

    Line breaks and tabs become spaces. The bidirectional controls are those of Unicode UAX 9.
    """
    head = text[: most + 1]
    if head.isprintable():  # neither separators but the blank, nor any category below
        line = " ".join(head.split())
        return line if len(text) <= most else line[: most - 1] + "…"
    shown = []
    for character in head:
        if character in _MARKS:
            shown.append(f"⟨{_MARKS[character]}⟩")
        elif character in "\n\r\t\u2028\u2029":
            shown.append(" ")
        elif unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn"}:
            shown.append("\ufffd" if character != "\u00ad" else "")
        else:
            shown.append(character)
    line = " ".join("".join(shown).split())
    return line if len(text) <= most else line[: most - 1] + "…"


def markdown(text: str, most: int = MOST_SHOWN) -> str:
    """One line that Markdown shows as it is, wherever in a line it stands."""
    line = plain(text, most)
    shown = "".join(
        f"\\{character}" if character in _MARKDOWN else _ENTITIES.get(character, character)
        for character in line
    )
    shown = _WWW.sub(r"\1&#46;", _COLON.sub("&#58;", shown))
    if opening := _OPENING.match(shown):
        end = opening.end()
        mark = f"\\{shown[:end]}" if not shown[0].isdigit() else f"{shown[:end]}\\"
        shown = mark + shown[end:]
    return shown
