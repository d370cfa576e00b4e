from dataclasses import replace

import pytest

from persona_check.checks.publications import Publications
from persona_check.dossier.claimed_works import match_work
from persona_check.dossier.namesakes import of_several_people
from persona_check.model.claim import (
    Assertion,
    Claim,
    EmailAssertion,
    IdentifierScheme,
    WorkAssertion,
)
from persona_check.model.finding import AssertionState, Observation, Skipped, SkipReason
from persona_check.model.lookup import (
    Lookup,
    PersonByName,
    UnavailableReason,
    VenueCoverage,
    WorkByDoi,
    WorkByTitle,
    WorksOfPerson,
)
from persona_check.model.provenance import AssertedBy
from persona_check.model.record import Authorship, Coverage, CoverageRecord
from persona_check.session import assess
from persona_check.settings import Settings
from tests.builders import (
    NAME,
    NOW,
    author,
    claim,
    dossier,
    found,
    not_found,
    post,
    provenance,
    unavailable,
    work,
    work_claim,
)

BY_PROGRAM = frozenset({"openalex", "semanticscholar"})
TITLE = "Tidal pumping along microtidal coasts"
OTHER = "Barrier-island aquifers after consecutive dry winters"


def asked(title: str, about: str = "w1") -> WorkByTitle:
    return WorkByTitle(title=title, about=(about,))


def levels(about: Claim, *lookups: Lookup) -> dict[str, Observation]:
    said = Publications().run(about, dossier(about, *lookups))
    return {item.level: item for item in said if isinstance(item, Observation)}


def held(title: str = TITLE, *names: str, **more: object) -> Lookup:
    return found(asked(title), work(title, *(names or (NAME,)), **more))  # type: ignore[arg-type] # keywords of work()


def coverage(kind: Coverage, about: str = "w1") -> Lookup:
    record = CoverageRecord(
        venue="Groundwater Letters", year=2020, coverage=kind, works=9, provenance=provenance()
    )
    return found(VenueCoverage(venue="Groundwater Letters", year=2020, about=(about,)), record)


def test_a_work_under_the_claimed_name_is_confirmed_and_carries_its_deposit() -> None:
    said = levels(claim(work_claim(TITLE)), held())
    assert set(said) == {"work_confirmed", "record_thin"}
    assert said["record_thin"].upstream == ("doi:10.5555/tidal-pumping-along-microtidal-coasts",)
    assert said["work_confirmed"].evidence[0].provenance.source == "crossref"


def test_two_confirmed_works_make_a_record() -> None:
    said = levels(
        claim(work_claim(TITLE), work_claim(OTHER, "w2")),
        held(),
        found(asked(OTHER, "w2"), work(OTHER, "M. Oduya-Lindqvist")),
    )
    assert said["record_confirmed"].assertions == ("w1", "w2")


def test_a_year_off_by_one_is_no_difference_and_off_by_two_is_told() -> None:
    for claimed in (2019, 2021):
        assert "work_confirmed" in levels(claim(work_claim(TITLE, year=claimed)), held())
    for claimed in (2018, 2022):
        said = levels(claim(work_claim(TITLE, year=claimed)), held())
        assert said["work_differs"].measurements == (
            ("claimed_year", claimed),
            ("record_year", 2020),
        )


def test_a_real_title_by_other_people_conflicts() -> None:
    said = levels(claim(work_claim(TITLE)), held(TITLE, "Solveig Vantressel"))
    assert set(said) == {"work_by_others", "record_by_others"}
    assert "Solveig Vantressel" in said["work_by_others"].summary


def test_a_name_that_may_be_the_claimed_one_is_left_open() -> None:
    near = "Maron Oduya-Lindqvist"
    said = levels(claim(work_claim(TITLE)), held(TITLE, near, "Solveig Vantressel"))
    assert set(said) == {"work_spelled_otherwise", "record_spelled_otherwise"}
    assert said["record_spelled_otherwise"].assertions == ("w1",)
    assert "work_by_others" in levels(
        claim(work_claim(TITLE)), held(TITLE, "Carla Oduya-Lindqvist", "Solveig Vantressel")
    )


