"""A report as PDF, printed by the browser that the machine has."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from persona_check.errors import UsageError

__all__ = ["as_pdf", "browser"]

_NAMES = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "microsoft-edge", "msedge",
)  # fmt: skip
_MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
TIMEOUT_S = 60.0
_HINT = "install Chromium, or write report.html and print that page from your browser"


def browser() -> str:
    """A browser that prints to PDF; raises ``UsageError`` where there is none."""
    for name in _NAMES:
        if path := shutil.which(name):
            return path
    for path in _MAC:
        if Path(path).exists():
            return path
    raise UsageError("no browser that can make a PDF was found", _HINT)


def as_pdf(page: str) -> bytes:
    """The printed page; the browser gets no network from it, since the page's policy forbids it.

    Raises ``UsageError`` where the browser fails.
    """
    program = browser()
    with tempfile.TemporaryDirectory(prefix="persona-check-") as folder:
        html, pdf = Path(folder) / "report.html", Path(folder) / "report.pdf"
        html.write_text(page, encoding="utf-8")
        command = [
            program,
            "--headless",
            "--disable-gpu",
            "--no-first-run",
            "--disable-extensions",
            "--disable-background-networking",
            f"--user-data-dir={folder}/profile",
            "--no-pdf-header-footer",
            f"--print-to-pdf={pdf}",
            html.as_uri(),
        ]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            # Chromium refuses to run as root otherwise; the page holds no script
            command.insert(1, "--no-sandbox")
        try:
            # no shell, a browser from the lists above, arguments of our own: nothing of a claim
            subprocess.run(command, check=True, capture_output=True, timeout=TIMEOUT_S)  # noqa: S603
        except (OSError, subprocess.SubprocessError) as error:
            raise UsageError(f"{Path(program).name} could not make the PDF", _HINT) from error
        if not pdf.exists():
            raise UsageError(f"{Path(program).name} made no PDF", _HINT)
        return pdf.read_bytes()
