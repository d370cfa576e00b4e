from collections.abc import Sequence
from dataclasses import replace

import pytest

from persona_check.advice.drafts import LANGUAGES, draft, known_language
from persona_check.advice.next_steps import MOST_STEPS, next_steps
from persona_check.checks.registry import all_levels
from persona_check.dossier.index import Dossier
from persona_check.errors import UsageError
from persona_check.model.claim import Claim, LinkAssertion, PhotoAssertion
from persona_check.model.finding import Observation
from persona_check.model.lookup import Lookup, OrganizationByName, PageAt, PersonByName, WorkByTitle
from persona_check.model.record import OrganizationRecord, PageRecord
from persona_check.model.report import NextStep, StepKind
from persona_check.weighing.combine import flawless_among, posterior, weigh
from persona_check.weighing.expected_change import expected_change
from persona_check.weighing.priors import prior_named
from persona_check.weighing.table import load
from tests.builders import (
    NAME,
    author,
    claim,
    dossier,
    found,
    identifier,
    person,
    post,
    provenance,
    unavailable,
    work,
    work_claim,
)

SUPPORTED = Observation(check="publications", level="record_confirmed", summary="s")
LEVELS = all_levels()
ABLE = load().shares_able
PAPER = work(
    "Tidal pumping",
    author(NAME, 1, at=("Norrvik University",)),
    author("Solveig Vantressel", 2, at=("Quorra College",)),
)


def ranked(about: Claim, gathered: Dossier, seen: Sequence[Observation]) -> tuple[NextStep, ...]:
    change = expected_change(seen, LEVELS, load(), prior_named("default").hypotheses)
    return next_steps(about, gathered, seen, LEVELS, change, ABLE)


def actions(*lookups: Lookup, supported: bool = True, about: Claim | None = None) -> list[str]:
    one = about or claim(work_claim("Tidal pumping"), post("Norrvik University"))
    gathered = dossier(one, *lookups)
    seen = [SUPPORTED] if supported else []
    return [step.action for step in ranked(one, gathered, seen)]


def test_a_real_record_asks_for_control_at_the_address_that_the_institution_publishes() -> None:
    page = PageRecord(
        url="https://www.norrvik.example/m",
        title="M",
        provenance=provenance("pages"),
        names_seen=(NAME,),
        email_addresses=("m@norrvik.example",),
        institution_domain=True,
    )
    first = actions(found(PageAt(url=page.url), page))[0]
    assert first == (
        "Write to m@norrvik.example, which the institution’s own page gives, not to the address "
        "you were given."
    )


def test_without_a_published_address_the_institutions_website_is_named() -> None:
    organization = OrganizationRecord(
        key="ror:n",
        name="Norrvik University",
        provenance=provenance("ror"),
        links=("https://www.norrvik.example/",),
        chosen=True,
    )
    asked = actions(
        found(OrganizationByName(name="Norrvik University", about=("p1",)), organization)
    )
    assert any("(website: https://www.norrvik.example/)" in action for action in asked[:2])


def test_a_coauthor_at_another_institution_is_proposed() -> None:
    lookup = found(WorkByTitle(title="Tidal pumping", about=("w1",)), PAPER)
    assert any("Solveig Vantressel (Quorra College)" in action for action in actions(lookup))


def test_an_unsupported_claim_is_asked_for_an_identifier_and_its_institution_for_a_word() -> None:
    asked = actions(supported=False)
    assert set(asked) == {
        "Call Norrvik University, using the callback card.",
        "Ask for one person outside the group who can vouch for the work, and write to the "
        "address that their institution publishes.",
        "Ask for an ORCID iD, or for one publication with its DOI.",
    }
    known = claim(identifier("0000-0008-0000-0421"), work_claim("Tidal pumping"))
    assert not any("ORCID" in action for action in actions(supported=False, about=known))


