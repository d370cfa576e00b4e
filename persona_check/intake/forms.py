"""The forms that can be read, and which of them a document has: told by content, then by name."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from persona_check.errors import ClaimError, PersonaCheckError
from persona_check.intake import list_signs, signs
from persona_check.intake.reading import Given, ReadClaim, Reader

log = logging.getLogger(__name__)

__all__ = ["ALL_FORMS", "Form", "form_of", "read"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form of document.

    ``shows`` tells by the content alone, cheaply, and is asked in the order of ``ALL_FORMS``;
    ``suffixes`` decide only where no content does. ``reader`` is ``module:function`` within this
    package, imported when the form is read. ``is_read`` is False of a form that is known only to
    say what to hand in instead.
    """

    id: str
    shown: str
    reader: str
    shows: Callable[[Given], bool]
    suffixes: tuple[str, ...] = ()
    is_read: bool = True

    def load(self) -> Reader:
        """The function that reads it."""
        module, _, function = self.reader.partition(":")
        return cast(Reader, getattr(import_module(f"persona_check.intake.{module}"), function))


def form_of(given: Given, forms: Sequence[Form] | None = None) -> Form | None:
    """The form whose content it has, else the one whose file name; None: nobody knows it."""
    known = ALL_FORMS if forms is None else forms
    for form in known:
        if form.shows(given):
            return form
    return next((form for form in known if given.suffix in form.suffixes), None)


def read(given: Given) -> ReadClaim:
    """What the document states; raises ``ClaimError`` where its form is unknown or it is broken."""
    form = form_of(given)
    if form is None:
        raise ClaimError(
            "is none of the forms that can be read",
            "see persona-check help intake for the list",
            file=given.name,
        )
    try:
        return form.load()(given)
    except PersonaCheckError:
        raise
    except Exception as error:
        # a document is a stranger's: what no reader foresaw must not end a batch of others
        log.warning("%s could not be read", form.id, exc_info=error)
        raise ClaimError(
            f"could not be read as {form.shown} ({type(error).__name__})",
            "save it in another form, such as PDF or plain text, and report the file",
            file=given.name,
        ) from error


# In the order in which they are asked: the surest marks first, plain text last.
ALL_FORMS: tuple[Form, ...] = (
    Form(
        id="old-workbook",
        shown="list of people (table)",
        reader="people_list:read",
        shows=list_signs.is_old_workbook,
    ),
    Form(
        id="outlook",
        shown="Outlook message",
        reader="mail.reader:read_outlook",
        shows=signs.is_outlook_or_old_office,
        suffixes=(".msg",),
        is_read=False,
    ),
    Form(
        id="docx",
        shown="Word document",
        reader="cv.forms:read_docx",
        shows=signs.is_docx,
        suffixes=(".docx",),
    ),
    Form(
        id="rtf",
        shown="Rich Text",
        reader="cv.forms:read_rtf",
        shows=signs.is_rtf,
        suffixes=(".rtf",),
    ),
    Form(
        id="latex",
        shown="LaTeX source",
        reader="cv.forms:read_latex",
        shows=signs.is_latex,
        suffixes=(".tex",),
    ),
    Form(
        id="pdf",
        shown="CV (PDF)",
        reader="cv.forms:read_pdf",
        shows=signs.is_pdf,
        suffixes=(".pdf",),
    ),
    Form(
        id="mail",
        shown="email",
        reader="mail.reader:read_mail",
        shows=signs.is_mail,
        suffixes=(".eml", ".mbox"),
    ),
    Form(
        id="html",
        shown="web page",
        reader="page:read_page",
        shows=signs.is_html,
        suffixes=(".html", ".htm", ".xhtml"),
    ),
    Form(
        id="vcard",
        shown="vCard",
        reader="vcard:read",
        shows=list_signs.is_vcard,
        suffixes=(".vcf", ".vcard"),
    ),
    Form(
        id="bibtex",
        shown="publication list (BibTeX)",
        reader="bibtex:read",
        shows=list_signs.is_bibtex,
        suffixes=(".bib", ".bibtex"),
    ),
    Form(
        id="ris",
        shown="publication list (RIS)",
        reader="ris:read",
        shows=list_signs.is_ris,
        suffixes=(".ris",),
    ),
    Form(
        id="pubmed",
        shown="publication list (PubMed)",
        reader="pubmed:read",
        shows=list_signs.is_pubmed,
        suffixes=(".nbib",),
    ),
    Form(
        id="endnote",
        shown="publication list (EndNote)",
        reader="endnote:read",
        shows=list_signs.is_endnote,
        suffixes=(".enw",),
    ),
    Form(
        id="web-of-science",
        shown="publication list (Web of Science)",
        reader="web_of_science:read",
        shows=list_signs.is_web_of_science,
    ),
    Form(
        id="citation-cff",
        shown="CITATION.cff",
        reader="citation_cff:read",
        shows=list_signs.is_citation_cff,
        suffixes=(".cff",),
    ),
    Form(
        id="json-resume",
        shown="JSON Resume",
        reader="json_resume:read",
        shows=list_signs.is_json_resume,
    ),
    Form(
        id="works-json",
        shown="publication list (JSON)",
        reader="works_json:read",
        shows=list_signs.is_works_json,
        suffixes=(".csl",),
    ),
    Form(
        id="people-records",
        shown="list of people (JSON, YAML, TOML)",
        reader="people_list:read",
        shows=list_signs.is_people_records,
        suffixes=(".json", ".yaml", ".yml"),
    ),
    Form(
        id="works-table",
        shown="publication list (table)",
        reader="works_table:read",
        shows=list_signs.is_works_table,
    ),
    Form(
        id="people-table",
        shown="list of people (table)",
        reader="people_list:read",
        shows=list_signs.is_people_table,
        suffixes=(".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"),
    ),
    Form(
        id="references",
        shown="references",
        reader="pasted_references:read",
        shows=list_signs.is_references,
    ),
    Form(
        id="markdown",
        shown="Markdown",
        reader="cv.forms:read_markdown",
        shows=signs.is_markdown,
        suffixes=(".md", ".markdown"),
    ),
    Form(
        id="text",
        shown="plain text",
        reader="cv.forms:read_text",
        shows=signs.is_text,
        suffixes=(".txt",),
    ),
)
