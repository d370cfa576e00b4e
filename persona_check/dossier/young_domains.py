"""Claimed addresses whose domain was registered only a few months ago; one witness a domain."""

from collections.abc import Iterator

from persona_check.compare.domains import registrable
from persona_check.dossier.index import Dossier
from persona_check.model.lookup import DomainRegistration, Found
from persona_check.model.record import DomainRecord

__all__ = ["registration_witness", "young_registrations"]

YOUNG_DOMAIN_DAYS = 270


def young_registrations(assertion: str, dossier: Dossier) -> Iterator[tuple[DomainRecord, int]]:
    """Registrations of the assertion's domain with their age in days, younger than 270."""
    for lookup in dossier.about(assertion, DomainRegistration):
        for record in lookup.records if isinstance(lookup, Found) else ():
            if isinstance(record, DomainRecord) and record.registered_on is not None:
                age_days = (dossier.as_of.date() - record.registered_on).days
                if 0 <= age_days < YOUNG_DOMAIN_DAYS:
                    yield record, age_days


def registration_witness(record: DomainRecord) -> tuple[str, ...]:
    """What stands behind a registration: of mail and page at one domain it is the same."""
    return (f"registration:{registrable(record.domain) or record.domain}",)