@pytest.mark.parametrize(
    "group",
    ["The Tern Census Collaboration", "Shingle Spit Study Group", "Reed Genome Consortium"],
)
def test_a_group_among_the_authors_may_hold_anybody(group: str) -> None:
    for names in ((group,), ("Solveig Vantressel", group)):
        said = levels(claim(work_claim(TITLE)), held(TITLE, *names))
        assert set(said) == {"work_authors_unknown", "record_not_found"}


@pytest.mark.parametrize(
    "title", ["Introduction", "An introduction to marsh models", "Marsh models again"]
)
def test_a_plain_title_at_another_venue_or_time_is_somebody_elses_work(title: str) -> None:
    elsewhere = held(title, "Solveig Vantressel", venue="Handbook of Other Waters", year=2020)
    then = held(title, "Solveig Vantressel", year=2011)
    about = claim(work_claim(title, year=2020, venue="Groundwater Letters"))
    for other in (elsewhere, then):
        assert set(levels(about, other)) == {"work_not_found", "record_not_found"}
    there = held(title, "Solveig Vantressel", year=2020)
    assert "work_by_others" in levels(about, there)
    assert "work_confirmed" in levels(about, held(title, NAME, year=2020)), "one's own counts"
    assert "work_not_found" in levels(claim(work_claim(title, year=None, venue=None)), there)


def test_a_title_of_four_words_of_its_own_is_by_others_wherever_it_is_printed() -> None:
    other = held(TITLE, "Solveig Vantressel", venue="Handbook of Other Waters", year=2003)
    said = levels(claim(work_claim(TITLE, year=2020, venue="Groundwater Letters")), other)
    assert "work_by_others" in said


def _many(found_titles: int, absent: int) -> dict[str, Observation]:
    titles = [
        f"Reed bed number {n} and its late water" for n in ("one", "six", "ten", "fen", "bog")
    ]
    titles += [f"Silted channel {n} under early ice" for n in ("one", "six", "ten", "fen", "bog")]
    works = [work_claim(title, f"w{n}") for n, title in enumerate(titles)]
    mine = works[:found_titles]
    missing = works[5 : 5 + absent]
    lookups: list[Lookup] = [
        found(asked(str(w.title), w.id), work(str(w.title), NAME)) for w in mine
    ]
    lookups += [not_found(asked(str(w.title), w.id)) for w in missing]
    lookups += [coverage(Coverage.HELD, w.id) for w in missing]
    return levels(claim(*mine, *missing), *lookups)


def test_a_few_true_works_do_not_cover_many_that_are_missing_where_they_should_be() -> None:
    said = _many(2, 5)
    assert len(said["record_confirmed"].assertions) == 2
    assert len(said["record_partly_absent"].assertions) == 5
    assert "record_partly_absent" in _many(1, 2)
    assert "record_partly_absent" in _many(4, 2), "one missing for two found"
    assert "record_partly_absent" not in _many(5, 2)
    assert "record_partly_absent" not in _many(4, 1), "one title may be misprinted"
    assert "record_partly_absent" not in _many(4, 0)


def test_a_cut_author_list_accuses_nobody() -> None:
    from dataclasses import replace

    cut = replace(work(TITLE, "Solveig Vantressel"), authors_complete=False)
    said = levels(claim(work_claim(TITLE)), found(asked(TITLE), cut))
    assert set(said) == {"work_authors_unknown", "record_not_found"}


def test_a_doi_of_another_work_conflicts() -> None:
    about = claim(work_claim(TITLE, doi="10.5555/x"))
    said = levels(about, found(WorkByDoi(doi="10.5555/x", about=("w1",)), work(OTHER, "A. Pike")))
    assert "doi_of_another_work" in said


def test_a_true_title_with_the_doi_of_others_is_shown_as_a_conflict() -> None:
    about = claim(work_claim(TITLE, doi="10.5555/x"))
    of_doi = WorkByDoi(doi="10.5555/x", about=("w1",))
    said = levels(about, held(), found(of_doi, work(OTHER, "A. Pike", doi="10.5555/x")))
    assert {"work_confirmed", "doi_beside_the_work"} <= set(said)
    assert OTHER in said["doi_beside_the_work"].summary
    copied = found(of_doi, work(OTHER, "A. Pike"), work(TITLE, NAME))
    assert "doi_beside_the_work" not in levels(about, copied), "one index has the title there"


