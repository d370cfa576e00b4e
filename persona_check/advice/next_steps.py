"""What to do next: first what would decide and asks least of the person concerned."""

from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from persona_check.advice.contacts import (
    callback_card,
    colleagues_elsewhere,
    orcid_of_record,
    published_address,
    registered_organization,
)
from persona_check.advice.drafts import draft
from persona_check.dossier.index import Dossier
from persona_check.model.claim import (
    AssertionKind,
    Claim,
    EmailAssertion,
    IdentifierAssertion,
    IdentifierScheme,
    LinkAssertion,
    MessageAssertion,
    PhotoAssertion,
)
from persona_check.model.finding import Level, Observation, Outcome
from persona_check.model.lookup import Unavailable, UnavailableReason
from persona_check.model.record import PageRecord
from persona_check.model.report import NextStep, StepKind
from persona_check.weighing.expected_change import ExpectedChange

__all__ = ["next_steps"]

MOST_STEPS = 6
LEAST_WORTH_TOLD = 0.005  # what rounds to nothing in a figure of two decimals
LONGEST_PLACE = 60
# What a step is worth in words, by the expected change of the confidence: chances are told in steps
# of 0.05 to 0.1 (report/answer/chances.py), so less is hardly seen, and 0.15 changes the words.
_HELPS_FROM = (0.05, 0.15)
_HELPS = ("This would help a little.", "This would help.", "This would help a lot.")
# What a step asks of the person concerned, least first: nothing, or a reply; a line or a link; a
# mail from a certain mailbox; to sign in somewhere; to be seen.
_COST = {
    StepKind.WRITE: 0,
    StepKind.FIND_ADDRESS: 0,
    StepKind.COLLEAGUE: 0,
    StepKind.CALL: 0,
    StepKind.OTHERS_WORD: 1,
    StepKind.VOUCHER: 1,
    # anybody can open an ORCID record: it tells namesakes apart, and vouches for nobody
    StepKind.WHICH_ONE: 2,
    StepKind.SIGNED_MAIL: 3,
    StepKind.SIGN_IN: 4,
    StepKind.PICTURE: 5,
    StepKind.SOURCE: 6,
    StepKind.OTHER: 6,
}
# These decide, so they go first: a letter to the printed address, and which person is meant.
_FIRST = (StepKind.WRITE, StepKind.FIND_ADDRESS)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Proposal:
    """A step, the level that an answer would reach, and what genuine people can be expected to do.

    ``able`` names a share of the calibration. Without a level nothing is expected of the step.
    """

    step: NextStep
    check: str = ""
    level: str = ""
    able: str = ""


def next_steps(
    claim: Claim,
    dossier: Dossier,
    observations: Sequence[Observation],
    levels: Mapping[tuple[str, str], Level],
    change: ExpectedChange,
    shares_able: Mapping[str, float],
    language: str = "en",
) -> tuple[NextStep, ...]:
    """At most six steps, those first that ask least of the person and still help.

    A letter to an address that others printed goes before all. Of steps that ask as much, those
    go first that can be expected to change the answer most; what changes nothing goes last.
    ``shares_able`` are those of the calibration, in [0, 1]: of genuine people, who can show it.
    The callback card is always among them where the claim names an organisation to call. Drafts
    are in ``language``.
    """
    proposals = list(_proposals(claim, dossier, observations, levels, language))
    card = callback_card(claim, dossier)
    if card is not None:
        proposals.append(_control(card, "at_the_telephone"))
    worth = {
        one: change(one.check, one.level, shares_able[one.able]) if one.check else 0.0
        for one in proposals
    }
    several = dossier.chosen is None and len(dossier.candidates) > 1

    def order(one: _Proposal) -> tuple[bool, bool, int, float]:
        kind = one.step.kind
        first = kind in _FIRST or (several and kind is StepKind.WHICH_ONE)
        helps = worth[one] >= LEAST_WORTH_TOLD
        return not first, not helps, _COST[kind], -round(worth[one], 6)

    # of equal rank the first proposed goes first
    ranked = sorted(proposals, key=order)
    kept = ranked[:MOST_STEPS]
    if card is not None and all(one.step is not card for one in kept):
        kept[-1] = next(one for one in ranked if one.step is card)
    return tuple(_with_worth(one.step, worth[one]) for one in kept)


