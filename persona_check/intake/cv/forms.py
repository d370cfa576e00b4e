"""The forms in which a CV comes, each as lines; texts that are no CV are read as what they are."""

from collections.abc import Sequence
from dataclasses import replace

from persona_check.intake.cv.lines import MOST_LINE_CHARS, Line
from persona_check.intake.cv.reader import cv_of
from persona_check.intake.cv.running_text import is_running_text, read_running_text
from persona_check.intake.cv.tidy import tidied
from persona_check.intake.reading import Given, LeftAside, ReadClaim
from persona_check.intake.texts import text_of, within_bounds

__all__ = ["read_docx", "read_latex", "read_markdown", "read_pdf", "read_rtf", "read_text"]


def read_pdf(given: Given) -> ReadClaim:
    """A CV as PDF, LinkedIn's "Save to PDF" among them."""
    from persona_check.intake.cv.layout import lines_of
    from persona_check.intake.pdf import pages_of
    from persona_check.intake.pdf_worker import MOST_PAGES

    pages, total = pages_of(given)
    read = _read(lines_of(pages), given, "PDF")
    if total > MOST_PAGES:
        why = f"the document has {total:,} pages; the first {MOST_PAGES} were read"
        read = replace(read, left_aside=(*read.left_aside, LeftAside(what="the rest", why=why)))
    return read


def read_docx(given: Given) -> ReadClaim:
    """A CV as a Word document."""
    from persona_check.intake.cv.docx import lines_of_docx

    within_bounds(given)
    return _read(lines_of_docx(given), given, "Word")


def read_rtf(given: Given) -> ReadClaim:
    """A CV as Rich Text."""
    from persona_check.intake.cv.rtf import lines_of_rtf

    within_bounds(given)
    return _read(lines_of_rtf(given.content), given, "RTF")


def read_latex(given: Given) -> ReadClaim:
    """A CV as a LaTeX source."""
    from persona_check.intake.cv.latex import lines_of_latex

    return _read(lines_of_latex(text_of(given)), given, "LaTeX")


def read_markdown(given: Given) -> ReadClaim:
    """A CV as Markdown."""
    from persona_check.intake.cv.plain import lines_of_markdown

    return _read(lines_of_markdown(text_of(given)), given, "Markdown")


def read_text(given: Given) -> ReadClaim:
    """A CV, a bio or an article as plain text."""
    from persona_check.intake.cv.plain import lines_of_text

    return _read(lines_of_text(text_of(given)), given, "text")


def _read(lines: Sequence[Line], given: Given, form: str) -> ReadClaim:
    lines = list(tidied(line.clipped(MOST_LINE_CHARS) for line in lines))
    if is_running_text(lines):
        return read_running_text(lines, given, form)
    return cv_of(lines, given, f"CV ({form})")
