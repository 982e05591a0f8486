"""Patterns of ARNs, with the wildcards of IAM: ``*`` for any text, ``?`` for any one character."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from policypack.model.facts import FALSE, TRUE, Fact, known
from policypack.model.records import record
from policypack.model.values import UNKNOWN, Value, combined

_SOME = "\ue000"
"""Stands for one text that nobody chose: only a wildcard matches it."""
_VARIABLE = re.compile(r"\$\{[^{}]*\}")
_PARTS = 6
"""arn, partition, service, region, account, resource."""
_LONGEST = 2048
"""No ARN is longer."""


@record(frozen=True, slots=True)
class Target:
    """The resources that a permission is needed on.

    ``arn`` is an ARN with ``*`` for what any answer fits (partition, region, account, keys in a bucket) and ``{}`` for
    ``name``, a value that may be unknown. Without a name the ARN stands as it is.
    """

    arn: str
    name: Value | None = None

    def met_by(self, pattern: str) -> Fact:
        """The pattern of an Allow reaches some of these resources; unknown where that depends on an unknown name."""
        return self._ask(lambda arn: reaches(pattern, arn))

    def lies_in(self, pattern: str) -> Fact:
        """The pattern of a Deny reaches all of these resources, whatever their partition, region and account."""
        return self._ask(lambda arn: reaches(pattern, _with_any_end(arn)))

    def _ask(self, question: Callable[[str], bool]) -> Fact:
        if self.name is None or self.name.is_absent:
            return known(question(self.arn.replace("{}", "*")))
        if self.name.is_known:
            return self.name.as_text().test(lambda name: question(self._named(name)))
        if not question(self.arn.replace("{}", "*")):
            return FALSE
        return TRUE if question(self.arn.replace("{}", _SOME)) else self.name.undecided()

    def _named(self, name: str) -> str:
        """The ARN with its name; a name that is an ARN itself stands for the whole."""
        return name if name.startswith("arn:") else self.arn.replace("{}", name)


def target(template: str, value_of: Callable[[str], Value]) -> Target:
    """The target of a template such as ``arn:*:s3:::{S3Bucket}/*``, whose names in braces are values."""
    names = re.findall(r"\{(\w+)\}", template)
    if not names:
        return Target(template)
    first, last = template.index("{"), template.rindex("}") + 1
    middle = template[first:last]
    values = [value_of(name) for name in names]
    if any(value.is_absent for value in values):
        return Target(template[:first] + "*" + template[last:])

    def filled(*texts: object) -> object:
        if not all(isinstance(text, str) for text in texts):
            return UNKNOWN
        made = dict(zip(names, map(str, texts), strict=True))
        return re.sub(r"\{(\w+)\}", lambda place: made[place.group(1)], middle)

    name = combined(filled, *values)
    return Target(template[:first] + "{}" + template[last:], name)


def _with_any_end(arn: str) -> str:
    return arn[:-1] + _SOME if arn.endswith("*") else arn


def reaches(pattern: str, arn: str) -> bool:
    """Some ARN matches both, part by part where both have all parts: a target's region has no colon in it."""
    own, its = pattern.split(":", _PARTS - 1), arn.split(":", _PARTS - 1)
    if len(own) == len(its) == _PARTS:
        return all(overlap(one, other) for one, other in zip(own, its, strict=True))
    return overlap(pattern, arn)


@lru_cache(maxsize=4096)
def overlap(one: str, other: str) -> bool:
    """Some text matches both patterns. IAM's policy variables (``${aws:username}``) match any text."""
    left, right = _symbols(one), _symbols(other)
    row = [False] * (len(right) + 1)
    row[len(right)] = True
    for j in range(len(right) - 1, -1, -1):
        row[j] = right[j] == "*" and row[j + 1]
    for i in range(len(left) - 1, -1, -1):
        below, row = row, [False] * (len(right) + 1)
        row[len(right)] = left[i] == "*" and below[len(right)]
        for j in range(len(right) - 1, -1, -1):
            if left[i] == "*" or right[j] == "*":
                row[j] = below[j] or row[j + 1]
            else:
                row[j] = below[j + 1] and (left[i] == right[j] or "?" in (left[i], right[j]))
    return row[0]


def _symbols(pattern: str) -> str:
    return re.sub(r"\*+", "*", _VARIABLE.sub("*", pattern[:_LONGEST]))
