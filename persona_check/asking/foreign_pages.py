"""What the network answered in place of the services, and pages that turn out to be its own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from persona_check.model.lookup import Found, Lookup, NotFound, Unavailable, UnavailableReason
from persona_check.model.provenance import Provenance
from persona_check.model.traits import Traits
from persona_check.web.base import RunClient
from persona_check.web.envelope import Envelope
from persona_check.web.foreign import is_page, page_title, skeleton

__all__ = ["StandIn", "stand_in", "without_foreign"]

_SEVERAL = 2  # services on different hosts that give one and the same answer
_SERVER_ERROR = 500
_PORTAL = "captive portal"


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn:
    """One answer that several services seemed to give, and so none of them gave.

    ``hosts`` are theirs; ``title`` is that of the page, '' where there is none.
    """

    hosts: tuple[str, ...]
    title: str = ""

    @property
    def words(self) -> str:
        """What happened, in one sentence without its full stop."""
        page = f" with a page titled “{self.title}”" if self.title else ""
        return f"this network answers in place of the services{page}"

    @property
    def note(self) -> str:
        """The same as a sentence of its own."""
        return f"{self.words[0].upper()}{self.words[1:]}."

    @property
    def hint(self) -> str:
        """What the user can do."""
        return "log in to the network in your browser, or use another one, and try again"


@dataclass(frozen=True, slots=True)
class _Look:
    """The look of one foreign answer, and the hosts that gave it."""

    hosts: dict[str, None] = field(default_factory=dict)
    titles: list[str] = field(default_factory=list)


def stand_in(
    lookups: Iterable[Lookup], envelopes: Iterable[Envelope], traits: Mapping[str, Traits]
) -> StandIn | None:
    """What answered in place of two or more services; None where nothing did."""
    looks = _looks(lookups, envelopes, traits)
    most = max(looks.values(), key=lambda look: len(look.hosts), default=None)
    if most is None or len(most.hosts) < _SEVERAL:
        return None
    return StandIn(hosts=tuple(most.hosts), title=next(iter(most.titles), ""))


def without_foreign(
    lookups: Sequence[Lookup], http: RunClient, traits: Mapping[str, Traits]
) -> tuple[Lookup, ...]:
    """The lookups, those unavailable that rest on what also came in place of a service's answer.

    A page can be anything, so one that a filter or portal made is read as a page. That it is none
    shows where a service, which never answers in pages, gave the same one.
    """
    looks = _looks(lookups, http.envelopes, traits)
    foreign = {one.sha256 for one in http.envelopes if looks and skeleton(one.body) in looks}
    left: list[Lookup] = []
    for lookup in lookups:
        own = traits.get(lookup.source)
        rests_on = {one.sha256 for one in _rests_on(lookup)}
        if own is None or not own.answers_in_pages or foreign.isdisjoint(rests_on):
            left.append(lookup)
            continue
        http.forget(rests_on)
        other = Unavailable(
            source=lookup.source,
            query=lookup.query,
            reason=UnavailableReason.NOT_THIS_SERVICE,
            detail="the same page came in place of other services' answers",
        )
        http.journal.note(other)
        left.append(other)
    return tuple(left)


def _looks(
    lookups: Iterable[Lookup], envelopes: Iterable[Envelope], traits: Mapping[str, Traits]
) -> dict[str, _Look]:
    """What came from services in place of their answers, by its look.

    A web page is never theirs; anything else is not where a service gave no answer at all. Errors
    of servers are left out: those of one make look alike whoever runs it.
    """
    answered = {lookup.source for lookup in lookups if isinstance(lookup, Found | NotFound)}
    looks: dict[str, _Look] = {}
    for one in envelopes:
        own = traits.get(one.source)
        if own is None or own.answers_in_pages or (one.status or 0) >= _SERVER_ERROR:
            continue
        page = is_page(one.body)
        if one.failure is not None:
            if one.failure.reason is not UnavailableReason.CAPTIVE_PORTAL:
                continue
            look = looks.setdefault(_PORTAL, _Look())
        elif page or one.source not in answered:
            look = looks.setdefault(skeleton(one.body), _Look())
        else:
            continue
        if page and (title := page_title(one.body)):
            look.titles.append(title)
        look.hosts.setdefault(urlsplit(one.url).netloc.lower())
    return looks


def _rests_on(lookup: Lookup) -> Iterable[Provenance]:
    match lookup:
        case Found():
            return [record.provenance for record in lookup.records]
        case NotFound():
            return lookup.provenance
        case _:
            return ()