def _with_worth(step: NextStep, worth: float) -> NextStep:
    if worth < LEAST_WORTH_TOLD:
        return step
    return replace(step, why=f"{step.why} {_HELPS[bisect(_HELPS_FROM, worth)]}")


def _proposals(
    claim: Claim,
    dossier: Dossier,
    observations: Sequence[Observation],
    levels: Mapping[tuple[str, str], Level],
    language: str,
) -> Iterator[_Proposal]:
    seen = [levels[item.check, item.level] for item in observations]
    controlled = any(level.control and level.outcome is Outcome.CORROBORATES for level in seen)
    supported = any(level.identity and level.outcome is Outcome.CORROBORATES for level in seen)
    if supported and not controlled:
        yield from _prove_control(claim, dossier, language)
    if not supported:
        yield from _find_support(claim, dossier, language)
    if claim.all(PhotoAssertion):
        yield _Proposal(
            step=NextStep(
                kind=StepKind.PICTURE,
                action="Search for the portrait with a reverse image search, and ask for a short "
                "video call.",
                brief="Search for the portrait with a reverse image search.",
                why="The same portrait under another name says more than how it is cropped.",
                message="\n".join(_image_searches(claim, dossier)),
            )
        )
    yield from _sources_to_fix(dossier, supported=supported)


def _control(step: NextStep, able: str) -> _Proposal:
    """An answer that only the owner of a mailbox or record can give."""
    return _Proposal(step=step, check="control", level="signed_from_printed_address", able=able)


def _prove_control(claim: Claim, dossier: Dossier, language: str) -> Iterator[_Proposal]:
    yield from _write(claim, dossier, language)
    if not claim.all(MessageAssertion):
        yield _control(
            NextStep(
                kind=StepKind.SIGNED_MAIL,
                action="Ask for an email from the address that a paper or the institution's page "
                "gives for the person, save it with all headers, and check it with --eml.",
                why="Somebody who copied the record cannot get the institution's mail server to "
                "sign for them.",
                message=draft("signed_mail", language, name=claim.name),
                brief="Ask for an email from an address printed for the person, and check it with "
                "--eml.",
                would="a signed email from an address printed for them would show it",
            ),
            "to_sign_a_mail",
        )
    if (orcid := orcid_of_record(claim, dossier)) is not None:
        yield _control(
            NextStep(
                kind=StepKind.SIGN_IN,
                action="Ask the person to sign in to ORCID and add a keyword of your choice to "
                f"{orcid} for a day, then look there.",
                why="Only the owner of the record can change it.",
                message=draft("sign_in", language, name=claim.name, orcid=orcid),
                brief=f"Ask the person to add a keyword of your choice to ORCID {orcid}.",
                would=f"a keyword added to the ORCID record {orcid} would show it",
            ),
            "to_sign_in",
        )
    yield from _ask_colleagues(claim, dossier, language)


def _write(claim: Claim, dossier: Dossier, language: str) -> Iterator[_Proposal]:
    """A letter to the address that others publish, or where to find that address."""
    message = draft("confirm", language, name=claim.name)
    published = published_address(claim, dossier)
    if published is not None:
        given = {item.address for item in claim.all(EmailAssertion)}
        instead = "" if published.address in given else ", not to the address you were given"
        gives = "give" if published.where[0].isdigit() else "gives"
        yield _control(
            NextStep(
                kind=StepKind.WRITE,
                action=f"Write to {published.address}, which {published.where} {gives}{instead}.",
                why="A reply from there shows that the person behind the record knows about this.",
                message=message,
                to=published.address,
                would=f"a reply from {published.address}, which {published.where} {gives}, would",
            ),
            "at_published_address",
        )
    elif (organization := registered_organization(dossier)) is not None:
        where = f" (website: {organization.links[0]})" if organization.links else ""
        yield _control(
            NextStep(
                kind=StepKind.FIND_ADDRESS,
                action=f"Find the address that {organization.name} publishes{where}, and write "
                "there.",
                why="The record is real. Only the institution's own address can show whether it "
                "belongs to the person who wrote to you.",
                message=message,
                brief=f"Write to the address on the website of {organization.name} "
                f"({organization.links[0]})."
                if organization.links
                else f"Write to the address that {organization.name} itself publishes.",
                would=f"a reply from the address that {organization.name} publishes would",
            ),
            "at_address_to_be_found",
        )


