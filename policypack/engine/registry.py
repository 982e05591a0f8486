"""Finds the rules: every module of a folder ``aws/SERVICE/rules`` has one ``RULE``, named as its file."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from policypack import aws
from policypack.errors import RuleError
from policypack.model.headings import Heading

if TYPE_CHECKING:
    from policypack.rule import AnyRule

_Headed = TypeVar("_Headed", bound=Heading)


@cache
def all_rules() -> tuple[AnyRule, ...]:
    """All built-in rules, in order of their ids. Raises RuleError for a file that declares none."""
    return tuple(load(module_name(rule_id)) for rule_id in sorted(rule_files()))


def module_name(rule_id: str) -> str:
    """The module of a built-in rule: ``policypack.aws.sqs.rules.sqs_queue_valid``. Raises KeyError for another id."""
    *_, service, rules, name = rule_files()[rule_id].split(os.sep)
    return f"{aws.__name__}.{service}.{rules}.{name.removesuffix('.py')}"


def location(rule_id: str) -> Path | None:
    """The file of a built-in rule; None where there is none of this id."""
    file = rule_files().get(rule_id)
    return None if file is None else Path(file)


def load(module_name: str) -> AnyRule:
    """The rule of one module. Raises RuleError where it has none or is named otherwise than its file."""
    from policypack.rule import ResourceRule, StackRule  # noqa: PLC0415 - a run that loads no rule does not need them

    module = importlib.import_module(module_name)
    rule = getattr(module, "RULE", None)
    if not isinstance(rule, ResourceRule | StackRule):
        raise RuleError(f"{module_name} declares no RULE: give it a ResourceRule or a StackRule of that name.")
    file_name = module_name.rsplit(".", 1)[-1]
    if rule.id != file_name.replace("_", "-"):
        raise RuleError(f"{module_name} declares the rule {rule.id}: name the file {rule.id.replace('-', '_')}.py.")
    return rule


def find(rule_id: str, among: Iterable[_Headed]) -> _Headed | None:
    """The rule with this id, or that had it before; None where there is none."""
    return next((rule for rule in among if rule_id == rule.id or rule_id in rule.aliases), None)


@cache
def rule_files() -> Mapping[str, str]:
    """Rule id -> the file of a built-in rule. A path of its own for each would be a tenth of a start's work."""
    services = aws.__path__[0]
    folders = (os.path.join(services, service, "rules") for service in os.listdir(services))
    files = ((folder, name) for folder in folders if os.path.isdir(folder) for name in os.listdir(folder))
    return {
        name.removesuffix(".py").replace("_", "-"): os.path.join(folder, name)
        for folder, name in files
        if name.endswith(".py") and not name.startswith("_")
    }
