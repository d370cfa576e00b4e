"""What may be held before any evidence: presets with the figure each rests on, and free values."""

import re
from dataclasses import dataclass

from persona_check.errors import UsageError
from persona_check.model.report import Hypotheses, Prior

__all__ = ["DEFAULT", "PRESETS", "Preset", "prior_named"]

DEFAULT = "default"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """A prior for one setting.

    ``setting`` says whom it is for. ``published`` is the figure with its denominator, year and
    source, or that none was found and which the nearest is. ``derivation`` says how the shares
    follow, and names what is judgement.
    """

    name: str
    setting: str
    shares: Hypotheses
    published: str
    derivation: str

    @property
    def prior(self) -> Prior:
        """The prior as an assessment carries it."""
        basis = f"{self.published}; {self.derivation}"
        return Prior(name=self.name, hypotheses=self.shares, basis=basis)


# Gartner asked about posing and being posed for in one question, so half of its share is taken.
_POSED = (
    "6% of 3,000 job candidates said that they had posed as somebody else or had somebody pose as "
    "them (Gartner 2025)"
)

_QUOTED = (
    "in 27 of 250 articles in five British tabloids, the quoted experts do not exist, cannot be "
    "found or are not named (Press Gazette, 10 February 2026)"
)

# Published figures were looked for in November 2026; docs/method.md lists what was found.
PRESETS: tuple[Preset, ...] = (
    Preset(
        name=DEFAULT,
        setting="when nothing is known about where the claim comes from",
        shares=Hypotheses(genuine=0.5, fabricated=0.25, borrowed=0.25),
        published="nothing is known either way",
        derivation="a convention, so that 0.50 means no evidence",
    ),
    Preset(
        name="speaker",
        setting="a speaker on, or offered for, a conference programme",
        shares=Hypotheses(genuine=0.93, fabricated=0.04, borrowed=0.03),
        published=(
            "no published figure for speakers was found; the best-known programme listed 24 names, "
            "of which 1 was reported as invented (DevTernity 2023: The Register, "
            f"28 November 2023), and {_POSED}"
        ),
        derivation=(
            "judgement: 1 of 24 as fabricated, which is too high, since that programme is known "
            "for the case, and half of 6% as borrowed, from a similar setting"
        ),
    ),
    Preset(
        name="op-ed",
        setting="an opinion piece that a stranger offers unasked",
        shares=Hypotheses(genuine=0.92, fabricated=0.05, borrowed=0.03),
        published=(
            "no published share among offered articles was found, only a count without a total (at "
            "least 19 invented authors in 46 outlets: The Daily Beast, July 2020); the closest "
            f"figures: {_QUOTED}; {_POSED}"
        ),
        derivation=(
            "judgement: half of 27 in 250 as fabricated, since those newspapers were chosen for "
            "earlier cases and a whole article takes more effort than a quote, and half of 6% as "
            "borrowed"
        ),
    ),
    Preset(
        name="pr-quote",
        setting="an expert offered for a quote by an agency or a service",
        shares=Hypotheses(genuine=0.86, fabricated=0.11, borrowed=0.03),
        published=(
            f"{_QUOTED}; counting every expert who cannot be traced, it was 33% of at least 50 "
            f"PR-led articles in each newspaper (NeoMAM with Press Gazette 2025); {_POSED}"
        ),
        derivation=(
            "27 of 250 as fabricated; judgement: half of 6% as borrowed, from a similar setting; "
            "too high where newspapers are careful, too low if everybody untraceable is counted"
        ),
    ),
    Preset(
        name="reviewer",
        setting="a reviewer suggested by authors, or a volunteer",
        shares=Hypotheses(genuine=0.95, fabricated=0.01, borrowed=0.04),
        published=(
            "no published share among suggested reviewers was found; the closest figure is 94 "
            "profiles with a false identity in a pool of thousands of volunteers, of unknown size "
            "(OpenReview, conferences of 2024 and 2025: Shah and others, arXiv 2508.04024; "
            "Retraction Watch, 22 September 2025)"
        ),
        derivation=(
            "judgement: 94 of 2,000, the least that thousands can mean, is 5%; four in five of "
            "these as borrowed, since the reports describe real researchers' names on other "
            "people's mailboxes; suggestions by authors may be worse"
        ),
    ),
)

_FREE = re.compile(r"(\d*\.?\d+)[/,](\d*\.?\d+)[/,](\d*\.?\d+)")


def prior_named(text: str) -> Prior:
    """The preset of this name, or the free value ``genuine/fabricated/borrowed``.

    Raises:
        UsageError: an unknown name, or shares that do not sum to 1.
    """
    for preset in PRESETS:
        if preset.name == text:
            return preset.prior
    names = ", ".join(preset.name for preset in PRESETS)
    hint = f"use one of {names}, or three shares such as 0.9/0.05/0.05"
    match = _FREE.fullmatch(text.strip())
    if match is None:
        raise UsageError(f"unknown prior {text[:40]!r}", hint)
    genuine, fabricated, borrowed = (float(part) for part in match.groups())
    shares = (genuine, fabricated, borrowed)
    if abs(sum(shares) - 1) > 0.001 or min(shares) <= 0:
        raise UsageError(f"the shares of prior {text[:40]!r} must be above 0 and sum to 1", hint)
    return Prior(
        name="given",
        hypotheses=Hypotheses(genuine=genuine, fabricated=fabricated, borrowed=borrowed),
        basis="given with --prior",
    )