def _find_support(claim: Claim, dossier: Dossier, language: str) -> Iterator[_Proposal]:
    several = len(dossier.candidates) > 1 and dossier.chosen is None
    identified = any(
        isinstance(a, IdentifierAssertion) and a.scheme is IdentifierScheme.ORCID
        for a in claim.assertions
    )
    if not identified:
        yield _Proposal(
            step=NextStep(
                kind=StepKind.WHICH_ONE,
                action="Ask which of the people listed above is meant: by an ORCID iD, or one "
                "publication with its DOI."
                if several
                else "Ask for an ORCID iD, or for one publication with its DOI.",
                why="An identifier tells namesakes apart and leads to the right record.",
                message=draft("which_one", language, name=claim.name) if several else None,
            ),
            check="identifiers",
            level="identifier_confirmed",
            able="to_identify_themselves",
        )
    yield _Proposal(
        step=_others_word(claim, language),
        check="pages",
        level="institution_names_person",
        able="to_show_others_word",
    )
    yield from _ask_colleagues(claim, dossier, language)


def _others_word(claim: Claim, language: str) -> NextStep:
    """Somebody who knows the work, where there are papers; else what others published about it."""
    if any(a.kind is AssertionKind.WORK for a in claim.assertions):
        return NextStep(
            kind=StepKind.VOUCHER,
            action="Ask for one person outside the group who can vouch for the work, and write "
            "to the address that their institution publishes.",
            why="Whoever knows the work can say whose it is, and cannot be made up as easily "
            "as a list of papers.",
            brief="Ask for one person outside the group who can vouch for the work.",
            message=draft("voucher", language, name=claim.name),
        )
    return NextStep(
        kind=StepKind.OTHERS_WORD,
        action="Ask for something that others published about this person's work: a "
        "programme, an employer's page, an article.",
        why="People without papers can still be well known, and what others say about them counts.",
        brief="Ask for something that others published about this person's work.",
        message=draft("others_word", language, name=claim.name),
    )


def _image_searches(claim: Claim, dossier: Dossier) -> Iterator[str]:
    """Prepared searches for pictures that claimed pages show; else where to hand in the file."""
    claimed = {a.url for a in claim.all(LinkAssertion)}
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


def _ask_colleagues(claim: Claim, dossier: Dossier, language: str) -> Iterator[_Proposal]:
    asked = colleagues_elsewhere(claim, dossier)
    if asked:
        who = " and ".join(f"{name} ({place})" for name, place in asked)
        yield _control(
            NextStep(
                kind=StepKind.COLLEAGUE,
                action=f"Ask a coauthor at another institution: {who}.",
                why="Colleagues elsewhere know the person, and nobody can speak for all of them.",
                brief=f"Ask a coauthor elsewhere: {asked[0][0]} ({_short_place(asked[0][1])}).",
                message=draft("colleague", language, name=claim.name, colleague=asked[0][0]),
            ),
            "by_colleagues",
        )


def _sources_to_fix(dossier: Dossier, *, supported: bool) -> Iterator[_Proposal]:
    """What the user can do about sources that did not answer."""
    hints = {
        lookup.source: lookup.hint
        for lookup in dossier.lookups
        if isinstance(lookup, Unavailable)
        and lookup.hint
        and lookup.reason is not UnavailableReason.OFFLINE
    }
    for source, hint in list(hints.items())[:2]:
        step = NextStep(
            kind=StepKind.SOURCE,
            action=f"{_capital(dossier.traits[source].name)}: {hint}.",
            why="It did not answer, and may have what is missing.",
        )
        if supported:
            yield _Proposal(step=step)
        else:
            yield _Proposal(
                step=step,
                check="publications",
                level="record_confirmed",
                able="by_one_more_source",
            )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _short_place(place: str) -> str:
    """The first part of a printed affiliation: "Ostrama Polytechnic", without city and country."""
    first = place.partition(",")[0].strip()
    return first if len(first) <= LONGEST_PLACE else f"{first[: LONGEST_PLACE - 1]}…"
