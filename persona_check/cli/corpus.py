"""``persona-check corpus``: makes, shows and verifies the local corpus."""

from pathlib import Path
from typing import Annotated

import typer

from persona_check.cli import options
from persona_check.cli.examples import epilog
from persona_check.cli.options import setting

__all__ = ["corpus"]

corpus = typer.Typer(help="Make, show and verify a local corpus.", rich_markup_mode=None)

CorpusFile = Annotated[str, setting("--corpus", help="The corpus file.")]


@corpus.callback()
def group() -> None:
    """Make, show and verify a local corpus."""


@corpus.command("import", epilog=epilog("corpus import"))
def import_(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH…",
            help="Files or folders: corpus JSON Lines, OpenAlex works, Crossref public data, "
            "DBLP XML; plain or gzip.",
        ),
    ],
    corpus: CorpusFile,
    restart: Annotated[
        bool, setting("--restart", help="Drop what an unfinished import has read so far.")
    ] = False,
    memory: Annotated[
        int, setting("--memory", min=100, help="Megabytes for building the index.")
    ] = 600,
    quiet: options.Quiet = False,
) -> None:
    """Add the works of files to a corpus, which is made where there is none.

    A stopped import goes on where it was when the same command is given again; the corpus file
    changes at the end, as a whole.
    """
    from persona_check.cli.batch_progress import TerminalBar
    from persona_check.corpus.importing import import_files

    with TerminalBar(quiet=quiet) as progress:
        tally = import_files(
            [Path(path) for path in paths],
            Path(corpus),
            progress=progress,
            restart=restart,
            memory_mb=memory,
        )
        refused = f", {tally.refused} entries could not be read" if tally.refused else ""
        progress.note(f"{tally.works} works read{refused}; digest {tally.digest}")


@corpus.command()
def info(corpus: CorpusFile) -> None:
    """Say what a corpus holds: files, works, years and the largest venues."""
    from persona_check.cli.output import emit
    from persona_check.corpus.summary import summary
    from persona_check.report.escaping import plain

    emit("".join(f"{plain(line, 300)}\n" for line in summary(Path(corpus))))


@corpus.command()
def verify(corpus: CorpusFile) -> None:
    """Read a corpus from end to end, and say its digest where it is whole."""
    from persona_check.cli.output import emit
    from persona_check.corpus.store import verify as verified
    from persona_check.report.escaping import plain

    emit(f"{plain(corpus)}: whole; digest {verified(Path(corpus))}\n")
