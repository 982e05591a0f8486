"""Paths of properties: ``scalingConfig.minSize``, ``ingress[0].fromPort``, ``origins[].customOriginConfig``.

A dot leads into a block, ``[0]`` to an element of a list, ``[]`` to each element of it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, TypeAlias

EACH: Final = -1
"""The step to each element of a list."""
Step: TypeAlias = str | int
_STEP = re.compile(r"\.?([^.\[\]]+)|\[(\d*)\]")


@lru_cache(maxsize=4096)
def steps(path: str) -> tuple[Step, ...]:
    """The steps of a path: ``a.b[].c[0]`` is ``("a", "b", EACH, "c", 0)``.

    Raises ValueError for a text that is no path.
    """
    found: list[Step] = []
    position = 0
    while position < len(path):
        match = _STEP.match(path, position)
        if match is None:
            raise ValueError(f"{path!r} is no property path: write a.b, a[0].b or a[].b")
        name, index = match.groups()
        found.append(name if name is not None else int(index) if index else EACH)
        position = match.end()
    return tuple(found)


def top(path: str) -> str:
    """The argument that a path begins with: ``ingress`` of ``ingress[0].fromPort``."""
    first = steps(path)[0]
    return first if isinstance(first, str) else ""
