"""What the network answered in place of the services, and pages that turn out to be its own."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from persona_check.model.lookup import (
    Found,
    Lookup,
    NotFound,
    PageAt,
    Unavailable,
    UnavailableReason,
)
from persona_check.model.traits import Traits
from persona_check.web.base import RunClient
from persona_check.web.envelope import Envelope, public_url
from persona_check.web.foreign import foreign_answer, is_page, page_title, skeleton

__all__ = ["Sifted", "StandIn", "answered_instead", "sifted"]

_SEVERAL = 2  # services on different hosts that give one and the same answer
_SERVER_ERROR = 500
_NETWORK_LOGIN = 511  # only ever sent by what stands between (RFC 6585)
_NOT_REFUSED = frozenset({404, 410})
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Sifted:
    """The lookups of a run without those that rest on foreign answers, and what gave these."""

    lookups: tuple[Lookup, ...]
    instead: StandIn | None = None


@dataclass(frozen=True, slots=True)
class _Look:
    """The look of one foreign answer, and the hosts that gave it; ``plain`` are no refusals."""

    plain: list[Envelope] = field(default_factory=list)
    hosts: dict[str, None] = field(default_factory=dict)
    titles: list[str] = field(default_factory=list)


def answered_instead(
    lookups: Iterable[Lookup], envelopes: Iterable[Envelope], traits: Mapping[str, Traits]
) -> StandIn | None:
    """What answered in place of two or more services; None where nothing did.

    Refusals of two services may look alike without anything between: gateways and captchas are
    bought. So a refusal tells of the network only where most of those asked gave it.
    """
    envelopes = tuple(envelopes)
    return _stand_in(_looks(envelopes, traits, but_for=_answered(lookups)), envelopes, traits)


def _stand_in(
    looks: Mapping[str, _Look], envelopes: Iterable[Envelope], traits: Mapping[str, Traits]
) -> StandIn | None:
    asked = {_host(one) for one in envelopes if _is_service(one, traits)}
    told = [look for look in looks.values() if look.plain or 2 * len(look.hosts) > len(asked)]
    most = max(told, key=lambda look: len(look.hosts), default=None)
    if most is None or len(most.hosts) < _SEVERAL:
        return None
    return StandIn(hosts=tuple(most.hosts), title=next(iter(most.titles), ""))


def sifted(lookups: Sequence[Lookup], http: RunClient, traits: Mapping[str, Traits]) -> Sifted:
    """The lookups, those unavailable that rest on what also came in place of a service's answer.

    A page can be anything, so one that a filter or portal made is read as a page. That it is none
    shows where a service, which never answers in pages, gave the same one. And an empty list may
    be one service's word for "nothing"; that it is not shows where several others gave it too.
    """
    envelopes = http.envelopes
    answered = _answered(lookups)
    looks = _looks(envelopes, traits, but_for=answered)
    foreign: dict[str, int] = {}
    for one in envelopes if looks else ():
        if (look := looks.get(skeleton(one.body))) is not None:
            foreign[one.sha256] = len(look.hosts)
    left: list[Lookup] = []
    for lookup in lookups:
        own = traits.get(lookup.source)
        rests_on = _rests_on(lookup, envelopes)
        gave_it = max((foreign.get(one, 0) for one in rests_on), default=0)
        if own is None or gave_it < (1 if own.answers_in_pages else _SEVERAL):
            left.append(lookup)
            continue
        http.forget(rests_on)
        other = Unavailable(
            source=lookup.source,
            query=lookup.query,
            reason=UnavailableReason.NOT_THIS_SERVICE,
            detail="the same came in place of other services' answers",
        )
        http.journal.note(other)
        left.append(other)
    # of whom nothing is left, the rest was no answer either
    fallen = answered - _answered(left)
    _add_looks(looks, (one for one in envelopes if one.source in fallen), traits, frozenset())
    return Sifted(lookups=tuple(left), instead=_stand_in(looks, envelopes, traits))


def _answered(lookups: Iterable[Lookup]) -> frozenset[str]:
    return frozenset(lookup.source for lookup in lookups if isinstance(lookup, Found | NotFound))


def _looks(
    envelopes: Iterable[Envelope], traits: Mapping[str, Traits], *, but_for: Set[str]
) -> dict[str, _Look]:
    """What came from services in place of their answers, by its look.

    A web page is never theirs; anything else is not where a service gave no answer at all, so not
    of those who answered (``but_for``). Errors of servers are left out: those of one make look
    alike whoever runs it.
    """
    looks: dict[str, _Look] = {}
    _add_looks(looks, envelopes, traits, but_for)
    return looks


def _add_looks(
    looks: dict[str, _Look],
    envelopes: Iterable[Envelope],
    traits: Mapping[str, Traits],
    but_for: Set[str],
) -> None:
    for one in envelopes:
        status = one.status or 0
        login = status == _NETWORK_LOGIN or (
            one.failure is not None and one.failure.reason is UnavailableReason.CAPTIVE_PORTAL
        )
        if not _is_service(one, traits) or (
            not login and (status >= _SERVER_ERROR or one.failure is not None)
        ):
            continue
        page = is_page(one.body)
        if not (login or page or one.source not in but_for):
            continue
        look = looks.setdefault(_PORTAL if login else skeleton(one.body), _Look())
        if page and (title := page_title(one.body)):
            look.titles.append(title)
        if login or not _refuses(one):
            look.plain.append(one)
        look.hosts.setdefault(_host(one))


def _is_service(one: Envelope, traits: Mapping[str, Traits]) -> bool:
    own = traits.get(one.source)
    return own is not None and not own.answers_in_pages


def _refuses(one: Envelope) -> bool:
    status = one.status or 0
    if 400 <= status < _SERVER_ERROR and status not in _NOT_REFUSED:
        return True
    error = foreign_answer(
        status, dict(one.headers), one.body, asked=one.url, redirected_to=one.redirected_to
    )
    return error.reason is UnavailableReason.BLOCKED


def _host(one: Envelope) -> str:
    return urlsplit(one.url).netloc.lower()


def _rests_on(lookup: Lookup, envelopes: Sequence[Envelope]) -> Set[str]:
    """The answers that a lookup was read from, by their hashes; "no such page" is one too."""
    match lookup:
        case Found():
            return {record.provenance.sha256 for record in lookup.records}
        case NotFound():
            return {one.sha256 for one in lookup.provenance}
        case Unavailable(reason=UnavailableReason.NO_SUCH_PAGE, query=PageAt(url=url)):
            return {one.sha256 for one in envelopes if one.url == public_url(url)}
        case _:
            return frozenset()
