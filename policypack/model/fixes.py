"""The steps of a fix, and the values that they write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TypeAlias

from policypack.model.records import record
from policypack.model.resources import Resource
from policypack.model.values import Plain

# -- values -----------------------------------------------------------------------------------
# Besides plain ones: text, number, bool, list, and a mapping by schema names, which is a block.


@record(frozen=True, slots=True)
class Target:
    """A resource of the stack: the one that a step changes."""

    type: str
    name: str
    urn: str = ""

    @classmethod
    def of(cls, resource: Resource) -> Target:
        """The resource as a target."""
        return cls(resource.type, resource.name, resource.urn)


@record(frozen=True, slots=True)
class Ref:
    """An output of a resource: ``Ref.to(bucket, "id")`` of one that the stack has, ``Ref("role", "arn")`` of one that
    the reader has or makes, by its role. An empty ``output`` is the resource itself."""

    name: str
    output: str = ""
    target: Target | None = None

    @classmethod
    def to(cls, resource: Resource, output: str = "") -> Ref:
        """An output of a resource of the stack."""
        return cls(resource.name, output, Target.of(resource))


@record(frozen=True, slots=True)
class Blank:
    """A value that only the reader can choose; ``what`` may be written there: "a key of the pipeline's region"."""

    what: str = ""


@record(frozen=True, slots=True)
class StackName:
    """A text with the name of the stack in it, which is another one in each stack."""

    before: str = ""
    after: str = ""


@record(frozen=True, slots=True)
class SecretSetting:
    """A value of the stack's secret configuration, by its key."""

    key: str


@record(frozen=True, slots=True)
class Map:
    """A map whose keys are the user's (tags, environment variables, parameters): they stay as written."""

    entries: Mapping[str, Plain]


@record(frozen=True, slots=True)
class Json:
    """A JSON text, written as the tree that it holds."""

    tree: Plain


@record(frozen=True, slots=True)
class Archive:
    """A folder of code, as a function or a layer takes it."""

    path: str = "."


# -- steps ------------------------------------------------------------------------------------


@record(frozen=True, slots=True)
class Set:
    """Give the argument at ``path`` this value; ``on`` is the resource to change, where it is not the finding's."""

    path: str
    value: Plain
    on: Target | None = None


@record(frozen=True, slots=True)
class Remove:
    """Leave the argument at ``path`` out; with an empty path, the resource itself."""

    path: str
    on: Target | None = None


@record(frozen=True, slots=True)
class Add:
    """Add an element to the list at ``path``: at its end, or before the element at the position ``before``."""

    path: str
    value: Plain
    on: Target | None = None
    before: int | None = None


@record(frozen=True, slots=True)
class Edit:
    """Inside the JSON text at ``path``, give the part at ``inside`` this value; None removes it.

    The index behind the last element of a list adds an element.
    """

    path: str
    inside: str
    value: Plain
    on: Target | None = None


@record(frozen=True, slots=True)
class Create:
    """Add a resource of the type with these arguments."""

    type: str
    name: str
    arguments: Mapping[str, Plain] = field(default_factory=dict)


@record(frozen=True, slots=True)
class Depend:
    """Make the resource wait for another one, by the option ``dependsOn``."""

    earlier: Ref
    on: Target | None = None


@record(frozen=True, slots=True)
class Export:
    """Export an output of a resource from the stack, under a name."""

    name: str
    value: Ref


Step: TypeAlias = Set | Remove | Add | Edit | Create | Depend | Export


@record(frozen=True, slots=True)
class Fix:
    """All ``steps``; or, instead of them, all those of one of the alternatives. ``note`` is what no code says."""

    steps: tuple[Step, ...] = ()
    otherwise: tuple[tuple[Step, ...], ...] = ()
    note: str = ""

    def __bool__(self) -> bool:
        return bool(self.steps or self.note)


NO_FIX = Fix()
"""Where there is nothing to propose: a verdict that is not violated."""


def fix(*steps: Step, otherwise: Step | tuple[Step, ...] = (), note: str = "") -> Fix:
    """``fix(Set("fifoQueue", True), otherwise=Remove("deduplicationScope"))``: the steps, or the other way."""
    other = otherwise if isinstance(otherwise, tuple) else (otherwise,)
    return Fix(steps, (other,) if other else (), note)


def note(text: str) -> Fix:
    """A fix that only words can say: what to change outside the program, or a choice among several designs."""
    return Fix(note=text)
