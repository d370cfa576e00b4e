"""The command line: options in, one call of the core, result out."""

import gc
import os
import sys
from typing import Annotated, NoReturn

import typer

from persona_check import __version__
from persona_check.cli.batch import batch
from persona_check.cli.bio import bio
from persona_check.cli.bundle import bundle
from persona_check.cli.case import decide, recheck
from persona_check.cli.check import check
from persona_check.cli.context import Shared
from persona_check.cli.corpus import corpus
from persona_check.cli.demo import demo
from persona_check.cli.evaluate import evaluate
from persona_check.cli.examples import epilog
from persona_check.cli.explain import explain
from persona_check.cli.help import help_page
from persona_check.cli.log import log
from persona_check.cli.options import setting
from persona_check.cli.photo import photo
from persona_check.cli.purge import purge
from persona_check.cli.read import read
from persona_check.cli.sources import sources
from persona_check.errors import PersonaCheckError

__all__ = ["app", "main"]

# Nearly all that a run makes lives to its end; at the default of 700 the collector walks it all
# again and again, for a tenth of the run's time.
OBJECTS_BETWEEN_COLLECTIONS = 50_000

app = typer.Typer(
    name="persona-check",
    help=(
        "Check, with evidence, whether a claimed expert is real.\n\n"
        "Settings can also come from environment variables (PERSONA_CHECK_MAX_REQUESTS for "
        "--max-requests) or a config file."
    ),
    epilog=epilog("check", "batch", "sources"),
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
app.command(epilog=epilog("check"))(check)
app.command(epilog=epilog("batch"))(batch)
app.command(epilog=epilog("bio"))(bio)
app.add_typer(bundle, name="bundle")
app.add_typer(corpus, name="corpus")
app.command(epilog=epilog("decide"))(decide)
app.command(epilog=epilog("demo"))(demo)
app.command(epilog=epilog("evaluate"))(evaluate)
app.command(epilog=epilog("explain"))(explain)
app.command("help", epilog=epilog("help"))(help_page)
app.add_typer(log, name="log")
app.command(epilog=epilog("photo"))(photo)
app.command(epilog=epilog("purge"))(purge)
app.command(epilog=epilog("recheck"))(recheck)
app.command(epilog=epilog("read"))(read)
app.command(epilog=epilog("sources"))(sources)


def _show_version(value: bool) -> None:
    if value:
        typer.echo(f"persona-check {__version__}")
        raise typer.Exit


@app.callback()
def prepare(
    ctx: typer.Context,
    config: Annotated[
        str | None, setting("--config", metavar="FILE", help="Config file to use.")
    ] = None,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    """Prepare the config file for the command."""
    asks_for_help = ctx.obj is True
    ctx.obj = Shared(ctx, config)
    ctx.default_map = {} if asks_for_help else {**ctx.obj.defaults()}


def main(arguments: list[str] | None = None) -> NoReturn:
    """Runs the program and ends the process with the exit status that README documents."""
    debug = bool(os.environ.get("PERSONA_CHECK_DEBUG"))
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    try:
        words = sys.argv[1:] if arguments is None else arguments
        if debug:
            from persona_check.progress import show_tracebacks

            show_tracebacks()
        # help shows the built-in defaults, whatever state the config file is in
        app(words, obj=bool({"-h", "--help"} & set(words)))
    except PersonaCheckError as error:
        if debug:
            raise
        _say(f"error: {error}", f"hint: {error.hint}" if error.hint else None)
        sys.exit(error.exit_code)
    except Exception as error:
        if debug:
            raise
        _say(
            f"error: internal error in persona-check {__version__}: {type(error).__name__}",
            "hint: run again with PERSONA_CHECK_DEBUG=1 and report the traceback",
        )
        sys.exit(1)
    sys.exit(0)


def _say(*lines: str | None) -> None:
    from persona_check.report.escaping import plain

    sys.stderr.writelines(f"{plain(line, 1_000)}\n" for line in lines if line is not None)
