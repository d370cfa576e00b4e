"""What to do next, ranked by what would change the answer most."""

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from persona_check import organizations
from persona_check.bylines import may_be_claimants, own_places
from persona_check.dossier import Dossier
from persona_check.institution_pages import pages_of_claimed_houses
from persona_check.model.claim import (
    AssertionKind,
    Claim,
    IdentifierAssertion,
    IdentifierScheme,
    LinkAssertion,
    MessageAssertion,
    PhotoAssertion,
    PostAssertion,
)
from persona_check.model.finding import Level, Observation, Outcome
from persona_check.model.lookup import Unavailable, UnavailableReason
from persona_check.model.record import OrganizationRecord, PageRecord
from persona_check.model.report import NextStep

__all__ = ["next_steps"]

MOST_STEPS = 6
_MESSAGE = (
    "Dear {name},\n\nwe received a proposal in your name and would like to make sure that it is "
    "yours before we go on. Could you confirm it by answering from this address? If it is not "
    "yours, we should be grateful to hear so.\n\nWith kind regards"
)


def next_steps(
    claim: Claim,
    dossier: Dossier,
    observations: Sequence[Observation],
    levels: Mapping[tuple[str, str], Level],
) -> tuple[NextStep, ...]:
    """At most six steps, the most telling first: control, then support, then what was silent.

    The last is a callback card, where the claim names an organisation to call.
    """
    card = _callback_card(claim, dossier)
    steps = tuple(_steps(claim, dossier, observations, levels))[: MOST_STEPS - bool(card)]
    return (*steps, card) if card else steps


def _steps(
    claim: Claim,
    dossier: Dossier,
    observations: Sequence[Observation],
    levels: Mapping[tuple[str, str], Level],
) -> Iterator[NextStep]:
    seen = [levels[item.check, item.level] for item in observations]
    controlled = any(level.control and level.outcome is Outcome.CORROBORATES for level in seen)
    supported = any(level.identity and level.outcome is Outcome.CORROBORATES for level in seen)
    if supported and not controlled:
        yield from _prove_control(claim, dossier)
    if not supported:
        yield from _find_support(claim, dossier)
    if any(isinstance(a, PhotoAssertion) for a in claim.assertions):
        yield NextStep(
            action="Search for the portrait with a reverse image search, and ask for a short video "
            "call.",
            why="A portrait that stands elsewhere under another name says more than its frame.",
            message="\n".join(_image_searches(claim, dossier)),
        )
    yield from _mend(dossier)


def _prove_control(claim: Claim, dossier: Dossier) -> Iterator[NextStep]:
    address = _published_address(claim, dossier)
    if address is not None:
        yield NextStep(
            action=f"Write to {address}, which the institution publishes, not to the address you "
            "were given.",
            why="An answer from there shows that the person behind the record knows of this.",
            message=_MESSAGE.format(name=claim.name),
        )
    elif (house := _registered_house(dossier)) is not None:
        where = f" (website: {house.links[0]})" if house.links else ""
        yield NextStep(
            action=f"Find the address that {house.name} publishes{where}, and write there.",
            why="The record is real; whether it is your correspondent's, only the institution's "
            "own address can show.",
            message=_MESSAGE.format(name=claim.name),
        )
    if not any(isinstance(a, MessageAssertion) for a in claim.assertions):
        yield NextStep(
            action="Ask for a mail from the institution's mailbox, save it with all headers, and "
            "give it with --eml.",
            why="A valid signature of the institution's mail server is what a copyist lacks.",
        )
    yield from _ask_colleagues(claim, dossier)


def _find_support(claim: Claim, dossier: Dossier) -> Iterator[NextStep]:
    identified = any(
        isinstance(a, IdentifierAssertion) and a.scheme is IdentifierScheme.ORCID
        for a in claim.assertions
    )
    if not identified:
        yield NextStep(
            action="Ask for an ORCID iD, or for one publication with its DOI.",
            why="With an identifier, namesakes can be told apart and a record be found.",
        )
    if not any(a.kind is AssertionKind.WORK for a in claim.assertions):
        yield NextStep(
            action="Ask for something that others published about this person's work: a program, "
            "an employer's page, an article.",
            why="Somebody without papers can be well known to others; their word is what counts.",
        )
    yield from _ask_colleagues(claim, dossier)