def test_a_practitioner_is_asked_for_what_others_published_about_them() -> None:
    asked = actions(supported=False, about=claim())
    assert any(action.startswith("Ask for something that others published") for action in asked)


def test_a_photo_and_a_silent_source_each_get_their_step() -> None:
    photo = PhotoAssertion(id="f1", origin="--photo", exhibit="x1", file_name="f.jpg")
    silent = replace(unavailable(PersonByName(name=NAME)), hint="set PERSONA_CHECK_CROSSREF_KEY")
    asked = actions(silent, about=claim(photo), supported=False)
    assert any("reverse image search" in action for action in asked)
    assert "Crossref: set PERSONA_CHECK_CROSSREF_KEY." in asked
    assert len(asked) <= MOST_STEPS


def steps(*lookups: Lookup, about: Claim | None = None) -> tuple[NextStep, ...]:
    one = about or claim(work_claim("Tidal pumping"), post("Norrvik University"))
    gathered = dossier(one, *lookups)
    return ranked(one, gathered, [SUPPORTED])


def test_the_callback_card_holds_nothing_that_the_correspondent_supplied() -> None:
    organization = OrganizationRecord(
        key="ror:n",
        name="Norrvik University",
        provenance=provenance("ror"),
        links=("https://www.norrvik.example/",),
        chosen=True,
    )
    shown = steps(
        found(OrganizationByName(name="Norrvik University", about=("p1",)), organization),
        found(WorkByTitle(title="Tidal pumping", about=("w1",)), PAPER),
    )
    (card,) = [step for step in shown if step.card]
    assert card.action == "Call Norrvik University, using the callback card."
    assert (card.message or "").splitlines() == [
        "Calling: Norrvik University",
        "Website: https://www.norrvik.example/ (use the number there, not one from the email "
        "or its signature)",
        "Published address: none found",
        f"Ask for: {NAME}",
        "1. Does somebody with this name work for you, in this role?",
        "2. Could you put me through, or pass on a message?",
        "3. To the person: did you write to us about this, and from which address?",
        "Others who may know the person: Solveig Vantressel (Quorra College)",
    ]


def test_a_claim_without_an_organization_has_no_callback_card() -> None:
    assert not any("callback" in step.action for step in steps(about=claim()))


def test_colleagues_of_the_same_organization_are_not_proposed_however_it_is_written() -> None:
    paper = work(
        "Tidal pumping",
        author(NAME, 1, at=("Norrvik University",)),
        author("Tobiah Brandvåg", 2, at=("Dept. of Geology, Norrvik Univ., Norrvik",)),
    )
    lookup = found(WorkByTitle(title="Tidal pumping", about=("w1",)), paper)
    assert not any("Ask a coauthor" in step.action for step in steps(lookup))


def test_picture_searches_are_prepared_for_a_picture_that_a_claimed_page_shows() -> None:
    url = "https://oduya.example/"
    photo = PhotoAssertion(id="f1", origin="--photo", exhibit="x1", file_name="f.jpg")
    one = claim(photo, LinkAssertion(id="l1", origin="--homepage", url=url))
    page = PageRecord(
        url=url,
        title="M",
        provenance=provenance("homepage"),
        names_seen=(NAME,),
        image_urls=("data:image/png;base64,AA", "https://oduya.example/me.jpg?a=1&b=2"),
    )

    def searches(*lookups: Lookup) -> str:
        (step,) = (s for s in steps(*lookups, about=one) if "reverse image" in s.action)
        return step.message or ""

    prepared = searches(found(PageAt(url=url, about=("l1",)), page)).splitlines()
    assert len(prepared) == 3
    assert prepared[1] == (
        "https://tineye.com/search?url=https%3A%2F%2Foduya.example%2Fme.jpg%3Fa%3D1%26b%3D2"
    )
    assert searches().splitlines()[0] == "https://lens.google.com/"


