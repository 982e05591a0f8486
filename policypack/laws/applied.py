"""Fixes as the reader would apply them: the steps, done on a resource's arguments."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from itertools import pairwise
from typing import Any

from policypack.aws.common.names import is_automatic
from policypack.fix import (
    Add,
    Archive,
    Blank,
    Create,
    Depend,
    Edit,
    Export,
    Fix,
    Json,
    Map,
    Ref,
    Remove,
    SecretSetting,
    Set,
    StackName,
    Step,
)
from policypack.model.conditions import parsed
from policypack.model.paths import steps, top
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import UNKNOWN, Plain, revealed
from policypack.wire.trees import SIGNATURE


def ways(one: Fix) -> Iterator[tuple[Step, ...]]:
    """The ways of a fix that change only the finding's resource."""
    for way in (one.steps, *one.otherwise):
        if way and all(isinstance(step, Set | Remove | Add | Edit) and step.on is None for step in way):
            yield way


def fixed_stack(stack: Stack, subject: Resource, way: tuple[Step, ...]) -> Stack:
    """The stack once each step is done: resources changed, made, and ordered."""
    resources = {(one.type, one.name): one for one in stack.resources}
    for step in way:
        if isinstance(step, Create):
            resources[step.type, step.name] = _created(step, subject)
            continue
        on = None if isinstance(step, Export) else step.on
        target = (subject.type, subject.name) if on is None else (on.type, on.name)
        changed = resources[target]
        if isinstance(step, Remove) and not step.path:
            del resources[target]
        elif isinstance(step, Export):
            outputs = {**(changed.outputs or {}), step.name: UNKNOWN}
            depends = {**changed.property_dependencies, step.name: _sources(step.value)}
            resources[target] = replace(changed, outputs=outputs, property_dependencies=depends)
        elif isinstance(step, Depend):
            earlier = tuple(one.urn for one in resources.values() if one.name == step.earlier.name)
            resources[target] = replace(changed, dependencies=(*changed.dependencies, *earlier))
        else:
            resources[target] = _changed(step, changed)
    return Stack(tuple(resources.values()))


def _changed(step: Set | Remove | Add | Edit, resource: Resource) -> Resource:
    """The resource after one step. A property that is written anew depends on what the step refers to, and on nothing
    that it depended on before; an automatic name is made anew, too, and is not made beside a prefix."""
    value = getattr(step, "value", None)
    depends = {**resource.property_dependencies}
    if isinstance(step, Add | Edit):
        depends[top(step.path)] = (*depends.get(top(step.path), ()), *_sources(value))
    elif isinstance(step, Remove) or _holds(value, Ref) or _holds(value, Blank):
        depends[top(step.path)] = _sources(value)
    inputs = _plain(resource)
    for name in ("name", step.path.removesuffix("Prefix")):
        if name in inputs and is_automatic(resource[name], resource).truth:
            del inputs[name]
    return replace(
        resource,
        inputs=applied((step,), inputs),
        dependencies=tuple(urn for urns in depends.values() for urn in urns),
        property_dependencies=depends,
    )


def _created(step: Create, subject: Resource) -> Resource:
    """The new resource, in the stack and with the provider of the finding's."""
    depends = {key: _sources(value) for key, value in step.arguments.items()}
    return Resource(
        urn=f"{subject.urn.rsplit('::', 2)[0]}::{step.type}::{step.name}",
        type=step.type,
        name=step.name,
        inputs={key: on_the_wire(value) for key, value in step.arguments.items()},
        parent=subject.parent,
        provider=subject.provider,
        dependencies=tuple(urn for urns in depends.values() for urn in urns),
        property_dependencies=depends,
    )


def _plain(resource: Resource) -> dict[str, Plain]:
    return {key: revealed(resource.inputs[key]) for key in resource.inputs}


def _sources(tree: Plain) -> tuple[str, ...]:
    """The URNs of the resources whose outputs are in a value."""
    if isinstance(tree, Ref):
        return (tree.target.urn,) if tree.target is not None and tree.target.urn else ()
    if isinstance(tree, Json):
        return _sources(tree.tree)
    if isinstance(tree, Map):
        return _sources(dict(tree.entries))
    if isinstance(tree, dict):
        return tuple(urn for value in tree.values() for urn in _sources(value))
    return tuple(urn for value in tree for urn in _sources(value)) if isinstance(tree, list | tuple) else ()


def applied(way: tuple[Step, ...], inputs: dict[str, Plain]) -> dict[str, Plain]:
    """The arguments once each step is done."""
    tree = deepcopy(inputs)
    for step in way:
        _apply(step, tree)
    return tree


def on_the_wire(tree: Plain) -> Plain:
    """A value of a row or of a fix as the engine would send it.

    An output of another resource is not known yet, and nothing is known of what the reader chooses.
    """
    if isinstance(tree, Ref | Blank | SecretSetting):
        return UNKNOWN
    if isinstance(tree, StackName):
        return f"{tree.before}dev{tree.after}"
    if isinstance(tree, Json):
        return UNKNOWN if _holds(tree.tree, Ref) or _holds(tree.tree, Blank) else json.dumps(tree.tree)
    if isinstance(tree, Map):
        return {key: on_the_wire(value) for key, value in tree.entries.items()}
    if isinstance(tree, Archive):
        return {SIGNATURE: "0def7320c3a5731c473e5ecbe6d01bc7", "path": tree.path}
    if isinstance(tree, dict):
        return {key: on_the_wire(value) for key, value in tree.items()}
    return [on_the_wire(value) for value in tree] if isinstance(tree, list | tuple) else tree


def _holds(tree: Plain, kind: type) -> bool:
    if isinstance(tree, kind):
        return True
    if isinstance(tree, Json):
        return _holds(tree.tree, kind)
    if isinstance(tree, Map):
        return _holds(dict(tree.entries), kind)
    if isinstance(tree, dict):
        return any(_holds(value, kind) for value in tree.values())
    return isinstance(tree, list | tuple) and any(_holds(value, kind) for value in tree)


def _apply(step: Step, tree: Any) -> None:
    assert isinstance(step, Set | Remove | Add | Edit)
    if isinstance(step, Edit):
        place, last = _place(tree, step.path)
        document = parsed(place[last])
        if document is None:
            place[last] = UNKNOWN  # a text that is not known yet stays one
            return
        _apply(Remove(step.inside) if step.value is None else Set(step.inside, step.value), document)
        place[last] = document
        return
    place, last = _place(tree, step.path)
    if isinstance(step, Set) and isinstance(place, list) and last == len(place):
        place.append(on_the_wire(step.value))
    elif isinstance(step, Set):
        place[last] = on_the_wire(step.value)
    elif isinstance(step, Add):
        elements = place.setdefault(last, [])
        elements.insert(len(elements) if step.before is None else step.before, on_the_wire(step.value))
    elif isinstance(place, list):
        del place[int(last)]
    else:
        place.pop(last, None)


def _place(tree: Any, path: str) -> tuple[Any, Any]:
    """The object or list that holds the part at the path, and its key or index there; blocks on the way are made."""
    *way, last = steps(path)
    for step, following in pairwise((*way, last)):
        if isinstance(step, str) and not isinstance(tree.get(step), dict | list):
            tree[step] = {}
        tree = tree[step]
        if isinstance(tree, list) and isinstance(following, str):
            tree = tree[0]
    return tree, last
