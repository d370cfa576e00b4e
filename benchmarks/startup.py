"""Times whole processes as multiples of a bare ``python -c pass``; prints one line each."""

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CLAIMS, ANSWERS = ROOT / "fixtures" / "claims", ROOT / "fixtures" / "answers"
# as installed: with compiled modules
ENVIRON = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
DEMO = ROOT / "persona_check" / "cli" / "demo_files"
READINGS = {
    "dry run of a name": ["check", "Mira Vestergaard-Oyelaran", "--dry-run"],
    "read, mail and CV (15x)": ["read", str(DEMO / "pitch.eml")],
    "read, table (15x)": ["read", str(DEMO / "speakers.csv")],
}
CHECK = ["-m", "persona_check", "check", "--no-cache", "--quiet", "--json"]


def median_ms(arguments: list[str], runs: int) -> float:
    """The median wall time of a process, after one run to warm the caches."""
    times_s = []
    for run in range(runs + 1):
        started_s = time.perf_counter()
        subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=ENVIRON, check=True, capture_output=True
        )
        if run:
            times_s.append(time.perf_counter() - started_s)
    return statistics.median(times_s) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=11)
    runs = parser.parse_args().runs
    bare_ms = median_ms(["-c", "pass"], runs)
    print(f"{'python -c pass':<28} {bare_ms:7.0f} ms")
    help_ms = median_ms(["-m", "persona_check", "--help"], runs)
    print(f"{'--help (below 150 ms)':<28} {help_ms:7.0f} ms  {help_ms / bare_ms:5.1f}x")
    for label, arguments in READINGS.items():
        took_ms = median_ms(["-m", "persona_check", *arguments], runs)
        print(f"{label:<28} {took_ms:7.0f} ms  {took_ms / bare_ms:5.1f}x")
    text = (CLAIMS / "researcher.toml").read_text("utf-8")
    without = re.sub(r"^photo = .*\n", "", text, flags=re.MULTILINE)
    with tempfile.TemporaryDirectory() as folder:
        claim = Path(folder) / "claim.toml"
        claim.write_text(without, "utf-8")
        wanted = {"check, no photo (below 40x)": claim}
        if without != text:
            wanted["check, photo (below 90x)"] = CLAIMS / "researcher.toml"
        for name, path in wanted.items():
            replay = ["--claim", str(path), "--replay", str(ANSWERS / "researcher")]
            took_ms = median_ms([*CHECK, *replay], runs)
            print(f"{name:<28} {took_ms:7.0f} ms  {took_ms / bare_ms:5.1f}x")


if __name__ == "__main__":
    main()
