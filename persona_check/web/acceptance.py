"""Whether what came back is the source's own answer; if not, why, and who spoke instead."""

from dataclasses import dataclass

from persona_check.model.lookup import UnavailableReason
from persona_check.model.traits import Traits
from persona_check.web.base import Answer, Request, SourceUnavailableError
from persona_check.web.foreign import asks_for_a_human, foreign_answer, is_page, stand_in
from persona_check.web.statuses import reason_of

__all__ = ["NoAnswer", "no_answer"]

_OK = 200
_NONE = frozenset({404, 410})
_VAGUE = frozenset({UnavailableReason.REJECTED_REQUEST, UnavailableReason.BLOCKED})


@dataclass(frozen=True, slots=True, kw_only=True)
class NoAnswer:
    """Why an answer is none; ``foreign`` where something else than the service may have spoken."""

    error: SourceUnavailableError
    foreign: bool = False


def no_answer(
    answer: Answer, traits: Traits, *, asked: str, request: Request | None = None
) -> NoAnswer | None:
    """Why an answer may not be read; None where it is the source's own.

    A service answers with 200, and never with a web page; a 404 is its own only in the words that
    its adapter knows. Of a page nothing of the kind can be asked: its reader looks at the text.
    ``asked`` is the address that was asked for; no ``request``, where a program asked.
    """
    status, headers, body = answer.status, answer.headers, answer.body
    if request is not None and status in request.accept:
        return None
    moved_to = answer.provenance.url if answer.provenance.url != asked else None
    shown = stand_in(status, headers, body, asked=asked, redirected_to=moved_to)
    if traits.answers_in_pages:
        return _of_a_page(answer, traits, shown)
    page = is_page(body)
    if status in _NONE:
        absent = request.absent if request is not None else None
        if shown is None and absent is not None and absent(answer):
            return None
    elif status == _OK and not page and body.strip():
        return None
    elif status >= 300:
        error = reason_of(status, headers, traits, at=answer.provenance.retrieved_at)
        check = error.reason is UnavailableReason.SERVER_ERROR and asks_for_a_human(headers, body)
        if shown is not None and (check or error.reason in _VAGUE):
            error = shown
        return NoAnswer(error=error, foreign=page)
    error = shown or foreign_answer(status, headers, body, asked=asked, redirected_to=moved_to)
    return NoAnswer(error=error, foreign=True)


def _of_a_page(
    answer: Answer, traits: Traits, shown: SourceUnavailableError | None
) -> NoAnswer | None:
    if answer.status == _OK:
        return None
    if shown is not None:
        return NoAnswer(error=shown)
    if answer.status in _NONE:
        return NoAnswer(
            error=SourceUnavailableError(
                UnavailableReason.NO_SUCH_PAGE,
                f"its server says that there is no such page (status {answer.status})",
                hint="look for the page yourself: it may have moved",
            )
        )
    if answer.status < 300:
        return NoAnswer(
            error=SourceUnavailableError(
                UnavailableReason.BLOCKED, f"no page came (status {answer.status})"
            )
        )
    return NoAnswer(
        error=reason_of(answer.status, answer.headers, traits, at=answer.provenance.retrieved_at)
    )
