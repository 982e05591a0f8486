"""Versions of Kubernetes on EKS, and until when AWS supports each for the usual price."""

from __future__ import annotations

import re
from datetime import date

from policypack.aws.common.tables import table

_VERSION = re.compile(r"1\.(\d{2})")


def out_of_support(version: str, today: date) -> date | None:
    """The day on which standard support of the version ended; None where it goes on, or nobody tells.

    A version that is older than all of the table ended before the oldest of them.
    """
    found = _VERSION.fullmatch(version.strip())
    if found is None:
        return None
    ends = _ends()
    end = ends.get(int(found[1]), min(ends.values()) if int(found[1]) < min(ends) else None)
    return end if end is not None and end <= today else None


def newest(today: date) -> str:
    """The newest version of the table whose support goes on; empty where the table is too old to tell one."""
    return next((f"1.{minor}" for minor, end in sorted(_ends().items(), reverse=True) if end > today), "")


def _ends() -> dict[int, date]:
    ends = table("eks/kubernetes_versions").section("standard_support_ends")
    return {int(version.partition(".")[2]): date.fromisoformat(ends.text(version)) for version in ends}
