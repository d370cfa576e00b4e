"""Text without the markup that databases leave in titles: tags, entities, TeX."""

import html
import re
import unicodedata

from persona_check.expressions import Expression

__all__ = ["plain_text", "without_tex"]

_MOST_DECODINGS = 4
# what is no text: a comment, and the source of a formula beside its drawing
_PASSED_OVER = Expression(
    r"<!--.*?-->|<((?:\w+:)?annotation(?:-xml)?)\b[^<>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL
)
_TEX_BESIDE_MATHML = Expression(
    r"<((?:\w+:)?tex-math)\b[^<>]*>.*?</\1\s*>(?=.*<(?:\w+:)?math\b)"
    r"|(?<=math>)\s*<((?:\w+:)?tex-math)\b[^<>]*>.*?</\2\s*>",
    re.IGNORECASE | re.DOTALL,
)
_CDATA = Expression(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_TAG = Expression(r"</?([A-Za-z][\w:.-]*)[^<>]*>")
_ROOT = Expression(r"(?:\w+:)?msqrt", re.IGNORECASE)
_BREAKING = Expression(r"(?:\w+:)?(?:br|p|div|li|title|subtitle|break)", re.IGNORECASE)
_SPACE = Expression(r"\s+")

_TEX_DOCUMENT = Expression(
    r"\\documentclass.*?\\begin\{document\}(.*?)\\end\{document\}", re.DOTALL
)
_TEX_ACCENT = Expression(
    r"\\(?:['\"`^~=.](?:\s*\{\s*\\?(\w)\s*\}|\s*\\?(\w))|[uvHcdbrkt]\s*\{(\w)\})"
)
_TEX_ACCENTS = {
    "'": "\u0301", '"': "\u0308", "`": "\u0300", "^": "\u0302", "~": "\u0303", "=": "\u0304",
    ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "r": "\u030a",
    "k": "\u0328",
}  # fmt: skip
_TEX_FORM = Expression(
    r"\\(?:math(?:cal|bb|rm|bf|sf|it|frak|scr|tt|ds|normal|op|bin|rel)|text(?:it|bf|sc|rm|sf|tt|up"
    r"|normal|sub(?:script)?|superscript)?|emph|it|bf|rm|sc|tt|sf|em|cal|boldsymbol|bm|pmb"
    r"|operatorname|mbox|hbox|left|right|[bB]igg?[lr]?|displaystyle|textstyle|limits|ensuremath"
    r"|protect|overline|underline|widehat|widetilde|hat|tilde|bar|vec|dot|ddot|url|href|quad|qquad"
    r"|begin|end)(?![A-Za-z])\*?"
)
_TEX_NAMES = {
    "times": " x ", "infty": " inf ", "varepsilon": "epsilon", "varphi": "phi", "vartheta": "theta",
    "ell": "l", "cdot": " ", "to": " ", "rightarrow": " ", "leq": " ", "geq": " ", "le": " ",
    "ge": " ", "sim": " ", "approx": " ", "pm": " ", "ldots": " ", "dots": " ", "cdots": " ",
    "ss": "ss", "copyright": " ", "textregistered": " ", "texttrademark": " ", "textendash": "–",
    "textemdash": "—", "prime": " ", "circ": " ", "dagger": " ", "ast": " ", "star": " ",
}  # fmt: skip
_TEX_NAME = Expression(r"\\([A-Za-z]+)")


def plain_text(text: str) -> str:
    """Without tags and entities, however often these were escaped; white space folded."""
    for _ in range(_MOST_DECODINGS):
        if "<" in text:
            text = _without_tags(text)
        decoded = html.unescape(text) if "&" in text else text
        if decoded == text:
            break
        text = decoded
    return _SPACE.sub(" ", text).strip()


def _without_tags(text: str) -> str:
    text = _CDATA.sub(r"\1", _PASSED_OVER.sub("", text))
    if "tex-math" in text:
        text = _TEX_BESIDE_MATHML.sub("", text)
    return _TAG.sub(_instead_of_tag, text)


def _instead_of_tag(match: "re.Match[str]") -> str:
    name = match[1]
    if _ROOT.fullmatch(name) and not match[0].startswith("</"):
        return "√"
    return " " if _BREAKING.fullmatch(name) else ""


def without_tex(text: str) -> str:
    """Without dollar signs and commands of TeX; a letter or sign that has a name keeps it."""
    if "\\" in text:
        text = _TEX_DOCUMENT.sub(r"\1", text)
        text = _TEX_ACCENT.sub(_accented, text)
        text = _TEX_FORM.sub("", text)
        text = _TEX_NAME.sub(lambda m: _TEX_NAMES.get(m[1], m[1]), text)
    return re.sub(r"[${}\\]|(?<=\S)[_^](?=\S)", "", text)


def _accented(match: "re.Match[str]") -> str:
    letter = match[1] or match[2] or match[3]
    return unicodedata.normalize("NFC", letter + _TEX_ACCENTS.get(match[0][1], ""))
