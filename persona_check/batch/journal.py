"""The output of a running batch: kept beside the file to be, so that a killed run can go on."""

import contextlib
import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from persona_check import __version__
from persona_check.errors import UsageError
from persona_check.files import open_regular
from persona_check.settings import Settings

__all__ = ["Journal", "fingerprint"]


def fingerprint(claims: Path, settings: Settings, format_id: str) -> str:
    """A hash over all that decides the output, but not over keys and caches."""
    with open_regular(claims) as stream:
        content = hashlib.file_digest(stream, "sha256").hexdigest()
    decisive = [
        __version__,
        content,
        format_id,
        str(settings.as_of),
        sorted(settings.only_sources),
        sorted(settings.without_sources),
        settings.offline,
        str(settings.replay),
        _identity(settings.corpus),
        settings.max_requests,
        settings.prior,
    ]
    return hashlib.sha256(json.dumps(decisive).encode()).hexdigest()


def _identity(path: Path | None) -> list[object]:
    if path is None or not path.exists():
        return [str(path)]
    status = path.stat()
    return [str(path.resolve()), status.st_size, status.st_mtime_ns]


@dataclass(slots=True, kw_only=True)
class Journal:
    """``OUT.partial`` holds the lines so far, ``OUT.journal`` the run's start and fingerprint.

    ``lines_kept`` counts the whole lines that an earlier run left; a torn last one is dropped.
    """

    output: Path
    started_at: datetime
    lines_kept: int
    _stream: BinaryIO = field(repr=False)

    @classmethod
    def open(cls, output: Path, mark: str, *, started_at: datetime, resume: bool) -> Self:
        """The journal of a new run, or of the one to go on with.

        Raises ``UsageError`` where there is none to go on with, or it is another run's.
        """
        partial, journal = _partial(output), _journal(output)
        try:
            if resume:
                started_at = _started_at(journal, mark)
                kept = _whole_lines(partial)
                return cls(
                    output=output,
                    started_at=started_at,
                    lines_kept=kept,
                    _stream=partial.open("ab"),
                )
            journal.write_text(
                json.dumps({"fingerprint": mark, "started_at": started_at.isoformat()}),
                encoding="utf-8",
            )
            return cls(
                output=output, started_at=started_at, lines_kept=0, _stream=partial.open("wb")
            )
        except OSError as error:
            raise _unwritable(output, error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with contextlib.suppress(OSError):
            self._stream.close()

    def append(self, text: str) -> None:
        """Writes lines at once, so that a killed run keeps them."""
        try:
            self._stream.write(text.encode())
            self._stream.flush()
        except OSError as error:
            raise _unwritable(self.output, error) from error

    def finish(self) -> None:
        """Puts the whole file in its place and removes the journal."""
        try:
            self._stream.close()
            _partial(self.output).replace(self.output)
            _journal(self.output).unlink()
        except OSError as error:
            raise _unwritable(self.output, error) from error


def _partial(output: Path) -> Path:
    return output.with_name(output.name + ".partial")


def _journal(output: Path) -> Path:
    return output.with_name(output.name + ".journal")


def _started_at(journal: Path, mark: str) -> datetime:
    if not journal.exists():
        raise UsageError(f"nothing to resume: {journal.name} not found", "run without --resume")
    try:
        document = json.loads(journal.read_text(encoding="utf-8"))
        started_at = datetime.fromisoformat(document["started_at"])
        same = document["fingerprint"] == mark
    except (ValueError, KeyError, TypeError):
        raise UsageError(f"{journal.name} is damaged", "run without --resume") from None
    if not same:
        raise UsageError(
            "the stopped run used different claims, options, corpus or version",
            "repeat its command with --resume, or start over without --resume",
        )
    return started_at


def _whole_lines(partial: Path) -> int:
    """The number of whole lines; what follows the last line end is cut off."""
    if not partial.exists():
        return 0
    lines, end, at = 0, 0, 0
    with partial.open("r+b") as stream:
        while block := stream.read(1 << 20):
            lines += block.count(b"\n")
            if (last := block.rfind(b"\n")) >= 0:
                end = at + last + 1
            at += len(block)
        stream.truncate(end)
    return lines


def _unwritable(output: Path, error: OSError) -> UsageError:
    return UsageError(
        f"cannot write {output}: {error.strerror or error}",
        "finished rows are kept: fix this, then repeat the command with --resume",
    )
