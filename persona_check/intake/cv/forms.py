"""The six forms in which a CV comes, each as lines."""

from dataclasses import replace

from persona_check.intake.cv.layout import lines_of
from persona_check.intake.cv.reader import cv_of
from persona_check.intake.pdf import pages_of
from persona_check.intake.pdf_worker import MOST_PAGES
from persona_check.intake.reading import Given, LeftAside, ReadClaim

__all__ = ["read_pdf"]


def read_pdf(given: Given) -> ReadClaim:
    """A CV as PDF, LinkedIn's "Save to PDF" among them."""
    pages, total = pages_of(given)
    read = cv_of(lines_of(pages), given, "CV (PDF)")
    if total > MOST_PAGES:
        why = f"the document has {total:,} pages; the first {MOST_PAGES} were read"
        read = replace(read, left_aside=(*read.left_aside, LeftAside(what="the rest", why=why)))
    return read
