"""Errors meant for the user: what went wrong, and a hint."""

from dataclasses import dataclass

__all__ = ["ClaimError", "NotAssessedError", "PersonaCheckError", "UsageError"]


@dataclass(eq=False)
class PersonaCheckError(Exception):
    """What went wrong, and what to do about it; never contains a secret.

    ``exit_code`` is the exit status of the process: 2 usage, 3 invalid claim, 4 not assessed.
    """

    message: str
    hint: str | None = None
    exit_code = 1

    def __str__(self) -> str:
        return self.message


class UsageError(PersonaCheckError):
    """Options that cannot be combined, or a missing extra (exit 2)."""

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
    """Too few sources answered to assess the claim (exit 4)."""

    exit_code = 4
