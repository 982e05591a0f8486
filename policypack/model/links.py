"""Whether a property of one resource names another resource: one function, one meaning.

In a preview most references are unknown, so the property's dependencies decide; in an update and in a state the
values are known, too; a program may also name a resource by a literal, which leaves no dependency.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import field

from policypack.model.facts import (
    FALSE,
    MORE,
    TRUE,
    Count,
    Fact,
    NotToldError,
    all_facts,
    all_of,
    any_fact,
    any_of,
    count_facts,
    is_not,
)
from policypack.model.graph import ResourceGraph
from policypack.model.holes import Text
from policypack.model.paths import top
from policypack.model.records import record
from policypack.model.resources import Resource
from policypack.model.values import Value, plain, text_of

IDENTITY_OUTPUTS = ("id", "arn", "name")
"""The outputs by which others name a resource, whatever its type."""


NATIVE = "aws:"
STACK_REFERENCE = "pulumi:pulumi:StackReference"
SECRETS = (
    "random:index/randomPassword:RandomPassword",
    "random:index/randomBytes:RandomBytes",
    "tls:index/privateKey:PrivateKey",
)
"""Types that make passwords and keys, which are no names."""
RANDOM = tuple(f"random:index/random{kind}:Random{kind}" for kind in ("Id", "Pet", "String", "Uuid", "Uuid4", "Uuid7"))
"""Types that draw a part of a name that nobody has said before: such a name is none that is known already."""
OPAQUE = (
    "aws:cloudcontrol/resource:Resource",
    "aws:cloudformation/stack:Stack",
    "aws:lambda/invocation:Invocation",
    "aws:servicecatalog/provisionedProduct:ProvisionedProduct",
)
"""Types of AWS whose outputs can be anything."""
ANSWERING = (*OPAQUE, "aws:secretsmanager/secretVersion:SecretVersion", "aws:ssm/parameter:Parameter")
"""Types of AWS whose outputs are what somebody puts in: they may name any resource."""


@record(frozen=True, slots=True)
class Linked:
    """Resources that are, or may be, linked to a subject, each with the fact that it is."""

    links: tuple[tuple[Resource, Fact], ...] = field(default=())

    def __iter__(self) -> Iterator[Resource]:
        """Those that are linked for certain or perhaps."""
        return (resource for resource, _ in self.links)

    def exists(self) -> Fact:
        """There is one."""
        return any_fact(fact for _, fact in self.links)

    def any(self, question: Callable[[Resource], Fact]) -> Fact:
        """One of them answers yes."""
        return any_fact(all_of(fact, question(resource)) for resource, fact in self.links)

    def all(self, question: Callable[[Resource], Fact]) -> Fact:
        """Each of them answers yes; so it is where there is none."""
        return all_facts(any_of(is_not(fact), question(resource)) for resource, fact in self.links)

    def count(self, question: Callable[[Resource], Fact] = lambda _: TRUE) -> Count:
        """How many answer yes."""
        return count_facts(all_of(fact, question(resource)) for resource, fact in self.links)

    def certain(self) -> tuple[Resource, ...]:
        """Those that are linked without a doubt; not told where others may still come."""
        if any(MORE in fact.because for _, fact in self.links):
            raise NotToldError
        return tuple(resource for resource, fact in self.links if fact.truth)

    def __add__(self, other: Linked) -> Linked:
        return Linked(self.links + other.links)


def link(stack: ResourceGraph, referrer: Resource, by: str, target: Resource, names: Iterable[str] = ()) -> Fact:
    """Whether ``referrer``'s property ``by`` (a dotted path; one reference or a list of them) names ``target``.

    ``names`` are the target's own arguments that name it (``bucket``, ``identifier``). Decided, in this order, by an
    equal known value or the same text with holes, by an output that the text is, by a dependency on exactly that
    resource, by a dependency on a resource that itself is linked to it, and by known values that differ. A dependency
    on several resources decides where one of them alone is of the target's type; one on another resource of the
    target's type is a no. One on a resource that the stack lacks (a program only reads it) may lead to the target,
    unless that resource is of the target's type itself; so may a text that is computed from a random suffix, or that
    another stack tells.
    """
    return _link(stack, _Reference(referrer, by), target, tuple(names))


@record(frozen=True, slots=True)
class _Reference:
    """The property ``by`` of ``referrer``; ``passed`` are the URNs through which another reference has led here."""

    referrer: Resource
    by: str
    passed: frozenset[str] = frozenset()

    @property
    def value(self) -> Value:
        return self.referrer.at(self.by)

    @property
    def dependencies(self) -> tuple[str, ...]:
        return dependencies_at(self.referrer, self.by)

    def through(self, between: Resource) -> _Reference:
        """The property of the same name of a resource that this one depends on."""
        return _Reference(between, self.by, self.passed | {self.referrer.urn})


def _link(stack: ResourceGraph, reference: _Reference, target: Resource, names: tuple[str, ...]) -> Fact:
    if reference.value.is_absent or reference.referrer.urn == target.urn:
        return FALSE
    return any_fact(_element_links(stack, reference, target, names))


def _element_links(
    stack: ResourceGraph, reference: _Reference, target: Resource, names: tuple[str, ...]
) -> Iterator[Fact]:
    elements = reference.value.elements()
    identities = stack.derived(identities_in, target, names)
    for element in elements:
        if (element.is_known and plain(element) in identities.known) or text_of(element) in identities.texts:
            yield TRUE
            return
    by_hole = _hole_link(stack, elements, target)
    if by_hole is not None:
        yield by_hole
        return
    by_dependency = _dependency_link(stack, reference, target, names)
    if by_dependency is not None and by_dependency.truth is not False:
        yield by_dependency
        return
    for element in elements:
        # What depends on others is explained by them; what depends on nothing may be anything.
        if element.is_unknown and by_dependency is None:
            yield element.undecided()
        elif element.is_known:
            yield from (one.equals(plain(element)) for one in identities.undecided)


@record(frozen=True, slots=True)
class Identities:
    """The values that name a resource: known ones, texts with holes, and all arguments that are not known."""

    known: tuple[object, ...]
    texts: tuple[Text, ...]
    undecided: tuple[Value, ...]


def identities_in(_: ResourceGraph, target: Resource, names: tuple[str, ...]) -> Identities:
    """What names ``target``: its outputs, and its arguments ``names``. Ask it of the graph, which makes it once."""
    said = [target[name] for name in names]
    outputs = [target.output(name) for name in (*IDENTITY_OUTPUTS, *names)]
    known_values = tuple(plain(value) for value in (*said, *outputs) if value.is_known)
    texts = tuple(text for text in map(text_of, said) if text is not None)
    return Identities(known_values, texts, tuple(value for value in said if value.is_unknown))


def _hole_link(stack: ResourceGraph, elements: tuple[Value, ...], target: Resource) -> Fact | None:
    """Whether one of the elements is an output that names ``target``; None unless all are outputs of resources of its
    type that name these."""
    holes = [text.sole if text is not None else None for text in map(text_of, elements)]
    named = [hole.urn for hole in holes if hole is not None and hole.output in IDENTITY_OUTPUTS]
    if target.urn in named:
        return TRUE
    is_told = len(named) == len(elements) and all(stack.type_of(urn) == target.type for urn in named)
    return FALSE if is_told and named else None


def _dependency_link(
    stack: ResourceGraph, reference: _Reference, target: Resource, names: tuple[str, ...]
) -> Fact | None:
    """What the dependencies of the property say; None where there are none."""
    urns, value = reference.dependencies, reference.value
    if not urns:
        return None
    if target.urn in urns:
        rivals = [urn for urn in urns if urn != target.urn and stack.type_of(urn) == target.type]
        return TRUE if not rivals or _is_list(value) else value.undecided()
    if set(urns) == sources_of_name(target, names):
        return value.undecided()
    return any_fact(_indirect_links(stack, reference, target, names))


def _indirect_links(
    stack: ResourceGraph, reference: _Reference, target: Resource, names: tuple[str, ...]
) -> Iterator[Fact]:
    """Names that reach the target through another resource (``bucket=acl.bucket``, a component that holds it), and
    texts that may be anything. Beside another resource of the target's type, such a text is a part of that one's."""
    urns, by, value = reference.dependencies, reference.by, reference.value
    maybe = value.undecided()
    explained = not _is_list(value) and any(stack.type_of(urn) == target.type for urn in urns)
    for urn in urns:
        between = stack.get(urn)
        if stack.type_of(urn) == target.type:
            # Another one: beside the target in the stack, or one that a program only reads.
            continue
        if between is None or stack.is_inside(target.urn, urn):
            yield maybe
        elif target.urn in stack.property_targets(between):
            same_property = target.urn in between.property_dependencies.get(by, ())
            yield TRUE if same_property and len(urns) == 1 else maybe
        elif not explained and _may_say_its_name(stack, reference, between, target, names):
            yield maybe


def _may_say_its_name(
    stack: ResourceGraph, reference: _Reference, between: Resource, target: Resource, names: tuple[str, ...]
) -> bool:
    """Whether the text that ``between`` gives the reference may be the target's name."""
    if between.urn in sources_of_name(target, names):
        return True
    if not may_say_names(between, reference.by) or _is_explained(stack, between, target):
        return False
    if between.type.startswith(NATIVE) and between.type not in ANSWERING:
        # Its outputs are its own; only the property of the same name is somebody else's name.
        further = reference.through(between)
        return between.urn not in reference.passed and _link(stack, further, target, names).truth is not False
    if between.type in RANDOM:
        return any(target[name].is_unknown for name in names)
    # Another stack knows names, and no ID of what this one is about to make.
    return between.type != STACK_REFERENCE or any(not target[name].is_absent for name in names)


