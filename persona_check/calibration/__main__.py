"""Refits the weights: ``python -m persona_check.calibration LABELLED... --reports REPORTS...``."""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from persona_check.calibration.cases import Case, union_of
from persona_check.calibration.dependence import PRESENT, RULES
from persona_check.calibration.evaluation_text import as_text
from persona_check.calibration.fitting import document_of, judgement_of
from persona_check.calibration.folds import by_kind
from persona_check.calibration.learner import Learner
from persona_check.calibration.reliability import reliability_svg
from persona_check.calibration.scoring import reliability
from persona_check.calibration.summary import by_form, compared, moved
from persona_check.calibration.unchecked_variance import unchecked_variance
from persona_check.calibration.validation import (
    LeftOut,
    covered,
    left_out,
    population,
    real_window,
    spread,
)
from persona_check.checks.registry import all_levels
from persona_check.errors import UsageError
from persona_check.files import write_whole
from persona_check.weighing.table import HYPOTHESES, parse, shipped

SAMPLES = 200
SEED = 20261127


def main(arguments: Sequence[str] | None = None) -> int:
    """Reads, fits, validates, prints, and where asked writes the table; 2 for unusable input."""
    asked = _parser().parse_args(arguments)
    try:
        sys.stdout.write("\n".join(_run(asked)) + "\n")
    except UsageError as error:
        sys.stderr.write(f"error: {error}\n" + (f"hint: {error.hint}\n" if error.hint else ""))
        return error.exit_code
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m persona_check.calibration", description=__doc__
    )
    parser.add_argument(
        "labelled", type=Path, nargs="+",
        help="JSON Lines with id, label, group, subject; one id in several files is one claim in "
        "several forms",
    )  # fmt: skip
    parser.add_argument(
        "--reports", type=Path, nargs="+", required=True,
        help="output of batch --format json, one file for each labelled one, in their order",
    )  # fmt: skip
    parser.add_argument("--name", default="labelled-claims", help="name for this set of claims")
    parser.add_argument(
        "--synthetic", nargs="*", default=["fabricated", "borrowed"], choices=HYPOTHESES,
        help="labels whose claims were invented, not collected",
    )  # fmt: skip
    parser.add_argument("--folds", type=int, default=10, help="number of validation folds")
    parser.add_argument(
        "--table", type=Path, help="calibration to start from (default: the one shipped)"
    )
    parser.add_argument(
        "--plot", type=Path, help="write a reliability plot for held-out claims (SVG)"
    )
    parser.add_argument("--write", type=Path, help="write the new calibration to this file")
    parser.add_argument(
        "--present-rule-only",
        action="store_true",
        help="hold no other rules of weighing against it",
    )
    parser.add_argument("--quick", action="store_true", help="fit only, skip validation")
    return parser


def _run(asked: argparse.Namespace) -> Iterator[str]:
    if len(asked.labelled) != len(asked.reports):
        raise UsageError(
            f"{len(asked.labelled)} labelled files, {len(asked.reports)} with reports",
            "give one file of reports for each labelled file, in the same order",
        )
    labelled = [_read(path) for path in asked.labelled]
    cases = union_of(
        [
            (reports.stem, _lines(key), _lines(_read(reports)))
            for key, reports in zip(labelled, asked.reports, strict=True)
        ]
    )
    document = json.loads(_read(asked.table) if asked.table else shipped())
    learner = Learner.over(
        cases,
        judgement_of(document),
        all_levels(),
        basis=asked.name,
        synthetic=bool(asked.synthetic),
    )
    learned = learner.learn(cases)
    tallies = learner.tallied(cases)
    size = {name: _claims(cases, name) for name in HYPOTHESES}
    yield f"{asked.name}: " + ", ".join(f"{number} {name}" for name, number in size.items())
    yield f"a judgement counts as {learned.trials:g} cases"
    flawless = learner.judgement.calibration.flawless_share
    variance = unchecked_variance(learned, cases, learner.levels, flawless)
    yield f"variance of log10 odds when nothing was checked: {variance:.3g}"
    yield from moved(learner.judgement, learned.calibration, tallies)
    if not asked.quick:
        yield from _validated(learner, cases, asked)
        for drawn, some in (("claims", cases), ("kinds", by_kind(cases))):
            every, wide = covered(learner, learned, some, samples=SAMPLES, seed=SEED)
            yield (
                f"90 % intervals contain the confidence of a refit to resampled {drawn} in "
                f"{every:.1%} of cases, {wide:.1%} where they are wider than 0.01"
            )
    if asked.write:
        entry = {
            "size": size,
            "split": f"all claims; validated in {asked.folds} folds and by kind left out, claims "
            "of one subject, network or work in one fold",
            "fitted_on": datetime.now(UTC).date().isoformat(),
            "sha256": hashlib.sha256(b"".join(labelled)).hexdigest(),
            "synthetic": list(asked.synthetic),
        }
        written = document_of(
            document,
            learned.calibration,
            tallies,
            name=asked.name,
            data_set=entry,
            trials_basis=f"least log loss on kinds left out of {asked.name}",
            unchecked_variance=variance,
        )
        parse(written)
        write_whole(asked.write, json.dumps(written, ensure_ascii=False, indent=1) + "\n")
        yield f"written: {asked.write}, calibration {written['id']}"


def _validated(
    learner: Learner, cases: tuple[Case, ...], asked: argparse.Namespace
) -> Iterator[str]:
    flawless = learner.judgement.calibration.flawless_share
    kinds = {(case.label, case.group) for case in cases if case.label in HYPOTHESES[1:]}
    by_claims: LeftOut | None = None
    for title, some, number in (
        (f"held-out claims, {asked.folds} folds", cases, asked.folds),
        (f"held-out kinds, one of {len(kinds)} at a time", by_kind(cases), max(2, len(kinds))),
    ):
        yield f"\n{title}: log loss compared with the current rule, figures, worth^exponent chosen"
        rules = (PRESENT,) if asked.present_rule_only else RULES
        found = {rule.name: left_out(learner, some, number, rule) for rule in rules}
        yield from compared(found, flawless)
        present = found[RULES[0].name]
        by_claims = by_claims or present
        if len(asked.labelled) > 1:
            yield "each set alone, current rule:"
            yield from by_form(present, flawless)
        intervals = spread(present, flawless, samples=SAMPLES, seed=SEED)
        yield "95 % of resampled claims, current rule: " + ", ".join(
            f"{what} {low:.3f} to {high:.3f}" for what, (low, high) in intervals.items()
        )
        low, high = real_window(present, learner)
        yield f"no verdict changes if a real record needs more than {low:.3f}, up to {high:.3f}"
    if by_claims is not None:
        told = population(by_claims, flawless)
        yield "\nheld-out claims, current rule:\n" + as_text(told).rstrip("\n")
        if asked.plot:
            title = "Confidence: forecast and outcome"
            write_whole(asked.plot, reliability_svg(reliability(told.confidence), title))


def _claims(cases: tuple[Case, ...], label: str) -> int:
    """How many claims have this label, those in several forms once."""
    return len({case.person or case.id for case in cases if case.label == label})


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(
            f"{path}: cannot be read: {error.strerror or error}", "use a JSON Lines file"
        ) from error


def _lines(body: bytes) -> list[str]:
    return body.decode("utf-8-sig", errors="replace").split("\n")


if __name__ == "__main__":
    sys.exit(main())
