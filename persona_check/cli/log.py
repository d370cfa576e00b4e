"""``persona-check log``: a log of cases and decisions that nobody can rewrite unseen."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from persona_check.cli.examples import epilog
from persona_check.cli.options import claim_item

if TYPE_CHECKING:
    from persona_check.log.cases import LoggedCase
    from persona_check.log.checkpoints import Checkpoint
    from persona_check.log.notes import PublicKey
    from persona_check.log.store import Log

__all__ = ["log"]

_HEAD = "Keep a log of cases and decisions that nobody can rewrite unseen."
_MOST_FAULTS = 20
_MOST_TEXT_BYTES = 1_000_000

log = typer.Typer(
    help=(
        f"{_HEAD}\n\nIt holds hashes alone: neither names nor evidence. What it shows needs a "
        "checkpoint that somebody else keeps: give them a copy after each addition."
    ),
    epilog=epilog("log"),
    rich_markup_mode=None,
    no_args_is_help=True,
)

LogFile = Annotated[str, typer.Argument(metavar="LOG", help="File made by log init.")]
Case = Annotated[str, typer.Argument(metavar="CASE", help="Bundle written by --save.")]
PublicKeyText = Annotated[
    str | None,
    claim_item("--key", metavar="KEY|FILE", help="Public key of the log, or a file that holds it."),
]


@log.callback()
def group() -> None:
    """Keep a log of cases and decisions that nobody can rewrite unseen."""


@log.command(epilog=epilog("log init"))
def init(
    file: LogFile,
    name: Annotated[
        str,
        claim_item("--name", metavar="NAME", help="Its name, as in news.example/cases."),
    ],
) -> None:
    """Make an empty log and its key.

    The key is written beside it, to LOG.key, for its owner alone: who has it can sign for the log.
    The public key, which others need, is printed and written to LOG.pub.
    """
    from persona_check.cli.output import emit
    from persona_check.errors import UsageError
    from persona_check.files import write_private, write_whole
    from persona_check.log.notes import NoteError, new_key
    from persona_check.log.store import create
    from persona_check.report.escaping import plain

    try:
        key = new_key(name)
    except NoteError as error:
        raise UsageError(f"--name: {error}") from error
    secret = Path(f"{file}.key")
    if secret.exists():
        raise UsageError(f"{secret} is there already", "choose another name for the log")
    create(Path(file), key.public)
    try:
        write_private(secret, f"{key.secret_text()}\n".encode())
    except OSError as error:
        Path(file).unlink()  # a log without its key is of no use, and in the way of the next try
        raise UsageError(f"cannot write {secret}: {error.strerror}") from error
    write_whole(Path(f"{file}.pub"), f"{key.public}\n")
    emit(
        f"{key.public}\nThis public key verifies the log; it is in {plain(file)}.pub too. "
        f"Keep {plain(str(secret))} to yourself.\n"
    )


@log.command(epilog=epilog("log add"))
def add(
    file: LogFile,
    cases: Annotated[list[str], typer.Argument(metavar="CASE…", help="Saved bundles.")],
    key: Annotated[
        str | None,
        claim_item("--key", metavar="FILE", help="Signing key of the log (default: LOG.key)."),
    ] = None,
) -> None:
    """Add saved cases, and the decisions in them; what is there already is not added again.

    The new checkpoint is written to LOG.checkpoint.
    """
    from datetime import UTC, datetime

    from persona_check.cli.output import emit
    from persona_check.errors import UsageError
    from persona_check.log.entries import entries_in_words
    from persona_check.log.notes import NoteError, SigningKey
    from persona_check.report.escaping import plain

    with _opened(file, writing=True) as kept:
        try:
            signing = SigningKey.read(_text(key or f"{file}.key"))
        except NoteError as error:
            raise UsageError(f"{key or f'{file}.key'}: {error}") from error
        now = datetime.now(UTC).replace(microsecond=0)
        found = [(name, _case(name)) for name in cases]
        added = kept.add([one for _, case in found for one in case.entries(now)], signing)
        new = {(one.kind, one.sha256) for one in added}
        _newest_checkpoint_written(kept, Path(f"{file}.checkpoint"))
        lines = []
        for name, case in found:
            for kind, sha256 in case.marks:
                state = "added" if (kind, sha256) in new else "there already"
                lines.append(f"{plain(name)}: {kind} {state}, entry {kept.number_of(kind, sha256)}")
        size = entries_in_words(kept.size)
    lines.append(f"{size}; give a copy of {plain(file)}.checkpoint to somebody else")
    emit("".join(f"{line}\n" for line in lines))


@log.command(epilog=epilog("log prove"))
def prove(
    file: LogFile,
    case: Case,
    output: Annotated[
        str | None,
        claim_item("--output", "-o", metavar="FILE", help="Where to (default: CASE.tlog-proof)."),
    ] = None,
) -> None:
    """Write the proof that a case, with its decisions, is in the log.

    Anybody can verify it with the case and the log's public key alone.
    """
    from persona_check.cli.output import emit
    from persona_check.errors import UsageError
    from persona_check.files import write_whole
    from persona_check.log.checkpoints import proof_text
    from persona_check.report.escaping import plain

    target = output or f"{case}.tlog-proof"
    with _opened(file) as kept:
        numbers = [kept.number_of(kind, sha256) for kind, sha256 in _case(case).marks]
        number = next((one for one in reversed(numbers) if one is not None), None)
        if number is None:
            raise UsageError(f"{case} is not in the log", f"persona-check log add {file} {case}")
        write_whole(Path(target), proof_text(kept.proof(number)))
        words = f"{plain(target)}: entry {number} of {kept.size}"
    if late := numbers.count(None):
        words += f"; {late} later {'decision is' if late == 1 else 'decisions are'} not in the log"
    emit(f"{words}\n")


@log.command(epilog=epilog("log verify"))
def verify(
    file: Annotated[str, typer.Argument(metavar="LOG|PROOF", help="A log, or a proof.")],
    case: Annotated[
        str | None, claim_item("--case", metavar="CASE", help="The case that a proof is about.")
    ] = None,
    key: PublicKeyText = None,
) -> None:
    """Verify a whole log, or the proof that a case is in one.

    A changed, removed or reordered entry is named. Exit status 2 if something does not hold.
    """
    from persona_check.cli.output import emit
    from persona_check.errors import UsageError

    if not Path(file).is_file():
        raise UsageError(f"there is no file {file}")
    lines, holds = (
        _log_verified(file, key) if _is_database(file) else _proof_verified(file, case, key)
    )
    emit("".join(f"{line}\n" for line in lines))
    if not holds:
        raise typer.Exit(2)


@log.command(epilog=epilog("log consistency"))
def consistency(
    file: Annotated[
        str, typer.Argument(metavar="LOG|STEP", help="A log, or what -o wrote of one.")
    ],
    checkpoint: Annotated[
        str, typer.Argument(metavar="CHECKPOINT", help="An earlier checkpoint, kept elsewhere.")
    ],
    key: PublicKeyText = None,
    output: Annotated[
        str | None,
        claim_item(
            "--output", "-o", metavar="FILE", help="Write the proof, for those without LOG."
        ),
    ] = None,
) -> None:
    """Show that a log only grew since an earlier checkpoint.

    Exit status 2 if entries were changed or removed since.
    """
    from persona_check.cli.output import emit
    from persona_check.files import write_whole
    from persona_check.log.checkpoints import step_in
    from persona_check.log.notes import NoteError
    from persona_check.report.escaping import plain

    try:
        step, before, public = _step(file, checkpoint, key)
        now = step_in(step, before, public)
    except NoteError as error:
        emit(f"{plain(file)}: {plain(str(error), 400)}\n")
        raise typer.Exit(2) from error
    if output is not None:
        write_whole(Path(output), step)
    emit(f"{plain(file)}: {_grown(before.size, now.size)}\n")


def _step(file: str, checkpoint: str, key: str | None) -> "tuple[str, Checkpoint, PublicKey]":
    """The proof that a log grew, the earlier checkpoint, and the key of both.

    Raises ``NoteError`` where the log itself is not as it was signed.
    """
    from persona_check.log.checkpoints import step_text
    from persona_check.log.notes import NoteError

    if not _is_database(file):
        public = _public(key, None)
        return _text(file), _checkpoint(checkpoint, public), public
    with _opened(file) as own:
        public = _public(key, own)
        before = _checkpoint(checkpoint, public)
        # hashes alone can go on from the checkpoint where an entry beside them was changed
        if fault := next(own.faults(), None):
            raise NoteError(f"not as it was signed: {fault}")
        return step_text(before.size, own.step(before.size), own.checkpoint()), before, public


def _checkpoint(file: str, key: "PublicKey") -> "Checkpoint":
    from persona_check.errors import UsageError
    from persona_check.log.checkpoints import Checkpoint
    from persona_check.log.notes import NoteError

    try:
        return Checkpoint.read(_text(file), key)
    except NoteError as error:
        raise UsageError(f"{file}: {error}", "is the key that of this log?") from error


def _grown(before: int, now: int) -> str:
    from persona_check.log.entries import entries_in_words

    entries = f"{entries_in_words(now)} now"
    if now == before:
        return f"{entries}, as many as then and the same"
    same = "the first one is as it was" if before == 1 else f"the first {before} are as they were"
    return f"{entries}, and {same if before else 'none then'}"


def _newest_checkpoint_written(kept: "Log", target: Path) -> None:
    """Whoever adds last must not be overwritten by an earlier one that was slower."""
    from persona_check.files import write_whole

    written = ""
    while (newest := kept.checkpoint()) != written:
        write_whole(target, newest)
        written = newest


def _log_verified(file: str, key: str | None) -> tuple[list[str], bool]:
    from itertools import islice

    from persona_check.log.entries import entries_in_words
    from persona_check.report.escaping import plain

    shown = plain(file)
    with _opened(file) as kept:
        signer = plain(str(kept.key), 400)
        if key is not None and _public(key, None) != kept.key:
            return [f"{shown}: signed with another key, {signer}"], False
        if faults := list(islice(kept.faults(), _MOST_FAULTS)):
            lines = [f"{shown}: not as it was signed"]
            return [*lines, *(f"  {plain(one, 400)}" for one in faults)], False
        size = entries_in_words(kept.size)
    return [
        f"{shown}: {size}, each as it was signed by {signer}",
        "who has the key could have signed anew: log consistency compares with a checkpoint kept "
        "elsewhere",
    ], True


def _proof_verified(file: str, case: str | None, key: str | None) -> tuple[list[str], bool]:
    from persona_check.errors import UsageError
    from persona_check.log.checkpoints import proof_in
    from persona_check.log.entries import Entry, entries_in_words
    from persona_check.log.notes import NoteError
    from persona_check.report.escaping import plain

    if case is None:
        raise UsageError("a proof is one of a case", "add --case case.zip")
    public, about = _public(key, None), _case(case)
    try:
        proof = proof_in(_text(file))
        head = proof.checkpoint(public)
        entry = Entry.read(proof.entry)
        covered = about.covered_by(entry)
    except NoteError as error:
        return [f"{plain(file)}: {plain(str(error), 400)}"], False
    total = len(about.decisions)
    lines = [
        f"{plain(case)}: entry {proof.number} of the log {plain(head.origin)}, which had "
        f"{entries_in_words(head.size)}",
        f"  added {entry.added_at:%Y-%m-%d %H:%M} UTC, as the log says",
    ]
    if total:
        lines.append(f"  {covered} of {total} {'decision' if total == 1 else 'decisions'} covered")
    return lines, True


def _case(name: str) -> "LoggedCase":
    from persona_check.casefile.bundle import read_bundle
    from persona_check.casefile.decided import hashes_of
    from persona_check.casefile.verify import verify_bundle
    from persona_check.errors import UsageError
    from persona_check.log.cases import LoggedCase

    custody = verify_bundle(Path(name))
    if not custody.holds:
        raise UsageError(
            custody.unreadable or f"{name} is not intact", f"persona-check bundle verify {name}"
        )
    bundle = read_bundle(Path(name))
    return LoggedCase(
        manifest_sha256=bundle.manifest_sha256,
        decisions=hashes_of(bundle.decisions, bundle.manifest),
    )


def _opened(file: str, *, writing: bool = False) -> "closing[Log]":
    from persona_check.log.store import open_log

    return closing(open_log(Path(file), writing=writing))


def _public(given: str | None, own: "Log | None") -> "PublicKey":
    """The key that was given as text or file, or that of the log itself."""
    from persona_check.errors import UsageError
    from persona_check.log.notes import NoteError, PublicKey

    if given is None:
        if own is None:
            raise UsageError("whose log is it?", "give its public key: --key desk.log.pub")
        return own.key
    try:
        return PublicKey.read(given if "+" in given else _text(given))
    except NoteError as error:
        raise UsageError(f"--key: {error}", "it is what log init printed") from error


def _is_database(file: str) -> bool:
    try:
        with Path(file).open("rb") as stream:
            return stream.read(16) == b"SQLite format 3\x00"
    except OSError:
        return False


def _text(file: str) -> str:
    from persona_check.errors import UsageError
    from persona_check.files import open_regular
    from persona_check.log.notes import as_sent

    try:
        with open_regular(Path(file)) as stream:
            content = stream.read(_MOST_TEXT_BYTES + 1)
        if len(content) > _MOST_TEXT_BYTES:
            raise UsageError(f"{file} is too large to be a proof, a checkpoint or a key")
        return as_sent(content.decode("utf-8"))
    except OSError as error:
        raise UsageError(f"cannot read {file}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{file} is not a text: a proof, a checkpoint or a key is one") from error
