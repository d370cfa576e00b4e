r"""A LaTeX source as lines: sections, entries of the usual CV classes, items, tables, links."""

import re
from collections.abc import Iterator

from persona_check.intake.cv.lines import Line, Span

__all__ = ["lines_of_latex"]

MOST_CHARS = 1_000_000
MOST_ARGUMENTS = 8
MOST_DEPTH = 40
_EDGE, _BREAK, _BLANK = "\x01", "\n", "\x02"
_HEAD, _BULLET, _BOLD_ON, _BOLD_OFF = "\x03", "\x04", "\x05", "\x06"
_LINK_ON, _LINK_OFF = "\x07", "\x08"
_ACCENTS = {
    '"': "\u0308", "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", "c": "\u0327",
    "v": "\u030c", "r": "\u030a", "u": "\u0306", "=": "\u0304", ".": "\u0307", "H": "\u030b",
    "k": "\u0328",
}  # fmt: skip
_LETTERS = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "aa": "å",
    "AA": "Å", "i": "ı", "textendash": "–", "textemdash": "—", "textbullet": "", "ldots": "…",
    "dots": "…", "LaTeX": "LaTeX", "TeX": "TeX", "textbackslash": "\\", "cdot": "·",
    "textasciitilde": "~", "quad": _EDGE, "qquad": _EDGE, "hfill": _EDGE, "hspace": _EDGE,
    "newline": _BREAK, "par": _BLANK, "medskip": _BLANK, "bigskip": _BLANK, "smallskip": _BLANK,
    "newpage": _BLANK, "tab": _EDGE, "dotfill": _EDGE, "textbar": "|",
}  # fmt: skip
_HEADINGS = frozenset(
    "section subsection subsubsection chapter cvsection cvsubsection sectiontitle rsection "
    "resheading cvheading header ressection resumesection mysection".split()
)
_BOLD = frozenset("textbf bfseries strong cvtitle".split())
_TABLES = frozenset(
    "tabular tabular* tabularx longtable tabbing multicols minipage itemize enumerate description "
    "list center flushleft flushright adjustwidth paracol array tabu supertabular document "
    "cvitems cventries cvhonors cvskills innerlist outerlist etaremune bibsection".split()
)
_LAST_ONLY = frozenset(
    "multicolumn raisebox parbox makebox textcolor colorbox resizebox scalebox fcolorbox "
    "mbox hbox rotatebox adjustbox multirow".split()
)
_DROPPED = frozenset(
    "documentclass usepackage moderncvstyle moderncvcolor geometry setlength addtolength "
    "definecolor pagestyle thispagestyle newcommand renewcommand providecommand def newenvironment "
    "renewenvironment bibliographystyle bibliography addbibresource printbibliography "
    "includegraphics input include hypersetup setmainfont setsansfont fontsize vspace vskip label "
    "photo color pagenumbering titleformat titlespacing raggedright nopagenumbers setcounter "
    "newlength DeclareUnicodeCharacter makeatletter makeatother nocite linespread selectfont "
    "colorlet setbeamertemplate usetikzlibrary tikzset newif social rule hyphenation "
    "markboth fancyhead fancyfoot lhead rhead cfoot ignorespaces".split()
)


def lines_of_latex(text: str) -> tuple[Line, ...]:
    """Its lines in order."""
    text = re.sub(r"(?<!\\)%.*", "", text[:MOST_CHARS])
    head, begun, body = text.partition("\\begin{document}")
    told = "".join(_preamble(head)) if begun else ""
    body = (body if begun else text).partition("\\end{document}")[0]
    flat = _flat(told, 0) + _BLANK + _flat(_environments(body), 0)
    return tuple(_lines(flat))


def _preamble(head: str) -> Iterator[str]:
    """What a class is told of the person before the document begins."""
    for found in re.finditer(
        r"\\(name|firstname|familyname|lastname|author|title|email|homepage|address|phone|mobile|"
        r"position|social|github|linkedin|orcid|twitter|tagline|personalinfo)"
        r"(?:\[(?P<kind>[^\]]*)\])?((?:\s*\{[^{}]*\})+)",
        head,
    ):
        values = re.findall(r"\{([^{}]*)\}", found[3])
        kind = found["kind"] or found[1]
        if kind == "email":
            yield f"{values[0]}\n"
        elif kind in {"github", "linkedin", "orcid", "gitlab", "twitter"}:
            host = {"linkedin": "linkedin.com/in", "orcid": "orcid.org", "twitter": "x.com"}
            yield f"https://{host.get(kind, f'{kind}.com')}/{values[-1]}\n"
        elif kind == "homepage":
            yield f"https://{re.sub(r'^https?://', '', values[0])}\n"
        elif found[1] in {"name", "firstname", "familyname", "lastname", "author"}:
            end = " " if found[1] == "firstname" else "\n"
            yield f"\\textbf{{{' '.join(values)}}}{end}"
        else:
            yield f"{' '.join(values)}\n"


