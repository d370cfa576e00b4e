"""The claim's exhibits, examined, as records like any other."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from persona_check.exhibits.dns_keys import KeyRecords
from persona_check.exhibits.message import MessageExamination
from persona_check.exhibits.photo.examination import PhotoExamination
from persona_check.exhibits.signature import ResolveTxt
from persona_check.model.claim import Claim
from persona_check.model.examination import MessageRecord, PhotoRecord
from persona_check.model.exhibit import Exhibit, ExhibitKind
from persona_check.model.provenance import AssertedBy, Provenance, Via
from persona_check.model.record import PictureRecord, Record

__all__ = ["examined", "message_record", "photo_record"]


def examined(
    claim: Claim,
    *,
    as_of: datetime,
    resolve_txt: ResolveTxt | None = None,
    faces_pack: Path | None = None,
    pictures: Sequence[PictureRecord] = (),
) -> tuple[Record, ...]:
    """A record for each exhibit that can be examined; nothing of them leaves this machine.

    ``resolve_txt`` looks up the public keys of mail signatures; without it nobody is asked.
    ``faces_pack`` is the user's own model pack for comparing the photo with reference photos and
    with ``pictures``, those that pages show of the person.
    """
    return tuple(_examined(claim, as_of, resolve_txt or KeyRecords(), faces_pack, pictures))


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
        sketch=examination.sketch,
    )


def message_record(
    exhibit: Exhibit, examination: MessageExamination, as_of: datetime
) -> MessageRecord:
    """The examination of a mail message as a record; its notes begin with the reason."""
    return MessageRecord(
        exhibit=exhibit.id,
        outcome=examination.outcome.value,
        provenance=_provenance(exhibit, as_of),
        from_domain=examination.from_domain,
        from_address=examination.from_address,
        signing_domain=examination.signing_domain,
        aligned=examination.aligned,
        signed_headers=examination.signed_headers,
        sent_at=examination.sent_at,
        notes=(examination.reason, *examination.notes),
    )


def _examined(
    claim: Claim,
    as_of: datetime,
    resolve_txt: ResolveTxt,
    faces_pack: Path | None,
    pictures: Sequence[PictureRecord],
) -> Iterator[Record]:
    references = tuple(
        (exhibit.file_name, exhibit.content)
        for exhibit in claim.exhibits
        if exhibit.kind is ExhibitKind.PHOTO_REFERENCE
    )
    for exhibit in claim.exhibits:
        if exhibit.kind is ExhibitKind.PHOTO:
            from persona_check.exhibits.photo.examination import examine
            from persona_check.exhibits.photo.likeness import likenesses

            examination = examine(exhibit.content)
            record = photo_record(exhibit, examination, as_of)
            if pictures:
                found = likenesses(exhibit.content, examination, pictures, faces_pack)
                record = replace(record, likenesses=found)
            yield _compared(record, exhibit, references, faces_pack) if references else record
        elif exhibit.kind is ExhibitKind.MESSAGE:
            from persona_check.exhibits.message import examine as examine_message

            message = examine_message(exhibit.content, resolve_txt=resolve_txt, now=as_of)
            yield message_record(exhibit, message, as_of)


def _compared(
    record: PhotoRecord,
    exhibit: Exhibit,
    references: tuple[tuple[str, bytes], ...],
    faces_pack: Path | None,
) -> PhotoRecord:
    """The record with a mark ``alike``, ``not_shown`` or ``not_compared`` for each reference."""
    from persona_check.exhibits.photo.identity import FacesMissingError, open_comparer

    try:
        found = open_comparer(faces_pack).compare(exhibit.content, references)
    except FacesMissingError as error:
        return replace(record, marks=(*record.marks, ("not_compared", str(error))))
    return replace(
        record,
        marks=(*record.marks, *((one.alikeness.value, one.words) for one in found)),
        same_person=tuple((one.reference, one.cosine) for one in found if one.cosine is not None),
    )


def _provenance(exhibit: Exhibit, as_of: datetime) -> Provenance:
    return Provenance(
        source="exhibit",
        url=f"exhibit:{exhibit.file_name}",
        retrieved_at=as_of,
        sha256=hashlib.sha256(exhibit.content).hexdigest(),
        via=Via.EXHIBIT,
        asserted_by=AssertedBy.SUBJECT,
    )
