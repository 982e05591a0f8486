"""Fingerprints: what a finding keeps from run to run, so that tools tell a new one from one that was there before.

They follow from the rule, the resource's URN, the property without the places in its lists, and the value that was
judged. So moved lines, renamed files and further resources change none; another value does. No secret goes into one.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from typing import Any

from policypack.engine.findings import Finding
from policypack.model.opaque import FAULTS
from policypack.model.stack import Stack
from policypack.model.values import UNKNOWN, Secret, plain

_INDEX = re.compile(r"\[\d+\]")


class Fingerprints:
    """The fingerprints of one stack's findings, asked for in the report's order."""

    def __init__(self, stack: Stack) -> None:
        self._stack = stack
        self._met: Counter[str] = Counter()

    def of(self, finding: Finding) -> str:
        """32 hexadecimal digits; findings of a resource that are alike are told apart by their order."""
        place = _INDEX.sub("[]", finding.at)
        told = json.dumps([finding.rule, finding.urn, place, self._judged(finding)], sort_keys=True)
        self._met[told] += 1
        content = f"{told}{self._met[told]}".encode("utf-8", "surrogatepass")
        return hashlib.sha256(content).hexdigest()[:32]

    def _judged(self, finding: Finding) -> Any:
        """The value at the finding's property; None where it names none."""
        resource = self._stack.get(finding.urn)
        if resource is None or not finding.at:
            return None
        try:
            return _shown(plain(resource.at(finding.at)))
        except FAULTS:  # No property of an argument, as `the stack`.
            return None


def _shown(tree: Any) -> Any:
    """The tree as JSON data, with no secret and nothing unknown in it."""
    if isinstance(tree, dict):
        return {str(key): _shown(value) for key, value in tree.items()}
    if isinstance(tree, list | tuple):
        return [_shown(one) for one in tree]
    if isinstance(tree, Secret):
        return "secret"
    return tree if tree is not UNKNOWN and isinstance(tree, str | int | float | bool) else None
