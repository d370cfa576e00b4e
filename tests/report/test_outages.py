"""Who gave no answer and why, in one sentence, and what to do where all failed alike."""

import pytest

from persona_check.dossier.silence import silence_words
from persona_check.errors import NotAssessedError
from persona_check.model.lookup import UNASKED, Lookup, Unavailable, UnavailableReason, WorkByTitle
from persona_check.report.outages import common_failure, outage_words, refusals, refused_words
from persona_check.session import assess
from persona_check.settings import Settings
from persona_check.sources.registry import TRAITS
from tests.builders import NOW, claim, not_found, work_claim

NAMES = {source: own.name for source, own in TRAITS.items()}
TITLES = ("Salt in the marsh", "Groundwater clocks", "A year of wells")


def lost(
    source: str,
    reason: UnavailableReason,
    title: str = TITLES[0],
    *,
    detail: str = "",
    hint: str | None = None,
) -> Lookup:
    query = WorkByTitle(title=title, about=("w1",))
    return Unavailable(source=source, query=query, reason=reason, detail=detail, hint=hint)


def test_sources_are_grouped_by_reason_and_what_was_not_asked_comes_last() -> None:
    lookups = [
        lost("openalex", UnavailableReason.BUDGET_SPENT),
        lost("crossref", UnavailableReason.TIMED_OUT),
        lost("datacite", UnavailableReason.TIMED_OUT),
        lost("semanticscholar", UnavailableReason.RATE_LIMITED),
        not_found(WorkByTitle(title=TITLES[0]), "arxiv"),
    ]
    assert outage_words(lookups, NAMES) == (
        "Crossref and DataCite did not answer in time; Semantic Scholar refused (too many "
        "requests); OpenAlex was not asked, because the limit on requests was reached."
    )


def test_many_of_one_reason_agree_with_their_verb() -> None:
    offline = [lost(source, UnavailableReason.OFFLINE) for source in ("dblp", "arxiv", "orcid")]
    assert outage_words(offline, NAMES) == (
        "DBLP, arXiv and ORCID were not asked, because this run does not use the network and no "
        "stored answer was there."
    )
    down = [lost(source, UnavailableReason.BROKEN) for source in ("rdap", "ror")]
    assert outage_words(down, NAMES) == (
        "Domain registry and register of research organisations are not working."
    )


@pytest.mark.parametrize("reason", UnavailableReason)
def test_two_sentences_agree_on_who_was_asked(reason: UnavailableReason) -> None:
    told = [
        outage_words([lost("dblp", reason)], NAMES),
        silence_words([lost("dblp", reason)], TRAITS),
        f"DBLP was {refused_words(reason)}" if reason in UNASKED else "",
    ]
    unasked = ["was not asked" in words for words in told]
    assert unasked == [reason in UNASKED] * 3


def test_a_source_that_wants_a_key_was_asked_and_says_so() -> None:
    keyless = [lost(source, UnavailableReason.NO_CREDENTIAL) for source in ("dblp", "arxiv")]
    assert outage_words(keyless[:1], NAMES) == "DBLP needs a key."
    assert outage_words(keyless, NAMES) == "DBLP and arXiv need a key."
    assert silence_words(keyless[:1], TRAITS) == "DBLP did not answer"
    assert common_failure(keyless) == "every source that was asked needs a key"


def test_a_source_that_was_left_alone_after_it_refused_has_refused() -> None:
    lookups = [
        lost("dblp", UnavailableReason.BLOCKED, TITLES[0]),
        lost("dblp", UnavailableReason.NOT_ASKED, TITLES[1]),
        lost("dblp", UnavailableReason.NOT_ASKED, TITLES[2]),
    ]
    assert refusals(lookups) == (("dblp", "blocked", 3),)
    assert refusals(lookups[1:]) == (("dblp", "not_asked", 2),)


def test_of_a_source_that_failed_in_several_ways_the_commonest_is_told() -> None:
    lookups = [
        lost("crossref", UnavailableReason.SERVER_ERROR, TITLES[0]),
        lost("crossref", UnavailableReason.TIMED_OUT, TITLES[1]),
        lost("crossref", UnavailableReason.TIMED_OUT, TITLES[2]),
    ]
    assert refusals(lookups) == (("crossref", "timed_out", 3),)
    assert outage_words(lookups, NAMES) == "Crossref did not answer in time."


def test_of_a_source_that_answered_in_part_the_rest_is_counted() -> None:
    lookups = [
        lost("crossref", UnavailableReason.SERVER_ERROR, TITLES[0]),
        not_found(WorkByTitle(title=TITLES[1]), "crossref"),
        not_found(WorkByTitle(title=TITLES[2]), "crossref"),
    ]
    told = outage_words(lookups, NAMES)
    assert told == "Crossref (1 of 3 questions) had an internal error."


def test_where_everybody_answered_there_is_nothing_to_say() -> None:
    assert outage_words([not_found(WorkByTitle(title="x"))], NAMES) == ""


@pytest.mark.parametrize("reason", UnavailableReason)
def test_every_reason_makes_a_sentence(reason: UnavailableReason) -> None:
    one = outage_words([lost("crossref", reason)], NAMES)
    two = outage_words([lost("crossref", reason), lost("dblp", reason)], NAMES)
    assert one.startswith("Crossref ")
    assert two.startswith("Crossref and DBLP ")
    assert "_" not in one + two
    assert not any(f"and DBLP {verb} " in two for verb in ("is", "was", "has", "keeps"))


CERTIFICATE = {
    "detail": "the certificate of api.crossref.org is not trusted (self-signed certificate)",
    "hint": "a company proxy? set SSL_CERT_FILE to its CA certificate",
}


def test_where_all_failed_by_the_certificate_the_hint_says_so() -> None:
    network = UnavailableReason.NETWORK_ERROR
    all_alike = [
        lost("crossref", network, **CERTIFICATE),
        lost("openalex", network, **CERTIFICATE),
        lost("googlescholar", UnavailableReason.NOT_INSTALLED),
    ]
    about = claim(work_claim(TITLES[0]))
    with pytest.raises(NotAssessedError) as caught:
        assess(about, all_alike, (), as_of=NOW, settings=Settings())
    assert caught.value.hint == (
        "every source failed alike, for instance: the certificate of api.crossref.org is not "
        "trusted (self-signed certificate); a company proxy? set SSL_CERT_FILE to its CA "
        "certificate"
    )


def test_where_they_failed_by_different_things_nothing_common_is_said() -> None:
    network = UnavailableReason.NETWORK_ERROR
    dns = lost("dblp", network, detail="x does not resolve", hint="check the network connection")
    assert common_failure([lost("crossref", network, **CERTIFICATE), dns]) is None
    assert common_failure([dns, lost("orcid", UnavailableReason.SERVER_ERROR)]) is None
    assert common_failure([]) is None


def test_those_whom_the_end_of_the_time_caught_hide_no_common_failure_of_the_others() -> None:
    network, late = UnavailableReason.NETWORK_ERROR, lost("orcid", UnavailableReason.TIMED_OUT)
    dns = lost("dblp", network, detail="the name x does not resolve", hint="check the network")
    words = (
        "every source failed alike, for instance: the name x does not resolve; check the network"
    )
    assert common_failure([dns, late]) == words
    assert common_failure([dns, late, late]) is None
    assert common_failure([late, late]) == "every source that was asked did not answer in time"


def test_refusals_of_one_kind_are_named() -> None:
    refused = [lost(s, UnavailableReason.RATE_LIMITED, hint="try again later") for s in NAMES]
    assert common_failure(refused) == (
        "every source that was asked refused (too many requests); try again later"
    )
