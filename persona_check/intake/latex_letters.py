r"""Letters and signs as LaTeX writes them, in plain text: ``Mart{\'i}nez`` is Martínez."""

import re
import unicodedata
from collections.abc import Mapping

from persona_check.expressions import Expression

__all__ = ["without_latex"]

_ACCENTS: Mapping[str, str] = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323",
    "c": "\u0327", "k": "\u0328", "b": "\u0331", "textcommabelow": "\u0326",
}  # fmt: skip
_LETTERS: Mapping[str, str] = {
    "i": "ı", "j": "ȷ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ss": "ß", "SS": "ẞ", "ae": "æ",
    "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "dh": "ð", "DH": "Ð", "dj": "đ",
    "DJ": "Đ", "th": "þ", "TH": "Þ", "ng": "ŋ", "NG": "Ŋ",
    "textendash": "–", "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘",
    "textquotedblleft": "“", "textquotedblright": "”", "textquotedbl": '"', "textquotesingle": "'",
    "textless": "<", "textgreater": ">", "textbar": "|", "textasciitilde": "~",
    "textbackslash": "\\", "textunderscore": "_", "textdollar": "$", "textdegree": "°",
    "degree": "°", "texttrademark": "™", "textregistered": "®", "textcopyright": "©",
    "copyright": "©", "textperiodcentered": "·", "textbullet": "•", "textmu": "µ", "S": "§",
    "P": "¶", "pounds": "£", "texteuro": "€", "euro": "€", "dots": "…", "ldots": "…",
    "textellipsis": "…", "guillemotleft": "«", "guillemotright": "»", "times": "×", "pm": "±",
    "cdot": "·", "infty": "∞", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "neq": "≠", "sim": "~",
    "approx": "≈", "to": "→", "rightarrow": "→", "leftarrow": "←", "prime": "′", "circ": "°",
    "ell": "ℓ", "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε",
    "varepsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ",
    "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ",
    "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ",
    "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
}  # fmt: skip
_ACCENT = Expression(
    r"\\([`'^~=.\"])\s*(?:\{\s*(?:\\([ij])(?![A-Za-z])|(\w[\u0300-\u036f]*))\s*\}"
    r"|\\([ij])(?![A-Za-z])|(\w[\u0300-\u036f]*))"
    r"|\\(textcommabelow|[urHvdckb])(?:\s*\{\s*(?:\\([ij])|(\w[\u0300-\u036f]*))\s*\}"
    r"|\s+(\w[\u0300-\u036f]*)(?!\w))"
)
_MOST_ACCENTS = 4  # one within another, as in Vietnamese
_LINKED = Expression(r"\\href\s*\{[^{}]*\}\s*\{")
_NAMED = Expression(r"\\([A-Za-z]+)(\s*\{\}|[ \t]+(?=\\?\w)|(?![A-Za-z]))")
_MATH = Expression(r"\$([^$]{0,200})\$")
_SCRIPT = Expression(r"[_^]\s*(?:\{([^{}]*)\}|(\w))")
_ESCAPED = Expression(r"\\([&%$#_{}\\ ,;:!/-])")
_KEPT = {"&": "&", "%": "%", "$": "\ue000", "#": "#", "_": "_", "{": "\ue001", "}": "\ue002"}
_BACK = str.maketrans({"\ue000": "$", "\ue001": "{", "\ue002": "}"})
_SPACE = Expression(r"\s+")


def without_latex(text: str) -> str:
    """The text as it is printed; braces and commands of form dropped, white space folded.

    What is no command stays: a per cent sign or ampersand that nobody escaped is one.
    """
    if "\\" in text or "$" in text:
        text = _ESCAPED.sub(lambda found: _KEPT.get(found[1], " "), text)
        text = _LINKED.sub("{", text)
        for _ in range(_MOST_ACCENTS):
            text, changed = _ACCENT.subn(_accented, text)
            if not changed:
                break
            text = re.sub(r"\{(\w[\u0300-\u036f]*)\}", r"\1", text)
        text = _MATH.sub(lambda found: _SCRIPT.sub(_script, found[1]), text)
        text = _NAMED.sub(_named, text)
    text = text.replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”")
    text = re.sub(r"[{}]|(?<!\\)~", lambda found: " " if found[0] == "~" else "", text)
    plain = unicodedata.normalize("NFC", text.translate(_BACK))
    return _SPACE.sub(" ", plain).strip()


def _accented(found: "re.Match[str]") -> str:
    letter = next(part for part in (*found.groups()[1:5], *found.groups()[6:]) if part)
    return unicodedata.normalize("NFC", letter + _ACCENTS[found[1] or found[6]])


def _script(found: "re.Match[str]") -> str:
    return found[1] if found[1] is not None else found[2]


def _named(found: "re.Match[str]") -> str:
    sign = _LETTERS.get(found[1])
    if sign is None:
        return ""
    # a space ends the name of a letter, as in "\o stergaard", and is kept behind a sign
    return sign if found[1] in _IN_WORDS or not found[2].isspace() else f"{sign} "


_IN_WORDS = frozenset(
    "i j o O l L ss SS ae AE oe OE aa AA dh DH dj DJ th TH ng NG textquotesingle".split()
)