def _environments(body: str) -> str:
    """Rows of tables end at two strokes, cells at an ampersand, items begin at theirs."""
    # a line of the source that goes on with words goes on in print
    body = re.sub(r"(?<=[^\s}\\%&\]])[ \t]*\n[ \t]*(?=[^\s\\{}%&\[])", " ", body)
    body = re.sub(r"\\\\(?:\[[^\]]*\])?", _BREAK, body)
    body = re.sub(r"(?<!\\)&", _EDGE, body)
    return re.sub(r"\n[ \t]*\n\s*", _BLANK, body)


def _flat(text: str, depth: int) -> str:
    """The text with each command in place of what it prints, marks for edges and breaks."""
    if depth > MOST_DEPTH:
        return ""
    out: list[str] = []
    at = 0
    while at < len(text):
        letter = text[at]
        if letter == "\\":
            piece, at = _command(text, at, depth)
            out.append(piece)
        elif letter in "{}":
            at += 1
        elif letter == "~":
            out.append(" ")
            at += 1
        elif letter == "$":
            at += 1
        else:
            out.append(letter)
            at += 1
    return "".join(out).replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”")


def _command(text: str, at: int, depth: int) -> tuple[str, int]:
    found = re.compile(r"\\([A-Za-z@]+)\*?[ \t]*|\\(.)", re.DOTALL).match(text, at)
    if found is None:
        return "", at + 1
    end = found.end()
    if found[2] is not None:
        if found[2] in _ACCENTS and (
            letter := re.compile(r"\s*\{?\\?([A-Za-zı])\}?").match(text, end)
        ):
            return _accented(letter[1], found[2]), letter.end()
        return ({" ": " ", ",": " ", "/": "", "-": "", "@": ""}.get(found[2], found[2])), end
    name = found[1]
    if name in _ACCENTS and (letter := re.compile(r"\s*\{\\?([A-Za-zı])\}").match(text, end)):
        return _accented(letter[1], name), letter.end()
    if name in _LETTERS and name != "hspace":
        return _LETTERS[name], end  # what follows in braces is words of their own
    arguments, options, end = _arguments(text, end)
    if name == "header" and len(arguments) > 1:
        first, rest = " ".join(arguments[:2]), _BREAK.join(arguments[2:])  # a name's two parts
        bold = f"{_BOLD_ON}{_flat(first, depth + 1)}{_BOLD_OFF}"
        return f"{_BLANK}{bold}{_BREAK}{_flat(rest, depth + 1)}{_BLANK}", end
    if name in _HEADINGS and arguments:
        rank = _HEAD * (1 + name.count("sub"))
        return f"{_BLANK}{rank}{_flat(arguments[0], depth + 1)}{_BLANK}", end
    if (
        name in {"begin", "end"}
        and arguments
        and arguments[0] in _HEADINGS | {"rSection", "cvsection"}
    ):
        rest = arguments[1] if len(arguments) > 1 else ""
        return (f"{_BLANK}{_HEAD}{_flat(rest, depth + 1)}{_BLANK}" if rest else _BLANK), end
    if name in {"begin", "end"}:
        kept = (
            arguments[1:]
            if name == "begin" and arguments[:1] and arguments[0] not in _TABLES
            else []
        )
        if name == "begin" and (skipped := re.compile(r"\s*\[[^\]\n]*\]").match(text, end)):
            end = skipped.end()  # how a list is drawn
        return _BREAK + _BREAK.join(_flat(one, depth + 1) for one in kept) + _BREAK, end
    if name in _DROPPED:
        return "", end
    if name in _LAST_ONLY and arguments:
        return _flat(arguments[-1], depth + 1), end
    if name in {"item", "cvlistitem", "resumeItem", "resumeSubItem"}:
        inner = " ".join(_flat(one, depth + 1) for one in arguments)
        label = f"{_flat(options[0], depth + 1)} " if options else ""
        return f"{_BREAK}{_BULLET}{label}{inner}", end
    if name in {"href", "hrefWithoutArrow"} and len(arguments) >= 2:
        return f"{_LINK_ON}{arguments[0]}{_LINK_OFF}{_flat(arguments[1], depth + 1)}", end
    if name in {"url", "nolinkurl", "email", "emailaddress"} and arguments:
        return f" {arguments[0]} ", end
    if name in _BOLD and arguments:
        return f"{_BOLD_ON}{_flat(arguments[0], depth + 1)}{_BOLD_OFF}", end
    if name in _LETTERS and (not arguments or name == "hspace"):
        return _LETTERS[name], end
    parts = [_flat(one, depth + 1).strip() for one in arguments]
    filled = [one for one in parts if one]
    if len(parts) <= 1:
        return "".join(filled), end
    if len(parts) == 2 and name not in {"cvitem", "cvline", "cvskill", "datedsubsection", "entry"}:
        return " ".join(filled), end
    if len(parts) == 4:
        rows = (_EDGE.join(filter(None, parts[:2])), _EDGE.join(filter(None, parts[2:])))
        return f"{_BLANK}{_BREAK.join(filter(None, rows))}{_BREAK}", end
    return f"{_BLANK}{_EDGE.join(filled)}{_BREAK}", end


