"""One finding as one line of reason: what was seen, who says so, where to look, what else fits."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, quote, urlsplit

from persona_check.model.finding import Finding, Outcome
from persona_check.model.lookup import Found
from persona_check.model.provenance import Provenance
from persona_check.model.record import OrganizationRecord
from persona_check.model.report import Report
from persona_check.report import wording

__all__ = ["Reason", "conflicts", "page_of", "reason"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """``words`` open with a capital; ``who`` has source and day; ``link`` is empty if none fits.

    ``who_short`` names the first source and how many more say so.
    ``everyday`` is the innocent explanation of an adverse line, else empty.
    """

    finding: Finding
    words: str
    who: str
    who_short: str
    link: str = ""
    everyday: str = ""


def reason(finding: Finding, report: Report) -> Reason:
    """The line of a finding."""
    links = (page_of(one.provenance, report) for one in finding.observation.evidence)
    return Reason(
        finding=finding,
        words=wording.sentence(finding.observation.summary),
        who=wording.where_words(finding, report),
        who_short=_short(finding, report),
        link=next((link for link in links if link), ""),
        everyday=wording.innocent_words(finding) or "",
    )


def _short(finding: Finding, report: Report) -> str:
    names = wording.source_names(report)
    said = {
        one.provenance.source: one.provenance.retrieved_at for one in finding.observation.evidence
    }
    if not said:
        return wording.where_words(finding, report)
    first, day = next(iter(said.items()))
    more = f" and {len(said) - 1} more" if len(said) > 1 else ""
    return wording.sentence(f"{names.get(first, first)}{more}, {day:%Y-%m-%d}")


def conflicts(report: Report) -> tuple[Reason, ...]:
    """What contradicts, the weightiest first; what two checks saw of one thing stands once."""
    return tuple(reason(one, report) for one in _once(report))


def _once(report: Report) -> Iterator[Finding]:
    said: set[str] = set()
    for finding in report.assessment.findings:
        if finding.level.outcome is Outcome.CONTRADICTS:
            if finding.observation.summary not in said:
                yield finding
            said.add(finding.observation.summary)


def page_of(provenance: Provenance, report: Report) -> str:
    """Where a reader sees for themselves what a program was told; empty where there is no page."""
    asked = urlsplit(provenance.url)
    match provenance.source:
        case "orcid":
            owner = next((one for one in provenance.upstream if one.startswith("orcid:")), "")
            return f"https://orcid.org/{owner.removeprefix('orcid:')}" if owner else ""
        case "ror":
            return _registered(provenance.url, report)
        case "rdap":
            domain = asked.path.rpartition("/")[2]
            return f"https://lookup.icann.org/en/lookup?name={domain}" if domain else ""
        case "wayback":
            page = parse_qs(asked.query).get("url", [""])[0]
            return f"https://web.archive.org/web/*/{quote(page, safe=':/')}" if page else ""
        case "homepage" | "pages":
            return provenance.url if asked.scheme in ("http", "https") else ""
    doi = next((one for one in provenance.upstream if one.startswith("doi:")), "")
    return f"https://doi.org/{quote(doi.removeprefix('doi:'), safe='/')}" if doi else ""


def _registered(address: str, report: Report) -> str:
    for lookup in report.lookups:
        for record in lookup.records if isinstance(lookup, Found) else ():
            if (
                isinstance(record, OrganizationRecord)
                and record.chosen
                and record.provenance.url == address
            ):
                return f"https://ror.org/{record.key.rpartition('/')[2].removeprefix('ror:')}"
    return ""
