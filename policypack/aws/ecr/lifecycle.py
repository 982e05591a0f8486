"""Lifecycle policies of ECR repositories: what ECR rejects in their JSON.

https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html, read in November 2026. Each
function returns what ECR objects to in a policy, None where it does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policypack.model.opaque import is_opaque
from policypack.model.values import Plain

REPOSITORY_POLICY = ("aws:ecr/lifecyclePolicy:LifecyclePolicy",)
_BY_TAG = ("tagPrefixList", "tagPatternList")
_SINCE = ("sinceImagePushed", "sinceImagePulled", "sinceImageTransitioned")


def null_error(policy: Plain) -> str | None:
    """No part of a rule is null: ECR wants the key left out."""
    for rule in _rules(policy):
        for part in (rule, *(rule[key] for key in ("selection", "action") if isinstance(rule.get(key), Mapping))):
            name = next((key for key, value in part.items() if value is None), "")
            if name:
                return f'rule {_number(rule)} has a "{name}" that is null'
    return None


def unit_error(policy: Plain) -> str | None:
    """A rule by age has a unit, and a rule by number has none."""
    for rule, selection in _selections(policy):
        kind, unit = selection.get("countType"), selection.get("countUnit")
        if _is_text(kind) and kind in _SINCE and unit is None:
            return f'rule {_number(rule)} has the "countType" "{kind}" and no "countUnit"'
        if _is_text(kind) and kind == "imageCountMoreThan" and unit is not None:
            return f'rule {_number(rule)} has the "countType" "{kind}" and a "countUnit"'
    return None


def tag_error(policy: Plain) -> str | None:
    """A rule for tagged images names tags, and no other rule does."""
    for rule, selection in _selections(policy):
        status, names = selection.get("tagStatus"), [key for key in _BY_TAG if selection.get(key) is not None]
        if _is_text(status) and status == "tagged" and not names:
            return f'rule {_number(rule)} is for tagged images and has neither "tagPrefixList" nor "tagPatternList"'
        if _is_text(status) and status in ("untagged", "any") and names:
            return f'rule {_number(rule)} is for {status} images and has a "{names[0]}"'
    return None


def priority_error(policy: Plain) -> str | None:
    """No two rules have the same priority."""
    seen: set[str] = set()
    for rule in _rules(policy):
        number = rule.get("rulePriority")
        if isinstance(number, int | float) and str(number) in seen:
            return f'two rules have the "rulePriority" {number:g}'
        seen.add(str(number))
    return None


def any_error(policy: Plain) -> str | None:
    """The rule for any image is the last: it has the highest priority. Rules for a class of storage are left out."""
    found = [(rule.get("rulePriority"), selection) for rule, selection in _selections(policy)]
    if any("storageClass" in selection for _, selection in found):
        return None
    numbers = [number for number, _ in found if isinstance(number, int | float)]
    if len(numbers) != len(found):
        return None
    for number, (_, selection) in zip(numbers, found, strict=True):
        if _is_text(selection.get("tagStatus")) and selection.get("tagStatus") == "any" and number < max(numbers):
            return f"rule {number:g} is for any image, and rule {max(numbers):g} comes after it"
    return None


def _rules(policy: Plain) -> Iterator[Mapping[str, Plain]]:
    rules = policy.get("rules") if isinstance(policy, Mapping) else None
    yield from (one for one in (rules if isinstance(rules, list) else ()) if isinstance(one, Mapping))


def _selections(policy: Plain) -> Iterator[tuple[Mapping[str, Plain], Mapping[str, Plain]]]:
    for rule in _rules(policy):
        selection = rule.get("selection")
        if isinstance(selection, Mapping):
            yield rule, selection


def _number(rule: Mapping[str, Plain]) -> str:
    number = rule.get("rulePriority")
    return f"{number:g}" if isinstance(number, int | float) else "?"


def _is_text(value: Plain) -> bool:
    return isinstance(value, str) and not is_opaque(value)
