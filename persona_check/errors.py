"""Errors meant for the person at the keyboard: what was wrong, and a hint."""

from dataclasses import dataclass

__all__ = ["ClaimError", "NotAssessedError", "PersonaCheckError", "UsageError"]


@dataclass(eq=False)
class PersonaCheckError(Exception):
    """What was wrong, and what to do about it; never carries a secret.

    ``exit_code`` is the process's exit status: 2 usage, 3 unusable claim, 4 not assessed.
    """

    message: str
    hint: str | None = None
    exit_code = 1

    def __str__(self) -> str:
        return self.message


class UsageError(PersonaCheckError):
    """Options that do not fit together, or a missing extra (exit 2)."""

    exit_code = 2


@dataclass(eq=False)
class ClaimError(PersonaCheckError):
    """A claim that cannot be read (exit 3): where, what was found, what was expected.

    ``file`` is the path as the user gave it; ``line`` and ``column`` count from 1.
    """

    file: str | None = None
    line: int | None = None
    column: int | None = None
    exit_code = 3

    def __str__(self) -> str:
        parts = (self.file, self.line, self.column)
        where = ":".join(str(part) for part in parts if part is not None)
        return f"{where}: {self.message}" if where else self.message


class NotAssessedError(PersonaCheckError):
    """Too few sources answered for any statement (exit 4)."""

    exit_code = 4
