"""Counts, years and denials of a report's sentences, worked out anew from what it shows.

``untrue`` reads the JSON alone, as anybody could: evidence, witnesses, measurements, items.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

__all__ = ["untrue"]

Finding = Mapping[str, Any]
_YEAR = re.compile(r"\((\d{4})\)")
_SPAN = re.compile(r"\((\d{4})(?:–(\d{4}))?\)")
_WHOLE = re.compile(r"(?:(\d+) of the|both|all|none of the|the) ?(\d+)? ?papers?\b")
_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()


def untrue(report: Mapping[str, Any]) -> list[str]:
    """Each sentence that the rest of the report gives the lie to, with the reason."""
    findings = report["findings"]
    return [
        f"{finding['id']}: “{finding['summary']}”: {why}"
        for finding in findings
        for rule in _RULES
        for why in rule(finding, report)
    ]


def _titles(finding: Finding) -> set[str]:
    return {re.sub(r" \(\d{4}\).*", "", one["says"]).casefold() for one in finding["evidence"]}


def _evidence_years(finding: Finding) -> list[int]:
    return [int(year) for one in finding["evidence"] for year in _YEAR.findall(one["says"])]


def _of_level(report: Mapping[str, Any], *levels: str) -> Iterator[Finding]:
    yield from (one for one in report["findings"] if one["level"] in levels)


def _items(report: Mapping[str, Any], kind: str) -> list[str]:
    return [one["id"] for one in report["claim"]["assertions"] if one["kind"] == kind]


def _about_one(a: Finding, b: Finding) -> bool:
    return bool(set(a["assertions"]) & set(b["assertions"]))


def _papers_that_list(finding: Finding, report: Mapping[str, Any]) -> Iterator[str]:
    """“3 papers list X (2014–2018)”: no more than stand behind it, and of those years."""
    counted = re.match(r"(\d+) papers? lists? ", finding["summary"])
    if not counted or finding["check"] not in {"affiliation", "timeline"}:
        return
    count, shown = int(counted[1]), _titles(finding)
    if finding["witnesses"] and count > len(finding["witnesses"]):
        yield f"{len(finding['witnesses'])} witnesses"
    if len(shown) > count or len(shown) < min(count, 6):
        yield f"{len(shown)} papers shown"
    span, years = _SPAN.findall(finding["summary"]), _evidence_years(finding)
    if span and years:
        first, last = int(span[-1][0]), int(span[-1][1] or span[-1][0])
        if not first <= min(years) <= max(years) <= last:
            yield f"shown are years {sorted(years)}"


def _given_on_papers(finding: Finding, report: Mapping[str, Any]) -> Iterator[str]:
    """“D is given on 3 papers by this person”: of a line's evidence four at most are shown."""
    counted = re.search(r"given on (\d+) papers", finding["summary"])
    if counted and finding["evidence"] and len(_titles(finding)) < min(int(counted[1]), 4):
        yield f"{len(_titles(finding))} papers shown"


def _of_the_papers(finding: Finding, report: Mapping[str, Any]) -> Iterator[str]:
    """“3 of the 4 papers exist and carry this name”, against the lines on single papers."""
    measured = finding["measurements"]
    if "confirmed" not in measured:
        return
    carried = {
        item
        for one in _of_level(
            report, "work_confirmed", "work_differs", "work_at_another_venue", "work_self_deposited"
        )
        for item in one["assertions"]
    }
    if measured["confirmed"] + measured["self_deposited"] != len(carried):
        yield f"{len(carried)} papers carry the name"
    by_others = {i for one in _of_level(report, "work_by_others") for i in one["assertions"]}
    if measured["by_others"] != len(by_others):
        yield f"{len(by_others)} papers are by others"
    said = _WHOLE.search(finding["summary"])
    if said and said[2] and int(said[2]) != measured["claimed_works"]:
        yield f"{measured['claimed_works']} papers were looked for"
    if measured["claimed_works"] > len(_items(report, "work")):
        yield "so many works were not claimed"
    level, some = finding["level"], said and said[1] and int(said[1])
    held = {"record_confirmed": "confirmed", "record_thin": "confirmed",
            "record_partly_absent": "absent"}.get(level)  # fmt: skip
    if some is not None and some and held and some != measured[held]:
        yield f"{measured[held]} {held}"
    if "all " in finding["summary"] and held and measured[held] != measured["claimed_works"]:
        yield "not all"


def _known_since(finding: Finding, report: Mapping[str, Any]) -> Iterator[str]:
    told = re.search(r"(\d+) witness", finding["summary"])
    if finding["check"] != "footprint" or not told:
        return
    if int(told[1]) != len(finding["witnesses"]):
        yield f"{len(finding['witnesses'])} witnesses"
    years = re.findall(r"\b\d{4}\b", finding["summary"])
    if years and int(years[0]) != finding["measurements"]["first_seen_year"]:
        yield "another year was measured"


