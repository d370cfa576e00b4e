"""Rich Text as lines: its words, bold, sizes, tabs, cells and links."""

import re
from dataclasses import dataclass, field, replace

from persona_check.intake.cv.lines import Line, Span

__all__ = ["lines_of_rtf"]

MOST_TOKENS = 3_000_000
MOST_DEPTH = 500
_TOKEN = re.compile(
    r"\\(?:'(?P<hex>[0-9a-fA-F]{2})|(?P<word>[a-z]{1,32})(?P<number>-?\d{1,10})? ?"
    r"|(?P<symbol>[^a-z]))"
    r"|(?P<open>\{)|(?P<close>\})|(?P<text>[^\\{}\r\n]+)|[\r\n]+",
    re.IGNORECASE,
)
# Groups whose words are no text of the document.
_SKIPPED = frozenset(
    (
        "fonttbl colortbl stylesheet info pict object themedata colorschememapping datastore "
        "latentstyles listtable listoverridetable rsidtbl generator xmlnstbl filetbl revtbl "
        "header footer headerl headerr footerl footerr nonshppict shppict mmathpr wgrffmtfilter "
        "bkmkstart bkmkend datafield formfield"
    ).split()
)
_LETTERS = {
    "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "emspace": " ", "enspace": " ",
}  # fmt: skip
_CODECS = {"ansi": "cp1252", "mac": "mac-roman", "pc": "cp437", "pca": "cp850"}


@dataclass(slots=True)
class _State:
    bold: bool = False
    size: float = 12.0
    skipped: bool = False
    field: bool = False
    unicode_skip: int = 1
    link: str = ""


@dataclass(slots=True)
class _Page:
    lines: list[Line] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    blank: bool = True
    edge: bool = False

    def add(self, text: str, state: _State) -> None:
        last = self.spans[-1] if self.spans else None
        links = (state.link,) if state.link else ()
        if last is not None and not self.edge and (last.bold, last.links) == (state.bold, links):
            self.spans[-1] = replace(last, text=last.text + text)
        elif text:
            joined = last is not None and not self.edge
            self.spans.append(
                Span(text=text, bold=state.bold, size=state.size, links=links, joined=joined)
            )
            self.edge = False

    def end_line(self) -> None:
        spans = [
            replace(one, text=words) for one in self.spans if (words := " ".join(one.text.split()))
        ]
        if not spans:
            self.blank = True
        else:
            listed = re.match(r"[•·▪◦–-]\s*", spans[0].text)
            if listed:
                rest = spans[0].text[listed.end() :]
                spans = ([replace(spans[0], text=rest)] if rest else []) + spans[1:]
            if spans:
                self.lines.append(
                    Line(
                        spans=(replace(spans[0], joined=False), *spans[1:]),
                        place=f"line {len(self.lines) + 1}",
                        space=1.0 if self.blank else 0.0,
                        listed=listed is not None,
                    )
                )
            self.blank = False
        self.spans, self.edge = [], False


def lines_of_rtf(content: bytes) -> tuple[Line, ...]:
    """Its lines in order; what is broken is passed over."""
    text = content.decode("latin-1")
    codec = next((name for key, name in _CODECS.items() if f"\\{key}" in text[:200]), "cp1252")
    page, state = _Page(), _State()
    stack: list[_State] = []
    skip_letters = 0
    for number, token in enumerate(_TOKEN.finditer(text)):
        if number > MOST_TOKENS:
            break
        if token["open"]:
            if len(stack) < MOST_DEPTH:
                stack.append(replace(state))
            continue
        if token["close"]:
            state = stack.pop() if stack else _State()
            continue
        word, value = token["word"], token["number"]
        if token["symbol"] == "*" or word in _SKIPPED:
            state.skipped = True
        elif word == "fldinst":
            state.field, state.skipped = True, False
        elif word == "fldrslt":
            state.skipped, state.field = False, False
        if state.field and token["text"]:
            if found := re.search(r'HYPERLINK\s+"([^"]{4,500})"', token["text"]):
                for one in stack[-2:]:
                    one.link = found[1]
            continue
        if state.skipped:
            continue
        if skip_letters and (token["hex"] or token["text"]):
            if token["hex"]:
                skip_letters -= 1
                continue
            cut, skip_letters = skip_letters, 0
            page.add(token["text"][cut:], state)
            continue
        if token["text"]:
            page.add(token["text"], state)
        elif token["hex"]:
            page.add(bytes.fromhex(token["hex"]).decode(codec, "replace"), state)
        elif word == "u" and value:
            letter = int(value) % 65536
            page.add(chr(letter) if not 0xD800 <= letter < 0xE000 else "\ufffd", state)
            skip_letters = state.unicode_skip
        elif word == "uc" and value:
            state.unicode_skip = max(0, min(int(value), 10))
        elif word in _LETTERS:
            page.add(_LETTERS[word], state)
        elif word in {"par", "line", "row", "sect", "page"}:
            page.end_line()
        elif word in {"tab", "cell", "nestcell"}:
            page.edge = bool(page.spans)
        elif word == "b":
            state.bold = value != "0"
        elif word == "plain":
            state.bold = False
        elif word == "fs" and value:
            state.size = int(value) / 2
        elif token["symbol"] in {"~", "_", "\\", "{", "}"}:
            page.add({"~": " ", "_": "-"}.get(token["symbol"], token["symbol"]), state)
    page.end_line()
    return tuple(page.lines)