def test_of_steps_that_ask_as_much_the_one_that_changes_most_goes_first() -> None:
    about = claim(work_claim("Tidal pumping"), post("Norrvik University"))
    lookup = found(WorkByTitle(title="Tidal pumping", about=("w1",)), PAPER)
    gathered = dossier(about, lookup)

    def by_share(check: str, level: str, share_able: float) -> float:
        assert (check, level) in LEVELS
        return share_able

    def reversed_share(check: str, level: str, share_able: float) -> float:
        return 1 - share_able

    kinds = [
        [step.kind for step in next_steps(about, gathered, [SUPPORTED], LEVELS, change, ABLE)]
        for change in (by_share, reversed_share)
    ]
    # both can be done without the person; a signed mail asks something of them
    assert kinds[0] == [StepKind.COLLEAGUE, StepKind.CALL, StepKind.SIGNED_MAIL]
    assert kinds[1] == [StepKind.CALL, StepKind.COLLEAGUE, StepKind.SIGNED_MAIL]


def test_what_asks_nothing_of_the_person_goes_before_what_asks_for_much() -> None:
    orcid = "0000-0008-0000-0421"
    paper = work("Tidal pumping", author(NAME, 1, orcid=orcid, at=("Norrvik University",)))
    photo = PhotoAssertion(id="f1", origin="--photo", exhibit="x1", file_name="f.jpg")
    about = claim(work_claim("Tidal pumping"), post("Norrvik University"), photo)
    asked = steps(
        found(PersonByName(name=NAME), person(orcid=orcid)),
        found(WorkByTitle(title="Tidal pumping", about=("w1",)), paper),
        about=about,
    )
    assert [step.kind for step in asked] == [
        StepKind.CALL,
        StepKind.SIGNED_MAIL,
        StepKind.SIGN_IN,
        StepKind.PICTURE,
    ]


def test_a_letter_to_the_published_address_goes_before_all() -> None:
    printed = work(
        "Tidal pumping",
        replace(author(NAME, 1, at=("Norrvik University",)), email_address="m@norrvik.example"),
        author("Solveig Vantressel", 2, at=("Quorra College",)),
    )
    first = steps(found(WorkByTitle(title="Tidal pumping", about=("w1",)), printed))[0]
    assert (first.kind, first.to) == (StepKind.WRITE, "m@norrvik.example")
    assert first.would == "a reply from m@norrvik.example, which a paper of 2020 gives, would"


def test_among_namesakes_the_question_which_one_goes_first() -> None:
    two = [replace(person("Wei Wang"), key=f"openalex:{number}") for number in (1, 2)]
    about = claim(work_claim("Tidal pumping"), post("Norrvik University"), name="Wei Wang")
    gathered = dossier(about, found(PersonByName(name="Wei Wang"), *two))
    assert gathered.chosen is None
    assert len(gathered.candidates) == 2
    first = ranked(about, gathered, [])[0]
    assert first.kind is StepKind.WHICH_ONE
    assert "which of the people" in first.action


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "Could you confirm this by replying"),
        ("de", "mit einer Antwort von dieser Adresse"),
        ("fr", "en répondant depuis cette adresse"),
        ("es", "respondiendo desde esta dirección"),
        ("it", "rispondendo da questo indirizzo"),
        ("pt", "respondendo a partir deste endereço"),
    ],
)
def test_drafts_are_in_the_language_asked_for(code: str, words: str) -> None:
    letter = draft("confirm", code, name="Ada {x} Example\nBcc: all")
    assert words in letter
    assert "Ada {x} Example Bcc: all" in letter.splitlines()[0]


def test_every_language_has_every_draft_with_the_same_gaps() -> None:
    gaps = {"name": "NAME", "orcid": "ORCID-ID", "colleague": "COLLEAGUE"}
    for kind in ("confirm", "signed_mail", "sign_in", "which_one", "colleague", "others_word",
                 "voucher"):  # fmt: skip
        letters = [draft(kind, code, **gaps) for code in LANGUAGES]
        held = [tuple(one in letter for one in gaps.values()) for letter in letters]
        assert len(set(held)) == 1, kind
        assert len(set(letters)) == len(LANGUAGES)
        assert all(letter.endswith("]") for letter in letters)


