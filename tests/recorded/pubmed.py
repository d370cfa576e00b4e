"""Recorded answers of PubMed."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence

from persona_check.compare.group_authors import is_nobody
from persona_check.model.record import Record, WorkRecord
from persona_check.sources.pubmed import parse_articles
from tests.recorded import Entry, Left, Reading

__all__ = ["LEFT", "READINGS", "losses"]

READINGS = (Reading(pattern=r"GET .*/efetch\.fcgi", parse=parse_articles),)
LEFT = (
    Left(pattern=r"GET .*/esummary\.fcgi", because="full records are asked for, not summaries"),
)


def losses(entry: Entry, records: Sequence[Record]) -> Iterator[str]:
    root = ET.fromstring(entry.body)  # noqa: S314 - see above
    articles = [item for item in root if item.tag == "PubmedArticle"]
    own = [record for record in records if getattr(record, "kind", None) != "book"]
    if len(root) - len(root.findall("DeleteCitation")) != len(records):
        yield "books"
    for item, record in zip(articles, own, strict=True):
        assert isinstance(record, WorkRecord)
        if record.key != f"pubmed:{item.findtext('MedlineCitation/PMID')}":
            yield "PMID"
        dois = {
            (mark.text or "").strip().lower()
            for mark in item.iterfind("PubmedData/ArticleIdList/ArticleId")
            if mark.get("IdType") == "doi"
        }
        if dois and record.doi not in dois:
            yield "doi"
        titles = [
            "".join(found.itertext()).strip(" .[]")
            for name in ("ArticleTitle", "VernacularTitle")
            if (found := item.find(f"MedlineCitation/Article/{name}")) is not None
        ]
        if len(set(titles) - {"", "Not Available"}) > len(record.titles):
            yield "titles"
        people = [
            one
            for one in item.findall("MedlineCitation/Article/AuthorList/Author")
            if not is_nobody(one.findtext("LastName") or one.findtext("CollectiveName") or "")
        ]
        if len(people) != len(record.authors):
            yield "authors"
        for person, author in zip(people, record.authors, strict=False):
            if (person.findtext("LastName") or "") not in author.name:
                yield f"name of {author.name}"
            if len(person.findall("AffiliationInfo")) != len(author.affiliations):
                yield f"affiliations of {author.name}"
            marks = [mark.text or "" for mark in person.iterfind("Identifier")]
            if bool(marks) != (author.orcid is not None):
                yield f"orcid of {author.name}"
        if record.provenance.first_seen_on is None:
            yield "day of entry"
        if record.year is None:
            yield "year"