def _callback_card(claim: Claim, dossier: Dossier) -> NextStep | None:
    """What to have at hand when calling; nothing on it comes from the correspondent's contacts."""
    post = next(iter(claim.present_posts), None)
    if post is None:
        return None
    house = _registered_house(dossier)
    website = house.links[0] if house is not None and house.links else "look it up yourself"
    lines = [
        f"Calling: {post.organization}",
        f"Website: {website} (take the number from there, not from the mail or its signature)",
        f"Published address: {_published_address(claim, dossier) or 'none found'}",
        f"Asking for: {claim.name}" + (f", {post.role}" if post.role else ""),
        "1. Does somebody of this name work with you, in this role?",
        "2. Could you put me through, or pass on a message?",
        "3. To them: did you write to us about this, and from which address?",
        *(f"May also know them: {name} ({place})" for name, place in _elsewhere(claim, dossier)),
    ]
    return NextStep(
        action=f"Call {post.organization} back, with the callback card.",
        why="A call that you place to a published number is hard to intercept.",
        message="\n".join(lines),
        card=True,
    )


def _image_searches(claim: Claim, dossier: Dossier) -> Iterator[str]:
    """Prepared searches for pictures that claimed pages show; else where to hand in the file."""
    claimed = {a.url for a in claim.assertions if isinstance(a, LinkAssertion)}
    shown = [
        url
        for page in dossier.records(PageRecord)
        if page.url in claimed and page.names_seen
        for url in page.image_urls
        if url.startswith(("https://", "http://"))
    ]
    if not shown:
        yield from ("https://lens.google.com/", "https://tineye.com/", "https://yandex.com/images/")
    for url in shown[:1]:
        address = quote(url, safe="")
        yield f"https://lens.google.com/uploadbyurl?url={address}"
        yield f"https://tineye.com/search?url={address}"
        yield f"https://yandex.com/images/search?rpt=imageview&url={address}"


def _ask_colleagues(claim: Claim, dossier: Dossier) -> Iterator[NextStep]:
    asked = _elsewhere(claim, dossier)
    if asked:
        who = " and ".join(f"{name} ({place})" for name, place in asked)
        yield NextStep(
            action=f"Ask a coauthor at another institution: {who}.",
            why="Colleagues elsewhere know the person, and nobody controls all of them.",
        )


def _elsewhere(claim: Claim, dossier: Dossier) -> list[tuple[str, str]]:
    """Up to two late coauthors at two houses, neither of them the person's, with their house."""
    chosen = dossier.chosen
    if chosen is None:
        return []
    taken = set(own_places(claim, chosen.works))
    taken.update(a.organization for a in claim.assertions if isinstance(a, PostAssertion))
    found: list[tuple[str, str]] = []
    for work in sorted(chosen.works, key=lambda work: (-(work.year or 0), work.key)):
        for author in work.authors:
            if (
                len(found) < 2
                and author.affiliations
                and not may_be_claimants(claim, author.name)
                and not organizations.same_as_any(author.affiliations[0], taken)
            ):
                found.append((author.name, author.affiliations[0]))
                taken.add(author.affiliations[0])
    return found


def _published_address(claim: Claim, dossier: Dossier) -> str | None:
    pages = pages_of_claimed_houses(claim, dossier)
    return next((address for page in pages for address in page.email_addresses), None)


def _registered_house(dossier: Dossier) -> OrganizationRecord | None:
    return next((r for r in dossier.records(OrganizationRecord) if r.chosen), None)


def _mend(dossier: Dossier) -> Iterator[NextStep]:
    """What the user can do about sources that did not answer."""
    hints = {
        lookup.source: lookup.hint
        for lookup in dossier.lookups
        if isinstance(lookup, Unavailable)
        and lookup.hint
        and lookup.reason is not UnavailableReason.OFFLINE
    }
    for source, hint in list(hints.items())[:2]:
        yield NextStep(
            action=f"{source}: {hint}.", why="It gave no answer, and may hold what is missing."
        )