def test_a_doi_of_ones_own_work_under_another_title_is_no_conflict() -> None:
    about = claim(work_claim(TITLE, doi="10.5555/x"))
    of_doi = WorkByDoi(doi="10.5555/x", about=("w1",))
    said = levels(about, found(of_doi, work("Gezeitenpumpen an flachen Ufern", NAME)))
    assert set(said) == {"doi_of_own_other_title", "record_not_found"}


def test_one_missing_title_is_weak_and_two_where_the_index_is_complete_are_not() -> None:
    one = claim(work_claim(TITLE))
    assert set(levels(one, not_found(asked(TITLE)), coverage(Coverage.HELD))) == {
        "work_not_found",
        "record_not_found",
    }
    two = claim(work_claim(TITLE), work_claim(OTHER, "w2"))
    said = levels(
        two,
        not_found(asked(TITLE)),
        not_found(asked(OTHER, "w2")),
        coverage(Coverage.HELD),
        coverage(Coverage.HELD, "w2"),
    )
    assert said["record_absent"].assertions == ("w1", "w2")
    assert said["record_absent"].evidence, "an absence shows the answers that lacked it"


def test_titles_of_venues_that_no_index_holds_are_never_held_against_anybody() -> None:
    two = claim(work_claim(TITLE), work_claim(OTHER, "w2"))
    said = levels(
        two,
        not_found(asked(TITLE)),
        not_found(asked(OTHER, "w2")),
        coverage(Coverage.NOT_HELD),
        coverage(Coverage.PARTLY, "w2"),
    )
    assert set(said) == {"work_not_found", "record_not_found"}


def test_an_outage_of_one_index_forbids_to_speak_of_absence() -> None:
    two = claim(work_claim(TITLE), work_claim(OTHER, "w2"))
    said = levels(
        two,
        *(
            lookup
            for title, about in ((TITLE, "w1"), (OTHER, "w2"))
            for lookup in (
                not_found(asked(title, about)),
                not_found(asked(title, about), "openalex"),
                unavailable(asked(title, about), "semanticscholar"),
            )
        ),
    )
    assert "record_absent" not in said


def test_all_wide_indexes_without_two_titles_of_named_venues_make_an_absence() -> None:
    two = claim(work_claim(TITLE), work_claim(OTHER, "w2"))
    said = levels(
        two,
        *(
            not_found(asked(title, about), source)
            for title, about in ((TITLE, "w1"), (OTHER, "w2"))
            for source in ("crossref", "openalex", "semanticscholar")
        ),
    )
    assert "record_absent" in said


def test_works_that_only_the_authors_deposited_support_no_identity() -> None:
    said = levels(claim(work_claim(TITLE)), held(asserted_by=AssertedBy.SUBJECT))
    assert set(said) == {"work_self_deposited", "record_self_deposited"}


def test_a_copy_is_no_more_independent_than_the_deposit_it_copies() -> None:
    about = claim(work_claim(TITLE))
    deposit = work(TITLE, NAME, source="datacite", doi="10.5/x", asserted_by=AssertedBy.SUBJECT)
    copy = work(TITLE, NAME, source="semanticscholar", doi="10.5/x")
    said = levels(about, found(asked(TITLE), deposit), found(asked(TITLE), copy))
    assert "record_self_deposited" in said
    doubtful = work(TITLE, NAME, source="openalex", doi="10.5/x", asserted_by=AssertedBy.UNKNOWN)
    said = levels(about, found(asked(TITLE), doubtful), found(asked(TITLE), copy))
    assert "record_self_deposited" in said


def test_a_claimed_first_author_in_third_place_conflicts() -> None:
    about = claim(work_claim(TITLE, position="first"))
    said = levels(about, held(TITLE, "A. Pike", "B. Rao", NAME))
    assert said["not_first_author"].measurements == (("position", 3),)
    assert "not_first_author" not in levels(about, held())


def test_a_retraction_is_told_and_is_no_conflict() -> None:
    from dataclasses import replace

    retracted = replace(work(TITLE, NAME), retracted=True, notices=("retraction",))
    said = levels(claim(work_claim(TITLE)), found(asked(TITLE), retracted))
    assert {"work_confirmed", "work_retracted"} <= set(said)


