"""Tells, with evidence, whether a claimed expert is real."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from persona_check.claimfile import read_claim
    from persona_check.errors import (
        ClaimError,
        NotAssessedError,
        PersonaCheckError,
        UsageError,
    )
    from persona_check.model.claim import Claim
    from persona_check.model.report import Report
    from persona_check.report.registry import render
    from persona_check.session import Session, check
    from persona_check.settings import Settings, SourceSettings

__all__ = [
    "Claim",
    "ClaimError",
    "NotAssessedError",
    "PersonaCheckError",
    "Report",
    "Session",
    "Settings",
    "SourceSettings",
    "UsageError",
    "__version__",
    "check",
    "read_claim",
    "render",
]

__version__ = "0.1.0"

# loaded when first asked for: the command line's --help needs none of them
_HOMES = {
    "Claim": "persona_check.model.claim",
    "ClaimError": "persona_check.errors",
    "NotAssessedError": "persona_check.errors",
    "PersonaCheckError": "persona_check.errors",
    "Report": "persona_check.model.report",
    "Session": "persona_check.session",
    "Settings": "persona_check.settings",
    "SourceSettings": "persona_check.settings",
    "UsageError": "persona_check.errors",
    "check": "persona_check.session",
    "read_claim": "persona_check.claimfile",
    "render": "persona_check.report.registry",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
