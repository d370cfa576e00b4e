"""``persona-check bundle``: looks after saved evidence."""

from pathlib import Path
from typing import Annotated

import typer

from persona_check.cli import options
from persona_check.cli.examples import epilog
from persona_check.cli.options import setting

__all__ = ["bundle"]

bundle = typer.Typer(help="Look after saved evidence.", rich_markup_mode=None)


@bundle.callback()
def group() -> None:
    """Look after saved evidence."""


@bundle.command(epilog=epilog("bundle verify"))
def verify(
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="Bundles of --save.")],
    timestamp_roots: Annotated[
        str | None,
        setting(
            "--timestamp-roots", help="Certificates (PEM) to verify the time-stamp's signer by."
        ),
    ] = None,
) -> None:
    """Check that every file of a bundle fits its hash, and say what it holds.

    This shows that nothing was changed since; not who made it, nor that a source told the truth.
    A time-stamp shows since when. Exit status 2 where a bundle does not hold.
    """
    from persona_check.casefile.time_stamps import read_roots
    from persona_check.casefile.verify import verify_bundle
    from persona_check.cli.custody import custody_lines
    from persona_check.cli.output import emit

    roots = read_roots(Path(timestamp_roots)) if timestamp_roots else None
    found = [verify_bundle(Path(file), roots) for file in files]
    emit("".join(f"{line}\n" for one in found for line in custody_lines(one)))
    if not all(one.holds for one in found):
        raise typer.Exit(2)


@bundle.command(epilog=epilog("bundle warc"))
def warc(
    file: Annotated[str, typer.Argument(help="Bundle of --save.")],
    output: options.Output = None,
) -> None:
    """Write the answers of a bundle as a WARC file (ISO 28500), for web archives' tools.

    The claim, its exhibits and the report stay out. Needs the extra warc.
    """
    from persona_check.casefile.bundle import read_bundle
    from persona_check.casefile.warc import as_warc
    from persona_check.files import write_whole

    content = as_warc(read_bundle(Path(file)))
    write_whole(Path(output) if output else Path(file).with_suffix(".warc.gz"), content)
