"""AWS's own managed policies by their paths: which ARN of one does not exist."""

from __future__ import annotations

import re
from functools import cache

from policypack.aws.common.tables import table

_ARN = re.compile(r"(?P<start>arn:aws(?:-[a-z]+)*:iam::aws:policy/)(?P<path>(?:[\w+=,.@-]+/)*)(?P<name>[\w+=,.@-]+)")


def right_arn(arn: str) -> str | None:
    """The ARN that a policy of this name has; None where this one may be right, or no policy has the name."""
    found = _ARN.fullmatch(arn)
    if found is None:
        return None
    name = _renamed().get(found["name"], found["name"])
    path = _paths().get(name)
    right = None if path is None else f"{found['start']}{path}{'/' if path else ''}{name}"
    return None if right == arn else right


@cache
def _paths() -> dict[str, str]:
    rows = table("iam/managed_policy_paths").section("paths")
    return {name: path for path in rows for name in rows.texts(path)}


@cache
def _renamed() -> dict[str, str]:
    rows = table("iam/managed_policy_paths").section("renamed")
    return {name: rows.text(name) for name in rows}
