"""Whole checks of real researchers on recorded answers; what was not recorded is an outage.

Names are read from the recordings: none stands here beside what is not so.
"""

import asyncio
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest

from persona_check.claimfile import ClaimFlags, claim_from_flags
from persona_check.model.finding import AssertionState
from persona_check.model.report import Report, Verdict
from persona_check.progress import SilentProgress
from persona_check.session import assess, gather
from persona_check.settings import Settings, SourceSettings
from persona_check.sources.registry import build
from persona_check.web.http import open_client
from tests.quick import first_python
from tests.recorded import ROOT
from tests.recordings_server import base_urls, serve_recordings

pytestmark = pytest.mark.skipif(
    not (ROOT / "persons.jsonl").is_file(),
    reason="no recordings here (set PERSONA_CHECK_RECORDINGS)",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Career:
    """What somebody published, by their ORCID iD; all of it is in the recordings."""

    orcid: str
    dois: tuple[str, ...]
    affiliation: str | None = None
    supported: int = 1  # works that editors stand behind; preprints and blog posts are "partly"


CAREERS = (
    Career(
        orcid="0000-0003-4231-1897",
        dois=("10.1145/3196398.3196476",),
        affiliation="Athens University of Economics and Business",
    ),
    Career(
        orcid="0000-0003-1613-5981",
        dois=("10.1371/journal.pone.0000308", "10.7717/peerj.4375"),
        supported=2,
    ),
    Career(
        orcid="0000-0002-6647-3965",
        dois=("10.1038/s42256-024-00832-8", "10.1021/acs.jctc.2c01235"),
        affiliation="University of Rochester",
        supported=2,
    ),
    Career(
        orcid="0000-0003-3046-6576",
        dois=("10.1038/s42256-024-00832-8",),
        affiliation="École Polytechnique Fédérale de Lausanne",
    ),
    Career(
        orcid="0000-0003-1419-2405",
        dois=("10.53731/ybhah-9jy85", "10.54900/rckn8ey-1fm76va-qsrnf", "10.1101/097196"),
        supported=0,
    ),
)
# a paper of others, asked for by its title alone and by everybody who holds it
OTHERS_TITLE = (
    "Effect of native oxide layers on copper thin-film tensile properties: A reactive molecular"
    " dynamics study"
)
careers = pytest.mark.parametrize("career", CAREERS, ids=lambda career: career.orcid)
LIKELY = {AssertionState.SUPPORTED, AssertionState.PARTLY}


@pytest.fixture(scope="module")
def names() -> Mapping[str, str]:
    """Names by ORCID iD."""
    lines = (ROOT / "persons.jsonl").read_text(encoding="utf-8").splitlines()
    people = [json.loads(line) for line in lines]
    return {person["orcid"]: person["name"] for person in people if person["orcid"]}


@pytest.fixture(scope="module")
def settings() -> Iterator[Settings]:
    with serve_recordings() as address:
        sources = {
            source: SourceSettings(base_url=url) for source, url in base_urls(address).items()
        }
        yield Settings(sources=sources, max_requests=200)


def checked(settings: Settings, flags: ClaimFlags) -> Report:
    """A whole check, which does not wait long before it asks again what was not recorded."""
    claim = claim_from_flags(flags)

    async def main() -> Report:
        async with open_client(settings, retry_wait_s=0.001) as http:
            sources = build(http.settings)
            lookups = await gather(
                claim, sources, http, settings=settings, progress=SilentProgress()
            )
            return assess(claim, lookups, (), as_of=http.as_of, settings=settings)

    return asyncio.run(main())


def states(report: Report) -> dict[str, AssertionState]:
    found = dict(report.assessment.states)
    return {assertion.value: found[assertion.id] for assertion in report.claim.assertions}


@first_python
@careers
def test_recordings_of_a_real_career_support_it(
    career: Career, settings: Settings, names: Mapping[str, str]
) -> None:
    affiliation = (career.affiliation,) if career.affiliation else ()
    flags = ClaimFlags(
        name=names[career.orcid], orcid=career.orcid, doi=career.dois, affiliation=affiliation
    )
    report = checked(settings, flags)
    works = [states(report)[f"doi:{doi}"] for doi in career.dois]
    assert set(works) <= LIKELY
    assert works.count(AssertionState.SUPPORTED) >= career.supported
    assert AssertionState.CONFLICT not in states(report).values()
    assert report.assessment.verdict in (Verdict.CORROBORATED, Verdict.INSUFFICIENT)
    (chosen,) = [one for one in report.candidates if one.chosen]
    family = names[career.orcid].split()[-1]
    strangers = [
        work.title
        for work in chosen.works
        if work.authors and not any(family in author.name for author in work.authors)
    ]
    held = {f"doi:{work.doi}" for work in chosen.works}
    held |= {key for record in chosen.records for key in record.work_keys}
    assert held & {f"doi:{doi}" for doi in career.dois}
    assert not strangers


@careers
def test_recordings_of_another_persons_orcid_id_conflict_at_that_very_item(
    career: Career, settings: Settings, names: Mapping[str, str]
) -> None:
    others = ("0000-0003-4231-1897", "0000-0003-4423-4370")
    wrong = next(orcid for orcid in others if orcid != career.orcid)
    report = checked(settings, ClaimFlags(name=names[career.orcid], orcid=wrong, doi=career.dois))
    found = states(report)
    assert found[f"orcid:{wrong}"] is AssertionState.CONFLICT
    assert AssertionState.CONFLICT not in {found[f"doi:{doi}"] for doi in career.dois}


@careers
def test_recordings_of_another_persons_title_conflict_at_that_very_item(
    career: Career, settings: Settings, names: Mapping[str, str]
) -> None:
    flags = ClaimFlags(
        name=names[career.orcid], orcid=career.orcid, doi=career.dois, work=(OTHERS_TITLE,)
    )
    found = states(checked(settings, flags))
    assert found.pop(OTHERS_TITLE) is AssertionState.CONFLICT
    assert AssertionState.CONFLICT not in found.values()
