"""How checks end on networks that mix foreign answers, refusals and good answers.

Run by hand: ``python -m benchmarks.faults [runs]`` (500). Counted is what a run holds against the
person that a network without faults does not: it must be nothing. After each run the same person
is checked again over a sound network with the cache that the run left behind.
"""

import sys
import tempfile
from collections import Counter
from pathlib import Path

from persona_check.model.lookup import Unavailable, UnavailableReason
from tests.faults.runs import against, checked, healthy, mixed, with_cache

_RUNS = 500


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else _RUNS
    ends: Counter[str] = Counter()
    for seed in range(runs):
        who, fault = mixed(seed)
        with tempfile.TemporaryDirectory() as folder:
            settings = with_cache(Path(folder))
            ended = checked(who, fault, settings)
            ends["requests"] += len(ended.network.sent)
            ends["requests that met a fault"] += len(ended.network.met())
            ends["reports" if ended.report else "not assessed"] += 1
            if ended.report is not None:
                ends["bugs"] += sum(
                    isinstance(one, Unavailable) and one.reason is UnavailableReason.BROKEN
                    for one in ended.report.lookups
                )
            if added := against(ended.report) - healthy(who):
                ends["runs that held something more against the person"] += 1
                print(f"seed {seed}, {who}: {sorted(added)}")
            # what a service itself asked for outlives a run, and is to
            (Path(folder) / "rates.sqlite").unlink(missing_ok=True)
            after = checked(who, settings=settings)
            if added := against(after.report) - healthy(who):
                ends["sound runs after one that held something more against the person"] += 1
                print(f"seed {seed}, {who}, with the cache it left: {sorted(added)}")
    for what, count in ends.most_common():
        print(f"{count:7} {what}")


if __name__ == "__main__":
    main()
