"""``persona-check corpus``: makes, shows and verifies the local corpus."""

from pathlib import Path
from typing import Annotated

import typer

from persona_check.cli import options
from persona_check.cli.examples import epilog
from persona_check.cli.options import setting

__all__ = ["corpus"]

corpus = typer.Typer(
    help="Create, inspect and verify a local corpus.",
    epilog=epilog("corpus import", "corpus info", "corpus verify"),
    rich_markup_mode=None,
)

CorpusFile = Annotated[str, setting("--corpus", metavar="FILE", help="Corpus file.")]


@corpus.callback()
def group() -> None:
    """Create, inspect and verify a local corpus."""


@corpus.command("import", epilog=epilog("corpus import"))
def import_(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH…",
            help="Files or folders, plain or gzip: corpus JSON Lines, OpenAlex works, Crossref "
            "public data, DBLP XML.",
        ),
    ],
    corpus: CorpusFile,
    restart: Annotated[
        bool, setting("--restart", help="Discard an unfinished import and start again.")
    ] = False,
    memory: Annotated[
        int, setting("--memory", min=100, metavar="MB", help="Memory for building the index.")
    ] = 600,
    quiet: options.Quiet = False,
) -> None:
    """Add works from files to a corpus, creating it if needed.

    To continue a stopped import, run the same command again. The corpus file is replaced only when
    the import is complete.
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


@corpus.command(epilog=epilog("corpus info"))
def info(corpus: CorpusFile) -> None:
    """Show what a corpus contains: files, works, years, venues."""
    from persona_check.cli.output import emit
    from persona_check.corpus.summary import summary
    from persona_check.report.escaping import plain

    emit("".join(f"{plain(line, 300)}\n" for line in summary(Path(corpus))))


@corpus.command(epilog=epilog("corpus verify"))
def verify(corpus: CorpusFile) -> None:
    """Read a whole corpus to check it for damage, and print its digest."""
    from persona_check.cli.output import emit
    from persona_check.corpus.store import verify as verified
    from persona_check.report.escaping import plain

    emit(f"{plain(corpus)}: intact; digest {verified(Path(corpus))}\n")
