"""Regular expressions that are compiled when they are first used, so that they cost no start-up."""

import re
import sys
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

__all__ = ["Expression"]


class Expression:
    """What ``re.compile`` gives of a pattern of text, compiled at the first call of a method."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self.flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self.flags)

    def search(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """As of ``re.Pattern``."""
        return self._compiled.search(text, pos, endpos)

    def match(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """As of ``re.Pattern``."""
        return self._compiled.match(text, pos, endpos)

    def fullmatch(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """As of ``re.Pattern``."""
        return self._compiled.fullmatch(text, pos, endpos)

    def finditer(
        self, text: str, pos: int = 0, endpos: int = sys.maxsize
    ) -> Iterator[re.Match[str]]:
        """As of ``re.Pattern``."""
        return self._compiled.finditer(text, pos, endpos)

    def findall(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> list[Any]:
        """As of ``re.Pattern``."""
        return self._compiled.findall(text, pos, endpos)

    def split(self, text: str, maxsplit: int = 0) -> list[Any]:
        """As of ``re.Pattern``."""
        return self._compiled.split(text, maxsplit)

    def sub(self, repl: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        """As of ``re.Pattern``."""
        return self._compiled.sub(repl, text, count)

    def subn(
        self, repl: str | Callable[[re.Match[str]], str], text: str, count: int = 0
    ) -> tuple[str, int]:
        """As of ``re.Pattern``."""
        return self._compiled.subn(repl, text, count)
