"""The rules that are changed by ``benchmarks.mutants``: what decides about people."""

from dataclasses import dataclass

__all__ = ["ROWS", "Mutant"]

PEOPLE = "persona_check/dossier/people.py"
CLAIMED = "persona_check/dossier/claimed_works.py"
NAMESAKES = "persona_check/dossier/namesakes.py"
GRAPH = "persona_check/dossier/coauthor_graph.py"
KNOWN = "persona_check/dossier/known_domains.py"
WRITTEN = "persona_check/dossier/institution_pages.py"
PLAN = "persona_check/asking/plan.py"
WAVES = "persona_check/asking/waves.py"
COLLECT = "persona_check/asking/collect.py"
SELF_CHECK = "persona_check/asking/self_check.py"
COMBINE = "persona_check/weighing/combine.py"
TABLE = "persona_check/weighing/table.py"
CHECKS = "persona_check/checks"
TIMELINE = "persona_check/checks/timeline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One rule and a wrong one in its place.

    ``text`` stands exactly once in ``file``. ``tests`` are those that are to notice, the fewest
    that do. ``alive_because`` says why no test can, where none does.
    """

    name: str
    file: str
    text: str
    instead: str
    why: str
    tests: tuple[str, ...]
    alive_because: str = ""


def _row(name: str, file: str, text: str, instead: str, why: str, *tests: str) -> Mutant:
    return Mutant(name=name, file=file, text=text, instead=instead, why=why, tests=tests)


_PEOPLE = "tests/dossier/test_people.py"
_CLAIMED = "tests/dossier/test_claimed_works.py"
_PUBLICATIONS = "tests/checks/test_publications.py"
_NAMESAKES = "tests/dossier/test_namesakes.py"
_CONTACT = "tests/checks/test_contact.py"
_COAUTHORS = "tests/checks/test_coauthors.py"
_PLAN = "tests/asking/test_plan.py"
_WAVES = "tests/asking/test_waves.py"
_COMBINE = "tests/weighing/test_combine.py"
_FOOTPRINT = "tests/checks/test_footprint.py"
_TIMELINE = "tests/checks/test_timeline.py"
_COUNTS = "tests/checks/test_work_counts.py"
_DEPARTMENT = "tests/checks/test_department.py"
_IDENTIFIERS = "tests/checks/test_identifiers.py"

ROWS: tuple[Mutant, ...] = (
    # who is who
    _row("margin to the runner-up", PEOPLE, "LEAST_MARGIN = 0.25", "LEAST_MARGIN = 0.05",
         "a thin margin picks a namesake", _PEOPLE),
    _row("years between affiliations", PEOPLE, "YEARS_APART = 6", "YEARS_APART = 60",
         "two lives become one", _PEOPLE),
    _row("points to join", PEOPLE, "JOIN_AT = 2.0", "JOIN_AT = 1.0",
         "one common coauthor joins two people", _PEOPLE),
    _row("points of an identifier", PEOPLE, "POINTS_IDENTIFIER = 6.0", "POINTS_IDENTIFIER = 2.0",
         "two works outweigh the claimed iD", _PEOPLE),
    _row("a bare record chooses nobody", PEOPLE, "score > POINTS_RECORD and", "score > 0 and",
         "anybody of that name is compared", _PEOPLE),
    _row("entries of several people", PEOPLE,
         "                    PersonStatus.AMBIGUOUS,\n", "",
         "a shared entry becomes a person", _PEOPLE),
    _row("iDs keep people apart", PEOPLE, "if left and right and not left & right:",
         "if left and right and left == {''}:", "two iDs become one person", _PEOPLE),
    _row("companions after a join", PEOPLE, "seen_with[one] -= {number, other}",
         "seen_with[one] -= {other}", "namesakes on one byline end the whole check", _PEOPLE),
    _row("works of a namesake", NAMESAKES, "LEAST_WORKS_OF_A_NAMESAKE = 2",
         "LEAST_WORKS_OF_A_NAMESAKE = 1", "one slip of an index makes two people", _NAMESAKES),
    _row("share of one person", NAMESAKES, "LEAST_SHARE_OF_ONE_PERSON = 0.67",
         "LEAST_SHARE_OF_ONE_PERSON = 0.34", "works of several people are one's", _NAMESAKES),
    _row("keys by program", NAMESAKES, "if not key or source in by_program:",
         "if not key:", "an index's split of one person makes two", _NAMESAKES),
    # claimed works
    _row("an outage where the venue is held", CLAIMED, "match.nearly_found or match.unheard or",
         "match.nearly_found or", "an outage becomes an absence", _CLAIMED),
    _row("a misprint of the person's own title", CLAIMED, "match.nearly_found or match.unheard or",
         "match.unheard or", "misprints are missing papers", _PUBLICATIONS),
    _row("silence where no venue is known", CLAIMED, "not (match.silent or match.coverage_unheard)",
         "not match.coverage_unheard", "a silent index becomes an absence", _CLAIMED),
    _row("an outage of the coverage", CLAIMED, "not (match.silent or match.coverage_unheard)",
         "not match.silent", "a venue that is not held becomes an absence", _CLAIMED),
    _row("all wide indexes", CLAIMED,
         "return bool(wide) and wide <= {lookup.source for lookup in empty}",
         "return bool(wide & {lookup.source for lookup in empty})",
         "one index's gap becomes an absence", _CLAIMED),
    _row("lists of works unheard", CLAIMED,
         "or dossier.unheard(WorksOfPerson, JointWorks)", "or False",
         "a work that only an ORCID record lists is called absent", _CLAIMED),
    _row("the whole list of authors", CLAIMED, "        and work.authors_complete\n", "",
         "a cut list of authors accuses", _CLAIMED),
    _row("absent works", CLAIMED, "LEAST_ABSENT = 2", "LEAST_ABSENT = 1",
         "one mistyped title is a missing record", _PUBLICATIONS),
    _row("the user's choice is no outage", "persona_check/model/lookup.py",
         "frozenset({UnavailableReason.LEFT_OUT, UnavailableReason.OFFLINE})",
         "frozenset({UnavailableReason.OFFLINE})", "offline, nothing is ever absent", _CLAIMED),
    _row("year forgiven", f"{CHECKS}/publications/check.py", "YEARS_APART_FORGIVEN = 1",
         "YEARS_APART_FORGIVEN = 2", "a wrong year goes unnoticed", _PUBLICATIONS),
    _row("works not looked up", f"{CHECKS}/publications/check.py",
         "elif by_others and not unheard:",
         "elif by_others:", "an outage makes all works others'", _PUBLICATIONS),
    _row("absent beside not looked up", f"{CHECKS}/publications/check.py",
         "\n        and not unheard\n    )", "\n    )",
         "an outage makes a record missing", _PUBLICATIONS),
    _row("a copy at the claimed venue", f"{CHECKS}/publications/check.py",
         "    if match.unheard:\n        return None\n", "",
         "an outage leaves the preprint alone", _PUBLICATIONS),
    _row("the claimed work under another DOI", CLAIMED,
         "(told and not match.unheard)", "told",
         "an outage makes a slip of a DOI a conflict", _PUBLICATIONS),
    _row("an index that should hold the work", CLAIMED,
         "    told = match.sought or match.other_title is not None\n", "    told = True\n",
         "a work of history is missing from PubMed", _PUBLICATIONS),
    _row("as many by others", f"{CHECKS}/publications/check.py",
         "len(by_others) >= len(confirmed):",
         "len(by_others) > len(confirmed):", "a little truth covers invention",
         _PUBLICATIONS),
    _row("so many missing for each found", f"{CHECKS}/publications/check.py",
         "SHARE_ABSENT = 0.5", "SHARE_ABSENT = 0.3", "two misprints of five accuse", _PUBLICATIONS),
    _row("plain titles", "persona_check/compare/title_rarity.py", "WORDS_OF_THEIR_OWN = 4",
         "WORDS_OF_THEIR_OWN = 3", "an introduction is everybody's", _PUBLICATIONS),
    _row("another year of a plain title", CLAIMED, "YEARS_OF_ONE_WORK = 3",
         "YEARS_OF_ONE_WORK = 9", "an old introduction is the claimed one", _PUBLICATIONS),
    # domains and pages
    _row("works printing a domain", KNOWN, "LEAST_WORKS_PRINTING_A_DOMAIN = 2",
         "LEAST_WORKS_PRINTING_A_DOMAIN = 1", "one slip makes a mailbox the person's", _CONTACT),
    _row("public mail is nobody's", KNOWN,
         "        if academic_domains.is_free_mail(domain):\n            return\n", "",
         "any mailbox of a public service is known", _CONTACT, "tests/checks/test_control.py"),
    _row("domains of a doubtful choice", KNOWN, "return dossier.unheard(*OF_PEOPLE) and all(",
         "return all(", "a look-alike of the person's own domain passes", _CONTACT),
    _row("a choice that an outage made", KNOWN, "return dossier.unheard(*OF_PEOPLE) and all(",
         "return not dossier.lookups and all(", "a namesake's domain is imitated", _CONTACT),
    _row("young domains", "persona_check/dossier/young_domains.py", "YOUNG_DOMAIN_DAYS = 270",
         "YOUNG_DOMAIN_DAYS = 300", "an old domain is young", _CONTACT),
    _row("open to all", WRITTEN, "    if domain in OPEN_TO_ALL:\n        return False\n", "",
         "a page that anybody can open speaks for an institution",
         "tests/dossier/test_institution_pages.py"),
    _row("own space", WRITTEN, "not any(is_own_space(url) for url in",
         "any(url is not None for url in", "a page of one's own speaks for the institution",
         "tests/dossier/test_institution_pages.py"),
    _row("works elsewhere", f"{CHECKS}/contact.py", "LEAST_WORKS_PRINTING_ELSEWHERE = 3",
         "LEAST_WORKS_PRINTING_ELSEWHERE = 2", "two papers part somebody from the post", _CONTACT),
    _row("days of a signed message", f"{CHECKS}/control.py", "MOST_DAYS_OLD = 60",
         "MOST_DAYS_OLD = 61", "an old message proves control", "tests/checks/test_control.py"),
    # what is asked
    _row("identifiers followed", PLAN, "MOST_IDENTIFIERS_FOLLOWED = 6",
         "MOST_IDENTIFIERS_FOLLOWED = 1", "a record behind the second iD is missed", _PLAN),
    _row("coauthors asked", PLAN, "MOST_COAUTHORS_ASKED = 25", "MOST_COAUTHORS_ASKED = 24",
         "claimed coauthors are not looked up", _PLAN),
    _row("years asked", PLAN, "MOST_YEARS_ASKED = 40", "MOST_YEARS_ASKED = 39",
         "a long career's venue is held for fewer years", _PLAN),
    _row("only the chosen is followed", PLAN, "if candidate.chosen), None)", "if candidate), None)",
         "a namesake's record is fetched", _PLAN),
    _row("own deposits settle nothing", WAVES,
         "work.provenance.asserted_by is AssertedBy.THIRD_PARTY", "work is not None",
         "a deposit of one's own spares the independent index", _WAVES),
    _row("a name is settled by its source", WAVES, "and lookup.source == source.id\n", "and True\n",
         "another source's record spares this one", _WAVES),
    _row("what finds the unknown is broken", SELF_CHECK, "if isinstance(unknown, Found):",
         "if isinstance(unknown, Found) and not known:", "a source that invents is trusted",
         "tests/asking/test_self_check.py"),
    _row("an error is no empty answer", COLLECT,
         "except (ValueError, LookupError, SyntaxError) as error:",
         "except (LookupError, SyntaxError) as error:", "a broken answer is a bug of ours",
         "tests/asking/test_collect.py"),
    # how it is weighed
    _row("shown limits", COMBINE, "SHOWN_LIMITS = (0.01, 0.99)", "SHOWN_LIMITS = (0.0, 1.0)",
         "certainty is shown", _COMBINE),
    _row("one witness", COMBINE, "all(key in upstream for key in observation.upstream)",
         "any(key == '' for key in observation.upstream)", "copies count as witnesses", _COMBINE),
    _row("material conflicts", COMBINE,
         "    if conflict.rank >= Severity.MATERIAL.rank:\n        return Verdict.MIXED",
         "    if conflict.rank >= Severity.DECISIVE.rank:\n        return Verdict.MIXED",
         "a material conflict changes nothing", _COMBINE),
    _row("explainable conflicts", COMBINE,
         "    if conflict.rank >= Severity.MATERIAL.rank:\n        return Verdict.MIXED",
         "    if conflict.rank >= Severity.EXPLAINABLE.rank:\n        return Verdict.MIXED",
         "a young domain contradicts", _COMBINE),
    _row("nobody invents years", "persona_check/weighing/flawless.py",
         "share / (1 + witness_years(findings) / calibration.halving_witness_years)", "share",
         "years of witnesses leave the invented", "tests/weighing/test_flawless.py"),
    _row("a longer true record", "persona_check/weighing/flawless.py",
         "if halving is None or against > 0:", "if True:",
         "a long record is worth no more than a short one", "tests/weighing/test_flawless.py"),
    _row("a long record with a lie", "persona_check/weighing/flawless.py", " or against > 0:", ":",
         "true items cover a lie", "tests/weighing/test_flawless.py"),
    _row("nothing counted, nothing checked", COMBINE,
         "if any(finding.counted for finding in findings) else 1.0", "", "an interval of nothing",
         _COMBINE),
    _row("rare shares", TABLE, "LEAST_EXPECTED = 0.5", "LEAST_EXPECTED = 0.05",
         "rare levels become impossible", "tests/weighing/test_table.py"),
    # what is held against somebody
    _row("a coauthor with a record", f"{CHECKS}/coauthors/check.py",
         "WORKS_OF_A_KNOWN_COAUTHOR = 5", "WORKS_OF_A_KNOWN_COAUTHOR = 4",
         "a thin record accuses", _COAUTHORS),
    _row("a coauthor with a long record", f"{CHECKS}/coauthors/check.py",
         "WORKS_OF_A_WELL_KNOWN_COAUTHOR = 10", "WORKS_OF_A_WELL_KNOWN_COAUTHOR = 9",
         "a short record accuses beside a shared one", _COAUTHORS),
    _row("coauthors unheard", f"{CHECKS}/coauthors/check.py",
         "    if dossier.unheard(*OF_WORKS):\n        return False\n", "",
         "an outage unshares a circle", _COAUTHORS),
    _row("a circle unheard", f"{CHECKS}/coauthors/check.py",
         "if shape.closed and dossier.unheard(*OF_PEOPLE):",
         "if shape.closed and not shape:", "an outage closes a circle", _COAUTHORS),
    _row("years of a closed circle", GRAPH, "CLOSED_YEARS = 3", "CLOSED_YEARS = 4",
         "a steady team is a ring", _COAUTHORS),
    _row("density of a closed circle", GRAPH, "CLOSED_DENSITY = 0.9", "CLOSED_DENSITY = 0.5",
         "an ordinary group is a ring", _COAUTHORS),
    _row("comparisons that fit", f"{CHECKS}/consistency.py", "LEAST_CHECKS = 2", "LEAST_CHECKS = 1",
         "one comparison is consistency", "tests/checks/test_consistency.py"),
    _row("works of a field", f"{CHECKS}/field.py", "LEAST_WORKS = 4", "LEAST_WORKS = 3",
         "three papers are a field", "tests/checks/test_field.py"),
    _row("share of a field", f"{CHECKS}/field.py", "LEAST_SHARE = 0.8", "LEAST_SHARE = 0.7",
         "a second interest is another field", "tests/checks/test_field.py"),
    _row("a field unheard", f"{CHECKS}/field.py", " or dossier.unheard(*OF_PEOPLE)", "",
         "an outage leaves works of another field", "tests/checks/test_field.py"),
    _row("ties unheard", f"{CHECKS}/contact.py",
         "    if dossier.unheard(*OF_PEOPLE):\n        return\n", "",
         "an outage unties somebody from a post", _CONTACT),
    _row("deposits unheard", f"{CHECKS}/footprint.py",
         "    if dossier.unheard(*OF_PEOPLE):\n        return\n", "",
         "an outage leaves the late deposits", _FOOTPRINT),
    _row("years of depth", f"{CHECKS}/footprint.py", "LEAST_YEARS = 5", "LEAST_YEARS = 4",
         "a young record is known for years", _FOOTPRINT),
    _row("witnesses of depth", f"{CHECKS}/footprint.py", "LEAST_WITNESSES = 3",
         "LEAST_WITNESSES = 2", "two deposits are depth", _FOOTPRINT),
    _row("years of a career", f"{CHECKS}/footprint.py", "CAREER_YEARS = 4", "CAREER_YEARS = 3",
         "a beginner's traces are too young", _FOOTPRINT),
    _row("back-dated years", f"{CHECKS}/footprint.py", "BACKDATED_YEARS = 3", "BACKDATED_YEARS = 2",
         "a late deposit is made up", _FOOTPRINT),
    _row("strangers under a profile", f"{CHECKS}/identifiers.py", "{IdentifierScheme.SCHOLAR: 2}",
         "{IdentifierScheme.SCHOLAR: 1}", "one slip gives the profile away", _IDENTIFIERS),
    _row("the issuer's word", f"{CHECKS}/identifiers.py",
         "and not any(isinstance(lookup, Found) for lookup in issuer)", "and True",
         "an outage hides whose iD it is", _IDENTIFIERS),
    _row("identifiers unheard", f"{CHECKS}/identifiers.py",
         "and dossier.unheard(PersonById, *OF_WORKS)", "and False",
         "an outage gives the iD to another", _IDENTIFIERS),
    _row("inflated counts", f"{CHECKS}/work_counts.py", "INFLATED_FACTOR = 3",
         "INFLATED_FACTOR = 2", "counting posters is a lie", _COUNTS),
    _row("counts unheard", f"{CHECKS}/work_counts.py",
         "        or dossier.unheard(*OF_PEOPLE)\n", "", "an outage inflates a count", _COUNTS),
    _row("the venue unheard", f"{CHECKS}/work_counts.py",
         "        or dossier.unheard(VenueCoverage, about=assertion.id)\n", "",
         "an outage makes a venue held", _COUNTS),
    _row("years held to count in", f"{CHECKS}/work_counts.py", "LEAST_HELD_SHARE = 0.3",
         "LEAST_HELD_SHARE = 0.2", "a gap of the index is a lie", _COUNTS),
    _row("counts worth comparing", f"{CHECKS}/work_counts.py", "LEAST_COUNT_TO_COMPARE = 10",
         "LEAST_COUNT_TO_COMPARE = 9", "a small count is compared", _COUNTS),
    _row("age of an author", f"{TIMELINE}/ages.py", "LEAST_AGE_OF_AN_AUTHOR = 12",
         "LEAST_AGE_OF_AN_AUTHOR = 13", "a prodigy is impossible", _TIMELINE),
    _row("age of a post", f"{TIMELINE}/ages.py", "LEAST_AGE_OF_A_POST = 16",
         "LEAST_AGE_OF_A_POST = 17", "an apprentice is impossible", _TIMELINE),
    _row("papers elsewhere", f"{TIMELINE}/papers.py", "LEAST_PAPERS_ELSEWHERE = 2",
         "LEAST_PAPERS_ELSEWHERE = 1", "one paper of a visit contradicts a post", _TIMELINE),
    _row("papers unheard", f"{TIMELINE}/papers.py", "        and not dossier.unheard(*OF_PEOPLE)\n",
         "", "an outage contradicts a post", _TIMELINE),
    _row("statements unheard", f"{TIMELINE}/stated.py",
         "elif stated and not dossier.unheard(*OF_PEOPLE):", "elif stated:",
         "an outage makes the employer differ", _TIMELINE),
    _row("births unheard", f"{TIMELINE}/ages.py",
         "is not None and not dossier.unheard(*OF_PEOPLE):", "is not None:",
         "an outage gives a namesake's year of birth", _TIMELINE),
    _row("the registry unheard", f"{TIMELINE}/organizations.py",
         "        and not dossier.unheard(OrganizationByName, about=a.id)\n", "",
         "an outage moves a campus", _TIMELINE),
    _row("years of moving", f"{TIMELINE}/organizations.py", "YEARS_OF_MOVING = 1",
         "YEARS_OF_MOVING = 0",
         "a move is two lives", _TIMELINE),
    _row("years before founding", f"{TIMELINE}/organizations.py", "YEARS_BEFORE_FOUNDING = 2",
         "YEARS_BEFORE_FOUNDING = 1", "a renaming is a lie", _TIMELINE),
    _row("years of a statement", f"{TIMELINE}/stated.py", "YEARS_APART_FORGIVEN = 1",
         "YEARS_APART_FORGIVEN = 2", "a wrong year goes unnoticed", _TIMELINE),
    _row("units of an index", f"{CHECKS}/department.py", "LEAST_UNITS_OF_INDEX = 2_000",
         "LEAST_UNITS_OF_INDEX = 2", "a small index denies a department", _DEPARTMENT),
    _row("works unheard of a unit", f"{CHECKS}/department.py",
         "heard = of_the_field and not dossier.unheard(*OF_WORKS)", "heard = of_the_field",
         "an outage denies a department", _DEPARTMENT),
    _row("years of a complete list", f"{CHECKS}/awards.py",
         "assertion.year is None or assertion.year > roster.until_year",
         "assertion.year is None", "a prize of this year is denied", "tests/checks/test_awards.py"),
    _row("post stated by others alone", f"{CHECKS}/affiliation.py",
         "for record, fact in stated if fact.asserted_by is AssertedBy.THIRD_PARTY]",
         "for record, fact in stated]", "what one types is the employer's word",
         "tests/checks/test_affiliation.py"),
)  # fmt: skip