def test_without_any_answer_the_work_could_not_be_checked() -> None:
    about = claim(work_claim(TITLE))
    said = list(Publications().run(about, dossier(about, unavailable(asked(TITLE)))))
    assert said == [
        Skipped(
            check="publications",
            reason=SkipReason.COULD_NOT_CHECK,
            detail="Crossref did not answer",
            assertions=("w1",),
        )
    ]


HISTORY = [f"The parish registers of {place}, 1640-1702" for place in ("Ely", "Wem", "Rye", "Ayr")]
UNANSWERED = ("crossref", "openalex", "semanticscholar", "dblp")
OF_SOME_FIELDS = ("arxiv", "europepmc", "pubmed")


def of_history(*, lost: tuple[str, ...]) -> tuple[Claim, list[Lookup]]:
    """Four works of history that nobody holds; ``lost`` are sources without an answer."""
    venue = "Annals of the Fens"
    works = [work_claim(title, f"w{n}", venue=venue) for n, title in enumerate(HISTORY)]
    return claim(*works), [
        unavailable(asked(title, f"w{n}"), source)
        if source in lost
        else not_found(asked(title, f"w{n}"), source)
        for n, title in enumerate(HISTORY)
        for source in (*UNANSWERED, *OF_SOME_FIELDS)
    ]


def could_not_check(about: Claim, *lookups: Lookup) -> set[str]:
    said = Publications().run(about, dossier(about, *lookups))
    return {one.detail for one in said if isinstance(one, Skipped)}


def test_works_that_only_indexes_of_other_fields_lack_could_not_be_checked() -> None:
    about, lookups = of_history(lost=UNANSWERED)
    assert levels(about, *lookups) == {}
    assert could_not_check(about, *lookups) == {
        "OpenAlex, Crossref and Semantic Scholar did not answer; arXiv, Europe PMC and PubMed have "
        "no record of it, and need not have one"
    }
    report = assess(about, lookups, (), as_of=NOW, settings=Settings())
    assert report.assessment.coverage == 0.0
    assert set(dict(report.assessment.states).values()) == {AssertionState.COULD_NOT_CHECK}


def test_one_wide_index_does_not_speak_for_another_that_did_not_answer() -> None:
    about, lookups = of_history(lost=("crossref",))
    assert levels(about, *lookups) == {}
    (why,) = could_not_check(about, *lookups)
    assert why.startswith("Crossref did not answer; OpenAlex, Semantic Scholar, DBLP, arXiv, ")


def test_works_that_all_who_should_hold_them_lack_are_not_found() -> None:
    about, lookups = of_history(lost=())
    assert {"work_not_found", "record_absent"} == set(levels(about, *lookups))


def test_a_work_is_missing_only_from_an_index_that_means_to_hold_it() -> None:
    about = claim(work_claim(TITLE, venue="Annals of the Fens"))
    dblp = not_found(asked(TITLE), "dblp")
    assert could_not_check(about, dblp) == {
        "no database that should have it was asked; DBLP has no record of it, and need not have one"
    }
    of_computing = claim(work_claim(TITLE, venue="NeurIPS"))
    assert "work_not_found" in levels(of_computing, dblp)
    corpus = not_found(asked(TITLE), "corpus")
    assert could_not_check(about, corpus, coverage(Coverage.NOT_HELD))
    for kind in (Coverage.HELD, Coverage.PARTLY):
        assert "work_not_found" in levels(about, corpus, coverage(kind))


def test_whoever_shows_another_work_of_a_plain_title_has_looked_for_the_claimed_one() -> None:
    plain = "An introduction to marsh models"
    about = claim(work_claim(plain, venue="Annals of the Fens", year=1986))
    others = work(plain, "Brixby Tarrant", venue="Handbook of Other Waters", year=2007)
    shown = found(asked(plain), others, source="europepmc")
    assert "work_not_found" in levels(about, shown)
    assert could_not_check(about, not_found(asked(plain), "europepmc"))
    # who gave no answer may hold the claimed one
    assert "work_not_found" not in levels(about, shown, unavailable(asked(plain), "openalex"))


def test_what_the_user_left_out_is_no_outage_but_nobody_speaks_for_it() -> None:
    about = claim(work_claim(TITLE))
    offline = unavailable(asked(TITLE), "openalex", UnavailableReason.OFFLINE)
    assert "work_not_found" in levels(about, offline, not_found(asked(TITLE)))
    assert could_not_check(about, offline) == {"OpenAlex was not asked"}


