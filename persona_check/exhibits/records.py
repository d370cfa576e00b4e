"""The claim's exhibits, examined, as records like any other."""

import hashlib
from collections.abc import Iterator
from datetime import datetime

from persona_check.exhibits.photo.examination import PhotoExamination
from persona_check.model.claim import Claim, Exhibit, ExhibitKind
from persona_check.model.record import AssertedBy, PhotoRecord, Provenance, Record, Via

__all__ = ["examined", "photo_record"]


def examined(claim: Claim, *, as_of: datetime) -> tuple[Record, ...]:
    """A record for each exhibit that can be examined; nothing leaves this machine."""
    return tuple(_examined(claim, as_of))


def photo_record(exhibit: Exhibit, examination: PhotoExamination, as_of: datetime) -> PhotoRecord:
    """The examination of a picture as a record."""
    return PhotoRecord(
        exhibit=exhibit.id,
        level=examination.level.value,
        reason=examination.reason,
        provenance=_provenance(exhibit, as_of),
        measurements=examination.measurements,
        marks=examination.marks,
        perceptual_hash=examination.perceptual_hash,
    )


def _examined(claim: Claim, as_of: datetime) -> Iterator[Record]:
    for exhibit in claim.exhibits:
        if exhibit.kind is ExhibitKind.PHOTO:
            from persona_check.exhibits.photo.examination import examine

            yield photo_record(exhibit, examine(exhibit.content), as_of)


def _provenance(exhibit: Exhibit, as_of: datetime) -> Provenance:
    return Provenance(
        source="exhibit",
        url=f"exhibit:{exhibit.file_name}",
        retrieved_at=as_of,
        sha256=hashlib.sha256(exhibit.content).hexdigest(),
        via=Via.EXHIBIT,
        asserted_by=AssertedBy.SUBJECT,
    )
