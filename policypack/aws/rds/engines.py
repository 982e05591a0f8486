"""What an engine of RDS has: its license models, and the generations of instance classes that it is not offered on."""

from __future__ import annotations

import re
from functools import lru_cache

from policypack.aws.common.tables import table
from policypack.catalog.files import Section
from policypack.catalog.versions import version_key


@lru_cache(maxsize=4096)
def license_models(engine: str) -> tuple[str, ...]:
    """The license models that RDS accepts for the engine; none for an engine that the table does not have."""
    known = table("rds/rds_engines").section("license_models")
    return known.texts(engine) if engine in known else ()


def license_error(license_model: str | None, engine: str | None) -> str | None:
    """What RDS objects to; None for an engine that the table does not have."""
    models = license_models((engine or "").lower())
    if license_model is None or not models or license_model.lower() in models:
        return None
    return f"the license models of {engine} are {', '.join(models)}"


def is_offered(instance_class: str, engine: str, version: str | None) -> bool:
    """RDS makes databases of this engine and version on the class, as far as the table says otherwise of none.

    Without a version RDS chooses its default one, which is the newest or close to it.
    """
    generation = re.match(r"db\.([a-z]+\d+[a-z]*)\.", instance_class)
    rows = table("rds/rds_engines").section("not_offered")
    return not any(
        generation
        and engine in row.texts("engines")
        and generation[1] in row.texts("generations")
        and is_of(version, row)
        for row in map(rows.section, rows)
    )


def is_of(version: str | None, row: Section) -> bool:
    """Whether a version is one of those that a row speaks of: ``from`` one on, or ``below`` one, else all.

    A version of which AWS chooses the rest (``5``) is below ``5.0`` no more than it is above.
    """
    if version is None:
        return "below" not in row
    own = version_key(version)
    if "below" in row and own >= version_key(row.text("below"))[: len(own)]:
        return False
    return "from" not in row or own >= version_key(row.text("from"))
