"""``persona-check help``: pages that belong to no single option."""

import difflib
from typing import Annotated

import typer

__all__ = ["help_page"]

_INTAKE = """\
What can be given to check, batch and read

A name        "Ada Example" is the only thing that is ever asked for as a name.
An identifier ORCID iD, DOI; an address at ORCID, OpenAlex, DBLP, Google Scholar, GitHub,
              Wikidata, Semantic Scholar; @login (GitHub); ~First_Last1 (OpenReview). The name
              is taken from the record, and shown as such.
An address    a homepage or staff page; it is fetched, its links are not followed for reading.
              LinkedIn shows its pages only to members: give its “Save to PDF”.
A file        told by its content, then by its name:
{forms}
-             the same from standard input
Pasted text   an email, a bio or a CV, in quotation marks

What was read is shown with the place of each item before anything is asked. Everything in a
document is a claim, never evidence; what is unclear is left out and listed.

  persona-check read FILE          shows it, asks nothing (--format json, toml)
  persona-check check FILE --dry-run              prints it as a claim file
  persona-check check FILE --claim-out claim.toml keeps it, to be mended
  persona-check check FILE --name "…" --orcid …   options win over what was read
  persona-check check "NAME" --works list.bib     works of a publication list

Nothing outside the given file is opened: no links, macros, formulas or attachments of PDF.
PDF, spreadsheets and YAML need the extra “intake”: pip install 'persona-check[intake]'
"""


def help_page(
    topic: Annotated[
        str | None, typer.Argument(metavar="TOPIC", help="intake: what can be given.")
    ] = None,
) -> None:
    """Explain what can be given: names, files, addresses, identifiers."""
    from persona_check.cli.output import emit
    from persona_check.errors import UsageError

    if topic not in {None, "intake"}:
        near = difflib.get_close_matches(str(topic), ["intake"], n=1, cutoff=0.5)
        raise UsageError(
            f"no help on “{str(topic)[:40]}”",
            f"did you mean “{near[0]}”?" if near else f"try: persona-check {topic} --help",
        )
    emit(_INTAKE.format(forms=_forms()))


def _forms() -> str:
    from persona_check.intake.forms import ALL_FORMS

    endings: dict[str, dict[str, None]] = {}
    for form in ALL_FORMS:
        if form.is_read:
            endings.setdefault(form.shown, {}).update(dict.fromkeys(form.suffixes))
    return "\n".join(
        f"                {shown}" + (f" ({', '.join(own)})" if own else "")
        for shown, own in endings.items()
    )