def _no_trace_before(finding: Finding, report: Mapping[str, Any]) -> Iterator[str]:
    if finding["level"] != "every_trace_young":
        return
    first = int(re.findall(r"\d{4}", finding["summary"])[0])
    for other in _of_level(report, "known_lately", "known_for_years"):
        yield f"“{other['summary']}” stands beside it"
    for other in report["findings"]:
        for one in other["evidence"]:
            if one["first_seen_on"] and int(one["first_seen_on"][:4]) < first:
                yield f"{one['says']} was seen on {one['first_seen_on']}"


def _no_paper_between(finding: Finding, report: Mapping[str, Any]) -> Iterator[str]:
    if finding["level"] != "years_without_trace":
        return
    first, last = map(int, re.findall(r"\d{4}", finding["summary"]))
    listed = ("post_printed", "post_printed_in_part", "known_at_organization", "years_fit_papers")
    for other in _of_level(report, *listed, "open_circle", "closed_circle"):
        for year in _evidence_years(other):
            if first < year < last:
                yield f"{other['id']} shows one of {year}"


def _claimed_coauthors(finding: Finding, report: Mapping[str, Any]) -> Iterator[str]:
    if finding["level"] not in {"circle_confirmed", "circle_unshared"}:
        return
    sharing = {i for one in _of_level(report, "coauthor_shares_work") for i in one["assertions"]}
    summary, measured = finding["summary"], finding["measurements"]["claimed_coauthors"]
    if measured > len(_items(report, "coauthor")):
        yield "so many coauthors were not claimed"
    words = re.match(r"(none of the|both|all|(\d+) of the|the) ?(\d+)? ?claimed coauthor", summary)
    if words is None:
        yield "counts nobody"
        return
    all_of_them = int(words[3] or (2 if words[1] == "both" else 1))
    some = 0 if words[1].startswith("none") else int(words[2] or all_of_them)
    if "has not published" in summary:
        some = 0
    if (some, all_of_them) != (len(sharing), measured):
        yield f"{len(sharing)} of {measured} share a paper"


def _denials(finding: Finding, report: Mapping[str, Any]) -> Iterator[str]:
    """“None of the papers lists X” and the like, where another line on the item shows it."""
    placed = ("post_printed", "post_printed_in_part", "known_at_organization", "years_fit_papers",
              "years_fit_in_part", "post_asserted_by_organization")  # fmt: skip
    against = {
        "post_not_printed": placed,
        "papers_print_elsewhere": ("years_fit_papers", "years_fit_in_part"),
        "unit_and_person_unprinted": placed,
        "coauthor_not_seen": ("coauthor_shares_work",),
        "coauthor_without_common_work": ("coauthor_shares_work",),
        "coauthor_unshared": ("coauthor_shares_work",),
        "work_not_found": ("work_confirmed", "work_by_others", "work_spelled_otherwise"),
        "work_by_others": ("work_confirmed", "work_self_deposited"),
        "identifier_not_indexed": ("identifier_confirmed", "identifier_of_another"),
        "not_on_the_givers_list": ("on_the_givers_list",),
        "dates_fit": ("ends_before_start", "degrees_out_of_order", "in_the_future", "too_young"),
        "nothing_ties_to_post": ("institutions_domain",),
    }
    for other in _of_level(report, *against.get(finding["level"], ())):
        if _about_one(finding, other):
            yield f"“{other['summary']}” stands beside it"


def _nothing_to_compare(finding: Finding, report: Mapping[str, Any]) -> Iterator[str]:
    if not finding["summary"].startswith("we have nothing reliable to compare "):
        return
    for other in _of_level(report, "institutions_domain", "look_alike_domain"):
        yield f"“{other['summary']}” stands beside it"


def _no_contradiction(finding: Finding, report: Mapping[str, Any]) -> Iterator[str]:
    if finding["level"] != "nothing_conflicts":
        return
    adverse = [one for one in report["findings"] if one["outcome"] == "contradicts"]
    if adverse and "no serious" not in finding["summary"]:
        yield f"“{adverse[0]['summary']}” stands beside it"
    if any(one["severity"] in {"material", "decisive"} for one in adverse):
        yield "a serious contradiction stands beside it"
    compared = {one["check"] for one in report["findings"] if one["outcome"] != "inconclusive"}
    points = len(compared - {"consistency"})
    words = [w for w in finding["summary"].split() if w in _NUMBERS[1:] or w.isdigit()]
    if not words or words[-1] not in {str(points), *_NUMBERS[points : points + 1]}:
        yield f"{points} kinds of statements were compared"


def _fields(finding: Finding, report: Mapping[str, Any]) -> Iterator[str]:
    if finding["check"] != "field":
        return
    some, of_all = map(int, re.findall(r"\d+", finding["summary"])[:2])
    if of_all != finding["measurements"]["works"] or some > of_all:
        yield "another number was measured"


_RULES: Sequence[Callable[[Finding, Mapping[str, Any]], Iterator[str]]] = (
    _papers_that_list,
    _given_on_papers,
    _of_the_papers,
    _known_since,
    _no_trace_before,
    _no_paper_between,
    _claimed_coauthors,
    _denials,
    _nothing_to_compare,
    _no_contradiction,
    _fields,
)
