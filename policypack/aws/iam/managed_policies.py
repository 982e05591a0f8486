"""AWS's own managed policies, by their ARN: a table of those that roles of pipelines and workloads are given."""

from __future__ import annotations

import re

from policypack.aws.common.tables import table
from policypack.model.values import UNKNOWN, Plain

_ARN = re.compile(r"arn:aws(?:-\w+)*:iam::aws:policy/(?P<name>.+)")


def managed_policy(arn: str) -> Plain:
    """The policy's document; UNKNOWN where the table has none."""
    found = _ARN.fullmatch(arn)
    statements = table("iam/managed_policies").section("policies").content.get(found["name"]) if found else None
    return UNKNOWN if statements is None else {"Statement": statements}
