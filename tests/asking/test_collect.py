"""Collecting: who is asked what, in which order the answers stand, and how failures end."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_check.asking.collect import collect
from persona_check.asking.plan import plan_lookups
from persona_check.model.lookup import (
    Found,
    Lookup,
    NotFound,
    PersonByName,
    Query,
    Unavailable,
    UnavailableReason,
    WorkByDoi,
    WorkByTitle,
)
from persona_check.model.provenance import Provenance, Via
from persona_check.model.record import Record, WorkRecord
from persona_check.model.traits import Trait, Traits
from persona_check.progress import SilentProgress
from persona_check.settings import Settings, SourceSettings
from persona_check.sources.base import Availability, Source
from persona_check.web.base import Answer, Asker, HttpClient, Request, SourceUnavailableError
from persona_check.web.envelope import Envelope, request_key
from persona_check.web.unanswered import Journal
from tests.askers import PLAIN, client_of, save_run

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
PROVENANCE = Provenance(
    source="one", url="https://one.example/a", retrieved_at=NOW, sha256="0" * 64, via=Via.NETWORK
)
WORK = WorkRecord(key="one:1", title="On Wolves", provenance=PROVENANCE)
MIRA = PersonByName(name="Mira", about=("a1",))
DOI = WorkByDoi(doi="10.5555/a", about=("a2",))


class Paper:
    """A client whose every answer is the same."""

    def __init__(self) -> None:
        self.journal = Journal()
        self.reaches_network = True
        self.broken: Mapping[str, str] = {}
        self.sent: frozenset[str] = frozenset({request_key("GET", "https://one.example/a")})

    @property
    def envelopes(self) -> tuple[Envelope, ...]:
        return ()

    def keep(self, keys: Iterable[str]) -> None: ...

    def forget(self, hashes: Iterable[str]) -> None: ...

    async def get(self, asker: Asker, request: Request) -> Answer:
        return Answer(status=200, headers={}, body=b"{}", provenance=PROVENANCE)

    async def produce(self, asker: Asker, url: str, make: Any, **more: Any) -> Answer:
        return Answer(status=200, headers={}, body=await make(), provenance=PROVENANCE)


class Stub:
    """A source that does as told."""

    id: ClassVar[str] = "one"
    title: ClassVar[str] = "One"
    answers: ClassVar[frozenset[type[Query]]] = frozenset({PersonByName, WorkByDoi})
    traits: ClassVar[Traits] = replace(PLAIN, asked_late=frozenset({WorkByDoi}))
    known: ClassVar[Query | None] = None
    unknown: ClassVar[Query | None] = None

    def __init__(self, settings: SourceSettings | None = None) -> None:
        self.state = Availability(usable=True)
        self.delay_s = 0.0
        self.result: Callable[[Query], Sequence[Record]] = lambda query: (WORK,)
        self.asked: list[Query] = []

    def availability(self) -> Availability:
        return self.state

    def serves(self, query: Query) -> bool:
        return not (isinstance(query, WorkByDoi) and query.doi.startswith("10.9999"))

    async def lookup(self, query: Query, http: HttpClient) -> Sequence[Record]:
        self.asked.append(query)
        await http.get(self, Request(url="https://one.example/a"))
        await http.get(self, Request(url="https://one.example/a"))
        await asyncio.sleep(self.delay_s)
        return self.result(query)


class Second(Stub):
    id: ClassVar[str] = "two"
    answers: ClassVar[frozenset[type[Query]]] = frozenset({WorkByDoi})


def gather(
    queries: Sequence[Query], *sources: Source, settings: Settings | None = None
) -> tuple[Lookup, ...]:
    return asyncio.run(
        collect(
            queries,
            sources,
            Paper(),
            settings=settings or Settings(),
            progress=SilentProgress(),
        )
    )


def test_every_source_is_asked_what_it_answers_in_the_order_of_queries_then_sources() -> None:
    one, two = Stub(), Second()
    one.delay_s = 0.02
    assert gather([DOI, MIRA], one, two) == (
        Found(source="one", query=DOI, records=(WORK,)),
        Found(source="two", query=DOI, records=(WORK,)),
        Found(source="one", query=MIRA, records=(WORK,)),
    )


def test_equal_queries_are_asked_once_and_are_about_all_that_gave_rise_to_them() -> None:
    one = Stub()
    again = PersonByName(name="Mira", about=("a3", "a1"))
    (lookup,) = gather([MIRA, again], one)
    assert lookup.query.about == ("a1", "a3")
    assert len(one.asked) == 1


def test_a_query_that_a_source_does_not_serve_is_not_put_to_it() -> None:
    assert gather([WorkByDoi(doi="10.9999/x")], Stub()) == ()


def test_sources_that_the_user_excludes_are_not_asked() -> None:
    plan = plan_lookups([DOI], [Stub(), Second()], Settings(without_sources=frozenset({"one"})))
    assert [source.id for _, source in plan] == ["two"]


def test_an_empty_answer_is_not_found_with_the_answers_it_rests_on() -> None:
    one = Stub()
    one.result = lambda query: ()
    assert gather([MIRA], one) == (NotFound(source="one", query=MIRA, provenance=(PROVENANCE,)),)


class Registry(Stub):
    id: ClassVar[str] = "crossref"
    traits: ClassVar[Traits] = replace(
        PLAIN, asked_late=frozenset(), worth=frozenset({Trait.SETTLES_DOIS})
    )


def test_an_index_that_copies_is_spared_what_the_registry_answered() -> None:
    late = Stub()
    assert gather([DOI], late, Registry()) == (
        Found(source="crossref", query=DOI, records=(WORK,)),
    )
    assert late.asked == []


def test_an_index_that_copies_is_asked_what_the_registry_could_not_answer() -> None:
    def down(query: Query) -> Sequence[Record]:
        raise SourceUnavailableError(UnavailableReason.SERVER_ERROR)

    registry = Registry()
    registry.result = down
    found = gather([DOI], Stub(), registry)
    assert [(lookup.source, type(lookup)) for lookup in found] == [
        ("one", Found),
        ("crossref", Unavailable),
    ]


def test_searches_by_title_go_out_after_others_and_a_source_that_mostly_refuses_last() -> None:
    order: list[tuple[str, Query]] = []

    class Told(Stub):
        traits: ClassVar[Traits] = replace(PLAIN, asked_late=frozenset())
        answers: ClassVar[frozenset[type[Query]]] = frozenset({PersonByName, WorkByTitle})

        async def lookup(self, query: Query, http: HttpClient) -> Sequence[Record]:
            order.append((self.id, query))
            return (WORK,)

    class Refusing(Told):
        id: ClassVar[str] = "two"

    refusing, title = Refusing(), WorkByTitle(title="On Wolves")
    refusing.state = Availability(usable=True, asked_last=True)
    found = gather([title, MIRA], refusing, Told())
    # asked in another order, told in that of the questions
    assert order == [("one", MIRA), ("one", title), ("two", MIRA), ("two", title)]
    assert [(lookup.source, lookup.query) for lookup in found] == [
        ("two", title),
        ("one", title),
        ("two", MIRA),
        ("one", MIRA),
    ]


class Joint(Stub):
    """Answers all DOIs together but those that end in z, which it leaves to be asked alone."""

    def __init__(self, settings: SourceSettings | None = None) -> None:
        super().__init__(settings)
        self.groups: list[tuple[Query, ...]] = []
        self.joint: Callable[[Sequence[Query]], Mapping[Query, Sequence[Record]]] = lambda group: {
            query: (WORK,)
            for query in group
            if isinstance(query, WorkByDoi) and not query.doi.endswith("z")
        }

    def together(self, queries: Sequence[Query]) -> Sequence[Sequence[Query]]:
        dois = sorted((q for q in queries if isinstance(q, WorkByDoi)), key=lambda q: q.doi)
        return [dois] if len(dois) > 1 else []

    async def lookup_together(
        self, queries: Sequence[Query], http: HttpClient
    ) -> Mapping[Query, Sequence[Record]]:
        self.groups.append(tuple(queries))
        await http.get(self, Request(url="https://one.example/a"))
        return self.joint(queries)


B, Z = WorkByDoi(doi="10.5555/b"), WorkByDoi(doi="10.5555/z")


def test_queries_that_one_request_answers_are_asked_together_and_the_rest_alone() -> None:
    joint = Joint()
    assert gather([Z, MIRA, B, DOI], joint) == tuple(
        Found(source="one", query=query, records=(WORK,)) for query in (Z, MIRA, B, DOI)
    )
    assert joint.groups == [(DOI, B, Z)]
    assert sorted(map(str, joint.asked)) == [str(MIRA), str(Z)]


def test_a_single_query_is_not_asked_as_a_group() -> None:
    joint = Joint()
    assert len(gather([DOI, MIRA], joint)) == 2
    assert joint.groups == []


def test_an_empty_answer_to_a_group_is_an_absence_of_each() -> None:
    joint = Joint()
    joint.joint = lambda group: dict.fromkeys(group, ())
    assert gather([DOI, B], joint) == tuple(
        NotFound(source="one", query=query, provenance=(PROVENANCE,)) for query in (DOI, B)
    )


def test_a_group_without_an_answer_makes_each_of_its_lookups_unavailable() -> None:
    def down(group: Sequence[Query]) -> Mapping[Query, Sequence[Record]]:
        raise SourceUnavailableError(UnavailableReason.SERVER_ERROR, "status 500")

    joint = Joint()
    joint.joint = down
    assert gather([DOI, B, Z], joint) == tuple(
        Unavailable(
            source="one", query=query, reason=UnavailableReason.SERVER_ERROR, detail="status 500"
        )
        for query in (DOI, B, Z)
    )
    assert joint.asked == []


def test_what_a_group_answered_is_kept_where_the_one_asked_alone_hangs() -> None:
    joint = Joint()
    joint.delay_s = 30
    found = gather([DOI, B, Z], joint, settings=Settings(timeout_s=0.1))
    assert [type(lookup) for lookup in found] == [Found, Found, Unavailable]


def test_a_group_is_asked_whole_again_where_the_end_of_one_of_it_is_recorded() -> None:
    first = Unavailable(source="one", query=B, reason=UnavailableReason.TIMED_OUT)
    paper, joint = Paper(), Joint()
    paper.journal.note(first)
    paper.journal = Journal(paper.journal.outcomes)

    async def again(queries: Sequence[Query]) -> tuple[Lookup, ...]:
        return await collect(
            queries, [joint], paper, settings=Settings(), progress=SilentProgress()
        )

    found = asyncio.run(again([DOI, B]))
    assert found == (Found(source="one", query=DOI, records=(WORK,)), first)
    assert joint.groups == [(DOI, B)]
    assert asyncio.run(again([B])) == (first,)


def test_nothing_to_ask_is_nothing() -> None:
    assert gather([], Stub()) == ()


def failing(error: BaseException) -> Unavailable:
    def fail(query: Query) -> Sequence[Record]:
        raise error

    one = Stub()
    one.result = fail
    (lookup,) = gather([MIRA], one)
    assert isinstance(lookup, Unavailable)
    return lookup


def test_a_stated_reason_is_kept_with_its_detail_and_hint() -> None:
    error = SourceUnavailableError(UnavailableReason.NO_CREDENTIAL, "status 401", hint="a key")
    assert failing(error) == Unavailable(
        source="one",
        query=MIRA,
        reason=UnavailableReason.NO_CREDENTIAL,
        detail="status 401",
        hint="a key",
    )


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (msgspec.ValidationError("x"), UnavailableReason.MALFORMED),
        (KeyError("x"), UnavailableReason.MALFORMED),
        (SyntaxError("x"), UnavailableReason.MALFORMED),
        (AttributeError("x"), UnavailableReason.BROKEN),
        (RecursionError("x"), UnavailableReason.BROKEN),
        (AssertionError("x"), UnavailableReason.BROKEN),
    ],
)
def test_whatever_an_adapter_raises_is_unavailable_and_names_the_type(
    error: Exception, reason: UnavailableReason
) -> None:
    lookup = failing(error)
    assert lookup.reason is reason
    assert type(error).__name__ in lookup.detail


def test_a_source_that_cannot_be_asked_says_why_for_each_of_its_queries() -> None:
    one = Stub()
    one.state = Availability(
        usable=False, reason=UnavailableReason.NOT_INSTALLED, hint="install it", note="no library"
    )
    lookups = gather([MIRA, DOI], one)
    assert [(type(lookup), getattr(lookup, "hint", None)) for lookup in lookups] == [
        (Unavailable, "install it"),
        (Unavailable, "install it"),
    ]
    assert one.asked == []
    one.state = Availability(usable=False)
    (lookup,) = gather([MIRA], one)
    assert isinstance(lookup, Unavailable)
    assert lookup.reason is UnavailableReason.BROKEN


def test_what_is_pending_at_the_end_of_the_time_is_timed_out_and_the_rest_is_kept() -> None:
    slow, quick = Stub(), Second()
    slow.delay_s = 30
    found = gather([DOI], slow, quick, settings=Settings(timeout_s=0.1))
    assert found == (
        Unavailable(
            source="one",
            query=DOI,
            reason=UnavailableReason.TIMED_OUT,
            detail="no answer within the time limit (--timeout)",
        ),
        Found(source="two", query=DOI, records=(WORK,)),
    )


def test_what_never_had_its_turn_is_said_to_be_not_asked() -> None:
    async def main() -> tuple[Lookup, ...]:
        slow, waiting = Stub(), Paper()
        slow.delay_s, waiting.sent = 30, frozenset()
        until = asyncio.get_running_loop().time() + 0.05
        return await collect(
            [DOI],
            [slow],
            waiting,
            settings=Settings(),
            progress=SilentProgress(),
            deadline=until,
        )

    (lookup,) = asyncio.run(main())
    assert isinstance(lookup, Unavailable)
    assert lookup.reason is UnavailableReason.NOT_ASKED
    assert lookup.detail == "not asked: its turn had not come when the time was up"


def test_those_asked_late_keep_a_share_of_the_time() -> None:
    early, late = Second(), Stub()
    early.traits = replace(PLAIN, asked_late=frozenset())  # type: ignore[misc] # one test's own
    early.delay_s = 30
    found = gather([DOI], late, early, settings=Settings(timeout_s=0.5))
    assert isinstance(found[0], Found)
    assert isinstance(found[1], Unavailable)


def test_those_asked_first_have_three_fifths_of_the_time() -> None:
    early, late, asked_at = Second(), Stub(), []
    early.traits = replace(PLAIN, asked_late=frozenset())  # type: ignore[misc] # one test's own
    early.delay_s = 30

    def result(query: Query) -> Sequence[Record]:
        asked_at.append(asyncio.get_running_loop().time())
        return (WORK,)

    late.result = result

    async def main() -> float:
        started = asyncio.get_running_loop().time()
        await collect(
            [DOI],
            [late, early],
            Paper(),
            settings=Settings(timeout_s=1.0),
            progress=SilentProgress(),
        )
        return asked_at[0] - started

    assert 0.55 < asyncio.run(main()) < 0.95


def test_a_deadline_of_the_caller_holds() -> None:
    async def main() -> tuple[Lookup, ...]:
        slow = Stub()
        slow.delay_s = 30
        return await collect(
            [DOI],
            [slow],
            Paper(),
            settings=Settings(),
            progress=SilentProgress(),
            deadline=asyncio.get_running_loop().time() + 0.05,
        )

    (lookup,) = asyncio.run(main())
    assert isinstance(lookup, Unavailable)
    assert lookup.reason is UnavailableReason.TIMED_OUT


def test_an_adapter_that_will_not_let_go_does_not_hold_up_the_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("persona_check.asking.collect._LETTING_GO_S", 0.05)
    release: list[asyncio.Event] = []

    class Stubborn(Stub):
        async def lookup(self, query: Query, http: HttpClient) -> Sequence[Record]:
            release.append(asyncio.Event())
            for _ in range(2):
                try:
                    await release[0].wait()
                    break
                except asyncio.CancelledError:
                    continue
            return ()

    async def main() -> tuple[Lookup, ...]:
        found = await collect(
            [MIRA],
            [Stubborn()],
            Paper(),
            settings=Settings(timeout_s=0.05),
            progress=SilentProgress(),
        )
        release[0].set()
        await asyncio.sleep(0)
        return found

    (lookup,) = asyncio.run(main())
    assert isinstance(lookup, Unavailable)


def test_an_interruption_keeps_what_was_gathered_and_ends_later_rounds_at_once() -> None:
    async def main() -> tuple[tuple[Lookup, ...], tuple[Lookup, ...]]:
        async with client_of(Settings(offline=True)) as client:

            async def first() -> tuple[Lookup, ...]:
                return await collect(
                    [DOI],
                    [Easy(), slow_one],
                    client,
                    settings=Settings(),
                    progress=SilentProgress(),
                )

            slow_one = Lasting()
            task = asyncio.create_task(first())
            await asyncio.sleep(0.05)
            task.cancel()
            gathered = await task
            later = await collect(
                [DOI], [Easy()], client, settings=Settings(), progress=SilentProgress()
            )
            return gathered, later

    class Easy(Stub):
        async def lookup(self, query: Query, http: HttpClient) -> Sequence[Record]:
            return (WORK,)

    class Lasting(Second):
        async def lookup(self, query: Query, http: HttpClient) -> Sequence[Record]:
            await asyncio.sleep(30)
            return ()

    gathered, later = asyncio.run(main())
    assert [type(lookup) for lookup in gathered] == [Found, Unavailable]
    assert isinstance(gathered[1], Unavailable)
    assert gathered[1].reason is UnavailableReason.INTERRUPTED
    assert isinstance(later[0], Unavailable)
    assert later[0].reason is UnavailableReason.INTERRUPTED


def test_a_replay_ends_as_the_run_did_even_where_it_was_not_an_answer(tmp_path: Path) -> None:
    broken = Stub()
    broken.state = Availability(usable=False, reason=UnavailableReason.NOT_INSTALLED, hint="x")

    async def one(settings: Settings, source: Source, save: Path | None) -> tuple[Lookup, ...]:
        async with client_of(settings, clock=lambda: NOW) as client:
            found = await collect(
                [MIRA], [source], client, settings=settings, progress=SilentProgress()
            )
            if save:
                save_run(client, save)
            return found

    before = asyncio.run(one(Settings(), broken, tmp_path / "c.zip"))
    after = asyncio.run(one(Settings(replay=tmp_path / "c.zip"), Stub(), None))
    assert before == after


def test_a_produced_answer_counts_among_those_that_an_empty_lookup_rests_on() -> None:
    class Making(Stub):
        async def lookup(self, query: Query, http: HttpClient) -> Sequence[Record]:
            async def make() -> bytes:
                return b"[]"

            await http.produce(self, "https://one.example/a", make)
            return ()

    (lookup,) = gather([MIRA], Making())
    assert lookup == NotFound(source="one", query=MIRA, provenance=(PROVENANCE,))


@given(st.lists(st.sampled_from(["found", "empty", "down", "bug"]), min_size=1, max_size=8))
def test_one_failure_never_changes_another_lookup(states: list[str]) -> None:
    queries = [WorkByDoi(doi=f"10.5555/{number}") for number in range(len(states))]

    def result(query: Query) -> Sequence[Record]:
        state = states[int(getattr(query, "doi").partition("/")[2])]  # noqa: B009 - a union
        if state == "down":
            raise SourceUnavailableError(UnavailableReason.SERVER_ERROR)
        if state == "bug":
            raise TypeError
        return (WORK,) if state == "found" else ()

    one = Stub()
    one.result = result
    kinds = {"found": Found, "empty": NotFound, "down": Unavailable, "bug": Unavailable}
    assert [type(lookup) for lookup in gather(queries, one)] == [kinds[state] for state in states]
