"""The engine's policy configuration: a ``--policy-pack-config`` file, or what a policy group says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from policypack.engine.configuration.document import (
    ALL,
    OF_ENGINE,
    Names,
    read_document,
    read_levels,
    read_rule_options,
)
from policypack.engine.configuration.layer import Layer, LevelSaid, OptionSaid
from policypack.engine.configuration.tree import Node
from policypack.engine.policies import GUARDRAILS
from policypack.engine.settings import PackSetting, Setting, Settings

LEVEL = "enforcementLevel"
Told = Mapping[str, Setting | PackSetting]


def read_policies(node: Node, names: Names, told: Settings | None, folder: Path) -> Layer:
    """What the policy configuration says: policy -> its level, or an object of ``enforcementLevel`` and options.

    The engine fills in, for every policy, what the pack told it: ``told``. What is the same is not said here, so that
    it keeps the place that it really came from. A configuration that no engine completed comes with None.
    """
    known: Told = {} if told is None else _by_name(told)
    levels: list[LevelSaid] = []
    options: list[OptionSaid] = []
    whole = Layer()
    for name, one in node.fields().items():
        level, rest = _parts(one)
        _check(name, one, rest, names)
        if level is not None and not _is_as_told(known.get(name), level):
            levels += _levels(name, level, node, names, known)
        if name == GUARDRAILS.id:
            whole = read_document(rest, names, OF_ENGINE, "organization", folder)
        elif name != ALL:
            options += read_rule_options(name, _said(rest, known.get(names.current(name))), names)
    return replace(whole, levels=tuple(levels), options=tuple(options))


def _is_as_told(told: Setting | PackSetting | None, level: Node) -> bool:
    return told is not None and told.level == level.content


def _by_name(told: Settings) -> Told:
    rules = {one.rule.id: one for one in told.rules}
    return {**rules, **{one.policy.id: one for one in told.policies}}


def _parts(node: Node) -> tuple[Node | None, Node]:
    """The level, and the rest as a node of its own."""
    if isinstance(node.content, str):
        return node, Node({}, node.file, node.path, node.line)
    fields = node.fields()
    rest: Mapping[str, Node] = {key: one for key, one in fields.items() if key != LEVEL}
    return fields.get(LEVEL), Node(rest, node.file, node.path, node.line)


def _said(options: Node, told: Setting | PackSetting | None) -> Node:
    """The options without those that are the same as the pack told the engine."""
    before = {} if told is None else told.written
    said = {key: one for key, one in options.fields().items() if key not in before or before[key] != one.plain()}
    return Node(said, options.file, options.path, options.line)


def _check(name: str, node: Node, rest: Node, names: Names) -> None:
    if name == ALL:
        for one in rest.fields().values():
            raise one.wrong(f"only {LEVEL} can be set for all.")
    elif any(mark in name for mark in "*?["):
        raise node.wrong("is a glob; the engine's configuration names each rule, or all. Globs go in guardrails.yaml.")
    else:
        names.named(names.current(name), node)


def _levels(name: str, level: Node, node: Node, names: Names, known: Told) -> Iterator[LevelSaid]:
    (said,) = read_levels(replace(level, content={name: level}), names)
    if name == ALL and known:
        # The engine has spread it over the rules already; what it did not send, the pack spreads itself.
        others: dict[str, Any] = dict(node.fields())
        yield from (replace(said, pattern=rule) for rule in names.rules if rule not in others)
    else:
        yield said
