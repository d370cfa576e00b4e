"""The file formats that can be imported, and which of them a file is in."""

import zlib
from pathlib import Path

from persona_check.corpus.errors import CorpusError
from persona_check.corpus.importers.base import Importer, open_plain
from persona_check.corpus.importers.corpus_lines import CORPUS_LINES
from persona_check.corpus.importers.crossref import CROSSREF_WORKS
from persona_check.corpus.importers.dblp import DBLP_XML
from persona_check.corpus.importers.openalex import OPENALEX_WORKS

__all__ = ["ALL_IMPORTERS", "importer_of"]

ALL_IMPORTERS: tuple[Importer, ...] = (DBLP_XML, OPENALEX_WORKS, CORPUS_LINES, CROSSREF_WORKS)

_HEAD_BYTES = 65_536


def importer_of(path: Path) -> Importer:
    """The importer for a file, by its content; raises ``CorpusError`` where none knows it."""
    head = b""
    try:
        with open_plain(path) as stream:
            while len(head) < _HEAD_BYTES and (more := stream.read1(_HEAD_BYTES)):  # type: ignore[attr-defined]  # both are buffered readers
                head += more
    except (OSError, EOFError, zlib.error) as error:
        if head:
            return _recognised(path, head)
        reason = getattr(error, "strerror", None) or "the compressed data is damaged"
        raise CorpusError(f"{path}: {reason}", "check the file, or download it again") from error
    return _recognised(path, head)


def _recognised(path: Path, head: bytes) -> Importer:
    for importer in ALL_IMPORTERS:
        if importer.recognises(head):
            return importer
    forms = ", ".join(importer.title for importer in ALL_IMPORTERS)
    raise CorpusError(f"{path}: unsupported file format", f"use one of: {forms}")
