"""What a stack exports, and which of its resources others can reach by it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from policypack.aws.common import names
from policypack.catalog.reachable import is_global, membership_argument, needed_outputs, part_arguments, relay_arguments
from policypack.model.facts import FALSE, TRUE, Fact, Reason, any_fact, any_of
from policypack.model.links import IDENTITY_OUTPUTS
from policypack.model.records import record
from policypack.model.resources import Resource
from policypack.model.stack import STACK_TYPE, Stack
from policypack.model.values import UNKNOWN, Plain, Value, plain, revealed

_PART_OUTPUTS = (*IDENTITY_OUTPUTS, "endpoint", "invokeUrl", "websiteEndpoint", "websiteDomain")
"""The outputs that lead to a part of a resource, and so to the whole."""


@record(frozen=True, slots=True)
class Exports:
    """What a stack exports.

    ``texts`` are the known texts at any depth, ``urns`` the resources that an export is made of as far as that is
    known: a resource exported whole, and offline what an export depends on. ``pending`` is the number of unknown
    values, ``unexplained`` of those among them whose origin is not known: they may be anything. ``are_known`` is false
    where the engine has not sent the exports.
    """

    owner: str
    texts: tuple[str, ...] = ()
    urns: frozenset[str] = frozenset()
    pending: int = 0
    unexplained: int = 0
    are_known: bool = True

    @property
    def doubt(self) -> Fact:
        """The unknown fact that the exports are the reason of."""
        return Fact(None, (Reason("outputs", self.owner),))

    def hold(self, text: Value) -> bool:
        """One of the known texts has this one in it."""
        return any(part in exported for part in _texts(revealed(plain(text))) for exported in self.texts)

    def lead_to(self, resource: Resource, stack: Stack, outputs: tuple[str, ...]) -> Fact:
        """An export is one of the resource's ``outputs``, or is made of one."""
        holders = (parent.urn for parent in stack.parents(resource) if parent.type != STACK_TYPE)
        if resource.urn in self.urns or any(urn in self.urns for urn in holders):
            return TRUE
        if any(self.hold(value) for value in map(resource.output, outputs) if value.is_known):
            return TRUE
        return self.doubt if self.unexplained or not self.are_known else FALSE


def exports_of(stack_resource: Resource, stack: Stack) -> Exports:
    """The exports of a stack, which are the outputs of its root resource."""
    if stack_resource.outputs is None:
        return Exports(stack_resource.name, are_known=False)
    texts: list[str] = []
    urns: set[str] = set()
    pending = unexplained = 0
    for name in sorted(stack_resource.outputs):
        origins = stack_resource.property_dependencies.get(name, ())
        urns.update(origins)
        leaves = list(_leaves(stack_resource.outputs[name], stack, urns))
        texts += (leaf for leaf in leaves if isinstance(leaf, str))
        unknown = sum(leaf is UNKNOWN for leaf in leaves)
        pending += unknown
        unexplained += 0 if origins else unknown
    return Exports(stack_resource.name, tuple(texts), frozenset(urns), pending, unexplained)


def needed_resources(stack: Stack) -> tuple[Resource, ...]:
    """The resources that others need; members of a group are reached by the group."""
    return tuple(one for one in stack.of_type(tuple(needed_outputs())) if not _is_member(one))


def is_exported(resource: Resource, exports: Exports, stack: Stack) -> Fact:
    """An export leads to the resource, or to a part of it."""
    parts = (
        stack.linked((token,), to=resource, by=arguments, names=_own_names(resource)).any(
            lambda part: exports.lead_to(part, stack, _PART_OUTPUTS)
        )
        for token, arguments in stack.derived(_present, part_arguments)
    )
    return any_of(exports.lead_to(resource, stack, needed_outputs()[resource.type]), any_fact(parts))


def is_relayed(resource: Resource, stack: Stack) -> Fact:
    """Another resource publishes it, or it only serves another one: it needs no export."""
    return any_fact(
        stack.linked((token,), to=resource, by=arguments, names=_own_names(resource)).exists()
        for token, arguments in stack.derived(_present, relay_arguments)
    )


def _present(
    stack: Stack, arguments: Callable[[], Mapping[str, tuple[str, ...]]]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The rows of the table whose types the stack has."""
    return tuple((token, named) for token, named in arguments().items() if stack.of_type((token,)))


def name_region(exports: Exports, resource: Resource, region: Value) -> Fact:
    """One of the exports is the name of the resource's region, or has it in it as ARNs and endpoints do."""
    if region.is_absent or is_global(resource.type):
        return TRUE
    if region.is_unknown:
        return region.undecided()
    if exports.hold(region):
        return TRUE
    return exports.doubt if exports.pending or not exports.are_known else FALSE


def best_output(resource: Resource) -> str:
    """The output that leads to the resource most directly."""
    return needed_outputs()[resource.type][0]


def _is_member(resource: Resource) -> bool:
    argument = membership_argument(resource.type)
    return argument is not None and not resource[argument].is_absent


def _own_names(resource: Resource) -> tuple[str, ...]:
    facts = names.type_facts(resource)
    return (facts.name,) if facts is not None and facts.name else ()


def _leaves(tree: Plain, stack: Stack, urns: set[str]) -> Iterator[Plain]:
    """Everything that an export holds at any depth. A resource that is exported whole adds its URN; what it does not
    know yet of itself is no export of anything else."""
    tree = revealed(tree)
    if isinstance(tree, dict):
        urn = _urn_of(tree)
        urns.update((urn,) if urn else ())
        leaves = (leaf for key in sorted(tree) for leaf in _leaves(tree[key], stack, urns))
        is_custom = stack.type_of(urn).startswith("aws:")
        yield from (leaf for leaf in leaves if not (is_custom and leaf is UNKNOWN))
    elif isinstance(tree, list):
        for item in tree:
            yield from _leaves(item, stack, urns)
    else:
        yield tree


def _urn_of(tree: Mapping[str, Plain]) -> str:
    """The URN of the resource that the object is; empty where it is none."""
    urn = revealed(tree.get("urn"))
    return urn if isinstance(urn, str) and urn.startswith("urn:pulumi:") else ""


def _texts(tree: Plain) -> Iterator[str]:
    if isinstance(tree, str) and tree:
        yield tree
    elif isinstance(tree, dict):
        for item in tree.values():
            yield from _texts(item)
    elif isinstance(tree, list):
        for item in tree:
            yield from _texts(item)
