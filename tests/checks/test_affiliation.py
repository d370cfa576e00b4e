from dataclasses import replace

import pytest

from persona_check.checks.affiliation import Affiliation
from persona_check.model.claim import Claim, DegreeAssertion
from persona_check.model.finding import Observation, Skipped, SkipReason
from persona_check.model.lookup import Lookup, OrganizationByName, PersonByName, WorkByTitle
from persona_check.model.provenance import AssertedBy
from persona_check.model.record import AffiliationFact, AffiliationKind, OrganizationRecord
from tests.builders import (
    NAME,
    author,
    claim,
    dossier,
    found,
    person,
    post,
    provenance,
    unavailable,
    work,
    work_claim,
)

TITLE = "Tidal pumping along microtidal coasts"


def levels(about: Claim, *lookups: Lookup) -> list[str]:
    items = Affiliation().run(about, dossier(about, *lookups))
    return [item.level for item in items if isinstance(item, Observation)]


def printed(place: str, whose: str = NAME) -> Lookup:
    other = author("Solveig Vantressel", 2, at=("Quorra College",))
    record = work(TITLE, author(whose, 1, at=(place,) if place else ()), other)
    return found(WorkByTitle(title=TITLE, about=("w1",)), record)


ABOUT = claim(work_claim(TITLE), post("Norrvik University"))


def test_the_organisation_on_the_persons_own_byline_supports_the_post() -> None:
    assert levels(ABOUT, printed("Dept. of Physics, Norrvik Univ., Sweden")) == ["post_printed"]


def test_a_coauthors_affiliation_does_not_speak_for_the_person() -> None:
    about = claim(work_claim(TITLE), post("Quorra College"))
    assert levels(about, printed("Norrvik University")) == ["post_not_printed"]


def test_who_gave_no_answer_may_hold_the_paper_that_names_the_organisation() -> None:
    about = claim(work_claim(TITLE), post("Quorra College"))
    silent = unavailable(PersonByName(name=NAME), "openalex")
    items = list(Affiliation().run(about, dossier(about, printed("Norrvik University"), silent)))
    assert [item.detail for item in items if isinstance(item, Skipped)] == [
        "none of the papers found lists Quorra College; OpenAlex did not answer"
    ]


def test_works_without_affiliations_leave_the_post_unchecked() -> None:
    items = list(Affiliation().run(ABOUT, dossier(ABOUT, printed(""))))
    assert [item.reason for item in items if isinstance(item, Skipped)] == [
        SkipReason.COULD_NOT_CHECK
    ]


def test_a_registry_name_of_the_organisation_counts() -> None:
    record = OrganizationRecord(
        key="ror:x",
        name="Norrvik University",
        other_names=("Norrviks universitet",),
        provenance=provenance("ror"),
        chosen=True,
    )
    lookup = found(OrganizationByName(name="Norrvik University", about=("p1",)), record)
    assert levels(ABOUT, lookup, printed("Norrviks universitet")) == ["post_printed"]


def stated(by: AssertedBy) -> Lookup:
    fact = AffiliationFact(
        organization="Norrvik University", kind=AffiliationKind.EMPLOYMENT, asserted_by=by
    )
    return found(PersonByName(name=NAME), replace(person(), affiliations=(fact,)))


def test_an_employers_word_outranks_the_persons_own() -> None:
    about = claim(post("Norrvik University"))
    assert levels(about, stated(AssertedBy.THIRD_PARTY)) == ["post_asserted_by_organization"]
    assert levels(about, stated(AssertedBy.SUBJECT)) == ["post_self_stated"]


def test_without_a_chosen_person_nothing_is_compared() -> None:
    about = claim(post("Norrvik University"))
    items = list(Affiliation().run(about, dossier(about)))
    assert [item.reason for item in items if isinstance(item, Skipped)] == [
        SkipReason.COULD_NOT_CHECK
    ]


def test_no_post_is_nothing_to_say() -> None:
    about = claim()
    assert list(Affiliation().run(about, dossier(about))) == [
        Skipped(check="affiliation", reason=SkipReason.NOTHING_CLAIMED)
    ]


def recorded(kind: AffiliationKind, by: AssertedBy, place: str = "Norrvik University") -> Lookup:
    fact = AffiliationFact(organization=place, kind=kind, asserted_by=by)
    return found(PersonByName(name=NAME), replace(person(), affiliations=(fact,)))


def test_an_indexs_summary_of_the_papers_is_no_word_of_the_organisation() -> None:
    assert levels(ABOUT, recorded(AffiliationKind.PRINTED, AssertedBy.THIRD_PARTY)) == [
        "post_printed"
    ]
    both = recorded(AffiliationKind.PRINTED, AssertedBy.THIRD_PARTY), printed("Norrvik University")
    assert levels(ABOUT, *both) == ["post_printed"]


def test_what_the_person_deposited_may_print_any_organisation() -> None:
    own = author(NAME, 1, at=("Norrvik University",))
    deposit = work(TITLE, own, source="datacite", asserted_by=AssertedBy.UNKNOWN)
    lookup = found(WorkByTitle(title=TITLE, about=("w1",)), deposit)
    assert levels(ABOUT, lookup) == ["post_self_stated"]
    # the copy in an index that takes it for a publication is the same deposit
    copy = work(TITLE, own, source="openalex")
    both = found(WorkByTitle(title=TITLE, about=("w1",)), deposit, copy)
    assert levels(ABOUT, both) == ["post_self_stated"]
    summary = recorded(AffiliationKind.PRINTED, AssertedBy.THIRD_PARTY)
    assert levels(ABOUT, both, summary) == ["post_self_stated"]