def test_a_list_that_could_not_be_read_may_hold_the_work() -> None:
    about = claim(work_claim(TITLE))
    silent = unavailable(WorksOfPerson(scheme=IdentifierScheme.ORCID, identifier="x"), "orcid")
    assert could_not_check(about, not_found(asked(TITLE)), silent) == {
        "ORCID did not answer; Crossref has no record of it"
    }


def test_no_claimed_works_is_nothing_to_say() -> None:
    about = claim()
    assert list(Publications().run(about, dossier(about))) == [
        Skipped(check="publications", reason=SkipReason.NOTHING_CLAIMED)
    ]


def test_an_author_with_the_claimed_orcid_counts_like_any_byline() -> None:
    record = work(TITLE, author("M. Oduya-Lindqvist", 1, orcid="0000-0008-0000-0421"))
    assert "work_confirmed" in levels(claim(work_claim(TITLE)), found(asked(TITLE), record))


def lists_of_two(key_of_second: str, at: str) -> tuple[Claim, list[Lookup]]:
    """Five works of a common name, three under one key and two under another."""
    ones = Authorship(
        name="Wei Wang", position=1, author_key="dblp:1", affiliations=("Norrvik University",)
    )
    other = replace(ones, author_key=key_of_second, affiliations=(at,))
    titles = [f"Tidal study of river {river}" for river in ("Ann", "Bo", "Cor", "Dee", "Eld")]
    return (
        claim(*(work_claim(t, f"w{n}") for n, t in enumerate(titles)), name="Wei Wang"),
        [
            found(asked(title, f"w{n}"), work(title, ones if n < 3 else other))
            for n, title in enumerate(titles)
        ],
    )


@pytest.mark.parametrize(
    ("key", "at", "split"),
    [
        ("dblp:2", "Quorra College", True),
        ("dblp:1", "Quorra College", False),
        ("dblp:2", "Department of Water, Norrvik University", False),
        ("openalex:2", "Quorra College", False),
    ],
)
def test_works_that_a_source_gives_to_two_people_are_not_one_persons(
    key: str, at: str, split: bool
) -> None:
    one, lookups = lists_of_two(key, at)
    matches = [
        match_work(one, assertion, dossier(one, *lookups))
        for assertion in one.assertions
        if isinstance(assertion, WorkAssertion)
    ]
    assert of_several_people(matches, BY_PROGRAM) is split


@pytest.mark.parametrize(
    ("claimed", "printed", "told"),
    [
        ("Science", "ACL", True),
        ("CVPR 2008", "Proceedings of EMNLP", True),
        ("NAACL", "ACL", False),
        ("IEEE Transactions on Robotics", "IROS", False),
        ("CVPR", "arXiv", False),
    ],
)
def test_two_venues_that_share_no_paper_conflict_though_neither_is_held(
    claimed: str, printed: str, told: bool
) -> None:
    said = levels(claim(work_claim(TITLE, venue=claimed)), held(venue=printed))
    assert ("work_at_another_venue" in said) is told


def moved_with_a_common_name(*more: Assertion) -> tuple[Claim, list[Lookup]]:
    """Four works of a common name, each with other coauthors, at two organisations."""
    places = ("Norrvik University", "School of Water, Norrvik University", "Quorra Labs", "Labs")
    domains = (None, None, "quorra.example", "gmail.com")
    titles = ("Tidal pumping", "Lenses under dunes", "Parsing of reeds", "Salt and its wells")
    own = [
        Authorship(name="Wei Wang", position=1, affiliations=(place,), email_domain=domain)
        for place, domain in zip(places, domains, strict=True)
    ]
    others = ("Ada Quill", "Bram Osk", "Cleo Varr", "Dov Emsel")
    one = claim(
        *(work_claim(title, f"w{n}") for n, title in enumerate(titles)), *more, name="Wei Wang"
    )
    return one, [
        found(asked(title, f"w{n}"), work(title, own[n], author(others[n], 2)))
        for n, title in enumerate(titles)
    ]


