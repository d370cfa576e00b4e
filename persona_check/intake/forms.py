"""The forms that can be read, and which of them a document has: told by content, then by name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from persona_check.intake import signs
from persona_check.intake.reading import Given, ReadClaim, Reader

__all__ = ["ALL_FORMS", "Form", "form_of", "read"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form of document.

    ``shows`` tells by the content alone, cheaply, and is asked in the order of ``ALL_FORMS``;
    ``suffixes`` decide only where no content does. ``reader`` is ``module:function`` within this
    package, imported when the form is read.
    """

    id: str
    shown: str
    reader: str
    shows: Callable[[Given], bool]
    suffixes: tuple[str, ...] = ()

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
    from persona_check.errors import ClaimError

    form = form_of(given)
    if form is None:
        raise ClaimError(
            "is none of the forms that can be read",
            "see persona-check help intake for the list",
            file=given.name,
        )
    return form.load()(given)


# In the order in which they are asked: the surest marks first, plain text last.
ALL_FORMS: tuple[Form, ...] = (
    Form(
        id="pdf",
        shown="CV (PDF)",
        reader="cv.forms:read_pdf",
        shows=signs.is_pdf,
        suffixes=(".pdf",),
    ),
)