def _accented(letter: str, accent: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFC", letter.replace("ı", "i") + _ACCENTS[accent])


def _arguments(text: str, at: int) -> tuple[list[str], list[str], int]:
    """The groups in braces, and those in brackets, that follow."""
    found: list[str] = []
    options: list[str] = []
    while len(found) < MOST_ARGUMENTS:
        space = re.compile(r"[ \t]*\n?[ \t]*").match(text, at)
        start = space.end() if space and (found or options or space.end() == at) else at
        if text[start : start + 1] == "[" and not found:
            bracket = text.find("]", start)
            if bracket < 0 or bracket - start > 300:
                break
            options.append(text[start + 1 : bracket])
            at = bracket + 1
        elif text[start : start + 1] == "{":
            close = _closing(text, start)
            if close is None:
                break
            found.append(text[start + 1 : close])
            at = close + 1
        else:
            break
    return found, options, at


def _closing(text: str, start: int) -> int | None:
    level = 0
    for found in re.compile(r"\\.|[{}]", re.DOTALL).finditer(text, start):
        if found[0] == "{":
            level += 1
        elif found[0] == "}":
            level -= 1
            if level == 0:
                return found.start()
    return None


def _lines(flat: str) -> Iterator[Line]:
    blank, number = True, 0
    for row in re.split(rf"([{_BREAK}{_BLANK}])", flat):
        if row == _BLANK:
            blank = True
            continue
        rank, listed = row.count(_HEAD), _BULLET in row
        heading = rank > 0
        bare = row.replace(_HEAD, "").replace(_BULLET, "")
        spans = tuple(_spans(bare, rank))
        if not spans:
            continue
        number += 1
        yield Line(
            spans=spans,
            place=f"printed line {number}",
            space=1.0 if blank else 0.0,
            heading=heading,
            listed=listed,
        )
        blank = False


def _spans(row: str, rank: int) -> Iterator[Span]:
    bold = heading = rank > 0
    for column, cell in enumerate(row.split(_EDGE)):
        joined = False
        for part in re.split(f"([{_BOLD_ON}{_BOLD_OFF}])", cell):
            if part in {_BOLD_ON, _BOLD_OFF}:
                bold = part == _BOLD_ON or heading
                continue
            links = tuple(re.findall(f"{_LINK_ON}([^{_LINK_OFF}]*){_LINK_OFF}", part))
            words = re.sub(f"{_LINK_ON}[^{_LINK_OFF}]*{_LINK_OFF}", "", part)
            words = " ".join(re.sub(r"[\x01-\x08]", " ", words).split())
            if words:
                yield Span(
                    text=words, bold=bold, links=links, joined=joined, left=100.0 * column,
                    size=16.0 - 2.0 * min(rank, 3) if heading else 10.0,
                )  # fmt: skip
                joined = True
