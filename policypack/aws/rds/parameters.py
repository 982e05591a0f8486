"""Parameters of databases: which of them a running server cannot change, and which RDS has under another name."""

from __future__ import annotations

import re
from functools import lru_cache

from policypack.aws.common.tables import table
from policypack.catalog.versions import version_key


@lru_cache(maxsize=4096)
def is_static(name: str, family: str) -> bool:
    """The parameter is known to be static in the family (``postgres16``, ``aurora-mysql8.0``)."""
    rows = table("rds/rds_static_parameters")
    engine, version = engine_and_version(family)
    since = rows.section("dynamic_since").section(engine)
    if name in since and version and version_key(version) >= version_key(since.text(name)):
        return False
    return name in rows.section("static").texts(engine)


def name_in_rds(name: str, family: str) -> str | None:
    """What has the effect of a parameter that RDS does not have; None for one that it may have."""
    missing = table("rds/rds_static_parameters").section("missing").section(engine_and_version(family)[0])
    return missing.text(name) if name in missing else None


NOTHING = "nothing"


@lru_cache(maxsize=4096)
def successor(name: str, family: str) -> str | None:
    """What is in the place of a parameter that the family has no longer, or ``NOTHING``; None for one that it may
    have."""
    engine, version = engine_and_version(family)
    gone = table("rds/rds_static_parameters").section("gone")
    if not version or engine not in gone:
        return None
    for since in gone.section(engine):
        if name in gone.section(engine).section(since) and version_key(version) >= version_key(since):
            return gone.section(engine).section(since).text(name) or NOTHING
    return None


def engine_and_version(family: str) -> tuple[str, str]:
    """``aurora-mysql8.0`` as engine and version; a family of another form is its own engine."""
    parts = re.fullmatch(r"([a-z-]+?)-?(\d[\d.]*)", family.lower())
    return (parts[1], parts[2]) if parts else (family, "")
