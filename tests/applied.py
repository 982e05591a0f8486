"""Fixes as the reader would apply them: the steps, done on a resource's arguments."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from policypack.fix import Add, Archive, Blank, Edit, Fix, Json, Map, Ref, Remove, Set, Step
from policypack.model.conditions import parsed
from policypack.model.paths import steps
from policypack.model.values import UNKNOWN, Plain


def ways(one: Fix) -> Iterator[tuple[Step, ...]]:
    """The ways of a fix that change only the finding's resource, and leave no choice to the reader."""
    for way in (one.steps, *one.otherwise):
        if way and all(isinstance(step, Set | Remove | Add | Edit) and not _is_open(step) for step in way):
            yield way


def applied(way: tuple[Step, ...], inputs: dict[str, Plain]) -> dict[str, Plain]:
    """The arguments once each step is done."""
    tree = deepcopy(inputs)
    for step in way:
        _apply(step, tree)
    return tree


def on_the_wire(tree: Plain) -> Plain:
    """A value of a row or of a fix as the engine would send it; an output of another resource is not known yet."""
    if isinstance(tree, Ref):
        return UNKNOWN
    if isinstance(tree, Json):
        return json.dumps(tree.tree) if not _holds(tree.tree, Ref) else UNKNOWN
    if isinstance(tree, Map):
        return {key: on_the_wire(value) for key, value in tree.entries.items()}
    if isinstance(tree, Archive):
        return {"4dabf18193072939515e22adb298388d": "0def7320c3a5731c473e5ecbe6d01bc7", "path": tree.path}
    if isinstance(tree, dict):
        return {key: on_the_wire(value) for key, value in tree.items()}
    return [on_the_wire(value) for value in tree] if isinstance(tree, list | tuple) else tree


def _is_open(step: Step) -> bool:
    return getattr(step, "on", None) is not None or _holds(getattr(step, "value", None), Blank)


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
        _apply(Remove(step.inside) if step.value is None else Set(step.inside, step.value), document)
        place[last] = json.dumps(document)
        return
    place, last = _place(tree, step.path)
    if isinstance(step, Set):
        place[last] = on_the_wire(step.value)
    elif isinstance(step, Add):
        place.setdefault(last, []).append(on_the_wire(step.value))
    elif isinstance(place, list):
        del place[int(last)]
    else:
        place.pop(last, None)


def _place(tree: Any, path: str) -> tuple[Any, Any]:
    """The object or list that holds the part at the path, and its key or index there; blocks on the way are made."""
    *way, last = steps(path)
    for step in way:
        if isinstance(step, str) and step not in tree:
            tree[step] = {}
        tree = tree[step]
        if isinstance(tree, list) and len(tree) == 1 and not isinstance(last, int) and step is way[-1]:
            tree = tree[0]
    return tree, last
