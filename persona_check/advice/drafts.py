"""Drafts of what to write to whom, in six languages; the words are in ``letters/*.toml``."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from persona_check.errors import UsageError

__all__ = ["LANGUAGES", "draft", "known_language"]

LANGUAGES: Mapping[str, str] = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "pt": "Portuguese",
}
LONGEST_NAME = 100  # nobody's name is longer, and a draft must not become the claimant's text


def draft(kind: str, language: str, **gaps: str) -> str:
    """The draft of this kind, its gaps filled with one line of text each."""
    template = _letters(language)[kind]
    # the name may hold braces: what is put in is not read as a template
    filled = {gap: " ".join(words.split())[:LONGEST_NAME] for gap, words in gaps.items()}
    return template.format(**filled).strip()


def known_language(code: str) -> str:
    """The code, lower case and without region ("de-AT"); raises ``UsageError`` for others."""
    short = code.strip().lower().replace("_", "-").partition("-")[0]
    if short not in LANGUAGES:
        known = ", ".join(f"{one} ({name})" for one, name in LANGUAGES.items())
        raise UsageError(f"no drafts in “{code[:20]}”", f"choose from {known}")
    return short


@cache
def _letters(language: str) -> Mapping[str, str]:
    path = Path(__file__).with_name("letters") / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