DEGREE = claim(
    work_claim(TITLE),
    DegreeAssertion(id="d1", origin="t", degree="PhD", organization="Norrvik University"),
)


def test_a_study_that_the_university_states_supports_a_degree_and_a_typed_one_partly() -> None:
    study = AffiliationKind.EDUCATION
    lookup = printed("")
    assert levels(DEGREE, lookup, recorded(study, AssertedBy.THIRD_PARTY)) == [
        "degree_asserted_by_organization"
    ]
    assert levels(DEGREE, lookup, recorded(study, AssertedBy.SUBJECT)) == ["degree_self_stated"]


def test_a_post_or_a_study_elsewhere_says_nothing_of_a_degree() -> None:
    by = AssertedBy.THIRD_PARTY
    lookup = printed("")
    assert levels(DEGREE, lookup, recorded(AffiliationKind.EMPLOYMENT, by)) == []
    assert levels(DEGREE, lookup, recorded(AffiliationKind.EDUCATION, by, "Quorra College")) == []
    assert levels(DEGREE) == []


def _works_at(*places: str, name: str = NAME, mailbox: str | None = None) -> Lookup:
    works = [
        work(
            f"Reed bed of year {2010 + n}",
            replace(author(name, 1, at=(place,) if place else ()), email_domain=mailbox),
            author("Solveig Vantressel", 2),
            author("Tobiah Okwuosa-Lind", 3),
            year=2010 + n,
        )
        for n, place in enumerate(places)
    ]
    return found(PersonByName(name=name), *works)


def test_a_rare_name_on_two_papers_of_the_organisation_among_three_is_affirmed() -> None:
    about = claim(post("Norrvik University"))
    there = "Norrvik University"
    assert "known_at_organization" in levels(about, _works_at(there, there, "Quorra College"))
    assert "known_at_organization" not in levels(about, _works_at(there, there)), "a thin record"
    once = _works_at(there, "Quorra College", "Quorra College")
    assert levels(about, once) == ["post_printed"]


def test_a_mailbox_of_the_organisation_on_a_paper_places_its_author_there() -> None:
    about = claim(post("University of Oxford"))
    by_mail = _works_at("", "", "", mailbox="maths.ox.ac.uk")
    assert "known_at_organization" in levels(about, by_mail)
    assert "known_at_organization" not in levels(about, _works_at("", "", "", mailbox="ox.example"))


def test_a_common_name_an_ended_post_or_a_namesake_there_is_not_affirmed() -> None:
    there = ("Norrvik University",) * 3
    common = replace(claim(post("Norrvik University")), name="Wei Zhang")
    assert "known_at_organization" not in levels(common, _works_at(*there, name="Wei Zhang"))
    ended = claim(replace(post("Norrvik University"), end_year=2015))
    assert "known_at_organization" not in levels(ended, _works_at(*there))


def test_an_affirmed_name_and_organisation_is_corroborated_and_an_unknown_one_is_not() -> None:
    from persona_check.checks.registry import all_levels
    from persona_check.model.report import Verdict
    from persona_check.weighing.combine import combine
    from persona_check.weighing.priors import DEFAULT, prior_named
    from persona_check.weighing.table import load

    about = claim(post("Norrvik University"))

    def verdict(*places: str) -> Verdict:
        held = dossier(about, _works_at(*places))
        said = [o for o in Affiliation().run(about, held) if isinstance(o, Observation)]
        return combine(
            about, said, (), all_levels(), calibration=load(), prior=prior_named(DEFAULT)
        ).verdict

    assert verdict(*("Norrvik University",) * 3) is Verdict.CORROBORATED
    assert verdict(*("Quorra College",) * 3) is Verdict.INSUFFICIENT


@pytest.mark.parametrize(
    ("start", "end", "level"),
    [
        (None, None, "post_printed"),
        (2006, None, "post_printed"),  # first printed in 2010: four years without a paper
        (2005, None, "post_printed_in_part"),
        (1990, 2001, "post_printed_in_part"),
        (2010, 2015, "post_printed"),
        (2010, 2016, "post_printed_in_part"),
        (2009, 2011, "post_printed"),
        # printed in 2010 and 2011: a year that only touches the claimed ones confirms none of them
        (2012, 2014, "post_printed_in_part"),
        (2007, 2009, "post_printed_in_part"),
        (2011, 2014, "post_printed"),
        (2013, 2014, "post_printed_in_part"),
    ],
)
def test_papers_support_a_dated_post_whole_only_near_both_its_ends(
    start: int | None, end: int | None, level: str
) -> None:
    dated = replace(post("Norrvik University"), start_year=start, end_year=end)
    said = levels(claim(dated), _works_at("Norrvik University", "Norrvik University"))
    assert [one for one in said if one.startswith("post_")] == [level]


@pytest.mark.parametrize("place", ["QTXR, Sweden", "Institute of Hydrology", "Norrvik"])
def test_an_affiliation_that_may_be_the_claimed_one_leaves_the_post_unchecked(place: str) -> None:
    items = list(Affiliation().run(ABOUT, dossier(ABOUT, printed(place))))
    (skipped,) = items
    assert isinstance(skipped, Skipped)
    assert skipped.reason is SkipReason.COULD_NOT_CHECK
    assert skipped.detail == (
        f"the papers found list {place}, which may or may not be Norrvik University"
    )
