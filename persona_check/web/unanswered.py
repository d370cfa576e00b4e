"""Lookups that ended without an answer, in this run or in the one being replayed."""

import json
from collections.abc import Mapping
from dataclasses import fields

from persona_check.model.lookup import Lookup, Query, Unavailable
from persona_check.web.envelope import Failure

__all__ = ["Journal"]


class Journal:
    """Lookups that ended without an answer: those of a bundle, and those of this run.

    ``interrupted`` says that the user ended the asking.
    """

    def __init__(self, recorded: Mapping[tuple[str, str], Failure] | None = None) -> None:
        self._recorded = dict(recorded or {})
        self._noted: dict[tuple[str, str], Failure] = {}
        self.interrupted = False

    def recorded(self, source: str, query: Query) -> Unavailable | None:
        """How the lookup ended when the bundle was made, where it ended without an answer."""
        failure = self._recorded.get((source, _words(query)))
        if failure is None:
            return None
        return Unavailable(
            source=source,
            query=query,
            reason=failure.reason,
            detail=failure.detail,
            hint=failure.hint,
        )

    def note(self, lookup: Lookup) -> None:
        """Notes a lookup of this run, where it ended without an answer."""
        if isinstance(lookup, Unavailable):
            self._noted[lookup.source, _words(lookup.query)] = Failure(
                reason=lookup.reason, detail=lookup.detail, hint=lookup.hint
            )

    @property
    def outcomes(self) -> Mapping[tuple[str, str], Failure]:
        """What was noted in this run, by source and query."""
        return self._noted


def _words(query: Query) -> str:
    """A query as a text that tells it from every other; what it is about does not matter."""
    asked = {item.name: getattr(query, item.name) for item in fields(query) if item.compare}
    return json.dumps([type(query).__name__, asked], ensure_ascii=False, sort_keys=True)
