"""The user's cache of envelopes: a folder that several processes may use at once."""

import contextlib
import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from persona_check.files import write_private
from persona_check.web.envelope import Envelope, EnvelopeError, body_suffix, from_json, to_json

__all__ = ["CacheFolder", "CacheSize"]

_KEPT_STATUSES = frozenset({200, 404})


@dataclass(frozen=True, slots=True, kw_only=True)
class CacheSize:
    """How much the cache holds."""

    answers: int
    size_bytes: int


class CacheFolder:
    """Answers by request key, and about which people they were fetched.

    Only answers of status 200 and 404 are kept: an outage is asked about again. Entries that
    cannot be read are as good as absent. The folder is readable by its owner alone; people are
    noted by a hash of their name or claim id.
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    def get(self, key: str, *, not_before: datetime | None = None) -> Envelope | None:
        """The envelope under a key; None where absent, unreadable, or older than ``not_before``."""
        path = self._path(key)
        try:
            envelope = from_json(path.read_bytes(), lambda name: (path.parent / name).read_bytes())
        except (OSError, EnvelopeError):
            return None
        if envelope.key != key:
            return None
        if not_before is not None and envelope.retrieved_at < not_before:
            return None
        return envelope

    def put(self, envelope: Envelope) -> bool:
        """Keeps an answer, and says whether it did; a full disk must not stop the check."""
        if envelope.failure is not None or envelope.status not in _KEPT_STATUSES:
            return False
        path = self._path(envelope.key)
        # the body's name holds its hash, so that a reader never pairs metadata and body of two
        # writers
        suffix = body_suffix(dict(envelope.headers))
        body_name = f"{path.stem}.{envelope.sha256[:12]}.body.{suffix}"
        with contextlib.suppress(OSError):
            self._make(path.parent)
            if envelope.body:
                write_private(path.parent / body_name, envelope.body)
            write_private(path, to_json(envelope, body_file=body_name))
            for other in path.parent.glob(f"{path.stem}.*.body.*"):
                if other.name != body_name:
                    other.unlink(missing_ok=True)
            return True
        return False

    def note(self, subjects: Iterable[str], key: str) -> None:
        """Notes that an answer was fetched about these names or claim ids."""
        for subject in subjects:
            path = self._person(subject)
            with contextlib.suppress(OSError):
                self._make(path.parent)
                handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
                try:
                    os.write(handle, f"{key}\n".encode("ascii"))
                finally:
                    os.close(handle)

    def unnote(self, subjects: Iterable[str], key: str) -> None:
        """Takes back that an answer was fetched about these names or claim ids."""
        for subject in subjects:
            path = self._person(subject)
            with contextlib.suppress(OSError):
                left = [line for line in path.read_text("ascii").split() if line != key]
                if left:
                    write_private(path, "".join(f"{line}\n" for line in left).encode("ascii"))
                else:
                    path.unlink()

    def purge(self, subject: str) -> int:
        """Removes all that was kept about a name or claim id; gives the number of answers."""
        path = self._person(subject)
        try:
            keys = frozenset(path.read_text(encoding="ascii", errors="replace").split())
        except OSError:
            return 0
        removed = sum(self.remove(key) for key in sorted(keys) if _is_key(key))
        path.unlink(missing_ok=True)
        return removed

    def purge_all(self) -> int:
        """Removes every answer and every note; gives the number of answers. Budgets stay."""
        removed = self.size().answers
        for name in ("envelopes", "people"):
            shutil.rmtree(self._root / name, ignore_errors=True)
        return removed

    def size(self) -> CacheSize:
        """How much is kept."""
        answers = size_bytes = 0
        for path in self._files():
            with contextlib.suppress(OSError):
                size_bytes += path.stat().st_size
                answers += path.suffix == ".json" and ".body." not in path.name
        return CacheSize(answers=answers, size_bytes=size_bytes)

    def _files(self) -> Iterator[Path]:
        folder = self._root / "envelopes"
        return (path for path in folder.rglob("*") if path.is_file())

    def remove(self, key: str) -> bool:
        """Removes one answer; says whether there was one."""
        path = self._path(key)
        for body in path.parent.glob(f"{key}.*.body.*"):
            body.unlink(missing_ok=True)
        if not path.exists():
            return False
        path.unlink(missing_ok=True)
        return True

    def _make(self, folder: Path) -> None:
        """Makes a folder and its parents up to the root, each for the owner alone."""
        missing = []
        while not folder.exists():
            missing.append(folder)
            folder = folder.parent
        for path in reversed(missing):
            with contextlib.suppress(FileExistsError):
                path.mkdir(mode=0o700)

    def _path(self, key: str) -> Path:
        return self._root / "envelopes" / key[:2] / f"{key}.json"

    def _person(self, subject: str) -> Path:
        plain = " ".join(subject.casefold().split())
        digest = hashlib.sha256(plain.encode()).hexdigest()
        return self._root / "people" / f"{digest}.txt"


def _is_key(text: str) -> bool:
    return len(text) == 64 and all(char in "0123456789abcdef" for char in text)