def test_works_of_a_common_name_lie_together_where_they_print_what_is_claimed() -> None:
    here = post("Norrvik University")
    mail = EmailAssertion(id="e1", origin="--email", domain="mail.quorra.example")
    free = EmailAssertion(id="e1", origin="--email", domain="gmail.com")
    expected = (
        ((), "record_of_namesakes"),
        ((here,), "record_of_namesakes"),
        ((here, free), "record_of_namesakes"),
        ((here, mail), "record_confirmed"),
    )
    for more, level in expected:
        one, lookups = moved_with_a_common_name(*more)
        assert level in levels(one, *lookups)


def test_a_work_that_could_not_be_looked_up_may_be_the_one_that_prints_the_name() -> None:
    one = claim(work_claim(TITLE), work_claim(OTHER, "w2"))
    by_others = held(TITLE, "Casimir Tamberlane")
    said = levels(one, by_others, not_found(asked(OTHER, "w2")))
    assert {"work_by_others", "record_by_others"} <= set(said)
    said = levels(one, by_others, unavailable(asked(OTHER, "w2")))
    assert "work_by_others" in said
    assert "record_by_others" not in said


def test_two_absent_works_are_no_record_while_a_third_could_not_be_looked_up() -> None:
    third = "Salt lenses under moving dunes"
    one = claim(work_claim(TITLE), work_claim(OTHER, "w2"), work_claim(third, "w3"))
    two_absent = (
        not_found(asked(TITLE)),
        not_found(asked(OTHER, "w2")),
        coverage(Coverage.HELD),
        coverage(Coverage.HELD, "w2"),
    )
    assert "record_absent" in levels(one, *two_absent, not_found(asked(third, "w3")))
    assert "record_absent" not in levels(one, *two_absent, unavailable(asked(third, "w3")))


def test_a_copy_that_could_not_be_had_may_print_the_claimed_venue() -> None:
    one = claim(work_claim(TITLE))
    preprint = held(venue="arXiv")
    assert "work_at_another_venue" in levels(one, preprint, coverage(Coverage.HELD))
    silent = unavailable(asked(TITLE), "dblp")
    assert "work_at_another_venue" not in levels(one, preprint, coverage(Coverage.HELD), silent)


def test_a_doi_of_another_work_is_told_once_all_who_may_hold_the_claimed_one_answered() -> None:
    one = claim(work_claim(TITLE, doi="10.5555/x"))
    by_doi = WorkByDoi(doi="10.5555/x", about=("w1",))
    other = found(by_doi, work(OTHER, "Casimir Tamberlane"))
    assert "doi_of_another_work" in levels(one, other)
    assert "doi_of_another_work" not in levels(one, other, unavailable(by_doi, "openalex"))
    of_corpus = found(by_doi, work(OTHER, "Casimir Tamberlane", source="corpus"), source="corpus")
    assert "doi_of_another_work" in levels(one, of_corpus)


def test_as_many_works_by_others_as_confirmed_make_a_mixed_record_and_fewer_do_not() -> None:
    titles = (TITLE, OTHER, "Salt lenses under moving dunes")

    def record(*names: str) -> set[str]:
        one = claim(*(work_claim(title, f"w{n}") for n, title in enumerate(titles[: len(names)])))
        lookups = [
            found(asked(title, f"w{n}"), work(title, name))
            for n, (title, name) in enumerate(zip(titles, names, strict=False))
        ]
        return set(levels(one, *lookups))

    assert "record_mixed" in record(NAME, "Casimir Tamberlane")
    assert "record_confirmed" in record(NAME, "Casimir Tamberlane", NAME)


def test_a_title_almost_like_one_of_the_persons_own_is_not_missing() -> None:
    misprinted = "Barier-island aquifres aftre consecutive dry wintres"
    works = (work_claim(TITLE), work_claim(misprinted, "w2"), work_claim("Fens of old", "w3"))
    missing = [not_found(asked(str(w.title), w.id)) for w in works[1:]]
    covered = [coverage(Coverage.HELD, w.id) for w in works[1:]]
    own = found(PersonByName(name=NAME), work(TITLE, NAME), work(OTHER, NAME))
    said = levels(claim(*works), held(), own, *missing, *covered)
    assert dict(said["record_thin"].measurements)["absent"] == 1
    by_others = found(PersonByName(name=NAME), work(TITLE, NAME), work(OTHER, "Anke Pike"))
    said = levels(claim(*works), held(), by_others, *missing, *covered)
    assert dict(said["record_thin"].measurements)["absent"] == 2
