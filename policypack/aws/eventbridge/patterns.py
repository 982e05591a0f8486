"""Event patterns: a JSON object whose keys lead to lists of values, or to objects of the same form.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html, read in November 2026.
"""

from __future__ import annotations

from policypack.model.values import Plain


def pattern_fault(pattern: Plain) -> str | None:
    """What EventBridge has against an event pattern; None where it has nothing. Matchers in lists are not read."""
    if not isinstance(pattern, dict):
        return "is not a JSON object"
    pending = [pattern]
    while pending:
        for key, condition in pending.pop().items():
            if isinstance(condition, dict):
                pending.append(condition)
            elif not isinstance(condition, list):
                return f'has a value under {key!r} that stands in no list: "{key}" must be an object or an array'
            elif not condition:
                return f"has an empty list under {key!r}: Empty arrays are not allowed"
            elif key == "$or":
                pending += [branch for branch in condition if isinstance(branch, dict)]
    return None
