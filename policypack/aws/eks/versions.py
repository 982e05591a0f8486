"""Versions of Kubernetes on EKS, and until when AWS supports each for the usual price, by the catalog's calendar."""

from __future__ import annotations

import re
from datetime import date

from policypack.catalog.catalog import Catalog
from policypack.catalog.lifecycle import Lifecycle

_VERSION = re.compile(r"1\.\d{2}")


def out_of_support(version: str, catalog: Catalog) -> date | None:
    """The day on which standard support of the version ended; None where it goes on, or nobody tells.

    A version that is older than all of the calendar ended before the oldest of them.
    """
    name = version.strip()
    if not _VERSION.fullmatch(name):
        return None
    ends = _ends(catalog)
    end = ends.get(name, min(ends.values()) if ends and _minor(name) < min(map(_minor, ends)) else None)
    return end if end is not None and end <= catalog.today else None


def newest(catalog: Catalog) -> str:
    """The newest version whose support goes on; empty where the calendar is too old to tell one."""
    going_on = [version for version, end in _ends(catalog).items() if end > catalog.today]
    return max(going_on, key=_minor, default="")


def _ends(catalog: Catalog) -> dict[str, date]:
    life: Lifecycle = catalog.engine("eks", "kubernetes").life
    return {version: end for version, (end, _) in life.lines.items() if end is not None}


def _minor(version: str) -> int:
    return int(version.partition(".")[2])
