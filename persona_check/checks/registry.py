"""All checks, in the order in which a report asks them."""

from persona_check.checks.affiliation import Affiliation
from persona_check.checks.awards import Awards
from persona_check.checks.base import Check
from persona_check.checks.coauthors import Coauthors
from persona_check.checks.consistency import Consistency
from persona_check.checks.contact import Contact
from persona_check.checks.control import Control
from persona_check.checks.department import Department
from persona_check.checks.field import Field
from persona_check.checks.footprint import Footprint
from persona_check.checks.identifiers import Identifiers
from persona_check.checks.pages import Pages
from persona_check.checks.photo import Photo
from persona_check.checks.publications import Publications
from persona_check.checks.timeline import Timeline
from persona_check.checks.trust_markers import TrustMarkers
from persona_check.checks.work_counts import WorkCounts
from persona_check.model.finding import Level

__all__ = ["ALL_CHECKS", "CONSISTENCY", "all_levels", "if_wrong"]

ALL_CHECKS: tuple[Check, ...] = (
    Publications(),
    WorkCounts(),
    Coauthors(),
    Identifiers(),
    TrustMarkers(),
    Affiliation(),
    Department(),
    Awards(),
    Field(),
    Timeline(),
    Footprint(),
    Contact(),
    Pages(),
    Control(),
    Photo(),
)
CONSISTENCY = Consistency()


def all_levels() -> dict[tuple[str, str], Level]:
    """Every declared level by (check, level)."""
    asked = [(check.id, check.levels) for check in ALL_CHECKS]
    asked.append((CONSISTENCY.id, CONSISTENCY.levels))
    return {(check, level.id): level for check, levels in asked for level in levels}


def if_wrong() -> dict[str, str]:
    """What the person concerned can do about a finding, by check."""
    return {check.id: check.if_wrong for check in ALL_CHECKS} | {
        CONSISTENCY.id: CONSISTENCY.if_wrong
    }