def may_say_names(between: Resource, by: str) -> bool:
    """Whether what the resource gives to a property ``by`` may be the name of a resource of another type."""
    if between.type.startswith(NATIVE) and between.type not in ANSWERING:
        return not between.at(by).is_absent
    return between.type not in SECRETS


def _is_explained(stack: ResourceGraph, between: Resource, target: Resource) -> bool:
    """What ``between`` gives comes from another resource of the target's type, which it names or holds."""
    if any(stack.type_of(urn) == target.type for urn in stack.property_targets(between)):
        return True
    return between.is_component and target.type in stack.derived(_types_inside, between.urn)


def _types_inside(stack: ResourceGraph, component_urn: str) -> frozenset[str]:
    return frozenset(one.type for one in stack.resources if stack.is_inside(one.urn, component_urn))


def sources_of_name(target: Resource, names: tuple[str, ...]) -> set[str]:
    """What the arguments that name the target are made from."""
    return {urn for name in names for urn in target.property_dependencies.get(name, ())}


def _is_list(value: Value) -> bool:
    """A list that a preview does not know is told by its name: AWS names lists in the plural."""
    return len(value.elements()) > 1 or (value.is_unknown and value.path.endswith("s"))


def dependencies_at(resource: Resource, path: str) -> tuple[str, ...]:
    """URNs of what the property that the path starts with depends on."""
    return resource.property_dependencies.get(top(path), ())
