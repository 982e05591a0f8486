"""Finds the rules: every module of ``policypack.rules`` has one ``RULE``, named as its file."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from functools import cache

from policypack import rules
from policypack.errors import RuleError
from policypack.rule import AnyRule, ResourceRule, StackRule


@cache
def all_rules() -> tuple[AnyRule, ...]:
    """All built-in rules, in order of their ids. Raises RuleError for a file that declares none."""
    names = sorted(module.name for module in pkgutil.iter_modules(rules.__path__))
    return tuple(load(f"{rules.__name__}.{name}") for name in names)


def load(module_name: str) -> AnyRule:
    """The rule of one module. Raises RuleError where it has none or is named otherwise than its file."""
    module = importlib.import_module(module_name)
    rule = getattr(module, "RULE", None)
    if not isinstance(rule, ResourceRule | StackRule):
        raise RuleError(f"{module_name} declares no RULE: give it a ResourceRule or a StackRule of that name.")
    file_name = module_name.rsplit(".", 1)[-1]
    if rule.id != file_name.replace("_", "-"):
        raise RuleError(f"{module_name} declares the rule {rule.id}: name the file {rule.id.replace('-', '_')}.py.")
    return rule


def find(rule_id: str, among: Iterable[AnyRule]) -> AnyRule | None:
    """The rule with this id; None where there is none."""
    return next((rule for rule in among if rule.id == rule_id), None)
