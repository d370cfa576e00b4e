"""The pages of a person's list of works, read on while they can still change the answer."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from persona_check.model.lookup import BY_CHOICE, Sought, WorksOfPerson
from persona_check.model.record import WorkRecord
from persona_check.sources.base import Counted
from persona_check.web.base import SourceUnavailableError

__all__ = ["WorksPage", "works_by_pages"]

MOST_PAGES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class WorksPage:
    """Some works, how many there are in all (None: not said), and how the next page is asked for.

    ``after`` is None on the last page.
    """

    works: Sequence[WorkRecord]
    total: int | None
    after: str | None


async def works_by_pages(
    query: WorksOfPerson,
    page_after: Callable[[str | None], Awaitable[WorksPage]],
    *,
    always: int = 1,
    most: int = MOST_PAGES,
) -> Counted:
    """The works on the first pages: ``always`` that many, ``most`` while something is sought.

    A page that fails takes the others with it, since what it holds would seem missing. One that
    nobody is to be asked for (offline, or in the replay of a run that did not read on) ends the
    list; how many works there are in all says that it is not whole.
    """
    works: list[WorkRecord] = []
    total: int | None = None
    after: str | None = None
    for number in range(most):
        if number >= always and not _is_sought(query.sought, works):
            break
        try:
            page = await page_after(after)
        except SourceUnavailableError as error:
            if number == 0 or error.reason not in BY_CHOICE:
                raise
            break
        works += page.works
        total, after = page.total, page.after
        if after is None or not page.works:
            break
    return Counted(works, total)


def _is_sought(sought: Sought, works: Sequence[WorkRecord]) -> bool:
    """Whether a claimed work or coauthor is not among these, letter by letter.

    Another spelling costs a page more, and never a wrong answer.
    """
    from persona_check.compare import names, titles

    dois = {work.doi for work in works if work.doi}
    held = {titles.key(title) for work in works for title in work.titles}
    people = {names.normal(author.name) for work in works for author in work.authors}
    return any(
        doi not in dois and (title is None or titles.key(title) not in held)
        for doi, title in sought.works
    ) or any(names.normal(name) not in people for name in sought.coauthors)
