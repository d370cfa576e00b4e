"""``persona-check bundle``: looks after saved evidence."""

from pathlib import Path
from typing import Annotated

import typer

from persona_check.cli import options
from persona_check.cli.examples import epilog
from persona_check.cli.options import setting

__all__ = ["bundle"]

bundle = typer.Typer(
    help="Verify or convert saved evidence.",
    epilog=epilog("bundle verify", "bundle warc"),
    rich_markup_mode=None,
)


@bundle.callback()
def group() -> None:
    """Verify or convert saved evidence."""


@bundle.command(epilog=epilog("bundle verify"))
def verify(
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="Bundles written by --save.")],
    timestamp_roots: Annotated[
        str | None,
        setting(
            "--timestamp-roots",
            metavar="FILE",
            help="PEM certificates to verify the time-stamp's signer.",
        ),
    ] = None,
) -> None:
    """Check that no file in a bundle has changed, and list its contents.

    This does not show who made the bundle, or that a source told the truth. A time-stamp shows
    when the bundle already existed. Exit status 2 if a bundle fails.
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
    file: Annotated[str, typer.Argument(metavar="FILE", help="Bundle written by --save.")],
    output: options.Output = None,
) -> None:
    """Convert a bundle's answers to WARC, for web archive tools.

    WARC is ISO 28500. The claim, photos, emails and report are left out. Needs the extra warc.
    """
    from persona_check.casefile.bundle import read_bundle
    from persona_check.casefile.warc import as_warc
    from persona_check.files import write_whole

    content = as_warc(read_bundle(Path(file)))
    write_whole(Path(output) if output else Path(file).with_suffix(".warc.gz"), content)
