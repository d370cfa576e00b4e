"""One name for a venue, whatever form it is written in."""

import re
from functools import lru_cache

from anyascii import anyascii

__all__ = ["canonical"]

# Full names, in plain words, of venues that are better known by a short form.
_KNOWN = {
    "neurips": "advances in neural information processing systems|nips|"
    "conference on neural information processing systems",
    "iros": "intelligent robots and systems",
    "icra": "robotics and automation",
    "cvpr": "computer vision and pattern recognition",
    "iccv": "international conference on computer vision",
    "eccv": "european conference on computer vision",
    "wacv": "winter conference on applications of computer vision",
    "emnlp": "empirical methods in natural language processing",
    "acl": "annual meeting of the association for computational linguistics|"
    "association for computational linguistics",
    "naacl": "north american chapter of the association for computational linguistics",
    "eacl": "european chapter of the association for computational linguistics",
    "coling": "international conference on computational linguistics",
    "lrec": "language resources and evaluation",
    "aistats": "artificial intelligence and statistics",
    "icml": "international conference on machine learning",
    "iclr": "international conference on learning representations",
    "ijcai": "international joint conference on artificial intelligence|"
    "international joint conferences on artificial intelligence",
    "aaai": "aaai conference on artificial intelligence",
    "uai": "uncertainty in artificial intelligence",
    "colt": "conference on learning theory|computational learning theory",
    "corl": "conference on robot learning",
    "rss": "robotics science and systems",
    "kdd": "knowledge discovery and data mining",
    "siggraph": "computer graphics and interactive techniques",
    "www": "the web conference|world wide web conference",
    "nber working papers": "nber working paper series|national bureau of economic research",
    "acml": "asian conference on machine learning",
    "alt": "algorithmic learning theory",
    "hlt": "human language technology",
    "ijcnlp": "international joint conference on natural language processing",
    "conll": "computational natural language learning",
    "mlhc": "machine learning for healthcare",
    "l4dc": "learning for dynamics and control",
    "anlp": "applied natural language processing",
    "nime": "new interfaces for musical expression",
}
_BY_NAME = {form: short for short, forms in _KNOWN.items() for form in forms.split("|")}
_AROUND = re.compile(
    r"\b(proceedings|proc|of|the|ieee|rsj|cvf|acm|annual|international|conference|on|\d{4}|\d+(st|nd|rd|th))\b"
)


@lru_cache(maxsize=65_536)
def canonical(venue: str) -> str:
    """The venue's short form where it is a known one, else its words in plain letters."""
    words = " ".join(re.findall(r"[a-z0-9]+", anyascii(venue[:300]).casefold()))
    if words in _KNOWN:
        return words
    if words in _BY_NAME:
        return _BY_NAME[words]
    bare = " ".join(_AROUND.sub(" ", words).split())
    if bare in _KNOWN:
        return bare
    for form, short in _BY_NAME.items():
        if " ".join(_AROUND.sub(" ", form).split()) == bare:
            return short
    return words
