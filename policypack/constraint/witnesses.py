"""Inputs that break a row, and inputs that do not: by path, and as the blocks that the provider gets."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import TypeAlias

from policypack.model.paths import EACH, steps
from policypack.model.values import Plain

Inputs: TypeAlias = Mapping[str, Plain]
"""Arguments by their paths in the provider's schema: ``a.b`` is a field of a block, None leaves an argument out.
Values may be :class:`Json` texts, :class:`Map` (keys as written), :class:`Archive`, and :class:`Ref`: an output that a
preview does not know."""
NOTHING: Inputs = {}
Witness: TypeAlias = Inputs | tuple[Inputs, ...]


def several(witness: Witness) -> tuple[Inputs, ...]:
    """A witness as a tuple of inputs."""
    return witness if isinstance(witness, tuple) else (witness,)


def tree_of(inputs: Inputs) -> dict[str, Plain]:
    """``{"a.b": 1, "a.c": 2}`` as the blocks that it stands for; None leaves a field out."""
    whole: dict[str, Plain] = {}
    for path, value in inputs.items():
        *blocks, last = path.split(".")
        place = whole
        for name in blocks:
            if not isinstance(place.get(name), dict):
                place[name] = dict(place.get(name) or {})
            place = place[name]
        if value is None:
            place.pop(last, None)
        else:
            place[last] = deepcopy(value) if isinstance(value, dict) else value
    return whole


def within_list(each: str, element: Inputs) -> Inputs:
    """An element as the one element of its list: ``rules[]`` and ``{"days": 1}`` are ``{"rules": [{"days": 1}]}``."""
    tree: Plain = tree_of(element)
    names = steps(each)
    for step in reversed(names[1:]):
        tree = [tree] if step == EACH else {step: tree}
    return {str(names[0]): tree}
