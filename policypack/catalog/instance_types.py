"""EC2 instance types by region, as far as two sources tell."""

from __future__ import annotations

from datetime import date

from policypack.catalog.classes import EVERY_ENGINE, is_offered
from policypack.catalog.files import Section
from policypack.catalog.presence import STALE_AFTER
from policypack.model.records import record


@record(frozen=True, slots=True)
class TypeAbsence:
    """An instance type that a region did not have on an ISO date.

    It is ``proven`` where both sources have the region and neither has the type there, where AWS no longer brings the
    type's family to further regions, and where that was seen not too long ago.
    """

    as_of: str
    proven: bool


def read_type_absence(file: Section, instance_type: str, region: str, today: date) -> TypeAbsence | None:
    """The absence of a type; None where a source has it in the region, or where no source knows the type or region.

    ``file`` is ``{as_of, settled, two_sources, classes, sets, regions}``, the last three as of instance classes.
    """
    if is_offered(file, EVERY_ENGINE, instance_type, region) is not False:
        return None
    as_of, family = file.text("as_of"), instance_type.partition(".")[0]
    fresh = date.fromisoformat(as_of) + STALE_AFTER >= today
    return TypeAbsence(as_of, fresh and region in file.texts("two_sources") and family in file.texts("settled"))


def is_type_offered(file: Section, instance_type: str, region: str) -> bool:
    """Whether a source has the type in the region."""
    return is_offered(file, EVERY_ENGINE, instance_type, region) is True
