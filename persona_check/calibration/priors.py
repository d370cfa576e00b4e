"""What may be held before any evidence: named presets, and free values."""

import re

from persona_check.errors import UsageError
from persona_check.model.report import Hypotheses, Prior

__all__ = ["PRIORS", "prior_named"]

PRIORS: tuple[Prior, ...] = (
    Prior(
        name="default",
        hypotheses=Hypotheses(genuine=0.5, fabricated=0.25, borrowed=0.25),
        basis="nothing known either way: a convention, so that 0.50 reads as no evidence",
    ),
)

_FREE = re.compile(r"(\d*\.?\d+)[/,](\d*\.?\d+)[/,](\d*\.?\d+)")


def prior_named(text: str) -> Prior:
    """The preset of this name, or the free value ``genuine/fabricated/borrowed``.

    Raises:
        UsageError: an unknown name, or shares that do not sum to 1.
    """
    for prior in PRIORS:
        if prior.name == text:
            return prior
    names = ", ".join(prior.name for prior in PRIORS)
    hint = f"use one of {names}, or three shares such as 0.9/0.05/0.05"
    match = _FREE.fullmatch(text.strip())
    if match is None:
        raise UsageError(f"unknown prior {text!r}", hint)
    genuine, fabricated, borrowed = (float(part) for part in match.groups())
    shares = (genuine, fabricated, borrowed)
    if abs(sum(shares) - 1) > 0.001 or min(shares) <= 0:
        raise UsageError(f"the shares of prior {text!r} must be above 0 and sum to 1", hint)
    return Prior(
        name="given",
        hypotheses=Hypotheses(genuine=genuine, fabricated=fabricated, borrowed=borrowed),
        basis="given with --prior",
    )
