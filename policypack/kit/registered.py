"""A resource that a previewed program registers, as a test asks it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeVar

from policypack.model.holes import Text
from policypack.model.paths import steps
from policypack.model.records import record
from policypack.model.values import UNKNOWN, Secret

_Kind = TypeVar("_Kind")


class TextAround(str):
    """A text around outputs that a preview does not know, with each as ``[output of resource]``; it is a text."""

    __slots__ = ()


@record(frozen=True, slots=True)
class Registered:
    """One resource. ``type`` is as programs write it (``aws.s3.Bucket``), ``token`` as the engine does; ``position`` is
    ``file:line``.

    ``inputs`` have the names of the provider's schema (``storageType``). What the preview does not know is ``UNKNOWN``,
    a secret is a ``Secret``, and a text around outputs that are not known is a ``TextAround``. The typed questions,
    ``text("engine")`` and so on, take a path, with names as in Python, too (``"scaling_config.min_size"``); they give
    the value of a secret, and fail where the input is not set, is not known, or is of another kind.
    """

    urn: str
    token: str
    type: str
    name: str
    inputs: Mapping[str, Any]
    position: str = ""

    def __str__(self) -> str:
        return f'{self.type} "{self.name}"'

    def __getitem__(self, path: str) -> Any:
        """The input at a path; None where it is not set."""
        found: Any = self.inputs
        for step in steps(path):
            found = found.value if isinstance(found, Secret) else found
            if found is UNKNOWN:
                return UNKNOWN
            if isinstance(found, Mapping):
                found = found.get(step, found.get(_camel_case(str(step))))
            elif isinstance(found, list) and isinstance(step, int):
                found = found[step] if step < len(found) else None
            else:
                return None
        return found

    def is_secret(self, path: str) -> bool:
        """Whether the input is marked as secret."""
        return isinstance(self[path], Secret)

    def text(self, path: str) -> str:
        """The input, which is a text."""
        __tracebackhide__ = True
        return _known(self, path, str, "a text")

    def number(self, path: str) -> float:
        """The input, which is a number."""
        __tracebackhide__ = True
        return _known(self, path, float, "a number")

    def boolean(self, path: str) -> bool:
        """The input, which is true or false."""
        __tracebackhide__ = True
        return _known(self, path, bool, "true or false")

    def items(self, path: str) -> list[Any]:
        """The input, which is a list; its elements may be unknown."""
        __tracebackhide__ = True
        return _known(self, path, list, "a list")

    def map(self, path: str) -> dict[str, Any]:
        """The input, which is an object; its fields may be unknown."""
        __tracebackhide__ = True
        return _known(self, path, dict, "an object")


def plain_tree(tree: Any) -> Any:
    """Properties as a test reads them."""
    if isinstance(tree, Mapping):
        return {key: plain_tree(part) for key, part in tree.items()}
    if isinstance(tree, Secret):
        inner = plain_tree(tree.value)
        return inner if isinstance(inner, Secret) else Secret(inner)
    if isinstance(tree, Text):
        return TextAround(tree)
    if isinstance(tree, float) and tree.is_integer():
        return int(tree)  # The engine's protocol has one kind of number.
    return [plain_tree(part) for part in tree] if isinstance(tree, list) else tree


def _known(of: Registered, path: str, kind: type[_Kind], words: str) -> _Kind:
    """The input at the path, where it is known and of the kind."""
    __tracebackhide__ = True
    given = of[path]
    found, secret = (given.value, True) if isinstance(given, Secret) else (given, False)
    if kind is float and type(found) is int:
        found = float(found)
    if isinstance(found, kind):
        return found
    if found is UNKNOWN:
        raise AssertionError(f"{of}: the preview does not know {path}")
    if found is None:
        raise AssertionError(f"{of}: {path} is not set; the program sets {', '.join(sorted(of.inputs)) or 'nothing'}")
    raise AssertionError(f"{of}: {path} is {'[secret]' if secret else repr(found)}, which is not {words}")


def _camel_case(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])_([a-z0-9])", lambda found: found[1].upper(), name)