def test_a_language_without_drafts_is_refused_with_those_that_there_are() -> None:
    assert [known_language(code) for code in ("en", "de-AT", "PT_br")] == ["en", "de", "pt"]
    with pytest.raises(UsageError) as caught:
        known_language("tlh")
    assert "de (German)" in (caught.value.hint or "")


@pytest.mark.parametrize(
    ("worth", "words"),
    [
        (0.004, "sign for them."),
        (0.006, "This would help a little."),
        (0.049, "This would help a little."),
        (0.051, "This would help."),
        (0.149, "This would help."),
        (0.151, "This would help a lot."),
    ],
)
def test_a_step_says_in_words_how_much_it_would_help(worth: float, words: str) -> None:
    about = claim(work_claim("Tidal pumping"), post("Norrvik University"))
    gathered = dossier(about, found(WorkByTitle(title="Tidal pumping", about=("w1",)), PAPER))

    def worth_as_much(_check: str, _level: str, _share_able: float) -> float:
        return worth

    steps = next_steps(about, gathered, [SUPPORTED], LEVELS, worth_as_much, ABLE)
    (mail,) = [step for step in steps if "--eml" in step.action]
    assert mail.why.endswith(words)


def test_the_expected_change_is_that_of_the_posterior_and_none_where_nothing_would_move() -> None:
    prior, table = prior_named("default").hypotheses, load()
    change = expected_change([SUPPORTED], LEVELS, table, prior)
    shown = Observation(check="control", level="signed_from_printed_address", summary="s")

    def genuine(*seen: Observation) -> float:
        findings = weigh(seen, LEVELS, table)
        return posterior(findings, flawless_among(findings, table), prior).genuine

    now, then = genuine(SUPPORTED), genuine(SUPPORTED, shown)
    chance = 0.7 * now / then
    # what is shown and what is not, each with its chance, leave the mean where it is
    after_nothing = (now - chance * then) / (1 - chance)
    mean = chance * abs(then - now) + (1 - chance) * abs(after_nothing - now)
    assert change("control", "signed_from_printed_address", 0.7) == pytest.approx(mean)
    assert change("control", "signed_from_printed_address", 0.0) == 0
    settled = expected_change([SUPPORTED, shown], LEVELS, table, prior)
    assert settled("control", "signed_from_printed_address", 0.7) < 0.1 * mean


def test_the_callback_card_stays_however_little_is_expected_of_it() -> None:
    photo = PhotoAssertion(id="f1", origin="--photo", exhibit="x1", file_name="f.jpg")
    about = claim(photo, post("Norrvik University"))
    silent = [
        replace(unavailable(PersonByName(name=NAME), source), hint="try again")
        for source in ("crossref", "openalex", "orcid")
    ]

    def nothing_by_telephone(check: str, level: str, share_able: float) -> float:
        return 0.0 if check == "control" else share_able

    asked = next_steps(about, dossier(about, *silent), [], LEVELS, nothing_by_telephone, ABLE)
    assert any(step.action.startswith("Call Norrvik University,") for step in asked)
    assert len(asked) <= MOST_STEPS


def test_the_owner_of_an_orcid_record_is_asked_to_sign_in() -> None:
    orcid = "0000-0008-0000-0421"
    paper = work("Tidal pumping", author(NAME, 1, orcid=orcid, at=("Norrvik University",)))
    asked = actions(
        found(PersonByName(name=NAME), person(orcid=orcid)),
        found(WorkByTitle(title="Tidal pumping", about=("w1",)), paper),
    )
    assert any("keyword of your choice to 0000-0008-0000-0421" in action for action in asked)
    assert not any("keyword" in action for action in actions())
