"""The stack's own ``guardrails:*`` configuration: levels, options and exemptions that the organization opened to it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from policypack.engine.configuration.document import EXEMPTIONS, LEVELS, OF_STACK, OPTIONS, Names, opened, read_document
from policypack.engine.configuration.layer import Layer, StacksMay
from policypack.engine.configuration.tree import Node, nearest, of_plain
from policypack.errors import ConfigurationError
from policypack.model.resources import Deployment

NAMESPACE = "guardrails:"


def read_stack(deployment: Deployment, names: Names, may: StacksMay) -> Layer:
    """What the stack says for itself. Raises ConfigurationError where it is wrong, or is not the stack's to say."""
    file = f"Pulumi.{deployment.stack}.yaml" if deployment.stack else "the stack's configuration"
    said = {key for key in (*deployment.config, *deployment.secret_keys) if key.startswith(NAMESPACE)}
    fields = {}
    for full_key in sorted(said):
        key = full_key.removeprefix(NAMESPACE)
        if key not in OF_STACK and deployment.project == NAMESPACE.rstrip(":"):
            continue  # A project of this name has its own settings there.
        fields[key] = _field(key, full_key, file, deployment)
    layer = read_document(Node(fields, file), names, OF_STACK, "stack", Path())
    _refuse_closed((one.pattern for one in layer.levels), may.levels, (fields, LEVELS, "levels"), names)
    _refuse_closed((one.rule for one in layer.options), may.options, (fields, OPTIONS, "options"), names)
    _refuse_closed((one.rule for one in layer.exemptions), may.exempt, (fields, EXEMPTIONS, "exempt"), names)
    return layer


def _field(key: str, full_key: str, file: str, deployment: Deployment) -> Node:
    node = Node(None, file, full_key)
    if key not in OF_STACK:
        raise node.wrong(f"no such key; {nearest(key, OF_STACK)}")
    if full_key in deployment.secret_keys:
        raise node.wrong("is secret, or not known to be plain; reports show it, so set it without --secret.")
    try:
        value = json.loads(deployment.config[full_key], object_pairs_hook=_without_repeats)
    except (ValueError, RecursionError) as error:
        raise node.wrong(f"is not JSON or structured YAML ({error}).") from error
    return of_plain(value, file, full_key)


def _without_repeats(pairs: list[tuple[str, Any]]) -> Mapping[str, Any]:
    fields: dict[str, Any] = {}
    for key, value in pairs:
        if key in fields:
            raise ValueError(f"{key} is there twice")
        fields[key] = value
    return fields


def _refuse_closed(
    patterns: Iterable[str], may: tuple[str, ...] | None, said: tuple[Mapping[str, Node], str, str], names: Names
) -> None:
    fields, key, what = said
    for pattern in patterns:
        closed = opened(pattern, may or (), names)
        if closed:
            raise ConfigurationError(
                f"{fields[key].where}: {pattern}: the organization does not leave {closed} to stacks here;"
                f" it is asked to add it to stacksMay.{what} in guardrails.yaml or the policy group."
            )
